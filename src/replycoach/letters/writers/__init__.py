"""One module a format, named after what ``--out`` ends in: ``render(page) -> bytes``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ..page import Page

NAMES = ("txt", "md", "html", "docx", "pdf", "eml")


def write(page: Page, name: str) -> bytes:
    """The page as a file of that format. Raises ``LetterError`` if a library it takes is not installed."""
    return cast(bytes, import_module(f".{name}", __name__).render(page))
