"""Draws the READMEs' terminal pictures from real runs: ``python tools/picture.py``."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {
    "docs/check.svg": "check examples/draft-en.txt",
    "docs/check.ru.svg": "check examples/draft-ru.txt",
    "docs/rewrite.svg": "rewrite --diff --to examples/client-en.txt examples/draft-en.txt",
    "docs/rewrite.ru.svg": "rewrite --diff --to examples/client-ru.txt examples/draft-ru.txt",
}
_WIDTH = 80
# Rich asks the network for a font; whoever opens the picture has a monospaced one.
_CELL = 12.2
_INDENTED = re.compile(r'x="([\d.]+)"( y="[\d.]+" )textLength="([\d.]+)"([^>]*)>((?:&#160;)+)(?=[^&<])')
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def draw(name: str) -> str:
    """A terminal in which the command has just been run."""
    command = f"replycoach {PICTURES[name]}"
    return drawn(f"$ {command}\n{shown(command.split()[1:])}\n", _WIDTH, Path(name).stem)


def drawn(screen: str, width: int, name: str, title: str = "replycoach") -> str:
    """A terminal that shows what stands in ``screen``, ANSI's sequences obeyed."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen))
    svg = console.export_svg(title=title, unique_id=name.replace(".", "-"))
    return _INDENTED.sub(_moved, _FONT_FACE.sub("", svg))


def _moved(text: re.Match[str]) -> str:
    """Blanks at the beginning, which not every viewer keeps, made part of the place."""
    x, between, length, rest, blanks = text.groups()
    width = _CELL * blanks.count(";")
    return f'x="{float(x) + width:g}"{between}textLength="{float(length) - width:g}"{rest}>'


def shown(arguments: list[str]) -> str:
    """What a person at a colour terminal gets to see."""
    environ = {"TERM": "xterm-256color", "COLUMNS": str(_WIDTH), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    # Of a checkout that is not installed.
    environ |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    above, below = pty.openpty()
    command = [sys.executable, "-m", "replycoach", *arguments]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdin=below, stdout=below, stderr=below):
        os.close(below)
        # A terminal ends lines with CR LF; Rich takes what stands before a CR for overwritten.
        return b"".join(iter(lambda: _read(above), b"")).decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux's way to say that the other side has closed.
        return b""


if __name__ == "__main__":
    for picture in PICTURES:
        (ROOT / picture).write_text(draw(picture), "utf-8")
