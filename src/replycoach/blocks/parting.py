"""Whose words each line of a mail is: own, the other side's, or what mail programs write around them.

Nothing is deleted and nothing is lost: the blocks together are the whole text. Where a mail program's
marks are sure, they decide; where they are not, words are the writer's own, and ``doubts`` says so.
"""

from __future__ import annotations

from ..model import Block
from . import chats, closings, quotes, repeats, tails
from .kinds import DOUBT, OWN, claim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Parted, Span
    from .kinds import Kinds


def part(text: str, incoming: str = "", flowed: bool = False) -> Parted:
    """Blocks of whole lines that cover ``text`` (LF line ends), and spans of own words in doubt.

    ``incoming`` is the client's message if it is known; ``flowed`` says the text is format=flowed
    (RFC 3676), where a line that begins with a blank and ``>`` is no quote.
    """
    lines = text.split("\n")
    kinds = _kinds(lines, incoming, flowed)
    runs = list(_runs(lines, kinds))
    blocks = _joined((Block("own" if kind == DOUBT else kind, span)) for kind, span in runs)
    return tuple(blocks), tuple(span for kind, span in runs if kind == DOUBT)


def _kinds(lines: Sequence[str], incoming: str, flowed: bool) -> Kinds:
    kinds: Kinds = ["" for _ in lines]
    _mark_code(lines, kinds)
    quotes.mark(lines, kinds, flowed)
    tails.mark(lines, kinds)
    quotes.mark_attributions(lines, kinds)
    chats.mark(lines, kinds)
    if incoming:
        repeats.mark(lines, kinds, incoming)
    for start, stop in list(_stretches(lines, kinds)):
        closings.mark(lines, kinds, start, stop)
    return kinds


def _runs(lines: Sequence[str], kinds: Kinds) -> Iterator[tuple[str, Span]]:
    """Each run of lines of one kind; a blank line belongs to the run before it."""
    place = start = 0
    current = next((kind or "own" for kind, line in zip(kinds, lines, strict=True) if line.strip()), "own")
    for line, kind in zip(lines, kinds, strict=True):
        kind = kind or "own"
        if line.strip() and kind != current:
            yield current, (start, place)
            start, current = place, kind
        place += len(line) + 1
    yield current, (start, place - 1)


def _joined(blocks: Iterator[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in blocks:
        if block.span[0] == block.span[1]:
            continue
        if joined and joined[-1].kind == block.kind:
            joined[-1] = Block(block.kind, (joined[-1].span[0], block.span[1]))
        else:
            joined.append(block)
    return joined


def _mark_code(lines: Sequence[str], kinds: Kinds) -> None:
    """Fenced code; a fence left open is none."""
    opened = -1
    for place, line in enumerate(lines):
        fence = line.lstrip()[:3]
        if fence not in ("```", "~~~") or line.startswith("    "):
            continue
        if opened < 0:
            opened = place
        elif fence == lines[opened].lstrip()[:3]:
            claim(kinds, opened, place + 1, "code")
            opened = -1


def _stretches(lines: Sequence[str], kinds: Kinds) -> Iterator[tuple[int, int]]:
    """Stretches of own lines."""
    start = None
    for place in range(len(lines) + 1):
        own = place < len(lines) and kinds[place] in OWN
        if own and start is None:
            start = place
        elif not own and start is not None:
            yield start, place
            start = None
