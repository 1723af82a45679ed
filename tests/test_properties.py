"""Any text at all: only our own errors come out, and only what stands in the text is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import SHIPPED, compiled, detector, flag, page, rule

from replycoach import check
from replycoach.automaton import Automaton
from replycoach.coach import LANGS
from replycoach.document import analyse
from replycoach.engine import run
from replycoach.errors import DraftError, PlaybookError
from replycoach.fields import Fields
from replycoach.formats import json as json_format
from replycoach.formats import text as text_format
from replycoach.languages import detect
from replycoach.message import read
from replycoach.pattern import PatternError, parse
from replycoach.rule import Overlay, Rule
from replycoach.rulefile import read_overlay, read_rule
from replycoach.terminal import Style
from replycoach.yamlfile import Map, loads

SOME = settings(deadline=None, max_examples=300)
FEW = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])

PIECES = r"""
    вы ты|вы <сломать> <дать>[past] [VERB] {day} #time ~1 ~,3 ^ $ ! ? , — | || <> [] {} /a+/ /(/ x= x=!не? don't ~9 \ ~
"""
JOINED = st.lists(st.sampled_from(PIECES.split()))
PATTERNS = st.one_of(st.text(), JOINED.map(" ".join), JOINED.map("".join))
T = TypeVar("T")


def is_one_line(error: object) -> bool:
    """Whether it is an error that names its file."""
    return str(error).startswith("p.yaml:") and "\n" not in str(error)


def outcome(function: Callable[[], T], *known: type[Exception]) -> T | Exception:
    """What a function returns, or the known error it raises."""
    try:
        return function()
    except known as error:
        return error


@SOME
@given(PATTERNS)
def test_pattern_is_read_or_refused(source: str) -> None:
    found = outcome(lambda: parse(source), PatternError)
    assert str(found) if isinstance(found, PatternError) else found


LINES = st.sampled_from(
    [
        "a: b",
        "- c",
        "  d: e",
        "  - f",
        "? g",
        "h: [i, {j: k}]",
        "l: &m n",
        "o: *m",
        "---",
        "...",
        "a: 'p",
        "!!t u",
        "\tv",
        "#w",
    ]
)
YAML = st.one_of(st.text(), st.lists(LINES).map("\n".join))


@SOME
@given(st.one_of(YAML.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary()))
def test_yaml_is_read_or_refused(content: bytes) -> None:
    found = outcome(lambda: loads(content, "p.yaml"), PlaybookError)
    assert isinstance(found, Map) or is_one_line(found)


@pytest.fixture(scope="module")
def rules() -> list[str]:
    """Shipped rules of every kind."""
    return [
        path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.yaml")) if path.stem not in ("playbook", "words")
    ]


VALUES = st.sampled_from(
    ["", "x", "[]", "{}", "[a]", "{a: b}", "1", "-1", ">=2", "yes", "null", "'", "- - a", "{a: [b]}"]
)


@SOME
@given(st.data())
def test_rule_with_one_value_changed_is_read_or_refused(rules: list[str], data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(rules)).split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = lines[number].partition(":")[0] + ": " + data.draw(VALUES)
    content, silent = "\n".join(lines).encode(), data.draw(st.booleans())
    found = outcome(lambda: read_rule("p", Fields(loads(content, "p.yaml"), "p.yaml"), detector=silent), PlaybookError)
    assert isinstance(found, Rule) or is_one_line(found)


KEYS = """
    extends disable severity ru en patterns+ anti+ bad+ good+ kind category principle when raise unless with masks
    measures need first then near compare slots at-least match draft facts incoming detectors within
"""
NAMES = st.sampled_from(KEYS.split())
TREES = st.recursive(
    st.sampled_from(
        ["x", "", "yes", "flag", "rate", "pair", "order", "require", "error", "anger", "ru", "3", "[[x]] y"]
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=5)),
    max_leaves=12,
)


@SOME
@given(st.dictionaries(NAMES, TREES, max_size=8), st.booleans())
def test_any_tree_of_known_keys_is_a_rule_or_refused(tree: dict[str, object], overlay: bool) -> None:
    fields = Fields(loads(json.dumps(tree).encode(), "p.yaml"), "p.yaml")
    read = read_overlay if overlay else partial(read_rule, "p", detector=False)
    found = outcome(lambda: read(fields), PlaybookError)
    assert isinstance(found, Rule | Overlay) or is_one_line(found)


@pytest.fixture(scope="module")
def automaton(tmp_path_factory: pytest.TempPathFactory) -> Automaton:
    """A rule of every kind, for what texts below are made of."""
    files = {
        "flag": flag("you ~2 broke", "do not", "!well it", "by #time"),
        "russian": flag("вы ~,3 [VERB,past]", "/зака.*/ вы"),
        "require": rule("require", page(), need=["sorry"], first="2", near={"detector": "sorry"}),
        "rate": rule("rate", page(), measures={"caps-words": {"warning": "1"}, "ellipses": {"error": "2"}}),
        "pair": rule("pair", page(), compare="shared-words"),
        "order": rule("order", page(), first="sorry", then="it"),
        "sorry": detector("sorry"),
        "it": detector("it", unless={"detectors": ["sorry"], "within": "paragraph"}),
    }
    return compiled(tmp_path_factory.mktemp("any"), files)


TALK = """
    you You broke YOU вы Вы сломали закажите sorry it don’t don't DON'T 18:00 15.05 . , ! ? … ... !! ?! ; : - — « » “
    ” " ' ( ) [ ] { } < ‹ › TODO Hello > -- 🙂 ß ﬁ 漢字 ґ İ é NEVER '-'
"""
ODD = [
    "\n",
    "\n\n",
    "\n> ",
    "\n-- \n",
    "\r\n",
    "\t",
    "\0",
    "\ud800",
    "\udfff",
    "👩\u200d💻",
    "e\u0301",
    "и\u0306",
    "\u0301",
]
LONG = ["\u202e", "\ufeff", "\x1b[2J", "\xa0", "\u2028", "a" * 5000, "я" * 100, "1" * 400, "!" * 300, "«" * 50]
SPOKEN = st.lists(st.sampled_from([*TALK.split(), *ODD, *LONG]))
DRAFTS = st.one_of(st.text(st.characters()), SPOKEN.map("".join), SPOKEN.map(" ".join))


@FEW
@given(DRAFTS, DRAFTS, st.sampled_from(LANGS))
def test_any_draft_is_checked_and_spans_lie_inside(automaton: Automaton, draft: str, incoming: str, lang: str) -> None:
    try:
        message, asked = read(draft), read(incoming)
    except DraftError:
        return
    result = run(automaton, analyse(message), incoming=analyse(asked), facts={}, lang="en", reader=lang)
    for finding in result.findings:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(message.text)
        assert finding.missing or finding.message == "Heard."
        assert finding.severity in ("suggestion", "warning", "error")


@FEW
@given(DRAFTS)
def test_same_draft_same_findings(automaton: Automaton, draft: str) -> None:
    try:
        message = read(draft)
    except DraftError:
        return
    one, two = (run(automaton, analyse(message), incoming=None, facts={}, lang="en", reader="en") for _ in range(2))
    assert (one.findings, one.facts, one.not_checked) == (two.findings, two.facts, two.not_checked)


@FEW
@given(st.one_of(st.binary(), DRAFTS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_read_or_refused(draft: bytes) -> None:
    found = outcome(lambda: detect(analyse(read(draft))), DraftError)
    assert found
    assert "\n" not in str(found)


@FEW
@given(DRAFTS, st.integers(24, 100), st.booleans())
def test_whole_way_gives_a_report_that_every_format_can_print(draft: str, width: int, colour: bool) -> None:
    """With the shipped playbook, as the library is used."""
    try:
        report = check(draft, lang="ru")
    except DraftError:
        return
    text = text_format.render([("-", report)], Style(width=width, colour=colour))
    plain = text.replace("\x1b[", "") if colour else text
    assert [char for char in plain if ord(char) < 32 and char != "\n"] == []
    assert json_format.render([("-", report)], Style()).encode("utf-8")
    assert report == check(draft, lang="ru")
