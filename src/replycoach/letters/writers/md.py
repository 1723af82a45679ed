"""Markdown: what the letter says is escaped, its parts are headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..page import Block, Heading, Items, Page, Paragraph, Part, Table, parts

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def render(page: Page) -> bytes:
    return ("\n\n".join("\n".join(_lines(part, page)) for part in parts(page)).replace("\u00a0", " ") + "\n").encode()


def _lines(part: Part, page: Page) -> Iterator[str]:
    lines = [_escaped(line) for line in part.lines if line]
    match part.role:
        case "block":
            assert part.block
            yield from _block(part.block)
        case "name" | "draft":
            yield f"**{lines[0]}**"
        case "subject":
            yield f"# {lines[0]}"
        case "signature":
            yield "  \n".join(lines if page.lang == "ru" else lines[::-1])
        case "attachments":
            yield lines[0] + "\n"
            yield from (f"{place}. {line}" for place, line in enumerate(lines[1:], 1))
        case _:
            yield "  \n".join(lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(lines):
            yield "  \n".join(_opening(_escaped(line)) for line in lines)
        case Heading(text):
            yield f"## {_escaped(text)}"
        case Items(items, numbered):
            for place, item in enumerate(items, 1):
                yield f"{place}. {_escaped(item)}" if numbered else f"- {_escaped(item)}"
        case Table(head, rows):
            yield f"| {' | '.join(map(_escaped, head))} |"
            yield f"|{' --- |' * len(head)}"
            yield from (f"| {' | '.join(map(_escaped, row))} |" for row in rows)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _opening(line: str) -> str:
    """A paragraph that opens like a list is still a paragraph."""
    return re.sub(r"^(\d+)([.)])(?= )", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", line))
