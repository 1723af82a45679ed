"""Lines that say whose words come next: "On Monday Ann wrote:", От: / Кому: / Тема:, «-----Исходное сообщение-----»."""

from __future__ import annotations

from .dates import has_address, has_date, has_time, is_date_word, opens_a_date, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

WEAK, SURE = 1, 2
"""A weak attribution counts only right above a quote; a sure one also above words without any mark."""

_WROTE = frozenset(
    "wrote writes пишет писал писала писал(а писал(а) написал написала написал(а написал(а) пише писав писала"
    " написав schrieb écrit escribió escreveu scritto schreef skrev napisał napisała kirjoitti".split()
)
_YOU_WROTE = ("вы писали", "вы написали", "you wrote", "ты писал", "ты написал")
_HEADERS = {
    name: kind
    for kind, names in {
        "from": "from|от|от кого|отправитель|von|de|від|da|van|från|fra|od|expéditeur",
        "date": "sent|date|отправлено|дата|datum|gesendet|envoyé|enviado|enviada|fecha|data|verzonden|skickat|sendt"
        "|надіслано|отправлен|отправленные|sent at|время",
        "to": "to|кому|an|à|para|aan|till|til|получатель|cc|копия|kopie|bcc|reply-to|reply to|сс|скрытая копия",
        "subject": "subject|тема|betreff|objet|asunto|oggetto|onderwerp|ämne|emne|assunto|темы",
        "other": "attachments|вложения|importance|важность|приоритет|priority|organization|message-id|x-mailer",
    }.items()
    for name in names.split("|")
}
_RULES = "-‐‑‒–—―−=_*~#<>|+. "
_ORIGINAL = (
    "original message", "original appointment", "исходное сообщение", "оригинальное сообщение", "исходное письмо",
    "ursprüngliche nachricht", "originalnachricht", "message d'origine", "message d’origine", "mensaje original",
    "messaggio originale", "вихідне повідомлення", "оригінальне повідомлення", "oorspronkelijk bericht",
    "reply message", "сообщение клиента",
)  # fmt: skip
_FORWARDED = (
    "forwarded message", "forwarded by", "пересылаемое сообщение", "пересланное сообщение", "пересылаемое письмо",
    "перенаправленное сообщение", "переадресованное сообщение", "начало переадресованного сообщения",
    "начало переадресованного письма", "начало пересылаемого сообщения", "пересланное письмо",
    "weitergeleitete nachricht", "message transféré", "mensaje reenviado",
    "messaggio inoltrato", "переслане повідомлення", "перенаправлене повідомлення", "begin forwarded message",
)  # fmt: skip
_FORWARDED_ENDS = (
    "конец пересылаемого сообщения", "конец пересланного сообщения", "конец переадресованного сообщения",
    "end of forwarded message", "end forwarded message", "конец перенаправленного сообщения",
)  # fmt: skip
_ABOVE = (
    "above this line", "above this dashed line", "above the line", "below this line", "над этой строкой",
    "над этой линией", "над этой чертой", "над данной строкой", "над линией", "выше этой строки", "выше этой линии",
    "выше этой черты", "выше данной строки", "выше линии", "ниже этой строки", "ниже этой линии", "над цією лінією",
    "oberhalb dieser linie",
)  # fmt: skip
_REPLY = ("reply", "type", "write", "respond", "ответ", "введите", "пишите", "напишите", "відповід", "antwort")
_ORDERS = (*_REPLY, "please", "пожалуйста", "не пишите")
_DAYS = ("today", "yesterday", "сегодня", "вчера", "позавчера")
_LONGEST = 320
"""Characters of an attribution, all its lines together."""


def separates(line: str) -> str:
    """``original``, ``forwarded``, ``end`` (of a forwarded message), ``above`` (reply above this line), or nothing."""
    words = line.strip(_RULES).rstrip(":").strip(_RULES).lower()
    if not 4 < len(words) < 90:
        return ""
    framed = line.strip()[:1] in _RULES or line.rstrip()[-1:] in ":-—_"
    if framed and words.startswith(_FORWARDED_ENDS):
        return "end"
    if framed and words.startswith(_ORIGINAL) and len(words.split()) < 6:
        return "original"
    if framed and words.startswith(_FORWARDED) and len(words.split()) < 10:
        return "forwarded"
    return "above" if _is_above(line.strip(), words, framed) else ""


def _is_above(line: str, words: str, framed: bool) -> bool:
    """The help desk's line, not a sentence about it: framed or starting with what to do, and ending the line."""
    if not any(phrase in words for phrase in _ABOVE) or not any(word in words for word in _REPLY):
        return False
    return len(words.split()) < 14 and (framed or words.startswith(_ORDERS)) and line[:1] not in '"«“'


def is_rule(line: str) -> bool:
    """A line drawn across the mail."""
    line = line.strip()
    return len(line) > 3 and not line.strip("-‐‑‒–—―−=_*")


def headers(lines: Sequence[str], start: int, bare: bool = False) -> tuple[int, int]:
    """How many lines from ``start`` on are a mail's header, and how sure; 0 lines if they are none.

    ``bare``: below a separator the names may stand without a colon, as eM Client writes them.
    """
    found: dict[str, str] = {}
    at, last = start, start
    while at < len(lines) and at - start < 16:
        kind, value = _header(lines[at], bare)
        if kind:
            found.setdefault(kind, value)
            last = at + 1
        elif lines[at].strip():
            # A long list of addresses goes on in the next line.
            if last == start or not _goes_on(lines[at]) or at - last > 1:
                break
        elif at + 1 < len(lines) and not _header(lines[at + 1], bare)[0]:
            break
        at += 1
    if not found or len(found) < 2 or "from" not in found:
        return 0, 0
    evident = has_address(" ".join(found.values())) or has_time(found.get("date", ""))
    if not evident and not {"date", "to", "subject"} & found.keys():
        return 0, 0
    return last - start, SURE if evident and "date" in found and len(found.keys() - {"other"}) > 2 else WEAK


def is_own_header(lines: Sequence[str], start: int) -> int:
    """How many lines are the draft's own «Кому: … Тема: …»."""
    count = 0
    while start + count < len(lines) and _header(lines[start + count])[0] in ("to", "subject"):
        count += 1
    return count if count > 1 else 0


def is_address_line(line: str) -> bool:
    """A header line by itself, as some programs put above an attribution."""
    kind, value = _header(line)
    return bool(kind) and (has_address(value) or value.endswith(";"))


def _header(line: str, bare: bool = False) -> tuple[str, str]:
    """The kind of a header line and its value; of any other line nothing."""
    name, colon, value = line.replace("*", "").partition(":")
    if colon and len(name) < 24 and name.strip().lower() in _HEADERS:
        return _HEADERS[name.strip().lower()], value.strip()
    name, _, value = line.strip().partition(" ")
    return (_HEADERS.get(name.lower(), ""), value.strip()) if bare else ("", "")


def _goes_on(line: str) -> bool:
    return line[:1] in " \t" or "@" in line or ";" in line


def attribution(lines: Sequence[str], last: int) -> tuple[int, int]:
    """The first line of the attribution that ends with line ``last``, and how sure it is; 0: it is none."""
    if not _ends(lines[last]):
        return last, 0
    best = (last, 0)
    for first in range(last, max(-1, last - 4), -1):
        line = lines[first].strip()
        if not line or line.startswith(">") or (first < last and _closes(line)):
            break
        sure = _sureness(" ".join(line.strip() for line in lines[first : last + 1]))
        if sure > best[1] or (sure == best[1] and sure and _must_join(lines, first)):
            best = first, sure
    return best


def _must_join(lines: Sequence[str], first: int) -> bool:
    """Whether the line below cannot be the start: it does not open with a date, this one does."""
    return opens_a_date(lines[first]) and not opens_a_date(lines[first + 1])


def _closes(line: str) -> bool:
    return line[-1:] in (".", "!", "?", "…", ":") and not line.endswith(("г.", "Inc.", "Mr."))


def _ends(line: str) -> bool:
    line = line.rstrip(_RULES.replace(">", ""))
    return line.endswith((":", ">")) or tokens(line)[-1:] in (["wrote"], ["пишет"], ["schrieb"], ["написал"])


def _sureness(words: str) -> int:
    if len(words) > _LONGEST:
        return 0
    spoken = tokens(words.replace(":", " "))
    verb = not _WROTE.isdisjoint(spoken)
    date, time, address = has_date(words), has_time(words), has_address(words)
    if not words.rstrip("*_ -—").endswith(":") and not verb:
        return SURE if date and address and opens_a_date(words) and len(spoken) < 12 else 0
    opens = opens_a_date(words) or not _WROTE.isdisjoint(spoken[:5])
    said = verb and (time or address or opens_a_date(words))
    if date and opens and (said or (time and _ends_with_address(words))):
        return SURE
    you = any(phrase in words.lower() for phrase in _YOU_WROTE)
    named = date and 0 < sum(word[0].isalpha() and not is_date_word(word) for word in spoken) < 8
    return WEAK if verb or you or named or (address and len(spoken) < 8) else 0


def _ends_with_address(words: str) -> bool:
    return has_address(words.rsplit(None, 1)[-1]) or words.rstrip("*_ :").endswith(">")
