"""What the reader's terminal can do and which language the reader speaks."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

WIDEST, NARROWEST = 100, 24
LANGUAGE = "REPLYCOACH_LANG"
"""The variable that names the reader's language, whatever the locale."""

_HIDDEN = dict.fromkeys([*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
_HIDDEN[9] = _HIDDEN[10] = _HIDDEN[13] = " "
_HIDDEN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Style:
    """How to write: ``reader``'s language (None: each draft's own), ``width`` in columns, ``colour`` or not."""

    __slots__ = ("colour", "reader", "width")

    def __init__(self, reader: str | None = None, width: int = 80, colour: bool = False) -> None:
        self.reader, self.width, self.colour = reader, width, colour


def style(stream: TextIO, environ: Mapping[str, str], reader: str | None = None) -> Style:
    """``reader`` is the reader's language if that is settled; else the locale tells it."""
    return Style(reader or language(environ), _width(stream, environ), _colour(stream, environ))


def language(environ: Mapping[str, str]) -> str | None:
    """``ru`` or ``en`` by ``REPLYCOACH_LANG``, or by the locale; None if that says neither."""
    for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name)
        if value:
            code = value[:2].lower()
            return code if code in ("ru", "en") else None
    return None


def harmless(words: str) -> str:
    """On one line, with nothing in it a terminal would obey."""
    return words.translate(_HIDDEN)


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and columns.isascii() and len(columns) < 5 else 0
    if not width:
        try:
            width = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError, AttributeError):
            width = 80
    return max(NARROWEST, min(width or 80, WIDEST))


def _colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb" or sys.platform == "win32":
        return False
    try:
        return stream.isatty()
    except ValueError:
        return False
