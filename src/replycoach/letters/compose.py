"""Puts a letter together: the template's words, the sender's letterhead, the addressee as the language wants it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..errors import LetterError
from . import amounts, kinds, people, profile
from .filling import fill
from .kinds import Blank
from .page import Page, Sender
from .phrases import Phrases
from .profile import Profile
from .template import Template
from .values import Given, Problem, day_of, read
from .words import ASKED, WORDS


class Letter(NamedTuple):
    page: Page
    problems: tuple[Problem, ...]


def compose(
    template: Template,
    given: Given,
    stored: Profile | None,
    *,
    number: str | None = None,
    sign: bool = False,
    seal: bool = False,
) -> Letter:
    """The letter, and what it lacks.

    ``number`` is the outgoing number of a final letter (which may be empty); None makes a draft.
    ``sign`` and ``seal`` put the images of the profile in their places.
    """
    sender = profile.merged(stored, given.sender)
    locale = locale_of(template, given, stored)
    words = WORDS[template.lang]
    day = day_of(given, locale)
    phrases = Phrases(locale, _voice(sender, template.lang), sender.spoken("zone", template.lang))
    values, problems = read(template, given, locale)
    needed = dict.fromkeys(("to.name", *_needs(sender), *template.needs))
    lacking = [name for name in needed if not _said(name, given.to, sender, template.lang)]
    problems = [*(_problem(name, template.lang) for name in lacking), *problems]
    blanks = {name: Blank(f"‹{ASKED[template.lang][name][0]}›") for name in lacking}
    values |= {"day": day, "to": _to(given.to, blanks), "sender": _sender(sender, template.lang, blanks)}
    subject, blocks = fill(template, values, phrases)
    attachments = _texts(given, "attachments")
    page = Page(
        lang=template.lang,
        locale=locale,
        draft=words["draft"] if number is None else "",
        sender=_signing(sender, template.lang, values["sender"], sign, seal),
        day=amounts.day(day, locale),
        iso_day=day.isoformat(),
        number=_number(number, sender, given, words),
        reference=words["reference"].format(reference) if (reference := _own(given, "reference")) else "",
        addressee=tuple(_addressee(given.to, values["to"], template.lang)),
        email=given.to.get("email", ""),
        subject=_subject(_own(given, "subject") or subject, locale),
        salutation=_own(given, "salutation") or _salutation(given.to, blanks, locale),
        blocks=blocks,
        closing="Sincerely," if locale == "en_US" else words["closing"],
        attachments=attachments,
        attached=words["attached_many" if len(attachments) > 1 else "attached"],
    )
    return Letter(page, tuple(problems))


def locale_of(template: Template, given: Given, stored: Profile | None) -> str:
    return "ru" if template.lang == "ru" else profile.merged(stored, given.sender).english


def _needs(sender: Profile) -> tuple[str, ...]:
    return ("sender.name", "sender.person") if sender.kind == "company" else ("sender.person",)


def _said(name: str, to: Mapping[str, str], sender: Profile, lang: str) -> str:
    group, _, key = name.partition(".")
    if group == "to":
        return to.get(key, "").strip()
    return sender.spoken(key, lang) if hasattr(sender, f"{key}_en") else str(getattr(sender, key))


def _problem(name: str, lang: str) -> Problem:
    label, prompt, example = ASKED[lang][name]
    return Problem(name, "", label, prompt, example)


def _to(to: Mapping[str, str], blanks: Mapping[str, Blank]) -> dict[str, str]:
    """What templates know of the addressee; an address keeps its lines."""
    said = {key: kinds.lines(to.get(key, ""), "") if key == "address" else kinds.text(to.get(key, ""), "") for key in
            ("name", "position", "company", "address", "email")}  # fmt: skip
    return said | {key: blanks[f"to.{key}"] for key in said if f"to.{key}" in blanks}


def _sender(sender: Profile, lang: str, blanks: Mapping[str, Blank]) -> dict[str, str]:
    keys = ("name", "person", "position", "phone", "email", "site", "payment", "address", "inn", "kpp", "ogrn")
    said = {key: _said(f"sender.{key}", {}, sender, lang) for key in keys}
    return said | {key: blanks[f"sender.{key}"] for key in keys if f"sender.{key}" in blanks}


def _voice(sender: Profile, lang: str) -> int:
    if sender.kind == "company":
        return people.SEVERAL
    return people.gender(sender.person, sender.gender) if lang == "ru" and sender.person else people.UNKNOWN


def _number(number: str | None, sender: Profile, given: Given, words: Mapping[str, str]) -> str:
    said = _own(given, "number")
    if number is None and not said:
        return words["no_number"] if sender.stored and sender.number else ""
    return words["number"].format(number or said) if number or said else ""


def _own(given: Given, key: str) -> str:
    value = given.own.get(key, "")
    if not isinstance(value, str):
        raise LetterError(f"`{key}` must be a text")
    return kinds.text(value, "")


def _texts(given: Given, key: str) -> tuple[str, ...]:
    value = given.own.get(key, "")
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        raise LetterError(f"`{key}` must be a list of texts")
    return tuple(kinds.items(value, ""))


def _subject(subject: str, locale: str) -> str:
    return f"Re: {subject}" if locale == "en_US" else subject


def _salutation(to: Mapping[str, str], blanks: Mapping[str, Blank], locale: str) -> str:
    if blank := blanks.get("to.name"):
        return f"Уважаемый(ая) {blank}!" if locale == "ru" else f"Dear {blank},"
    return people.salutation(kinds.text(to["name"], ""), locale, to.get("gender", ""), to.get("title", ""))


def _addressee(raw: Mapping[str, str], to: Mapping[str, str], lang: str) -> Iterator[str]:
    """Russian: position and name in the dative; English: the name first, with its title."""
    name, position = to["name"], to["position"]
    if lang == "ru":
        yield raw.get("position_dative") or (people.position_dative(position) if position else "")
        yield to["company"]
        yield raw.get("name_dative") or _name_dative(name, raw.get("gender", ""), bool(position or to["company"]))
    else:
        yield " ".join(filter(None, (raw.get("title", ""), name)))
        yield position
        yield to["company"]
    yield from to["address"].split("\n")


def _name_dative(name: str, gender: str, in_office: bool) -> str:
    if isinstance(name, Blank):
        return name
    return people.initials_last(name, "dative", gender) if in_office else people.declined(name, "dative", gender)


def _signing(sender: Profile, lang: str, said: Mapping[str, str], sign: bool, seal: bool) -> Sender:
    words = WORDS[lang]
    person = said["person"]
    signer = person if isinstance(person, Blank) else people.initials_first(person)
    return Sender(
        name=said["name"] or _head(sender, person, words),
        details=tuple(filter(None, _details(sender, lang, words))),
        position=words.get(sender.kind, "") if sender.kind == "ip" else sender.spoken("position", lang),
        signer=signer,
        email=sender.email,
        place=words["seal"] if sender.kind == "company" and sender.has_seal != "no" else "",
        executor=(sender.executor,) if sender.executor and lang == "ru" else (),
        logo=profile.picture(sender, "logo"),
        signature=profile.picture(sender, "signature") if sign else None,
        seal=profile.picture(sender, "seal") if seal else None,
        letterhead=profile.letterhead(sender),
    )


def _head(sender: Profile, person: str, words: Mapping[str, str]) -> str:
    return f"{words['ip']} {person}" if sender.kind == "ip" and "ip" in words else person


def _details(sender: Profile, lang: str, words: Mapping[str, str]) -> Iterator[str]:
    if sender.kind == "self_employed":
        yield words.get("self_employed", "")
    yield sender.spoken("address", lang)
    yield " · ".join(filter(None, (sender.phone, sender.email, sender.site)))
    if lang == "ru":
        inn = "inn_kpp" if sender.kpp else "inn"
        ogrn = "ogrn" if sender.kind == "company" else "ogrnip"
        yield ", ".join(
            words[key].format(value)
            for key, value in ((inn, "/".join(filter(None, (sender.inn, sender.kpp)))), (ogrn, sender.ogrn))
            if value
        )
