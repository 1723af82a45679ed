"""aerc: ``outgoing`` of an account; the program's words are quoted as in a shell. It shows no reasons: ``hook why``."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator

COMMENT, INSTEAD = "#", r"[ \t]*outgoing[ \t]*="
BLANKS = True
TIP = {
    "ru": "Причин отказа aerc не показывает. Чтобы открыть их клавишей w, впишите в binds.conf под [compose::review]:",
    "en": "aerc shows no reasons. To have them on the key w, put into binds.conf below [compose::review]:",
}
TIP_LINE = "w = :term sh -c 'replycoach hook why | less'<Enter>"


def files() -> list[str]:
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return [os.path.join(config, "aerc", "accounts.conf")]


def lines(command: list[str]) -> list[str]:
    return [f"outgoing = {shlex.join(command)}"]


def transport(settings: str) -> list[str]:
    """Nothing if the account speaks SMTP itself: then it takes a program such as msmtp first."""
    found = re.findall(rf"(?m)^{INSTEAD}[ \t]*(.*)$", settings)
    return shlex.split(found[0]) if found and "://" not in found[0] else []


def traps(settings: str) -> Iterator[str]:
    found = re.findall(rf"(?m)^{INSTEAD}[ \t]*(.*)$", settings)
    if len(found) > 1:
        yield "several-accounts"
    if any("://" in value for value in found):
        yield "speaks-smtp"
