"""Tries a letter the way its user would: its own examples, every format, its own check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..coach import check
from ..errors import ReplyCoachError
from . import compose, filling, values, writers
from .template import Template
from .values import Given
from .writers import txt

TO = {
    "ru": {"name": "Иваненко Ирина Олеговна", "position": "Директор по маркетингу", "company": "ООО «Ромашка»"},
    "en": {"name": "Jane Carter", "title": "Ms", "position": "Marketing Director", "company": "Daisy Ltd"},
}
SENDERS = {
    "ru": {
        "kind": "company",
        "name": "ООО «Студия Север»",
        "person": "Смирнов Андрей Павлович",
        "position": "Генеральный директор",
        "phone": "+7 495 123-45-67",
        "email": "andrey@example.com",
        "payment": "Р/с 40702810000000000001 в банке «Пример», БИК 044525000",
        "zone": "МСК",
    },
    "en": {
        "kind": "company",
        "name": "North Studio Ltd",
        "person": "Andrew Smith",
        "position": "Director",
        "phone": "+44 20 7946 0123",
        "email": "andrew@example.com",
        "payment": "Example Bank, sort code 00-00-00, account 00000001",
        "zone": "London time",
    },
}
VOICES = {"company": {}, "ip": {"kind": "ip"}, "person": {"kind": "person", "name": "", "position": ""}}


def example(letter: Template, voice: str = "company", **own: str) -> Given:
    """A letter's own examples, with somebody to write and somebody to read."""
    sender = {**SENDERS[letter.lang], **VOICES[voice]}
    return replace(values.examples(letter), to=TO[letter.lang], sender=sender, own={"day": "2026-11-20", **own})


def failures(letter: Template) -> list[str]:
    """What does not work, a line each."""
    wrong = filling.check(letter)
    return wrong or list(_failures(letter))


def _failures(letter: Template) -> Iterator[str]:
    for voice in VOICES:
        made = compose.compose(letter, example(letter, voice), None, number="1")
        yield from (f"{letter.file}: example of {one.name} {one.cause or 'is missing'}" for one in made.problems)
        report = check(txt.body(made.page), facts=letter.facts, lang=letter.lang)
        for finding in report.findings:
            words = report.message.text[slice(*finding.span)]
            yield f"{letter.file}: {finding.rule} ({finding.severity}) finds `{words}` in its examples"
    for name in writers.NAMES:
        try:
            writers.write(made.page, name)
        except ReplyCoachError as error:
            yield f"{letter.file}: as .{name}: {error}"
