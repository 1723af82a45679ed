"""``replycoach config``, and ``check`` as settings files have it: a real run in a real folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support import Done, environment, flag, program, replycoach, write

TYPER = "import sys; from replycoach.cli import run_app; sys.exit(run_app(sys.argv[1:]))"
DRAFTS = {
    "fine": "All is fine, Anna.\n",
    "careful": "All is plover, Anna.\n",
    "hold": "Hello Anna, xyzzy it is.\n",
    "own": "All is plugh, Anna.\n",
    "russian": "Здравствуйте, Анна! Исправлю форму сегодня к 18:00 и пришлю ссылку.\n",
}
RULES = {
    "test-stop": flag("xyzzy", severity="error"),
    "test-careful": flag("plover"),
    "test-own": flag("plugh", severity="error", when={"fault": "own"}),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled playbooks, kept from test to test."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def desk(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with drafts and a folder of rules, and a home with nothing in it."""
    desk = tmp_path / "desk"
    write(desk / "rules", RULES)
    for name, draft in DRAFTS.items():
        (desk / f"{name}.txt").write_text(draft, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(cache)
    monkeypatch.setenv("REPLYCOACH_HOME", str(home))
    monkeypatch.chdir(desk)
    return desk


def project(text: str) -> None:
    Path(".replycoach.yaml").write_text(text, encoding="utf-8")


def own(text: str) -> str:
    path = Path(os.environ["REPLYCOACH_HOME"], "config.yaml")
    path.write_text(text, encoding="utf-8")
    return str(path)


SAME = [
    pytest.param("playbooks: rules", ["fine.txt", "hold.txt"], 1, id="rules"),
    pytest.param("playbooks: rules\nhold-on: warning", ["careful.txt"], 1, id="hold-on"),
    pytest.param("playbooks: rules\nfault: own", ["own.txt"], 1, id="fault"),
    pytest.param("playbooks: rules\nfault: client", ["own.txt"], 0, id="other-fault"),
    pytest.param("playbooks: rules\nignore: [test-stop]", ["hold.txt"], 0, id="ignore"),
    pytest.param("playbooks: rules\nlevels: {test-careful: error}", ["careful.txt"], 1, id="levels"),
    pytest.param("ui-lang: ru", ["fine.txt"], 0, id="ui-lang"),
    pytest.param("lang: en", ["fine.txt", "none.txt"], 2, id="lang-and-a-missing-draft"),
    pytest.param("format: json", ["fine.txt", "."], 0, id="format"),
    pytest.param("format: line\nplaybooks: rules", ["-"], 1, id="standard-input"),
    pytest.param("", ["fine.txt"], 0, id="empty"),
    pytest.param("lang: de", ["fine.txt"], 2, id="wrong-value"),
    pytest.param("levels: {test-stpo: off}\nplaybooks: rules", ["fine.txt"], 2, id="unknown-rule"),
    pytest.param("a: [", ["fine.txt"], 2, id="no-yaml"),
]


@pytest.mark.parametrize(("text", "arguments", "code"), SAME)
def test_shortcut_and_typer_go_by_the_same_settings(text: str, arguments: list[str], code: int, desk: Path) -> None:
    project(text)
    draft = DRAFTS["hold"].encode()

    short = replycoach("check", *arguments, stdin=draft)

    assert (program(["-c", TYPER, "check", *arguments], draft), short.code) == (short, code)


SPEAKING = [
    pytest.param("ui-lang: ru", [], {}, "Можно отправлять.", id="file"),
    pytest.param("ui-lang: ru", ["--ui-lang", "en"], {}, "Good to send.", id="option-beats-file"),
    pytest.param("ui-lang: ru", [], {"REPLYCOACH_LANG": "en"}, "Good to send.", id="variable-beats-file"),
    pytest.param("", [], {"REPLYCOACH_LANG": "ru"}, "Можно отправлять.", id="variable"),
    pytest.param("", [], {"REPLYCOACH_LANG": "ru", "LC_ALL": "en_GB.UTF-8"}, "Можно отправлять.", id="beats-locale"),
    pytest.param("", ["--ui-lang", "ru"], {"REPLYCOACH_LANG": "en"}, "Можно отправлять.", id="option-beats-variable"),
    pytest.param("ui-lang: ru", ["--no-config"], {}, "Good to send.", id="no-config"),
    pytest.param("ui-lang: en", ["--config", "c.yaml"], {}, "Можно отправлять.", id="one-file-alone"),
]


@pytest.mark.parametrize(("text", "options", "environ", "verdict"), SPEAKING)
def test_explanations_are_in_the_language_settled(
    text: str, options: list[str], environ: dict[str, str], verdict: str, desk: Path
) -> None:
    project(text)
    (desk / "c.yaml").write_text("ui-lang: ru\n", encoding="utf-8")

    assert replycoach("check", *options, "fine.txt", environ=environ) == Done(0, f"{verdict}\n", "")


def test_variable_counts_without_any_file(desk: Path) -> None:
    assert replycoach("check", "fine.txt", environ={"REPLYCOACH_LANG": "ru"}).out == "Можно отправлять.\n"


def test_option_beats_the_project_and_the_project_the_user(desk: Path) -> None:
    own("format: json\nhold-on: warning\nplaybooks: ../desk/rules\n")
    project("format: line\n")

    assert replycoach("check", "careful.txt").out.startswith("careful.txt:1:8: warning: ")
    assert replycoach("check", "--format", "text", "careful.txt").out.startswith("Don't send yet.")


def test_explain_knows_rules_and_language_of_the_settings(desk: Path) -> None:
    project("ui-lang: ru\nplaybooks: rules\n")

    assert "Почему" in replycoach("explain", "test-stop").out
    assert "Why" in replycoach("explain", "test-stop", "--lang", "en").out
    assert "Why" in replycoach("explain", "test-stop", "--ui-lang", "en").out
    assert replycoach("explain", "test-stop", "--no-config").code == 2


BROKEN = [
    pytest.param("lang: de\n", ".replycoach.yaml:1: `lang: de` is none of ru, en", id="value"),
    pytest.param("\nhold_on: error\n", ".replycoach.yaml:2: unknown key `hold_on`; did you mean `hold-on`?", id="key"),
    pytest.param(
        "levels:\n  shoutin: off\n",
        ".replycoach.yaml:2: no rule `shoutin`; did you mean `shouting`?; `replycoach explain` lists them",
        id="rule",
    ),
    pytest.param(
        "playbooks: [none]\n",
        ".replycoach.yaml:1: `playbooks: none`: there is no folder {desk}/none; check the path",
        id="folder",
    ),
]


@pytest.mark.parametrize("command", [["check", "fine.txt"], ["check", "--lang", "en", "-"], ["config", "show"]])
@pytest.mark.parametrize(("text", "error"), BROKEN)
def test_broken_file_judges_nothing_and_loses_nothing(text: str, error: str, command: list[str], desk: Path) -> None:
    project(text)

    done = replycoach(*command, stdin=b"All is fine, Anna.")

    assert done == Done(2, "", f"replycoach: {error.replace('{desk}', str(desk))}\n")
    assert (desk / "fine.txt").read_text("utf-8") == DRAFTS["fine"]


def test_no_config_helps_where_the_file_is_broken(desk: Path) -> None:
    project("a: [")

    assert replycoach("check", "--no-config", "fine.txt").code == 0


OPTION_ERRORS = [
    pytest.param(["check", "--ui-lang", "de", "fine.txt"], "--ui-lang `de` is none of ru, en", id="language"),
    pytest.param(["explain", "--lang", "de"], "--lang `de` is none of ru, en", id="page"),
    pytest.param(["config", "show", "--format", "xml"], "--format `xml` is none of text, json", id="format"),
    pytest.param(
        ["check", "--config", "c.yaml", "--no-config", "fine.txt"],
        "--config and --no-config exclude each other; keep one",
        id="both",
    ),
    pytest.param(
        ["check", "--config", "c.yaml", "fine.txt"],
        "c.yaml: cannot be read: no such file or directory; check the name",
        id="no-file",
    ),
]


@pytest.mark.parametrize(("arguments", "error"), OPTION_ERRORS)
def test_wrong_option_is_one_line(arguments: list[str], error: str, desk: Path) -> None:
    assert replycoach(*arguments) == Done(2, "", f"replycoach: {error}\n")


SHOWN = """\
setting    value                  from
lang       –                      default
ui-lang    en                     --ui-lang
format     line                   {own}:1
hold-on    –                      default
fault      client                 .replycoach.yaml:1
contract   –                      default
playbooks  {desk}/rules           .replycoach.yaml:3
ignore     test-own (so: 1)       {own}:3
levels     test-stop: suggestion  .replycoach.yaml:6
levels     test-careful: off      .replycoach.yaml:7
cooldown   –                      default
on-error   –                      default
transport  –                      default

Read: {desk}/.replycoach.yaml, {own}
"""


def squeezed(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines()]


def test_show_tells_every_value_and_its_source(desk: Path) -> None:
    file = own("format: line\nignore:\n- {rule: test-own, reason: 'so: 1'}\n")
    project("fault: client\nplaybooks:\n- rules\n\nlevels:\n  test-stop: suggestion\n  test-careful: off\n")

    done = replycoach("config", "show", "--ui-lang", "en")

    expected = SHOWN.replace("{desk}", str(desk)).replace("{own}", file)
    assert (done.code, squeezed(done.out), done.err) == (0, squeezed(expected), "")


def test_columns_of_the_table_stand_below_one_another(desk: Path) -> None:
    rows = [line for line in replycoach("config", "show").out.splitlines() if line.endswith("default")]

    assert {line.index("default") for line in rows} == {18}


def test_show_speaks_russian(desk: Path) -> None:
    out = replycoach("config", "show", environ={"LC_ALL": "ru_RU.UTF-8"}).out

    assert out.splitlines()[:3] == [
        "настройка  значение  откуда",
        "lang       –         по умолчанию",
        "ui-lang    ru        язык системы",
    ]


def test_show_lists_the_user_s_own_rules_used_without_being_named(desk: Path) -> None:
    folder = Path(os.environ["REPLYCOACH_HOME"], "playbooks", "mine")
    write(folder, RULES)

    assert ["playbooks", str(folder), "default"] in squeezed(replycoach("config", "show").out)


def test_show_for_programs(desk: Path) -> None:
    file = own("levels:\n  shouting: off\nignore: {rule: anger, reason: почему}\nui-lang: ru\n")

    done = replycoach("config", "show", "--format", "json")

    report = json.loads(done.out)
    assert (done.code, report["schema"], report["files"]) == (0, 1, [file])
    assert [entry for entry in report["settings"] if entry["key"] in ("lang", "ui-lang", "ignore", "levels")] == [
        {"key": "lang", "rule": None, "value": None, "from": "default", "line": None},
        {"key": "ui-lang", "rule": None, "value": "ru", "from": file, "line": 4},
        {"key": "ignore", "rule": "anger", "value": "почему", "from": file, "line": 3},
        {"key": "levels", "rule": "shouting", "value": "off", "from": file, "line": 2},
    ]


@pytest.mark.parametrize("options", [["show"], ["show", "--format", "json"], ["path"], ["init"]])
def test_poor_console_gets_question_marks_not_a_traceback(options: list[str], desk: Path) -> None:
    project("ignore: {rule: anger, reason: почему}\n")

    done = replycoach("config", *options, environ={"PYTHONIOENCODING": "ascii", "REPLYCOACH_LANG": "ru"})

    assert (done.code, done.err) == (0, "")


def test_terminal_is_not_obeyed(desk: Path) -> None:
    own('ignore: {rule: anger, reason: "\\e[2Jowned"}\n')

    assert "\x1b" not in replycoach("config", "show").out


def test_path_is_there_whether_the_file_is_or_not(desk: Path) -> None:
    assert replycoach("config", "path") == Done(0, f"{environment()['REPLYCOACH_HOME']}/config.yaml\n", "")


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("here", [True, False])
def test_init_writes_a_file_that_changes_nothing(lang: str, here: bool, desk: Path) -> None:
    path = desk / ".replycoach.yaml" if here else Path(os.environ["REPLYCOACH_HOME"], "config.yaml")
    before = replycoach("check", "fine.txt")

    done = replycoach("config", "init", "--ui-lang", lang, *(["--here"] if here else []))

    assert (done.code, done.out.startswith(str(path)), done.err) == (0, True, "")
    assert path.read_text("utf-8").startswith({"en": "# Settings", "ru": "# Настройки"}[lang])
    assert replycoach("check", "fine.txt") == before


def test_init_makes_the_folder(desk: Path) -> None:
    home = str(desk / "new" / "home")

    assert replycoach("config", "init", environ={"REPLYCOACH_HOME": home}).code == 0
    assert (desk / "new" / "home" / "config.yaml").is_file()


@pytest.mark.parametrize("kind", ["file", "link"])
def test_init_never_overwrites(kind: str, desk: Path) -> None:
    path = Path(own("lang: en\n"))
    if kind == "link":
        path.unlink()
        path.symlink_to("none")

    assert replycoach("config", "init") == Done(2, "", f"replycoach: {path} exists already; edit it, or move it away\n")
    assert kind == "link" or path.read_text("utf-8") == "lang: en\n"


def test_init_where_nothing_can_be_written_is_one_line(desk: Path) -> None:
    done = replycoach("config", "init", environ={"REPLYCOACH_HOME": str(desk / "fine.txt")})

    assert done == Done(2, "", f"replycoach: {desk}/fine.txt/config.yaml cannot be written: file exists\n")
