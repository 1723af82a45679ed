"""What the modules of this folder pass on: one kind a line, empty while nobody has claimed it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

Kinds = list[str]
DOUBT = "own?"
OWN = ("", DOUBT)


def claim(kinds: Kinds, first: int, stop: int, kind: str) -> None:
    kinds[first:stop] = [kind] * (stop - first)


def above(lines: Sequence[str], place: int) -> int | None:
    """The last line with words above a place, at most two blank lines away."""
    for at in range(place - 1, max(-1, place - 4), -1):
        if lines[at].strip():
            return at
    return None


def below(lines: Sequence[str], place: int) -> int:
    """The first line with words from a place on."""
    return next((at for at in range(place, len(lines)) if lines[at].strip()), len(lines))
