"""One settings file to rows; every mistake named with its line. Knows no other source of settings."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator

from . import formats
from .coach import HOLD_ON, LANGS, LEVELS
from .errors import PlaybookError, SettingsError
from .facts import FAULTS
from .fields import Fields, nearest
from .yamlfile import LARGEST, Map, Node, Seq, Text, loads

Row = tuple[str, str, str, int]
"""A key, the folder or the rule it is about (else nothing), the value (of ``ignore`` the reason), the line."""

CHOICES = {
    "lang": LANGS,
    "ui-lang": LANGS,
    "format": formats.names(),
    "hold-on": tuple(HOLD_ON),
    "fault": FAULTS,
    "contract": ("yes", "no"),
    "on-error": ("refuse", "pass"),
}
LONGEST_COOLDOWN = 60
"""Minutes."""
_ESCAPED = frozenset([*map(chr, range(32)), "\x85", "\u2028", "\u2029"])
"""What YAML makes of a Windows path in double quotes: of ``\\t``, ``\\n``, ``\\N``, ``\\L``, ``\\P`` and their like."""


def read(path: str, shown: str) -> list[Row]:
    """What a file settles; ``shown`` is its name in errors. Raises ``SettingsError``."""
    try:
        fields = Fields(loads(_content(path, shown), shown, or_nothing=True), shown)
        return list(_rows(fields, os.path.dirname(os.path.abspath(path))))
    except PlaybookError as error:
        raise SettingsError(str(error)) from None


def _content(path: str, shown: str) -> bytes:
    """The file's bytes, never more than may be and one."""
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        remedy = "check its permissions" if isinstance(error, PermissionError) else "check the name"
        raise SettingsError(f"{shown}: cannot be read: {cause}; {remedy}") from None


def _rows(fields: Fields, base: str) -> Iterator[Row]:
    _expect_keys(fields)
    for key, choices in CHOICES.items():
        if key in fields.node:
            yield key, "", fields.choice(key, choices), fields.line(key)
    yield from _mail(fields)
    for folder in fields.texts("playbooks"):
        yield "playbooks", _folder(fields, folder, base), "", folder.line
    told: set[str] = set()
    for row in (*_ignored(fields), *_levels(fields)):
        _, rule, _, line = row
        if rule in told:
            fields.refuse(f"rule `{rule}` stands twice; keep one", line)
        told.add(rule)
        yield row


def _expect_keys(fields: Fields) -> None:
    known = (*CHOICES, "playbooks", "ignore", "levels", "cooldown", "transport")
    for name in fields.node:
        if name not in known:
            remedy = nearest(name, known) or f"; the keys are {', '.join(known)}"
            fields.refuse(f"unknown key `{name}`{remedy}", name.line)


def _mail(fields: Fields) -> Iterator[Row]:
    if "cooldown" in fields.node:
        value = fields.text("cooldown")
        if value != "off" and not (value.isascii() and value.isdecimal() and 0 < int(value) <= LONGEST_COOLDOWN):
            fields.refuse(
                f"`cooldown: {value}` must be off, or minutes from 1 to {LONGEST_COOLDOWN}", fields.line("cooldown")
            )
        yield "cooldown", "", value, fields.line("cooldown")
    words = fields.texts("transport")
    if "transport" in fields.node:
        if not words or not words[0].strip() or (len(words) == 1 and words[0].split()[1:2]):
            remedy = "write a list: the program, then its arguments: [msmtp, -a, work]"
            fields.refuse(f"`transport` must name a program; {remedy}", fields.line("transport"))
        yield "transport", "", shlex.join(words), fields.line("transport")


def _folder(fields: Fields, name: Text, base: str) -> str:
    if not name.strip():
        fields.refuse("`playbooks` names no folder; write its path", name.line)
    if any(char in _ESCAPED for char in name):
        fields.refuse("`playbooks` has a control character; in double quotes \\ is an escape, use single", name.line)
    place = os.path.normpath(os.path.join(base, os.path.expanduser(name.strip())))
    if not os.path.isdir(place):
        fields.refuse(f"`playbooks: {name}`: there is no folder {place}; check the path", name.line)
    return place


def _ignored(fields: Fields) -> Iterator[Row]:
    node = fields.get("ignore")
    for entry in node if isinstance(node, Seq) else () if node is None else (node,):
        yield _ignore(fields, entry)


def _ignore(fields: Fields, entry: Node) -> Row:
    if isinstance(entry, Text):
        if not entry.strip():
            fields.refuse("`ignore` names no rule; write its name", entry.line)
        return "ignore", entry.strip(), "", entry.line
    if not isinstance(entry, Map):
        fields.refuse("`ignore` must hold rules, or maps `{rule: …, reason: …}`", entry.line)
    inner = Fields(entry, fields.file)
    row = "ignore", inner.text("rule"), inner.text("reason", ""), inner.line("rule")
    inner.done()
    return row


def _levels(fields: Fields) -> Iterator[Row]:
    levels = fields.map("levels")
    for rule in list(levels.node) if levels else ():
        assert levels is not None
        yield "levels", str(rule), levels.choice(rule, LEVELS), rule.line
