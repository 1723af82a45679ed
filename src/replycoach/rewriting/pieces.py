"""A draft cut into pieces: sentences that may change, and all between them, which stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import analyse
from ..model import Message, Span

_CLAUSES = re.compile(
    r";\s+|:\s+|\s[—–-]\s|\.\s+|,\s+(?:но|а|однако|поэтому|так что|зато|и|and|but|so|however|yet|though)\s+", re.I
)
_MARKS = re.compile(rf"{_CLAUSES.pattern}|,\s+", re.I)
_NAMES = r"(?:[ ,]+(?:there|all|team|both|[A-ZА-ЯЁ][\w.’'-]*)){0,4}"
_GREETING = re.compile(
    r"(?:здравствуй(?:те)?|добр(?:ый|ого|ое|ой)\s+(?:день|дня|вечер|вечера|утро|утра|ночи)|доброго времени суток"
    r"|приветствую|привет|доброе|\w*уважаем\w+|дорог(?:ой|ая|ие)|hi|hello|hey|hiya|dear|good\s+(?:morning|afternoon|evening|day)|morning"
    rf"|afternoon|evening){_NAMES}(?:\s*[,!.:)]+|\s+[—–-])\s*",
    re.I,
)
_CALLED = re.compile(r"[A-ZА-ЯЁ][a-zа-яё]+(?: [A-ZА-ЯЁ][a-zа-яё]+)?[,!]\s+(?=\S)")
_NO_NAMES = frozenset(
    "yes no well so ok okay sure sorry look listen honestly frankly right fine unfortunately first again also anyway"
    " please thanks then now still actually really seriously finally sadly luckily true wow oh ah hmm good great"
    " perhaps maybe however otherwise instead obviously clearly meanwhile yesterday today tomorrow next"
    " да нет ну так итак ладно хорошо конечно простите извините послушайте слушайте смотрите честно вообще кстати"
    " значит видимо наверное возможно увы поймите знаете пожалуйста спасибо понятно понимаю признаю согласен согласна"
    " верно точно разумеется кажется вероятно очевидно наконец впрочем однако сожалею жаль ого ух ой эх вчера сегодня"
    " завтра теперь потом сначала дальше напротив напомню повторю похоже".split()
)


_MOST_SALUTATIONS = 3
"""«Анна, здравствуйте!» are two."""
_LONGEST_NAME = 3
_LONGEST_SALUTATION = 5
"""Words of a line that ends in a comma or "!" and is one without any word we know."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``loose`` pieces are sentences; ``closing`` are those of the good-bye."""

    text: str
    loose: bool = False
    closing: bool = False


def cut(message: Message) -> list[Piece]:
    """The pieces joined are ``message.text``."""
    text = message.text
    pieces: list[Piece] = []
    greeted = False
    for block in message.blocks:
        last = block.span[0]
        if block.kind in ("own", "closing"):
            for start, stop in _sentences(message, block.span, first=not greeted):
                pieces += [Piece(text[last:start]), Piece(text[start:stop], True, block.kind == "closing")]
                last, greeted = stop, True
        pieces.append(Piece(text[last : block.span[1]]))
    return _signed([piece for piece in pieces if piece.text])


def _signed(pieces: list[Piece]) -> list[Piece]:
    """A last line of a word or three that no mark ends is the writer's name: «Оля», "xo Trish"."""
    loose = [at for at, piece in enumerate(pieces) if piece.loose]
    if len(loose) > 1 and not pieces[loose[-1]].closing:
        last, before = pieces[loose[-1]], pieces[loose[-1] - 1].text
        named = any(word[:1].isupper() for word in last.text.split())
        if "\n" in before and named and len(last.text.split()) <= _LONGEST_NAME and last.text[-1:] not in ".!?…":
            pieces[loose[-1]] = Piece(last.text, True, True)
    return pieces


def _sentences(message: Message, span: Span, first: bool) -> Iterator[Span]:
    begin = span[0] + (greeting(message.text[slice(*span)]) if first else 0)
    for start, stop in analyse(message).sentences(span[0]):
        if start >= span[1]:
            return
        start, stop = max(start, begin), min(stop, span[1])
        if start < stop:
            yield start, stop


def greeting(words: str) -> int:
    """How long the salutation is that a letter opens with, the blanks behind it too."""
    end = len(words) - len(words.lstrip())
    for _ in range(_MOST_SALUTATIONS):
        end = _salutation(words, end)
    return end


def _salutation(words: str, start: int) -> int:
    line, newline, rest = words[start:].partition("\n")
    if newline and rest.strip() and line.rstrip().endswith((",", "!")) and 0 < len(line.split()) <= _LONGEST_SALUTATION:
        return len(words) - len(rest.lstrip())
    found = _GREETING.match(words, start)
    if found:
        return found.end()
    called = _CALLED.match(words, start)
    return called.end() if called and _is_name(called[0].split()[0].strip(",!")) else start


def _is_name(word: str) -> bool:
    """In English, where no dictionary tells: any word that does not usually open a sentence."""
    if word.lower() in _NO_NAMES or word[:1] < "А":
        return word.lower() not in _NO_NAMES
    from ..morphology import analyzer

    grams = ("Name", "Surn", "Patr")
    return any(gram in parse.tag for parse in analyzer().parse(word.lower())[:2] for gram in grams)


def clauses(sentence: str, *, commas: bool = False) -> list[Span]:
    """The stretches between conjunctions and strong marks, or between all marks."""
    cuts = [found.span() for found in (_MARKS if commas else _CLAUSES).finditer(sentence)]
    starts = [0, *(stop for _, stop in cuts)]
    stops = [*(start for start, _ in cuts), len(sentence)]
    return [span for span in zip(starts, stops, strict=True) if span[0] < span[1]]
