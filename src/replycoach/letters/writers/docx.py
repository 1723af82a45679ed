"""DOCX by python-docx, on the sender's own letterhead file; by docxtpl if that file has ``{{ tags }}`` to fill."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ...errors import LetterError
from ..glue import glued
from ..page import Block, Heading, Items, Page, Paragraph, Part, Picture, Table, parts
from . import txt

_FONT = "Times New Roman"
_SEAL_X, _SEAL_Y = 2_400_000, -360_000
"""Of the seal, in EMU (360,000 to the centimetre), from the signature's paragraph."""
_HEAD = ("name", "details")


def render(page: Page) -> bytes:
    try:
        document: Callable[..., Any] = import_module("docx").Document
    except ImportError:
        raise LetterError("DOCX needs python-docx: pip install 'replycoach[docx]'; or write .html") from None
    if page.sender.letterhead and _has_tags(page.sender.letterhead):
        return _filled(page)
    try:
        paper = document(BytesIO(page.sender.letterhead)) if page.sender.letterhead else document()
    except (ValueError, KeyError, BadZipFile) as error:
        raise LetterError(f"letterhead: is no DOCX file: {error}") from None
    _prepared(paper, page)
    if page.sender.logo and not page.sender.letterhead:
        _picture(_paragraph(paper), page.sender.logo, 18)
    for part in parts(page):
        if not (page.sender.letterhead and part.role in _HEAD):
            _write(paper, part, page)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _has_tags(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [
                name for name in archive.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
            ]
            return any(b"{{" in re.sub(rb"<[^>]+>", b"", archive.read(name)) for name in names)
    except BadZipFile:
        raise LetterError("letterhead: is no DOCX file; save it from the word processor as .docx") from None


def _filled(page: Page) -> bytes:
    """The user's file with its tags filled; ``body`` is the letter's text, a paragraph each."""
    docxtpl: Any = import_module("docxtpl")
    sandbox: Any = import_module("jinja2.sandbox").ImmutableSandboxedEnvironment(autoescape=True)
    paper = docxtpl.DocxTemplate(BytesIO(page.sender.letterhead))
    body = [glued(line) for block in page.blocks for line in txt.block(block)]
    said = {
        "date": page.day, "number": page.number, "reference": page.reference, "subject": page.subject,
        "salutation": page.salutation, "closing": page.closing, "position": page.sender.position,
        "signer": page.sender.signer, "draft": page.draft, "executor": ", ".join(page.sender.executor),
        "addressee": docxtpl.Listing("\n".join(filter(None, page.addressee))),
        "attachments": docxtpl.Listing("\n".join(page.attachments)),
        "body": docxtpl.Listing("\a".join(body)),
    }  # fmt: skip
    file = BytesIO()
    paper.render(said, sandbox, autoescape=True)
    paper.save(file)
    return file.getvalue()


def _prepared(paper: Any, page: Page) -> None:
    """An empty body, a serif face in every script, margins for filing unless the letterhead has its own."""
    shared: Any = import_module("docx.shared")
    style = paper.styles["Normal"]
    style.font.name, style.font.size = _FONT, shared.Pt(12)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    qn = import_module("docx.oxml.ns").qn
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    if page.sender.letterhead:
        for child in [child for child in paper.element.body if not child.tag.endswith("sectPr")]:
            paper.element.body.remove(child)
        return
    section = paper.sections[0]
    width, height = (215.9, 279.4) if page.locale == "en_US" else (210, 297)
    section.page_width, section.page_height = shared.Mm(width), shared.Mm(height)
    section.left_margin, section.right_margin = shared.Mm(30), shared.Mm(15)
    section.top_margin = section.bottom_margin = shared.Mm(20)
    paper.core_properties.title, paper.core_properties.author = page.subject, page.sender.signer
    paper.core_properties.comments = ""


def _paragraph(paper: Any, text: str = "", *, after: float = 6, style: str | None = None) -> Any:
    shared: Any = import_module("docx.shared")
    paragraph = paper.add_paragraph(style=_known(paper, style))
    paragraph.paragraph_format.space_after = shared.Pt(after)
    paragraph.paragraph_format.space_before = shared.Pt(0)
    for place, line in enumerate(text.split("\n")):
        run = paragraph.add_run(glued(line))
        if place < text.count("\n"):
            run.add_break()
    return paragraph


def _known(paper: Any, style: str | None) -> str | None:
    return style if style in [one.name for one in paper.styles] else None


def _write(paper: Any, part: Part, page: Page) -> None:
    russian = page.lang == "ru"
    lines = [line for line in part.lines if line]
    shared: Any = import_module("docx.shared")
    match part.role:
        case "block":
            assert part.block
            _block(paper, part.block, russian)
        case "signature":
            _signature(paper, part, page)
        case "attachments":
            _paragraph(
                paper, " ".join(lines) if len(lines) == 2 else lines[0], after=2
            ).paragraph_format.space_before = shared.Pt(12)
            for place, line in enumerate(lines[1:] if len(lines) > 2 else (), 1):
                _paragraph(paper, f"{place}. {line}", after=2)
        case "date" if russian:
            _paragraph(paper, " ".join(lines), after=12).paragraph_format.space_before = shared.Pt(12)
        case role:
            _look(_paragraph(paper, "\n".join(lines), after=12 if role != "name" else 0), role, russian)


def _look(paragraph: Any, role: str, russian: bool) -> None:
    shared: Any = import_module("docx.shared")
    layout, font = paragraph.paragraph_format, [run.font for run in paragraph.runs]
    if role in ("name", "subject", "draft"):
        for one in font:
            one.bold = True
    if role in ("details", "executor"):
        for one in font:
            one.size = shared.Pt(9.5)
    if role == "addressee" and russian:
        layout.left_indent = shared.Mm(85)
    if role == "draft":
        layout.alignment = 2
    if role == "salutation" and russian:
        layout.alignment = 1
    if role == "closing":
        layout.space_before, layout.keep_with_next = shared.Pt(12), True


def _block(paper: Any, block: Block, russian: bool) -> None:
    shared: Any = import_module("docx.shared")
    match block:
        case Paragraph(lines):
            paragraph = _paragraph(paper, "\n".join(lines))
            if russian:
                paragraph.paragraph_format.first_line_indent = shared.Mm(12.5)
                paragraph.paragraph_format.alignment = 3
        case Heading(text):
            paragraph = _paragraph(paper, text, after=3)
            paragraph.runs[0].bold = True
            paragraph.paragraph_format.keep_with_next = True
        case Items(items, numbered):
            for place, item in enumerate(items, 1):
                _item(_paragraph(paper, f"{f'{place}.' if numbered else '–'}\t{item}", after=3))
        case Table(head, rows):
            table = paper.add_table(0, len(head), _known(paper, "Table Grid"))
            for row in (head, *rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = glued(text)
                    cell.paragraphs[0].runs[0].bold = row is head
            _paragraph(paper, after=4)


def _item(paragraph: Any) -> None:
    """A hanging indent: a letterhead need not know a list style."""
    shared: Any = import_module("docx.shared")
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = shared.Mm(10), shared.Mm(-6)
    layout.tab_stops.add_tab_stop(shared.Mm(10))


def _signature(paper: Any, part: Part, page: Page) -> None:
    shared: Any = import_module("docx.shared")
    position, name = part.lines[0], part.lines[-1]
    sender = page.sender
    paragraph = _paragraph(paper, after=6)
    paragraph.paragraph_format.keep_together = True
    if page.lang == "ru":
        width = paper.sections[-1].page_width - paper.sections[-1].left_margin - paper.sections[-1].right_margin
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, 2)
        paragraph.add_run(glued(position) + ("   " if sender.signature else ""))
        _picture(paragraph, sender.signature, 14)
        paragraph.add_run(f"\t{glued(name)}")
        paragraph.paragraph_format.space_before = shared.Pt(0 if sender.signature else 18)
    else:
        paragraph.paragraph_format.space_before = shared.Pt(6 if sender.signature else 36)
        _picture(paragraph, sender.signature, 14)
        paragraph.add_run("\n".join(filter(None, ("" if not sender.signature else " ", name, position))).strip())
    if sender.seal:
        _float(paragraph, sender.seal, 36)


def _float(paragraph: Any, picture: Picture, height: int) -> None:
    """An image that lies behind the text and moves nothing, a third of the column from the left."""
    _picture(paragraph, picture, height)
    oxml: Any = import_module("docx.oxml")
    inline = paragraph.runs[-1]._r.find(".//" + import_module("docx.oxml.ns").qn("wp:inline"))
    namespace = import_module("docx.oxml.ns").nsdecls("wp")
    anchor = oxml.parse_xml(
        f'<wp:anchor {namespace} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        f'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{_SEAL_X}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{_SEAL_Y}</wp:posOffset></wp:positionV></wp:anchor>'
    )
    extent, *rest = list(inline)
    anchor.append(extent)
    anchor.append(oxml.parse_xml(f"<wp:wrapNone {namespace}/>"))
    for child in rest:
        if not child.tag.endswith("effectExtent"):
            anchor.append(child)
    inline.getparent().replace(inline, anchor)


def _picture(paragraph: Any, picture: Picture | None, height: int) -> None:
    if picture:
        shared: Any = import_module("docx.shared")
        paragraph.add_run().add_picture(BytesIO(picture.content), height=shared.Mm(height))
