"""Who a mail goes to and what it is about, as far as telling one mail from another needs it."""

from __future__ import annotations

from .digests import digest
from .errors import DraftError
from .message import LARGEST_MAIL, is_mail, read
from .mime import Entity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .model import Message

_VALUED = ("-f", "-F", "-r", "-N", "-R", "-B", "-O", "-C", "-h", "-L", "-X", "-V", "-a")
"""Options of sendmail(1), and of msmtp, whose value may stand in the next word."""
_ADDRESSED = ("to", "cc", "bcc")
_NO_MAIL = frozenset("-bp -bi -bv -bd -bD -bt -bh -bH -bP --version --help --serverinfo".split())
"""Modes of sendmail(1), and of msmtp, in which no mail comes in."""
SPEAKS_SMTP = "-bs"


class Envelope:
    """``key`` names own words with recipients and subject: the same however often a mail program sends a draft, for
    dates, Message-IDs and boundaries are not in it. ``conversation`` names recipients and subject alone. ``exact``
    names these very bytes and recipients; empty without a Message-ID, for then the same bytes may be another mail.
    """

    __slots__ = ("conversation", "exact", "key", "message", "subject")

    def __init__(self, mail: bytes, recipients: Sequence[str] = (), headers: bytes = b"", blind: bool = False) -> None:
        """``headers`` count instead of the mail's own; ``blind`` looks at bytes and recipients alone."""
        fields = {} if blind else _fields(headers or mail)
        people = sorted({*recipients, *_addressed(fields)})
        envelope = "\n".join(people).encode("utf-8", "surrogateescape")
        self.subject = fields.get("subject", "")
        subject = _bare(self.subject).encode("utf-8", "surrogateescape")
        self.message = None if blind else _message(mail)
        self.conversation = digest(envelope, subject)
        self.key = digest(envelope, subject, mail if blind else _words(mail, self.message))
        self.exact = digest(envelope, mail) if "message-id" in fields else ""


def addresses(arguments: Sequence[str]) -> Iterator[str]:
    """Addresses among the arguments of sendmail(1)."""
    ended = False
    for word, is_option in _parted(arguments):
        if ended or (not is_option and "@" in word):
            yield word.lower()
        ended = ended or (is_option and word == "--")


def is_without_mail(arguments: Sequence[str]) -> bool:
    """Whether the words, the transport's among them, ask for anything but sending a mail.

    ``-q`` runs the queue only if no word comes after it: ``ssh -q host sendmail`` sends mail like any other.
    """
    queue = False
    for word, is_option in _parted(arguments):
        if is_option and word in _NO_MAIL:
            return True
        queue = word.startswith("-q") if is_option else False
    return queue


def speaks_smtp(arguments: Sequence[str]) -> bool:
    return (SPEAKS_SMTP, True) in _parted(arguments)


def _parted(arguments: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each word with whether it is an option; values of options are left out, and ``--`` is the last option."""
    valued = ended = False
    for word in arguments:
        if valued:
            valued = False
            continue
        is_option = not ended and word.startswith("-")
        valued, ended = is_option and word in _VALUED, ended or word == "--"
        yield word, is_option


def _fields(mail: bytes) -> Mapping[str, str]:
    return Entity(mail[:LARGEST_MAIL].lstrip(b"\r\n")).fields if is_mail(mail) else {}


def _addressed(fields: Mapping[str, str]) -> Iterator[str]:
    for name in _ADDRESSED:
        for address in fields.get(name, "").split(","):
            if address.strip():
                yield " ".join(address.split()).lower()


def _bare(subject: str) -> str:
    """Without ``Re:``, so that an answer to an answer is the same conversation."""
    words = " ".join(subject.split())
    while words[:3].lower() in ("re:", "aw:"):
        words = words[3:].lstrip()
    return words


def _message(mail: bytes) -> Message | None:
    """None if it cannot be read; the check says why."""
    try:
        return read(mail)
    except DraftError:
        return None


def _words(mail: bytes, message: Message | None) -> bytes:
    if message is None:
        # The header is written anew at every attempt.
        return Entity(mail).body if is_mail(mail) else mail
    return " ".join(message.own_words.split()).encode("utf-8", "surrogatepass")
