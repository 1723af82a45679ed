"""What a person gave, read by the kinds a template declares; all that is missing or wrong is told at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ..errors import LetterError
from ..fields import nearest
from ..yamlfile import Map, Node, Seq, Text, loads
from . import kinds, profile
from .kinds import SCALARS, Blank
from .template import Column, Field, Template

TO = ("name", "position", "company", "address", "email", "gender", "title", "name_dative", "position_dative")
OWN = ("day", "number", "reference", "attachments", "salutation", "subject")
"""What a letter's data may say besides its fields, ``to`` and ``sender``."""


@dataclass(frozen=True)
class Given:
    """As written, not read yet: ``fields`` by name, the addressee, the sender, and ``OWN``."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    to: Mapping[str, str] = field(default_factory=dict)
    sender: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Any] = field(default_factory=dict)


class Problem(NamedTuple):
    """``name`` as ``--set`` takes it; ``cause`` empty if it is only missing."""

    name: str
    cause: str
    label: str
    prompt: str
    example: str


def given(data: Mapping[str, Any], sets: Iterable[str], template: Template) -> Given:
    """Data of a file and ``name=value`` settings, the latter stronger. Raises ``LetterError`` for an unknown name."""
    merged: dict[str, Any] = {key: dict(value) if isinstance(value, Mapping) else value for key, value in data.items()}
    for one in sets:
        name, equals, value = one.partition("=")
        if not equals:
            raise LetterError(f"--set `{one}` has no value; write --set name=value")
        group, dot, key = name.strip().partition(".")
        if dot and group in ("to", "sender"):
            merged.setdefault(group, {})[key] = os.path.abspath(value) if key in profile.FILES else value
        else:
            merged[name.strip()] = value
    return _sorted(merged, template)


def _sorted(merged: Mapping[str, Any], template: Template) -> Given:
    names = [one.name for one in template.fields]
    to, sender = _group(merged, "to", TO), _group(merged, "sender", profile.KEYS)
    known = [*names, *OWN, "to", "sender", "type", "lang"]
    for name in merged:
        if name not in known:
            raise LetterError(f"letter `{template.type}` has no field `{name}`{nearest(name, known)}")
    return Given(
        {name: merged[name] for name in names if name in merged},
        to,
        sender,
        {key: merged[key] for key in OWN if key in merged},
    )


def of_file(content: bytes, name: str, folder: str) -> dict[str, Any]:
    """A letter's data. Files it names lie beside it: data may come from anybody. Raises ``PlaybookError``."""
    data = {str(key): plain(value) for key, value in loads(content, name, or_nothing=True).items()}
    sender = data.get("sender")
    sender = sender if isinstance(sender, dict) else {}
    for key in profile.FILES:
        if path := sender.get(key):
            full = os.path.realpath(os.path.join(folder, str(path)))
            if not full.startswith(os.path.realpath(folder) + os.sep):
                raise LetterError(f"{name}: sender.{key}: {path} lies outside the folder of the data; put it there")
            sender[key] = full
    return data


def _group(merged: Mapping[str, Any], group: str, known: Sequence[str]) -> dict[str, str]:
    found = merged.get(group, {})
    if not isinstance(found, Mapping):
        raise LetterError(f"`{group}` holds `key: value` lines, such as `{group}: {{name: …}}`")
    for key, value in found.items():
        if key not in known:
            raise LetterError(f"`{group}` has no `{key}`{nearest(key, known)}")
        if not isinstance(value, str):
            raise LetterError(f"`{group}.{key}` must be a text")
    return {key: kinds.clean(value) for key, value in found.items()}


def plain(node: Node) -> Any:
    """YAML's nodes as texts, lists and dicts."""
    match node:
        case Text():
            return str(node)
        case Map():
            return {str(key): plain(value) for key, value in node.items()}
        case Seq():
            return [plain(value) for value in node]
    raise TypeError(node)


def read(template: Template, given: Given, locale: str) -> tuple[dict[str, Any], list[Problem]]:
    """The values of all fields, blanks where they are unknown, and what is missing or wrong."""
    values, problems = {}, []
    for one in template.fields:
        raw = given.fields.get(one.name, "")
        try:
            values[one.name] = _value(one, raw, locale) if _is_given(raw) else _nothing(one)
        except ValueError as error:
            problems.append(problem(one, str(error)))
            values[one.name] = _blank(one)
        if not _is_given(raw) and not one.optional:
            problems.append(problem(one))
    return values, problems


def _is_given(raw: object) -> bool:
    return bool(raw.strip()) if isinstance(raw, str) else bool(raw)


def problem(one: Field, cause: str = "") -> Problem:
    return Problem(one.name, cause, one.label, one.prompt, shown_example(one))


def shown_example(one: Field) -> str:
    """An example on one line, as ``--set`` takes it."""
    if isinstance(one.example, str):
        return " ".join(one.example.split())
    rows = (
        " | ".join(item.get(column.name, "") for column in one.columns) if isinstance(item, dict) else item
        for item in one.example
    )
    return "; ".join(rows)


def _nothing(one: Field) -> Any:
    if not one.optional:
        return _blank(one)
    return [] if one.kind in ("list", "rows") else False if one.kind == "yes" else ""


def _blank(one: Field) -> Any:
    match one.kind:
        case "list":
            return [Blank(f"‹{one.label}›")]
        case "rows":
            return [{column.name: Blank(f"‹{column.label}›") for column in one.columns}]
    return Blank(f"‹{one.label}›")


def _value(one: Field, raw: Any, locale: str) -> Any:
    if one.kind == "rows":
        return list(_rows(one.columns, raw, locale))
    if one.kind == "list":
        if not isinstance(raw, str | list) or not all(isinstance(item, str) for item in raw):
            raise ValueError("must be a list of texts")
        return kinds.items(raw, locale)
    if not isinstance(raw, str):
        raise ValueError("must be one value, not a list or mapping")
    if one.kind == "choice":
        if raw.strip() not in one.choices:
            raise ValueError(f"is none of {', '.join(one.choices)}")
        return raw.strip()
    return SCALARS[one.kind](raw, locale)


def _rows(columns: Sequence[Column], raw: Any, locale: str) -> Iterator[dict[str, Any]]:
    rows = kinds.pieces(raw) if isinstance(raw, str) else raw
    if not isinstance(rows, list) or len(rows) > kinds.MOST_ITEMS:
        raise ValueError(f"must be a list of rows, {kinds.MOST_ITEMS} at most")
    for row in rows:
        cells = (
            row
            if isinstance(row, dict)
            else dict(zip((one.name for one in columns), str(row).split("|"), strict=False))
        )
        for key in cells:
            if key not in [one.name for one in columns]:
                raise ValueError(f"has no column `{key}`; there are {', '.join(one.name for one in columns)}")
        yield {one.name: _cell(one, cells.get(one.name, ""), locale) for one in columns}


def _cell(column: Column, raw: Any, locale: str) -> Any:
    if not isinstance(raw, str):
        raise ValueError(f"{column.label}: must be one value")
    if not raw.strip():
        if column.optional:
            return ""
        raise ValueError(f"{column.label} is missing in a row")
    try:
        return SCALARS[column.kind](raw.strip(), locale)
    except ValueError as error:
        raise ValueError(f"{column.label} {error}") from None


def examples(template: Template) -> Given:
    """A letter's own examples as if they were given."""
    return Given({one.name: one.example for one in template.fields})


def day_of(given: Given, locale: str) -> date:
    """The letter's day: today unless said otherwise."""
    raw = given.own.get("day", "")
    if not isinstance(raw, str) or not raw.strip():
        return date.today()
    try:
        return kinds.day(raw, locale)
    except ValueError as error:
        raise LetterError(f"day: {raw} {error}") from None
