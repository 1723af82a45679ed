"""The nouns: message, block, finding, report. Frozen, and cheap to import (no dataclasses, no typing)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

Span = tuple[int, int]
"""Half-open range of code points of ``Message.text``."""

SEVERITIES = ("suggestion", "warning", "error")
"""From the mildest up."""


class Frozen:
    """Slots set once in ``__init__`` by ``_set``; equal when all slots are."""

    __slots__: tuple[str, ...] = ()

    def _set(self, **fields: object) -> None:
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({fields})"


KINDS = ("own", "closing", "signature", "footer", "disclaimer", "attribution", "quote", "forwarded", "code")
"""Of blocks. ``own`` and ``closing`` (the good-bye and the name) are the writer's words, the others are not checked:
a signature's contacts, "Sent from my iPhone", the lawyers' paragraph, "On Monday Ann wrote:" (or From:, Sent:, To:
lines), the client's words, a message passed on, fenced code of a Markdown draft."""

WRITTEN = ("own", "closing")


class Block(Frozen):
    """A run of whole lines of one kind, one of ``KINDS``."""

    __slots__ = ("kind", "span")
    kind: str
    span: Span

    def __init__(self, kind: str, span: Span) -> None:
        self._set(kind=kind, span=span)


class Message(Frozen):
    """A draft, decoded, with LF line ends and in NFC; ``blocks`` cover ``text`` without gaps.

    ``offset`` is the number of lines above ``text`` in the file (a mail's headers); ``decoded`` says the
    file holds the text in another form (base64, HTML), so that lines count from the top of ``text``.
    ``doubts`` are the spans of own blocks which may be somebody else's words.
    """

    __slots__ = ("blocks", "decoded", "doubts", "offset", "text")
    text: str
    blocks: tuple[Block, ...]
    offset: int
    decoded: bool
    doubts: tuple[Span, ...]

    def __init__(
        self,
        text: str,
        blocks: tuple[Block, ...],
        offset: int = 0,
        decoded: bool = False,
        doubts: tuple[Span, ...] = (),
    ) -> None:
        self._set(text=text, blocks=blocks, offset=offset, decoded=decoded, doubts=doubts)

    def position(self, place: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code point; of the file, or if ``decoded`` of ``text``."""
        line = self.text.count("\n", 0, place) + 1 + self.offset
        return line, place - self.text.rfind("\n", 0, place)

    @property
    def own_words(self) -> str:
        """``text`` at the same length, all but own words blanked; line breaks stay."""
        if all(block.kind in WRITTEN for block in self.blocks):
            return self.text
        return "".join(self._shown(block) for block in self.blocks)

    def _shown(self, block: Block) -> str:
        words = self.text[slice(*block.span)]
        if block.kind in WRITTEN:
            return words
        return "\n".join(" " * len(line) for line in words.split("\n"))


class Finding(Frozen):
    """One place where a rule speaks.

    ``span`` is half-open code points of ``Message.text``; empty (where the words would go) if
    something is missing. ``lang`` is the language of the words; ``message`` and ``why`` are in the
    reader's language, ``rewrite`` (may be empty) in the draft's.
    """

    __slots__ = ("category", "lang", "message", "rewrite", "rule", "severity", "span", "why")
    rule: str
    category: str
    severity: str
    span: Span
    lang: str
    message: str
    why: str
    rewrite: str

    def __init__(
        self, rule: str, category: str, severity: str, span: Span, lang: str, message: str, why: str, rewrite: str
    ) -> None:
        self._set(
            rule=rule,
            category=category,
            severity=severity,
            span=span,
            lang=lang,
            message=message,
            why=why,
            rewrite=rewrite,
        )

    @property
    def missing(self) -> bool:
        """Whether the finding is about words that are not there."""
        return self.span[0] == self.span[1]


class Report(Frozen):
    """What the coach has to say of one draft; ``verdict`` is ``"send"`` or ``"hold"``.

    ``facts`` are those given and those inferred; ``not_checked`` maps a rule to the facts it lacked.
    """

    __slots__ = ("facts", "findings", "heat", "lang", "message", "not_checked", "verdict")
    message: Message
    findings: tuple[Finding, ...]
    verdict: str
    lang: str
    heat: bool
    facts: Mapping[str, str]
    not_checked: Mapping[str, tuple[str, ...]]

    def __init__(
        self,
        message: Message,
        findings: tuple[Finding, ...],
        verdict: str,
        lang: str,
        heat: bool,
        facts: Mapping[str, str],
        not_checked: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._set(
            message=message,
            findings=findings,
            verdict=verdict,
            lang=lang,
            heat=heat,
            facts=facts,
            not_checked=not_checked,
        )
