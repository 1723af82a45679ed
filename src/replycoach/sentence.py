"""One sentence as tokens: parallel lists that patterns are matched on."""

from __future__ import annotations

from bisect import bisect, bisect_left

from . import alphabet
from .lexicon import NOTHING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .automaton import Automaton, Part
    from .document import Document
    from .model import Span

WORD, PAUSE, STOP = range(3)
"""Levels: gaps count words, may cross pauses if told so, and never cross stops."""

_TRANSPARENT = frozenset(b'."*_`~\xab\xbb\x84\x93\x94\n ')
_STOPS = frozenset(b";:!?\x85")
_LEVELS = bytes(WORD if code in _TRANSPARENT else STOP if code in _STOPS else PAUSE for code in range(256))
_EDGE = frozenset(b"'-")
_ZERO, _NINE = 0x30, 0x39
_INSIDE_NUMBER = frozenset(b":.,/")


class Sentence:
    """Token ``i`` is ``begins[i]:ends[i]`` of the text; a contraction gives several tokens of one span."""

    __slots__ = ("automaton", "begins", "ends", "levels", "parts", "sets", "span")

    def __init__(self, document: Document, span: Span, automaton: Automaton) -> None:
        self.span, self.automaton = span, automaton
        self.parts: list[Part] = []
        self.levels: list[int] = []
        self.begins: list[int] = []
        self.ends: list[int] = []
        self._fill(document, automaton)
        self.sets = [part[1] for part in self.parts]

    def tokens_at(self, place: int) -> range:
        """The tokens a place of the text is in: several if it is a contraction."""
        begins = self.begins
        last = bisect(begins, place)
        first = bisect_left(begins, begins[last - 1]) if last else 0
        return range(first, last)

    def form(self, at: int) -> bytes:
        return self.parts[at][0]

    def _fill(self, document: Document, automaton: Automaton) -> None:
        folded, parts_of, stop = document.folded, automaton.words, self.span[1]
        place = read = self.span[0]
        for word in document.words[place:stop].split(b" "):
            if word and place >= read:
                first = word[0]
                if _ZERO <= first <= _NINE:
                    number = _number(folded, place, stop)
                    read = place + len(number)
                    self._add((automaton.part(number, _shapes(number, automaton)),), place, read)
                elif first in _EDGE or word[-1] in _EDGE:
                    self._trimmed(word, parts_of[word], place)
                else:
                    self._add(parts_of[word], place, place + len(word))
            place += len(word)
            if read <= place < stop:
                level = _LEVELS[folded[place]]
                if level:
                    self._mark(folded[place : place + 1], level, place)
            place += 1

    def _trimmed(self, word: bytes, parts: tuple[Part, ...], place: int) -> None:
        """A word with hyphens or apostrophes at its edges, which are no part of it."""
        if not parts:
            self._mark(bytes([alphabet.DASH]), PAUSE, place)
            return
        end = place + len(word.rstrip(b"'-"))
        self._add(parts, place + len(word) - len(word.lstrip(b"'-")), end)

    def _add(self, parts: tuple[Part, ...], begin: int, end: int) -> None:
        for part in parts:
            self.parts.append(part)
            self.levels.append(WORD)
            self.begins.append(begin)
            self.ends.append(end)

    def _mark(self, mark: bytes, level: int, place: int) -> None:
        self.parts.append((mark, *NOTHING[1:]))
        self.levels.append(level)
        self.begins.append(place)
        self.ends.append(place + 1)


def _number(folded: bytes, place: int, stop: int) -> bytes:
    """A token that starts with a digit, with what stands inside it: 18:00, 15.05.2026, 2-3, 6pm."""
    end = place
    while end < stop:
        code = folded[end]
        inside = code in _INSIDE_NUMBER and folded[end + 1 : end + 2].isdigit()
        if not inside and code not in alphabet.WORD_BYTES:
            break
        end += 1
    return folded[place:end].rstrip(b"-'")


def _shapes(number: bytes, automaton: Automaton) -> tuple[int, ...]:
    shapes = automaton.shapes
    found = shapes["number"]
    if _is_time(number):
        found += shapes["time"]
    if _is_date(number):
        found += shapes["date"]
    return found


def _is_time(number: bytes) -> bool:
    if number[-2:] in (b"am", b"pm"):
        return True
    hours, _, minutes = number.replace(b".", b":").replace(b"-", b":").partition(b":")
    return hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(hours[:3]) < 25 and int(minutes) < 60


def _is_date(number: bytes) -> bool:
    pieces = number.replace(b"/", b".").replace(b"-", b".").split(b".")
    if len(pieces) not in (2, 3) or not all(piece.isdigit() and len(piece) < 5 for piece in pieces):
        return False
    first, second = int(pieces[0]), int(pieces[1])
    return (0 < first < 32 and 0 < second < 13) or (0 < first < 13 and 0 < second < 32) or first > 1900
