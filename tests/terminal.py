"""A program on a terminal: keys in, what the screen shows out (tmux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 40
"""Seconds."""


class Terminal:
    def __init__(self, name: str) -> None:
        self._name = name

    def type(self, *keys: str) -> None:
        """Names of keys, such as ``Enter``, or text."""
        for key in keys:
            self._tmux("send-keys", key)
            time.sleep(0.1)

    def shows(self, *words: str) -> str:
        """The screen, once one of the words is on it."""
        deadline = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if any(word in screen for word in words):
                return screen
            assert time.monotonic() < deadline, f"never shown: {words}\n{screen}"
            time.sleep(0.1)

    def screen(self, *, coloured: bool = False, scrolled: bool = False) -> str:
        """What is to be seen; with ANSI's sequences, with what has scrolled away."""
        return self._tmux("capture-pane", "-p", *["-eN"] * coloured, *["-S", "-"] * scrolled)

    def resize(self, rows: int) -> None:
        self._tmux("resize-window", "-y", str(rows))

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-L", self._name, *arguments]
        return subprocess.run(command, capture_output=True, timeout=60).stdout.decode("utf-8", "replace")

    def close(self) -> None:
        self._tmux("kill-server")


@contextmanager
def running(command: str, folder: Path, columns: int = 110, rows: int = 40) -> Iterator[Terminal]:
    """Ends the program with everything else of its tmux."""
    name = f"replycoach-test-{os.getpid()}"
    session = ["new-session", "-d", "-x", str(columns), "-y", str(rows), command]
    environ = {**os.environ, "TERM": "screen-256color"}
    start = ["tmux", "-L", name, "-u", "-f", os.devnull, *session]
    subprocess.run(start, check=True, cwd=folder, timeout=60, env=environ)
    terminal = Terminal(name)
    try:
        yield terminal
    finally:
        terminal.close()
