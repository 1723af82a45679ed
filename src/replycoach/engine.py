"""Rules on a document: every kind of rule to findings. Knows no file, no setting and no other rule's result."""

from __future__ import annotations

from itertools import islice

from . import facts as case
from .model import SEVERITIES, Finding
from .rewrites import fill
from .scan import Scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .automaton import Automaton
    from .document import Document
    from .model import Question, Span
    from .scan import Match

LANGS = ("ru", "en")
_EDIT = 2
"""Where a pattern's own texts (message, rewrite) have what may stand for the words alone."""


class Result:
    """What ``run`` found. ``facts`` are given and inferred; ``not_checked`` maps a rule to facts it lacked."""

    __slots__ = ("facts", "findings", "not_checked", "questions")

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.facts: Mapping[str, str] = {}
        self.not_checked: dict[str, tuple[str, ...]] = {}
        self.questions: tuple[Question, ...] = ()


class _Draft:
    """What the verbs below need of one draft."""

    __slots__ = ("_forms", "automaton", "end", "facts", "incoming", "lang", "questions", "reader", "scan")

    def __init__(
        self,
        automaton: Automaton,
        scan: Scan,
        incoming: Scan | None,
        facts: Mapping[str, str],
        lang: str,
        reader: str,
        end: int,
    ) -> None:
        self.automaton, self.scan, self.incoming = automaton, scan, incoming
        self.facts, self.lang, self.reader, self.end = facts, lang, reader, end
        self.questions = dict(_questions(automaton, scan, incoming))
        self._forms: dict[int, dict[str, str]] = {}

    def forms(self, lang: int) -> dict[str, str]:
        """What rewrites may name, as this writer says it."""
        if lang not in self._forms:
            from .voice import forms

            self._forms[lang] = forms(self.scan.document.text, self.automaton.meta["forms"].get(LANGS[lang], {}))
        return self._forms[lang]


def _questions(automaton: Automaton, draft: Scan, incoming: Scan | None) -> Iterator[tuple[int, list[Question]]]:
    """What the client asks, by the rule that wants it answered."""
    if incoming is None:
        return
    from .pairs import questions

    for number, rule in enumerate(automaton.rules):
        if rule[1] == "pair" and rule[8]["compare"] == "answers":
            yield number, list(questions(rule[8], draft, incoming))


def run(
    automaton: Automaton,
    document: Document,
    *,
    incoming: Document | None,
    facts: Mapping[str, str],
    lang: str,
    reader: str,
) -> Result:
    """``lang`` is the draft's language, ``reader`` the one explanations are in."""
    scan = Scan(automaton, document)
    incoming_scan = Scan(automaton, incoming) if incoming else None
    known = case.infer(automaton.meta["facts"], facts, scan, incoming_scan)
    known.setdefault("lang", lang)
    draft = _Draft(automaton, scan, incoming_scan, known, lang, reader, document.end)
    result = Result()
    result.facts = known
    result.questions = tuple(question for asked in draft.questions.values() for question in asked)
    for number, rule in enumerate(automaton.rules):
        if rule[1] != "detector":
            _apply(draft, number, rule, result)
    result.findings.sort(key=by_place)
    return result


def by_place(finding: Finding) -> tuple[Span, int, str]:
    """The order of findings: by place; at one place the worst first."""
    return finding.span, -SEVERITIES.index(finding.severity), finding.rule


def _apply(draft: _Draft, number: int, rule: list[Any], result: Result) -> None:
    applies = case.holds(rule[4], draft.facts)
    if applies is None:
        result.not_checked[rule[0]] = case.unknown(rule[4], draft.facts)
    elif applies and (rule[1] in ("flag", "order") or draft.automaton.texts(number, LANGS.index(draft.lang))):
        result.findings += _KINDS[rule[1]](draft, number, rule)


def _raised(draft: _Draft, rule: list[Any], severity: int) -> int:
    raised: list[int] = [level for level, whens in rule[5] if case.holds(whens, draft.facts)]
    return max([severity, *raised])


def _flag(draft: _Draft, number: int, rule: list[Any]) -> Iterator[Finding]:
    for match in draft.scan.matches(number):
        own = match.record[6]
        severity = _raised(draft, rule, rule[3]) if own < 0 else own
        yield _worded(draft, number, match, severity)


def _worded(draft: _Draft, number: int, match: Match, severity: int) -> Finding:
    """A finding with the words a pattern captured put into its texts."""
    text = draft.scan.document.text
    sentence, record = match.sentence, match.record
    captured = {name: text[sentence.begins[at] : sentence.ends[at]] for name, at in match.captures.items()}
    captured["match"] = text[slice(*match.span)]
    return _finding(draft, number, match.span, severity, record[3], captured, record[7])


def _finding(
    draft: _Draft,
    number: int,
    span: Span,
    severity: int,
    lang: int,
    captured: Mapping[str, str],
    override: int = -1,
) -> Finding:
    rule = draft.automaton.rules[number]
    words = draft.automaton.texts(number, lang)
    explained = draft.automaton.texts(number, LANGS.index(draft.reader)) or words
    words = words or explained
    own = words["overrides"][override] if override >= 0 else ([], [])
    message = own[0] if own[0] and explained is words else explained["message"]
    rewrite = own[1] or words["rewrite"]
    edit = own[2] if len(own) > _EDIT else None if own[1] else words.get("edit")
    if not all(isinstance(part, str) for part in (*rewrite, *(edit or ()))):
        captured = {**draft.forms(lang), **captured}
    return Finding(
        rule[0],
        rule[2],
        SEVERITIES[severity],
        span,
        LANGS[lang],
        fill(message, captured),
        explained["why"],
        fill(rewrite, captured, capital=True),
        None if edit is None else fill(edit, captured),
    )


def _missing(draft: _Draft, number: int, rule: list[Any], asked: str = "") -> Finding:
    """A finding about words that are not there, placed where the draft ends; ``asked`` is the client's question."""
    severity = _raised(draft, rule, rule[3])
    captured = {"match": "", "asked": asked}
    return _finding(draft, number, (draft.end, draft.end), severity, LANGS.index(draft.lang), captured)


def _guarded(draft: _Draft, rule: list[Any]) -> bool:
    """Guards of a rule about the whole message look at the whole message."""
    return all(draft.scan.guard((0, 0), fires, detectors, "message") for fires, detectors, _ in rule[6])


def _require(draft: _Draft, number: int, rule: list[Any]) -> Iterator[Finding]:
    if not any(_has(draft, rule[8], detector) for detector in rule[8]["need"]) and _guarded(draft, rule):
        yield _missing(draft, number, rule)


def _has(draft: _Draft, options: Mapping[str, Any], detector: int) -> bool:
    """Whether a detector matches where the rule looks: the first sentences, or near another detector."""
    scan, first, near = draft.scan, options["first"], options["near"]
    if not first and not near:
        return scan.has(detector)
    opening = scan.document.opening(first)
    return any(match.span[0] < opening and _is_near(scan, match, near) for match in scan.matches(detector))


def _is_near(scan: Scan, match: Match, near: list[int]) -> bool:
    """Whether another detector matches at most so many sentences away."""
    if not near:
        return True
    detector, distance = near
    for other in scan.matches(detector):
        first, last = sorted((match.sentence.span[0], other.sentence.span[0]))
        ahead = islice(scan.document.sentences(first), distance + 1)
        if any(sentence[0] == last for sentence in ahead):
            return True
    return False


def _rate(draft: _Draft, number: int, rule: list[Any]) -> Iterator[Finding]:
    from .measures import measure, mended

    for name, levels in rule[8]["measures"].items():
        if name.isdigit():
            hits = [match.span for match in draft.scan.matches(int(name))]
        else:
            measured = measure(name, draft.scan.document, draft.automaton.sets_of)
            hits = [span for span in measured if not draft.scan.document.is_quoted(span[0])]
        reached = [int(level) for level, least in levels.items() if len(hits) >= least]
        if reached and _guarded(draft, rule):
            severity = _raised(draft, rule, max(reached))
            for span in hits:
                words = draft.scan.document.text[slice(*span)]
                yield _finding(
                    draft, number, span, severity, _lang_at(draft, span), {"match": words, "mended": mended(words)}
                )


def _lang_at(draft: _Draft, span: Span) -> int:
    words = draft.scan.document.folded[slice(*span)]
    if any(code >= 0xE0 for code in words):
        return 0
    return 1 if words.strip(b"!?1 .\x85") else LANGS.index(draft.lang)


def _pair(draft: _Draft, number: int, rule: list[Any]) -> Iterator[Finding]:
    if draft.incoming is None:
        return
    from .pairs import fits

    if rule[8]["compare"] == "answers":
        asked = draft.questions.get(number, ())
        unanswered = next((question.words for question in asked if not question.answered), "")
        if unanswered and _guarded(draft, rule):
            yield _missing(draft, number, rule, unanswered)
    elif not fits(rule[8], draft.scan, draft.incoming) and _guarded(draft, rule):
        yield _missing(draft, number, rule)


def _order(draft: _Draft, number: int, rule: list[Any]) -> Iterator[Finding]:
    first = draft.scan.matches(rule[8]["first"])
    then = draft.scan.matches(rule[8]["then"])
    if first and then and then[0].span < first[0].span and _guarded(draft, rule):
        yield _worded(draft, number, _without_override(then[0]), _raised(draft, rule, rule[3]))


def _without_override(match: Match) -> Match:
    """A detector's match has texts of its own only in the detector."""
    match.record = [*match.record[:7], -1, *match.record[8:]]
    return match


_KINDS = {"flag": _flag, "require": _require, "rate": _rate, "pair": _pair, "order": _order}
