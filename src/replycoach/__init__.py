"""Reads a reply to an upset client the way that client will: ``check(draft)`` gives a ``Report``,
``rewrite(draft)`` a new draft."""

from __future__ import annotations

from .errors import DraftError, PlaybookError, ReplyCoachError
from .model import Block, Finding, Message, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coach import check
    from .rewriting.entry import rewrite

__version__ = "0.1.0"
__all__ = [
    "Block",
    "DraftError",
    "Finding",
    "Message",
    "PlaybookError",
    "ReplyCoachError",
    "Report",
    "check",
    "rewrite",
]


def __getattr__(name: str) -> object:
    # The engine is loaded by whoever asks for it: not by --help, not by completion.
    if name == "check":
        from .coach import check

        return check
    if name == "rewrite":
        from .rewriting.entry import rewrite

        return rewrite
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
