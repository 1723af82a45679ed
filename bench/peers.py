"""Other tools a writer may have installed, and how each reads a file."""

from __future__ import annotations

import re
import subprocess
from shutil import which
from typing import NamedTuple


class Peer(NamedTuple):
    """``arguments`` go before the draft's name, ``version`` prints which one it is."""

    program: str
    lang: str
    arguments: tuple[str, ...]
    version: str

    @property
    def command(self) -> list[str] | None:
        """None if it is not installed."""
        place = which(self.program)
        return [place, *self.arguments] if place else None

    @property
    def name(self) -> str:
        said = subprocess.run([self.program, self.version], capture_output=True, text=True, check=False).stdout
        # Hunspell first says which Ispell it stands for.
        found = re.findall(r"\d+(?:\.\d+)+", said.partition("\n")[0])
        return f"{self.program} {found[-1]}" if found else self.program


PEERS = (
    Peer("proselint", "en", ("check",), "version"),
    Peer("write-good", "en", (), "--version"),
    Peer("hunspell", "en", ("-l", "-d", "en_US"), "-v"),
    Peer("hunspell", "ru", ("-l", "-i", "utf-8", "-d", "ru_RU"), "-v"),
)
