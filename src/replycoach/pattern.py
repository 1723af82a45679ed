"""Parses the one-line token patterns of docs/playbook-language.md; knows no dictionary and no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import alphabet
from .contractions import expand
from .lexicon import SHAPES

PUNCTUATION = frozenset(",—:;!?()%/…№")
_MAX_GAP = 8
_ATOM = re.compile(
    r"(?:(?P<name>[a-z][a-z0-9_]*)=)?(?P<negated>!)?(?P<body>/.*/|[^\[\]]*?)(?:\[(?P<grams>[^\]]*)\])?(?P<optional>\?)?"
)
_NUMBER = re.compile(r"[0-9]+([:.,/][0-9]+)+")
_PART = r"(?:<[^<>]*>|\{[^{}]*\}|[^|<>{}]*)"
_BODY = re.compile(rf"{_PART}(?:\|{_PART})*")
_GAP = re.compile(r"~(,?)(\d+)")


class PatternError(ValueError):
    """What is wrong with a pattern and what to write instead."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``words`` tokens between two atoms; ``crosses`` commas and dashes or not."""

    words: int = 0
    crosses: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """``kind`` is form, lemma, class or shape."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Atom:
    """``kind`` is words (any of ``alternatives``), class (an open grammar class), regex or mark."""

    kind: str
    alternatives: tuple[Alternative, ...] = ()
    grams: tuple[str, ...] = ()
    value: str = ""
    gap: Gap = Gap()
    negated: bool = False
    optional: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """``gap`` of the first atom counts only if ``starts``; ``closing`` only if ``ends``."""

    source: str
    atoms: tuple[Atom, ...]
    starts: bool = False
    ends: bool = False
    closing: Gap = Gap()


def parse(source: str) -> Pattern:
    """Raises ``PatternError``, which names the piece at fault and the remedy."""
    pieces = source.split()
    starts, ends = pieces[:1] == ["^"], pieces[-1:] == ["$"]
    pieces = pieces[starts : len(pieces) - ends]
    atoms: list[Atom] = []
    gap: Gap | None = None
    for piece in pieces:
        if piece in ("^", "$"):
            raise PatternError(f"`{piece}` stands inside the pattern; `^` goes first, `$` last")
        found = _GAP.fullmatch(piece)
        if found:
            if gap:
                raise PatternError(f"two gaps in a row at `{piece}`; write one")
            gap = _gap(piece, found)
        else:
            atoms.append(_atom(piece, gap or Gap()))
            gap = None
    if not atoms:
        raise PatternError("the pattern has no word; write at least one")
    if gap and not ends:
        raise PatternError("the pattern ends with a gap; end it with a word")
    if atoms[0].gap.words and not starts:
        raise PatternError("the pattern starts with a gap; start it with a word or `^`")
    return Pattern(source, tuple(atoms), starts, ends, gap or Gap())


def _gap(piece: str, found: re.Match[str]) -> Gap:
    words = int(found[2])
    if words > _MAX_GAP:
        raise PatternError(f"gap `{piece}` is wider than {_MAX_GAP} words; narrow it")
    return Gap(words, bool(found[1]))


def _atom(piece: str, gap: Gap) -> Atom:
    optional = len(piece) > 1 and piece.endswith("?")
    if piece.removesuffix("?") in PUNCTUATION or piece in PUNCTUATION:
        return Atom("mark", value=piece[0], gap=gap, optional=optional)
    found = _ATOM.fullmatch(piece)
    if not found:
        raise PatternError(f"cannot read `{piece}`; an atom is words, [grammemes], then perhaps `?`")
    body, grams = found["body"], _grams(piece, found["grams"])
    flags = {"gap": gap, "negated": bool(found["negated"]), "optional": bool(found["optional"]), "name": found["name"]}
    flags["name"] = found["name"] or ""
    if len(body) > 1 and body[0] == body[-1] == "/":
        return Atom("regex", value=_regex(body[1:-1]), **flags)  # type: ignore[arg-type]
    if not body:
        if not grams:
            raise PatternError(f"`{piece}` names no word; write a word or [grammemes]")
        return Atom("class", value=",".join(grams), **flags)  # type: ignore[arg-type]
    alternatives = tuple(_alternatives(piece, body))
    if grams and not any(choice.kind in ("lemma", "class") for choice in alternatives):
        raise PatternError(f"[{','.join(grams)}] after plain words in `{piece}`; write <lemma>[…]")
    return Atom("words", alternatives, grams, **flags)  # type: ignore[arg-type]


def _grams(piece: str, grams: str | None) -> tuple[str, ...]:
    if grams is None:
        return ()
    names = tuple(grams.split(","))
    if not all(names):
        raise PatternError(f"an empty grammeme in `{piece}`; write [one,two]")
    return names


def _alternatives(piece: str, body: str) -> list[Alternative]:
    if body.count("<") != body.count(">") or body.count("{") != body.count("}"):
        raise PatternError(f"`{piece}` opens a bracket it does not close; no blank may stand inside an alternative")
    if not _BODY.fullmatch(body):
        raise PatternError(f"alternatives of `{piece}` run together; write | between any two")
    choices: list[Alternative] = []
    for part in re.findall(r"<[^<>]*>|\{[^{}]*\}|[^|<>{}]+|\|(?=\||$)|^\|", body):
        choices += _choice(piece, part)
    return choices


def _choice(piece: str, part: str) -> list[Alternative]:
    if part == "|":
        raise PatternError(f"an empty alternative in `{piece}`; drop the extra `|`")
    if part[0] == "<":
        lemmas = part[1:-1].split("|")
        return [Alternative("lemma", _word(piece, lemma)) for lemma in lemmas]
    if part[0] == "{":
        return [Alternative("class", part[1:-1])]
    if part[0] == "#":
        if part[1:] not in SHAPES:
            raise PatternError(f"unknown shape `{part}`; there are {', '.join('#' + shape for shape in SHAPES)}")
        return [Alternative("shape", part[1:])]
    return [Alternative("form", _word(piece, part))]


@cache
def _word(piece: str, word: str) -> str:
    folded = alphabet.form(word)
    if not folded:
        raise PatternError(f"an empty alternative in `{piece}`; drop the extra `|`")
    if _NUMBER.fullmatch(word):
        return word
    if folded != b"'s" and (folded.strip(b"'-") != folded or any(code not in alphabet.WORD_BYTES for code in folded)):
        raise PatternError(f"`{word}` is not one word; write its words apart, punctuation as atoms of its own")
    parts = expand(folded)
    if len(parts) > 1:
        apart = " ".join(part.decode("cp1251") for part in parts)
        raise PatternError(f"`{word}` is a contraction; write `{apart}`")
    return word


def _regex(source: str) -> str:
    """A regex that cannot hang: repeats of single characters only, at most three of them open-ended."""
    from re import _constants as const  # type: ignore[attr-defined]
    from re import _parser as sre  # type: ignore[attr-defined]

    try:
        tree = sre.parse(source)
        re.compile(source)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"/{source}/ is no regular expression: {error}") from None
    open_ended = 0
    for operator, argument in _nodes(tree, const):
        if operator in (const.GROUPREF, const.GROUPREF_EXISTS, const.ASSERT, const.ASSERT_NOT):
            raise PatternError(f"/{source}/ looks back or around, which may hang; write it without")
        if operator in (const.MAX_REPEAT, const.MIN_REPEAT, const.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most > 1 and not _is_single(body, const):
                raise PatternError(f"/{source}/ repeats a group, which may hang; repeat single characters only")
            open_ended += most > 10
    if open_ended > 3 or len(source) > 200:
        raise PatternError(f"/{source}/ is too long or has over three open repeats, which may hang; write it simpler")
    return source


def _nodes(tree: Any, const: Any) -> Iterator[tuple[Any, Any]]:
    for operator, argument in tree:
        yield operator, argument
        if operator is const.BRANCH:
            for branch in argument[1]:
                yield from _nodes(branch, const)
        elif operator in (const.SUBPATTERN, const.MAX_REPEAT, const.MIN_REPEAT, const.POSSESSIVE_REPEAT):
            yield from _nodes(argument[-1], const)
        elif operator is const.ATOMIC_GROUP:
            yield from _nodes(argument, const)


def _is_single(body: Any, const: Any) -> bool:
    return len(body) == 1 and body[0][0] in (const.LITERAL, const.NOT_LITERAL, const.ANY, const.IN)
