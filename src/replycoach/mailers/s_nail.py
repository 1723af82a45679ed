"""s-nail: without ``sendwait`` it does not wait, and a refusal is lost."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator

COMMENT, INSTEAD = "#", ""
BLANKS = True


def files() -> list[str]:
    return [os.environ.get("MAILRC") or os.path.join(os.path.expanduser("~"), ".mailrc")]


def lines(command: list[str]) -> list[str]:
    # Its own options would come before our words, so the one that matters stands among the transport's.
    words = shlex.join([*command[1:], "-i"]).replace("\\", "\\\\").replace('"', '\\"')
    mta = f"set mta={shlex.quote(command[0])}"
    return [mta, f'set mta-arguments="{words}"', "set mta-no-default-arguments sendwait"]


def transport(settings: str) -> list[str]:
    """Nothing if it speaks SMTP itself."""
    found = re.findall(r"(?m)^\s*set\s+(?:\S+\s+)*?mta=(\S+)", settings)
    return [found[-1].strip("\"'")] if found and "://" not in found[-1] else []


def traps(settings: str) -> Iterator[str]:
    if not re.search(r"(?m)^\s*set\b.*\bsendwait\b", settings):
        yield "sendwait"
    if re.search(r"(?m)^\s*set\s+.*mta=['\"]?\w+://", settings):
        yield "speaks-smtp"
