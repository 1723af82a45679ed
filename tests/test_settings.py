"""Settings: what files, options and the environment say, which of them counts, and what is refused."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from replycoach import paths
from replycoach.errors import ReplyCoachError, SettingsError
from replycoach.settings import KEYS, NAMED, Settings, expect_rules, files, gather
from replycoach.settingsfile import CHOICES

TABLE = re.compile(r"^\| `([\w-]+)` \| (.+?) \|", re.MULTILINE)
PROSE = re.compile(r"# \S")
STARTERS = [ROOT / "templates" / "config" / f"{lang}.yaml" for lang in ("en", "ru")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a repository in it, and a folder in that to work in."""
    home = tmp_path / "home"
    work = home / "site" / "letters"
    work.mkdir(parents=True)
    (home / "site" / ".git").mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("REPLYCOACH_HOME", str(home / "own"))
    monkeypatch.chdir(work)
    return work


def put(place: Path, text: str | bytes) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(place)


def of_file(desk: Path, text: str | bytes) -> Settings:
    return gather({}, [put(desk / "c.yaml", text)], {})


VALUES = [
    pytest.param("lang: ru", "lang", "ru", id="lang"),
    pytest.param("ui-lang: en", "ui_lang", "en", id="ui-lang"),
    pytest.param("format: json", "format", "json", id="format"),
    pytest.param("lang: ru", "format", "text", id="no-format"),
    pytest.param("hold-on: warning", "hold_on", "warning", id="hold-on"),
    pytest.param("fault: client", "fault", "client", id="fault"),
    pytest.param("contract: yes", "contract", True, id="contract"),
    pytest.param('contract: "no"', "contract", False, id="no-contract"),
    pytest.param("lang: ru", "contract", None, id="nobody-said"),
    pytest.param("ignore: [a, b]", "ignore", {"a": "", "b": ""}, id="ignore"),
    pytest.param("ignore: a", "ignore", {"a": ""}, id="ignore-one"),
    pytest.param(
        "ignore:\n- a\n- {rule: b, reason: 'so: 1'}", "ignore", {"a": "", "b": "so: 1"}, id="ignore-with-reason"
    ),
    pytest.param("ignore: {rule: a}", "ignore", {"a": ""}, id="ignore-one-map"),
    pytest.param("ignore: []", "ignore", {}, id="ignore-none"),
    pytest.param("levels: {a: off, b: error}", "levels", {"a": "off", "b": "error"}, id="levels"),
    pytest.param("", "lang", None, id="empty"),
    pytest.param("# nothing\n", "lang", None, id="comment"),
    pytest.param("---\n...\n", "lang", None, id="empty-document"),
    pytest.param(b"\xef\xbb\xbflang: ru\r\nignore:\r\n- a\r\n", "ignore", {"a": ""}, id="windows-file"),
    pytest.param(b"\xef\xbb\xbflang: ru\r\n", "lang", "ru", id="byte-order-mark"),
    pytest.param(b"lang: ru\rfault: own\r", "fault", "own", id="old-mac-file"),
]


@pytest.mark.parametrize(("text", "name", "value"), VALUES)
def test_file_settles_a_value(text: str | bytes, name: str, value: object, desk: Path) -> None:
    assert value == getattr(of_file(desk, text), name)


FOLDERS = [
    pytest.param("playbooks: rules", "{desk}/rules", id="one"),
    pytest.param("playbooks: [rules/]", "{desk}/rules", id="slash-at-the-end"),
    pytest.param("playbooks: [./rules]", "{desk}/rules", id="dot"),
    pytest.param("playbooks: [../rules]", "{desk}/../rules", id="parent"),
    pytest.param("playbooks: [~/rules]", "{desk}/../../rules", id="home"),
    pytest.param('playbooks: ["{desk}/rules"]', "{desk}/rules", id="absolute"),
    pytest.param("playbooks: [rules, ./rules/, ~/rules]", "{desk}/rules {desk}/../../rules", id="each-once"),
    pytest.param("playbooks: [правила]", "{desk}/правила", id="letters"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDERS)
def test_folder_is_looked_for_from_the_file_that_names_it(
    text: str, expected: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("rules", "../rules", "../../rules", "правила"):
        (desk / folder).mkdir()
    path = put(desk / "c.yaml", text.replace("{desk}", str(desk)))
    monkeypatch.chdir("/")

    settled = gather({}, [path], {}).playbooks

    assert [os.path.normpath(place.replace("{desk}", str(desk))) for place in expected.split()] == list(settled)


ERRORS = [
    pytest.param("hold_on: error", "1: unknown key `hold_on`; did you mean `hold-on`?", id="near-key"),
    pytest.param(
        "\ncolour: red",
        f"2: unknown key `colour`; the keys are {', '.join(CHOICES)}, playbooks, ignore, levels, cooldown, transport",
        id="far-key",
    ),
    pytest.param("lang: de", "1: `lang: de` is none of ru, en", id="lang"),
    pytest.param("lang: ru\nui-lang: rus", "2: `ui-lang: rus` is none of ru, en; did you mean `ru`?", id="ui-lang"),
    pytest.param(
        "format: jsn",
        "1: `format: jsn` is none of github, json, line, sarif, text; did you mean `json`?",
        id="format",
    ),
    pytest.param("hold-on: suggestion", "1: `hold-on: suggestion` is none of error, warning", id="hold-on"),
    pytest.param("fault: his", "1: `fault: his` is none of own, client, external", id="fault"),
    pytest.param("contract: true", "1: `contract: true` is none of yes, no", id="contract"),
    pytest.param("lang:", "1: `lang` is empty; fill it in", id="empty-value"),
    pytest.param("lang: [ru]", "1: `lang` must be a text, not a list or mapping", id="list-for-text"),
    pytest.param("ignore:\n- [a]", "2: `ignore` must hold rules, or maps `{rule: …, reason: …}`", id="list-in-list"),
    pytest.param("ignore:", "1: `ignore` names no rule; write its name", id="ignore-empty"),
    pytest.param("ignore:\n- {reason: b}", "2: key `rule` is missing; add it", id="ignore-nothing"),
    pytest.param("ignore:\n- rule: a\n  why: b", "3: unknown key `why`", id="ignore-unknown-key"),
    pytest.param("levels: a", "1: `levels` must be a mapping: `key: value` lines", id="levels-text"),
    pytest.param("levels:\n  a: high", "2: `a: high` is none of error, warning, suggestion, off", id="level"),
    pytest.param("levels: {a: off}\nignore:\n- a", "1: rule `a` stands twice; keep one", id="level-and-ignored"),
    pytest.param("ignore:\n- a\n- rule: a", "3: rule `a` stands twice; keep one", id="ignored-twice"),
    pytest.param("levels:\n  a: off\n  a: error", "3: key `a` stands twice; merge the two", id="duplicate-key"),
    pytest.param("lang: ru\nlang: en", "2: key `lang` stands twice; merge the two", id="duplicate"),
    pytest.param("playbooks:\n- ''", "2: `playbooks` names no folder; write its path", id="no-folder-named"),
    pytest.param(
        "playbooks:\n- none", "2: `playbooks: none`: there is no folder {desk}/none; check the path", id="no-folder"
    ),
    pytest.param(
        "playbooks: c.yaml", "1: `playbooks: c.yaml`: there is no folder {desk}/c.yaml; check the path", id="a-file"
    ),
    pytest.param("playbooks: {a: b}", "1: `playbooks` must be a list: `- …` lines", id="folders-as-map"),
    pytest.param(
        "playbooks: C:\\Письма\\правила",
        "1: `playbooks: C:\\Письма\\правила`: there is no folder {desk}/C:\\Письма\\правила; check the path",
        id="drive-letter",
    ),
    pytest.param(
        'playbooks: "C:\\rules"',
        "1: `playbooks` has a control character; in double quotes \\ is an escape, use single",
        id="backslash-swallowed",
    ),
    pytest.param("- lang", "1: must be a mapping: `key: value` lines", id="list"),
    pytest.param("ru", "1: must be a mapping: `key: value` lines", id="word"),
    pytest.param("lang: &a ru", "1: uses an anchor or alias; write the text out", id="anchor"),
    pytest.param("lang: ru\n---\nlang: en", "2: holds a second document; keep one a file", id="two-documents"),
    pytest.param("lang: ёж".encode("cp1251"), "1: is not UTF-8; save it as UTF-8", id="code-page"),
    pytest.param("lang: ru".encode("utf-16"), "1: is not UTF-8; save it as UTF-8", id="utf-16"),
    pytest.param("#" * 1_000_001, " is larger than 1000 kB; split it", id="too-large"),
]


@pytest.mark.parametrize(("text", "error"), ERRORS)
def test_mistake_is_one_line_with_file_line_and_remedy(text: str | bytes, error: str, desk: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        of_file(desk, text)
    assert f"c.yaml:{error}".replace("{desk}", str(desk)) == str(caught.value)


@pytest.mark.parametrize("path", [r'"C:\users\rules"', r'"C:\Letters"', r'"\\server\own"'])
def test_backslash_in_double_quotes_is_explained(path: str, desk: Path) -> None:
    with pytest.raises(SettingsError, match=r"^c\.yaml:2: .*use single"):
        of_file(desk, f"lang: ru\nplaybooks: {path}")


UNREADABLE = [
    pytest.param("none.yaml", "none.yaml: cannot be read: no such file or directory; check the name", id="missing"),
    pytest.param("..", "{parent}: cannot be read: is a directory; check the name", id="folder"),
]


@pytest.mark.parametrize(("path", "error"), UNREADABLE)
def test_file_that_cannot_be_read_is_an_error(path: str, error: str, desk: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        gather({}, [path], {})
    assert error.replace("{parent}", str(desk.parent)) == str(caught.value)


OPTION, PROJECT, OWN = (
    {"lang": "ru"},
    "lang: en\nui-lang: en\nfault: own\n",
    "ui-lang: ru\nfault: client\nformat: json\n",
)
PRECEDENCE = [
    pytest.param({}, {}, "lang", "en", "{project}:1", id="project"),
    pytest.param(OPTION, {}, "lang", "ru", "--lang", id="option-beats-project"),
    pytest.param({}, {}, "fault", "own", "{project}:3", id="project-beats-own"),
    pytest.param({}, {}, "format", "json", "{own}:3", id="own"),
    pytest.param({"format": "line"}, {}, "format", "line", "--format", id="option-beats-own"),
    pytest.param({}, {"LANG": "ru_RU.UTF-8"}, "ui-lang", "en", "{project}:2", id="file-beats-locale"),
    pytest.param({}, {"REPLYCOACH_LANG": "ru"}, "ui-lang", "ru", "REPLYCOACH_LANG", id="variable-beats-file"),
    pytest.param({}, {"REPLYCOACH_LANG": "de"}, "ui-lang", "", "REPLYCOACH_LANG", id="variable-says-neither"),
    pytest.param({}, {"REPLYCOACH_LANG": ""}, "ui-lang", "en", "{project}:2", id="variable-empty"),
    pytest.param(
        {"ui-lang": "en"}, {"REPLYCOACH_LANG": "ru"}, "ui-lang", "en", "--ui-lang", id="option-beats-variable"
    ),
    pytest.param({"lang": None}, {}, "lang", "en", "{project}:1", id="option-not-given"),
    pytest.param({"contract": False}, {}, "contract", "no", "--no-contract", id="negative-option"),
]


@pytest.mark.parametrize(("options", "environ", "key", "value", "origin"), PRECEDENCE)
def test_strongest_source_counts(
    options: Mapping[str, Any], environ: Mapping[str, str], key: str, value: str, origin: str, desk: Path
) -> None:
    sources = [put(desk / "own" / "config.yaml", OWN), put(desk / ".replycoach.yaml", PROJECT)]

    (entry,) = [entry for entry in gather(options, sources, environ).entries if entry.key == key]

    named = origin.replace("{own}", sources[0]).replace("{project}", ".replycoach.yaml")
    assert (value, named) == (entry.value, str(entry.origin))


@pytest.mark.parametrize(("environ", "expected"), [({"LANG": "ru_RU.UTF-8"}, "ru"), ({"LANG": "de"}, None), ({}, None)])
def test_language_of_explanations_is_the_locale_s_by_itself(environ: Mapping[str, str], expected: str | None) -> None:
    assert expected == gather({}, [], environ).ui_lang


RULES = [
    pytest.param("ignore: [a]", "ignore: [b]", {}, {"a": "", "b": ""}, {}, id="lists-join"),
    pytest.param("levels: {a: off}", "levels: {b: error}", {}, {}, {"a": "off", "b": "error"}, id="maps-join"),
    pytest.param("levels: {a: off}", "levels: {a: error}", {}, {}, {"a": "error"}, id="project-wins"),
    pytest.param("ignore: [a]", "levels: {a: error}", {}, {}, {"a": "error"}, id="level-lifts-ignore"),
    pytest.param("levels: {a: error}", "ignore: [a]", {}, {"a": ""}, {}, id="ignore-beats-level"),
    pytest.param("ignore: [a]", "ignore: {rule: a, reason: b}", {}, {"a": "b"}, {}, id="reason-of-the-nearest"),
    pytest.param("", "levels: {a: error}", {"a": "once"}, {"a": "once"}, {}, id="option-wins"),
]


@pytest.mark.parametrize(("own", "project", "option", "ignore", "levels"), RULES)
def test_strongest_source_counts_for_each_rule(
    own: str, project: str, option: Mapping[str, str], ignore: object, levels: object, desk: Path
) -> None:
    sources = [put(desk / "own.yaml", own), put(desk / "project.yaml", project)]

    settled = gather({"ignore": option}, sources, {})

    assert (ignore, levels) == (settled.ignore, settled.levels)


def test_folders_of_all_sources_are_laid_over_one_another_the_strongest_last(desk: Path) -> None:
    for name in ("a", "b", "c"):
        (desk / name).mkdir()
    sources = [put(desk / "own.yaml", "playbooks: [a, b]"), put(desk / "project.yaml", "playbooks: [b]")]

    settled = gather({"playbooks": ["c", "a"]}, sources, {}).playbooks

    assert [str(desk / name) for name in ("a", "b", "c")] == list(settled)


def test_folder_that_is_used_anyway_is_not_used_twice(desk: Path) -> None:
    own = Path(paths.config())
    (own / "playbooks" / "mine").mkdir(parents=True)

    assert gather({}, [put(own / "config.yaml", "playbooks: playbooks/mine")], {}).playbooks == ()


PLACES = [
    pytest.param(["."], ".", id="here"),
    pytest.param([".."], "..", id="in-the-repository"),
    pytest.param([".", ".."], ".", id="nearest-alone"),
    pytest.param(["../.."], None, id="above-the-repository"),
    pytest.param([], None, id="nowhere"),
]


@pytest.mark.parametrize(("places", "expected"), PLACES)
def test_project_s_file_is_the_nearest_up_to_the_repository(
    places: list[str], expected: str | None, desk: Path
) -> None:
    for place in places:
        put(desk / place / ".replycoach.yaml", "")

    assert ([os.path.normpath(desk / expected / ".replycoach.yaml")] if expected else []) == paths.settings()


@pytest.mark.parametrize(("place", "expected"), [("home", True), (".", False)])
def test_way_up_ends_at_home_where_there_is_no_repository(place: str, expected: bool, desk: Path) -> None:
    (desk / ".." / ".git").rmdir()
    root = desk.parent.parent.parent
    file = put(root / place / ".replycoach.yaml", "")

    assert ([file] if expected else []) == paths.settings()


def test_way_up_ends_at_the_root(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")

    assert paths.project_settings() in ("", "/.replycoach.yaml")


def test_user_s_file_comes_before_the_project_s(desk: Path) -> None:
    own, project = Path(paths.config(), "config.yaml"), desk / ".replycoach.yaml"

    assert [put(own, ""), put(project, "")] == paths.settings()


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_has_the_name_of_a_settings_file_is_not_passed_over(kind: str, desk: Path) -> None:
    place = desk / ".replycoach.yaml"
    if kind == "link":
        place.symlink_to("none")
    else:
        place.mkdir()

    with pytest.raises(SettingsError, match=r"^\.replycoach\.yaml: cannot be read: "):
        gather()


def test_deleted_working_folder_has_no_project(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = desk / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert paths.settings() == []


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize(("mode", "user", "found"), [(0o1777, 1234, False), (0o755, 1234, True), (0o1777, 0, True)])
def test_file_another_user_put_into_an_open_folder_is_passed_over(
    mode: int, user: int, found: bool, desk: Path
) -> None:
    place = put(desk / ".replycoach.yaml", "")
    desk.chmod(mode)
    os.chown(place, user, user)

    assert ([place] if found else []) == paths.settings()


WHICH = [
    pytest.param(None, False, ["{desk}/.replycoach.yaml"], id="those-there-are"),
    pytest.param("c.yaml", False, ["c.yaml"], id="one-alone"),
    pytest.param(None, True, [], id="none"),
]


@pytest.mark.parametrize(("only", "none", "expected"), WHICH)
def test_files_may_be_named(only: str | None, none: bool, expected: list[str], desk: Path) -> None:
    put(desk / ".replycoach.yaml", "")

    assert [place.replace("{desk}", str(desk)) for place in expected] == files(only, none)


def test_one_file_and_none_exclude_each_other() -> None:
    with pytest.raises(ReplyCoachError, match=r"^--config and --no-config exclude each other; keep one$"):
        files("c.yaml", none=True)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("levels:\n  shuting: off", "c.yaml:2: no rule `shuting`; did you mean `shouting`?"),
        ("lang: ru\nignore:\n- rule: qqq", "c.yaml:3: no rule `qqq`"),
    ],
)
def test_unknown_rule_is_named_with_its_line(text: str, error: str, desk: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        expect_rules(of_file(desk, text), ["anger", "shouting"])
    assert f"{error}; `replycoach explain` lists them" == str(caught.value)


def test_manual_lists_the_keys_and_their_values() -> None:
    manual = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    listed = {key: tuple(re.findall(r"`([\w-]+)`", values)) for key, values in TABLE.findall(manual) if key in KEYS}

    assert {**CHOICES, **dict.fromkeys((*NAMED, "cooldown", "transport"), ())} == listed


def test_manual_s_example_is_read(desk: Path) -> None:
    manual = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    (desk / "letters" / "rules").mkdir(parents=True)

    settled = of_file(desk, manual.split("```yaml\n")[1].split("```")[0])

    assert settled.levels == {"shouting": "suggestion", "vague-time": "error"}


@pytest.mark.parametrize("starter", STARTERS, ids=lambda path: path.stem)
def test_file_to_start_from_settles_nothing(starter: Path) -> None:
    assert [entry.key for entry in gather({}, [str(starter)], {}).entries if entry.origin.line] == []


@pytest.mark.parametrize("starter", STARTERS, ids=lambda path: path.stem)
def test_file_to_start_from_names_every_key_and_holds_when_uncommented(starter: Path, desk: Path) -> None:
    (desk / "rules").mkdir()
    lines = starter.read_text("utf-8").splitlines()
    uncommented = [line.removeprefix("#") for line in lines if not PROSE.match(line)]

    settled = of_file(desk, "\n".join(uncommented))

    assert set(KEYS) == {entry.key for entry in settled.entries}


def test_files_to_start_from_settle_the_same() -> None:
    english, russian = (
        [line.partition(":")[0] for line in starter.read_text("utf-8").splitlines() if not PROSE.match(line)]
        for starter in STARTERS
    )

    assert english == russian
