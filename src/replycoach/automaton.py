"""The compiled playbook: plain data in one blob, read without trust and looked up without unpacking.

Layout: ``MAGIC``, 32 bytes of key, sixteen section lengths (u32), the sections. Words stand in an
open-addressed hash table keyed by the number their bytes spell, so looking one up needs no hash
of Python's and no dictionary. Patterns and texts are JSON, decoded one by one when first needed.
Whatever does not fit raises ``ValueError``: the caller compiles anew.
"""

from __future__ import annotations

import sys

try:
    from posix import fstat, pread
except ImportError:
    # Windows has no pread: there a file is read whole.
    pread = None  # type: ignore[assignment]

from .lexicon import NOTHING, SHAPES, Hot, Near, Sets, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    Candidates = Mapping[int, list[int]]
    """Patterns by the other word set their sentence must have (``ALONE``: none)."""
    Others = Mapping[int, list[int]]
    """Patterns by role and owner (see ``code``)."""
    Part = tuple[bytes, frozenset[int], Candidates, Others, tuple[int, int]]
    """One word as matched: its form, the word sets it is in, patterns of flags to try at it, all others;
    how many words before and behind it the companion of a flag may be."""

MAGIC = b"replycoach-4-" + sys.byteorder[:3].encode()
KEY_SIZE, SECTIONS = 32, 16
PIECEMEAL = frozenset({2, 9, 13, 15})
"""Sections of words, patterns, texts and endings."""
_HEADER = len(MAGIC) + KEY_SIZE + 4 * SECTIONS
MATCH, ANTI, CUE, END = range(4)
"""What a pattern is for: its rule, against its rule, to open a mask, to close one."""
FLAG = 0xFFFFFFFF
"""Instead of a code: patterns of flags are looked for everywhere, all others when their owner is asked for."""
REACH_SHIFT, SIDE_SHIFT = 16, 8
"""Above a companion's number stands how many words behind the anchor it may be, then how many in front."""
FRONT = 1 << 15
"""How far behind an anchor a needed word may be is stored above this, how far in front below."""
_COMPANION, _SIDE = (1 << REACH_SHIFT) - 1, (1 << SIDE_SHIFT) - 1
_MOSTLY = 64
"""Bytes behind a form that most entries of the table fit in."""
_KA, _TO = b"-\xea\xe0", b"-\xf2\xee"


def code(role: int, owner: int) -> int:
    """A role and the number of a rule or mask in one."""
    return role << 16 | owner


def _scanner() -> Callable[[str], Any]:
    """The JSON scanner in C; importing the whole of ``json`` would double the cost of a check."""
    try:
        from _json import make_scanner
    except ImportError:
        from json import loads

        return loads

    class Context:
        strict, memo = True, {}  # type: ignore[var-annotated]
        object_hook = object_pairs_hook = None
        parse_float, parse_int, parse_constant = float, int, str

    scan = make_scanner(Context)  # type: ignore[arg-type]

    def read(text: str) -> Any:
        try:
            return scan(text, 0)[0]
        except (StopIteration, RecursionError) as error:
            raise ValueError("no JSON") from error

    return read


read_json = _scanner()


class Stretch:
    """A section read from its file piece by piece: a check needs little of it. (A look into a map of the file would
    bring in 64 KiB around, which stay.)"""

    __slots__ = ("_file", "_start")

    def __init__(self, file: int, start: int) -> None:
        self._file, self._start = file, start

    def __getitem__(self, part: slice) -> bytes:
        return pread(self._file, part.stop - part.start, self._start + part.start)


class Automaton:
    """``rules`` and ``masks`` are lists of lists as the compiler wrote them; patterns and texts are lazy.

    ``source`` is the blob, or the open descriptor of a file that holds it, which must stay open.
    """

    def __init__(self, source: bytes | int) -> None:
        sections = _sections_of(source) if isinstance(source, int) else _sections(source)
        meta = read_json(str(sections[0], "utf-8"))
        self.meta: Mapping[str, Any] = meta
        self.rules: list[list[Any]] = meta["rules"]
        self.masks: list[list[Any]] = meta["masks"]
        self._slots, self._pool = sections[1].cast("I"), sections[2]
        self._anchored_index, self._anchored = sections[3].cast("I"), sections[4].cast("I")
        self._companions, self._codes = sections[5].cast("I"), sections[6].cast("I")
        self._is_anchor = sections[7]
        self._pattern_index, self._patterns = sections[8].cast("I"), sections[9]
        self._needs_index, self._needs = sections[10].cast("I"), sections[11].cast("I")
        self._text_index, self._texts = sections[12].cast("I"), sections[13]
        self._ending_slots, self._endings = sections[14].cast("I"), sections[15]
        self._decoded: dict[int, list[Any]] = {}
        self._read_texts: dict[int, Mapping[str, Any]] = {}
        self._grammar: dict[bytes, frozenset[int]] = {}
        if not len(self._slots) or not len(self._ending_slots):
            raise ValueError("no words")
        self.shapes = {shape: self.sets_of(b"#" + shape.encode()) for shape in SHAPES}
        self.words = Words(self)
        self.near = Near(self)
        self.sets = Sets(self)
        self.hot = Hot(self)

    def sets_of(self, form: bytes) -> tuple[int, ...]:
        """Numbers of the word sets a folded form is in."""
        return _numbers(self._slots, self._pool, form)

    def is_of(self, grammar: int, form: bytes) -> bool:
        """Whether a folded form is of an open grammar class, by its endings (see ``endings``)."""
        found = self._grammar.get(form)
        if found is None:
            found = self._grammar[form] = self._classes_of(form)
        return grammar in found

    def _classes_of(self, form: bytes) -> frozenset[int]:
        # «посмотрите-ка» is judged without its particle.
        form = form.removesuffix(_KA).removesuffix(_TO)
        form = form[form.rfind(b"-") + 1 :]
        if not form or len(form) > 40 or min(form) < 0xE0:
            return frozenset()
        slots, pool = self._ending_slots, self._endings
        odd = set(_numbers(slots, pool, b"^" + form))
        for start in range(max(0, len(form) - self.meta["ending"]), len(form)):
            odd.symmetric_difference_update(_numbers(slots, pool, form[start:]))
        return frozenset(odd)

    def part(self, form: bytes, extra: tuple[int, ...] = ()) -> Part:
        """``extra`` are the sets of a shape the word has."""
        sets = self.sets_of(form) + extra
        if not sets:
            return form, *NOTHING[1:]
        flags: dict[int, list[int]] = {}
        others: dict[int, list[int]] = {}
        before = behind = 0
        index, anchored, companions, codes = self._anchored_index, self._anchored, self._companions, self._codes
        is_anchor = self._is_anchor
        for number in sets:
            if not is_anchor[number]:
                continue
            for place in range(index[number], index[number + 1]):
                owner, companion = codes[place], companions[place]
                found, key = (others, owner) if owner != FLAG else (flags, companion & _COMPANION)
                if key in found:
                    found[key].append(anchored[place])
                else:
                    found[key] = [anchored[place]]
                if owner != FLAG:
                    continue
                behind = max(behind, companion >> REACH_SHIFT & _SIDE)
                before = max(before, companion >> REACH_SHIFT + SIDE_SHIFT)
        return form, frozenset(sets), flags, others, (before, behind)

    def pattern(self, number: int) -> list[Any]:
        found = self._decoded.get(number)
        if found is None:
            start, stop = self._pattern_index[number], self._pattern_index[number + 1]
            found = self._decoded[number] = read_json(str(self._patterns[start:stop], "utf-8"))
        return found

    def needs(self, number: int) -> tuple[tuple[int, int], ...]:
        """What a pattern needs besides its anchor: word sets, and how many words behind (negative: in front)."""
        start, stop = self._needs_index[number], self._needs_index[number + 1]
        flat = self._needs[start:stop].tolist()
        return tuple((flat[place], flat[place + 1] - FRONT) for place in range(0, len(flat), 2))

    def parts(self, word: bytes) -> tuple[Part, ...]:
        """All a word as split from text may turn out to be; a number also each shape, and what it begins."""
        parts = self.words[word]
        if not word[:1].isdigit():
            return parts
        shapes = (self.part(b"", sets) for sets in (*self.shapes.values(), self.sets_of(word + b"#")))
        return (*parts, *shapes)

    def owners(self, word: bytes) -> Iterable[int]:
        """Whoever (see ``code``) has a pattern to try at a word as split from text, flags aside."""
        return (owner for part in self.parts(word) for owner in part[3])

    def texts(self, rule: int, lang: int) -> Mapping[str, Any]:
        """Message, why and rewrite of a rule in language 0 (ru) or 1 (en); empty if it has none."""
        place = 2 * rule + lang
        found = self._read_texts.get(place)
        if found is None:
            start, stop = self._text_index[place], self._text_index[place + 1]
            found = self._read_texts[place] = read_json(str(self._texts[start:stop], "utf-8")) if stop > start else {}
        return found


def _numbers(slots: memoryview, pool: memoryview | Stretch, form: bytes) -> tuple[int, ...]:
    """What an open-addressed table holds under a form."""
    size, length = len(slots), len(form)
    slot = int.from_bytes(form, "little") % size
    for _ in range(size):
        place = slots[slot]
        if not place:
            return ()
        entry = pool[place : place + length + _MOSTLY]
        if entry[0] == length and entry[1 : length + 1] == form:
            start = length + 3
            stop = start + 2 * (entry[start - 2] + 256 * entry[start - 1])
            if stop > len(entry):
                entry = pool[place : place + stop]
            return tuple(memoryview(entry)[start:stop].cast("H"))
        slot = slot + 1 if slot + 1 < size else 0
    return ()


def key_of(blob: bytes) -> bytes:
    """The key a blob was compiled under, or nothing if it is no blob of ours."""
    return blob[len(MAGIC) : len(MAGIC) + KEY_SIZE] if blob.startswith(MAGIC) else b""


def _sections(blob: bytes) -> list[Any]:
    view = memoryview(blob)
    lengths = _lengths(blob[:_HEADER], len(blob))
    starts = [_HEADER + sum(lengths[:number]) for number in range(SECTIONS)]
    return [view[start : start + length] for start, length in zip(starts, lengths, strict=True)]


def _sections_of(file: int) -> list[Any]:
    """Those of a file; the large ones stay there."""
    lengths = _lengths(pread(file, _HEADER, 0), fstat(file).st_size)
    sections: list[Any] = []
    start = _HEADER
    for number, length in enumerate(lengths):
        piecemeal = number in PIECEMEAL
        sections.append(Stretch(file, start) if piecemeal else memoryview(pread(file, length, start)))
        start += length
    return sections


def _lengths(header: bytes, size: int) -> list[int]:
    if len(header) < _HEADER or header[: len(MAGIC)] != MAGIC:
        raise ValueError("not a compiled playbook of this version")
    lengths = memoryview(header)[_HEADER - 4 * SECTIONS :].cast("I").tolist()
    if _HEADER + sum(lengths) != size:
        raise ValueError("truncated")
    return lengths


def pack(key: bytes, sections: list[bytes]) -> bytes:
    """The reverse of reading: what the compiler calls."""
    lengths = b"".join(len(section).to_bytes(4, sys.byteorder) for section in sections)
    return MAGIC + key + lengths + b"".join(sections)
