"""Names of people and of their positions: who is who in a full name, cases, initials, how to address."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

MAN, WOMAN, SEVERAL, UNKNOWN = 0, 1, 2, 3
_PATRONYMIC = re.compile(r"(вич|ич|вна|чна|инична|оглы|кызы|улы|уулу)$", re.I)
_TITLES = ("mr", "ms", "mrs", "miss", "mx", "dr", "prof", "professor", "sir", "dame")
_GENDERS = {"m": MAN, "м": MAN, "f": WOMAN, "ж": WOMAN}


_FIXED = frozenset("арт бизнес веб вице интернет контент медиа онлайн пиар топ тревел фото шеф экс эко".split())
"""First halves of a compound that have no cases."""


class Person(NamedTuple):
    """A full name in its parts; any may be empty."""

    last: str
    first: str
    middle: str


def parse(full: str) -> Person:
    """«Иванов Иван Иванович», «Иван Иванович Иванов», «Иван Иванов», «Иван Иванович», «Иван», "Jane Carter"."""
    words = _spelled(full)
    if not re.search("[а-яё]", full, re.I):
        return Person(words[-1] if len(words) > 1 else "", " ".join(words[:-1]) or words[0], "")
    tail = 2 if len(words) > 2 and words[-1].lower() in ("оглы", "кызы", "улы", "уулу") else 1
    at = next((place for place in range(len(words) - 1, 0, -1) if _PATRONYMIC.search(words[place])), 0)
    if at and len(words) > 2:
        start = at - tail + 1
        middle, first = " ".join(words[start : at + 1]), words[start - 1]
        return Person(" ".join([*words[: start - 1], *words[at + 1 :]]), first, middle)
    if len(words) == 2:
        return _pair(*words)
    if len(words) == 1:
        return (
            Person(words[0], "", "")
            if _likely(words[0], "Surn") > _likely(words[0], "Name")
            else Person("", words[0], "")
        )
    return Person(words[0], words[1], " ".join(words[2:]))


def _pair(one: str, two: str) -> Person:
    """Two words: a first name is in the dictionary, a surname mostly not."""
    if _PATRONYMIC.search(two) and _likely(one, "Name") and not _likely(two, "Surn"):
        return Person("", one, two)
    if _likely(two, "Name") > _likely(one, "Name"):
        return Person(one, two, "")
    return Person(two, one, "")


@cache
def _dictionary() -> Any:
    return import_module("pymorphy3").MorphAnalyzer(lang="ru")


def _likely(word: str, grammeme: str) -> float:
    return float(sum(parse.score for parse in _dictionary().parse(word) if grammeme in parse.tag and parse.is_known))


def _spelled(full: str) -> list[str]:
    """The words of a name, each with its capitals even if somebody held the shift key."""
    return [_capital(word) if _has_no_case(word) else word for word in full.replace("\u00a0", " ").split()]


def _has_no_case(word: str) -> bool:
    return word.islower() or (word.isupper() and len(word.strip(".")) > 1)


def _capital(word: str) -> str:
    if word.lower() in ("оглы", "кызы", "улы", "уулу"):
        return word.lower()
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def gender(full: str, given: str = "") -> int:
    """``MAN``, ``WOMAN`` or ``UNKNOWN``; ``given`` (m, f, м, ж) settles it."""
    if given.strip().lower()[:1] in _GENDERS:
        return _GENDERS[given.strip().lower()[:1]]
    person = parse(full)
    if not re.search("[а-яё]", full, re.I):
        return UNKNOWN
    ending = person.middle.lower()
    if ending:
        return WOMAN if ending.endswith(("на", "кызы")) else MAN
    known = _genders_of_first(person.first)
    found = import_module("pytrovich.detector").PetrovichGenderDetector()
    try:
        # «Саша» and «Слава» are men and women: only a surname tells.
        first = person.first if len(known) < 2 else ""
        name = found.detect(firstname=first or None, lastname=person.last or None).name
    except (ValueError, KeyError, AttributeError):
        name = ""
    return {"MALE": MAN, "FEMALE": WOMAN}.get(name, min(known) if len(known) == 1 else UNKNOWN)


def _genders_of_first(first: str) -> set[int]:
    """The genders a dictionary knows for a first name."""
    parsed = [str(one.tag) for one in _dictionary().parse(first) if "Name" in one.tag and "nomn" in one.tag]
    men = {MAN for tag in parsed if "masc" in tag or "ms-f" in tag}
    return men | {WOMAN for tag in parsed if "femn" in tag or "ms-f" in tag}


def declined(full: str, case: str, given_gender: str = "") -> str:
    """A Russian full name in ``dative``, ``genitive`` or ``instrumental``, its words in their order.

    A name in Latin letters, or of a person whose gender nobody can tell, stays as it is.
    """
    sex = gender(full, given_gender)
    if sex == UNKNOWN:
        return " ".join(_spelled(full))
    person = parse(full)
    forms = {
        part: _declined_part(part, kind, sex, case)
        for part, kind in ((person.last, "LASTNAME"), (person.first, "FIRSTNAME"), (person.middle, "MIDDLENAME"))
        if part
    }
    return " ".join(forms.get(word, word) for word in _joined(full, person))


def _joined(full: str, person: Person) -> list[str]:
    """The parts in the order they were written."""
    whole = " ".join(_spelled(full))
    return sorted((part for part in person if part), key=whole.index)


# What the rules of the library miss: a fleeting vowel, and a foreign name read as one.
_EXCEPTIONS = {
    ("Джек", "dative"): "Джеку",
    ("Джек", "genitive"): "Джека",
    ("Джек", "instrumental"): "Джеком",
    ("Воробей", "instrumental"): "Воробьём",
}


def _declined_part(part: str, kind: str, sex: int, case: str) -> str:
    if (part, case) in _EXCEPTIONS and sex == MAN:
        return _EXCEPTIONS[part, case]
    if part.lower().endswith((" оглы", " кызы", " улы", " уулу")):
        return part
    enums, maker = import_module("pytrovich.enums"), _maker()
    member = enums.Gender.MALE if sex == MAN else enums.Gender.FEMALE
    return str(maker.make(enums.NamePart[kind], member, enums.Case[case.upper()], part))


@cache
def _maker() -> Any:
    return import_module("pytrovich.maker").PetrovichDeclinationMaker()


def initials_last(full: str, case: str = "", given_gender: str = "") -> str:
    """«Иваненко И.И.», as an addressee is written."""
    person = parse(full)
    last = person.last
    if case and last:
        whole = declined(full, case, given_gender)
        last = parse_like(whole, full).last
    if not last:
        return declined(full, case, given_gender) if case else " ".join(_spelled(full))
    return " ".join(filter(None, (last, _letters(person))))


def parse_like(changed: str, full: str) -> Person:
    """The parts of a declined name: they stand where those of the plain one do."""
    person, words = parse(full), _spelled(full)
    place = dict(zip(words, changed.split(), strict=False))
    return Person(*(" ".join(place.get(word, word) for word in part.split()) for part in person))


def initials_first(full: str) -> str:
    """«И.И. Иваненко», as a signature is written; an English name in full."""
    person = parse(full)
    if not person.last or not re.search("[а-яё]", full, re.I):
        return " ".join(_spelled(full))
    return f"{_letters(person)} {person.last}".strip()


def _letters(person: Person) -> str:
    names = [*person.first.split(), *person.middle.split()[:1]]
    return "".join(f"{'-'.join(part[0] for part in name.split('-'))}." for name in names)


def salutation(full: str, locale: str, given_gender: str = "", title: str = "") -> str:
    """«Уважаемая Анна Сергеевна!», «Уважаемый господин Прохоров!», "Dear Ms Carter,", "Dear Anna Carter:"."""
    person = parse(full)
    if locale != "ru":
        return _english_salutation(full, person, locale, title)
    sex = gender(full, given_gender)
    if sex == UNKNOWN:
        names = " ".join(filter(None, (person.first, person.middle)))
        return f"Здравствуйте, {names}!" if names else "Здравствуйте!"
    dear = ("Уважаемый", "Уважаемая")[sex]
    if person.first:
        return f"{dear} {' '.join(filter(None, (person.first, person.middle)))}!"
    return f"{dear} {('господин', 'госпожа')[sex]} {person.last}!"


def _english_salutation(full: str, person: Person, locale: str, title: str) -> str:
    end = ":" if locale == "en_US" else ","
    if not title and full.lower().split()[0].strip(".") in _TITLES and person.last:
        title, full = full.split()[0], " ".join(full.split()[1:])
    if title and person.last:
        stop = "." if locale == "en_US" and len(title.strip(".")) < 4 else ""
        return f"Dear {title.strip('.')}{stop} {person.last}{end}"
    return f"Dear {' '.join(_spelled(full))}{end}"


def position_dative(position: str) -> str:
    """«генеральному директору»: up to the noun that names it, the rest stays: «руководителю отдела продаж»."""
    words = position.split()
    head = next((place for place, word in enumerate(words) if _parsed(word, "NOUN")), None)
    if not re.search("[а-яё]", position, re.I):
        return position
    if head is None:
        return " ".join([_inflected(_parsed(words[0], "ADJF") or _parsed(words[0], "PRTF"), words[0]), *words[1:]])
    noun = _parsed(words[head], "NOUN")
    done = [_inflected(_parsed(word, "ADJF") or _parsed(word, "PRTF"), word) for word in words[:head]]
    return " ".join([*done, _compound(words[head], noun), *words[head + 1 :]])


def _parsed(word: str, part: str) -> Any:
    plain = word.split("-")[-1] if part == "NOUN" else word
    found = [parse for parse in _dictionary().parse(plain) if part in parse.tag and "nomn" in parse.tag]
    return found[0] if found else None


def _compound(word: str, noun: Any) -> str:
    """«менеджеру-консультанту» has two halves in the dative, «арт-директору» and «HR-менеджеру» one."""
    *before, last = word.split("-")
    first = [half if half.lower() in _FIXED else _inflected(_parsed(half, "NOUN"), half) for half in before]
    return "-".join([*first, _inflected(noun, last)])


def _inflected(parse: Any, word: str) -> str:
    changed = parse.inflect({"datv"}) if parse else None
    if changed is None:
        return word
    return str(changed.word.capitalize() if word[:1].isupper() else changed.word)
