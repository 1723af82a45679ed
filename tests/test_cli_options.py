"""The command line's options, and that the shortcut past typer is one in speed only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import Done, flag, program, replycoach, write

TYPER = "import sys; from replycoach.cli import run_app; sys.exit(run_app(sys.argv[1:]))"
pytestmark = pytest.mark.usefixtures("desk")

SAME = [
    pytest.param(["fine.txt"], "", id="send"),
    pytest.param(["hold.txt"], "", id="hold"),
    pytest.param(["fine.txt", "hold.txt"], "", id="several"),
    pytest.param(["hold.txt", "none.txt"], "", id="missing"),
    pytest.param(["empty.txt"], "", id="empty"),
    pytest.param(["-"], "All is xyzzy, Anna.", id="standard-input"),
    pytest.param(["-"], "", id="empty-standard-input"),
    pytest.param(["."], "", id="folder"),
]


@pytest.mark.parametrize(("arguments", "stdin"), SAME)
def test_shortcut_and_typer_say_the_same(arguments: list[str], stdin: str) -> None:
    short = replycoach("check", *arguments, stdin=stdin.encode())
    assert program(["-c", TYPER, "check", *arguments], stdin.encode()) == short


CODES = [
    pytest.param(["careful.txt"], 0, id="a-warning-is-sent"),
    pytest.param(["--hold-on", "warning", "careful.txt"], 1, id="hold-on-warning"),
    pytest.param(["--hold-on", "error", "careful.txt"], 0, id="hold-on-error"),
    pytest.param(["--hold-on", "error", "hold.txt"], 1, id="hold-on-error-holds"),
    pytest.param(["--ignore", "test-stop", "--reason", "a joke", "hold.txt"], 0, id="ignore"),
    pytest.param(["--ignore", "test-careful", "hold.txt"], 1, id="ignore-another"),
    pytest.param(["--hold-on", "warning", "--to", "client.txt", "fine.txt"], 1, id="incoming"),
    pytest.param(["--hold-on", "warning", "--fault", "own", "own.txt"], 1, id="fault-own"),
    pytest.param(["--hold-on", "warning", "--fault", "client", "own.txt"], 0, id="fault-client"),
    pytest.param(["--lang", "en", "hold.txt"], 1, id="language"),
    pytest.param(["--lang", "en", "none.txt"], 2, id="missing"),
]


@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_exit_code(arguments: list[str], code: int) -> None:
    done = replycoach("check", *arguments)
    assert (done.code, done.err.count("\n")) == (code, int(code == 2))


ERRORS = [
    pytest.param(["--hold-on", "none", "fine.txt"], "hold_on `none` is none of error, warning", id="hold-on"),
    pytest.param(["--ignore", "x", "fine.txt"], "no rule `x`; `replycoach explain` lists them", id="rule"),
    pytest.param(["--reason", "x", "fine.txt"], "--reason goes with --ignore RULE", id="reason-alone"),
    pytest.param(["--fault", "his", "fine.txt"], "--fault `his` is none of own, client, external", id="fault"),
    pytest.param(["--lang", "de", "fine.txt"], "lang `de` is none of ru, en", id="language"),
    pytest.param(
        ["--to", "none.txt", "fine.txt"],
        "--to none.txt cannot be read: no such file or directory; check the name",
        id="no-incoming",
    ),
    pytest.param(
        ["--to", "-", "-"],
        "--to - and the draft cannot both come from standard input; name a file",
        id="both-from-standard-input",
    ),
    pytest.param(["--to", "folder", "fine.txt"], "--to folder is a folder; name a file", id="incoming-folder"),
    pytest.param(
        ["--stdin-filename", "a.eml", "fine.txt"],
        "--stdin-filename NAME goes with -, which is standard input",
        id="name-of-nothing",
    ),
    pytest.param(
        ["--stdin-filename", "", "-"], "--stdin-filename NAME goes with -, which is standard input", id="no-name"
    ),
    pytest.param(["--playbook", "none", "fine.txt"], "{cwd}/none: there is no such folder", id="no-playbook"),
]


@pytest.mark.parametrize(("arguments", "error"), ERRORS)
def test_known_error_is_one_line(arguments: list[str], error: str, desk: Path) -> None:
    said = error.replace("{cwd}", str(desk))
    assert replycoach("check", *arguments) == Done(2, "", f"replycoach: {said}\n")


def test_unknown_format_lists_the_known() -> None:
    done = replycoach("check", "--format", "xml", "fine.txt")
    assert done == Done(2, "", "replycoach: no format `xml`; there are github, json, line, sarif, text\n")


@pytest.mark.parametrize("arguments", [["check", "--lnag", "en", "fine.txt"], ["chekc", "fine.txt"], ["check"]])
def test_usage_error_is_typer_s(arguments: list[str]) -> None:
    done = replycoach(*arguments)
    assert (done.code, done.out, done.err.startswith("Usage: replycoach")) == (2, "", True)


def test_verbose_says_what_was_not_checked() -> None:
    done = replycoach("check", "-v", "own.txt")
    assert "own.txt: test-own not checked: nobody said fault\n" in done.err


def test_incoming_message_may_come_from_standard_input() -> None:
    done = replycoach("check", "--to", "-", "fine.txt", stdin=b"Where is the banner?")
    assert "Nothing shared." in done.out


def test_json_is_for_machines() -> None:
    done = replycoach("check", "--format", "json", "hold.txt")
    assert (done.code, json.loads(done.out)["verdict"]) == (1, "hold")


NAMED = [
    pytest.param("text", "letter.eml:1 · ", id="text"),
    pytest.param("line", "letter.eml:1:13: error: ", id="line"),
    pytest.param("github", "::error file=letter.eml,line=1,col=13,", id="github"),
    pytest.param("json", '"file": "letter.eml"', id="json"),
    pytest.param("sarif", '"uri": "letter.eml"', id="sarif"),
]


@pytest.mark.parametrize(("format", "words"), NAMED)
def test_standard_input_may_be_named(format: str, words: str) -> None:
    arguments = ["check", "--format", format, "--stdin-filename", "letter.eml", "-"]
    done = replycoach(*arguments, stdin=b"Hello Anna, xyzzy it is.")
    assert (done.code, words in done.out, done.err) == (1, True, "")


def test_errors_call_standard_input_by_its_name() -> None:
    done = replycoach("check", "--stdin-filename", "letter.eml", "-")
    assert done == Done(2, "", "replycoach: letter.eml is empty; write the reply first\n")


@pytest.mark.parametrize("format", ["json", "sarif"])
@pytest.mark.parametrize("names", [["hold.txt", "binary.txt"], ["binary.txt", "none.txt"]])
def test_output_for_machines_is_whole_if_a_draft_could_not_be_read(names: list[str], format: str) -> None:
    done = replycoach("check", "--format", format, *names)
    assert (done.code, "binary.txt is binary" in done.out, done.err.count("\n")) == (
        2,
        True,
        names.count("none.txt") + 1,
    )
    assert isinstance(json.loads(done.out), dict)


@pytest.mark.parametrize(("format", "expected"), [("line", ""), ("github", ""), ("text", "Good to send.\n")])
def test_good_draft_needs_few_words(format: str, expected: str) -> None:
    assert replycoach("check", "--format", format, "fine.txt") == Done(0, expected, "")


def test_sarif_is_whole_in_any_encoding() -> None:
    done = replycoach("check", "--format", "sarif", "черновик", environ={"PYTHONIOENCODING": "ascii"})
    (run,) = json.loads(done.out)["runs"]
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said == "черновик cannot be read: no such file or directory; check the name"


def test_more_playbooks_may_be_named(tmp_path: Path) -> None:
    own = write(tmp_path, {"test-more": flag("fine", severity="error")})
    assert replycoach("check", "--playbook", str(own), "fine.txt").code == 1


@pytest.mark.parametrize(("option", "words"), [("--version", "replycoach 0."), ("--help", "Usage:"), ("-h", "Usage:")])
def test_said_and_left(option: str, words: str) -> None:
    done = replycoach(option)
    assert (done.code, done.out.startswith(words), done.err) == (0, True, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_printed(shell: str) -> None:
    done = program(["-c", TYPER], environ={"_REPLYCOACH_COMPLETE": f"source_{shell}"})
    assert (done.code, "_REPLYCOACH_COMPLETE=complete_" + shell in done.out) == (0, True)


def test_completion_knows_the_commands() -> None:
    words = {"_REPLYCOACH_COMPLETE": "complete_bash", "COMP_WORDS": "replycoach ch", "COMP_CWORD": "1"}
    done = program(["-c", TYPER], environ=words)
    assert done.out.split() == ["check"]


def test_rule_has_a_page() -> None:
    done = replycoach("explain", "shouting", "--lang", "en")
    assert (done.code, done.out.startswith("shouting"), done.err) == (0, True, "")


def test_unknown_rule_names_the_nearest() -> None:
    done = replycoach("explain", "shoutin")
    assert done == Done(
        2, "", "replycoach: no rule `shoutin`; did you mean `shouting`?; `replycoach explain` lists them\n"
    )
