"""No line of a letter ends where it must not: between № and its number, initials and a name, a number and its unit."""

from __future__ import annotations

import re

_NBSP = "\u00a0"
_UNITS = "руб|коп|дн|час|мин|шт|л|г|кг|км|м|экз|стр|%|pages?|days?|hours?"
_BEFORE = (
    r"№", r"§", r"\bг\.", r"\bул\.", r"\bд\.", r"\bкв\.", r"\bоф\.", r"\bстр\.", r"\bп\.", r"\bст\.",
    r"\b(?:Mr|Ms|Mrs|Dr|No)\.?", r"\b[А-ЯЁA-Z]\.",
)  # fmt: skip
_SHORT = re.compile(r"\b([авиоксуя]|не|на|по|от|до|за|из|но|об|ни|во|со|a|I) (?=\S)", re.I)
_RULES = (
    (re.compile(rf"({'|'.join(_BEFORE)}) (?=\S)"), rf"\1{_NBSP}"),
    (re.compile(rf"(\d) (?=(?:{_UNITS})\b|%)"), rf"\1{_NBSP}"),
    (re.compile(r"(\d) (?=\d{3}\b)"), rf"\1{_NBSP}"),
    (re.compile(r"(\d{1,2}) (?=[а-яё]{3,8} \d{4}|[A-Z][a-z]{2,8} \d{4})"), rf"\1{_NBSP}"),
    (re.compile(r"(\d{4}) (?=г\.)"), rf"\1{_NBSP}"),
    (re.compile(r" (?=[—–] )"), _NBSP),
)


def glued(text: str, *, short_words: bool = False) -> str:
    """The text with no-break spaces where a line must not end.

    ``short_words`` also keeps prepositions off the end of a line; word processors do not stretch such spaces.
    """
    if short_words:
        text = _SHORT.sub(rf"\1{_NBSP}", text)
    for pattern, glue in _RULES:
        text = pattern.sub(glue, text)
    return text
