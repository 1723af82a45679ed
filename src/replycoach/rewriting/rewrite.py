"""A whole new draft: flagged sentences are written anew, what is missing is put where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..coach import LANGS
from ..model import Finding, Report
from .case import Case, open_case
from .changes import Change, changes, is_dig
from .layout import Chunk, Key, laid, owner
from .parts import DETECTED, FIRST, parts_of, texts_for
from .pieces import cut

_MOST_ROUNDS = 40
_SEVERAL = 2
"""Sentences that hurt."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """``text`` is the draft's normalised text written anew; ``report`` is about the draft as it was; ``left`` is what
    still stands above a suggestion."""

    text: str
    report: Report
    left: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        return self.text != self.report.message.text


def rewrite(draft: str | bytes, **given: Any) -> Rewrite:
    """Write a draft anew; the arguments and errors are those of ``check``.

    Nothing is invented: what only the writer knows stands as ``‹date›``. A draft in which nothing is above a
    suggestion comes back as it is, and so does one in a third language.
    """
    case = open_case(draft, given)
    text = case.report.message.text
    if case.lang not in LANGS or not case.judge(text):
        return Rewrite(text, case.report, ())
    text = _Rewriting(case).done()
    return Rewrite(text, case.report, case.judge(text))


class _Rewriting:
    """The pieces of one draft, what stands for them now, and what is still to be tried."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.pieces = cut(case.report.message)
        self.texts = [piece.text for piece in self.pieces]
        self.waiting: dict[int, list[Change]] = {}
        self.taken: dict[int, Change] = {}
        self.parts: dict[str, str] = {}
        self.untried: dict[str, list[str]] = {}
        self._leave_out_digs()

    def _leave_out_digs(self) -> None:
        """In a draft that hurts in several places, what speaks of the client and brings nothing is one more dig."""
        chunks = self.chunks()
        hurt = [each for each in self.case.judge(_text(chunks)) if not each.missing and each.category != "unfinished"]
        flagged = {owner(chunks, finding.span[0])[0] for finding in hurt}
        if len(flagged) < _SEVERAL:
            return
        for at, piece in enumerate(self.pieces):
            if piece.loose and not piece.closing and at not in flagged and is_dig(self.case, piece.text):
                self.texts[at] = ""

    def done(self) -> str:
        for _ in range(_MOST_ROUNDS):
            chunks = self.chunks()
            findings = self.case.judge(_text(chunks)) if _text(chunks).strip() else ()
            mended = self._mend(chunks, findings) or self._add(findings) or self._begin() or self._acknowledge()
            if not mended:
                break
        return _text(self.chunks())

    def chunks(self) -> list[Chunk]:
        return laid(self.pieces, self.texts, self.parts, self.case.lang)

    def _mend(self, chunks: Sequence[Chunk], findings: Sequence[Finding]) -> bool:
        """Another text for every piece and part that has a finding; whether there was one."""
        flagged: dict[tuple[Key, int], list[Finding]] = {}
        for finding in findings:
            if not finding.missing:
                flagged.setdefault(owner(chunks, finding.span[0]), []).append(finding)
        pending = {key for key, _ in flagged if isinstance(key, int)}
        # Sentences that stay but for some words go first: what they bring need not be written anew.
        order = sorted(flagged, key=lambda each: any(finding.edit is None for finding in flagged[each]))
        changed = [self._changed(*each, flagged[each], pending) for each in order]
        return any(changed)

    def _changed(self, key: Key, start: int, findings: Sequence[Finding], pending: set[int]) -> bool:
        if isinstance(key, str):
            return self._next_way(key)
        if key is None or not self.texts[key].strip():
            return False
        if all(finding.category == "unfinished" and finding.edit is None for finding in findings):
            return False
        if key not in self.waiting:
            self.waiting[key] = changes(self.case, self.texts[key], findings, start)
        self.taken.pop(key, None)
        change = self._best(key, pending)
        self.texts[key], self.taken[key] = change.text, change
        pending.discard(key)
        return True

    def _best(self, key: int, pending: set[int]) -> Change:
        """The next change that brings nothing the reply has already."""
        others = " ".join(text for at, text in enumerate(self.texts) if at not in pending and self.pieces[at].loose)
        brought = {*self.parts, *(change.brings for change in self.taken.values())}
        waiting = self.waiting[key]
        while len(waiting) > 1:
            change = waiting.pop(0)
            has = change.brings in brought or self.case.has(others, DETECTED.get(change.brings, ()))
            if not change.brings or not has:
                return change
        return waiting[0]

    def _add(self, findings: Sequence[Finding]) -> bool:
        """One part more, or another text for one that did not do; whether there was one."""
        lacking = {finding.category for finding in findings if finding.missing}
        for finding in sorted(findings, key=lambda each: each.category not in FIRST):
            if finding.missing:
                name, ways = texts_for(self.case, finding, lacking)
                if name and name not in self.untried:
                    self.untried[name] = ways
                if name and self._next_way(name):
                    return True
        return False

    def _next_way(self, name: str) -> bool:
        ways = self.untried[name]
        if ways:
            self.parts[name] = ways.pop(0)
        elif name in self.parts:
            del self.parts[name]
        else:
            return False
        return True

    def _acknowledge(self) -> bool:
        """A reply of which much was left out or replaced begins with what the client is upset about."""
        own = [at for at, piece in enumerate(self.pieces) if piece.loose and not piece.closing]
        gone = sum(self.texts[at] != self.pieces[at].text for at in own)
        upset = self.case.report.facts.get("upset", "0") != "0"
        kept = " ".join(self.texts[at] for at in own)
        if not upset or 2 * gone < len(own) or "acknowledge" in self.untried:
            return False
        if "apology" in self.parts or self.case.has(kept, DETECTED["acknowledge"]):
            return False
        name, ways = parts_of(self.case, "acknowledgement")
        self.untried[name] = ways
        return self._next_way(name)

    def _begin(self) -> bool:
        """Of a draft in which nothing could stay, a reply is made: what is wrong, what will be done."""
        own = any(self.texts[at].strip() for at, piece in enumerate(self.pieces) if piece.loose and not piece.closing)
        if own or self.parts or self.untried:
            return False
        for category in ("acknowledgement", "solution-or-next-step"):
            name, ways = parts_of(self.case, category)
            self.untried[name] = ways
            self._next_way(name)
        return True


def _text(chunks: Sequence[Chunk]) -> str:
    return "".join(text for _, text in chunks)
