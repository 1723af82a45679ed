"""``replycoach config``: what is in force and where it comes from, where the user's file is, a file to start from."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence

from .. import paths
from ..coach import rules
from ..errors import ReplyCoachError
from ..output import SEND, write
from ..settings import DEFAULT, KEYS, Entry, Settings, expect_rules
from ..terminal import harmless, style

SCHEMA = 1
NOTHING = "–"
_HEAD = {"ru": ("настройка", "значение", "откуда"), "en": ("setting", "value", "from")}
_WORDS = {
    "ru": {
        "default": "по умолчанию",
        "locale": "язык системы",
        "read": "Прочитано",
        "none": "Файлов настроек нет; начать новый: replycoach config init",
        "made": "{path} создан. Пока в нём всё закомментировано: снимите # с нужной строки.\n"
        "Что действует и откуда: replycoach config show\n",
    },
    "en": {
        "default": "default",
        "locale": "locale",
        "read": "Read",
        "none": "There is no settings file; to start one: replycoach config init",
        "made": "{path} is there now. All of it is commented out: take the # off the lines you want.\n"
        "What is in force and why: replycoach config show\n",
    },
}


def show(settings: Settings, sources: Sequence[str], as_json: bool) -> int:
    """A line for each value in force; for a setting nobody settled, a line that says so."""
    expect_rules(settings, rules(settings.playbooks))
    entries = list(_entries(settings))
    write(_json(entries, sources) if as_json else _table(entries, sources, settings.ui_lang or "en"))
    return SEND


def path() -> int:
    """Where the user's settings are, or would be."""
    write(paths.user_settings() + "\n")
    return SEND


def init(here: bool, lang: str | None) -> int:
    """Write a file to start from: the user's, or with ``here`` the project's. Never overwrites."""
    target = os.path.abspath(paths.PROJECT) if here else paths.user_settings()
    lang = lang or style(sys.stdout, os.environ).reader or "en"
    with open(os.path.join(paths.bundled("templates"), "config", f"{lang}.yaml"), encoding="utf-8") as file:
        content = file.read()
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _write_new(target, content)
    except OSError as error:
        raise ReplyCoachError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from None
    write(_WORDS[lang]["made"].format(path=harmless(target)))
    return SEND


def _write_new(target: str, content: str) -> None:
    if os.path.lexists(target):
        raise ReplyCoachError(f"{target} exists already; edit it, or move it away")
    with open(target, "x", encoding="utf-8", newline="\n") as file:
        file.write(content)


def _entries(settings: Settings) -> Iterator[Entry]:
    """What is in force in the order of the keys, with the folders of rules used without being named."""
    own = [Entry("playbooks", folder, "", DEFAULT) for folder in paths.playbooks()]
    for key in KEYS:
        found = [entry for entry in (*own, *settings.entries) if entry.key == key]
        yield from found or [Entry(key, "", "", DEFAULT)]


def _table(entries: Sequence[Entry], sources: Sequence[str], lang: str) -> str:
    words = _WORDS[lang]
    rows = [_HEAD[lang], *((entry.key, _value(entry), _origin(entry, lang)) for entry in entries)]
    cells = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in (0, 1)]
    lines = [f"{key:{widths[0]}}  {value:{widths[1]}}  {origin}" for key, value, origin in cells]
    read = f"{words['read']}: {', '.join(map(harmless, sources[::-1]))}" if sources else words["none"]
    return "\n".join([*lines, "", read]) + "\n"


def _value(entry: Entry) -> str:
    if entry.key == "ignore" and entry.value:
        return f"{entry.name} ({entry.value})"
    return ": ".join(filter(None, (entry.name, entry.value))) or NOTHING


def _origin(entry: Entry, lang: str) -> str:
    return str(_WORDS[lang].get(entry.origin.source, entry.origin))


def _json(entries: Sequence[Entry], sources: Sequence[str]) -> str:
    """The same for machines (docs/configuration.md)."""
    found = {
        "schema": SCHEMA,
        "files": [os.path.abspath(path) for path in reversed(sources)],
        "settings": [_fields(entry) for entry in entries],
    }
    return json.dumps(found, ensure_ascii=True, indent=1) + "\n"


def _fields(entry: Entry) -> dict[str, str | int | None]:
    rule, value = ("", entry.name) if entry.key == "playbooks" else (entry.name, entry.value)
    source, line = entry.origin
    return {"key": entry.key, "rule": rule or None, "value": value or None, "from": source, "line": line or None}
