"""How a letter ends: the good-bye, the name, the contacts, "Sent from my iPhone", the lawyers' paragraph."""

from __future__ import annotations

from .. import signs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOSINGS = tuple(
    "с уважением|с искренним уважением|с наилучшими пожеланиями|с наилучшими|всего наилучшего|всего доброго|"
    "всего хорошего|хорошего дня|хорошего вам дня|доброго дня вам|хороших выходных|искренне ваш|"
    "искренне ваша|ваш|ваша|с приветом|до связи|на связи|до встречи|до скорой встречи|с теплом|"
    "с теплом и уважением|с благодарностью|с признательностью|благодарю за понимание|спасибо|"
    "спасибо за понимание|заранее спасибо|заранее благодарю|заранее благодарен|с надеждой|"
    "с пожеланием хорошего дня|с пожеланиями хорошего дня|обнимаю|жду ответа|з повагою|"
    "з найкращими побажаннями|best regards|kind regards|warm regards|warmest regards|kindest regards|regards|"
    "with regards|best|all the best|best wishes|with best wishes|warm wishes|sincerely|yours sincerely|"
    "sincerely yours|yours faithfully|yours truly|yours|greetings|respectfully|cordially|cheers|thanks|"
    "many thanks|thank you|thanks again|thanks in advance|thanks so much|with thanks|with appreciation|"
    "with gratitude|gratefully|take care|talk soon|speak soon|talk to you soon|have a great day|"
    "have a nice day|have a good day|have a good one|have a great weekend|see you soon|warmly|br|kr|rgds|"
    "cheers and thanks|thanks and regards|thanks & regards|thanks and best regards|with kind regards|"
    "with warm regards|with best regards|mit freundlichen grüßen|freundliche grüße|viele grüße|beste grüße|"
    "liebe grüße|mfg|cordialement|bien cordialement|bien à vous|saludos|saludos cordiales|un saludo|"
    "atentamente|cordiali saluti|met vriendelijke groet".split("|")
)
_CLOSING = frozenset(_CLOSINGS)
_WISHES = ("best wishes", "regards", "пожеланиями", "уважением", "wishes")
_DEVICES = tuple(
    "iphone ipad android samsung galaxy xiaomi redmi huawei honor pixel blackberry nokia sony oneplus oppo realme"
    " windows outlook yahoo gmail почты почта яндекс yandex mail.ru mail.com proton spark thunderbird typeapp bluemail"
    " aquamail k-9 canary superhuman mymail телефон смартфон устройств планшет айфон phone mobile device tablet desktop"
    " handy smartphone почтов app приложени mac watch hey newton polymail boomerang mailspring missive fairemail bat!"
    " портатив téléphone móvil telefon телефону пристро ios mailbird zoho aol verizon t-mobile at&t".split()
)
_PLEAS = ("please excuse", "excuse", "sorry for", "apologies for", "pardon", "простите", "извините", "прошу прощения")
_MADE = (
    "sent from",
    "sent with",
    "sent using",
    "typed on",
    "written on",
    "создано",
    "отправлено",
    "написано",
    "набрано",
)
_LEGAL = tuple(
    "конфиденциал|предназначен|адресат|несанкционирован|если вы получили|если вы не являетесь|вложени|разглашен"
    "|уничтож|удалите|не является офертой|не является публичной офертой|юридическ|перед печатью|прежде чем печатать"
    "|распечатать это|окружающ|природ|бумаг|вирус|антивирус|проверено"
    "|confidential|intended|recipient|addressee|privileged|if you have received|if you are not|attachment|disclos"
    "|unauthori|delete it|delete this|legally|before printing|before you print|environment|virus|avast|disseminat"
    "|constitute|liability|registered in|registered office|vertraulich|empfänger|irrtümlich|vernichten".split("|")
)
_POSTSCRIPTS = ("p.s", "ps.", "ps:", "ps ", "ps,", "p. s", "p.p.s", "pps", "з.ы", "зы", "постскриптум", "п.с", "п. с")
_MOST = 12
"""Lines below a good-bye: a longer tail is text."""


def is_footer(line: str) -> bool:
    """ "Sent from my iPhone" and its kin; "Sorry for the typo in the phone number" is none."""
    words = line.strip(' \t*_[]()<>«»"-–—.').lower()
    if words.startswith(signs.MAILINGS) and len(words) < 160:
        return True
    if len(words) > 160 or not any(device in words for device in _DEVICES):
        return False
    excused = any(excuse in words for excuse in signs.EXCUSES)
    if words.startswith(signs.OPENINGS):
        return len(words.split()) < (20 if excused else 9)
    return excused and words.startswith(_PLEAS) and any(made in words for made in _MADE)


def is_postscript(line: str) -> bool:
    return line.strip().lower().startswith(_POSTSCRIPTS)


def is_disclaimer(paragraph: str) -> bool:
    """A paragraph in which lawyers, printers or virus scanners speak."""
    words = " ".join(paragraph.split()).strip("*_ -–—=#")
    # Lawyers begin with a capital and never say I.
    if words[:1].islower() or " I " in words or " я " in words:
        return False
    words = words.lower()
    if not words.startswith(signs.LEGAL):
        return False
    hits = sum(term in words for term in _LEGAL)
    return hits > 2 or (hits > 1 and len(words) < 220)


def is_delimiter(lines: Sequence[str], place: int, stop: int) -> bool:
    """``-- `` (RFC 3676, section 4.3), or another short rule above what can only be a name and contacts."""
    if lines[place] == "-- ":
        return True
    mark = lines[place].strip()
    if not mark or mark.strip("-–—_ "):
        return False
    below = [each for each in lines[place + 1 : min(stop, place + 24)] if each.strip()]
    rest = [each for each in below if not is_footer(each)]
    rest = rest[: next((at for at, each in enumerate(rest) if is_postscript(each)), len(rest))]
    if mark == "--" and not rest:
        return bool(below)
    if len(rest) > 10 or not all(map(_is_short, rest)) or any(map(is_prose, rest)):
        return False
    return bool(rest) and is_name(rest[0]) and (len(mark) < 4 or len(rest) > 1)


def closing(lines: Sequence[str]) -> tuple[int, int] | None:
    """The lines of the good-bye and the name in a stretch of own lines: first, and one behind the last."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number in reversed(filled[-_MOST:]):
        if is_closing(lines[number]):
            below = [each for each in filled if each > number]
            if any(is_prose(lines[each]) and not _is_aside(lines[each]) for each in below):
                continue
            return number, _behind_name(lines, number, below)
    above = next((at for at, number in enumerate(filled) if is_postscript(lines[number])), len(filled))
    return _bare_name(lines, filled[:above])


def _bare_name(lines: Sequence[str], filled: Sequence[int]) -> tuple[int, int] | None:
    """A letter that ends with a name alone; a short line right above it, parted from the text, goes with it."""
    if len(filled) < 2 or not _is_alone(lines[filled[-1]]):
        return None
    last = filled[-1]
    above = lines[last - 1]
    wished = 0 < len(above.split()) < 7 and above.rstrip()[-1:] not in ".?!:;" and last > 1
    return last - (wished and not lines[last - 2].strip()), last + 1


def _is_alone(line: str) -> bool:
    """A bare name, up to three words."""
    words = [word for word in line.strip(" \t*_.,!—–-").split() if any(map(str.isalnum, word))]
    return 0 < len(words) < 4 and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)


def _is_aside(line: str) -> bool:
    return is_postscript(line) or is_footer(line) or is_disclaimer(line)


def _behind_name(lines: Sequence[str], number: int, below: Sequence[int]) -> int:
    if below and is_name(lines[below[0]]) and below[0] - number < 3 and not is_footer(lines[below[0]]):
        return below[0] + 1
    return number + 1


def is_closing(line: str) -> bool:
    """«С уважением,» or «С уважением, Анна Ли»; "Thanks, Bob, for the file." is none."""
    line = line.strip(" \t*_")
    words = line.lower().strip(" ,.!—–-🙂)(;:…")
    if words in _CLOSING:
        return True
    start, comma, name = line.partition(",")
    if comma and start.strip(" *_").lower() in _CLOSING:
        return is_name(name)
    if line.endswith(",") and len(words.split()) < 6 and words.endswith(_WISHES):
        return True
    phrase = next((each for each in _CLOSINGS if len(each) > 6 and words.startswith(each + " ")), "")
    return bool(phrase) and is_name(line[len(phrase) :]) and line[len(phrase) :].strip()[:1].isupper()


def is_name(words: str) -> bool:
    """Up to five words, none of them a sentence's; «Оксана, служба заботы» as well."""
    name, comma, title = words.strip().partition(", ")
    if comma and name and 0 < len(title.split()) < 5 and title[-1] not in ".!?…":
        words = name
    parts = words.strip(" \t*_,.!—–-").split()
    if not 0 < len(parts) < 6 or len(words) > 60 or any(char.isdigit() or char in "@:/|?" for char in words):
        return False
    if words.rstrip().endswith(("!", "?", "…")) or (words.rstrip().endswith(".") and len(parts) > 3):
        return False
    capitals = sum(part[0].isupper() or not part[0].isalpha() for part in parts)
    return capitals * 2 >= len(parts) or len(parts) == 1


def is_prose(line: str) -> bool:
    """A line that says something, where names, titles and contacts only stand."""
    words = line.split()
    if is_postscript(line):
        return True
    if len(words) > 3 and line.rstrip()[-1:] in ".!?…" and not has_contact(line):
        return True
    return len(words) > 9 and not has_contact(line)


def _is_short(line: str) -> bool:
    return len(line) < 80 and len(line.split()) < 12


def has_contact(line: str) -> bool:
    """An address, a link, a number to call, or fields side by side."""
    lowered = line.lower().strip(" \t*_<«\"'—–-(#")
    if "@" in lowered or "http" in lowered or "www." in lowered or " | " in lowered or " · " in lowered:
        return True
    digits = sum(char.isdecimal() for char in line)
    if digits > 6 and lowered.startswith(signs.PHONES):
        return True
    return digits > 4 and ("+" in line or lowered.startswith(signs.LABELS))


def contacts(lines: Sequence[str]) -> int:
    """The first line of a last paragraph that is but a name and contacts; ``len(lines)`` if there is none."""
    stop = len(lines)
    while stop and not lines[stop - 1].strip():
        stop -= 1
    start = stop
    while start and lines[start - 1].strip():
        start -= 1
    block = lines[start:stop]
    if not 1 < len(block) < 9 or not start or not is_name(block[0]) or not all(map(_is_short, block)):
        return len(lines)
    if any(is_prose(line) for line in block) or not any(map(has_contact, block[1:])):
        return len(lines)
    return start
