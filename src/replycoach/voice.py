"""Who writes to whom: «я» or «мы», «вы», «Вы» or «ты»; rewrites speak as the draft does."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Table = Mapping[str, Mapping[str, str]]
    """``we`` and ``thou``: what stands for a form in the mouth of several, or to a friend."""

_ONE = frozenset(
    "я мне меня мной мною мой моя моё мое мои моего моей моих моему моим моими мою"
    " i i'm i'll i've i'd my me mine".split()
)
_MANY = frozenset(
    "мы нас нам нами наш наша наше наши нашего нашей наших нашему нашим нашими нашу"
    " we we're we'll we've we'd our us ours".split()
)
_THOU = frozenset(
    "ты тебя тебе тобой тобою твой твоя твоё твое твои твоего твоей твоих твоему твоим твоими твою".split()
)
_POLITE = frozenset("вы вас вам вами ваш ваша ваше ваши вашего вашей ваших вашему вашим вашими вашу".split())
_MARKS = {ord(mark): " " for mark in ',;()«»"“”„…—–'} | {ord(mark): f"{mark} ." for mark in ".!?:\n"} | {0x2019: "'"}


def forms(own_words: str, table: Table) -> dict[str, str]:
    """Every name a rewrite may use (``сделаю``, ``Сделаю``, ``I_am``) to what this writer says."""
    words = own_words.translate(_MARKS).split()
    spoken = {word.lower() for word in words}
    many = bool(spoken & _MANY) and not spoken & _ONE
    thou = bool(spoken & _THOU) and not spoken & _POLITE
    great = _writes_capital(words)
    found = {name: other if many else name.replace("_", " ") for name, other in table.get("we", {}).items()}
    for name, other in table.get("thou", {}).items():
        found[name] = other if thou else name.capitalize() if great and name in _POLITE else name
    return {capital(name): capital(form) for name, form in found.items()} | found


def capital(text: str) -> str:
    """The text with its first letter made large."""
    return text[:1].upper() + text[1:]


def _writes_capital(words: Iterable[str]) -> bool:
    """Whether «Вы» has its capital inside a sentence, and never goes without."""
    starts, inside = True, False
    for word in words:
        if word in _POLITE:
            return False
        inside = inside or (not starts and word != word.lower() and word.lower() in _POLITE)
        starts = word == "."
    return inside
