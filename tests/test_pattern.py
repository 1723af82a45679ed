"""The token pattern language: what each piece means, and what is refused with which remedy."""

from __future__ import annotations

import pytest

from replycoach.pattern import Alternative, Atom, Gap, PatternError, parse


def words(*forms: str, **keys: object) -> Atom:
    return Atom("words", tuple(Alternative("form", form) for form in forms), **keys)  # type: ignore[arg-type]


def lemmas(*lemmas: str, grams: tuple[str, ...] = (), **keys: object) -> Atom:
    return Atom("words", tuple(Alternative("lemma", lemma) for lemma in lemmas), grams, **keys)  # type: ignore[arg-type]


ATOMS = [
    pytest.param("вы", words("вы"), id="form"),
    pytest.param("вы|ты", words("вы", "ты"), id="forms"),
    pytest.param("из-за", words("из-за"), id="hyphen"),
    pytest.param("'s", words("'s"), id="genitive"),
    pytest.param("<сломать>", lemmas("сломать"), id="lemma"),
    pytest.param("<сломать|удалить>", lemmas("сломать", "удалить"), id="lemmas"),
    pytest.param("<сломать>[past,plur]", lemmas("сломать", grams=("past", "plur")), id="lemma-grams"),
    pytest.param("<дать>[!past,1per/2per]", lemmas("дать", grams=("!past", "1per/2per")), id="gram-operators"),
    pytest.param("{day}", Atom("words", (Alternative("class", "day"),)), id="class"),
    pytest.param(
        "#time|#date", Atom("words", (Alternative("shape", "time"), Alternative("shape", "date"))), id="shapes"
    ),
    pytest.param(
        "вы|<клиент>|{day}|#number",
        Atom(
            "words",
            (
                Alternative("form", "вы"),
                Alternative("lemma", "клиент"),
                Alternative("class", "day"),
                Alternative("shape", "number"),
            ),
        ),
        id="all-together",
    ),
    pytest.param("[VERB,past]", Atom("class", value="VERB,past"), id="open-class"),
    pytest.param("/за+каз.*/", Atom("regex", value="за+каз.*"), id="regex"),
    pytest.param("!не", words("не", negated=True), id="negated"),
    pytest.param("не?", words("не", optional=True), id="optional"),
    pytest.param("what=<сайт>", lemmas("сайт", name="what"), id="capture"),
    pytest.param("what=!вы?", words("вы", name="what", negated=True, optional=True), id="all-flags"),
    pytest.param(",", Atom("mark", value=","), id="comma"),
    pytest.param(",?", Atom("mark", value=",", optional=True), id="optional-comma"),
    pytest.param("?", Atom("mark", value="?"), id="question-mark"),
    pytest.param("!", Atom("mark", value="!"), id="exclamation-mark"),
    pytest.param("??", Atom("mark", value="?", optional=True), id="optional-question-mark"),
]

GAPS = [
    pytest.param("вы не", [Gap(), Gap()], id="none"),
    pytest.param("вы ~2 не", [Gap(), Gap(2)], id="words"),
    pytest.param("вы ~,3 не", [Gap(), Gap(3, True)], id="crossing"),
    pytest.param("^ ~1 вы", [Gap(1)], id="after-the-start"),
]

REFUSED = [
    pytest.param("", "the pattern has no word; write at least one", id="empty"),
    pytest.param("^ $", "the pattern has no word; write at least one", id="anchors-only"),
    pytest.param("~1 вы", "the pattern starts with a gap; start it with a word or `^`", id="gap-first"),
    pytest.param("вы ~1", "the pattern ends with a gap; end it with a word", id="gap-last"),
    pytest.param("вы ~1 ~2 не", "two gaps in a row at `~2`; write one", id="two-gaps"),
    pytest.param("вы ~9 не", "gap `~9` is wider than 8 words; narrow it", id="wide-gap"),
    pytest.param("вы ^ не", "`^` stands inside the pattern; `^` goes first, `$` last", id="inner-anchor"),
    pytest.param(
        "no one|nobody,",
        "`nobody,` is not one word; write its words apart, punctuation as atoms of its own",
        id="comma",
    ),
    pytest.param(
        "<no one>",
        "`<no` opens a bracket it does not close; no blank may stand inside an alternative",
        id="blank-in-lemma",
    ),
    pytest.param("вы|", "an empty alternative in `вы|`; drop the extra `|`", id="trailing-bar"),
    pytest.param("|вы", "an empty alternative in `|вы`; drop the extra `|`", id="leading-bar"),
    pytest.param("вы||ты", "an empty alternative in `вы||ты`; drop the extra `|`", id="double-bar"),
    pytest.param("<>", "an empty alternative in `<>`; drop the extra `|`", id="empty-lemma"),
    pytest.param("вы[past]", "[past] after plain words in `вы[past]`; write <lemma>[…]", id="grams-on-form"),
    pytest.param("<дать>[past,]", "an empty grammeme in `<дать>[past,]`; write [one,two]", id="empty-gram"),
    pytest.param("a=", "`a=` names no word; write a word or [grammemes]", id="capture-of-nothing"),
    pytest.param("#day", "unknown shape `#day`; there are #number, #time, #date", id="shape"),
    pytest.param("don't", "`don't` is a contraction; write `do not`", id="contraction"),
    pytest.param("cannot", "`cannot` is a contraction; write `can not`", id="cannot"),
    pytest.param("won’t|will", "`won’t` is a contraction; write `will not`", id="curly-contraction"),
    pytest.param("gonna", "`gonna` is a contraction; write `going to`", id="chat-contraction"),
    pytest.param(
        "<дать>[past]x", "cannot read `<дать>[past]x`; an atom is words, [grammemes], then perhaps `?`", id="tail"
    ),
]

HANGING = [
    pytest.param("/(a+)+/", "repeats a group, which may hang; repeat single characters only", id="nested"),
    pytest.param("/(a|a)*/", "repeats a group, which may hang; repeat single characters only", id="alternation"),
    pytest.param("/(?:ab){2,}/", "repeats a group, which may hang; repeat single characters only", id="counted-group"),
    pytest.param(
        "/((a{0,9}){0,9}){0,9}/", "repeats a group, which may hang; repeat single characters only", id="counted"
    ),
    pytest.param(r"/(a)\1/", "looks back or around, which may hang; write it without", id="back-reference"),
    pytest.param("/(?=a)a/", "looks back or around, which may hang; write it without", id="look-ahead"),
    pytest.param("/(?<!b)a/", "looks back or around, which may hang; write it without", id="look-behind"),
    pytest.param(
        "/a*a*a*a*/", "is too long or has over three open repeats, which may hang; write it simpler", id="four"
    ),
    pytest.param(
        f"/{'a' * 201}/", "is too long or has over three open repeats, which may hang; write it simpler", id="long"
    ),
]


@pytest.mark.parametrize(("source", "atom"), ATOMS)
def test_atom_is_read_as(source: str, atom: Atom) -> None:
    assert parse(source).atoms == (atom,)


@pytest.mark.parametrize(("source", "gaps"), GAPS)
def test_gap_stands_before_its_atom(source: str, gaps: list[Gap]) -> None:
    assert [atom.gap for atom in parse(source).atoms] == gaps


@pytest.mark.parametrize(
    ("source", "anchors"), [("вы", (False, False)), ("^ вы", (True, False)), ("вы $", (False, True))]
)
def test_anchors_are_told_apart_from_atoms(source: str, anchors: tuple[bool, bool]) -> None:
    pattern = parse(source)
    assert ((pattern.starts, pattern.ends), len(pattern.atoms)) == (anchors, 1)


def test_gap_before_the_end_is_the_closing_gap() -> None:
    assert parse("вы ~2 $").closing == Gap(2)


@pytest.mark.parametrize(("source", "error"), REFUSED)
def test_refusal_names_the_piece_and_the_remedy(source: str, error: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(source)
    assert str(caught.value) == error


@pytest.mark.parametrize(("source", "cause"), HANGING)
def test_regex_that_could_hang_is_refused(source: str, cause: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(source)
    assert str(caught.value) == f"{source} {cause}"


def test_broken_regex_is_refused() -> None:
    with pytest.raises(PatternError, match=r"^/\[a/ is no regular expression: unterminated character set"):
        parse("/[a/")
