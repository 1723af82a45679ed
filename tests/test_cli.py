"""``replycoach check FILE…`` as a program: exit codes, streams, signals, and drafts that mean harm."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import HOLD, ROOT, SEND, Done, environment, program, replycoach

COMMAND = [sys.executable, "-m", "replycoach"]


pytestmark = pytest.mark.usefixtures("desk")

CODES = [
    pytest.param(["send.txt"], 0, id="send"),
    pytest.param(["hold.txt"], 1, id="hold"),
    pytest.param(["send.txt", "hold.txt", "send.txt"], 1, id="worst-of-several"),
    pytest.param(["hold.txt", "none.txt", "send.txt"], 2, id="error-is-worst"),
    pytest.param(["none.txt"], 2, id="missing"),
    pytest.param(["."], 2, id="folder-with-some-that-cannot-be-read"),
]


@pytest.mark.parametrize(("files", "code"), CODES)
def test_exit_code(files: list[str], code: int) -> None:
    assert replycoach("check", *files).code == code


ERRORS = [
    pytest.param("none.txt", "none.txt cannot be read: no such file or directory; check the name", id="missing"),
    pytest.param("folder", "folder has no draft in it; drafts end in .txt, .md, .eml or .draft", id="folder"),
    pytest.param("empty.txt", "empty.txt is empty; write the reply first", id="empty"),
    pytest.param("binary.txt", "binary.txt is binary, not text; save the reply as plain text", id="binary"),
    pytest.param(
        "german.txt",
        "german.txt is in German: no rules for this language; replycoach reads Russian and English",
        id="third-language",
    ),
    pytest.param(
        "\x1b[31mx", "\ufffd[31mx cannot be read: no such file or directory; check the name", id="escape-in-name"
    ),
    pytest.param("", "`` cannot be read: no such file or directory; check the name", id="no-name"),
    pytest.param("a" * 300, f"{'a' * 300} cannot be read: file name too long; check the name", id="long-name"),
]


@pytest.mark.parametrize(("name", "error"), ERRORS)
def test_draft_that_cannot_be_checked_is_one_line_on_stderr(name: str, error: str) -> None:
    assert replycoach("check", name) == Done(2, "", f"replycoach: {error}\n")


def test_verdict_goes_to_stdout_alone() -> None:
    done = replycoach("check", "hold.txt")
    assert (done.out.startswith("Don't send yet. Heard.\n"), "xyzzy" in done.out, done.err) == (True, True, "")


def test_every_draft_is_named_if_there_are_several() -> None:
    done = replycoach("check", "send.txt", "none.txt", "hold.txt")
    assert ("send.txt: Можно отправлять." in done.out, "hold.txt: Don't send yet." in done.out) == (True, True)
    assert done.err == "replycoach: none.txt cannot be read: no such file or directory; check the name\n"


@pytest.mark.parametrize(("draft", "code"), [(SEND, 0), (HOLD, 1), ("", 2)])
def test_dash_is_standard_input(draft: str, code: int) -> None:
    done = replycoach("check", "-", stdin=draft.encode())
    assert (done.code, done.err) == (code, "" if draft else "replycoach: the draft is empty; write the reply first\n")


SPEAKING = [
    pytest.param("hold.txt", {"LC_ALL": "C.UTF-8"}, "Don't send yet.", id="neutral-speaks-the-draft-s"),
    pytest.param("send.txt", {"LC_ALL": "C.UTF-8"}, "Можно отправлять.", id="neutral-speaks-russian"),
    pytest.param("hold.txt", {"LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "Пока не отправляйте.", id="lang-russian"),
    pytest.param("send.txt", {"LC_ALL": "", "LANG": "en_GB.UTF-8"}, "Good to send.", id="lang-english"),
    pytest.param("send.txt", {"LC_ALL": "en_US.UTF-8", "LANG": "ru_RU.UTF-8"}, "Good to send.", id="lc-all-wins"),
    pytest.param("send.txt", {"LC_ALL": "", "LC_MESSAGES": "en", "LANG": "ru"}, "Good to send.", id="lc-messages"),
]


@pytest.mark.parametrize(("name", "environ", "verdict"), SPEAKING)
def test_speaks_the_language_of_the_locale(name: str, environ: dict[str, str], verdict: str) -> None:
    done = replycoach("check", name, environ=environ)
    assert done.out.startswith(verdict)


def on_a_terminal(environ: dict[str, str]) -> str:
    """What a terminal is sent."""
    reader, writer = pty.openpty()
    subprocess.run([*COMMAND, "check", "hold.txt"], stdout=writer, env=environment(**environ), timeout=60)
    os.close(writer)
    with open(reader, "rb", buffering=0) as stream:
        return stream.read(10_000).decode("utf-8")


COLOURS = [
    pytest.param({"TERM": "xterm"}, True, id="terminal"),
    pytest.param({"TERM": "xterm", "NO_COLOR": "1"}, False, id="no-color"),
    pytest.param({"TERM": "xterm", "NO_COLOR": ""}, True, id="empty-no-color"),
    pytest.param({"TERM": "dumb"}, False, id="dumb"),
]


@pytest.mark.parametrize(("environ", "coloured"), COLOURS)
def test_colour_is_for_terminals(environ: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in on_a_terminal(environ)) == coloured


def test_no_colour_in_a_pipe() -> None:
    assert "\x1b" not in replycoach("check", "hold.txt", environ={"TERM": "xterm"}).out


HARMFUL = [
    pytest.param("Hello, \x1b[2J\x1b]0;owned\x07xyzzy\x1b[0m it is.", id="escapes"),
    pytest.param("Hello, \x9b31m xyzzy it is.", id="eight-bit-escape"),
    pytest.param("Hello, \u202exyzzy\u2066 it is.", id="right-to-left"),
    pytest.param("Hello,\rxyzzy \x08\x08\x7f it is.", id="overwriting"),
]


@pytest.mark.parametrize("draft", HARMFUL)
def test_terminal_is_not_obeyed(draft: str) -> None:
    done = replycoach("check", "-", stdin=draft.encode())
    assert done.code == 1
    assert [char for char in done.out if not (char.isprintable() or char == "\n")] == []


def test_reader_that_has_gone_away_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND, "check", "hold.txt"], stdout=writer, stderr=subprocess.PIPE, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("options", [[], ["--lang", "en"]], ids=["shortcut", "typer"])
def test_interrupt_leaves_quietly(options: list[str]) -> None:
    arguments = [*COMMAND, "check", "-", *options]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    # A pipe holds less than this: once all is written, the program is reading.
    process.stdin.write(b"x" * 300_000)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_file_far_too_large_costs_neither_time_nor_memory(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    code = "import sys; from replycoach.__main__ import main; code = main(); print(open('/proc/self/status').read())"
    started = time.monotonic()
    done = program(["-c", f"{code}; sys.exit(code)", "check", str(large)])
    taken = time.monotonic() - started
    peak = next(int(line.split()[1]) for line in done.out.splitlines() if line.startswith("VmHWM"))
    assert done.err == f"replycoach: {large} is 4 MB, more than a letter (limit 4 MB); pass the reply alone\n"
    assert (done.code, taken < 2, peak < 100_000) == (2, True, True)


def test_internal_error_is_one_line_and_seventy() -> None:
    broken = "import replycoach.commands.check as c; c.check = lambda *a, **k: 1 / 0; import replycoach.__main__ as m; "
    done = program(["-c", f"{broken} raise SystemExit(m.main())", "check", "send.txt"])
    said = "replycoach: internal error, nothing was changed: ZeroDivisionError: division by zero;"
    assert done == Done(70, "", f"{said} REPLYCOACH_DEBUG=1 shows more\n")


@pytest.mark.parametrize("name", ["send.txt", "hold.txt"])
def test_ascii_terminal_gets_question_marks_not_a_traceback(name: str) -> None:
    done = replycoach("check", name, environ={"PYTHONIOENCODING": "ascii"})
    assert (done.code in (0, 1), done.err) == (True, "")


def test_checkout_is_what_is_tested() -> None:
    done = program(["-c", "import replycoach; print(replycoach.__file__)"])
    assert done.out == f"{ROOT / 'src' / 'replycoach' / '__init__.py'}\n"
