"""One YAML file to one ``Rule`` (or to one ``Overlay`` of a shipped rule); every mistake named with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .fields import Fields, nearest
from .model import SEVERITIES, Span
from .rule import (
    CATEGORIES,
    COMPARISONS,
    FACTS,
    KINDS,
    LANGS,
    MASKS,
    MEASURES,
    SCOPES,
    STRATEGIES,
    Condition,
    Entry,
    Example,
    Guard,
    Overlay,
    Page,
    Rule,
)
from .yamlfile import Map, Node, Text

_CONDITION = re.compile(r"(>=|<=|>|<)?\s*(\S+)")
_MESSAGE_WIDTH = 90


def read_rule(name: str, fields: Fields, *, detector: bool) -> Rule:
    kind = fields.choice("kind", KINDS)
    silent = kind == "detector"
    if detector and not silent:
        fields.refuse("stands in detectors/ and must be `kind: detector`", fields.line("kind"))
    only = fields.choice("only", LANGS, "")
    if only:
        fields.text("reason")
    rule = Rule(
        name,
        fields.file,
        kind,
        fields.choice("category", CATEGORIES, "" if silent else None),
        fields.choice("severity", SEVERITIES, "suggestion" if silent else None),
        fields.text("principle", "" if silent else None),
        tuple(read_condition(entry) for entry in fields.maps("when")),
        tuple(_raise(entry) for entry in fields.maps("raise")),
        tuple(_guards(fields)),
        dict(_mask_switch(fields, text) for text in fields.texts("masks")),
        _options(kind, fields),
        _pages(kind, fields, (only,) if only else LANGS),
        only,
        tuple(fields.choices("strategies", STRATEGIES)),
    )
    fields.done()
    return rule


def read_overlay(fields: Fields) -> Overlay:
    pages = {}
    for lang in LANGS:
        page = fields.map(lang)
        if page:
            lists = (_entries(page, "patterns+"), _entries(page, "anti+"), _examples(page, "bad+"))
            pages[lang] = Page("", "", "", "", *lists, _examples(page, "good+"))
            page.done()
    read = Overlay(
        fields.text("extends"),
        fields.file,
        fields.line("extends"),
        fields.choice("disable", ("yes", "no"), "no") == "yes",
        fields.choice("severity", SEVERITIES, ""),
        pages,
    )
    fields.done()
    return read


def read_condition(fields: Fields) -> Condition:
    condition: dict[str, tuple[str, tuple[str, ...]]] = {}
    for fact in list(fields.node):
        if fact not in FACTS:
            fields.refuse(f"unknown fact `{fact}`{nearest(fact, FACTS)}", fact.line)
        values = fields.texts(fact)
        found = _CONDITION.fullmatch(values[0]) if len(values) == 1 else None
        if found and found[1]:
            if not found[2].isdecimal():
                fields.refuse(f"`{fact}: {values[0]}` must compare with a number", fact.line)
            condition[str(fact)] = (found[1], (found[2],))
        else:
            condition[str(fact)] = ("in", tuple(map(str, values)))
    if not condition:
        fields.refuse("the condition is empty; name a fact")
    return condition


def _raise(fields: Fields) -> tuple[str, tuple[Condition, ...]]:
    level = fields.choice("to", SEVERITIES)
    whens = tuple(read_condition(entry) for entry in fields.maps("when"))
    if not whens:
        fields.refuse("`raise` needs `when`; else write the level as `severity`")
    fields.done()
    return level, whens


def _guards(fields: Fields) -> list[Guard]:
    guards = []
    for key in ("unless", "with"):
        for entry in fields.maps(key):
            detectors = tuple(map(str, entry.texts("detectors")))
            if not detectors:
                entry.refuse(f"`{key}` names no detector; write `detectors: [name]`")
            guards.append(Guard(key == "with", detectors, entry.choice("within", SCOPES, "sentence")))
            entry.done()
    return guards


def _mask_switch(fields: Fields, text: Text) -> tuple[str, bool]:
    if text[:1] not in "+-" or text[1:] not in MASKS:
        choices = ", ".join(MASKS)
        fields.refuse(f"`{text}` is no mask; write + or - before one of {choices}", text.line)
    return str(text[1:]), text[0] == "+"


def _options(kind: str, fields: Fields) -> dict[str, Any]:
    if kind == "require":
        near = fields.map("near")
        options: dict[str, Any] = {"need": list(map(str, fields.texts("need"))), "first": fields.number("first", 0)}
        options["near"] = [near.text("detector"), near.number("sentences", 2)] if near else []
        if near:
            near.done()
        if not options["need"]:
            fields.refuse("`require` names no detector; write `need: [name]`")
        return options
    if kind == "rate":
        return {"measures": _measures(fields)}
    if kind == "pair":
        return _pair_options(fields)
    if kind == "order":
        return {"first": fields.text("first"), "then": fields.text("then")}
    return {}


def _pair_options(fields: Fields) -> dict[str, Any]:
    compare = fields.choice("compare", COMPARISONS)
    if compare == "shared-words":
        return {"compare": compare, "first": fields.number("first", 0), "at-least": fields.number("at-least", 1)}
    slots = fields.map("slots")
    if not slots:
        fields.refuse("`compare: answers` needs `slots: {asks-when: [date], …}`")
    return {"compare": compare, "slots": {str(asked): list(map(str, slots.texts(asked))) for asked in list(slots.node)}}


def _measures(fields: Fields) -> dict[str, dict[str, int]]:
    measures = fields.map("measures")
    if not measures:
        fields.refuse("`rate` needs `measures`")
    read = {}
    for name in list(measures.node):
        if name not in MEASURES and not name.startswith("detector:"):
            measures.refuse(f"unknown measure `{name}`{nearest(name, MEASURES)}", name.line)
        levels = measures.map(name)
        assert levels is not None
        read[str(name)] = {level: levels.number(level, 0) for level in SEVERITIES if level in levels.node}
        levels.done()
    return read


def _pages(kind: str, fields: Fields, langs: tuple[str, ...]) -> dict[str, Page]:
    pages = {}
    for lang in langs:
        page = fields.map(lang)
        if page is None:
            fields.refuse(f"has no `{lang}:` part; write it, or `only:` with a `reason:`")
        pages[lang] = _page(kind, page)
        page.done()
    return pages


def _page(kind: str, page: Fields) -> Page:
    silent, matching = kind == "detector", kind in ("detector", "flag")
    message = page.text("message", "" if silent else None)
    if len(message) > _MESSAGE_WIDTH:
        page.refuse(f"`message` has {len(message)} characters; keep it to {_MESSAGE_WIDTH}", page.line("message"))
    patterns = _entries(page, "patterns") if matching else ()
    if matching and not patterns:
        page.refuse("has no `patterns`; write at least one")
    read = Page(
        message,
        page.text("why", "" if silent else None),
        page.text("source", "" if silent else None),
        page.text("rewrite", "" if silent else None),
        patterns,
        _entries(page, "anti") if matching else (),
        _examples(page, "bad", marked=kind in ("flag", "rate")),
        _examples(page, "good"),
        _edit(page),
    )
    if not read.bad or not read.good:
        page.refuse("needs `bad` and `good` examples; they are its test")
    return read


def _entries(page: Fields, key: str) -> tuple[Entry, ...]:
    return tuple(_entry(page, key, node) for node in page.seq(key))


def _entry(page: Fields, key: str, node: Node) -> Entry:
    if isinstance(node, Text):
        return Entry(str(node).strip(), node.line)
    if not isinstance(node, Map):
        page.refuse(f"`{key}` must hold patterns, or maps with `match`", node.line)
    entry = Fields(node, page.file)
    severity = entry.choice("severity", SEVERITIES, "")
    read = Entry(
        entry.text("match"), node.line, severity, entry.text("message", ""), entry.text("rewrite", ""), _edit(entry)
    )
    entry.done()
    return read


def _edit(fields: Fields) -> str | None:
    return fields.text("edit", "") if "edit" in fields.node else None


def _examples(page: Fields, key: str, *, marked: bool = False) -> tuple[Example, ...]:
    return tuple(_example(page, node, marked) for node in page.seq(key))


def _example(page: Fields, node: Node, marked: bool) -> Example:
    if isinstance(node, Text):
        return _unmark(page, str(node), node.line, None, {}, marked)
    if not isinstance(node, Map):
        page.refuse("an example must be a text, or a map with `draft`", node.line)
    entry = Fields(node, page.file)
    given = entry.map("facts")
    facts = {str(name): given.text(name) for name in list(given.node)} if given else {}
    incoming = entry.text("incoming", "") or None
    example = _unmark(page, entry.text("draft"), node.line, incoming, facts, marked)
    entry.done()
    return example


def _unmark(
    page: Fields, draft: str, line: int, incoming: str | None, facts: Mapping[str, str], marked: bool
) -> Example:
    spans: list[Span] = []
    plain = ""
    for piece in re.split(r"(\[\[.*?\]\](?!\]))", draft, flags=re.DOTALL):
        if piece.startswith("[[") and piece.endswith("]]"):
            spans.append((len(plain), len(plain) + len(piece) - 4))
            piece = piece[2:-2]
        plain += piece
    if marked and not spans:
        page.refuse("a `bad` example marks no words; put [[ ]] around them", line)
    return Example(plain, line, tuple(spans) if spans else None, incoming, facts)
