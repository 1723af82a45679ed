"""A draft mended one place at a time: what is next, what may stand there, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..coach import check
from ..message import read
from ..model import SEVERITIES, Finding, Report, Span
from ..voice import capital
from .alternatives import Alternative, Alternatives
from .blanks import blanks
from .case import Case, case_of
from .parts import FIRST

_ENDS = ".!?…"


@dataclass(frozen=True, slots=True)
class State:
    """``skipped`` are sentences, rules of what is missing, and sentences with a blank, that shall stay."""

    text: str
    ignored: frozenset[str] = frozenset()
    skipped: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence with what is wrong with it, the gravest first, or something missing; ``more`` places are left."""

    findings: tuple[Finding, ...]
    span: Span
    words: str
    ways: tuple[Alternative, ...]
    more: int
    line: int

    @property
    def missing(self) -> bool:
        return self.findings[0].missing

    def text(self, way: Alternative | None) -> str:
        """What would stand there: the whole sentence, or the words put in; nothing if it is left out."""
        if way is None or not way.text:
            return ""
        if self.missing:
            return way.text.strip()
        start, stop = way.span[0] - self.span[0], way.span[1] - self.span[0]
        return self.words[:start] + way.text + self.words[stop:]

    def by_hand(self, words: str, way: Alternative | None) -> Alternative:
        """The writer's own words there."""
        if not self.missing:
            return Alternative("own", words, self.span)
        if way is None:
            return Alternative("own", f" {words}", self.findings[0].span)
        return replace(way, text=way.text.replace(way.text.strip(), words, 1))


@dataclass(frozen=True, slots=True)
class Blank:
    """``asks`` is what belongs there, ``span`` of the draft where."""

    asks: str
    span: Span
    sentence: str
    start: int
    """Where the sentence begins in the draft."""


class Session:
    def __init__(self, report: Report, given: Mapping[str, Any]) -> None:
        self._given = {**given, "lang": report.lang}
        self._states = [State(report.message.text)]
        self._first: list[tuple[str, int, Finding]] = []
        """Findings of the draft as it was: the sentence, where in it, and what was wrong."""
        case = self._case()
        found = Alternatives(case)
        for finding in self.left(case):
            start, stop = found.sentence(finding.span[0])
            if not finding.missing:
                self._first.append((self.now.text[start:stop], finding.span[0] - start, finding))

    @property
    def now(self) -> State:
        return self._states[-1]

    def place(self) -> Place | None:
        """What to look at next: hurtful words from the top, then what is missing."""
        if not self.now.text.strip():
            return None
        case = self._case()
        found = Alternatives(case)
        groups: dict[tuple[str, str], list[Finding]] = {}
        findings = self.left(case)
        for finding in sorted([*findings, *self._remembered(findings)], key=_in_turn):
            groups.setdefault(self._key(finding, found), []).append(finding)
        waiting = [group for key, group in groups.items() if key not in self.now.skipped]
        return self._place(waiting[0], found, len(waiting) - 1) if waiting else None

    def left(self, case: Case | None = None) -> tuple[Finding, ...]:
        """What is above a suggestion, blanks filled; skipped places too."""
        return (case or self._case()).judge(self.now.text) if self.now.text.strip() else ()

    def take(self, way: Alternative) -> None:
        self._push(text=way.put(self.now.text))

    def skip(self, place: Place) -> None:
        rule = place.findings[0].rule
        self._push(skipped=self.now.skipped | {("", rule) if place.missing else ("words", place.words)})

    def ignore(self, rule: str) -> None:
        self._push(ignored=self.now.ignored | {rule})

    def undo(self) -> bool:
        """Whether there was something to take back."""
        return len(self._states) > 1 and bool(self._states.pop())

    def blank(self) -> Blank | None:
        """The first of the writer's blanks that has not been passed over."""
        passed: dict[str, int] = {}
        for blank in self._blanks():
            passed[blank.sentence] = passed.get(blank.sentence, 0) + 1
            if (f"blank {passed[blank.sentence]}", blank.sentence) not in self.now.skipped:
                return blank
        return None

    def leave(self, blank: Blank) -> None:
        number = sum(each.sentence == blank.sentence and each.span <= blank.span for each in self._blanks())
        self._push(skipped=self.now.skipped | {(f"blank {number}", blank.sentence)})

    def fill(self, blank: Blank, answer: str) -> None:
        text, (start, stop) = self.now.text, blank.span
        answer = capital(answer) if blank.asks[:1].isupper() and start == blank.start else answer
        # «‹Ответ.›» is a sentence of its own.
        end = blank.asks[-1] if blank.asks[-1:] in _ENDS and answer[-1:] not in _ENDS else ""
        self._push(text=text[:start] + answer + end + text[stop:])

    def _remembered(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """What was wrong with sentences that still stand: better words beside them may only hide it."""
        text = self.now.text
        known = {(finding.rule, finding.span[0]) for finding in findings}
        for words, offset, finding in self._first:
            place = text.find(words) + offset
            if words in text and finding.rule not in self.now.ignored and (finding.rule, place) not in known:
                yield moved(finding, place)

    def _push(self, **changed: Any) -> None:
        self._states.append(replace(self.now, **changed))

    def _case(self) -> Case:
        given = {**self._given, "ignore": (*self._given.get("ignore", ()), *self.now.ignored)}
        return case_of(check(self.now.text, **given), given)

    def _key(self, finding: Finding, found: Alternatives) -> tuple[str, str]:
        if finding.missing:
            return "", finding.rule
        return "words", self.now.text[slice(*found.sentence(finding.span[0]))]

    def _place(self, findings: list[Finding], found: Alternatives, more: int) -> Place:
        text = self.now.text
        span = findings[0].span if findings[0].missing else found.sentence(findings[0].span[0])
        inside = [each for each in findings if span[0] <= each.span[0] <= span[1]]
        inside.sort(key=lambda each: -SEVERITIES.index(each.severity))
        ways = tuple(way for way in found.of(inside) if way.put(text).strip())
        return Place(tuple(inside), span, text[slice(*span)], ways, more, text.count("\n", 0, span[0]) + 1)

    def _blanks(self) -> Iterator[Blank]:
        if not self.now.text.strip():
            return
        message = read(self.now.text)
        found = Alternatives(self._case())
        for span, asks in blanks(message.own_words):
            start, stop = found.sentence(span[0])
            yield Blank(asks, span, message.text[start:stop], start)


def moved(finding: Finding, place: int) -> Finding:
    """The same, found elsewhere."""
    fields = {name: getattr(finding, name) for name in Finding.__slots__}
    return Finding(**{**fields, "span": (place, place + finding.span[1] - finding.span[0])})


def _in_turn(finding: Finding) -> tuple[bool, bool, Span]:
    return finding.missing, finding.missing and finding.category not in FIRST, finding.span
