"""One HTML file to print or to mail: style and images are in it, nothing is fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from ..glue import glued
from ..page import Block, Heading, Items, Page, Paragraph, Part, Picture, Table, parts

_STYLE = """
@page { size: PAPER; margin: 20mm 15mm 20mm 30mm }
body { font: 12pt/1.35 "Liberation Serif", "Times New Roman", serif; color: #000; max-width: 165mm; margin: 2em auto }
@media print { body { margin: 0; max-width: none } }
p { margin: 0 0 .7em } ul, ol { margin: 0 0 .7em; padding-left: 1.6em } li { margin-bottom: .25em }
h1 { font-size: 1em; margin: 1.2em 0 } h2 { font-size: 1em; margin: 1em 0 .4em }
table { border-collapse: collapse; margin: 0 0 .8em }
th, td { border: 1px solid #777; padding: .25em .6em; text-align: left }
.draft { float: right; letter-spacing: .15em; color: #777 } .logo { max-height: 22mm; max-width: 60mm }
.name { font-weight: bold; font-size: 1.1em; margin-bottom: .2em } .details { font-size: .85em; color: #333 }
.date, .reference { margin-top: 1em } .addressee { margin: 1.5em 0 } .salutation { margin: 1.2em 0 }
.closing { margin-top: 1.6em; break-after: avoid } .signature { break-inside: avoid; position: relative }
.executor { font-size: .8em; margin-top: 2em } .sign { max-height: 18mm } .seal { max-height: 38mm; opacity: .9 }
:lang(ru) .addressee { margin-left: 52% } :lang(ru) .salutation { text-align: center }
:lang(ru) .text { text-align: justify; text-indent: 1.25cm }
:lang(ru) .signature { display: flex; justify-content: space-between; align-items: flex-end }
:lang(en) .signature { margin-top: 3.2em }
"""


def render(page: Page) -> bytes:
    style = _STYLE.replace("PAPER", "letter" if page.locale == "en_US" else "A4")
    title = f'<meta charset="utf-8">\n<title>{escape(page.subject)}</title>'
    head = f'<!doctype html>\n<html lang="{page.lang}">\n<head>\n{title}'
    logo = _image(page.sender.logo, "logo") + "\n" if page.sender.logo else ""
    body = "\n".join(line for part in parts(page) for line in _lines(part, page))
    return f"{head}\n<style>{style}</style>\n</head>\n<body>\n{logo}{body}\n</body>\n</html>\n".encode()


def body(page: Page) -> str:
    """The letter as a mail has it: no letterhead and no style of its own."""
    kept = ("salutation", "block", "closing", "attachments")
    lines = [line for part in parts(page) if part.role in kept for line in _lines(part, page)]
    name = "<br>".join(map(escape, filter(None, (page.sender.signer, page.sender.position))))
    return (
        f'<!doctype html>\n<html lang="{page.lang}"><body>\n' + "\n".join(lines) + f"\n<p>{name}</p>\n</body></html>\n"
    )


def _lines(part: Part, page: Page) -> Iterator[str]:
    lines = [_text(line) for line in part.lines if line]
    match part.role:
        case "block":
            assert part.block
            yield from _block(part.block)
        case "subject":
            yield f"<h1>{lines[0]}</h1>"
        case "signature":
            yield from _signature(lines, page)
        case "attachments":
            yield f"<p>{lines[0]}</p>"
            yield f"<ol>{''.join(f'<li>{line}</li>' for line in lines[1:])}</ol>"
        case "date" if page.lang == "ru":
            yield f'<p class="date">{" ".join(lines)}</p>'
        case role:
            yield f'<p class="{role}">{"<br>".join(lines)}</p>'


def _signature(lines: list[str], page: Page) -> Iterator[str]:
    image = _image(page.sender.signature, "sign")
    seal = _image(page.sender.seal, "seal")
    ordered = [lines[0], image, lines[-1]] if page.lang == "ru" and len(lines) > 1 else [image, *lines[::-1]]
    tag = "span" if page.lang == "ru" else "div"
    yield '<div class="signature">' + "".join(f"<{tag}>{line}</{tag}>" for line in ordered) + f"</div>{seal}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(lines):
            yield f'<p class="text">{"<br>".join(map(_text, lines))}</p>'
        case Heading(text):
            yield f"<h2>{_text(text)}</h2>"
        case Items(items, numbered):
            tag = "ol" if numbered else "ul"
            yield f"<{tag}>{''.join(f'<li>{_text(item)}</li>' for item in items)}</{tag}>"
        case Table(head, rows):
            yield f"<table><tr>{''.join(f'<th>{_text(cell)}</th>' for cell in head)}</tr>"
            yield (
                "\n".join(f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>" for row in rows) + "</table>"
            )


def _text(text: str) -> str:
    return escape(glued(text))


def _image(picture: Picture | None, role: str) -> str:
    if picture is None:
        return ""
    kind = "jpeg" if picture.kind == "jpg" else picture.kind
    return f'<img class="{role}" alt="" src="data:image/{kind};base64,{b64encode(picture.content).decode()}">'
