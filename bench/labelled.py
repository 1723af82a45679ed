"""The project's labelled texts (tests/quality): those to work on (``work``), those to look at once (``once``)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from replycoach import check
from replycoach.model import SEVERITIES, Finding, Report

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "quality"
PARTS = ("work", "once")
"""Folders. The second has other writers than the first, and nobody who writes rules opens it."""
GROUPS = {
    category: group
    for group, categories in {
        "hostile": "client-blame counter-attack passive-aggressive personal-remark sarcasm anger threat condescension"
        " command shouting informality-rude",
        "indifferent": "dismissal apathy-vague alone-with-choice",
        "evasive": "self-defence blame-shift hedged-apology",
        "overpromise": "overpromise",
    }.items()
    for category in categories.split()
}
"""Categories which even people take for one another."""
MISSING = frozenset(
    "acknowledgement apology solution-or-next-step deadline answer-to-question reason-for-request".split()
)
Mark = tuple[int, int, str]
"""Start, end (code points), category."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A labelled draft with the client's message; ``gold`` are the words that hurt, ``lacks`` what is missing."""

    id: str
    lang: str
    incoming: str
    draft: str
    hold: bool
    gold: tuple[Mark, ...]
    lacks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``flag``: it hurts, by ``label``; else it only looks as if."""

    id: str
    lang: str
    text: str
    flag: bool
    label: str


def replies(part: str) -> list[Reply]:
    return [_reply(row) for row in _rows("*-replies.jsonl", part)]


def sentences(part: str) -> list[Sentence]:
    rows = _rows("*-sentences.jsonl", part)
    return [Sentence(row["id"], row["lang"], row["text"], row["expect"] == "flag", row["label"]) for row in rows]


def _rows(pattern: str, part: str) -> Iterator[dict[str, Any]]:
    for folder in PARTS if part == "all" else (part,):
        for path in sorted((FOLDER / folder).glob(pattern)):
            yield from map(json.loads, path.read_text("utf-8").splitlines())


def _reply(row: dict[str, Any]) -> Reply:
    gold = tuple(_mark(row["draft"], span) for span in row["spans"])
    lacks = frozenset(row["missing"]) & MISSING
    return Reply(row["id"], row["lang"], row["incoming"], row["draft"], row["verdict"] == "hold", gold, lacks)


def _mark(draft: str, span: dict[str, str]) -> Mark:
    start = draft.index(span["quote"])
    return start, start + len(span["quote"]), span["label"]


def read(reply: Reply) -> Report:
    return check(reply.draft, incoming=reply.incoming or None)


def grave(findings: Iterable[Finding]) -> list[Finding]:
    """What counts: warnings and errors."""
    return [finding for finding in findings if finding.severity != SEVERITIES[0]]


def marks(report: Report) -> list[Mark]:
    return [(*finding.span, finding.category) for finding in grave(report.findings) if finding.category in GROUPS]


def same_place(mine: Mark, gold: Mark) -> bool:
    """Overlap of at least half of the shorter, by a mark not much longer than what it should mark."""
    shared = min(mine[1], gold[1]) - max(mine[0], gold[0])
    own, theirs = mine[1] - mine[0], gold[1] - gold[0]
    return shared > 0 and 2 * shared >= min(own, theirs) and own <= 2.5 * theirs + 40


def same(mine: Mark, gold: Mark) -> bool:
    return same_place(mine, gold) and GROUPS.get(mine[2]) == GROUPS.get(gold[2])
