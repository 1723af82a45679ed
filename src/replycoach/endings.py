"""Tells by its ending whether a Russian word is of a grammatical class; needs no dictionary."""

from __future__ import annotations

FILE = __file__[: __file__.rindex("endings")] + "endings-ru.txt"
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя-"
LONGEST = 40

_lines: dict[str, bytes] = {}
_endings: dict[str, frozenset[str]] = {}


def names() -> tuple[str, ...]:
    """The classes the data file has, such as ``VERB,past``."""
    return tuple(_lines or _read())


def matches(name: str, word: str) -> bool:
    """Whether the word, lower case with ё as е, is of the class."""
    known = endings(name)
    if len(word) > LONGEST or word.strip(LETTERS):
        return False
    # «посмотрите-ка» is judged without its particle.
    word = word.removesuffix("-ка").removesuffix("-то")
    word = word[word.rfind("-") + 1 :]
    odd = "^" + word in known
    for start in range(len(word)):
        if word[start:] in known:
            odd = not odd
    return odd


def endings(name: str) -> frozenset[str]:
    """The endings at which a word's being of the class turns; a whole word has ``^`` before it."""
    if name not in _endings:
        line = (_lines or _read()).get(name)
        if line is None:
            raise ValueError(f"unknown class [{name}]; known are " + " ".join(f"[{known}]" for known in names()))
        _endings[name] = frozenset(line.decode().split(" "))
    return _endings[name]


def _read() -> dict[str, bytes]:
    with open(FILE, "rb") as file:
        parts = [line.rstrip().partition(b"\t") for line in file]
    _lines.update({name.decode()[1:-1]: endings for name, _, endings in parts})
    return _lines
