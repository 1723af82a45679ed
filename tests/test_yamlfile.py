"""YAML of strings that know their lines; whatever could mislead or blow up is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from replycoach.errors import PlaybookError
from replycoach.yamlfile import Map, Seq, Text, load, loads

STRINGS = [
    pytest.param("a: yes", "yes", id="yes-is-no-boolean"),
    pytest.param("a: 012", "012", id="number"),
    pytest.param("a: 2026-05-15", "2026-05-15", id="date"),
    pytest.param("a: 18:00", "18:00", id="sexagesimal"),
    pytest.param("a: ~", "~", id="tilde-is-no-null"),
    pytest.param("a:", "", id="nothing"),
    pytest.param("a: >-\n  one\n  two", "one two", id="folded"),
    pytest.param("a: |\n  one\n  two\n", "one\ntwo\n", id="literal"),
    pytest.param("a: «ёлка» — 🙂", "«ёлка» — 🙂", id="letters"),
    pytest.param("\ufeffa: b", "b", id="byte-order-mark"),
    pytest.param("a: b\r\nc: d\r\n", "b", id="crlf"),
    pytest.param("--- \na: b\n...\n", "b", id="one-document"),
]

REFUSED = [
    pytest.param("a: 1\na: 2", "p.yaml:2: key `a` stands twice; merge the two", id="duplicate-key"),
    pytest.param("a: &x 1", "p.yaml:1: uses an anchor or alias; write the text out", id="anchor"),
    pytest.param("\na: *x", "p.yaml:2: uses an anchor or alias; write the text out", id="alias"),
    pytest.param("a: 1\n---\nb: 2", "p.yaml:2: holds a second document; keep one a file", id="second-document"),
    pytest.param("- a", "p.yaml:1: must be a mapping: `key: value` lines", id="list"),
    pytest.param("", "p.yaml:1: must be a mapping: `key: value` lines", id="empty"),
    pytest.param("# nothing\n", "p.yaml:1: must be a mapping: `key: value` lines", id="comment"),
    pytest.param("[a]: 1", "p.yaml:1: has a key that is not plain text; quote it", id="list-as-key"),
    pytest.param("a: '", "p.yaml:1: found unexpected end of stream; check quotes and indentation", id="open-quote"),
    pytest.param("a: [" * 20, "p.yaml:1: is nested too deep or holds too much; split it", id="deep"),
    pytest.param("a:\n" + "- b\n" * 50_001, "p.yaml:49999: is nested too deep or holds too much; split it", id="long"),
    pytest.param("a: " + "b" * 1_000_000, "p.yaml: is larger than 1000 kB; split it", id="large"),
]


@pytest.mark.parametrize(("content", "value"), STRINGS)
def test_every_scalar_is_a_string(content: str, value: str) -> None:
    node = loads(content.encode(), "p.yaml")
    assert (type(node[Text("a")]), node[Text("a")]) == (Text, value)


@pytest.mark.parametrize(("content", "error"), REFUSED)
def test_refusal_names_file_line_and_remedy(content: str, error: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        loads(content.encode(), "p.yaml")
    assert str(caught.value) == error


def test_what_is_not_utf_8_is_refused_with_its_line() -> None:
    with pytest.raises(PlaybookError) as caught:
        loads("a: b\nc: ж".encode("cp1251"), "p.yaml")
    assert str(caught.value) == "p.yaml:2: is not UTF-8; save it as UTF-8"


def test_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(PlaybookError, match=r"^p\.yaml:1: uses an anchor or alias"):
        loads(bomb.encode(), "p.yaml")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [id]", "!!int 3", "!own 3"])
def test_tags_do_nothing(tag: str) -> None:
    """A tag never makes an object: the value stays text or a list of texts."""
    value = loads(f"a: {tag}".encode(), "p.yaml")[Text("a")]
    assert type(value) in (Text, Seq)


def test_every_node_knows_its_line() -> None:
    root = loads(b"# first\na:\n  - x\n  - y: z\n", "p.yaml")
    sequence = root[Text("a")]
    assert isinstance(sequence, Seq)
    inner = sequence[1]
    assert isinstance(inner, Map)
    assert [next(iter(root)).line, sequence.line, sequence[0].line, inner.line] == [2, 3, 3, 4]


def test_keys_keep_their_order() -> None:
    assert list(loads(b"b: 1\na: 2\nc: 3", "p.yaml")) == ["b", "a", "c"]


def test_missing_file_is_a_playbook_error(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        load(tmp_path / "none.yaml", "none.yaml")
    assert str(caught.value) == "none.yaml: cannot be read: No such file or directory"
