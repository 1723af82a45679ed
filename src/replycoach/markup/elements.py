"""What a start tag says about the text in it: the names and styles that mail programs write."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import styles

if TYPE_CHECKING:
    from collections.abc import Mapping

CELLS = frozenset("td th".split())
TABULAR = CELLS | frozenset("table tbody tfoot thead tr".split())
_SPACED = frozenset("blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre ul".split())
_CLOSABLE = frozenset("blockquote p pre".split())
BLOCKS = TABULAR | _SPACED
BLOCKS |= frozenset(
    "address article aside body caption center dd details div dt fieldset figcaption footer form header html legend"
    " li main nav section summary".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OLDER_MAIL = frozenset("appendonsend mail-editor-reference-message-container".split())
_LONGEST_EMOJI = 10


class Start(NamedTuple):
    """A start tag: attributes, ``names`` (classes and id, in lower case) and ``style``, in lower case too."""

    name: str
    given: Mapping[str, str]
    names: frozenset[str]
    style: str


def start(name: str, given: Mapping[str, str]) -> Start:
    if not given:
        return Start(name, given, frozenset(), "")
    names = f"{given.get('class', '')} {given.get('id', '')}".lower().split()
    style = given.get("style", "")[: styles.LONGEST].lower()
    return Start(name, given, frozenset(map(_unmarked, names)), style)


def _unmarked(name: str) -> str:
    """Outlook on the web puts ``x_`` before each name in what it quotes, again in each reply."""
    while name.startswith("x_"):
        name = name[2:]
    return name


def is_hidden(tag: Start, sheet: styles.Sheet) -> bool:
    return "hidden" in tag.given or styles.is_hidden(tag.style) or any("." + name in sheet.hidden for name in tag.names)


def is_spaced(tag: Start, sheet: styles.Sheet) -> bool:
    """Whether a blank line parts it from what stands around it."""
    if tag.name not in _CLOSABLE:
        return tag.name in _SPACED
    close = tag.name in sheet.close or any("." + name in sheet.close or name.startswith("mso") for name in tag.names)
    return not close and not styles.is_close(tag.style)


def may_be_quote(tag: Start) -> bool:
    return tag.name == "blockquote" or "yahoo_quoted" in tag.names


def is_indent(tag: Start) -> bool:
    """A ``<blockquote>`` that only shifts the writer's own words."""
    cited = "cite" in tag.given or tag.given.get("type", "").lower() == "cite" or "gmail_quote" in tag.names
    indents = "webkit-indent-blockquote" in tag.names or styles.is_indent(tag.style)
    return tag.name == "blockquote" and indents and not cited


def is_signature(tag: Start) -> bool:
    return (
        tag.given.get("data-smartmail") == "gmail_signature"
        or "data-signature-widget" in tag.given
        or any(name.endswith("signature") or name.startswith("protonmail_signature_block") for name in tag.names)
    )


def above_older_mail(tag: Start) -> str:
    """The kind of line that goes above an Outlook reply's header, empty if this is none; see ``textlines.Line``."""
    if not tag.names.isdisjoint(("divrplyfwdmsg", "stopspelling")):
        return "rule"
    if tag.name == "hr":
        return "break"
    ruled = tag.name in ("div", "td") and styles.is_ruled(tag.style)
    return "doubt" if ruled or not _OLDER_MAIL.isdisjoint(tag.names) else ""


def emoji(tag: Start) -> str:
    """The character an image stands for; pictures have no text."""
    text = tag.given.get("alt", "").strip()
    return "" if len(text) > _LONGEST_EMOJI or text.isascii() or any(map(str.isalnum, text)) else text


def is_layout(tag: Start) -> bool:
    return tag.given.get("role", "") in ("presentation", "none")


def has_figures(tag: Start) -> bool:
    """Whether a table, or a cell of it, is drawn with lines or headed."""
    return tag.given.get("border", "0") not in ("", "0") or tag.name == "th" or (
        tag.name == "td" and styles.is_bordered(tag.style)
    )  # fmt: skip


def first_number(tag: Start) -> int:
    value = tag.given.get("start", "1")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 1
