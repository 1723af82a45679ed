"""What holds for rules of every kind: facts, levels, texts, languages and overlays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import Yaml, checked, compiled, detector, flag, found, marks, page, rule, write

from replycoach.engine import Result
from replycoach.errors import PlaybookError
from replycoach.playbook import overlay, read

YOU = flag("you broke")
BROKE = "You broke it."


def only(result: Result) -> str:
    """The severity of the one finding, ``quiet``, or the facts it lacked."""
    if result.not_checked:
        return "asks " + " ".join(result.not_checked["it"])
    return result.findings[0].severity if result.findings else "quiet"


WHEN = [
    pytest.param({"fault": "own"}, {"fault": "own"}, "warning", id="equal"),
    pytest.param({"fault": "own"}, {"fault": "client"}, "quiet", id="not-equal"),
    pytest.param({"fault": "own"}, {}, "asks fault", id="unknown"),
    pytest.param({"group": ["A", "B"]}, {"group": "B"}, "warning", id="one-of"),
    pytest.param({"group": ["A", "B"]}, {"group": "C"}, "quiet", id="none-of"),
    pytest.param({"upset": ">=2"}, {"upset": "2"}, "warning", id="at-least"),
    pytest.param({"upset": ">=2"}, {"upset": "1"}, "quiet", id="less"),
    pytest.param({"upset": "> 2"}, {"upset": "2"}, "quiet", id="more-than"),
    pytest.param({"upset": "<2"}, {"upset": "1"}, "warning", id="less-than"),
    pytest.param({"upset": "<=2"}, {"upset": "10"}, "quiet", id="as-numbers"),
    pytest.param({"upset": ">=2"}, {"upset": "very"}, "quiet", id="no-number"),
    pytest.param({"fault": "own", "upset": "1"}, {"fault": "own"}, "asks upset", id="all-must-hold"),
    pytest.param({"fault": "own", "upset": "1"}, {"fault": "client"}, "quiet", id="one-false-is-false"),
    pytest.param([{"fault": "own"}, {"upset": "1"}], {"upset": "1"}, "warning", id="one-of-a-list"),
    pytest.param([{"fault": "own"}, {"upset": "1"}], {"upset": "2"}, "asks fault", id="list-in-doubt"),
    pytest.param({"lang": "en"}, {}, "warning", id="language-is-known"),
]


@pytest.mark.parametrize(("when", "facts", "expected"), WHEN)
def test_when(when: Any, facts: dict[str, str], expected: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"it": {**YOU, "when": when}})
    assert only(checked(automaton, BROKE, facts=facts)) == expected


ERROR, SUGGESTION = {"to": "error", "when": {"upset": "3"}}, {"to": "suggestion", "when": {"upset": "3"}}
RAISES = [
    pytest.param(ERROR, {"upset": "3"}, "error", id="raised"),
    pytest.param(ERROR, {"upset": "1"}, "warning", id="not-raised"),
    pytest.param(ERROR, {}, "warning", id="in-doubt-not-raised"),
    pytest.param(SUGGESTION, {"upset": "3"}, "warning", id="never-lowered"),
    pytest.param([SUGGESTION, ERROR], {"upset": "3"}, "error", id="highest-of-a-list"),
]


@pytest.mark.parametrize(("raises", "facts", "expected"), RAISES)
def test_raise(raises: Any, facts: dict[str, str], expected: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"it": {**YOU, "raise": raises}})
    assert only(checked(automaton, BROKE, facts=facts)) == expected


INFERRED = [
    pytest.param("You broke it, sorry.", "When?", {}, {"fault": "own", "upset": "1"}, id="draft-and-incoming"),
    pytest.param("You broke it.", "So it is.", {}, {"upset": "0"}, id="any"),
    pytest.param("You broke it.", "", {}, {}, id="no-incoming"),
    pytest.param("Sorry.", "When?", {"fault": "client"}, {"fault": "client", "upset": "1"}, id="given-wins"),
]


@pytest.mark.parametrize(("draft", "incoming", "given", "facts"), INFERRED)
def test_facts_are_inferred(
    draft: str, incoming: str, given: dict[str, str], facts: dict[str, str], tmp_path: Path
) -> None:
    rows = [
        {"fact": "fault", "value": "own", "draft": "sorry"},
        {"fact": "upset", "value": "1", "incoming": "asks"},
        {"fact": "upset", "value": "0", "incoming": "any"},
    ]
    files = {"playbook": {"facts": rows}, "sorry": detector("sorry"), "asks": detector("when"), "it": YOU}
    assert checked(compiled(tmp_path, files), draft, incoming, given).facts == {**facts, "lang": "en"}


TEXTS = [
    pytest.param({"message": "“{{ match }}” is heard."}, ["“You broke” is heard.", "Better."], id="match"),
    pytest.param({"message": "{{ match|upper }}!"}, ["YOU BROKE!", "Better."], id="filter"),
    pytest.param(
        {"patterns": [{"match": "you what=broke", "rewrite": "Not {{ what }}."}]},
        ["Heard.", "Not broke."],
        id="capture",
    ),
    pytest.param({"patterns": [{"match": "you broke", "rewrite": "‹what›"}]}, ["Heard.", "‹what›"], id="own-rewrite"),
]


@pytest.mark.parametrize(("keys", "texts"), TEXTS)
def test_texts_hold_the_words_found(keys: Yaml, texts: list[str], tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"it": rule("flag", {**page("you broke"), **keys})})
    finding = checked(automaton, BROKE).findings[0]
    assert [finding.message, finding.rewrite] == texts


def test_template_cannot_reach_python(tmp_path: Path) -> None:
    """The sandbox refuses what a playbook has no business with."""
    words = page("you broke", message="{{ match.__class__.__mro__ }}")
    with pytest.raises(Exception, match="unsafe"):
        checked(compiled(tmp_path, {"it": rule("flag", words)}), BROKE)


def test_pattern_has_a_severity_of_its_own(tmp_path: Path) -> None:
    words = page("you broke", patterns=["you broke", {"match": "you lied", "severity": "error"}])
    automaton = compiled(tmp_path, {"it": rule("flag", words)})
    result = checked(automaton, "You broke it, you lied.")
    assert [finding.severity for finding in result.findings] == ["warning", "error"]


@pytest.mark.parametrize(("reader", "texts"), [("ru", ["ru", "Слышно.", "Лучше."]), ("en", ["ru", "Heard.", "Лучше."])])
def test_explained_in_the_language_of_the_reader(reader: str, texts: list[str], tmp_path: Path) -> None:
    russian = page("вы сломали", message="Слышно.", rewrite="Лучше.")
    both = {**flag("x"), "en": page("you broke"), "ru": russian}
    both = {key: both[key] for key in both if key not in ("only", "reason")}
    finding = checked(compiled(tmp_path, {"it": both}), "Вы сломали.", lang="ru", reader=reader).findings[0]
    assert [finding.lang, finding.message, finding.rewrite] == texts


OVERLAYS = [
    pytest.param({"disable": "yes"}, "You broke it.", "", id="disable"),
    pytest.param({"severity": "error"}, "[[You broke]] it.", "error", id="another-level"),
    pytest.param({"en": {"patterns+": ["you lied"]}}, "[[You lied]].", "warning", id="more-patterns"),
    pytest.param({"en": {"anti+": ["you broke it"]}}, "You broke it.", "", id="more-antipatterns"),
    pytest.param({}, "[[You broke]] it.", "warning", id="nothing"),
]


@pytest.mark.parametrize(("change", "draft", "severity"), OVERLAYS)
def test_overlay_changes_a_rule(change: Yaml, draft: str, severity: str, tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"mine": {"extends": "it", **change}})
    automaton = compiled(tmp_path / "base", {"it": YOU}, own)
    severities = "".join(finding.severity for finding in checked(automaton, marks(draft)).findings)
    assert (found(automaton, marks(draft)), severities) == (draft, severity)


def test_overlay_adds_rules_and_classes(tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"mine": flag("you {verbs}"), "words": {"verbs": {"en": "<lie>|ran"}}})
    automaton = compiled(tmp_path / "base", {"it": YOU}, own)
    assert found(automaton, "You broke it, you lied, you ran.") == "[[You broke]] it, [[you lied]], [[you ran]]."


REFUSED = [
    pytest.param({"it": YOU}, "rule `it` exists already; write `extends: it`", id="same-name"),
    pytest.param({"mine": {"extends": "that"}}, "extends `that`, which is no rule", id="nothing-to-extend"),
]


@pytest.mark.parametrize(("files", "error"), REFUSED)
def test_overlay_is_refused(files: dict[str, Yaml], error: str, tmp_path: Path) -> None:
    base, own = write(tmp_path / "base", {"it": YOU}), write(tmp_path / "own", files)
    with pytest.raises(PlaybookError) as caught:
        overlay(read(base), read(own))
    assert caught.value.cause == error
