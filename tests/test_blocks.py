"""Whose words each line of a draft is: one file a draft in tests/blocks, one line a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycoach.blocks.parting import part
from replycoach.model import KINDS, WRITTEN, Block, Span
from replycoach.signs import is_plain

BLOCKS = Path(__file__).parent / "blocks"
FIXTURES = sorted(BLOCKS.glob("*/*.txt"))


def fixture(path: Path) -> tuple[list[str], list[str], str]:
    """The draft's lines, the kind of each (empty for a blank line), and the client's message."""
    lines: list[str] = []
    kinds: list[str] = []
    incoming: list[str] = []
    for line in path.read_text("utf-8").removesuffix("\n").split("\n"):
        kind, bar, words = line.partition("|")
        words = words.removeprefix(" ")
        if line.startswith("#"):
            continue
        assert bar, f"{path}: a line without a bar: {line}"
        if kind.strip() == "incoming":
            incoming.append(words)
        else:
            lines.append(words)
            kinds.append(kind.strip() if words.strip() else "")
    return lines, kinds, "\n".join(incoming)


def shown(lines: list[str], incoming: str) -> list[str]:
    """The kind of each line as ``part`` sees it; nothing for a blank one."""
    text = "\n".join(lines)
    blocks, doubts = part(text, incoming)
    kinds, place = [], 0
    for line in lines:
        kind = next(block.kind for block in blocks if block.span[0] <= place < block.span[1]) if line.strip() else ""
        doubted = kind == "own" and any(start <= place < stop for start, stop in doubts)
        kinds.append("own?" if doubted else kind)
        place += len(line) + 1
    return kinds


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_kind_of_each_line(path: Path) -> None:
    lines, kinds, incoming = fixture(path)
    seen = shown(lines, incoming)
    assert list(zip(expected(kinds, seen), lines, strict=True)) == list(zip(seen, lines, strict=True))


def expected(kinds: list[str], seen: list[str]) -> list[str]:
    """Doubtful own words may also be seen as sure ones, or as the end of the letter."""
    doubtful = ("own", "own?", "closing")
    return [
        one if kind in ("own", "own?") and one in doubtful[: 3 if kind == "own?" else 2] else kind
        for kind, one in zip(kinds, seen, strict=True)
    ]


DRAFTS = {path: "\n".join(fixture(path)[0]) for path in FIXTURES}
LINES = sorted({line for draft in DRAFTS.values() for line in draft.split("\n")})
MIXED = st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=30).map("\n".join)


def test_there_are_fixtures_of_every_kind_in_both_languages() -> None:
    for lang in ("ru", "en"):
        kinds = {kind for path in FIXTURES if path.parent.name == lang for kind in fixture(path)[1]}
        assert kinds >= set(KINDS) - {"code"}


@settings(deadline=None, max_examples=400)
@given(MIXED, MIXED)
def test_the_blocks_are_the_whole_text(text: str, incoming: str) -> None:
    text = text.replace("\r", "")
    blocks, doubts = part(text, incoming)
    assert "".join(text[slice(*block.span)] for block in blocks) == text
    assert {block.kind for block in blocks} <= set(KINDS)
    assert all(any(one[0] <= start and stop <= one[1] for one in own(blocks)) for start, stop in doubts)


def own(blocks: tuple[Block, ...]) -> list[Span]:
    return [block.span for block in blocks if block.kind in WRITTEN]


@settings(deadline=None, max_examples=400)
@given(MIXED)
def test_a_plain_draft_is_all_own(text: str) -> None:
    if is_plain(text):
        assert {block.kind for block in part(text)[0]} <= set(WRITTEN)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_plain_fixture_is_all_own(path: Path) -> None:
    lines = DRAFTS[path].split("\n")
    for cut in range(len(lines)):
        for text in ("\n".join(lines[:cut]), "\n".join(lines[cut:])):
            if is_plain(text):
                assert {block.kind for block in part(text)[0]} <= set(WRITTEN)


CODE = [
    pytest.param("Так:\n```\nsend(вы)\n```\nГотово.", ["own", "code", "code", "code", "own"], id="fence"),
    pytest.param("So:\n~~~ sh\nrm x\n~~~", ["own", "code", "code", "code"], id="tildes"),
    pytest.param("Смотрите:\n```\nsend(вы)", ["own", "own", "own"], id="left-open"),
    pytest.param("```\n> a\n```\n> b", ["code", "code", "code", "quote"], id="quote-in-code"),
]


@pytest.mark.parametrize(("text", "kinds"), CODE)
def test_fenced_code(text: str, kinds: list[str]) -> None:
    assert shown(text.split("\n"), "") == kinds


FLOWED = [
    pytest.param("> раз\nда", ["quote", "own"], id="quote"),
    pytest.param(" > это не цитата\nда", ["own", "own"], id="stuffed"),
    pytest.param(">> раз \n>> два\nда", ["quote", "quote", "own"], id="deeper"),
]


@pytest.mark.parametrize(("text", "kinds"), FLOWED)
def test_format_flowed(text: str, kinds: list[str]) -> None:
    blocks, _ = part(text, flowed=True)
    assert [next(b.kind for b in blocks if b.span[0] <= at < b.span[1]) for at in starts(text)] == kinds


def starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]


DOUBTS = [
    pytest.param(
        "From: Ann <a@example.com>\nSent: 21.11.2026 10:15\nTo: Bob\n\nWhere is it?", ["Where is it?"], id="header"
    ),
    pytest.param("21.11.2026, 10:15, Анна <a@example.com> пишет:\n\nГде?", ["Где?"], id="attribution-on-top"),
    pytest.param("Да.\n\n> Где?", [], id="none"),
]


@pytest.mark.parametrize(("text", "doubted"), DOUBTS)
def test_own_words_in_doubt(text: str, doubted: list[str]) -> None:
    assert [text[slice(*span)] for span in part(text)[1]] == doubted
