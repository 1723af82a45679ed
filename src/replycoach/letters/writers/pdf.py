"""PDF by typst: no system libraries, the same bytes on every run, PDF/A-2b for the archive."""

from __future__ import annotations

import json
import os
from calendar import timegm
from datetime import date
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any

from ...errors import LetterError
from ..glue import glued
from ..page import Block, Heading, Items, Page, Paragraph, Table, parts

LAYOUT = os.path.join(os.path.dirname(__file__), "letter.typ")


def render(page: Page) -> bytes:
    return typeset(page, standard="a-2b")


def typeset(page: Page, **options: Any) -> bytes:
    """Compiles in a folder of its own, out of which typst can read nothing. Raises ``LetterError``."""
    try:
        typst: Any = import_module("typst")
    except ImportError:
        raise LetterError("PDF needs typst: pip install 'replycoach[pdf]'; or write .html and print that") from None
    with TemporaryDirectory(prefix="replycoach-") as folder:
        data = _data(page, folder)
        with (
            open(LAYOUT, encoding="utf-8") as source,
            open(os.path.join(folder, "letter.typ"), "w", encoding="utf-8") as copy,
        ):
            copy.write(source.read())
        stamp = timegm(date.fromisoformat(page.iso_day).timetuple())
        options = {"pdf_standards": options.pop("standard"), "timestamp": stamp} if "standard" in options else options
        try:
            return bytes(
                typst.compile(
                    os.path.join(folder, "letter.typ"),
                    root=folder,
                    font_paths=typst.Fonts(include_system_fonts=False),
                    sys_inputs={"data": json.dumps(data)},
                    **options,
                )
            )
        except typst.TypstError as error:
            raise LetterError(f"typst cannot set this letter: {error}") from None


def _data(page: Page, folder: str) -> dict[str, Any]:
    """The letter as JSON; images become files of the folder."""
    sender = page.sender
    images = {}
    for name in ("logo", "signature", "seal"):
        if picture := getattr(sender, name):
            images[name] = f"{name}.{picture.kind}"
            with open(os.path.join(folder, images[name]), "wb") as file:
                file.write(picture.content)
    found = [
        {"role": part.role, "lines": [_set(line) for line in part.lines], **_block(part.block)} for part in parts(page)
    ]
    return {
        "lang": page.lang,
        "locale": page.locale,
        "title": page.subject,
        "author": sender.signer,
        "parts": found,
        **images,
    }


def _set(line: str) -> str:
    return glued(line, short_words=True)


def _block(block: Block | None) -> dict[str, Any]:
    match block:
        case Paragraph(lines):
            return {"kind": "text", "lines": [_set(line) for line in lines]}
        case Heading(text):
            return {"kind": "heading", "lines": [_set(text)]}
        case Items(items, numbered):
            return {"kind": "numbers" if numbered else "items", "lines": [_set(item) for item in items]}
        case Table(head, rows):
            return {
                "kind": "table",
                "columns": len(head),
                "lines": [_set(cell) for row in (head, *rows) for cell in row],
            }
    return {}
