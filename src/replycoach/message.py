"""A draft to a ``Message``: decoded, line ends and NFC settled once, own words told from quote and signature."""

from __future__ import annotations

from . import alphabet
from .errors import DraftError
from .model import Block, Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 4_000_000
"""Bytes or characters. A letter is never as large; a file picked by mistake is."""

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SIGNATURE = "-- "  # RFC 3676, section 4.3


def read(draft: str | bytes) -> Message:
    """Raises ``DraftError`` if the draft is empty, binary, too large or not UTF-8."""
    if len(draft) > LARGEST:
        size = len(draft) // 1_000_000
        raise DraftError(f"is {size} MB, more than a letter (limit {LARGEST // 1_000_000} MB); pass the reply alone")
    text = normalise(draft if isinstance(draft, str) else _decode(draft))
    if not text.strip():
        raise DraftError("is empty; write the reply first")
    return Message(text, tuple(_blocks(text)))


def normalise(text: str) -> str:
    """LF line ends, NFC, no byte-order mark."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    if alphabet.plain(text):
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def _decode(draft: bytes) -> str:
    for bom, encoding in _BOMS:
        if draft.startswith(bom):
            return _decoded(draft[len(bom) :], encoding)
    if b"\0" in draft:
        raise DraftError("is binary, not text; save the reply as plain text")
    return _decoded(draft, "utf-8")


def _decoded(draft: bytes, encoding: str) -> str:
    try:
        return draft.decode(encoding)
    except UnicodeDecodeError as error:
        line = draft.count(b"\n", 0, error.start) + 1
        raise DraftError(f"is not {encoding.upper()} (line {line}); save it as UTF-8") from None


def _blocks(text: str) -> Iterator[Block]:
    """Runs of lines of one kind; together they are the whole text."""
    if not (text.startswith((">", _SIGNATURE)) or "\n>" in text or "\n-- " in text):
        yield Block("own", (0, len(text)))
        return
    kind, start, place = "", 0, 0
    for line, of in _kinds([line + "\n" for line in text.split("\n")]):
        if of != kind and place > start:
            yield Block(kind, (start, place))
            start = place
        kind = of
        place += len(line)
    yield Block(kind, (start, place))


def _kinds(lines: list[str]) -> Iterator[tuple[str, str]]:
    signed = False
    for number, line in enumerate(lines):
        if line.startswith(">"):
            # Somebody who answers below a signature quotes it first.
            signed = False
            yield line, "quote"
        elif signed or line.rstrip("\n") == _SIGNATURE:
            signed = True
            yield line, "signature"
        elif _introduces(lines, number):
            yield line, "attribution"
        else:
            yield line, "own"


def _introduces(lines: list[str], number: int) -> bool:
    """«3 мая, Анна написала:» right above a quote."""
    below = next((line for line in lines[number + 1 : number + 3] if line.strip()), "")
    line = lines[number].strip()
    if not below.startswith(">") or not line.endswith(":"):
        return False
    return any(char.isdigit() for char in line) or any(word in line.lower() for word in ("wrote", "написал", "пишет"))
