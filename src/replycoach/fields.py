"""Reads typed values out of a YAML mapping; every refusal names file, line and remedy."""

from __future__ import annotations

from difflib import get_close_matches

from .errors import PlaybookError
from .yamlfile import Map, Node, Seq, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn


class Fields:
    """One mapping of one file. Asking for a key marks it known; ``done`` refuses the rest."""

    def __init__(self, node: Map, file: str) -> None:
        self.node, self.file = node, file
        self._known: list[str] = []

    def refuse(self, cause: str, line: int = 0) -> NoReturn:
        raise PlaybookError(cause, file=self.file, line=line or self.node.line)

    def line(self, key: str) -> int:
        return next((name.line for name in self.node if name == key), self.node.line)

    def get(self, key: str) -> Node | None:
        self._known.append(key)
        return self.node.get(Text(key))

    def text(self, key: str, default: str | None = None) -> str:
        value = self.get(key)
        if value is None:
            if default is None:
                self.refuse(f"key `{key}` is missing; add it")
            return default
        if not isinstance(value, Text):
            self.refuse(f"`{key}` must be a text, not a list or mapping", self.line(key))
        if not value.strip() and default is None:
            self.refuse(f"`{key}` is empty; fill it in", self.line(key))
        return value.strip()

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in choices and value != default:
            self.refuse(f"`{key}: {value}` is none of {', '.join(choices)}{nearest(value, choices)}", self.line(key))
        return value

    def choices(self, key: str, choices: Iterable[str]) -> list[str]:
        values = self.texts(key)
        for value in values:
            if value not in choices:
                self.refuse(f"`{key}` has `{value}`, which is none of {', '.join(choices)}", value.line)
        return [str(value) for value in values]

    def number(self, key: str, default: int) -> int:
        value = self.text(key, str(default))
        if not value.isdecimal() or len(value) > 4:
            self.refuse(f"`{key}: {value}` must be a whole number below 10000", self.line(key))
        return int(value)

    def seq(self, key: str) -> Sequence[Node]:
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, Seq):
            self.refuse(f"`{key}` must be a list: `- …` lines", self.line(key))
        return value

    def texts(self, key: str) -> list[Text]:
        values = [self.get(key)] if isinstance(self.node.get(Text(key)), Text) else self.seq(key)
        for value in values:
            if not isinstance(value, Text):
                self.refuse(f"`{key}` must be a list of texts", getattr(value, "line", 0) or self.line(key))
        return [value for value in values if isinstance(value, Text)]

    def map(self, key: str) -> Fields | None:
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, Map):
            self.refuse(f"`{key}` must be a mapping: `key: value` lines", self.line(key))
        return Fields(value, self.file)

    def maps(self, key: str) -> list[Fields]:
        """A mapping, or a list of them."""
        value = self.get(key)
        nodes = [] if value is None else value if isinstance(value, Seq) else [value]
        for node in nodes:
            if not isinstance(node, Map):
                self.refuse(f"`{key}` must hold mappings: `{{key: value}}`", getattr(node, "line", 0) or self.line(key))
        return [Fields(node, self.file) for node in nodes if isinstance(node, Map)]

    def done(self) -> None:
        for name in self.node:
            if name not in self._known:
                self.refuse(f"unknown key `{name}`{nearest(name, self._known)}", name.line)


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean `x`?`` or nothing."""
    close = get_close_matches(word, list(known), 1)
    return f"; did you mean `{close[0]}`?" if close else ""
