"""Whether a line of a mail holds a date, a time, an address: what mail programs write above a quote.

No regular expressions: importing ``re`` would cost every check of a reply with a quote.
"""

from __future__ import annotations

_MONTHS = tuple(
    "января январь февраля февраль марта март апреля апрель мая май июня июнь июля июль августа август сентября"
    " сентябрь октября октябрь ноября ноябрь декабря декабрь january february march april may june july august"
    " september october november december січня лютого березня квітня травня червня липня серпня вересня жовтня"
    " листопада грудня"
    " januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre"
    " novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maart mei augustus".split()
)
_WEEKDAYS = frozenset(
    "пн вт ср чт пт сб вс понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье"
    " нд понеділок вівторок середа середу п'ятниця п’ятниця субота неділя"
    " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"
    " mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag"
    " lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes jueves".split()
)
_OPENERS = frozenset("on am le el em il в у в: op den dne".split())
_BETWEEN = frozenset("at am pm um uhr à a of г года году utc gmt est pst cet msk мск of the".split())
_EDGES = "()[]{}<>,;.\"'«»“”*_ \t\u00a0\u202f"


def tokens(line: str) -> list[str]:
    """Lower-case words without the marks around them."""
    return [word for piece in line.lower().split() if (word := piece.strip(_EDGES))]


def has_date(line: str) -> bool:
    """A day with its month, in words or figures; a time alone is none."""
    words = tokens(line)
    if any(_is_numeric(word) for word in words):
        return True
    return any(_is_month(word) and _beside_a_day(words, place) for place, word in enumerate(words))


def _is_month(word: str) -> bool:
    """A month or the start of one: «нояб», "sept"; but not «Мария» or "Mark"."""
    return len(word) > 2 and any(month.startswith(word) for month in _MONTHS)


def _beside_a_day(words: list[str], place: int) -> bool:
    around = words[max(0, place - 2) : place] + words[place + 1 : place + 2]
    return any(_is_day(word) for word in around)


def _is_day(word: str) -> bool:
    digits = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return digits.isdecimal() and 0 < int(digits[:4]) <= 31


def _is_numeric(word: str) -> bool:
    """21.11.2026, 11/21/26, 2026-11-21, 2026-11-21T10:15."""
    word = word.partition("t")[0].rstrip(":")
    for mark in "./-":
        parts = word.split(mark)
        if len(parts) == 3 and all(part.isdecimal() and len(part) <= 4 for part in parts):
            return True
    return False


def has_time(line: str) -> bool:
    """10:15, 10:15:22, 10:15PM."""
    return any(_is_time(word) for word in line.replace("T", " ").replace("[", " ").replace(",", " ").split())


def _is_time(word: str) -> bool:
    parts = word.strip(_EDGES).rstrip("apmAPM").rstrip(":").split(":")
    return len(parts) in (2, 3) and all(part.isdecimal() and len(part) <= 2 for part in parts)


def has_address(line: str) -> bool:
    at = line.find("@")
    return 0 < at < len(line) - 1 and not line[at - 1].isspace() and not line[at + 1].isspace()


def is_date_word(word: str) -> bool:
    """Whether a token can belong to a date: a weekday, a month, "at", "AM"."""
    return word in _WEEKDAYS or word in _OPENERS or word in _BETWEEN or _is_month(word)


def opens_a_date(line: str) -> bool:
    """Whether a line starts as the date of an attribution does: On, Am, a weekday, a day or a year."""
    first = next(iter(tokens(line)), "")
    return first in _OPENERS or first in _WEEKDAYS or first[:1].isdecimal() or _is_month(first)
