"""Days, sums and numbers as they are written: Babel for figures, num2words for words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from .kinds import Money

_RU_UNITS = {
    "RUB": ("рубль", "рубля", "рублей", "копейка", "копейки", "копеек"),
    "BYN": ("белорусский рубль", "белорусских рубля", "белорусских рублей", "копейка", "копейки", "копеек"),
    "USD": ("доллар США", "доллара США", "долларов США", "цент", "цента", "центов"),
    "EUR": ("евро", "евро", "евро", "цент", "цента", "центов"),
    "KZT": ("тенге", "тенге", "тенге", "тиын", "тиына", "тиынов"),
}
_RU_SHORT = {"RUB": "руб.", "BYN": "бел. руб.", "KZT": "тенге"}
_FORMS = {"one": 0, "few": 1, "many": 2, "other": -1}


def day(value: date, locale: str) -> str:
    """«24 ноября 2026 г.», "24 November 2026", "November 24, 2026"."""
    return format_date(value, "long", locale=locale).replace("\u202f", "\u00a0")


def short_day(value: date, locale: str) -> str:
    """«24.11.2026»; in English figures alone would be two days, so a month has a name."""
    return format_date(value, "dd.MM.yyyy" if locale == "ru" else "medium", locale=locale)


def deadline(at: datetime, locale: str, zone: str) -> str:
    """«24 ноября 2026 г., 18:00 (МСК)», "24 November 2026, 17:00 (London time)"."""
    return f"{day(at.date(), locale)}, {_time(at, locale, zone)}"


def clock(at: datetime, locale: str, zone: str) -> str:
    """«18:00 (МСК) 24 ноября 2026 г.», "5:00 PM (EST) on November 24, 2026"."""
    return f"{_time(at, locale, zone)}{' on' if locale != 'ru' else ''} {day(at.date(), locale)}"


def _time(at: datetime, locale: str, zone: str) -> str:
    time = format_time(at.time(), "short", locale=locale).replace("\u202f", "\u00a0")
    return f"{time} ({zone})" if zone else time


def figure(value: Decimal, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


def money(value: Money, locale: str) -> str:
    """«15 000,50 руб.», "£1,250.00"."""
    if locale != "ru":
        return format_currency(value.amount, value.currency, locale=locale)
    whole = value.amount == value.amount.to_integral_value()
    if short := _RU_SHORT.get(value.currency):
        return f"{format_decimal(value.amount, '#,##0' if whole else '#,##0.00', locale=locale)}\u00a0{short}"
    return format_currency(value.amount, value.currency, locale=locale)


def in_words(value: Money, locale: str) -> str:
    """«15 000 (пятнадцать тысяч) рублей 50 копеек»; "£1,250.00 (one thousand two hundred and fifty pounds)"."""
    whole, rest = int(value.amount), round(value.amount % 1 * 100)
    spelled = _spelled(whole, locale)
    if locale != "ru":
        return f"{money(value, locale)} ({spelled} {_english_unit(value.currency, whole, rest)})"
    units = _RU_UNITS.get(value.currency)
    if units is None:
        return f"{money(value, locale)} ({spelled} {value.currency} {rest:02})"
    large, small = form(Decimal(whole), units[:3], locale), form(Decimal(rest), units[3:], locale)
    return f"{figure(Decimal(whole), locale)} ({spelled}) {large} {rest:02} {small}"


def _spelled(whole: int, locale: str) -> str:
    # num2words takes a whole number given as int for cents where it names a currency; plain counting is exact.
    words = import_module("num2words").num2words(Decimal(whole), lang=locale[:2])
    return str(words).replace(", ", " ")


def _english_unit(currency: str, whole: int, rest: int) -> str:
    from babel.numbers import get_currency_name

    name = get_currency_name(currency, count=whole, locale="en").removeprefix("US ").removeprefix("British ")
    return f"{name} and {rest}/100" if rest else name


def form(count: Decimal, forms: Sequence[str], locale: str) -> str:
    """The form that goes with a number: three in Russian, two in English."""
    which = _FORMS[Locale.parse(locale).plural_form(count)]
    # A fraction takes the genitive: 2,5 часа.
    return forms[1] if which < 0 and len(forms) > 2 else forms[min(which, len(forms) - 1)]


def listed(values: Sequence[str], locale: str) -> str:
    return format_list(list(values), locale=locale)
