"""Words of a text looked up once and remembered: what an automaton knows of each, as a scan needs it."""

from __future__ import annotations

from .contractions import expand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .automaton import Automaton, Part

SHAPES = ("number", "time", "date")
"""What a token that starts with a digit can be; a shape stands among the words as ``#number``."""
ALONE = 0
"""The number of the word set every sentence has: it is empty."""
LONGEST_WORD, _MOST_WORDS = 40, 100_000
_NO_SETS: frozenset[int] = frozenset()
_COMBINING = b"\x02"
NOTHING: Part = (b"", _NO_SETS, {}, {}, (0, 0))
"""A token that no pattern knows."""


class Words(dict[bytes, "tuple[Part, ...]"]):
    """A word as split from text to its parts, remembered; bounded, so a book cannot fill memory."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton

    def __missing__(self, word: bytes) -> tuple[Part, ...]:
        if len(self) > _MOST_WORDS:
            self.clear()
        # A stress mark must not hide the word it stands in.
        stripped = word.replace(_COMBINING, b"").strip(b"'-")
        if not stripped or len(stripped) > LONGEST_WORD:
            parts: tuple[Part, ...] = ((stripped, *NOTHING[1:]),) if stripped else ()
        else:
            parts = tuple(self._automaton.part(form) for form in expand(stripped))
        self[word] = parts
        return parts


class Sets(dict[bytes, "frozenset[int]"]):
    """A word as split from text to all the word sets it is in."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton

    def __missing__(self, word: bytes) -> frozenset[int]:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = found = _NO_SETS.union(*(part[1] for part in self._automaton.parts(word)))
        return found


class Near(dict[bytes, "frozenset[int]"]):
    """A word as split from text to the companions of flags it can be."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._below = automaton.meta["companions"]

    def __missing__(self, word: bytes) -> frozenset[int]:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = frozenset(number for number in self._automaton.sets[word] if number < self._below)
        self[word] = found
        return found


class Hot(dict[bytes, "Wanted | None"]):
    """A word as split from text to what flags want of it."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton

    def __missing__(self, word: bytes) -> Wanted | None:
        if len(self) > _MOST_WORDS:
            self.clear()
        parts = self._automaton.parts(word)
        found = Wanted(parts, self._automaton) if any(part[2] for part in parts) else None
        self[word] = found
        return found


class Wanted:
    """Flags' ``patterns`` by the companion that must stand at most so many words ``before`` or ``behind``.

    ``alone``: some need none; ``double``: a contraction, in which the companion may stand too.
    """

    __slots__ = ("_automaton", "_needs", "alone", "before", "behind", "double", "lacks", "patterns")

    def __init__(self, parts: tuple[Part, ...], automaton: Automaton) -> None:
        self.patterns: dict[int, list[int]] = {}
        for part in parts:
            for companion, numbers in part[2].items():
                self.patterns.setdefault(companion, []).extend(numbers)
        self.lacks = frozenset(self.patterns).isdisjoint
        self.alone = ALONE in self.patterns
        self.double = len(parts) > 1
        self.before = max(part[4][0] for part in parts)
        self.behind = max(part[4][1] for part in parts)
        self._automaton = automaton
        self._needs: dict[int, tuple[tuple[int, Any], ...]] = {}

    def needs(self, companion: int) -> tuple[tuple[int, Any], ...]:
        """Patterns with that companion, each with all it needs: word sets and how far behind (negative: before)."""
        found = self._needs.get(companion)
        if found is None:
            needs = self._automaton.needs
            found = self._needs[companion] = tuple((each, needs(each)) for each in self.patterns[companion])
        return found
