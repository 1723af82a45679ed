"""Tries one pattern at one token of a sentence: forward and backward from the pattern's anchor."""

from __future__ import annotations

from .sentence import STOP, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .sentence import Sentence

_WORDS, _MARK, _CLASS = range(3)
_OPTIONAL, _NEGATED = 1, 2
_regexes: dict[str, Any] = {}


def match(record: list[Any], sentence: Sentence, at: int) -> tuple[int, int, dict[str, int]] | None:
    """First token, token behind the last, captured tokens by name; ``at`` is the anchor's token."""
    anchor, starts, closing, atoms = record[2], record[4], record[5], record[9]
    captures: dict[str, int] = {}
    end = _ahead(sentence, atoms, anchor + 1, at + 1, closing, captures)
    if end < 0:
        return None
    first = _behind(sentence, atoms, anchor - 1, at - 1, atoms[anchor][3], atoms[anchor][4], starts, captures)
    if first < 0:
        return None
    if atoms[anchor][5]:
        captures[atoms[anchor][5]] = at
    return first, end, captures


def _ahead(
    sentence: Sentence, atoms: list[Any], number: int, at: int, closing: list[Any], captures: dict[str, int]
) -> int:
    """Match atoms from ``number`` on at token ``at``; the token behind the last one, or -1."""
    if number == len(atoms):
        return at if not closing or _at_end(sentence, at, *closing) else -1
    atom = atoms[number]
    levels, words, crosses, place = sentence.levels, atom[3], atom[4], at
    while place < len(levels):
        if _fits(sentence, atom, place):
            end = _ahead(sentence, atoms, number + 1, place + 1, closing, captures)
            if end >= 0:
                if atom[5]:
                    captures[atom[5]] = place
                return end
        if levels[place] == WORD:
            words -= 1
        if words < 0 or (levels[place] != WORD and (levels[place] == STOP or not crosses)):
            break
        place += 1
    if atom[2] & _OPTIONAL:
        return _ahead(sentence, atoms, number + 1, at, closing, captures)
    return -1


def _behind(
    sentence: Sentence,
    atoms: list[Any],
    number: int,
    at: int,
    words: int,
    crosses: bool,
    starts: bool,
    captures: dict[str, int],
) -> int:
    """Match atoms down to 0, the last at token ``at`` or before; the first token matched, or -1.

    ``words`` and ``crosses`` are the gap in front of the atom to the right.
    """
    if number < 0:
        return at + 1 if not starts or _at_start(sentence, at, words, crosses) else -1
    atom = atoms[number]
    levels, left, place = sentence.levels, words, at
    while place >= 0:
        if _fits(sentence, atom, place):
            first = _behind(sentence, atoms, number - 1, place - 1, atom[3], atom[4], starts, captures)
            if first >= 0:
                if atom[5]:
                    captures[atom[5]] = place
                return first
        if levels[place] == WORD:
            left -= 1
        if left < 0 or (levels[place] != WORD and (levels[place] == STOP or not crosses)):
            break
        place -= 1
    if atom[2] & _OPTIONAL:
        return _behind(sentence, atoms, number - 1, at, words, crosses, starts, captures)
    return -1


def _at_end(sentence: Sentence, at: int, words: int, crosses: bool) -> bool:
    for level in sentence.levels[at:]:
        if level == STOP:
            return True
        if level == WORD:
            words -= 1
            if words < 0:
                return False
        elif not crosses:
            return False
    return True


def _at_start(sentence: Sentence, at: int, words: int, crosses: bool) -> bool:
    """Leading marks and the number of a list item do not count."""
    levels = sentence.levels
    first = 0
    while first <= at and (levels[first] != WORD or (first == 0 and sentence.form(0).isdigit())):
        first += 1
    for level in levels[first : at + 1]:
        if level == WORD:
            words -= 1
            if words < 0:
                return False
        elif level == STOP or not crosses:
            return False
    return True


def _fits(sentence: Sentence, atom: list[Any], place: int) -> bool:
    kind, argument, flags = atom[0], atom[1], atom[2]
    if kind == _WORDS:
        fits = argument in sentence.sets[place]
    elif kind == _MARK:
        return sentence.form(place)[0] == argument and sentence.levels[place] != WORD
    elif sentence.levels[place] != WORD:
        return False
    elif kind == _CLASS:
        fits = sentence.automaton.is_of(argument, sentence.form(place))
    else:
        fits = _regex_fits(argument, sentence.form(place).decode("cp1251", "replace"))
    if flags & _NEGATED:
        return not fits and sentence.levels[place] == WORD
    return fits


def _regex_fits(source: str, word: str) -> bool:
    pattern = _regexes.get(source)
    if pattern is None:
        import re

        pattern = _regexes[source] = re.compile(source)
    return len(word) <= 64 and pattern.fullmatch(word) is not None
