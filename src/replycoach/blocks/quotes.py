"""Lines marked as a quote, and the lines right above that say whose it is."""

from __future__ import annotations

from .attribution import SURE, attribution, headers, separates
from .kinds import above, claim
from .tails import with_addresses, with_rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .kinds import Kinds

_DEEPEST, _INITIALS, _LONGEST_NAME = 4, 4, 12
"""Blanks before a mark, letters of initials, letters of a name."""


def mark(lines: Sequence[str], kinds: Kinds, flowed: bool) -> None:
    cited = _cited(lines)
    for place, line in enumerate(lines):
        if kinds[place]:
            continue
        cites = cited and line.lstrip().startswith(cited)
        if is_quoted(line, flowed) or cites or (line.startswith("|") and _is_piped(lines, kinds, place)):
            kinds[place] = "quote"


def is_quoted(line: str, flowed: bool) -> bool:
    """``>``, also a little indented, and The Bat!'s ``AL>``; ">5 %" is a comparison, "> A > B > C" a path."""
    bare = line if flowed else line.lstrip(" \t\u00a0")
    if len(line) - len(bare) > _DEEPEST:
        return False
    if bare.startswith(">"):
        return bare[1:2] not in tuple("=0123456789:;") and "<<" not in bare and bare.lstrip("> ").count(" > ") < 2
    initials, mark, _ = bare.partition(">")
    return bool(mark) and 0 < len(initials) < _INITIALS and initials.isalpha() and initials.isupper()


def _cited(lines: Sequence[str]) -> tuple[str, ...]:
    """Names that stand before ``>`` on several lines, as Supercite writes."""
    seen: set[str] = set()
    twice: set[str] = set()
    for line in lines:
        name, mark, _ = line.lstrip().partition("> ")
        if mark and name.isalpha() and len(name) < _LONGEST_NAME:
            (twice if name in seen else seen).add(name)
    return tuple(name + "> " for name in twice)


def _is_piped(lines: Sequence[str], kinds: Kinds, place: int) -> bool:
    """``|`` marks a quote below an attribution; elsewhere it draws a table."""
    last = above(lines, place)
    if last is None or lines[place].rstrip().endswith("|"):
        return False
    return (kinds[last] == "quote" and lines[last].startswith("|")) or attribution(lines, last)[1] > 0


def mark_attributions(lines: Sequence[str], kinds: Kinds) -> None:
    """Lines right above a quote that say whose it is; a rule between them belongs to them."""
    for place, kind in enumerate(kinds):
        if kind != "quote" or (place and kinds[place - 1] == "quote"):
            continue
        last = above(lines, place)
        if last is None or kinds[last]:
            continue
        first, sure = attribution(lines, last)
        first, sure = (first, sure) if sure else _headerabove(lines, last)
        if sure:
            first = with_addresses(lines, kinds, first)
            claim(kinds, first, last + 1, "attribution")


def _headerabove(lines: Sequence[str], last: int) -> tuple[int, int]:
    if separates(lines[last]):
        return last, SURE
    for first in range(last, max(-1, last - 8), -1):
        count, sure = headers(lines, first)
        if count and first + count == last + 1:
            return with_rule(lines, first), sure
    return last, 0
