"""How common a word is in letters, roughly: patterns are anchored on their rarest word."""

from __future__ import annotations

from .alphabet import encode, fold, form, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RARE = 0.2
_PER_COUNT = 0.25

_COMMON = {
    400: "и в не на что я с вы the to and a i you of is it in",
    150: "это как по за но к вас мы для у из от то бы же так вам все если мне до о нас меня for that not we on this be"
    " are have with my your me will can do so if or at as was no but am",
    60: "еще уже был была было были быть только или нам мой мои моя ваш ваша ваше ваши наш чтобы когда при том тем его"
    " их она он они есть да нет ну вот очень просто сейчас ты тебе может можно после there they has had been would by"
    " from our us an what all when just get up out any one he she them more about which please thank",
    25: "надо нужно буду будет будем вами нами мной себя сам сама сами тут там где раз день свой который которые ли"
    " него ему чем без под над через потом тоже также всегда ничего какой такой этот эта эти этого этом того та те"
    " did does were been being should could than then know like need want now here how who why only also back some"
    " time work send make see go its let new other their sorry thanks",
    12: "#number #time #date",
}
_WEIGHTS = {
    word.encode() if word.startswith("#") else form(word): value
    for value, words in _COMMON.items()
    for word in words.split()
}


def weight(word: bytes) -> float:
    return _WEIGHTS.get(word, RARE)


def weigher(texts: Iterable[str]) -> Callable[[frozenset[bytes]], float]:
    """How common any of some words is; heavier where the texts (a playbook's own examples) say so."""
    counts: dict[bytes, int] = {}
    for text in texts:
        for word in words(fold(encode(text))).split():
            counts[word] = counts.get(word, 0) + 1
    weights = {word: max(weight(word), count * _PER_COUNT) for word, count in counts.items()}
    known = weights.keys() | _WEIGHTS.keys()
    listed = {word: weights.get(word, weight(word)) for word in known}

    def weigh(forms: frozenset[bytes]) -> float:
        common = forms & listed.keys()
        return sum(map(listed.__getitem__, common)) + RARE * (len(forms) - len(common))

    return weigh
