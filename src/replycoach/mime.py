"""MIME (RFC 2045, 2046, 2231) as far as reading a mail's text goes; what does not fit is taken as it stands.

The library's ``email`` package reads the same (the tests compare), but importing it doubles what a check costs.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(code for code in range(256) if code not in _BASE64)


class Entity:
    """A mail or a part of one: ``kind`` is its content type, ``start`` where its ``body`` begins in the mail's bytes.

    ``fields`` maps names in lower case to values, unfolded; of several the first. A multipart has ``parts``.
    """

    __slots__ = ("body", "fields", "kind", "params", "start")

    def __init__(self, data: bytes, start: int = 0, default: str = "text/plain") -> None:
        self.fields, length = _header(data)
        self.body, self.start = data[length:], start + length
        value, self.params = _parameters(self.fields.get("content-type", ""))
        self.kind = value.lower() if value.count("/") == 1 else default

    @property
    def parts(self) -> list[Entity]:
        """Empty if this is no multipart, or one whose boundary is nowhere to be found."""
        boundary = self.params.get("boundary", "").encode("utf-8", "surrogateescape").rstrip()
        if not self.kind.startswith("multipart/") or not boundary:
            return []
        default = "message/rfc822" if self.kind == "multipart/digest" else "text/plain"
        spans = _between(self.body, b"--" + boundary)
        return [Entity(self.body[start:stop], self.start + start, default) for start, stop in spans]

    @property
    def encoding(self) -> str:
        """Of the body for transfer: ``base64``, ``quoted-printable``, or something that leaves it as it is."""
        return self.fields.get("content-transfer-encoding", "").strip().lower()

    @property
    def content(self) -> bytes:
        """The body, decoded."""
        if self.encoding == "base64":
            return _from_base64(self.body)
        if self.encoding == "quoted-printable":
            from binascii import a2b_qp

            return a2b_qp(self.body)
        return self.body

    @property
    def is_attached(self) -> bool:
        value, params = _parameters(self.fields.get("content-disposition", ""))
        return value.lower() == "attachment" or bool(params.get("filename") or self.params.get("name"))


def _header(data: bytes) -> tuple[dict[str, str], int]:
    """Fields, and the length of the header with the blank line that ends it."""
    fields: dict[str, str] = {}
    name, place = "", 0
    for line in _lines(data):
        bare = line.rstrip(b"\r\n")
        if not bare:
            return fields, place + len(line)
        text = bare.decode("utf-8", "surrogateescape")
        if text[0] in " \t" and name:
            fields[name] += text
        else:
            title, colon, value = text.partition(":")
            if not colon or not title.strip() or " " in title.rstrip():
                # No header any more: the blank line was forgotten.
                return fields, place
            name = title.strip().lower()
            # Of several the first counts; the others go where nobody looks.
            name = name if name not in fields else name + " again"
            fields[name] = value.strip()
        place += len(line)
    return fields, place


def _lines(data: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(data):
        stop = data.find(b"\n", start) + 1 or len(data)
        yield data[start:stop]
        start = stop


def _between(body: bytes, mark: bytes) -> Iterator[tuple[int, int]]:
    """The spans between the lines that are a boundary; what is not closed goes to the end."""
    start, place = -1, body.find(mark)
    while place >= 0:
        stop = body.find(b"\n", place) + 1 or len(body)
        rest = body[place + len(mark) : stop].rstrip()
        if rest in (b"", b"--") and (place == 0 or body[place - 1 : place] == b"\n"):
            if start >= 0:
                yield start, _before_line_end(body, place)
            if rest:
                return
            start = stop
        place = body.find(mark, place + 1)
    if start >= 0:
        yield start, len(body)


def _before_line_end(body: bytes, place: int) -> int:
    """The line end in front of a boundary belongs to it (RFC 2046, section 5.1.1)."""
    place -= body[place - 1 : place] == b"\n"
    return place - (body[place - 1 : place] == b"\r")


def _parameters(value: str) -> tuple[str, dict[str, str]]:
    """``text/plain; charset=x`` to its value and parameters, those in pieces (RFC 2231) put together."""
    first, *rest = _pieces(value)
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, str]] = {}
    for piece in rest:
        name, _, words = piece.partition("=")
        name, star, number = name.strip().lower().partition("*")
        words = _unquoted(words.strip())
        if not star:
            found.setdefault(name, words)
            continue
        encoded = number.endswith("*") or not number
        digits = number.rstrip("*")
        at = int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 4 else 0
        pieces.setdefault(name, {})[at] = _plain(words, at == 0) if encoded else words
    for name, numbered in pieces.items():
        found.setdefault(name, "".join(words for _, words in sorted(numbered.items())))
    return first.strip(), found


def _pieces(value: str) -> list[str]:
    """Split at semicolons outside quotation marks."""
    pieces, start, quoted = [], 0, False
    for place, char in enumerate(value):
        if char == '"' and value[place - 1 : place] != "\\":
            quoted = not quoted
        elif char == ";" and not quoted:
            pieces.append(value[start:place])
            start = place + 1
    return [*pieces, value[start:]]


def _unquoted(words: str) -> str:
    if words.startswith('"'):
        return words[1:].partition('"')[0] if "\\" not in words else words.strip('"').replace("\\", "")
    return words.partition(" ")[0]


def _plain(words: str, first: bool) -> str:
    """``utf-8'ru'%D1%8F`` decoded."""
    if first and words.count("'") > 1:
        words = words.split("'", 2)[2]
    head, *rest = words.split("%")
    data = head.encode("utf-8", "surrogateescape")
    for piece in rest:
        try:
            data += bytes([int(piece[:2], 16)]) + piece[2:].encode("utf-8", "surrogateescape")
        except ValueError:
            data += b"%" + piece.encode("utf-8", "surrogateescape")
    return data.decode("utf-8", "surrogateescape")


def _from_base64(body: bytes) -> bytes:
    from binascii import a2b_base64

    # Padding ends a piece; some programs go on behind it.
    pieces = (piece.translate(None, _NOT_BASE64) for piece in body.split(b"="))
    whole = [piece[: len(piece) - (len(piece) % 4 == 1)] for piece in pieces]
    return b"".join(a2b_base64(piece + b"=" * (-len(piece) % 4)) for piece in whole)
