"""Oddities that once went wrong: numbers in gaps, stress marks, one-letter words, rules of one language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import checked, compiled, detector, flag, found, marks, page, rule

from replycoach.document import Document
from replycoach.engine import run
from replycoach.pattern import PatternError, parse

MATCHING = [
    pytest.param("за 5 дней", "[[За 5 дней]], за 50 дней.", id="a-certain-number"),
    pytest.param("до 1-го", "Сделаю [[до 1-го]] мая.", id="ordinal-number"),
    pytest.param("до завтра|#time", "[[До завтра]] или [[до 18:00]].", id="shape-among-alternatives"),
    pytest.param("by #date|#time", "[[By 18:00]], [[by 15.05]].", id="two-shapes"),
    pytest.param("вы ~1 обещали", "[[Вы 15.05 обещали]], [[вы 15.05.2026 обещали]].", id="date-in-a-gap"),
    pytest.param("вы !не обещали", "[[Вы 15.05 обещали]].", id="date-for-a-negated-word"),
    pytest.param("вы сломали", "Это [[вы́ сломали]]?", id="stress-mark-does-not-hide"),
]


@pytest.mark.parametrize(("pattern", "text"), MATCHING)
def test_pattern_matches(pattern: str, text: str, tmp_path: Path) -> None:
    assert found(compiled(tmp_path, {"it": flag(pattern)}), marks(text)) == text


def test_pattern_s_own_message(tmp_path: Path) -> None:
    words = page("x", patterns=[{"match": "you what=broke", "message": "Own {{ what }}."}])
    automaton = compiled(tmp_path, {"it": rule("flag", words)})
    assert checked(automaton, "You broke it.").findings[0].message == "Own broke."


ONLY_RUSSIAN = {
    "require": rule("require", page(), lang="ru", need=["sorry"]),
    "rate": rule("rate", page(), lang="ru", measures={"caps-words": {"warning": "1"}}),
    "pair": rule("pair", page(), lang="ru", compare="shared-words"),
}


@pytest.mark.parametrize("kind", ONLY_RUSSIAN)
def test_rule_of_one_language_keeps_quiet_in_the_other(kind: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"sorry": detector("простите"), "it": ONLY_RUSSIAN[kind]})
    assert checked(automaton, "All is NEVER well.", "The banner broke").findings == []


@pytest.mark.parametrize(
    ("draft", "near"),
    [("Sorry. Well. Tomorrow.", False), ("Sorry. Tomorrow.", True), ("Sorry for it. So it is tomorrow.", True)],
)
def test_near_counts_sentences_and_nothing_else(draft: str, near: bool, tmp_path: Path) -> None:
    need = rule("require", page(), need=["sorry"], near={"detector": "when", "sentences": "1"})
    files = {"sorry": detector("sorry"), "when": detector("tomorrow"), "it": need}
    assert (not checked(compiled(tmp_path, files), draft).findings) == near


@pytest.mark.parametrize("source", ["<дать>вы", "a<b>", "<a<b>>", "{x}{y}"])
def test_alternatives_need_a_bar(source: str) -> None:
    with pytest.raises(PatternError):
        parse(source)


@pytest.mark.parametrize("text", ["No. You broke it.", "Это сделал я. Вы правы."])
def test_short_word_can_end_a_sentence(text: str) -> None:
    assert len(list(Document(text).sentences())) == 2


@pytest.mark.parametrize("draft", ["Well [\t] it.", "Well [\xa0] it."])
def test_brackets_around_nothing_are_no_blank(draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {"it": rule("rate", page(), measures={"blanks": {"warning": "1"}})})
    assert found(automaton, draft) == draft


def test_pattern_s_own_severity_is_not_raised(tmp_path: Path) -> None:
    words = page("x", patterns=["you broke", {"match": "you bent", "severity": "suggestion"}])
    raised = {**rule("flag", words), "raise": {"to": "error", "when": {"fault": "own"}}}
    draft = Document("You broke it. You bent it.")
    result = run(
        compiled(tmp_path, {"it": raised}), draft, incoming=None, facts={"fault": "own"}, lang="en", reader="en"
    )
    assert [finding.severity for finding in result.findings] == ["error", "suggestion"]
