"""A sentence in the writer's own words: in their editor if they have one, else in line."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from .speaking import Terminal


def edited(words: str, terminal: Terminal) -> str:
    """Nothing if it is to stay as it is."""
    editor = os.environ.get("EDITOR") or os.environ.get("VISUAL")
    text = _in_editor(editor, words, terminal) if editor else _in_line(words, terminal)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _in_editor(editor: str, words: str, terminal: Terminal) -> str:
    with tempfile.TemporaryDirectory(prefix="replycoach-") as folder:
        path = Path(folder, "sentence.txt")
        path.write_text(words + "\n", encoding="utf-8")
        try:
            code = _waited([*shlex.split(editor), str(path)], terminal)
        except (OSError, ValueError):
            terminal.tell("editor", editor=editor)
            return _in_line(words, terminal)
        if code:
            terminal.tell("unsaved")
            return ""
        return path.read_text(encoding="utf-8", errors="replace")


def _waited(command: list[str], terminal: Terminal) -> int:
    # Ctrl-C is the editor's while it runs; it would inherit an ignored signal, a handler it does not.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, stdin=terminal.keys, stdout=terminal.screen, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def _in_line(words: str, terminal: Terminal) -> str:
    """With the suggestion to start from, where the line can be edited."""
    question = terminal.word("inline")
    if not terminal.plain:
        return terminal.answer(question)
    try:
        import readline
    except ImportError:
        return terminal.answer(question)
    readline.set_startup_hook(lambda: readline.insert_text(words))
    try:
        sys.stdout.flush()
        return input(question)
    finally:
        readline.set_startup_hook(None)
