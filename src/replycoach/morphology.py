"""Spells out ``<lemma>[grams]`` as plain word forms; for compiling a playbook, never for checking a draft."""

from __future__ import annotations

from functools import cache
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

PENN = {
    "past": ("VBD",),
    "pp": ("VBN",),
    "ing": ("VBG",),
    "base": ("VB",),
    "3per": ("VBZ",),
    "sing": ("NN",),
    "plur": ("NNS",),
    "comp": ("JJR", "RBR"),
}
PACKAGES = ("pymorphy3", "pymorphy3-dicts-ru", "lemminflect")


@cache
def expand(lemma: str, grams: tuple[str, ...]) -> frozenset[str]:
    """All forms of the lemma, lower case with ё as е, that satisfy every gram in one parse."""
    word = fold(lemma)
    russian = any("а" <= letter <= "я" for letter in word)
    check(grams, russian_grams() if russian else frozenset(PENN))
    forms = frozenset(form for form, tag in readings(word, russian) if fits(tag, grams))
    if not forms:
        raise ValueError(f"<{lemma}> has no form that is [{','.join(grams)}]; change the grams or the lemma")
    return forms


@cache
def readings(word: str, russian: bool) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every form of a lemma with its grammemes."""
    return tuple(russian_readings(word) if russian else english_readings(word))


def version() -> str:
    """The dictionaries in use, for the compiled playbook's stamp."""
    return ", ".join(f"{package} {release(package)}" for package in PACKAGES)


def release(package: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"


def fold(word: str) -> str:
    return word.lower().replace("ё", "е")


def check(grams: Iterable[str], known: frozenset[str]) -> None:
    for gram in grams:
        for name in gram.removeprefix("!").split("/"):
            if name not in known:
                raise ValueError(f"unknown gram [{name}]; {hint(name, known)}")


def hint(name: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches

    by_case = {gram.lower(): gram for gram in sorted(known)}
    near = get_close_matches(name.lower(), by_case, 1, 0.0)
    return f"the nearest known one is [{by_case[near[0]]}]"


def fits(tag: frozenset[str], grams: Iterable[str]) -> bool:
    return all(tag.isdisjoint(gram.removeprefix("!").split("/")) == gram.startswith("!") for gram in grams)


def refuse(word: str, lemmas: Iterable[str]) -> ValueError:
    normal = list(dict.fromkeys(lemmas))[:3]
    remedy = "write " + " or ".join(f"<{lemma}>" for lemma in normal) if normal else "write the word as it stands"
    return ValueError(f"«{word}» is nobody's normal form; {remedy}")


@cache
def load(package: str, language: str) -> Any:
    try:
        return import_module(package)
    except ImportError:
        raise ValueError(f"{language} lemmas need {package}; pip install {package}") from None


@cache
def analyzer() -> Any:
    return load("pymorphy3", "Russian").MorphAnalyzer(lang="ru")


@cache
def russian_grams() -> frozenset[str]:
    return frozenset(analyzer().TagClass.KNOWN_GRAMMEMES)


def russian_readings(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    parses = analyzer().parse(word)
    own = [parse for parse in parses if fold(parse.normal_form) == word]
    if not own:
        raise refuse(word, (parse.normal_form for parse in parses))
    return russian_forms(own)


def russian_forms(parses: Iterable[Any]) -> Iterator[tuple[str, frozenset[str]]]:
    for parse in parses:
        for form in parse.lexeme:
            yield fold(form.word), form.tag.grammemes


def english_readings(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    inflections = english_inflections(word)
    if "VBG" in inflections:
        # lemminflect leaves a regular verb's participle out
        inflections.setdefault("VBN", inflections.get("VBD", ()))
    yield word, frozenset()
    for tag, forms in inflections.items():
        names = frozenset(name for name, tags in PENN.items() if tag in tags)
        for form in plurals(word, forms) if tag == "NNS" else forms:
            yield form.lower(), names


def plurals(word: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Without the lemma itself («emails», not «email»), unless it is the only plural («sheep»)."""
    return tuple(form for form in forms if form != word) or forms


def english_inflections(word: str) -> dict[str, tuple[str, ...]]:
    lemminflect = load("lemminflect", "English")
    lemmas = [lemma for group in lemminflect.getAllLemmas(word).values() for lemma in group]
    if lemmas and word not in lemmas:
        raise refuse(word, lemmas)
    known: dict[str, tuple[str, ...]] = dict(lemminflect.getAllInflections(word))
    if known or lemmas:
        return known
    return {**lemminflect.getAllInflectionsOOV(word, "VERB"), **lemminflect.getAllInflectionsOOV(word, "NOUN")}
