"""What may stand instead of a flagged sentence, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import SEVERITIES, Finding, Span
from ..voice import capital
from . import told
from .case import Case
from .pieces import clauses
from .strategies import BRINGS, DROP, sentence

_USEFUL = (
    "own-action done dated-action date firm-date money offers-call offers-options apologises regrets compensates"
    " link-or-place offers-way own-deed takes-blame recommends"
).split()
"""Detectors of what a reply is written for: a clause that has one is worth keeping."""
_DEED = (
    "own-action done dated-action offers-call offers-options apologises regrets compensates takes-blame recommends"
).split()
_OWN = ("own-action", "dated-action", "apologises", "regrets", "offers-call")
"""What a clause that speaks of the client must bring to be kept."""
_SUBORDINATE = frozenset(
    "что чтобы чтоб если когда как где куда который которая которое которые потому поскольку хотя пока чем ведь раз то"
    " that which who if when where as because since though although while than unless whether how what why so".split()
)
_DEGREE = frozenset("as so too very pretty quite fairly rather not очень слишком как так довольно весьма не".split())
"""Before words that others may stand for: of «очень скоро» only half would go."""
_KIND = (
    "acknowledges empathises thanks please asks-client explains gives-reason names-our-slip offers-options own-doing"
    " admits-fault"
).split()
_CLIENT = frozenset(
    "вы вас вам вами ваш ваша ваше ваши вашего вашей ваших ты тебя тебе тобой твой твоя your you u ur".split()
)
_WORD = re.compile(r"[^\W_]+")
_LEAST = 2
"""Words of a clause that can stand alone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A text for a sentence; ``brings`` is the part of a reply it is, if it is one, ``rule`` whose advice."""

    text: str
    strategy: str
    rule: str
    brings: str = ""


def changes(case: Case, words: str, findings: Sequence[Finding], place: int) -> list[Change]:
    """``words`` are a sentence that begins at ``place`` of the draft; the last change leaves it out."""
    ranked = sorted(findings, key=lambda each: -SEVERITIES.index(each.severity))
    rule = ranked[0].rule
    kept = list(_kept(case, words, ranked, place))
    anew = [change for finding in ranked for change in _anew(case, words, finding)]
    found = [*_edited(words, ranked, place), *_apologised(kept, anew, ranked), *kept, *anew]
    return [*dict.fromkeys(found), Change("", DROP, rule)]


def _edited(words: str, findings: Sequence[Finding], place: int) -> Iterator[Change]:
    """The sentence with other words in the places found, if each has some."""
    if any(finding.edit is None for finding in findings):
        return
    text = words
    for finding in sorted(findings, key=lambda each: each.span, reverse=True):
        start, stop = (max(0, at - place) for at in finding.span)
        if _DEGREE.intersection(text[:start].lower().split()[-1:]):
            return
        text = text[:start] + (finding.edit or "") + text[stop:]
    yield Change(_tidy(text), "edit", findings[0].rule)


def _tidy(text: str) -> str:
    """Blanks and commas that words taken out have left behind."""
    text = " ".join(text.split(" ")).strip(" ,—–-")
    for mark in ",.!?":
        text = text.replace(f" {mark}", mark).replace(f",{mark}", mark)
    return capital(text.replace("  ", " "))


def _kept(case: Case, words: str, findings: Sequence[Finding], place: int) -> Iterator[Change]:
    """The clauses nobody flagged, if they stand together at an end and say what is done."""
    for spans in (clauses(words), clauses(words, commas=True)):
        hurt = [any(_meets(finding.span, span, place) for finding in findings) for span in spans]
        if True not in hurt:
            continue
        for first, last in ((0, hurt.index(True)), (len(hurt) - hurt[::-1].index(True), len(hurt))):
            kept = words[spans[first][0] : spans[last - 1][1]].strip(" ,;:—–-") if first < last else ""
            if _stands_alone(case, kept):
                yield Change(_sentence(kept, words), "keep", findings[0].rule)


def _apologised(kept: Sequence[Change], anew: Sequence[Change], findings: Sequence[Finding]) -> Iterator[Change]:
    """What is kept of a half apology, and a whole one behind it."""
    whole = next((change for change in anew if change.brings == "apology"), None)
    if whole and any(finding.category == "hedged-apology" for finding in findings):
        for change in kept:
            text = change.text if change.text[-1:] in ".!?…" else f"{change.text}."
            yield Change(f"{text} {whole.text}", "keep", change.rule, whole.brings)


def _stands_alone(case: Case, clause: str) -> bool:
    words = clause.lower().split()
    deeds = _OWN if _CLIENT.intersection(_WORD.findall(clause.lower())) else _DEED
    return len(words) >= _LEAST and words[0] not in _SUBORDINATE and case.has(clause, deeds)


def is_dig(case: Case, words: str) -> bool:
    """Whether a sentence speaks of the client, and of nothing a reply is written for."""
    return bool(_CLIENT.intersection(_WORD.findall(words.lower()))) and not case.has(words, (*_USEFUL, *_KIND))


def _meets(finding: Span, clause: Span, place: int) -> bool:
    return finding[0] - place < clause[1] and clause[0] < finding[1] - place


def _sentence(kept: str, words: str) -> str:
    end = words.rstrip()[-1:] if words.rstrip()[-1:] in ".!?…" else ""
    return capital(kept if kept[-1:] in ".!?…" else kept + (end.replace("?", ".").replace("!", ".") or ""))


def _anew(case: Case, words: str, finding: Finding) -> Iterator[Change]:
    """The rule's strategies in their order, each one sentence that brings one thing; then its own line."""
    names = [name for name in case.strategies(finding.rule) if not _is_untrue(case, name)]
    first = names.index(DROP) if DROP in names else len(names)
    own = next((name for name in names if name != DROP), "")
    texts = [Change(finding.rewrite, "own", finding.rule, BRINGS.get(own, ""))] if finding.rewrite and own else []
    topic = told.topic(words, case.incoming, case.lang)
    values = {**case.said, "topic": topic}
    anew = [
        Change(sentence(name, case.lang, values), name, finding.rule, BRINGS[name]) for name in names if name != DROP
    ]
    if first == 0:
        yield Change("", DROP, finding.rule)
    yield from (*anew, *texts)


def _is_untrue(case: Case, name: str) -> bool:
    """An apology for a fault nobody owned up to would invent one, and so would a clause of no contract."""
    facts = case.report.facts
    return (name == "own-it" and facts.get("fault") != "own") or (name == "clause" and facts.get("contract") != "yes")
