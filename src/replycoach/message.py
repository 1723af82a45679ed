"""A draft to a ``Message``: decoded, line ends and NFC settled once; a mail is unpacked, its headers left out."""

from __future__ import annotations

from . import alphabet
from .errors import DraftError
from .model import Message
from .signs import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .model import Parted

LARGEST = 4_000_000
"""Bytes or characters of text. A letter is never as large; a file picked by mistake is."""
LARGEST_MAIL = 64_000_000
"""Bytes of a mail: pictures and documents come with it."""

_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADERS = frozenset(
    b"from to cc bcc subject date sender reply-to message-id mime-version content-type content-transfer-encoding"
    b" received return-path delivered-to in-reply-to references user-agent x-mailer fcc gcc".split()
)
_SURE = frozenset(b"from subject mime-version content-type message-id received return-path".split())
_HEAD, _LONGEST_NAME = 64_000, 64
"""Bytes that are looked at, and those of a header's name."""


def read(draft: str | bytes, incoming: str = "") -> Message:
    """``bytes`` may be a whole mail (RFC 5322) or a text in any usual charset; ``incoming`` is the client's text.

    Raises ``DraftError`` if the draft is empty, binary, encrypted, too large or a file of Outlook's.
    """
    if isinstance(draft, str):
        return _message(draft, incoming)
    if draft.startswith(_OUTLOOK):
        raise DraftError("is an Outlook .msg file; save it as .eml or copy its text")
    if is_mail(draft):
        from .mail import unpack

        _expect(len(draft), LARGEST_MAIL)
        mail = unpack(draft)
        return _message(mail.text, incoming, mail.offset, mail.decoded, mail.flowed)
    _expect(len(draft), LARGEST)
    return _message(_decoded(draft), incoming)


def _decoded(draft: bytes) -> str:
    if b"\0" not in draft:
        try:
            return draft.decode()
        except UnicodeDecodeError:
            pass
    from .charset import decode

    return decode(draft)


def _message(draft: str, incoming: str, offset: int = 0, decoded: bool = False, flowed: bool = False) -> Message:
    _expect(len(draft), LARGEST)
    text = normalise(draft)
    if not text.strip():
        raise DraftError("is empty; write the reply first")
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise DraftError("is encrypted; check it before you encrypt it")

    def parted() -> Parted:
        from .blocks.parting import part

        return part(text, incoming, flowed)

    return Message(text, parted, not incoming and is_plain(text), offset, decoded)


def _expect(size: int, largest: int) -> None:
    if size > largest:
        cause = f"is {size // 1_000_000} MB, more than a letter (limit {largest // 1_000_000} MB)"
        raise DraftError(f"{cause}; pass the reply alone")


def normalise(text: str) -> str:
    """LF line ends, NFC, no byte-order mark."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    if alphabet.plain(text):
        return text
    from unicodedata import normalize

    return normalize("NFC", text)


def is_mail(draft: bytes) -> bool:
    """Whether bytes start with a mail's header: known names, ended by a blank line.

    A draft may begin «Тема: …» or "To: do list" all the same: two known names or a sure one are needed.
    """
    head = draft[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    if head.startswith(b"From "):
        # mbox: the line which parts mails.
        head = head.partition(b"\n")[2]
    first = head[:_LONGEST_NAME].partition(b":")[0].lower()
    if first not in _HEADERS and b"-" not in first:
        return False
    names: list[bytes] = []
    for line in head.split(b"\n"):
        name, colon, _ = line.partition(b":")
        if not line.strip() or line.startswith(b"--text follows this line--"):
            return len(names) > 1 or bool(_SURE.intersection(names))
        if line[:1] in b" \t":
            continue
        if not colon or b" " in name or not name.isascii():
            return False
        if name.lower() in _HEADERS:
            names.append(name.lower())
    return len(names) > 1 and len(draft) > len(head)
