"""HTML as a run of tags and text. Any input at all is read, in linear time, and what is no tag is text.

The parser of the standard library raises on ``<![x>`` and takes quadratic time on unclosed comments and quotes.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:_-]*+)(?=[\s/>])((?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)(>?)""")
_ATTRIBUTE = re.compile(r"""([^\s=/<>"']++)\s*+(?:=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
# Elements whose content is not for the reader, up to the end tag.
_UNREAD = "iframe math noembed noframes object script select style svg template title xml".split()
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE) for name in _UNREAD}


class Token(NamedTuple):
    """``kind`` is ``text``, ``start``, ``end`` or ``unread``; ``name`` in lower case.

    ``text`` is the text with its references resolved, the attributes as written, or what stands unread.
    """

    kind: str
    name: str
    text: str


def tokens(html: str) -> Iterator[Token]:
    """All of a page but comments, declarations and processing instructions."""
    place, absent = 0, set[str]()
    while place < len(html):
        start = html.find("<", place)
        if start != place:
            start = len(html) if start < 0 else start
            yield Token("text", "", resolved(html[place:start]))
            place = start
        elif html.startswith(("<!", "<?"), place):
            place = _behind_comment(html, place, absent)
        else:
            token, place = _tag(html, place, absent)
            if token.kind == "start" and token.name in _ENDS and token.name not in absent:
                token, place = _unread(html, token, place, absent)
            yield token


def attributes(text: str) -> dict[str, str]:
    """Names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), resolved(value.strip("\"'")))
    return found


def resolved(text: str) -> str:
    """With its character references resolved."""
    if "&" not in text:
        return text
    # Python refuses to make a number of thousands of digits.
    return unescape(_LONG_NUMBER.sub("\ufffd", text) if "&#" in text else text)


def _tag(html: str, place: int, absent: set[str]) -> tuple[Token, int]:
    """The tag at a place; if there is none, the bracket as text."""
    found = _TAG.match(html, place)
    if found is None:
        behind = _behind(">", html, place, absent) if html.startswith("</", place) else 0
        return Token("text", "", "" if behind else "<"), behind or place + 1
    slash, name, text, closed = found.groups()
    if not closed and text.strip() and "=" not in text:
        return Token("text", "", "<"), place + 1
    return Token("end" if slash else "start", name.lower(), text), found.end()


def _unread(html: str, token: Token, place: int, absent: set[str]) -> tuple[Token, int]:
    """All up to the end tag; if there is none, the start tag alone, lest the letter be lost."""
    end = _ENDS[token.name].search(html, place)
    if end:
        return Token("unread", token.name, html[place : end.start()]), end.end()
    absent.add(token.name)
    return token, place


def _behind_comment(html: str, place: int, absent: set[str]) -> int:
    behind = _behind("-->", html, place + 2, absent) if html.startswith("<!--", place) else 0
    return behind or _behind(">", html, place, absent) or place + 2


def _behind(mark: str, html: str, place: int, absent: set[str]) -> int:
    """The place behind the next mark, 0 if there is none; that is looked for but once."""
    found = -1 if mark in absent else html.find(mark, place)
    if found < 0:
        absent.add(mark)
        return 0
    return found + len(mark)
