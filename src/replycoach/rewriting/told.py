"""The client's own words, told back: what is wrong, and the thing a sentence and the client both speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

_PLAIN = re.compile(r"[\w ,'’%№-]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LEAST, _MOST = 4, 16
"""Words of a sentence worth telling back."""
_DENIALS = frozenset("no not nothing never nobody none neither without не нет ни ничего никто никогда без".split())
_LONGEST_ABBREVIATION = 4
_YOU = frozenset("you your yours yourself u ur вы вас вам вами ваш ты тебя тебе тобой твой".split())
_FELT = (
    "disappoint upset angry unhappy frustrat furious annoy livid hate disgust fed sick tired shock разочаров расстро"
    " возмущ недовол злюсь злой зла бесит бесите ненавижу устал надоел обид терпени шок"
).split()
"""Beginnings of words for what the client feels: told back, they sound like a diagnosis."""
_EN = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
    "am": "are",
    "i'm": "you are",
    "i've": "you have",
    "i'd": "you had",
    "we're": "you are",
    "we've": "you have",
    "im": "you are",
    "ive": "you have",
}
_STARTS = frozenset(
    "the a an this that these those it its there here my our we i i'm i've he she they his her their nothing no none"
    " nobody everything everyone everybody each somebody someone not still since after for in on at all both every half"
    " most some another two three four five six seven eight nine ten now yesterday today again yet only when".split()
)
_RU = {
    "меня": "вас",
    "мне": "вам",
    "мной": "вами",
    "мною": "вами",
    "нас": "вас",
    "нам": "вам",
    "нами": "вами",
    "я": "вы",
    "мы": "вы",
}
_COMMON = frozenset(
    "день время час минута неделя месяц год раз вопрос дело проблема претензия ошибка вина слово письмо сообщение"
    " человек случай ситуация работа часть место вид способ причина образ помощь ответ ответственность сторона момент"
    " смысл право срок деньга клиент заказчик правда степень конец начало пора мера сила".split()
)
_COMMON_EN = frozenset(
    "time times thing things day days week weeks month months hour hours minute minutes problem problems issue issues"
    " fault mistake message messages email emails mail mails question questions answer money people person work job way"
    " point case reason side hand part place kind sort fact matter same other next last first whole rest other right"
    " wrong still very just only good best most much many least less more everything nothing anything something"
    " deadline client customer truth".split()
)


def problem(sentences: Sequence[str], lang: str, polite: str) -> str:
    """The first sentence that can be told back to the client, turned to the second person; or nothing.

    ``sentences`` are the client's that speak of trouble; ``polite`` is вы, Вы or ты in Russian.
    """
    told = (_told_ru(words, polite) if lang == "ru" else _told_en(words) for words in filter(_is_tellable, sentences))
    return next(filter(None, told), "")


def _is_tellable(sentence: str) -> bool:
    words = _words(sentence)
    shouted = sum(len(word) > 1 and word.isupper() for word in words) > 1
    plain = _PLAIN.fullmatch(sentence.rstrip(".!… "))
    felt = any(word.startswith(tuple(_FELT)) for word in _low(words))
    return (
        bool(plain)
        and not felt
        and _LEAST <= len(words) <= _MOST
        and not shouted
        and not _YOU.intersection(_low(words))
    )


def denies(sentence: str) -> bool:
    """Whether something is not there, does not work, never came."""
    words = _low(_words(sentence))
    return any(word in _DENIALS or word.endswith(("n't", "n’t")) for word in words)


def _told_en(sentence: str) -> str:
    words = [_calm(word) for word in sentence.rstrip(".!… ").replace("’", "'").split(" ")]
    if words[0].lower().strip(",") not in _STARTS:
        return ""
    words[0] = words[0].lower() if words[0] != "I" else "I"
    told = [_swapped(word, _EN) for word in words]
    for at, word in enumerate(told[1:], 1):
        if word == "was" and told[at - 1] == "you":
            told[at] = "were"
    return " ".join(told)


def _calm(word: str) -> str:
    return word.lower() if word.isupper() and len(word) > _LONGEST_ABBREVIATION else word


def _swapped(word: str, table: dict[str, str]) -> str:
    bare = word.rstrip(",")
    return table.get(bare.lower(), bare) + word[len(bare) :]


def _told_ru(sentence: str, polite: str) -> str:
    words = [_calm(word) for word in sentence.rstrip(".!… ").split(" ")]
    spoken = [word.strip(",").lower().replace("ё", "е") for word in words]
    told = [_turned(words, spoken, at) for at in range(len(words))]
    if None in told or _is_unsaid(spoken):
        return ""
    joined = " ".join(word for word in told if word)
    first = joined.split(" ")[0]
    if not _is_name(first):
        joined = joined[:1].lower() + joined[1:]
    return _addressed(joined, polite)


def _turned(words: Sequence[str], spoken: Sequence[str], at: int) -> str | None:
    """A word in the mouth of whoever answers; None if that is beyond us."""
    word, low = words[at], spoken[at]
    comma = word[len(word.rstrip(",")) :]
    if low in _RU:
        return _RU[low] + comma
    parses = _parses(low)
    if parses and parses[0].normal_form in ("мой", "наш"):
        turned = _inflected("ваш", parses[0].tag)
        return turned + comma if turned else None
    if parses and "1per" in parses[0].tag:
        turned = parses[0].inflect({"2per", "plur"})
        return turned.word + comma if turned else None
    if parses and {"VERB", "past", "sing"} in parses[0].tag and "neut" not in parses[0].tag and "я" in spoken:
        near = spoken.index("я") < at <= spoken.index("я") + 4
        turned = parses[0].inflect({"plur"})
        return turned.word + comma if near and turned else None
    return word


def _is_unsaid(spoken: Sequence[str]) -> bool:
    """Whether a verb opens the sentence whose subject, left out, is or may be the client, or it bids somebody."""
    tags = [parses[0].tag for parses in map(_parses, spoken) if parses]
    first = tags[0] if tags else ()
    bids = any("impr" in tag or (tag.POS == "INFN" and place == 0) for place, tag in enumerate(tags))
    return (
        bids
        or ("VERB" in first and ("1per" in first or {"past", "sing"} in first))
        or not any("VERB" in tag or "PRTS" in tag or "ADJS" in tag for tag in tags)
    )


def _addressed(told: str, polite: str) -> str:
    if polite == "вы":
        return told
    if polite == "Вы":
        return re.sub(r"\b(вы|вас|вам|вами|ваш\w*)\b", lambda found: found[0].capitalize(), told)
    # «Ты» would need other verbs, and the writer's friend knows what is wrong.
    return "" if re.search(r"\b(вы|вас|вам|вами|ваш\w*)\b", told) else told


def topic(sentence: str, incoming: str, lang: str) -> str:
    """The thing both speak of, as it would stand in front of a fact; or nothing."""
    return _topic_ru(sentence, incoming) if lang == "ru" else _topic_en(sentence, incoming)


def _topic_ru(sentence: str, incoming: str) -> str:
    # «Как в лифте» is no word of theirs about a lift.
    asked = {parse.normal_form for parse in _nouns(incoming) if parse.tag.case in ("nomn", "accs", "gent")}
    for noun in _nouns(sentence):
        if noun.normal_form in asked and noun.normal_form not in _COMMON:
            named = noun.inflect({"nomn"})
            if named:
                return str(named.word).capitalize()
    return ""


def _topic_en(sentence: str, incoming: str) -> str:
    owned = {low for first, low in _pairs(incoming) if first in ("the", "your", "my", "our", "this")}
    for first, low in _pairs(sentence):
        fits = len(low) > 3 and low in owned and low not in _COMMON_EN and not low.endswith(("ed", "ing", "ly"))
        if fits and first in ("the", "your", "my", "our", "this"):
            return low
    return ""


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    low = _low(_words(words))
    return pairwise(low)


def _nouns(words: str) -> Iterator[Any]:
    for word in _words(words):
        parses = _parses(word.lower())
        if len(word) > 3 and parses and {"NOUN", "inan"} in parses[0].tag:
            yield parses[0]


def _is_name(word: str) -> bool:
    return any(gram in parse.tag for parse in _parses(word.lower())[:2] for gram in ("Name", "Surn", "Patr", "Geox"))


def _inflected(word: str, tag: Any) -> str:
    grams = {gram for gram in (tag.case, tag.number, None if tag.number == "plur" else tag.gender) if gram}
    turned = _parses(word)[0].inflect(grams)
    return turned.word if turned else ""


def _parses(word: str) -> Any:
    from ..morphology import analyzer

    return analyzer().parse(word)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _low(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]
