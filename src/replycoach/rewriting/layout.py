"""Where everything stands in the new draft: the writer's pieces, and the parts put in, in the order of ``reply.j2``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .pieces import Piece
from .strategies import reply

Key = int | str | None
"""A piece by its number, a part by its name; None is blanks between them."""
Chunk = tuple[Key, str]


def laid(pieces: Sequence[Piece], texts: Sequence[str], parts: Mapping[str, str], lang: str) -> list[Chunk]:
    """Chunks which joined are the new draft; ``texts`` are what stands for the pieces now."""
    own = [at for at, piece in enumerate(pieces) if piece.loose and not piece.closing]
    first, stop = (own[0], own[-1] + 1) if own else (_end(pieces), _end(pieces))
    head: list[Chunk] = [(at, texts[at]) for at in range(first)]
    tail: list[Chunk] = [(at, texts[at]) for at in range(stop, len(pieces))]
    body = _body(range(first, stop), pieces, texts)
    gap = _gap("".join(piece.text for piece in pieces[: stop + 1]))
    middle: list[Chunk] = []
    for paragraph in _paragraphs(body, parts, lang):
        middle += [(None, _after(middle, gap)), *paragraph] if middle else paragraph
    return [*head, *_joined(head, middle, tail, gap)]


def _end(pieces: Sequence[Piece]) -> int:
    """Where own words would go if there are none left: before the good-bye."""
    return next((at for at, piece in enumerate(pieces) if piece.closing), len(pieces))


def _gap(text: str) -> str:
    inner = text.strip()
    return "\n\n" if "\n\n" in inner else "\n" if "\n" in inner else " "


def _after(chunks: Sequence[Chunk], gap: str) -> str:
    """What parts new words from those before: where no mark ends these, a line break, as in chats."""
    return gap if chunks[-1][1].rstrip()[-1:] in ".!?…:)" or "\n" in gap else "\n"


def _paragraphs(body: list[Chunk], parts: Mapping[str, str], lang: str) -> Iterator[list[Chunk]]:
    """The kept words and the new paragraphs, none of them empty."""
    marks = {name: f"\x02{name}\x03" for name in parts} | {"kept": "\x02kept\x03"}
    for line in reply(lang, marks):
        chunks: list[Chunk] = []
        for name in (piece.partition("\x03")[0] for piece in line.split("\x02")[1:]):
            found = body if name == "kept" else [(name, parts[name])]
            chunks += [(None, " "), *found] if chunks and found else found
        if chunks:
            yield chunks


def _body(numbers: Sequence[int], pieces: Sequence[Piece], texts: Sequence[str]) -> list[Chunk]:
    """The kept pieces; around one left out only the wider blank stays."""
    chunks: list[Chunk] = []
    for at in numbers:
        text = texts[at]
        if not text:
            continue
        if not text.strip() and chunks and not chunks[-1][1].strip():
            if text.count("\n") > chunks[-1][1].count("\n"):
                chunks[-1] = (at, text)
        elif text.strip() or chunks:
            chunks.append((at, text))
    while chunks and not chunks[-1][1].strip():
        chunks.pop()
    return chunks


def _joined(head: list[Chunk], middle: list[Chunk], tail: list[Chunk], gap: str) -> list[Chunk]:
    """The new middle, fitted to a greeting on its line, and kept apart from what follows."""
    before = "".join(text for _, text in head)
    if middle and before.strip() and not before[-1:].isspace():
        middle = [(None, gap), *middle]
    after = "".join(text for _, text in tail)
    if middle and after.strip() and not after[:1].isspace():
        middle = [*middle, (None, gap)]
    if before.rstrip(" ").endswith(","):
        middle = [(middle[0][0], _lowered(middle[0][1])), *middle[1:]] if middle else middle
    return [*middle, *tail]


def _lowered(text: str) -> str:
    """Behind «Анна, » a sentence goes on, unless it begins with a name or with I."""
    word = text.split(" ")[0]
    is_word = word[1:].islower() and word not in _CAPITAL
    return text[:1].lower() + text[1:] if is_word else text


_CAPITAL = frozenset("Вы Вас Вам Ваш Ваша Ваше Ваши I'm I'll".split())


def owner(chunks: Sequence[Chunk], place: int) -> tuple[Key, int]:
    """What stands at a place of the joined text, and where it begins."""
    start = 0
    for key, text in chunks:
        if place < start + len(text):
            return key, start
        start += len(text)
    return None, start
