"""The ending lists agree with the dictionary they come from and carry over to words it does not have."""

from __future__ import annotations

import random
from functools import cache
from itertools import islice

import pytest

from replycoach.endings import LETTERS, matches, names
from replycoach.morphology import analyzer

CLASSES = ("VERB", "VERB,past", "VERB,past,plur", "INFN", "impr", "VERB,1per", "VERB,2per", "VERB,3per", "PRTS")
CLOSED = {"NPRO", "PREP", "CONJ", "PRCL", "NUMR", "Apro"}

YES = [
    ("VERB", "сломал отправлю пришлите зафакапили"),
    ("VERB,past", "сломал пришел зафакапили задеплоил рефанднула захайпилось"),
    ("VERB,past,plur", "сломали пришли зафакапили"),
    ("INFN", "сломать прийти зафакапить деплоиться чекнуть"),
    ("impr", "пришлите проверь чекните задеплойте"),
    ("VERB,1per", "отправлю вернем чекну факаплю"),
    ("VERB,2per", "отправите ломаешь чекнете факапишь"),
    ("VERB,3per", "отправит вернут чекнет факапят"),
    ("PRTS", "отправлен готовы-отправлены зафакаплен забанены"),
]
NO = [
    ("VERB", "сломать сломан сайт что-нибудь какие-нибудь кто-то"),
    ("VERB,past", "сломает сломали-таки-дом стул"),
    ("VERB,past,plur", "сломал сломала"),
    ("INFN", "мать кровать сломал"),
    ("impr", "при мой три"),
    ("VERB,1per", "отправит мою"),
    ("PRTS", "отправил отправленный"),
]
STRANGE = ["", "-", "^", " ", "sent", "сломалi", "it-сломал", "сломал1", "сломал-", "а" * 40 + "сломал"]


def table(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, word) for name, words in rows for word in words.split()]


@pytest.mark.parametrize(("name", "word"), table(YES))
def test_word_is_of_the_class(name: str, word: str) -> None:
    assert matches(name, word)


@pytest.mark.parametrize(("name", "word"), table(NO))
def test_word_is_not_of_the_class(name: str, word: str) -> None:
    assert not matches(name, word)


@pytest.mark.parametrize("word", STRANGE)
def test_what_is_no_russian_word_is_of_no_class(word: str) -> None:
    assert not any(matches(name, word) for name in names())


def test_names_are_the_classes_of_the_manual() -> None:
    assert names() == CLASSES


def test_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown class \[NOUN\]; known are \[VERB\] \[VERB,past\]"):
        matches("NOUN", "дом")


@cache
def sample() -> list[str]:
    words = (word.replace("ё", "е") for word, _ in analyzer().dictionary.words.iteritems())
    plain = (word for word in islice(words, random.Random(7).randrange(500), None, 500) if "-" not in word)
    return [word for word in plain if not word.strip(LETTERS)]


def judged(name: str, word: str) -> bool:
    parses = [parse.tag.grammemes for parse in analyzer().parse(word)]
    return not parses[0] & CLOSED and any(tag.issuperset(name.split(",")) for tag in parses)


@pytest.mark.parametrize("name", CLASSES)
def test_list_agrees_with_the_dictionary(name: str) -> None:
    assert len(sample()) > 3000
    assert [word for word in sample() if matches(name, word) != judged(name, word)] == []
