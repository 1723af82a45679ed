"""How values read in a sentence: the filters of a template, and the plain form of each value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, ClassVar

from . import amounts, people
from .kinds import Blank, Moment, Money

_ABBREVIATED = re.compile(r"(?:\b(?:г|гг|руб|коп|др|пр|шт|экз|Ltd|Inc|Co|etc)|т\. ?[дп])\.$")


@dataclass(frozen=True)
class Phrases:
    """Who speaks: ``voice`` is 0 for a man, 1 for a woman, 2 for several, 3 for one of unknown gender."""

    locale: str
    voice: int
    zone: str = ""

    FILTERS: ClassVar[tuple[str, ...]] = (
        "about", "about_small", "clock", "dative", "days_until", "first_name", "genitive", "initials", "instrumental",
        "listed", "me", "phrase", "plural", "quoted", "sentence", "sentence_start", "short", "short_moment",
        "total", "words",
    )  # fmt: skip

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {name: _keeping_blanks(getattr(self, name)) for name in self.FILTERS}

    def shown(self, value: object) -> str:
        """A value as it stands in running text."""
        match value:
            case str():
                return value
            case Moment(at):
                return amounts.deadline(at, self.locale, self.zone)
            case Money():
                return amounts.money(value, self.locale)
            case date():
                return amounts.day(value, self.locale)
            case Decimal() | int():
                return amounts.figure(Decimal(value), self.locale)
        raise TypeError(f"a template prints a {type(value).__name__}; go through it with `for`, or use `listed`")

    def me(self, masculine: str, *others: str) -> str:
        """``me("сделала", "сделали")`` of «сделал»; ``me("we")`` of "I"."""
        if self.voice == people.SEVERAL:
            return others[-1]
        if len(others) < 2 or self.voice == people.MAN:
            return masculine
        return others[0] if self.voice == people.WOMAN else f"{masculine}(а)"

    def about(self, value: str) -> str:
        """«О сроке», «Об ошибке»: the heading of a Russian letter says what it is about."""
        return f"{'Об' if value[:1].lower() in 'аоуэи' else 'О'} {self.phrase(value)}"

    def about_small(self, value: str) -> str:
        """«о сроке» inside a sentence."""
        about = self.about(value)
        return about[:1].lower() + about[1:]

    def short_moment(self, value: Moment) -> str:
        """The day alone."""
        return amounts.day(value.at.date(), self.locale)

    def sentence(self, value: object) -> str:
        """With a capital and a full stop."""
        text = self.shown(value).strip()
        return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…", ":")) else ".")

    def sentence_start(self, value: object) -> str:
        """With a capital, to go on after it."""
        text = self.phrase(value)
        return text[:1].upper() + text[1:]

    def phrase(self, value: object) -> str:
        """Without a full stop, to go on after it."""
        text = self.shown(value).strip()
        return text if _ABBREVIATED.search(text) else text.rstrip(".;,")

    def short(self, value: date) -> str:
        return amounts.short_day(value, self.locale)

    def days_until(self, start: date, stop: date) -> Decimal:
        return Decimal(max(0, (stop - start).days))

    def clock(self, value: Moment) -> str:
        """The time first, to go on after «до» or "by": «18:00 (МСК) 24 ноября 2026 г.»."""
        return amounts.clock(value.at, self.locale, self.zone)

    def plural(self, count: Decimal, *forms: str) -> str:
        return f"{amounts.figure(Decimal(count), self.locale)}\u00a0{amounts.form(Decimal(count), forms, self.locale)}"

    def words(self, value: Money) -> str:
        return amounts.in_words(value, self.locale)

    def total(self, rows: Sequence[dict[str, Any]], column: str) -> Money | Blank:
        sums = [row[column] for row in rows]
        if not all(isinstance(one, Money) for one in sums):
            return next(one for one in sums if not isinstance(one, Money))  # type: ignore[no-any-return]
        if len({one.currency for one in sums}) > 1:
            raise ValueError(f"`{column}` has sums in several currencies; keep to one")
        return Money(sum((one.amount for one in sums), Decimal(0)), sums[0].currency)

    def listed(self, values: Sequence[object]) -> str:
        return amounts.listed([self.phrase(value) for value in values], self.locale)

    def quoted(self, value: object) -> str:
        text = self.phrase(value)
        if self.locale == "ru":
            return f"«{text.replace('«', '„').replace('»', '“')}»"
        return f"“{text.replace('“', '‘').replace('”', '’')}”"

    def dative(self, value: str) -> str:
        return people.declined(value, "dative")

    def genitive(self, value: str) -> str:
        return people.declined(value, "genitive")

    def instrumental(self, value: str) -> str:
        return people.declined(value, "instrumental")

    def initials(self, value: str) -> str:
        return people.initials_first(value)

    def first_name(self, value: str) -> str:
        return people.parse(value).first


def _keeping_blanks(call: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(call)
    def kept(value: Any, *others: Any) -> Any:
        if isinstance(value, Blank):
            return call(str(value)) if call.__name__ in ("about", "about_small", "quoted", "sentence") else value
        blank = next((other for other in others if isinstance(other, Blank)), None)
        return call(value, *others) if blank is None else blank

    return kept
