"""Reads a reply to an upset client the way that client will: ``check(draft)`` gives a ``Report``."""

from __future__ import annotations

from .errors import DraftError, PlaybookError, ReplyCoachError
from .model import Block, Finding, Message, Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coach import check

__version__ = "0.1.0"
__all__ = ["Block", "DraftError", "Finding", "Message", "PlaybookError", "ReplyCoachError", "Report", "check"]


def __getattr__(name: str) -> object:
    # The engine is loaded by whoever asks for it: not by --help, not by completion.
    if name == "check":
        from .coach import check

        return check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
