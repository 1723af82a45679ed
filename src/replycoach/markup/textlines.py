"""Lines of plain text as they grow out of a page: blank lines, quote marks, the signature's line, Outlook's rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..blocks.attribution import SURE, attribution, headers
from ..blocks.signature import is_closing, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULE = "_" * 32
BREAK = "* * *"
SIGNATURE = "-- "  # RFC 3676, section 4.3
_DEEPEST = 20
_COLOURS = (
    " blue",
    " red",
    " green",
    "colour",
    " color",
    "purple",
    "orange",
    "синим",
    "красным",
    "зелён",
    "зелен",
    "цвет",
)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SHOWN: dict[int, str | None] = {0xA0: " "} | dict.fromkeys(
    map(ord, "\0\u00ad\u034f\u180e\u200b\u200c\u200e\u200f\u2060\u2061\u2062\u2063\ufeff")
)


class Line:
    """One line at a depth of quotes.

    ``kind`` is ``text``, ``kept`` (in a ``<pre>``), ``rule`` (over an older mail), ``doubt`` (a rule if a mail's header
    follows), ``break`` (so too, else a break in the text) or ``signature`` (its first line, if ``text`` is set).
    """

    __slots__ = ("coloured", "depth", "kind", "text")

    def __init__(self, kind: str, depth: int, text: str = "", coloured: bool = False) -> None:
        self.kind, self.depth, self.text, self.coloured = kind, depth, text, coloured

    def __str__(self) -> str:
        marks = ">" * min(self.depth, _DEEPEST)
        return f"{marks} {self.text}" if marks and self.text else marks + self.text


class Lines:
    """Takes text and line ends in the order of the page; ``depth`` is the depth of quotes of what comes next."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self.depth = 0
        self.filled = 0
        self._parts: list[str] = []
        self._kept = False
        self._coloured = True
        self._marker = ""

    def add(self, text: str, coloured: bool = False) -> None:
        """Text in which line breaks and runs of blanks are but blanks."""
        self._coloured = self._coloured and (coloured or text.isspace())
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and (not self._parts or self._parts[-1].endswith(" ")):
            text = text[1:]
        if text:
            self._parts.append(text)

    def add_kept(self, text: str) -> None:
        """Text that is shown as it stands."""
        first, *others = text.split("\n")
        self._kept = self._kept or not self._parts
        self._parts.append(first)
        for line in others:
            self.end("kept")
            self._kept = True
            self._parts.append(line)

    def mark(self, marker: str) -> None:
        """The bullet or number that the next text begins with, whatever line that is on."""
        self._marker = marker.translate(_SHOWN)

    def end(self, kind: str = "text") -> None:
        """Ends the line, be it blank."""
        text = "".join(self._parts).translate(_SHOWN)
        if kind == "text" and not self._kept:
            text = SIGNATURE if text.lstrip() == SIGNATURE else text.strip()
        if text and not text.isspace():
            text, self._marker = self._marker + text, ""
            self.filled += 1
        self.done.append(Line(kind, self.depth, text if text == SIGNATURE else text.rstrip(), self._coloured))
        self._clear()

    def _clear(self) -> None:
        self._parts.clear()
        self._kept, self._coloured = False, True

    def end_block(self, kind: str = "text") -> None:
        """Ends the line if it has begun."""
        if self._parts:
            if any(part.strip(" \t\n") for part in self._parts):
                self.end(kind)
            self._clear()

    def blank(self) -> None:
        """Ends a paragraph."""
        self.end_block()
        if not self.done or self.done[-1].text or self.done[-1].kind != "text":
            self.done.append(Line("text", self.depth))

    def add_line(self, kind: str, text: str = "") -> Line:
        self.end_block()
        self.done.append(Line(kind, self.depth, text))
        return self.done[-1]

    def is_introduced(self) -> bool:
        """Whether the last words say whose come next."""
        return _introduces([line for line in self.done[-8:] if line.text])

    def text(self) -> str:
        """All of it, without blank lines at either end."""
        self.end_block()
        _lift(self.done)
        _rule(self.done)
        lines = [line for line in self.done if line.text or line.kind in ("text", "kept")]
        return "\n".join(map(str, _spaced(list(_signed(lines)))))


def _introduces(lines: Sequence[Line]) -> bool:
    return bool(lines) and attribution([line.text for line in lines[-4:]], len(lines[-4:]) - 1)[1] > 0


def _lift(lines: Sequence[Line]) -> None:
    """An attribution that stands inside its quote, as Mail.ru has it, is no part of it."""
    full = [line for line in lines if line.text]
    for place, line in enumerate(full):
        above = full[place - 1].depth if place else 0
        if line.depth <= above or _introduces(full[max(0, place - 4) : place]):
            continue
        run = [each for each in full[place : place + 3] if each.depth == line.depth]
        words = [each.text for each in run]
        last = max((at for at in range(len(run)) if attribution(words, at) == (0, SURE)), default=-1)
        for each in run[: last + 1]:
            each.depth -= 1


def _rule(lines: Sequence[Line]) -> None:
    """One rule above an older mail, and breaks elsewhere between words.

    Below Outlook's rule all is older, so marks of quotes there would only tell some of it from the rest.
    """
    last, older = BREAK, False
    for place, line in enumerate(lines):
        if line.kind in ("rule", "doubt", "break"):
            below = [each.text for each in lines[place + 1 : place + 24] if each.text]
            line.text = _drawn(line, below, last)
            older = older or (line.kind != "break" and not line.depth and RULE in (line.text, last))
        if older:
            line.depth, line.text = 0, "" if line.kind == "signature" else line.text
        last = line.text or last
    _answer(lines)


def _answer(lines: Sequence[Line]) -> None:
    """Outlook's people answer in colour inside the older mail and say so: then what is not coloured is a quote."""
    texts = [line.text for line in lines]
    if RULE not in texts:
        return
    rule = texts.index(RULE)
    if not any(word in " ".join(texts[:rule]).lower() for word in _COLOURS):
        return
    below = [line for line in lines[rule + 1 :] if line.text]
    below = below[headers([line.text for line in below[:24]], 0)[0] :]
    if any(line.coloured for line in below):
        for line in below:
            line.depth = not line.coloured


def _drawn(line: Line, below: Sequence[str], last: str) -> str:
    if not below or last == RULE:
        return ""
    if line.kind == "rule" or headers(below, 0)[0]:
        return RULE
    return BREAK if line.kind == "break" and last != BREAK else ""


def _signed(lines: Sequence[Line]) -> Iterator[Line]:
    """A signature has one first line: its own if it brings one."""
    above: Line | None = None
    begins = parting = False
    for line in lines:
        if line.kind == "signature":
            begins = not line.depth
            continue
        if begins and line.text and (is_closing(line.text) or (parting and is_name(line.text))):
            # A good-bye kept with the contacts is a good-bye all the same.
            parting = not parting
        elif begins and line.text:
            begins = False
            own = next((each for each in (line, above) if each and each.text.strip() == "--"), None)
            if own:
                own.text = SIGNATURE
            elif not line.depth:
                yield Line("text", 0, SIGNATURE)
        yield line
        above = line if line.text else above


def _spaced(lines: Sequence[Line]) -> Iterator[Line]:
    """One blank line where there are several, none below an attribution; those in a ``<pre>`` stay."""
    above: list[Line] = []
    blank = kept = 0
    for line in lines:
        if not line.text:
            blank, kept = blank + 1, kept + (line.kind == "kept")
            continue
        if above and (blank or line.text == RULE) and not _adjoins(above, line):
            yield from [Line("text", min(above[-1].depth, line.depth))] * max(1, kept)
        yield line
        above, blank, kept = [*above[-3:], line], 0, 0


def _adjoins(above: Sequence[Line], line: Line) -> bool:
    return above[-1].text in (SIGNATURE, RULE) or (line.depth > above[-1].depth and _introduces(above))
