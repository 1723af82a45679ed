"""Own words to sentences: a message folded to bytes; sentences are cut where somebody looks."""

from __future__ import annotations

from . import alphabet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Message, Span

_ENDS = bytes(0x2E if code in b".!?\n\x85" else code for code in range(256))
_CLOSERS = b".!?\x85)\"'\xbb\x94"
_ABBREVIATIONS = frozenset(
    "т д е п др пр ул руб коп тыс млн млрд стр рис г гг им проф см напр тел доб кв д корп обл оф эт каб шт мин сек"
    " mr mrs ms dr st vs etc eg ie approx dept inc ltd co jr sr fig nos ext tel apt".split()
)
_LETTERS = frozenset(map(alphabet.form, "тедпгрсчнэegmp"))
_FORMS = frozenset(alphabet.form(word) for word in _ABBREVIATIONS)
_SHORTEST_WRAP = 50
"""A line shorter than this was broken on purpose, not by a mail program."""


class Document:
    """A folded text. A sentence is a ``Span``; ``sentence_at`` finds the one around a place."""

    __slots__ = ("_breaks", "_marks", "_quotes", "encoded", "folded", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.encoded = alphabet.encode(text)
        self.folded = _unwrapped(alphabet.fold(self.encoded))
        self.words = alphabet.words(self.folded)
        self._marks = self.folded.translate(_ENDS)
        self._quotes: tuple[Span, ...] | None = None
        self._breaks: list[int] | None = None

    @property
    def end(self) -> int:
        """Where the last words end."""
        return len(self.folded.rstrip())

    @property
    def quotes(self) -> tuple[Span, ...]:
        """Stretches in quotation marks, marks included, of four words and more: somebody else's words."""
        if self._quotes is None:
            self._quotes = tuple(_quoted(self.folded))
        return self._quotes

    def is_quoted(self, place: int) -> bool:
        from bisect import bisect

        number = bisect(self.quotes, (place, len(self.text))) - 1
        return number >= 0 and place < self.quotes[number][1]

    def sentence_at(self, place: int) -> Span:
        """The sentence a word at ``place`` is in, without the blanks around it."""
        folded, marks = self.folded, self._marks
        start = stop = 0
        mark = marks.rfind(b".", 0, place)
        while mark >= 0 and not start:
            start = _sentence_end(self.text, folded, mark)
            mark = marks.rfind(b".", 0, mark)
        mark = marks.find(b".", place)
        while mark >= 0 and not stop:
            stop = _sentence_end(self.text, folded, mark)
            mark = marks.find(b".", mark + 1)
        piece = folded[start : stop or len(folded)]
        begin = start + len(piece) - len(piece.lstrip())
        return begin, begin + len(piece.strip())

    def sentences(self, start: int = 0) -> Iterator[Span]:
        """Sentences from ``start`` on, in order; those without a word are left out."""
        words = self.words
        while True:
            rest = words[start : start + 200].lstrip() or words[start:].lstrip()
            if not rest:
                return
            start = words.find(rest[:1], start)
            span = self.sentence_at(start)
            yield span
            start = span[1]

    def opening(self, count: int) -> int:
        """Where the first ``count`` sentences end; 0 means all of them."""
        from itertools import islice

        spans = list(islice(self.sentences(), count)) if count else []
        return spans[-1][1] if spans else self.end

    def paragraph(self, place: int) -> Span:
        """The paragraph a place is in; blank lines divide them."""
        from bisect import bisect

        if self._breaks is None:
            self._breaks = [0, *_blank_lines(self.folded), len(self.folded)]
        number = bisect(self._breaks, place, 1, len(self._breaks) - 1)
        return self._breaks[number - 1], self._breaks[number]

    def terminator(self, sentence: Span) -> bytes:
        """The punctuation a sentence ends with, such as ``?!``; empty if it just stops."""
        tail = self.folded[slice(*sentence)]
        return tail[len(tail.rstrip(_CLOSERS)) :]


def analyse(message: Message) -> Document:
    """The own words of a message; all else, code and addresses of pages in them too, is blank: offsets stay."""
    words = message.own_words
    if "`" in words:
        words = _without_code(words)
    if "://" in words:
        words = _without_links(words)
    return Document(words)


def _without_code(words: str) -> str:
    """Between two marks on one line stands code, as Markdown and chats have it."""
    lines = [line.split("`") for line in words.split("\n")]
    return "\n".join("`".join(_blanked(pieces)) for pieces in lines)


def _blanked(pieces: list[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        closed = number % 2 and number < len(pieces) - 1
        yield " " * len(piece) if closed else piece


def _without_links(words: str) -> str:
    pieces = words.split("://")
    for number in range(1, len(pieces)):
        stop = next(
            (at for at, char in enumerate(pieces[number]) if char.isspace() or char in '<>)]»"'), len(pieces[number])
        )
        pieces[number] = " " * stop + pieces[number][stop:]
    return "://".join(pieces)


def _unwrapped(folded: bytes) -> bytes:
    """Line breaks a mail program put in become blanks; those a person typed stay.

    A break was typed if the next line's first word would still have fitted on the line.
    """
    if b"\n" not in folded:
        return folded
    lines = folded.split(b"\n")
    lengths = list(map(len, lines))
    if max(lengths) < _SHORTEST_WRAP:
        return folded
    return b"".join(_with_breaks(lines, lengths))


def _with_breaks(lines: list[bytes], lengths: list[int]) -> list[bytes]:
    pieces = []
    width = 0
    for index, line in enumerate(lines[:-1]):
        length, following = lengths[index], lines[index + 1]
        width = max(width, length) if length else 0
        fitted = length + 1 + (following.find(b" ") if b" " in following else len(following))
        wrapped = length >= _SHORTEST_WRAP and following[:1] not in b"-*\x95\x97" and fitted > min(width, 100)
        pieces.append(line)
        pieces.append(b" " if wrapped else b"\n")
    pieces.append(lines[-1])
    return pieces


def _blank_lines(folded: bytes) -> Iterator[int]:
    place = 0
    for line in folded.split(b"\n"):
        if not line.strip():
            yield place
        place += len(line) + 1


def _sentence_end(text: str, folded: bytes, position: int) -> int:
    """Where the sentence ends whose mark stands at ``position``; 0 if it goes on."""
    code = folded[position]
    if code == 0x0A:
        return position + 1
    if code == 0x2E and not _is_full_stop(text, folded, position):
        return 0
    stop = position + 1
    while stop < len(folded) and folded[stop] in _CLOSERS:
        stop += 1
    return stop


def _is_full_stop(text: str, folded: bytes, position: int) -> bool:
    following = folded[position + 1 : position + 2]
    if following and following[0] in alphabet.WORD_BYTES:
        return False
    if following == b".":
        return True
    before = folded[max(0, position - 12) : position].replace(b".", b" ").split()
    if not before:
        return False
    word = before[-1]
    if word.isdigit():
        # The number of a list item: «1. Исправлю форму».
        line = folded.rfind(b"\n", 0, position) + 1
        return bool(folded[line : position - len(word)].strip())
    if len(word) == 1:
        # An initial or a short form, «т. е.»; but «сделал я.» ends.
        return not (word in _LETTERS or (text[position - 1].isupper() and word != b"i"))
    if word == b"no":
        return not folded[position + 1 : position + 3].strip().isdigit()
    return word not in _FORMS


def _quoted(folded: bytes) -> list[Span]:
    spans = []
    for opener, closer in ((b"\xab", b"\xbb"), (b"\x93", b"\x94"), (b"\x84", b"\x93"), (b'"', b'"')):
        start = folded.find(opener)
        while start >= 0:
            stop = folded.find(closer, start + 1)
            # A mark left open must not swallow the rest of the letter.
            if stop < 0 or b"\n\n" in folded[start:stop]:
                start = folded.find(opener, start + 1)
                continue
            if len(alphabet.words(folded[start:stop]).split()) > 3:
                spans.append((start, stop + 1))
            start = folded.find(opener, stop + 1)
    return sorted(spans)
