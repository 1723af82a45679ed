"""alot: ``sendmail_command`` of an account; it may stand only once, and shows standard error."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator

COMMENT, INSTEAD = "#", r"[ \t]*sendmail_command[ \t]*="
BLANKS = True


def files() -> list[str]:
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return [os.path.join(config, "alot", "config")]


def lines(command: list[str]) -> list[str]:
    return [f"        sendmail_command = {shlex.join(command)}"]


def transport(settings: str) -> list[str]:
    found = re.findall(rf"(?m)^{INSTEAD}[ \t]*(.*)$", settings)
    return shlex.split(found[0].strip("\"'")) if found else []


def traps(settings: str) -> Iterator[str]:
    if len(re.findall(rf"(?m)^{INSTEAD}", settings)) > 1:
        yield "several-accounts"
