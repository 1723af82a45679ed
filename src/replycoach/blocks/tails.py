"""A quote without marks: from a header, a separator or an attribution to the end; a message passed on."""

from __future__ import annotations

from .attribution import SURE, attribution, headers, is_address_line, is_own_header, is_rule, separates
from .kinds import DOUBT, above, below, claim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .kinds import Kinds


def mark(lines: Sequence[str], kinds: Kinds) -> None:
    """From the first sure sign of a quote without marks to the end."""
    openings = (_opening(lines, kinds, place) for place in range(len(lines)))
    kind, start, stop = next((opening for opening in openings if opening[0]), ("", 0, 0))
    if kind == "forwarded":
        _mark_forwarded(lines, kinds, start)
    elif kind and not is_own_header(lines, start):
        _mark_quote(lines, kinds, start, stop)


def _mark_quote(lines: Sequence[str], kinds: Kinds, start: int, stop: int) -> None:
    """The lines which say that a quote follows, and if it bears no marks, all below them.

    With nothing of the writer's above, the rest may as well be the answer: it is own, in doubt.
    """
    start = with_addresses(lines, kinds, start)
    claim(kinds, start, stop, "attribution")
    if "quote" in kinds[stop:]:
        return
    alone = not any(line.strip() and not kind for line, kind in zip(lines[:start], kinds, strict=False))
    for place in range(stop, len(lines)):
        kinds[place] = kinds[place] or (DOUBT if alone else "quote")
    if not alone:
        _mark_further(lines, kinds, stop)


def _opening(lines: Sequence[str], kinds: Kinds, place: int) -> tuple[str, int, int]:
    """The kind of the tail that opens at a line, and the lines which say so."""
    if kinds[place] or not lines[place].strip():
        return "", place, place
    sign = separates(lines[place])
    if sign == "forwarded":
        return "forwarded", place, place + 1
    if sign in ("original", "above"):
        first = below(lines, place + 1)
        bare = [line.removeprefix("> ") for line in lines[first : first + 16]]
        count, _ = headers(bare, 0, sign == "original")
        stop = first + count if count else place + 1
        return "quote", with_rule(lines, place), stop + is_rule("".join(lines[stop : stop + 1]))
    count, sure = headers(lines, place)
    ruled = with_rule(lines, place)
    if count and (sure == SURE or ruled < place):
        return "quote", ruled, place + count
    first, sure = attribution(lines, place)
    if sure == SURE and not any(kinds[first : place + 1]):
        return "quote", first, place + 1
    return "", place, place


def _mark_forwarded(lines: Sequence[str], kinds: Kinds, start: int) -> None:
    """To the end; if the message passed on bears quote marks, to the last of them."""
    first = below(lines, start + 1)
    first = below(lines, first + headers(lines, first)[0])
    marked = kinds[first : first + 1] == ["quote"]
    for place in range(start, len(lines)):
        if marked and place > first and lines[place].strip() and kinds[place] != "quote" and not is_rule(lines[place]):
            return
        kinds[place] = "forwarded"
        if separates(lines[place]) == "end":
            return


def _mark_further(lines: Sequence[str], kinds: Kinds, start: int) -> None:
    """Older attributions inside an unmarked tail."""
    for place in range(start, len(lines)):
        if kinds[place] != "quote" or not lines[place].strip():
            continue
        count, sure = headers(lines, place)
        if count and sure == SURE:
            claim(kinds, with_rule(lines, place), place + count, "attribution")
        elif separates(lines[place]):
            kinds[place] = "attribution"
        else:
            first, sure = attribution(lines, place)
            claim(kinds, first, place + 1 if sure == SURE else first, "attribution")


def with_rule(lines: Sequence[str], first: int) -> int:
    """The first line, or the rule or separator right above it."""
    last = above(lines, first)
    return last if last is not None and (is_rule(lines[last]) or separates(lines[last])) else first


def with_addresses(lines: Sequence[str], kinds: Kinds, first: int) -> int:
    """The first line, or the first of the header lines right above it."""
    while first and not kinds[first - 1] and is_address_line(lines[first - 1]):
        first -= 1
    return first
