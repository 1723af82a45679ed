"""One letter's template: what it asks for, what to think of before sending, and its words.

A file opens with YAML between two ``---`` lines; below them stands the body, a small part of Jinja (``filling``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .. import paths
from ..errors import LetterError
from ..fields import Fields, nearest
from ..yamlfile import LARGEST, Map, Seq, loads
from .kinds import KINDS, SCALARS, clean

LANGS = ("ru", "en")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,40}")
_RULE = re.compile(r"^---[ \t]*\r?\n", re.M)

Given = str | list[str] | list[dict[str, str]]
"""A value as it is written: text, texts, or rows of texts by column."""


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    label: str
    optional: bool


@dataclass(frozen=True)
class Field:
    """``label`` names a blank, ``prompt`` is the question, ``example`` an answer."""

    name: str
    kind: str
    label: str
    prompt: str
    example: Given
    optional: bool
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Template:
    """``facts`` are those a check of this letter goes by, ``needs`` what it takes of ``to`` and ``sender``."""

    type: str
    lang: str
    title: str
    purpose: str
    subject: str
    facts: Mapping[str, str]
    needs: tuple[str, ...]
    checklist: tuple[str, ...]
    never: tuple[str, ...]
    fields: tuple[Field, ...]
    body: str
    body_line: int
    file: str


def folders() -> list[str]:
    """Where letters are: the user's own, then the shipped ones."""
    return [os.path.join(paths.config(), "templates", "letters"), os.path.join(paths.bundled("templates"), "letters")]


def types(lang: str) -> list[str]:
    """All letters there are in a language, by name."""
    found: set[str] = set()
    for folder in folders():
        try:
            names = os.listdir(os.path.join(folder, lang))
        except OSError:
            continue
        found |= {name[:-3] for name in names if name.endswith(".j2") and _NAME.fullmatch(name[:-3])}
    return sorted(found)


def find(type: str, lang: str) -> Template:
    """The letter of that type; the user's own goes before the shipped one."""
    for folder in folders() if _NAME.fullmatch(type) else ():
        path = os.path.join(folder, lang, f"{type}.j2")
        if os.path.isfile(path):
            return read(path)
    known = types(lang)
    raise LetterError(f"no letter `{type}`{nearest(type, known)}; `replycoach letter --list` names all {len(known)}")


def read(path: str) -> Template:
    """The template in a file. Raises ``PlaybookError`` with file and line."""
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise LetterError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}; check the name") from None
    return parse(content, path)


def parse(content: bytes, path: str) -> Template:
    """``path`` is the name errors give; its last two parts say language and type unless the file does."""
    source = clean(content.decode("utf-8-sig", errors="replace"))
    rules = list(_RULE.finditer(source))
    if len(rules) < 2 or rules[0].start() != 0:
        raise LetterError(f"{path}:1: must open with its fields between two lines of ---")
    head, body = source[rules[0].end() : rules[1].start()], source[rules[1].end() :]
    # A blank line in place of the first rule keeps the lines' numbers.
    front = Fields(loads(b"\n" + head.encode(), path), path)
    template = _template(front, body, source[: rules[1].end()].count("\n"), path)
    front.done()
    return template


def _template(front: Fields, body: str, body_line: int, path: str) -> Template:
    folder, name = os.path.split(os.path.abspath(path))
    return Template(
        type=front.text("type", name.removesuffix(".j2")),
        lang=front.choice("lang", LANGS, os.path.basename(folder)),
        title=front.text("title"),
        purpose=front.text("purpose"),
        subject=front.text("subject"),
        facts=_facts(front),
        needs=tuple(front.texts("needs")),
        checklist=tuple(front.texts("checklist")),
        never=tuple(front.texts("never")),
        fields=_fields(front),
        body=body,
        body_line=body_line,
        file=path,
    )


def _facts(front: Fields) -> dict[str, str]:
    facts = front.map("facts")
    return {str(name): facts.text(name) for name in facts.node} if facts else {}


def _fields(front: Fields) -> tuple[Field, ...]:
    fields = front.map("fields")
    if fields is None:
        return ()
    return tuple(_field(name, one) for name in fields.node if (one := fields.map(name)))


def _field(name: str, one: Fields) -> Field:
    if not _IDENTIFIER.fullmatch(name):
        one.refuse(f"field `{name}` must be small Latin letters, digits and _")
    kind = one.choice("kind", KINDS, "text")
    field = Field(
        name=str(name),
        kind=kind,
        label=one.text("label"),
        prompt=one.text("prompt"),
        example=_example(one),
        optional=one.choice("optional", ("yes", "no"), "no") == "yes",
        choices=tuple(one.texts("choices")),
        columns=_columns(one),
    )
    if bool(field.choices) != (kind == "choice") or bool(field.columns) != (kind == "rows"):
        one.refuse("`choices` go with `kind: choice`, and `columns` with `kind: rows`")
    one.done()
    return field


def _columns(one: Fields) -> tuple[Column, ...]:
    columns = one.map("columns")
    if columns is None:
        return ()
    found = []
    for name in columns.node:
        cell = columns.map(name)
        assert cell is not None
        optional = cell.choice("optional", ("yes", "no"), "no") == "yes"
        kind = cell.choice("kind", tuple(SCALARS), "text")
        found.append(Column(str(name), kind, cell.text("label"), optional))
        cell.done()
    return tuple(found)


def _example(one: Fields) -> Given:
    value = one.get("example")
    if value is None:
        one.refuse("key `example` is missing; add one that could stand in a letter")
    if isinstance(value, Seq):
        rows = [{str(key): str(cell) for key, cell in row.items()} for row in value if isinstance(row, Map)]
        return rows or [str(item) for item in value]
    return str(value)
