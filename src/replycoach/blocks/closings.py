"""How a stretch of own lines ends: its signature, good-bye, footer and disclaimer."""

from __future__ import annotations

from . import signature
from .kinds import OWN, claim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .kinds import Kinds

_LONGEST_PARAGRAPH = 12


def mark(lines: Sequence[str], kinds: Kinds, start: int, stop: int) -> None:
    """Signature, good-bye, footer and disclaimer of one stretch of own lines."""
    _mark_footers(lines, kinds, start, stop)
    _mark_disclaimers(lines, kinds, start, stop)
    end = next((at for at in range(start, stop) if signature.is_delimiter(lines, at, stop)), stop)
    _mark_signature(lines, kinds, end, stop)
    own = [lines[at] if kinds[at] in OWN else "" for at in range(start, end)]
    found = signature.closing(own)
    if found:
        first, last = start + found[0], start + found[1]
        claim(kinds, first, last, "closing")
        signed = any(map(signature.has_contact, lines[last:end]))
        _mark_signature(lines, kinds, last, end, "signature" if signed else "closing")
    else:
        _mark_signature(lines, kinds, start + signature.contacts(own), end)


def _mark_signature(lines: Sequence[str], kinds: Kinds, start: int, stop: int, kind: str = "signature") -> None:
    """A postscript below a signature is the writer's own again."""
    for place in range(start, stop):
        if signature.is_postscript(lines[place]):
            return
        if kinds[place] in OWN:
            kinds[place] = kind


def _mark_footers(lines: Sequence[str], kinds: Kinds, start: int, stop: int) -> None:
    for place in range(start, stop):
        if signature.is_footer(lines[place]):
            kinds[place] = "footer"


def _mark_disclaimers(lines: Sequence[str], kinds: Kinds, start: int, stop: int) -> None:
    first = start
    for place in range(start, stop + 1):
        if place < stop and lines[place].strip():
            continue
        # It may stand right below the contacts, without a blank line between.
        for above in range(max(first, start + 1), min(place, first + _LONGEST_PARAGRAPH)):
            if signature.is_disclaimer("\n".join(lines[above:place])):
                claim(kinds, above, place, "disclaimer")
                break
        first = place + 1
