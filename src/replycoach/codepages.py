"""Which code page some bytes are in: the one whose reading looks most like writing.

A reading's strain is about the negative logarithm of how likely a writer is to have put that down: rare pairs of
letters, capitals inside words, two scripts in one word and symbols stuck to letters add to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGES = {"utf-8": 0, "cp1251": 0, "koi8-u": 2, "cp866": 3, "cp1252": 4, "mac-cyrillic": 4, "iso8859-5": 5}
"""The candidates, each with the strain it starts with: how seldom a draft is in it."""

_SAMPLE = 4000
_HIGH = re.compile(rb"[\x80-\xff]")

# A row per letter before, a column per letter after, the first of either for a word's edge: -ln of how often one
# follows the other, counted over the explanations in the shipped playbooks.
_LETTERS = "_абвгдежзийклмнопрстуфхцчшщъыьэюя"
_AFTER = """
953243543483532323233546468999575 294344443643333844316656446999954 437578287394354282483979894427773
319896295294464264345969677926995 329893499395284193993999699999899 428468267294463253453965669644995
164443454744332642326755445999966 326962199295582496894999699996999 314243559395432394853999599636984
254353353643333654319655457999964 099994999995463677429997548999997 218599497397395293433996979999899
326866247295584289563887569942943 226888299296653257593799899936994 429765286295994286533796577934963
293233434434333543337556446999775 539999288397396171663998889958994 316455257295754256543969768945964
336474389393343334424867479653862 338386297395664253575899699931995 264432434744434934328948344999946
327777276177457173644677777767777 228458487488463173663888888888688 227477177175777577574777777747777
629799199194772699823979949993999 229799199194363496953999999993999 517777177277774777774777777775777
666666166666666666666666666666660 194254385724345955338949548999995 097958596994953999259997747999966
777747777762445757407557757777777 173873887885656883338778263888858 197464554754554966328965576999957
"""
_STRAIN = {
    before + after: int(strain)
    for before, row in zip(_LETTERS, _AFTER.split(), strict=True)
    for after, strain in zip(_LETTERS, row, strict=True)
} | {"_ё": 6}
_FOLD = str.maketrans("ёіїєґў", "еииегу")
_ADDED = dict.fromkeys("іїєґ", 1) | {"ё": 2, "ў": 4}
_ACCENTED = "éèêàâçîïôûùëœäöüßñáíóúæøå"

_SMALL_ALPHABET = re.compile("[Α-ώԱ-ۿก-๎]")
_ASIAN = re.compile("[぀-鿿가-힣]")

_WORD = re.compile(r"[^\W\d_]+")
_ZIGZAG = re.compile("lU|UUl")
_GLUED = re.compile(
    r"(?<![^\s(])[\u00a0»”’‘‚‹–—…№€•°§®©™†‡‰·][^\W\d_]"  # a bullet, a dash, a closing quote where a word begins
    r"|[^\W\d_][«„№§©®€†‡─-▟][^\W\d_]|[^\W\d_]«|№[^\W\d_]|[‚‘„](?!\S)"
)
_LONE = re.compile(r"[а-яё],? [А-ЯЁ](?!\w)")
_USUAL = "«»„“”’–—…№§°©®™•\u00a0"
_UNUSUAL = "€·±×‘¡¿´`²³¹½¼¾£¥¢º"


def likeliest(data: bytes, handicaps: Mapping[str, float]) -> str:
    """The codec, of those in ``handicaps``, that reads ``data`` with the least strain."""
    sample = b" ".join(_pieces(data))
    return min(handicaps, key=lambda codec: handicaps[codec] + strain(sample.decode(codec, "replace")))


def strain(text: str) -> float:
    """How unlike writing a reading is; plain ASCII counts nothing."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_of_word, words)) + _of_shouting(words) + _of_symbols(text)


def _pieces(data: bytes) -> Iterator[bytes]:
    """The first words with a byte above 127."""
    place = size = 0
    while size < _SAMPLE and (found := _HIGH.search(data, place)):
        high = found.start()
        start = max(place, high - 24, data.rfind(b" ", max(place, high - 24), high))
        stop = data.find(b" ", high, high + 400)
        place = stop if stop >= 0 else high + 400
        size += place - start
        yield data[start:place]


def _of_word(word: str) -> float:
    edged = f"_{word.lower()}_"
    return _of_case(word) + sum(map(_of_pair, edged, edged[1:]))


def _of_case(word: str) -> float:
    if word == word.lower() or (len(word) > 1 and word.isupper()):
        return 0
    if word[1:] == word[1:].lower():
        return 1.5
    return 4 + 5 * len(_ZIGZAG.findall("".join("U" if char.isupper() else "l" for char in word)))


def _of_shouting(words: list[str]) -> float:
    """The first word in capitals is a surprise, the others are not."""
    shouted = sum(len(word) > 1 and word.isupper() for word in words)
    return shouted + 4 if shouted else 0


@lru_cache(4096)
def _of_pair(before: str, after: str) -> float:
    pair = before + after
    known = _STRAIN.get(pair, _STRAIN.get(pair.translate(_FOLD)))
    if known is not None:
        return known + _ADDED.get(after, 0)
    if "_" in (before, after):
        return _of_letter(after)
    mixed = 7 if _script(before) != _script(after) else 0
    crowded = 3 if "\x7f" < before < "\u0250" and after > "\x7f" else 0
    return mixed + crowded + _of_letter(after)


def _script(letter: str) -> int:
    code = ord(letter)
    return 0 if code < 0x250 else code >> 8


def _of_letter(letter: str) -> float:
    if letter.isascii():
        return 0
    if letter.translate(_FOLD) in _LETTERS:
        return 4
    if letter in _ACCENTED or _SMALL_ALPHABET.match(letter):
        return 5
    if "\u0400" <= letter < "\u0500":
        return 12
    return 8 if letter < "\u0400" or _ASIAN.match(letter) else 11


def _of_symbols(text: str) -> float:
    symbols = [char for char in text if char > "\x7f" and not char.isalpha()]
    placed = 8 * len(_GLUED.findall(text)) + 4 * len(_LONE.findall(text))
    return sum(map(_of_symbol, symbols)) + placed + 5 * _unclosed(text)


@lru_cache(4096)
def _of_symbol(char: str) -> float:
    if char in _USUAL:
        return 4
    if char in _UNUSUAL:
        return 7
    if "\u2800" <= char < "\u2900":
        return 12
    return 16 if char < "\xa0" or char == "\ufffd" or "\ue000" <= char < "\uf900" else 9


def _unclosed(text: str) -> int:
    return abs(text.count("«") - text.count("»")) + sum(map(text.count, "„“”")) % 2
