"""All that may be written instead of what a finding is about, best first: what JSON tells and the terminal offers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Finding, Report, Span
from ..voice import capital
from .case import Case, case_of, is_grave
from .changes import Change, changes
from .layout import laid
from .parts import DETECTED, texts_for
from .pieces import cut

EDIT, OWN = "edit", "own"
_LONG = 20_000
"""Letters of a draft that is searched through again and again."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """``text`` instead of ``span`` of the draft; nothing, to leave it out. Where words are missing the span is empty,
    and ``text`` has the blanks that part it from its neighbours."""

    strategy: str
    text: str
    span: Span

    def put(self, draft: str) -> str:
        return draft[: self.span[0]] + self.text + draft[self.span[1] :]


class Alternatives:
    """Those of one case, whose text may have changed since its report was made."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._pieces = cut(case.report.message)
        self._starts = [0]
        for piece in self._pieces:
            self._starts.append(self._starts[-1] + len(piece.text))

    def sentence(self, place: int) -> Span:
        """The sentence, or what else belongs together, at a place."""
        at = self._at(place)
        words = self._pieces[at].text
        start = self._starts[at] + len(words) - len(words.lstrip())
        return start, max(start, self._starts[at] + len(words.rstrip()))

    def of(self, findings: Sequence[Finding]) -> list[Alternative]:
        """For findings in one sentence, or for one about words that are missing."""
        if not self._pieces:
            return []
        if all(each.category == "unfinished" and each.edit is None for each in findings):
            return []
        found = self._added(findings[0]) if findings[0].missing else self._changed(findings)
        text = self._case.report.message.text
        kept: dict[tuple[str, Span], Alternative] = {}
        for each in found:
            if each.text != text[slice(*each.span)]:
                kept.setdefault((each.text, each.span), each)
        return list(kept.values())

    def _changed(self, findings: Sequence[Finding]) -> Iterator[Alternative]:
        span = self.sentence(findings[0].span[0])
        words = self._case.report.message.text[slice(*span)]
        before = self._rules(words)
        wanted = {each.rule for each in findings}
        # A reply wants everything once: what the other sentences have already comes last.
        ranked = sorted(changes(self._case, words, findings, span[0]), key=lambda each: each.brings in self._brought)
        for change in ranked:
            after = self._rules(change.text)
            if not after & wanted and after <= before:
                yield self._alternative(change, words, findings, span)

    def _alternative(self, change: Change, words: str, findings: Sequence[Finding], span: Span) -> Alternative:
        """In place of the words alone, where that comes to the same."""
        if change.strategy == EDIT and len(findings) == 1 and findings[0].edit is not None:
            start, stop = (at - span[0] for at in findings[0].span)
            mended = words[:start] + findings[0].edit + words[stop:]
            if change.text in (mended, capital(mended) if start else mended):
                return Alternative(EDIT, findings[0].edit, findings[0].span)
        return Alternative(change.strategy, change.text, span if change.text else self._whole(span))

    def _whole(self, span: Span) -> Span:
        """A sentence with the blanks that have to go with it."""
        text = self._case.report.message.text
        start, stop = span
        stop += len(text[stop:]) - len(text[stop:].lstrip(" \t"))
        if text[stop : stop + 1] not in ("", "\n"):
            return start, stop
        start = len(text[:start].rstrip(" \t"))
        if text[start - 1 : start] not in ("", "\n"):
            return start, stop
        rest = len(text[stop:]) - len(text[stop:].lstrip("\n"))
        return (start, stop + rest) if stop + rest < len(text) else (len(text[:start].rstrip("\n")), stop)

    @cached_property
    def _brought(self) -> set[str]:
        """Parts of a reply in the sentences that nobody flagged."""
        text = self._case.report.message.text
        found = [each for each in self._case.report.findings if is_grave(each) and each.category != "unfinished"]
        flagged = {self._at(each.span[0]) for each in found if not each.missing}
        kept = " ".join(each.text for at, each in enumerate(self._pieces) if each.loose and at not in flagged)
        if len(text) > _LONG:
            return set()
        return {part for part, detectors in DETECTED.items() if self._case.has(kept, detectors)}

    def _rules(self, words: str) -> set[str]:
        """Rules that speak up in words that stand alone."""
        found = self._case.judge(words) if words.strip() else ()
        return {each.rule for each in found if not each.missing}

    def _added(self, finding: Finding) -> Iterator[Alternative]:
        lacking = {each.category for each in self._case.report.findings if each.missing and is_grave(each)}
        name, texts = texts_for(self._case, finding, lacking | {finding.category})
        for text in texts or filter(None, [finding.rewrite]):
            way = self._put_in(name or OWN, text, finding)
            if not self._rules(text) and self._mends(way, finding):
                yield way

    def _mends(self, way: Alternative, finding: Finding) -> bool:
        """What is put in may be read together with its neighbours, and then not do."""
        text = self._case.report.message.text
        return len(text) > _LONG or finding.rule not in {each.rule for each in self._case.judge(way.put(text))}

    def _put_in(self, name: str, text: str, finding: Finding) -> Alternative:
        """Where ``reply.j2`` has it; a place that would change other words is left for that of the finding."""
        own = [piece.text for piece in self._pieces]
        old = "".join(own)
        new = "".join(words for _, words in laid(self._pieces, own, {name: text}, self._case.lang))
        start = _common(old, new)
        length = len(new) - len(old)
        if length > 0 and new[start + length :] == old[start:]:
            return Alternative(name, new[start : start + length], (start, start))
        return Alternative(name, f" {text}" if finding.span[0] else f"{text} ", finding.span)

    def _at(self, place: int) -> int:
        """The piece at a place; one behind all of them belongs to the last."""
        return max(0, min(bisect_right(self._starts, place), len(self._pieces)) - 1)


def _common(old: str, new: str) -> int:
    """How far both begin alike."""
    return next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))


def alternatives(report: Report) -> list[list[Alternative]]:
    """For each finding of a report; none for a rule that is in no playbook."""
    if not report.findings:
        return []
    case = case_of(report, report.given)
    found, known = Alternatives(case), {rule[0] for rule in case.automaton.rules}
    return [found.of([finding]) if finding.rule in known else [] for finding in report.findings]
