"""Blanks ``‹what only the writer knows›``: found, and filled with samples so that a rewrite can be judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .. import paths
from ..fields import Fields
from ..model import Span
from ..yamlfile import load

BLANK = re.compile(r"‹([^‹›\n]{0,200})›")


def blanks(text: str) -> Iterator[tuple[Span, str]]:
    """Where each blank stands, marks included, and what it asks for."""
    return ((found.span(), found[1]) for found in BLANK.finditer(text))


class Filled:
    """``text`` with a sample in every blank."""

    def __init__(self, text: str, lang: str) -> None:
        pieces: list[str] = []
        self._runs = [(0, 0, 1)]
        length = last = 0
        for (start, stop), name in blanks(text):
            answer = sample(name, lang)
            pieces += [text[last:start], answer]
            length += start - last
            self._runs += [(length, start, 0), (length + len(answer), stop, 1)]
            length += len(answer)
            last = stop
        self.text = "".join(pieces) + text[last:]

    def back(self, place: int) -> int:
        """Where a place of ``text`` stood before; all of a sample stands where its blank begins."""
        start, before, moves = next(run for run in reversed(self._runs) if run[0] <= place)
        return before + (place - start) * moves


def sample(name: str, lang: str) -> str:
    """A good answer to a blank."""
    low = name.lower()
    return next(answer for words, answer in _samples(lang) if any(word in low for word in words))


@cache
def _samples(lang: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Parts of a blank's name, and a good answer; the last row fits every name."""
    path = Path(paths.bundled("templates")) / "rewrites" / lang / "blanks.yaml"
    rows = Fields(load(path), str(path)).maps("blanks")
    return tuple((tuple(row.text("asks", "").split("|")), row.text("sample")) for row in rows)
