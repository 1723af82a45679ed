"""What a field may hold: each kind reads what a person types, and says how it should look if it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

LONGEST, MOST_ITEMS = 4000, 60
_SIGNS = {"₽": "RUB", "руб": "RUB", "р": "RUB", "£": "GBP", "$": "USD", "€": "EUR", "₸": "KZT"}
_HOME = {"ru": "RUB", "en_GB": "GBP", "en_US": "USD"}
_CLOCK = re.compile(r"[\s,T]+(?:в |at )?(\d{1,2})[:.](\d\d)$")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]")


class Money(NamedTuple):
    amount: Decimal
    currency: str


class Moment(NamedTuple):
    """A deadline: a day with a clock time, in the sender's time zone."""

    at: datetime


class Blank(str):
    """What is not known yet; its text names it."""


Row = dict[str, "Value"]
Value = str | date | Moment | Money | Decimal | bool | list[str] | list[Row]


def clean(text: str) -> str:
    """Without what no page can show: control characters, direction marks, private characters."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\t", " "))


def text(given: str, locale: str) -> str:
    value = " ".join(clean(given).split())
    if len(value) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters; shorten it")
    return value


def lines(given: str, locale: str) -> str:
    value = "\n".join(" ".join(line.split()) for line in clean(given).strip().split("\n"))
    if len(value) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters; shorten it")
    return value


def name(given: str, locale: str) -> str:
    value = text(given, locale)
    if not value or re.search(r"[\d@<>{}|=]", value):
        raise ValueError("is no name; write it as in a passport")
    return value


def day(given: str, locale: str) -> date:
    value = text(given, locale).removesuffix("года").removesuffix("г.").strip()
    for pattern, order in _DAYS[locale[:2]]:
        if found := pattern.fullmatch(value):
            return _date(dict(zip(order, found.groups(), strict=True)), locale)
    raise ValueError("is no date; write it like 2026-11-24")


def _date(parts: Mapping[str, str], locale: str) -> date:
    month = parts["month"]
    number = int(month) if month.isdecimal() else _months(locale[:2]).get(month.lower()[:3], 0)
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        raise ValueError("is a day no calendar has; write it like 2026-11-24") from None


@lru_cache
def _months(lang: str) -> dict[str, int]:
    from babel.dates import get_month_names

    return {name.lower()[:3]: number for number, name in get_month_names("wide", locale=lang).items()}


_ISO = (re.compile(r"(\d{4})-(\d\d?)-(\d\d?)"), ("year", "month", "day"))
_WORDS = (re.compile(r"(\d\d?) ([^\W\d]{3,}) (\d{4})"), ("day", "month", "year"))
_DAYS = {
    "ru": (_ISO, _WORDS, (re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})"), ("day", "month", "year"))),
    # 03/04 is two days in English: figures alone are not taken.
    "en": (_ISO, _WORDS, (re.compile(r"([^\W\d]{3,}) (\d\d?),? (\d{4})"), ("month", "day", "year"))),
}


def moment(given: str, locale: str) -> Moment:
    found = _CLOCK.search(text(given, locale))
    if not found:
        raise ValueError("is no day and time; write it like 2026-11-24 18:00")
    on = day(text(given, locale)[: found.start()], locale)
    try:
        return Moment(datetime(on.year, on.month, on.day, int(found[1]), int(found[2])))
    except ValueError:
        raise ValueError("is a time no clock shows; write it like 2026-11-24 18:00") from None


def money(given: str, locale: str) -> Money:
    value = text(given, locale)
    code = re.search(r"\b[A-Z]{3}\b", value)
    sign = next((currency for sign, currency in _SIGNS.items() if sign in value.lower()), _HOME[locale])
    figures = re.sub(r"[A-Z]{3}|руб\w*\.?|р\.|[£$€₽₸\s]", "", value)
    amount = _figure(figures, locale)
    if amount is None or amount < 0 or amount >= 10**12 or amount != round(amount, 2):
        raise ValueError(f"is no sum; write it like {'15000 or 15000,50' if locale == 'ru' else '1250.00 GBP'}")
    return Money(amount, code[0] if code else sign)


def _figure(figures: str, locale: str) -> Decimal | None:
    """``1 250,50`` and ``1250.50`` in Russian, ``1,250.50`` in English."""
    if locale == "ru":
        figures = figures.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", figures):
        figures = figures.replace(",", "")
    if not re.fullmatch(r"\d+(\.\d+)?", figures):
        return None
    try:
        return Decimal(figures)
    except InvalidOperation:
        return None


def number(given: str, locale: str) -> Decimal:
    value = _figure(re.sub(r"[\s%]", "", clean(given)), locale)
    if value is None or value >= 10**12:
        raise ValueError("is no number; write figures, like 3")
    return value


def yes(given: str, locale: str) -> bool:
    value = given.strip().lower()
    if value not in ("yes", "да", "no", "нет", ""):
        raise ValueError("is neither yes nor no")
    return value in ("yes", "да")


SCALARS: dict[str, Callable[[str, str], Value]] = {
    "text": text,
    "lines": lines,
    "name": name,
    "date": day,
    "moment": moment,
    "money": money,
    "number": number,
    "yes": yes,
}
KINDS = (*SCALARS, "choice", "list", "rows")


def pieces(given: str) -> list[str]:
    """A list on one line: its items stand between semicolons, or on lines of their own."""
    return [piece.strip() for piece in re.split(r"[;\n]", given) if piece.strip()]


def items(given: str | Sequence[str], locale: str) -> list[str]:
    values = pieces(given) if isinstance(given, str) else list(given)
    if len(values) > MOST_ITEMS:
        raise ValueError(f"has more than {MOST_ITEMS} items; shorten it")
    return [text(value, locale) for value in values]
