"""Compares a draft with the message it answers: shared words, questions and the answers they need."""

from __future__ import annotations

from .model import Question
from .weights import RARE, weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .document import Document
    from .model import Span
    from .scan import Scan

_SHORTEST = 4
_LONGEST_QUESTION = 70


def fits(options: Mapping[str, Any], draft: Scan, incoming: Scan) -> bool:
    """Whether the draft names the client's matter in the client's own words."""
    theirs = set(_content(incoming.document, 0))
    shared = {word for word in _content(draft.document, options["first"]) if any(_akin(word, each) for each in theirs)}
    return not theirs or len(shared) >= int(options["at-least"])


def questions(options: Mapping[str, Any], draft: Scan, incoming: Scan) -> Iterator[Question]:
    """What the client asks, by the slots of an ``answers`` rule."""
    for asked, answers in options["slots"]:
        slot = incoming.automaton.rules[asked][0].partition("-")[2]
        found = incoming.matches(asked) if incoming.has(asked) else ()
        answered = bool(found) and any(draft.has(answer) for answer in answers)
        for match in found:
            yield Question(_sentence(incoming.document, match.sentence.span), slot, answered)


def _sentence(document: Document, span: Span) -> str:
    words = " ".join(document.text[slice(*span)].split())
    return words if len(words) <= _LONGEST_QUESTION else words[: _LONGEST_QUESTION - 1].rpartition(" ")[0] + "…"


def _content(document: Document, first: int) -> Iterator[bytes]:
    """Words that carry the matter: not short, not common."""
    for word in document.words[: document.opening(first)].split():
        if len(word) >= _SHORTEST and weight(word) == RARE:
            yield word


def _akin(one: bytes, other: bytes) -> bool:
    """Forms of one word, near enough: a common beginning of two thirds of the longer."""
    longest = max(len(one), len(other))
    need = max(_SHORTEST, (2 * longest + 2) // 3)
    return one[:need] == other[:need]
