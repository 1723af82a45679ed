"""NeoMutt: mutt's variables in files of its own, or in mutt's if it has none."""

from __future__ import annotations

import os

from . import mutt
from .mutt import BLANKS, COMMENT, INSTEAD, lines, transport, traps

__all__ = ["BLANKS", "COMMENT", "INSTEAD", "files", "lines", "transport", "traps"]


def files() -> list[str]:
    home = os.path.expanduser("~")
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    own = [
        os.path.join(config, "neomutt", "neomuttrc"),
        os.path.join(home, ".neomutt", "neomuttrc"),
        os.path.join(home, ".neomuttrc"),
    ]
    shared = [place for place in mutt.files() if os.path.exists(place)]
    return own if any(map(os.path.exists, own)) else [*shared, own[-1]]
