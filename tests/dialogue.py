"""A program that asks on a terminal, driven through a pseudo-terminal: what it shows, what is typed, what it leaves."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from support import environment

PATIENCE = 20
"""Seconds."""
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")


class Dialogue:
    """``raw`` is all that was shown; ``stdout`` what went past the terminal, if standard output did not lead there."""

    def __init__(self, process: subprocess.Popen[bytes], above: int) -> None:
        self._process, self._above = process, above
        self._seen, self.raw = "", b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest, self.stdout = "", b""

    def shows(self, *words: str) -> str:
        """What has come since the last time, once the words are all there, in this order."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = re.search(".*?".join(map(re.escape, words)), self._seen, re.DOTALL)
            if found:
                shown, self._seen = self._seen[: found.end()], self._seen[found.end() :]
                return shown
            assert self._more(deadline), f"never shown: {words}\n{self._seen}"

    def type(self, keys: str) -> None:
        os.write(self._above, keys.encode())

    def kill(self, signal: int) -> None:
        self._process.send_signal(signal)

    def ended(self) -> int:
        """The exit code; what was still shown is in ``rest``."""
        deadline = time.monotonic() + PATIENCE
        while self._more(deadline):
            pass
        self.rest = self._seen
        out, _ = self._process.communicate(timeout=PATIENCE)
        self.stdout = out or b""
        return self._process.returncode

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select([self._above], [], [], max(0, deadline - time.monotonic()))
        try:
            data = os.read(self._above, 65536) if ready else b""
        except OSError:  # Linux's way to say that the other side has closed.
            data = b""
        self.raw += data
        self._seen += _ESCAPES.sub("", self._decoder.decode(data))
        return bool(data)


@contextmanager
def dialogue(
    *arguments: str, folder: Path, stdin: Path | None = None, environ: Mapping[str, str] | None = None
) -> Iterator[Dialogue]:
    """``replycoach`` on a terminal of its own; with ``stdin`` standard input and output are a file and a pipe."""
    above, below = pty.openpty()
    termios.tcsetwinsize(below, (40, 160))

    def own() -> None:
        fcntl.ioctl(below, termios.TIOCSCTTY, 0)

    source = open(stdin, "rb") if stdin else below  # noqa: SIM115
    process = subprocess.Popen(
        [sys.executable, "-m", "replycoach", *arguments],
        cwd=folder,
        env=environment(**{"TERM": "dumb", "COLUMNS": "100", "EDITOR": "", "VISUAL": "", **(environ or {})}),
        stdin=source,
        stdout=subprocess.PIPE if stdin else below,
        stderr=below,
        start_new_session=True,
        preexec_fn=own,
        pass_fds=[below],
    )
    os.close(below)
    try:
        yield Dialogue(process, above)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        if stdin and not isinstance(source, int):
            source.close()
        os.close(above)
