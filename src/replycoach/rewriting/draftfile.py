"""A draft's bytes with another text in them: same charset, byte-order mark and line ends; a mail's header untouched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..charset import codec_of, decode
from ..codepages import PAGES
from ..errors import DraftError
from ..mail import body
from ..message import is_mail
from ..model import Message, Span

_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_CODECS = ("utf-8", *PAGES, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ENCODED = (
    "is a mail whose text is encoded (base64, quoted-printable, HTML);"
    " use --to-stdout and paste the text in your mail program"
)
_SIGNED = "is a signed mail, which no other text fits; rewrite it before you sign it"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """``above`` and ``below`` are the bytes around the text; ``lines`` the text's own, each with its end."""

    raw: bytes
    message: Message
    above: bytes
    lines: tuple[tuple[str, str], ...]
    below: bytes
    codec: str
    closed: str = ""
    """Why the file can have no other text; empty if it can."""

    def with_text(self, text: str) -> bytes:
        """The file with ``text``, normalised as the message's is. Raises ``DraftError`` if it cannot have that."""
        if text == self.message.text:
            return self.raw
        if self.closed:
            raise DraftError(self.closed)
        try:
            return self.above + self.ended(text).encode(self.codec) + self.below
        except UnicodeEncodeError as error:
            lacks = f"is in {self.codec}, which has no {error.object[error.start]}"
            raise DraftError(f"{lacks}; fill the blanks with --interactive, or use --to-stdout") from None

    @property
    def wide(self) -> bool:
        """Whether a letter has more bytes than line-by-line tools know of."""
        return self.codec.startswith(("utf-16", "utf-32"))

    def ended(self, text: str) -> str:
        """``text`` with the line ends of the draft, and its unchanged lines to the letter."""
        old, new = self.message.text.split("\n"), text.split("\n")
        usual = Counter(end for _, end in self.lines if end).most_common(1)
        made = [(line, usual[0][0] if usual else "\n") for line in new]
        for at, other in _same(old, new):
            words, end = self.lines[at]
            made[other] = (words, end or made[other][1])
        return "".join(words + end for words, end in made[:-1]) + made[-1][0]


def _same(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that stay, by their numbers; those above and below all changes need no search."""
    least = min(len(old), len(new))
    top = next((at for at in range(least) if old[at] != new[at]), least)
    under = next((at for at in range(least - top) if old[-1 - at] != new[-1 - at]), least - top)
    yield from ((at, at) for at in range(top))
    inner = SequenceMatcher(None, old[top : len(old) - under], new[top : len(new) - under], autojunk=False)
    for block in inner.get_matching_blocks():
        yield from ((top + block.a + at, top + block.b + at) for at in range(block.size))
    yield from ((len(old) - 1 - at, len(new) - 1 - at) for at in range(under))


def read_file(raw: bytes, message: Message) -> DraftFile:
    """``message`` is what was read from the bytes."""
    if not is_mail(raw):
        return _cut(raw, message, (0, len(raw)), _CODECS)
    if message.decoded:
        return DraftFile(raw, message, b"", (), b"", "utf-8", _ENCODED)
    start, stop, encoding, charset = body(raw)
    if b"multipart/signed" in raw[:start].lower():
        return DraftFile(raw, message, b"", (), b"", "utf-8", _SIGNED)
    if encoding == "7bit" or charset.lower() in ("us-ascii", "ascii"):
        return _cut(raw, message, (start, stop), ("ascii", *_CODECS))
    own = codec_of(charset)
    return _cut(raw, message, (start, stop), (own, *_CODECS) if own else _CODECS, charset)


def _cut(raw: bytes, message: Message, span: Span, codecs: Sequence[str], charset: str = "") -> DraftFile:
    content = raw[slice(*span)]
    text = decode(content, charset or None)
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    for codec in (_MARKS[mark],) if mark else codecs:
        if _encoded(text, codec) == content[len(mark) :]:
            lines = tuple(_LINE.findall(text))[: message.text.count("\n") + 1]
            return DraftFile(raw, message, raw[: span[0]] + mark, lines, raw[span[1] :], codec)
    return DraftFile(raw, message, b"", (), b"", "utf-8", "has bytes that are no letters; save it as UTF-8")


def _encoded(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec)
    except UnicodeError:
        return None
