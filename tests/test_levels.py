"""``check(levels=…)``: a rule weighs what its reader says, whatever it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from support import flag, page, rule, write

from replycoach import ReplyCoachError, Report, check

RULES = {
    "soft": flag("plugh", severity="suggestion"),
    "medium": flag("plover"),
    "hard": flag("xyzzy", severity="error"),
    "raised": flag("frotz", severity="warning", **{"raise": {"to": "error", "when": {"fault": "own"}}}),
    "own-level": rule("flag", {**page(), "patterns": [{"match": "quux", "severity": "error"}]}, severity="suggestion"),
    "same-place": flag("xyzzy"),
}


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write(tmp_path_factory.mktemp("levels") / "own", RULES))


def reported(playbook: str, words: str, levels: Mapping[str, str], **case: object) -> Report:
    return check(f"Hello Anna, all is {words}, see.", lang="en", levels=levels, playbooks=[playbook], **case)  # type: ignore[arg-type]


def heard(report: Report) -> str:
    return " ".join(f"{finding.rule}={finding.severity}" for finding in report.findings if finding.rule in RULES)


LEVELS = [
    pytest.param("xyzzy", {}, "hard=error same-place=warning", "hold", id="as-it-is"),
    pytest.param("xyzzy", {"hard": "warning"}, "hard=warning same-place=warning", "send", id="lowered"),
    pytest.param("xyzzy", {"hard": "off"}, "same-place=warning", "send", id="off"),
    pytest.param(
        "xyzzy", {"hard": "suggestion"}, "same-place=warning hard=suggestion", "send", id="worst-stands-first"
    ),
    pytest.param("plover", {"medium": "error"}, "medium=error", "hold", id="heightened"),
    pytest.param("plugh", {"soft": "warning"}, "soft=warning", "send", id="from-suggestion"),
    pytest.param("quux", {"own-level": "warning"}, "own-level=warning", "send", id="pattern-with-a-level-of-its-own"),
    pytest.param("plover", {"hard": "off"}, "medium=warning", "send", id="other-rules-stay"),
    pytest.param("fine", {"hard": "error"}, "", "send", id="nothing-found"),
]


@pytest.mark.parametrize(("words", "levels", "expected", "verdict"), LEVELS)
def test_findings_of_a_rule_take_its_level(
    words: str, levels: Mapping[str, str], expected: str, verdict: str, playbook: str
) -> None:
    report = reported(playbook, words, levels)
    assert (heard(report), report.verdict) == (expected, verdict)


@pytest.mark.parametrize(
    ("levels", "expected"), [({}, "raised=error"), ({"raised": "suggestion"}, "raised=suggestion")]
)
def test_level_holds_where_the_rule_raises(levels: Mapping[str, str], expected: str, playbook: str) -> None:
    assert heard(reported(playbook, "frotz", levels, facts={"fault": "own"})) == expected


@pytest.mark.parametrize("hold_on", ["error", "warning"])
def test_suggestion_never_holds(hold_on: str, playbook: str) -> None:
    levels = {"hard": "suggestion", "same-place": "suggestion"}
    assert reported(playbook, "xyzzy", levels, hold_on=hold_on).verdict == "send"


def test_heat_follows_the_level(playbook: str) -> None:
    assert [reported(playbook, "plover", levels).heat for levels in ({}, {"medium": "suggestion"})] == [True, False]


def test_ignored_rule_stays_ignored_whatever_its_level(playbook: str) -> None:
    assert heard(reported(playbook, "plover", {"medium": "error"}, ignore=["medium"])) == ""


ERRORS = [
    pytest.param(
        {"medum": "off"}, "no rule `medum`; did you mean `medium`?; `replycoach explain` lists them", id="near"
    ),
    pytest.param({"qqqq": "off"}, "no rule `qqqq`; `replycoach explain` lists them", id="far"),
    pytest.param(
        {"medium": "high"}, "the level of `medium` `high` is none of error, warning, suggestion, off", id="level"
    ),
]


@pytest.mark.parametrize(
    "draft", ["All is well, Anna.", "Guten Tag, wir haben den Fehler gefunden und es ist nicht zu spät."]
)
@pytest.mark.parametrize(("levels", "error"), ERRORS)
def test_mistake_is_an_error_whatever_the_draft(
    levels: Mapping[str, str], error: str, draft: str, playbook: str
) -> None:
    with pytest.raises(ReplyCoachError) as caught:
        check(draft, levels=levels, playbooks=[playbook])
    assert str(caught.value) == error


def test_library_reads_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, playbook: str) -> None:
    (tmp_path / ".replycoach.yaml").write_text("levels: {medium: error}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert reported(playbook, "plover", {}).verdict == "send"
