"""What little of a mail's style sheets bears on its text: what is hidden, and which paragraphs stand close."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 1000
"""Characters of a style that are looked at."""

_HIDDEN = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d]))"
)
_FLAT = re.compile(r"(?<![\w-])max-height\s*:\s*0(?![.\d])")
_SIZE = re.compile(r"(?<![\w-])font(?:-size)?\s*:([^;]*)")
_NO_SIZE = re.compile(r"\s*0(?:\.0+)?(?:px|pt|em|rem|%)?(?![.\w])")
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*(?:#([0-9a-f]{6}|[0-9a-f]{3})\b|rgb\(([\d\s,]{5,15})\)|([a-z]+))")
_GREY = frozenset(
    "black white gray grey silver darkgray darkgrey lightgray lightgrey dimgray windowtext inherit".split()
)
_VIVID = 60
"""How far apart red, green and blue are in what one sees as a colour."""
_SPACE = re.compile(r"(?<![\w-])white-space\s*:\s*([\w-]+)")
_MARGIN = re.compile(r"(?<![\w-])margin(-top|-bottom|)\s*:([^;]*)")
_NOTHING = re.compile(r"-?(?:0|0?\.0\d*|0\.0+)(?:px|pt|cm|in|em|rem|mm|%)?$")
_LEFT = re.compile(r"(?<![\w-])margin(?:-left\s*:|\s*:\s*\S+\s+\S+\s+\S+)\s*[1-9]")
_NO_BORDER = re.compile(r"(?<![\w-])border(?:-left)?\s*:\s*(?:none|0|medium none)")
_BAR = re.compile(r"border-left\s*:[^;]*(?:solid|[1-9])")
_RULED = re.compile(r"border-top\s*:[^;]*solid|border-style\s*:\s*solid none none|border-width\s*:\s*1pt medium medium")
_BORDERED = re.compile(r"(?<![\w-])border[\w-]*\s*:[^;]*solid")
_MEDIA = re.compile(r"@[^@{};]*+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)")


class Sheet(NamedTuple):
    """Selectors, as ``p`` or ``.MsoNormal`` in lower case, of what has no margins and what is not shown."""

    close: set[str]
    hidden: set[str]


def add_rules(sheet: Sheet, css: str) -> None:
    """The rules of a ``<style>``, but those for some screens only."""
    for rule in _MEDIA.sub("", css.lower()).split("}"):
        selectors, _, style = rule.rpartition("{")
        style = style[:LONGEST]
        names = {_last(selector) for selector in selectors.split(",")}
        if is_close(style):
            sheet.close.update(names)
        if is_hidden(style):
            sheet.hidden.update(name for name in names if name.startswith("."))


def _last(selector: str) -> str:
    selector = selector.strip().strip("<!->").strip()
    tag, dot, name = selector.partition(".")
    return selector if not dot or " " in selector else "." + name if tag in ("", "p", "div", "span", "td") else ""


def is_hidden(style: str) -> bool:
    return bool(_HIDDEN.search(style) or (_FLAT.search(style) and "overflow" in style))


def is_close(style: str) -> bool:
    """Whether nothing is left free above and below."""
    top = bottom = ""
    for side, value in _MARGIN.findall(style):
        values = value.replace("!important", "").split() or [""]
        top = values[0] if side != "-bottom" else top
        bottom = values[0] if side == "-bottom" else bottom if side else values[2] if len(values) > 2 else values[0]
    return bool(_NOTHING.match(top) and _NOTHING.match(bottom))


def size(style: str) -> bool | None:
    """Whether letters have a size; None if the style does not say."""
    sizes = _SIZE.findall(style)
    return not _NO_SIZE.match(sizes[-1]) if sizes else None


def is_coloured(style: str) -> bool | None:
    """Whether letters are neither black nor white nor grey; None if the style does not say."""
    found = _COLOUR.search(style)
    if not found:
        return None
    figures, parts, name = found.groups()
    if name:
        return name not in _GREY
    if figures:
        pairs = [figures[at : at + 2] for at in (0, 2, 4)] if len(figures) == 6 else [figure * 2 for figure in figures]
        levels = [int(pair, 16) for pair in pairs]
    else:
        levels = [int(part) for part in parts.split(",") if part.strip().isdecimal()] or [0]
    return max(levels) - min(levels) > _VIVID


def keeps_space(style: str) -> bool | None:
    """Whether line breaks and blanks are shown as they stand; None if the style does not say."""
    found = _SPACE.search(style)
    return found[1].startswith(("pre", "break")) if found else None


def is_indent(style: str) -> bool:
    """What "increase indent" writes, no quote."""
    return bool(_LEFT.search(style) and _NO_BORDER.search(style) and not _BAR.search(style))


def is_ruled(style: str) -> bool:
    """A line above, as Outlook draws over the header of what it answers."""
    return bool(_RULED.search(style))


def is_bordered(style: str) -> bool:
    return bool(_BORDERED.search(style))
