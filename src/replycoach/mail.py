"""A mail (RFC 5322) to the text its reader sees first; attachments are left alone."""

from __future__ import annotations

from .charset import decode
from .errors import DraftError
from .mime import Entity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")
_DECODED = ("base64", "quoted-printable")
_DEEPEST, _MOST = 20, 200
"""Parts within parts, and parts in all, that are looked into."""
_FEW_LINES, _FEW_LETTERS = 3, 100
"""A text part of so few lines and so many letters may have lost its line breaks."""
_ELSEWHERE = ("html", "browser", "браузер", "online version", "веб-верси")
_EMACS = b"\n--text follows this line--\n"
"""Instead of the blank line below the header of a draft in Emacs."""


class Unpacked:
    """``text`` of a mail; for ``offset`` and ``decoded`` see ``model.Message``, for ``flowed`` RFC 3676."""

    __slots__ = ("decoded", "flowed", "offset", "text")

    def __init__(self, text: str, offset: int, decoded: bool, flowed: bool) -> None:
        self.text, self.offset, self.decoded, self.flowed = text, offset, decoded, flowed


def unpack(draft: bytes) -> Unpacked:
    """Raises ``DraftError`` if the mail is encrypted or holds no text."""
    mail = _entity(draft)
    parts = list(_texts(mail, 0))[:_MOST]
    if not parts:
        raise DraftError("is a mail without a text; write the reply first")
    text = "\n".join(map(_text, parts))
    decoded = len(parts) > 1 or parts[0].encoding in _DECODED or parts[0].kind == "text/html"
    offset = 0 if decoded else draft.count(b"\n", 0, parts[0].start)
    return Unpacked(text, offset, decoded, all(part.params.get("format", "").lower() == "flowed" for part in parts))


def body(draft: bytes) -> tuple[int, int, str, str]:
    """Where the text of a mail stands that is not ``decoded``, and what encoding and charset it is said to have."""
    part = next(_texts(_entity(draft), 0))
    return part.start, part.start + len(part.body), part.encoding, part.params.get("charset", "")


def _entity(draft: bytes) -> Entity:
    """The mail without what may stand above its header: blank lines, a byte-order mark, the line of an mbox."""
    start = len(draft) - len(draft.lstrip(b"\xef\xbb\xbf\r\n"))
    if draft.startswith(b"From ", start):
        start = draft.find(b"\n", start) + 1
    return Entity(draft[start:].replace(_EMACS, b"\n\n" + b" " * (len(_EMACS) - 2), 1), start)


def _texts(part: Entity, depth: int) -> Iterator[Entity]:
    """The parts a mail program shows as the text, in order."""
    if part.kind in _ENCRYPTED:
        raise DraftError("is encrypted; check it before you encrypt it")
    inner = part.parts if depth < _DEEPEST else []
    if inner:
        yield from _shown(part.kind, inner[:_MOST], depth + 1)
    elif part.kind.startswith(("text/plain", "text/html", "multipart/")) and not part.is_attached:
        # A multipart without its boundary is read as the text it is.
        yield part


def _shown(kind: str, parts: list[Entity], depth: int) -> Iterator[Entity]:
    if kind != "multipart/alternative":
        for part in parts[:1] if kind == "multipart/signed" else parts:
            yield from _texts(part, depth)
        return
    found = [list(_texts(part, depth)) for part in parts]
    plain = [texts for texts in found if texts and all(text.kind == "text/plain" for text in texts)]
    rich = [texts for texts in found if texts not in plain]
    best = next((texts for texts in plain + found if any(_text(text).strip() for text in texts)), [])
    yield from next((texts for texts in rich if _is_poor(best, texts)), best)


def _is_poor(plain: list[Entity], rich: list[Entity]) -> bool:
    """Whether a mailing system left the text part to chance: run together, or a note on where to read the real one."""
    text = "\n".join(map(_text, plain)).strip()
    lines = text.count("\n") + 1
    if lines > _FEW_LINES or (len(text) < _FEW_LETTERS and not any(sign in text.lower() for sign in _ELSEWHERE)):
        return False
    better = "\n".join(map(_text, rich))
    return len(better.split("\n")) > 2 * lines and len(better) > 0.8 * len(text)


def _text(part: Entity) -> str:
    text = decode(part.content, part.params.get("charset"))
    if part.kind != "text/html":
        return text
    from .markup.page import to_text

    return to_text(text)
