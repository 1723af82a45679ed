"""Plain text of 72 columns, as it would come out of a typewriter."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..page import Block, Heading, Items, Page, Paragraph, Part, Table, parts

WIDTH, HALF = 72, 36


def render(page: Page) -> bytes:
    return text(page).encode()


def text(page: Page) -> str:
    """The whole letter; parts stand between empty lines."""
    return "\n\n".join("\n".join(_lines(part, page)) for part in parts(page)).replace("\u00a0", " ") + "\n"


def body(page: Page) -> str:
    """The letter as a mail has it: no letterhead, and its paragraphs unbroken."""
    kept = ("salutation", "block", "closing", "signature", "attachments")
    chosen = [part for part in parts(page) if part.role in kept]
    return "\n\n".join("\n".join(_unbroken(part)) for part in chosen).replace("\u00a0", " ") + "\n"


def _lines(part: Part, page: Page) -> Iterator[str]:
    russian = page.lang == "ru"
    match part.role:
        case "block":
            assert part.block
            yield from (line for whole in block(part.block) for line in _wrapped(whole))
        case "addressee":
            indent = HALF if russian else 0
            for line in filter(None, part.lines):
                yield from textwrap.wrap(line, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent)
        case "salutation" if russian:
            yield part.lines[0].center(WIDTH).rstrip()
        case "date" if russian:
            yield " ".join(filter(None, part.lines))
        case "signature" if russian and part.lines[0]:
            yield f"{part.lines[0]:<{HALF}}{' ' * 6}{part.lines[1]}"
        case "signature" if not russian:
            yield from filter(None, reversed(part.lines))
        case "attachments":
            yield from _attachments(part.lines)
        case _:
            for line in filter(None, part.lines):
                yield from _wrapped(line)


def _unbroken(part: Part) -> Iterator[str]:
    if part.block:
        yield from block(part.block)
    elif part.role == "signature":
        yield from filter(None, reversed(part.lines))
    elif part.role == "attachments":
        yield from _attachments(part.lines)
    else:
        yield from filter(None, part.lines)


def _attachments(lines: tuple[str, ...]) -> Iterator[str]:
    if len(lines) == 2:
        yield from _wrapped(" ".join(lines))
        return
    yield lines[0]
    for place, line in enumerate(lines[1:], 1):
        yield from _wrapped(f"{place}. {line}")


def block(block: Block) -> Iterator[str]:
    """Lines of any length, as Markdown writes lists."""
    match block:
        case Paragraph(lines):
            yield from lines
        case Heading(text):
            yield text
        case Items(items, numbered):
            for place, item in enumerate(items, 1):
                yield f"{place}. {item}" if numbered else f"- {item}"
        case Table(head, rows):
            widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
            for row in (head, *rows):
                yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _wrapped(line: str) -> Iterator[str]:
    mark = line.partition(" ")[0]
    hang = len(mark) + 1 if mark == "-" or (mark.endswith(".") and mark[:-1].isdigit()) else 0
    if "  " in line:
        yield line
        return
    yield from textwrap.wrap(
        line, WIDTH, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    ) or [""]
