"""SARIF: valid against the schema of OASIS (which everybody may pass on), and what viewers need is there."""

from __future__ import annotations

import json
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from reports import report

from replycoach import __version__
from replycoach.errors import DraftError
from replycoach.formats import sarif
from replycoach.terminal import Style

if TYPE_CHECKING:
    from replycoach.formats import Results

SCHEMA = json.loads((Path(__file__).parent / "sarif-schema-2.1.0.json").read_text("utf-8"))
OLD = DraftError("old {1}.txt is not UTF-8 (line 1); save it as UTF-8")


def run_of(results: Results, reader: str | None = None) -> dict[str, Any]:
    """The one run of a log that is valid."""
    log = json.loads(sarif.render(results, Style(reader)))
    jsonschema.validate(log, SCHEMA, cls=jsonschema.Draft7Validator)
    (run,) = log["runs"]
    return dict(run)


def result_of(**finding: Any) -> dict[str, Any]:
    return dict(run_of([("a.md", report(**finding))])["results"][0])


def region_of(**finding: Any) -> dict[str, Any]:
    return dict(result_of(**finding)["locations"][0]["physicalLocation"]["region"])


def test_schema_finds_faults() -> None:
    faulty = {"version": "2.1.0", "runs": [{"results": []}]}
    assert not jsonschema.Draft7Validator(SCHEMA).is_valid(faulty)


def test_tool_names_itself_and_its_version() -> None:
    driver = run_of([("a.md", report())])["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("replycoach", __version__)


def test_rule_says_what_it_is() -> None:
    (rule,) = run_of([("a.md", report(severity="warning"))])["tool"]["driver"]["rules"]
    assert rule == {
        "id": "client-blame",
        "shortDescription": {"text": "It hurts."},
        "fullDescription": {"text": "It hurts. It does not help."},
        "help": {"text": "It hurts. It does not help.\n\nreplycoach explain client-blame"},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["client-blame"]},
    }


def test_results_point_to_their_rule_and_their_draft() -> None:
    run = run_of([("a.md", report()), ("b.md", report())])
    ids = [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert ids == [result["ruleId"] for result in run["results"]] == ["client-blame"] * 2
    assert places == [{"uri": "a.md", "index": 0}, {"uri": "b.md", "index": 1}]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a.md", "b.md"]


def test_draft_named_twice_is_one_artifact() -> None:
    run = run_of([("a.md", report()), ("./a.md", report())])
    assert (len(run["artifacts"]), len(run["results"])) == (1, 2)


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("suggestion", "note")])
def test_level(severity: str, level: str) -> None:
    assert result_of(severity=severity)["level"] == level


WORDS = {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 10, "snippet": {"text": "you broke"}}
REGIONS = [
    pytest.param({}, {**WORDS, "charOffset": 7, "charLength": 9}, id="words"),
    pytest.param(
        {"span": (20, 20)},
        {"startLine": 2, "startColumn": 14, "endLine": 2, "endColumn": 14, "charOffset": 20, "charLength": 0},
        id="missing",
    ),
    pytest.param({"offset": 12}, {**WORDS, "startLine": 14, "endLine": 14}, id="below-headers-no-offset-is-known"),
    pytest.param({"decoded": True}, WORDS, id="decoded-no-offset-is-known"),
]


@pytest.mark.parametrize(("finding", "region"), REGIONS)
def test_region(finding: dict[str, Any], region: dict[str, Any]) -> None:
    assert region_of(**finding) == region


def test_columns_are_code_points() -> None:
    assert run_of([("a.md", report())])["columnKind"] == "unicodeCodePoints"


MESSAGES = [
    pytest.param("Heard.", "", "Heard.", id="plain"),
    pytest.param("Heard.", "Say so.", "Heard. Better: Say so.", id="rewrite-is-advice-in-words"),
    pytest.param("A blank: {name}.", "", "A blank: {{name}}.", id="braces-are-no-placeholders"),
    pytest.param("A blank: [name].", "", "A blank: [name].", id="brackets"),
    pytest.param("[a](http://b)", "", "[a\\](http://b)", id="no-link"),
]


@pytest.mark.parametrize(("said", "rewrite", "expected"), MESSAGES)
def test_message(said: str, rewrite: str, expected: str) -> None:
    result = result_of(said=said, rewrite=rewrite)
    assert (result["message"]["text"], "fixes" in result) == (expected, False)


def test_words_stay_exact_and_escaped() -> None:
    text = sarif.render([("a.md", report("\x1b[31m\x9b {é} 🙂\n", (0, 12)))], Style())
    run = json.loads(text)["runs"][0]
    snippet = run["results"][0]["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]
    assert (snippet, text.isascii(), "\x1b" in text) == ("\x1b[31m\x9b {é} 🙂", True, False)


def test_run_that_read_everything_was_successful() -> None:
    assert run_of([("a.md", report())])["invocations"] == [{"executionSuccessful": True}]


@pytest.mark.parametrize("more", [[], [("a.md", report())]], ids=["alone", "among-others"])
def test_draft_that_could_not_be_read_is_a_notification(more: list[Any]) -> None:
    run = run_of([("old {1}.txt", OLD), *more])
    place = {"physicalLocation": {"artifactLocation": {"uri": "old%20%7B1%7D.txt"}}}
    said = {"text": "old {{1}}.txt is not UTF-8 (line 1); save it as UTF-8"}
    notification = {"level": "error", "message": said, "locations": [place]}
    assert run["invocations"] == [{"executionSuccessful": False, "toolExecutionNotifications": [notification]}]
    assert (len(run["results"]), run["properties"]["verdict"]) == (len(more), "hold")


def test_verdict_of_each_draft_and_of_the_run() -> None:
    run = run_of([("a.eml", report(decoded=True))])
    assert run["properties"] == {"verdict": "hold"}
    assert run["artifacts"][0]["properties"] == {"verdict": "hold", "language": "en", "heat": False, "decoded": True}


LANGUAGES = [
    pytest.param(["en", "en"], None, "en", id="of-the-drafts"),
    pytest.param(["en", "ru"], "ru", "ru", id="of-the-reader"),
    pytest.param(["en", "ru"], None, None, id="of-neither"),
]


@pytest.mark.parametrize(("langs", "reader", "language"), LANGUAGES)
def test_language_of_the_messages(langs: list[str], reader: str | None, language: str | None) -> None:
    assert run_of([("a.md", report(lang=lang)) for lang in langs], reader).get("language") == language


URIS = [
    pytest.param(PurePosixPath, "draft.txt", "draft.txt", id="plain"),
    pytest.param(PurePosixPath, "-", "-", id="standard-input"),
    pytest.param(PurePosixPath, "./sub//draft.txt", "sub/draft.txt", id="path"),
    pytest.param(PurePosixPath, "../draft.txt", "../draft.txt", id="above"),
    pytest.param(PurePosixPath, "ё 1.txt", "%D1%91%201.txt", id="blank-and-letter"),
    pytest.param(PurePosixPath, "100%.txt", "100%25.txt", id="percent"),
    pytest.param(PurePosixPath, "a#b?c.txt", "a%23b%3Fc.txt", id="fragment-and-query"),
    pytest.param(PurePosixPath, "re:client.txt", "re%3Aclient.txt", id="no-scheme"),
    pytest.param(PurePosixPath, "a\\b.txt", "a%5Cb.txt", id="backslash"),
    pytest.param(PurePosixPath, "\x1b\n.txt", "%1B%0A.txt", id="control-characters"),
    pytest.param(PurePosixPath, "\udcff.txt", "%FF.txt", id="no-utf-8"),
    pytest.param(PurePosixPath, "/tmp/a b.txt", "file:///tmp/a%20b.txt", id="absolute"),
    pytest.param(PurePosixPath, "//tmp/a.txt", "file:///tmp/a.txt", id="two-slashes-are-no-host"),
    pytest.param(PureWindowsPath, "sub\\a b.txt", "sub/a%20b.txt", id="windows"),
    pytest.param(
        PureWindowsPath, "C:\\Письма\\a.txt", "file:///C:/%D0%9F%D0%B8%D1%81%D1%8C%D0%BC%D0%B0/a.txt", id="drive"
    ),
    pytest.param(PureWindowsPath, "\\\\server\\share\\a.txt", "file://server/share/a.txt", id="share"),
]


@pytest.mark.parametrize(("path", "name", "expected"), URIS)
def test_name_is_a_uri(path: type[PurePath], name: str, expected: str) -> None:
    assert sarif.uri(name, path) == expected
