"""A finished letter as writers get it: words in their places, no layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Paragraph(NamedTuple):
    lines: tuple[str, ...]


class Heading(NamedTuple):
    text: str


class Items(NamedTuple):
    items: tuple[str, ...]
    numbered: bool


class Table(NamedTuple):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Heading | Items | Table


class Picture(NamedTuple):
    """An image file's bytes; ``kind`` is png, jpg or svg."""

    content: bytes
    kind: str


class Sender(NamedTuple):
    """The letterhead, and who signs."""

    name: str
    details: tuple[str, ...]
    position: str
    signer: str
    email: str
    place: str
    """``М.П.`` where a seal goes, or nothing."""
    executor: tuple[str, ...] = ()
    logo: Picture | None = None
    signature: Picture | None = None
    seal: Picture | None = None
    letterhead: bytes = b""
    """A DOCX file to write on."""


class Page(NamedTuple):
    """Empty texts and tuples are left out by writers, not shown as empty places."""

    lang: str
    locale: str
    """``ru``, ``en_GB`` or ``en_US``."""
    draft: str
    """The word that stands over a letter that is not final, or nothing."""
    sender: Sender
    day: str
    iso_day: str
    number: str
    """With its sign, as it is printed: ``№ 14-П``, ``Our ref: 14``."""
    reference: str
    addressee: tuple[str, ...]
    email: str
    subject: str
    salutation: str
    blocks: tuple[Block, ...]
    closing: str
    attachments: tuple[str, ...]
    attached: str
    """The word before attachments."""


class Part(NamedTuple):
    """``role`` says what it is, so a writer knows how it looks: ``name``, ``details``, ``date``, ``subject``, …"""

    role: str
    lines: tuple[str, ...]
    block: Block | None = None


def parts(page: Page) -> Iterator[Part]:
    """The letter from top to bottom, in the order its language wants; nothing empty."""
    sender, body = page.sender, [Part("block", (), block) for block in page.blocks]
    attached = Part("attachments", (page.attached, *page.attachments) if page.attachments else ())
    signature = Part("signature", (sender.position, sender.signer) if sender.signer else ())
    subject, salutation = Part("subject", (page.subject,)), Part("salutation", (page.salutation,))
    opening = [subject, salutation] if page.locale != "en_GB" else [salutation, subject]
    closing = [Part("closing", (page.closing,)), signature]
    ending = [attached, *closing] if page.lang == "ru" else [*closing, attached]
    head = [Part("draft", (page.draft,)), Part("name", (sender.name,)), Part("details", sender.details)]
    dates = [Part("date", (page.day, page.number)), Part("reference", (page.reference,))]
    last = [Part("place", (sender.place,)), Part("executor", sender.executor)]
    for part in (*head, *dates, Part("addressee", page.addressee), *opening, *body, *ending, *last):
        if part.block or any(part.lines):
            yield part
