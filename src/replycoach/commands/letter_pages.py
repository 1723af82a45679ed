"""``replycoach letter --list`` and ``--show``: which letters there are, and what each asks for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from ..letters import template, values
from ..letters.template import Template
from ..output import SEND, write
from ..terminal import language

SCHEMA = 1
_WORDS = {
    "ru": {
        "like": "например",
        "purpose": "Когда",
        "think": "Перед отправкой",
        "never": "Чего не делать",
        "fields": "Поля (* — обязательные)",
        "law": "Это не юридическая консультация: ссылки на закон и договор сверьте сами.",
    },
    "en": {
        "like": "for example",
        "purpose": "When",
        "think": "Before you send it",
        "never": "What not to do",
        "fields": "Fields (* must be there)",
        "law": "This is no legal advice: check any law or clause you cite.",
    },
}


def show_list(lang: str | None, as_json: bool) -> int:
    """All letters, those of one's own too."""
    langs = template.LANGS if as_json and lang is None else (lang or _spoken(),)
    found = [template.find(name, one) for one in langs for name in template.types(one)]
    if as_json:
        letters = [{"type": one.type, "lang": one.lang, "title": one.title, "purpose": one.purpose} for one in found]
        return _print_json({"schema": SCHEMA, "letters": letters})
    width = max((len(one.type) for one in found), default=0)
    write("".join(f"{one.type:<{width}}  {one.title}. {one.purpose}\n" for one in found))
    return SEND


def show(type: str, lang: str | None, as_json: bool) -> int:
    """A letter's page: when to write it, what to think of, what it asks for."""
    letter = template.find(type, lang or _spoken())
    if as_json:
        return _print_json(_described(letter))
    write("\n".join(_page(letter)) + "\n")
    return SEND


def _print_json(found: object) -> int:
    write(json.dumps(found, ensure_ascii=True, indent=1) + "\n")
    return SEND


def _described(letter: Template) -> dict[str, Any]:
    fields = [
        {
            "name": one.name, "kind": one.kind, "required": not one.optional, "prompt": one.prompt,
            "example": one.example, "choices": list(one.choices), "columns": [column.name for column in one.columns],
        }
        for one in letter.fields
    ]  # fmt: skip
    return {
        "schema": SCHEMA, "type": letter.type, "lang": letter.lang, "title": letter.title, "purpose": letter.purpose,
        "needs": list(letter.needs), "checklist": list(letter.checklist), "never": list(letter.never), "fields": fields,
    }  # fmt: skip


def _page(letter: Template) -> Iterator[str]:
    words = _WORDS[letter.lang]
    yield from (letter.title, "", f"{words['purpose']}: {letter.purpose}", "", f"{words['think']}:")
    yield from (f"  - {line}" for line in letter.checklist)
    yield from ("", f"{words['never']}:", *(f"  - {line}" for line in letter.never), "", f"{words['fields']}:")
    for one in letter.fields:
        yield f"  {'' if one.optional else '*'}{one.name}: {one.prompt}"
        yield f"      {words['like']}: {values.shown_example(one)}"
    yield from ("", words["law"])


def _spoken() -> str:
    return language(os.environ) or "en"
