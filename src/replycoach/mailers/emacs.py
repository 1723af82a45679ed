"""Emacs' message-mode, in which Gnus, mu4e and notmuch write mail too."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

COMMENT, INSTEAD = ";;", ""
BLANKS = True


def files() -> list[str]:
    home = os.path.expanduser("~")
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    return [
        os.path.join(home, ".emacs"),
        os.path.join(home, ".emacs.d", "init.el"),
        os.path.join(config, "emacs", "init.el"),
    ]


def lines(command: list[str]) -> list[str]:
    # Emacs' own -oi comes before these words, where the transport does not see it; without, a lone dot ends a mail.
    words = " ".join(map(_quoted, [*command[1:], "-oi"]))
    return [
        "(setq message-send-mail-function 'message-send-mail-with-sendmail",
        "      message-interactive t",
        f"      sendmail-program {_quoted(command[0])}",
        f"      message-sendmail-extra-arguments '({words}))",
    ]


def transport(settings: str) -> list[str]:
    found = re.findall(r'sendmail-program\s+"([^"]+)"', settings)
    return found[-1:]


def traps(settings: str) -> Iterator[str]:
    after = settings.rpartition("<<< replycoach <<<")[2]
    if "smtpmail-send-it" in after:
        yield "speaks-smtp"


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
