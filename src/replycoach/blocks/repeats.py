"""Which lines of a draft repeat the client's message: quoted without a mark, in any language."""

from __future__ import annotations

from .attribution import attribution
from .chats import chat, is_stamp
from .dates import has_date
from .kinds import OWN, above, claim
from .quotes import is_quoted
from .signature import is_closing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .kinds import Kinds

_LEAST = 16
"""Letters and digits by which a line is known again; a shorter one is if it stands beside such a line."""

_ALIKE = 0.7
"""Share of a line's neighbouring words that stand so in the message."""


def mark(lines: Sequence[str], kinds: Kinds, incoming: str) -> None:
    """The client's message is known: what repeats it is a quote, and what stands amid a quote without marks is not."""
    known = repeated(lines, incoming)
    for place, line in enumerate(lines):
        if not line.strip() or kinds[place] not in (*OWN, "quote"):
            continue
        if known[place] and kinds[place] != "quote":
            kinds[place] = "quote"
            _mark_introduction(lines, kinds, place)
    _free_answers(lines, kinds, known)
    _free_arrows(lines, kinds, known)


def _free_arrows(lines: Sequence[str], kinds: Kinds, known: Sequence[bool]) -> None:
    """Lines behind ``>`` which the client never wrote, and nobody else is said to have written, are own."""
    marked = [place for place, kind in enumerate(kinds) if kind == "quote" and is_quoted(lines[place], False)]
    if "attribution" not in kinds and not any(known[place] for place in marked):
        for place in marked:
            kinds[place] = ""


def _mark_introduction(lines: Sequence[str], kinds: Kinds, place: int) -> None:
    """What stands right above words known to be the client's: an attribution, a speaker, a time."""
    last = above(lines, place)
    while last is not None and not kinds[last]:
        first, sure = attribution(lines, last)
        name, _, stamp = lines[last].rpartition("  ")
        if not sure and not is_stamp(stamp) and not (has_date(lines[last]) and len(lines[last].split()) < 4):
            return
        claim(kinds, first, last + 1, "attribution")
        last = None if name.strip() else above(lines, first)


def _free_answers(lines: Sequence[str], kinds: Kinds, known: Sequence[bool]) -> None:
    """In a tail without marks, unknown lines between known ones are the answers."""
    repeats = [place for place, same in enumerate(known) if same and not is_quoted(lines[place], False)]
    if not repeats:
        return
    stop = next((at for at in range(repeats[-1] + 1, len(lines)) if kinds[at] != "quote"), len(lines))
    for place in range(repeats[0], stop):
        marked = is_quoted(lines[place], False) or chat(lines[place])
        if kinds[place] == "quote" and not known[place] and not marked:
            kinds[place] = ""


def repeated(lines: Sequence[str], incoming: str) -> list[bool]:
    """For each line whether its words, whole and in this order, stand in the incoming message."""
    # One long line without blanks: wrapped anew, a message is still the same.
    whole, pairs = _bare(incoming), _pairs(incoming)
    bare = [_bare(_unnumbered(line)) for line in lines]
    known = [
        len(words) >= _LEAST and not is_closing(line) and (words in whole or _is_near(line, pairs))
        for words, line in zip(bare, lines, strict=True)
    ]
    if not any(known):
        return known
    for order, before in ((range(len(lines)), True), (range(len(lines) - 1, -1, -1), False)):
        last, beside = "", False
        for place in order:
            if bare[place] and not beside and is_closing(lines[place]) and "," not in lines[place].strip(" ,"):
                # Both may end with the same good-bye.
                last = ""
            if not known[place] and last and bare[place]:
                known[place] = (last + bare[place] if before else bare[place] + last) in whole
            if known[place]:
                last = bare[place]
            beside = known[place] if bare[place] else beside
    return known


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold())).replace("ё", "е")


def _unnumbered(line: str) -> str:
    return line.lstrip("-–—*•>| \t0123456789.)(") or line


def _pairs(words: str) -> set[tuple[str, str]]:
    """Neighbouring words."""
    spoken = [_bare(word) for word in words.split()]
    return {(spoken[at], spoken[at + 1]) for at in range(len(spoken) - 1)}


def _is_near(line: str, pairs: set[tuple[str, str]]) -> bool:
    """Whether nearly all of a long enough line is the client's wording, tidied up a little."""
    own = _pairs(_unnumbered(line))
    return len(own) > 3 and len(own & pairs) >= _ALIKE * len(own)
