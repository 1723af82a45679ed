"""Flags are looked for by shortcuts, detectors sentence by sentence: both must find the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import checked, compiled, detector, flag, page, rule

from replycoach.automaton import Automaton

PATTERNS = [
    "you broke",
    "you ~2 broke",
    "you ~,2 broke",
    "you not? broke",
    "you !well broke",
    "^ ~1 you",
    "broke ~1 $",
    "do not",
    "you ~1 not ~1 broke",
    "<break>[pp] ~,3 it|you",
    "#number ~1 days",
    "by #time|#date",
    "you , broke",
    "it? you broke",
    "you /br.*/",
    "well",
]
WORDS = """
    you broke not well it do don't you're broken days by 5 2-3 6pm - , . ! ; : — … « » " ( ) 'you' you- site.ru
"""
TEXTS = st.lists(st.sampled_from(["\n", *WORDS.split()]), min_size=1, max_size=14)


@pytest.fixture(scope="module")
def automaton(tmp_path_factory: pytest.TempPathFactory) -> Automaton:
    """Every pattern as a flag, and as a detector that a rate rule counts."""
    files = {}
    for number, pattern in enumerate(PATTERNS):
        files[f"flag-{number}"] = flag(pattern)
        files[f"detector-{number}"] = detector(pattern)
        measures = {f"detector:detector-{number}": {"warning": "1"}}
        files[f"rate-{number}"] = rule("rate", page(), measures=measures)
    return compiled(tmp_path_factory.mktemp("search"), files)


@settings(deadline=None, max_examples=400)
@given(TEXTS, st.sampled_from([" ", ""]))
def test_shortcut_finds_what_a_search_of_every_sentence_finds(
    automaton: Automaton, words: list[str], glue: str
) -> None:
    draft = "You " + glue.join(f" {word}" if word[0].isalnum() else word for word in words)
    findings = checked(automaton, draft).findings
    places = [(each.rule.split("-"), each.span) for each in findings]
    flags = {(number, span) for (kind, number), span in places if kind == "flag"}
    assert flags == {(number, span) for (kind, number), span in places if kind == "rate"}
