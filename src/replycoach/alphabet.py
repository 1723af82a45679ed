"""Folds text to one byte a character, so that matching is byte work and offsets stay those of the text.

The folded code page is windows-1251's, lower-cased, with ё as е, one apostrophe, one dash, plain blanks.
What it does not hold becomes ``FOREIGN`` (letters of other alphabets), ``COMBINING`` or ``SYMBOL``.
"""

from __future__ import annotations

from _codecs import charmap_build, charmap_encode, register_error

SYMBOL, COMBINING, FOREIGN = 0x01, 0x02, 0x03
ELLIPSIS, DASH, APOSTROPHE, HYPHEN = 0x85, 0x97, 0x27, 0x2D

_SAME = {
    " \t\r\xa0\u202f\u2009\u2003\u2007": 0x20,
    "'’ʼ‘`´": APOSTROPHE,
    "-‑‐": HYPHEN,
    "—–―−": DASH,
    "…": ELLIPSIS,
    "«": 0xAB,
    "»": 0xBB,
    "„": 0x84,
    "“": 0x93,
    "”": 0x94,
    "№": 0xB9,
    "•": 0x95,
    "ёЁ": 0xE5,
    "àâäáÀÂÄÁ": 0x61,
    "çÇ": 0x63,
    "èéêëÈÉÊË": 0x65,
    "îïíÎÏÍ": 0x69,
    "ñÑ": 0x6E,
    "ôöóÔÖÓ": 0x6F,
    "ùûüúÙÛÜÚ": 0x75,
}


def _folded_codes() -> dict[str, int]:
    codes = {chr(code): ord(chr(code).lower()) for code in range(0x20, 0x7F)}
    codes["\n"] = 0x0A
    for i in range(32):
        codes[chr(0x410 + i)] = codes[chr(0x430 + i)] = 0xE0 + i
    return codes | {char: code for chars, code in _SAME.items() for char in chars}


# charmap_encode is fast only for a compact map: 256 characters, a byte each, NUL first. Folding is a second, free step.
_CHARS = {char: byte for byte, char in enumerate(_folded_codes(), start=4)}
_ENCODING = charmap_build(("\0\ufffe\ufffe\ufffe" + "".join(_CHARS)).ljust(256, "\ufffe"))
_FOLD = bytes(range(4)) + bytes(_folded_codes().values()).ljust(252, b"\x01")

WORD_BYTES = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789'-") | frozenset(range(0xE0, 0x100)) | {FOREIGN, COMBINING}
_WORDS = bytes(code if code in WORD_BYTES else 0x20 for code in range(256))


def _case_of(byte: int, char: str) -> int:
    if char.isupper():
        return 0x55
    return 0x6C if char.isalnum() else 0x20


_CASE = b"    " + bytes(_case_of(byte, char) for char, byte in _CHARS.items()).ljust(252)


def _outside(error: UnicodeError) -> tuple[str | bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return bytes(map(_rare, error.object[error.start : error.end])), error.end


def _rare(char: str) -> int:
    if char.isalpha():
        return FOREIGN
    # A stress mark must not hide the word it stands in.
    return COMBINING if "\u0300" <= char <= "\u036f" else SYMBOL


register_error("replycoach.alphabet", _outside)


def encode(text: str) -> bytes:
    """One byte a code point, case kept: what ``fold`` and ``case`` take."""
    return charmap_encode(text, "replycoach.alphabet", _ENCODING)[0]


def fold(encoded: bytes) -> bytes:
    """Lower-case, in the folded code page."""
    return encoded.translate(_FOLD)


def words(folded: bytes) -> bytes:
    """The folded text with everything but words blanked."""
    return folded.translate(_WORDS)


def case(encoded: bytes) -> bytes:
    """``U`` for a capital, ``l`` for any other letter or digit, a blank for the rest."""
    return encoded.translate(_CASE)


def form(word: str) -> bytes:
    """A word as it looks in folded text."""
    return fold(encode(word))


def plain(text: str) -> bool:
    """Whether every character has a code of its own; such text is in NFC."""
    if text.isascii():
        return True
    try:
        charmap_encode(text, "strict", _ENCODING)
    except UnicodeEncodeError:
        return False
    return True
