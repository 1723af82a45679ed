"""What was last copied, as text; the system's own programs do it, found by pyperclip."""

from __future__ import annotations

from .errors import DraftError, ReplyCoachError


def paste() -> str:
    """Raises ``DraftError`` if the clipboard cannot be read, ``ReplyCoachError`` if pyperclip is not installed."""
    try:
        import pyperclip
    except ImportError:
        raise ReplyCoachError("--clipboard needs pyperclip; run pip install 'replycoach[clipboard]'") from None
    try:
        return str(pyperclip.paste())
    except (pyperclip.PyperclipException, OSError):
        raise DraftError(
            "cannot be read; on Linux install wl-clipboard, xclip or xsel, or pipe the text to -"
        ) from None
