"""The nouns: message, block, finding, report. Frozen, and cheap to import (no dataclasses, no typing)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

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


Parted = tuple[tuple[Block, ...], tuple[Span, ...]]
"""Blocks, and own words in doubt."""


class Message(Frozen):
    """A draft, decoded, with LF line ends and in NFC; ``blocks`` cover ``text`` without gaps.

    ``plain`` says that a glance sufficed: all of it is the writer's. ``offset`` is the number of lines
    above ``text`` in the file (a mail's headers); ``decoded`` says the file holds the text in another
    form (base64, HTML), so that lines count from the top of ``text``.
    """

    __slots__ = ("_parted", "decoded", "offset", "plain", "text")
    text: str
    plain: bool
    offset: int
    decoded: bool
    _parted: Parted | Callable[[], Parted]

    def __init__(
        self,
        text: str,
        parted: Parted | Callable[[], Parted],
        plain: bool = False,
        offset: int = 0,
        decoded: bool = False,
    ) -> None:
        self._set(text=text, _parted=parted, plain=plain, offset=offset, decoded=decoded)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self._parts()[0]

    @property
    def doubts(self) -> tuple[Span, ...]:
        """Own words that may be somebody else's."""
        return () if self.plain else self._parts()[1]

    def _parts(self) -> Parted:
        if not isinstance(self._parted, tuple):
            # Told apart when first asked: most drafts never ask.
            self._set(_parted=self._parted())
        return self._parted  # type: ignore[return-value]

    def _values(self) -> tuple[object, ...]:
        return self.text, self.blocks, self.doubts, self.offset, self.decoded

    def position(self, place: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code point; of the file, or if ``decoded`` of ``text``."""
        line = self.text.count("\n", 0, place) + 1 + self.offset
        return line, place - self.text.rfind("\n", 0, place)

    @property
    def own_words(self) -> str:
        """``text`` at the same length, all but own words blanked; line breaks stay."""
        if self.plain or all(block.kind in WRITTEN for block in self.blocks):
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
    reader's language, ``rewrite`` (may be empty) in the draft's: what may stand instead of the sentence. ``edit``
    is what may stand instead of the words alone, None if nothing can.
    """

    __slots__ = ("category", "edit", "lang", "message", "rewrite", "rule", "severity", "span", "why")
    rule: str
    category: str
    severity: str
    span: Span
    lang: str
    message: str
    why: str
    rewrite: str
    edit: str | None

    def __init__(
        self,
        rule: str,
        category: str,
        severity: str,
        span: Span,
        lang: str,
        message: str,
        why: str,
        rewrite: str,
        edit: str | None = None,
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
            edit=edit,
        )

    @property
    def missing(self) -> bool:
        """Whether the finding is about words that are not there."""
        return self.span[0] == self.span[1]


class Question(Frozen):
    """What the client asks or demands: the sentence, what an answer needs (``date``, ``refund``, ``why`` …, after the
    playbook's detectors), and whether the draft has it."""

    __slots__ = ("answered", "slot", "words")
    words: str
    slot: str
    answered: bool

    def __init__(self, words: str, slot: str, answered: bool) -> None:
        self._set(words=words, slot=slot, answered=answered)


class Report(Frozen):
    """What the coach has to say of one draft; ``verdict`` is ``"send"`` or ``"hold"``.

    ``facts`` are those given and those inferred; ``not_checked`` maps a rule to the facts it lacked;
    ``questions`` are the client's, if the incoming message is known; ``given`` the arguments of ``check``.
    """

    __slots__ = ("facts", "findings", "given", "heat", "lang", "message", "not_checked", "questions", "verdict")
    message: Message
    findings: tuple[Finding, ...]
    verdict: str
    lang: str
    heat: bool
    facts: Mapping[str, str]
    not_checked: Mapping[str, tuple[str, ...]]
    questions: tuple[Question, ...]
    given: Mapping[str, Any]

    def __init__(
        self,
        message: Message,
        findings: tuple[Finding, ...],
        verdict: str,
        lang: str,
        heat: bool,
        facts: Mapping[str, str],
        not_checked: Mapping[str, tuple[str, ...]],
        questions: tuple[Question, ...] = (),
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self._set(
            message=message,
            findings=findings,
            verdict=verdict,
            lang=lang,
            heat=heat,
            facts=facts,
            not_checked=not_checked,
            questions=questions,
            given=given or {},
        )

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__ if name != "given")
