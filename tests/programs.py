"""Real mail programs in tests: whether they are there, running them, what the server has got from them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mails import text_of
from sink import Sink
from support import Done, environment

OURS = ["replycoach", "sendmail", "--"]


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [name for name in programs if not shutil.which(name)]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def has_send_email() -> bool:
    where = subprocess.run(["git", "--exec-path"], capture_output=True, text=True) if shutil.which("git") else None
    return where is not None and (Path(where.stdout.strip()) / "git-send-email").exists()


needs_git = pytest.mark.skipif(not has_send_email(), reason="not installed: git-email")


def put_on_path(folder: Path) -> str:
    """The program in a folder, as an installation has it."""
    folder.mkdir()
    (folder / "replycoach").write_text(f'#!/bin/sh\nexec {sys.executable} -m replycoach "$@"\n')
    (folder / "replycoach").chmod(0o755)
    return str(folder)


def msmtp_for(server: Sink, folder: Path) -> list[str]:
    """msmtp, sending to the server."""
    config = folder / "msmtprc"
    config.write_text(f"account default\nhost 127.0.0.1\nport {server.port}\nauth off\ntls off\nfrom me@desk.test\n")
    config.chmod(0o600)
    return ["msmtp", "-C", str(config)]


def run(*command: str, stdin: bytes = b"", **environ: str) -> Done:
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment(**environ), timeout=60)
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def delivered(server: Sink) -> list[str]:
    return [text_of(each.content).strip() for each in server.mails]


def wait_for(what: Sink | Path) -> None:
    """For a mail to arrive, or a file to be there."""
    deadline = time.monotonic() + 40
    while not (what.exists() if isinstance(what, Path) else what.mails):
        assert time.monotonic() < deadline
        time.sleep(0.1)
