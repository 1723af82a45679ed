"""Compares a draft with the message it answers: shared words, questions and the answers they need."""

from __future__ import annotations

from .weights import RARE, weight

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .document import Document
    from .scan import Scan

_SHORTEST = 4


def fits(options: Mapping[str, Any], draft: Scan, incoming: Scan) -> bool:
    """Whether the draft does what the rule's ``compare`` asks for."""
    if options["compare"] == "answers":
        return all(_answered(asked, answers, draft, incoming) for asked, answers in options["slots"])
    theirs = set(_content(incoming.document, 0))
    shared = {word for word in _content(draft.document, options["first"]) if any(_akin(word, each) for each in theirs)}
    return not theirs or len(shared) >= int(options["at-least"])


def _answered(asked: int, answers: list[int], draft: Scan, incoming: Scan) -> bool:
    return not incoming.has(asked) or any(draft.has(answer) for answer in answers)


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
