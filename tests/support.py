"""What several tests need: playbooks of a few lines, words in [[marks]], and the program run as a program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from replycoach.automaton import Automaton
from replycoach.compiler import compile_playbook
from replycoach.document import analyse
from replycoach.engine import Result, run
from replycoach.message import read as read_message
from replycoach.model import Span
from replycoach.playbook import overlay, read

Yaml = dict[str, Any]
ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "replycoach"
SHIPPED = ROOT / "playbooks" / "upset-client"
KEY = bytes(32)
SEND = "Здравствуйте, Анна! Исправлю форму сегодня к 18:00 и пришлю ссылку.\n"
HOLD = "Hello Anna, xyzzy it is.\n"


def page(*patterns: str, **keys: Any) -> Yaml:
    """What a rule says in one language."""
    texts = {"message": "Heard.", "why": "Because.", "source": "A test", "rewrite": "Better."}
    return {**texts, "patterns": list(patterns), "bad": ["[[bad]]"], "good": ["good"], **keys}


def flag(*patterns: str, **keys: Any) -> Yaml:
    """A rule that flags the patterns, in the language they are in."""
    lang = "ru" if any("а" <= letter <= "я" for letter in "".join(patterns).lower()) else "en"
    return rule("flag", page(*patterns), lang=lang, **keys)


def rule(kind: str, words: Yaml, *, lang: str = "en", **keys: Any) -> Yaml:
    """A rule of any kind in one language; ``keys`` with an underscore are written with a hyphen."""
    head = {"kind": kind, "category": "anger", "severity": "warning", "principle": "calm"}
    words = words if kind in ("flag", "detector") else {key: words[key] for key in words if key != "patterns"}
    return {**head, "only": lang, "reason": "a test", lang: words, **keys}


def detector(*patterns: str, **keys: Any) -> Yaml:
    lang = "ru" if any("а" <= letter <= "я" for letter in "".join(patterns).lower()) else "en"
    return {"kind": "detector", "only": lang, "reason": "a test", lang: page(*patterns), **keys}


def write(folder: Path, files: Mapping[str, Yaml]) -> Path:
    """A playbook's folder; JSON is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder


def compiled(folder: Path, files: Mapping[str, Yaml], *overlays: Path) -> Automaton:
    playbook = read(write(folder, files))
    for own in overlays:
        playbook = overlay(playbook, read(own))
    playbook = replace(playbook, hold=playbook.hold or "error >= 1 or warning >= 2")
    return Automaton(compile_playbook(playbook, KEY))


def with_shipped_masks(folder: Path, files: Mapping[str, Yaml]) -> Automaton:
    """Own rules below the shipped masks and word classes."""
    write(folder, files)
    for name in ("playbook.yaml", "words.yaml"):
        (folder / name).write_bytes((SHIPPED / name).read_bytes())
    return Automaton(compile_playbook(replace(read(folder), facts=()), KEY))


def checked(
    automaton: Automaton,
    draft: str,
    incoming: str = "",
    facts: Mapping[str, str] | None = None,
    lang: str = "en",
    reader: str = "",
) -> Result:
    """What the engine says of a draft."""
    asked = analyse(read_message(incoming)) if incoming else None
    document = analyse(read_message(draft))
    return run(automaton, document, incoming=asked, facts=facts or {}, lang=lang, reader=reader or lang)


def marks(draft: str) -> str:
    """A draft without its [[marks]]."""
    return draft.replace("[[", "").replace("]]", "")


def marked(draft: str, spans: Iterable[Span]) -> str:
    """A draft with [[marks]] around what was found; an empty [[]] where something is missing."""
    for start, stop in sorted(spans, reverse=True):
        draft = f"{draft[:start]}[[{draft[start:stop]}]]{draft[stop:]}"
    return draft


def found(automaton: Automaton, draft: str, **case: Any) -> str:
    """The draft with [[marks]] where any rule speaks."""
    return marked(draft, [finding.span for finding in checked(automaton, draft, **case).findings])


class Done(NamedTuple):
    """What a finished program left behind."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, **changes}


def program(
    arguments: Sequence[str], stdin: bytes = b"", cwd: Path | None = None, environ: Mapping[str, str] | None = None
) -> Done:
    """Run Python with ``arguments``."""
    done = subprocess.run(
        [sys.executable, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**(environ or {})),
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def replycoach(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None, environ: Mapping[str, str] | None = None
) -> Done:
    """Run the command line as a user does."""
    return program(["-m", "replycoach", *arguments], stdin, cwd, environ)
