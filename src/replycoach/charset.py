"""Bytes of a draft, or of a part of a mail, to text: by what they hold, and only then by what they are said to be."""

from __future__ import annotations

from .errors import DraftError

_BINARY = "is binary, not text; save the reply as plain text"
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ESCAPED = ("utf-7", "hz", "iso2022")  # these hide their letters in ASCII
_TRUST = 8  # in strain, see codepages: about two letters' worth
_CONTROLS = bytes(range(1, 7)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"

_UNTEXTUAL = frozenset("idna mbcs oem punycode raw-unicode-escape undefined unicode-escape".split())
_NAMELESS = frozenset("ansi ascii 8bit binary default none unknown unknown8bit usascii userdefined".split())
_NUMBERED = frozenset("ansi codepage cp dos ibm microsoft microsoftcp ms mscp oem win wincp windows windowscp".split())
_ALIASES = {
    "koi": "koi8-r", "koi8": "koi8-r", "koi8r": "koi8-r", "koi8rus": "koi8-r", "cp20866": "koi8-r",
    "koi8u": "koi8-u", "koi8ru": "koi8-u", "cp21866": "koi8-u",
    "maccyrillic": "mac-cyrillic", "macintoshcyrillic": "mac-cyrillic", "macukrainian": "mac-cyrillic",
    "cyrillic": "iso8859-5", "cp10007": "mac-cyrillic", "macintosh": "mac-roman",
    "utf": "utf-8", "utf8mb3": "utf-8", "utf8mb4": "utf-8", "unicode11utf8": "utf-8",
    "unicode": "utf-16", "ucs2": "utf-16", "unicodefffe": "utf-16-be", "ucs4": "utf-32",
    "utf16le": "utf-16-le", "utf16be": "utf-16-be", "utf32le": "utf-32-le", "utf32be": "utf-32-be",
    "sjis": "cp932", "windows31j": "cp932", "ksc56011987": "cp949", "eucgb2312cn": "gb18030", "gb23121980": "gb18030",
}  # fmt: skip
# As browsers do: what is labelled with the left is written with the right, which holds more.
_WIDER = {
    "ascii": "", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "utf-8-sig": "utf-8",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip


def decode(data: bytes, declared: str | None = None) -> str:
    """The text, without a byte-order mark; U+FFFD stands for a byte that fits nothing.

    ``declared`` is a charset's name as a mail gives it, often wrong. Raises ``DraftError`` if ``data`` is no text.
    """
    named = codec_of(declared) if declared else ""
    if named in ("", "utf-8") and b"\0" not in data:
        try:
            return data.decode().removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    for read in (_marked, _wide, _escaped, _narrow):
        text = read(data, named)
        if text is not None:
            return text.removeprefix("\ufeff")
    raise DraftError(_BINARY)


def codec_of(declared: str) -> str:
    """Python's name of a charset; empty if nothing can be told from ``declared``."""
    bare = declared.lower().partition(";")[0].partition(":")[0]
    parts = "".join(char if char.isascii() and char.isalnum() else " " for char in bare)
    squeezed = parts.replace(" ", "").removeprefix("charset").removeprefix("x")[:40]
    if squeezed in _NAMELESS:
        return ""
    name = _known(_ALIASES.get(squeezed) or _numbered(squeezed) or "-".join(parts.split())[:40])
    return _WIDER.get(name, name)


def _numbered(squeezed: str) -> str:
    """``win1251`` is cp1251, ``iso88598i`` is iso8859-8."""
    if squeezed.startswith("iso8859"):
        return "iso8859-" + squeezed[7:].rstrip("ie")
    letters = squeezed.rstrip("0123456789")
    name = "cp" + squeezed[len(letters) :]
    return _ALIASES.get(name, name) if letters in _NUMBERED or not letters else ""


def _known(name: str) -> str:
    from _codecs import lookup

    try:
        found = lookup(name)
    except LookupError:
        return ""
    return found.name if found._is_text_encoding and found.name not in _UNTEXTUAL else ""


def _marked(data: bytes, _: str) -> str | None:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _readable(data[len(mark) :], codec, share=0)
    return None


def _wide(data: bytes, named: str) -> str | None:
    """Two or four bytes a letter, which NULs show, or the name and control characters (the halves of Cyrillic)."""
    if b"\0" not in data and not (named.startswith(("utf-16", "utf-32")) and _controls(data)):
        return None
    if named in _WIDE and (text := _readable(data, named, share=0)) is not None:
        return text
    readings = (_readable(data, codec, share=0.9) for codec in _WIDE)
    return next((text for text in readings if text is not None), None)


def _readable(data: bytes, codec: str, share: float) -> str | None:
    """The text, if there is no NUL and its beginning is little damaged and European to a ``share``."""
    start = data[:8000].decode(codec, "replace")
    strange = sum("\ud800" <= char < "\uf900" or char == "\ufffd" for char in start)
    european = sum(char in "\t\n\r" or " " <= char < "\u0530" or "\u2010" <= char < "\u2123" for char in start)
    if european < share * len(start) or strange > 1 + len(start) // 100 or not start.strip("\ufffd"):
        return None
    text = data.decode(codec, "replace")
    return text if "\0" not in text else None


def _is_binary(data: bytes) -> bool:
    return b"\0" in data or _controls(data) > 3 + len(data) // 50


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _escaped(data: bytes, named: str) -> str | None:
    return _strict(data, named) if named.startswith(_ESCAPED) and not _is_binary(data) else None


def _narrow(data: bytes, named: str) -> str | None:
    if _is_binary(data):
        return None
    if data.isascii():
        return data.decode()
    from . import codepages

    handicaps = {**codepages.PAGES}
    for codec in (named, "koi8-u") if named == "koi8-r" else (named,):
        if codec and not codec.startswith(("utf", *_ESCAPED)):
            handicaps[codec] = -_TRUST // 2 if codec == "cp1252" else -_TRUST
    if _strict(data, "utf-8") is not None:
        handicaps["utf-8"] -= _TRUST // 2
    return data.decode(codepages.likeliest(data, handicaps), "replace")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None
