"""``check --clipboard``: with a real clipboard where there is one to be had."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from shutil import which
from time import sleep

import pytest
from support import replycoach

DISPLAY = ":98"
DRAFT = b"Calm down. You are not my only client."


@pytest.fixture
def clipboard() -> Iterator[None]:
    """An X server of the test's own, with a draft copied."""
    if not (which("Xvfb") and which("xclip")):
        pytest.skip("Xvfb and xclip are not installed")
    with subprocess.Popen(["Xvfb", DISPLAY], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        environ = {"DISPLAY": DISPLAY, "PATH": "/usr/bin:/bin"}
        for _ in range(50):
            sleep(0.1)
            if (
                subprocess.run(["xclip", "-selection", "clipboard"], input=DRAFT, env=environ, timeout=20).returncode
                == 0
            ):
                break
        yield
        server.terminate()


@pytest.mark.usefixtures("clipboard")
def test_what_is_copied_is_checked() -> None:
    done = replycoach("check", "--clipboard", environ={"DISPLAY": DISPLAY})
    assert (done.code, done.out.partition(".")[0], done.err) == (1, "Don't send yet", "")


def test_no_clipboard_is_said_on_one_line() -> None:
    done = replycoach("check", "--clipboard", environ={"DISPLAY": "", "PATH": "/nowhere"})
    error = (
        "replycoach: the clipboard cannot be read; on Linux install wl-clipboard, xclip or xsel, or pipe the text to -"
    )
    assert (done.code, done.out, done.err) == (2, "", error + "\n")


def test_nothing_to_check_is_an_error() -> None:
    assert replycoach("check").code == 2
