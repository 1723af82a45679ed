"""Sums, days and numbers as a letter writes them, and as people type them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from replycoach.letters import amounts, kinds
from replycoach.letters.glue import glued
from replycoach.letters.kinds import Money
from replycoach.letters.requisites import inn, ogrn

WORDS = [
    ("15000", "RUB", "ru", "15 000 (пятнадцать тысяч) рублей 00 копеек"),
    ("15000.50", "RUB", "ru", "15 000 (пятнадцать тысяч) рублей 50 копеек"),
    ("1", "RUB", "ru", "1 (один) рубль 00 копеек"),
    ("2.01", "RUB", "ru", "2 (два) рубля 01 копейка"),
    ("1121", "RUB", "ru", "1 121 (одна тысяча сто двадцать один) рубль 00 копеек"),
    ("2000000.02", "RUB", "ru", "2 000 000 (два миллиона) рублей 02 копейки"),
    ("0.99", "RUB", "ru", "0 (ноль) рублей 99 копеек"),
    ("1250.5", "USD", "ru", "1 250 (одна тысяча двести пятьдесят) долларов США 50 центов"),
    ("1250", "GBP", "en_GB", "£1,250.00 (one thousand two hundred and fifty pounds)"),
    ("1250.5", "USD", "en_US", "$1,250.50 (one thousand two hundred and fifty dollars and 50/100)"),
]


@pytest.mark.parametrize(("amount", "currency", "locale", "words"), WORDS)
def test_sum_in_words(amount: str, currency: str, locale: str, words: str) -> None:
    assert amounts.in_words(Money(Decimal(amount), currency), locale).replace("\u00a0", " ") == words


SUMS = [
    ("15000", "ru", "15 000 руб."),
    ("15 000,50 руб.", "ru", "15 000,50 руб."),
    ("15000.5 ₽", "ru", "15 000,50 руб."),
    ("1200 EUR", "ru", "1 200,00 €"),
    ("1,250.00 GBP", "en_GB", "£1,250.00"),
    ("£99", "en_GB", "£99.00"),
    ("1250.5", "en_US", "$1,250.50"),
    ("€1250", "en_GB", "€1,250.00"),
]


@pytest.mark.parametrize(("typed", "locale", "printed"), SUMS)
def test_sum_as_typed_and_as_printed(typed: str, locale: str, printed: str) -> None:
    assert amounts.money(kinds.money(typed, locale), locale).replace("\u00a0", " ") == printed


DAYS = [
    ("2026-11-24", "ru", "24 ноября 2026 г."),
    ("24.11.2026", "ru", "24 ноября 2026 г."),
    ("24 ноября 2026 г.", "ru", "24 ноября 2026 г."),
    ("1 мая 2026 года", "ru", "1 мая 2026 г."),
    ("24 November 2026", "en_GB", "24 November 2026"),
    ("November 24, 2026", "en_GB", "24 November 2026"),
    ("2026-11-24", "en_US", "November 24, 2026"),
]


@pytest.mark.parametrize(("typed", "locale", "printed"), DAYS)
def test_day_as_typed_and_as_printed(typed: str, locale: str, printed: str) -> None:
    assert amounts.day(kinds.day(typed, locale), locale).replace("\u00a0", " ") == printed


DEADLINES = [
    ("ru", "МСК", "24 ноября 2026 г., 18:00 (МСК)", "18:00 (МСК) 24 ноября 2026 г."),
    ("en_GB", "London time", "24 November 2026, 18:00 (London time)", "18:00 (London time) on 24 November 2026"),
    ("en_US", "", "November 24, 2026, 6:00 PM", "6:00 PM on November 24, 2026"),
]


@pytest.mark.parametrize(("locale", "zone", "day_first", "time_first"), DEADLINES)
def test_deadline(locale: str, zone: str, day_first: str, time_first: str) -> None:
    at = datetime(2026, 11, 24, 18)
    found = (amounts.deadline(at, locale, zone), amounts.clock(at, locale, zone))
    assert tuple(one.replace("\u00a0", " ") for one in found) == (day_first, time_first)


@pytest.mark.parametrize(
    ("typed", "hour"), [("2026-11-24 18:00", 18), ("24.11.2026 в 9:30", 9), ("24 ноября 2026, 18:00", 18)]
)
def test_moment_as_typed(typed: str, hour: int) -> None:
    at = kinds.moment(typed, "ru").at
    assert (at.date(), at.hour) == (date(2026, 11, 24), hour)


PLURALS = [("1", "день"), ("2", "дня"), ("5", "дней"), ("11", "дней"), ("21", "день"), ("111", "дней"), ("2.5", "дня")]


@pytest.mark.parametrize(("count", "form"), PLURALS)
def test_plural(count: str, form: str) -> None:
    assert amounts.form(Decimal(count), ("день", "дня", "дней"), "ru") == form


@pytest.mark.parametrize(("count", "form"), [("1", "day"), ("2", "days"), ("0", "days"), ("21", "days")])
def test_english_plural(count: str, form: str) -> None:
    assert amounts.form(Decimal(count), ("day", "days"), "en_GB") == form


REQUISITES = [
    (inn, "7700000129", 10, True),
    (inn, "7700000120", 10, False),
    (inn, "770000012345", 12, True),
    (inn, "770000012346", 12, False),
    (inn, "77070838", 10, False),
    (ogrn, "1027700000129", 13, True),
    (ogrn, "1027700000120", 13, False),
    (ogrn, "304770000000127", 15, True),
    (ogrn, "304770000000128", 15, False),
]


@pytest.mark.parametrize(("verify", "number", "length", "right"), REQUISITES)
def test_check_digits(verify: object, number: str, length: int, right: bool) -> None:
    assert callable(verify)
    assert (verify(number, length) == "") is right


GLUED = [
    ("счёт № 87", "счёт №~87"),
    ("А. Смирнов", "А.~Смирнов"),
    ("24 ноября 2026 г.", "24~ноября 2026~г."),
    ("150 000 руб.", "150~000~руб."),
    ("20 % скидки", "20~% скидки"),
    ("срок — завтра", "срок~— завтра"),
]


@pytest.mark.parametrize(("text", "kept"), GLUED)
def test_line_does_not_end_where_it_must_not(text: str, kept: str) -> None:
    assert glued(text).replace("\u00a0", "~") == kept
