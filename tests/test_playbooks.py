"""The shipped playbook: every example of every rule does what it says."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest
from support import KEY, SHIPPED

from replycoach.automaton import Automaton
from replycoach.compiler import compile_playbook
from replycoach.errors import PlaybookError, PlaybookErrors
from replycoach.examples import Case, cases, failure, unfired
from replycoach.playbook import read
from replycoach.rule import LANGS, Rule

FEWEST_BAD, FEWEST_GOOD = 12, 6


class Shipped(NamedTuple):
    """The playbook, or what is wrong with it."""

    automaton: Automaton | None
    rules: list[Rule]
    cases: list[Case]
    errors: list[str]


@cache
def shipped() -> Shipped:
    try:
        playbook = read(SHIPPED)
        automaton = Automaton(compile_playbook(playbook, KEY))
    except PlaybookErrors as errors:
        return Shipped(None, [], [], [str(error) for error in errors.errors])
    except PlaybookError as error:
        return Shipped(None, [], [], [str(error)])
    return Shipped(automaton, list(playbook.rules.values()), list(cases(playbook)), [])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "rule" in metafunc.fixturenames:
        metafunc.parametrize("rule", shipped().rules, ids=[rule.id for rule in shipped().rules])


def test_playbook_compiles() -> None:
    assert shipped().errors == []


@pytest.mark.parametrize("lang", LANGS)
def test_examples_do_what_they_say(rule: Rule, lang: str) -> None:
    automaton = shipped().automaton
    assert automaton is not None
    chosen = [case for case in shipped().cases if case.rule.id == rule.id and case.lang == lang]
    assert [line for line in (failure(automaton, case) for case in chosen) if line] == []


def test_rule_speaks_both_languages_or_says_which(rule: Rule) -> None:
    assert tuple(rule.pages) == ((rule.only,) if rule.only else LANGS)


def test_flag_has_enough_examples(rule: Rule) -> None:
    """Twelve that fire and six that do not, a language."""
    counts = {lang: (len(page.bad), len(page.good)) for lang, page in rule.pages.items() if rule.kind == "flag"}
    too_few = {lang: (bad, good) for lang, (bad, good) in counts.items() if bad < FEWEST_BAD or good < FEWEST_GOOD}
    assert too_few == {}


def test_rule_names_a_principle_of_the_playbook(rule: Rule) -> None:
    assert rule.kind == "detector" or rule.principle in read(SHIPPED).principles


def test_every_pattern_fires_in_an_example() -> None:
    automaton = shipped().automaton
    assert automaton is not None
    assert list(unfired(automaton, shipped().cases)) == []
