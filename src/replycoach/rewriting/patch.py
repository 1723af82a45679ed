"""Two versions of a file as a unified diff, which ``patch`` can apply; on a terminal with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, diff_bytes, unified_diff

from ..terminal import harmless

_LINES = re.compile(rb"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)
_NO_NEWLINE = b"\n\\ No newline at end of file\n"
_ALIKE, _LEAST = 0.5, 3
"""Share of words in common from which on the others are marked, and how many in a row (blanks too) are in common."""
_RED, _GREEN, _BLUE, _OFF = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"
_STRONG, _PLAIN = "\x1b[7m", "\x1b[27m"


def render(name: str, before: bytes, after: bytes, codec: str, colour: bool) -> bytes:
    """``codec`` is that of both; in colour it is for a terminal, and not for ``patch``."""
    # A tab ends a name with blanks in it.
    title = harmless(name).encode() + (b"\t" if " " in name else b"")
    lines = diff_bytes(unified_diff, _LINES.findall(before), _LINES.findall(after), title, title)
    patch = [line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines]
    if not colour:
        return b"".join(patch)
    head, body = patch[:2], b"".join(patch[2:]).decode(codec, "replace")
    return b"".join(head) + ("\n".join(_painted(body.removesuffix("\n").split("\n"))) + "\n").encode()


def _painted(lines: Sequence[str]) -> Iterator[str]:
    taken: list[str] = []
    added: list[str] = []
    for line in [*lines, ""]:
        if line[:1] == "-" and not added:
            taken.append(line[1:])
        elif line[:1] == "+":
            added.append(line[1:])
        else:
            yield from _marked(taken, added)
            taken, added = [line[1:]] if line[:1] == "-" else [], []
            if line and not taken:
                yield _BLUE + harmless(line) + _OFF if line[0] == "@" else harmless(line)


def _marked(taken: Sequence[str], added: Sequence[str]) -> Iterator[str]:
    """Lines that went and lines that came; where they are alike, the words that differ stand out."""
    old, new = (_WORDS.findall("\n".join(lines)) for lines in (taken, added))
    found = SequenceMatcher(None, old, new, autojunk=False)
    same = [block for block in found.get_matching_blocks() if block.size >= _LEAST]
    alike = sum(block.size for block in same) >= _ALIKE * max(len(old), len(new))
    spans = ([(each.a, each.a + each.size) for each in same], [(each.b, each.b + each.size) for each in same])
    for words, kept, mark, colour in ((old, spans[0], "-", _RED), (new, spans[1], "+", _GREEN)):
        if words:
            text = _strong(words, kept) if alike else harmless_lines("".join(words))
            yield from (f"{colour}{mark}{line}{_OFF}" for line in text.split("\n"))


def _strong(words: Sequence[str], same: Sequence[tuple[int, int]]) -> str:
    pieces: list[str] = []
    last = 0
    for start, stop in [*same, (len(words), len(words))]:
        differs = harmless_lines("".join(words[last:start]))
        marked = "\n".join(f"{_STRONG}{line}{_PLAIN}" if line else "" for line in differs.split("\n"))
        pieces += [marked, harmless_lines("".join(words[start:stop]))]
        last = stop
    return "".join(pieces)


def harmless_lines(text: str) -> str:
    return "\n".join(map(harmless, text.split("\n")))
