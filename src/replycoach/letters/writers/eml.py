"""A mail draft: opens in a mail program ready to send; the letter in text and HTML, and as a PDF if typst is there."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from importlib.util import find_spec

from ...errors import LetterError
from ..page import Page
from . import html, txt


def render(page: Page) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = page.subject
    if page.email:
        mail["To"] = _address(page.email, "to.email")
    if page.sender.email:
        mail["From"] = _address(page.sender.email, "email", page.sender.signer)
    # Outlook opens a mail with this header for writing.
    mail["X-Unsent"] = "1"
    mail.set_content(txt.body(page))
    mail.add_alternative(html.body(page), subtype="html")
    if find_spec("typst"):
        from . import pdf

        mail.add_attachment(pdf.render(page), maintype="application", subtype="pdf", filename=f"{_file(page)}.pdf")
    return bytes(mail)


def _address(email: str, key: str, name: str = "") -> Address:
    user, _, domain = email.rpartition("@")
    try:
        # A domain that is not ASCII would be written as an encoded word, which no server takes.
        return Address(name, user, domain.encode("idna").decode())
    except (ValueError, IndexError, UnicodeError):
        raise LetterError(f"{key}: {email} is no mail address") from None


def _file(page: Page) -> str:
    return re.sub(r"[^\w-]+", " ", page.subject).strip()[:60].strip() or "letter"
