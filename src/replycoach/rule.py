"""The nouns of a rule file: rule, page, pattern entry, example, guard, overlay; and the closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .model import Span

LANGS = ("ru", "en")
KINDS = ("detector", "flag", "require", "rate", "pair", "order")
SCOPES = ("sentence", "paragraph", "message")
CATEGORIES = tuple(
    "acknowledgement alone-with-choice anger answer-to-question apathy-vague apology argue blame-shift call-offer"
    " client-blame command compensation condescension counter-attack deadline dismissal empathy hedged-apology"
    " informality-rude jargon negative-framing options order over-apology overpromise passive-aggressive"
    " personal-remark reason-for-request sarcasm self-defence shouting solution-or-next-step thanks threat"
    " undue-admission unfinished written-record".split()
)
FACTS = tuple(
    "asked_when channel contract fault group heard kind lang letter mends promises reason repeat upset value".split()
)
MEASURES = (
    "caps-words",
    "exclamation-runs",
    "question-runs",
    "mixed-runs",
    "exclaimed-sentences",
    "ellipses",
    "blanks",
    "empty-greetings",
    "statements",
)
MASKS = ("quote", "question", "conditional", "reported", "thanks", "polarity", "self")
STRATEGIES = (
    "acknowledge",
    "action",
    "answer",
    "ask",
    "boundary",
    "cause",
    "clause",
    "drop",
    "explain",
    "fact",
    "handover",
    "news",
    "options",
    "own-it",
    "promise",
    "reason",
    "regret",
    "request",
)
"""Ways to write a sentence anew: templates/rewrites/LANG/NAME.j2, and ``drop``, which leaves it out."""
COMPARISONS = ("shared-words", "answers")


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern with what it overrides of its rule; empty means the rule's own."""

    source: str
    line: int
    severity: str = ""
    message: str = ""
    rewrite: str = ""
    edit: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A draft, its marks taken out; ``spans`` is where a ``bad`` one must fire, None for anywhere."""

    draft: str
    line: int
    spans: tuple[Span, ...] | None = None
    incoming: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says, and is tested by, in one language."""

    message: str
    why: str
    source: str
    rewrite: str
    patterns: tuple[Entry, ...]
    anti: tuple[Entry, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    edit: str | None = None


Condition = Mapping[str, tuple[str, tuple[str, ...]]]
"""Fact to operator and values: ``{"upset": (">=", ("2",)), "group": ("in", ("A", "B"))}``; all must hold."""


@dataclass(frozen=True, slots=True)
class Guard:
    """``fires`` is True for ``with``, False for ``unless``."""

    fires: bool
    detectors: tuple[str, ...]
    within: str


@dataclass(frozen=True, slots=True)
class Rule:
    """``options`` holds the keys of the rule's own kind; ``when`` and ``raises`` are alternatives; ``strategies``
    are the ways to write the sentence anew, best first."""

    id: str
    file: str
    kind: str
    category: str
    severity: str
    principle: str
    when: tuple[Condition, ...]
    raises: tuple[tuple[str, tuple[Condition, ...]], ...]
    guards: tuple[Guard, ...]
    masks: Mapping[str, bool]
    options: Mapping[str, Any]
    pages: Mapping[str, Page]
    only: str = ""
    strategies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlay:
    """Changes to a shipped rule."""

    extends: str
    file: str
    line: int
    disable: bool
    severity: str
    pages: Mapping[str, Page]

    def apply(self, rule: Rule) -> Rule:
        pages = dict(rule.pages)
        for lang, more in self.pages.items():
            page = pages.get(lang) or Page("", "", "", "", (), (), (), ())
            joined = {key: getattr(page, key) + getattr(more, key) for key in ("patterns", "anti", "bad", "good")}
            pages[lang] = replace(page, **joined)
        kind = "off" if self.disable else rule.kind
        return replace(rule, pages=pages, kind=kind, severity=self.severity or rule.severity)
