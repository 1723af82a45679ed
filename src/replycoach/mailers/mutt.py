"""Mutt: ``$sendmail`` is split at blanks without quoting, so no word may hold one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

COMMENT, INSTEAD = "#", ""
BLANKS = False
"""Whether a word of the command may hold a blank."""


def files() -> list[str]:
    home = os.path.expanduser("~")
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    return [
        os.path.join(home, ".muttrc"),
        os.path.join(home, ".mutt", "muttrc"),
        os.path.join(config, "mutt", "muttrc"),
    ]


def lines(command: list[str]) -> list[str]:
    """With ``$smtp_url`` set, mutt never asks ``$sendmail``; with another ``$sendmail_wait``, it does not wait."""
    return [f'set sendmail="{" ".join(command)}"', "set sendmail_wait=0", "unset smtp_url"]


def transport(settings: str) -> list[str]:
    return (_last("sendmail", settings) or "").split()


def traps(settings: str) -> Iterator[str]:
    if (_last("sendmail_wait", settings) or "0") != "0":
        yield "sendmail-wait"
    if _last("smtp_url", settings):
        yield "smtp-url"


def _last(name: str, settings: str) -> str | None:
    """The value a variable has in the end; None if nobody sets it."""
    pattern = rf"""(?m)^\s*(?:(?:un)?set)\s+(?:\w+=\S+\s+)*{name}\b(?:\s*=\s*("[^"]*"|'[^']*'|\S+))?"""
    found = list(re.finditer(pattern, settings))
    return (found[-1].group(1) or "").strip("\"'") if found else None
