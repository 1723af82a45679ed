"""The kinds of rules: when each speaks, where, and how severely."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import Yaml, checked, compiled, detector, flag, found, marks, page, rule

from replycoach.engine import Result

SORRY = {"sorry": detector("sorry"), "when": detector("tomorrow|#date"), "asks": detector("when")}


def severities(result: Result) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in result.findings]


FLAGS = [
    pytest.param({}, "[[You broke]] it. [[You broke]] that.", id="every-place"),
    pytest.param({"unless": {"detectors": ["sorry"]}}, "Sorry, you broke it. [[You broke]] it.", id="unless-sentence"),
    pytest.param(
        {"unless": {"detectors": ["sorry"], "within": "paragraph"}},
        "You broke it. Sorry.\n\n[[You broke]] it.",
        id="unless-paragraph",
    ),
    pytest.param(
        {"unless": {"detectors": ["sorry"], "within": "message"}}, "You broke it.\n\nSorry.", id="unless-message"
    ),
    pytest.param(
        {"unless": {"detectors": ["sorry", "when"]}}, "Tomorrow you broke it. [[You broke]] it.", id="one-is-enough"
    ),
    pytest.param({"with": {"detectors": ["sorry"]}}, "Sorry, [[you broke]] it. You broke it.", id="with-sentence"),
    pytest.param(
        {"with": {"detectors": ["sorry"], "within": "paragraph"}},
        "[[You broke]] it. Sorry.\n\nYou broke it.",
        id="with-paragraph",
    ),
    pytest.param(
        {"with": {"detectors": ["sorry"], "within": "message"}}, "[[You broke]] it.\n\nSorry.", id="with-message"
    ),
    pytest.param({"en": page("you broke", anti=["you broke ice"])}, "You broke ice. [[You broke]] it.", id="anti"),
    pytest.param({"en": page("you broke", anti=["ice"])}, "[[You broke]] the ice.", id="anti-that-does-not-touch"),
    pytest.param(
        {"en": page("you broke", "you broke ~2 again")}, "[[You broke it again]].", id="longest-of-overlapping"
    ),
]


@pytest.mark.parametrize(("keys", "draft"), FLAGS)
def test_flag_speaks_where(keys: Yaml, draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {**SORRY, "it": {**flag("you broke"), **keys}})
    assert found(automaton, marks(draft)) == draft


REQUIRED = [
    pytest.param({}, "All is well.[[]]", id="missing"),
    pytest.param({}, "All is well. Sorry.", id="there"),
    pytest.param({}, "All is well.[[]]\n\n> sorry\n", id="not-in-the-quote"),
    pytest.param({"first": "1"}, "All is well. Sorry.[[]]", id="not-in-the-first-sentence"),
    pytest.param({"first": "1"}, "Sorry. All is well.", id="in-the-first-sentence"),
    pytest.param({"first": "2"}, "All is well. Sorry.", id="in-the-first-two"),
    pytest.param({"near": {"detector": "when", "sentences": "1"}}, "Sorry. Tomorrow.", id="near"),
    pytest.param({"near": {"detector": "when", "sentences": "1"}}, "Sorry indeed. Well. It is tomorrow.[[]]", id="far"),
    pytest.param({"near": {"detector": "when", "sentences": "1"}}, "Sorry.[[]]", id="near-to-nothing"),
    pytest.param({"unless": {"detectors": ["when"], "within": "message"}}, "Tomorrow.", id="unless"),
    pytest.param({"with": {"detectors": ["when"], "within": "message"}}, "All is well.", id="with-nothing"),
    pytest.param({"with": {"detectors": ["when"], "within": "message"}}, "Tomorrow.[[]]", id="with"),
]


@pytest.mark.parametrize(("keys", "draft"), REQUIRED)
def test_require_speaks_at_the_end_of_own_words(keys: Yaml, draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {**SORRY, "it": rule("require", page(), need=["sorry"], **keys)})
    assert found(automaton, marks(draft)) == draft


RATES = [
    pytest.param("caps-words", "Так [[НИКОГДА]] не было.", id="caps-word"),
    pytest.param("caps-words", "[[НИКОГДА НЕ]] звоните.", id="caps-words-in-a-row-are-one"),
    pytest.param("caps-words", "The PDF of OOO and the VAT.", id="acronyms"),
    pytest.param("caps-words", "DELIVERY DATES\nAll is well.", id="heading"),
    pytest.param("caps-words", "I did, A to Z.", id="single-letters"),
    pytest.param("caps-words", "A file named NEVER_AGAIN or a-NEVER.", id="codes"),
    pytest.param("exclamation-runs", "No[[!!]] No! No?!", id="exclamation-run"),
    pytest.param("question-runs", "No[[??]] No? No?!", id="question-run"),
    pytest.param("mixed-runs", "No[[?!]] No[[!1]] No!! No??", id="mixed-run"),
    pytest.param("exclaimed-sentences", "[[No!]] Well. [[Yes!]]", id="exclaimed-sentence"),
    pytest.param("ellipses", "Well[[...]] So[[…]] Yes.", id="ellipsis"),
    pytest.param("blanks", "Dear [[‹name›]], by [[[date]]] or [[TODO]], see [1] and {}.", id="blank-left-open"),
    pytest.param("empty-greetings", "[[Hello, !]] Well, yes.", id="greeting-without-a-name"),
    pytest.param("detector:sorry", "[[Sorry]] and [[sorry]].", id="detector"),
    pytest.param("caps-words", "Вы писали «так НИКОГДА не было».", id="not-in-a-quotation"),
]


@pytest.mark.parametrize(("measure", "draft"), RATES)
def test_rate_counts(measure: str, draft: str, tmp_path: Path) -> None:
    it = rule("rate", page(), measures={measure: {"warning": "1"}})
    assert found(compiled(tmp_path, {**SORRY, "it": it}), marks(draft)) == draft


@pytest.mark.parametrize(
    ("draft", "severity"),
    [("No.", []), ("No!!", ["suggestion"]), ("No!! No!!", ["warning"] * 2), ("No!! No!! No!!", ["error"] * 3)],
)
def test_rate_rises_with_the_count(draft: str, severity: list[str], tmp_path: Path) -> None:
    levels = {"suggestion": "1", "warning": "2", "error": "3"}
    automaton = compiled(tmp_path, {"it": rule("rate", page(), measures={"exclamation-runs": levels})})
    assert [finding.severity for finding in checked(automaton, draft).findings] == severity


SHARED: dict[str, Any] = {"compare": "shared-words", "first": "2", "at-least": "1"}
ANSWERS: dict[str, Any] = {"compare": "answers", "slots": {"asks": ["when", "sorry"]}}
PAIRS = [
    pytest.param(SHARED, "The banner is broken", "All is well.[[]]", id="no-shared-word"),
    pytest.param(SHARED, "The banner is broken", "The banners are fine.", id="shared-word"),
    pytest.param(SHARED, "Сломан баннер", "Исправлю баннеры.", id="another-form"),
    pytest.param(SHARED, "The banner is broken", "Well. Yes. The banner.[[]]", id="shared-too-late"),
    pytest.param(SHARED, "", "All is well.", id="no-incoming-message"),
    pytest.param(SHARED, "When is it?", "All is well.", id="nothing-to-share"),
    pytest.param(ANSWERS, "When is it?", "All is well.[[]]", id="unanswered"),
    pytest.param(ANSWERS, "When is it?", "It is tomorrow.", id="answered"),
    pytest.param(ANSWERS, "When is it?", "I am sorry.", id="answered-otherwise"),
    pytest.param(ANSWERS, "It is broken.", "All is well.", id="not-asked"),
]


@pytest.mark.parametrize(("keys", "incoming", "draft"), PAIRS)
def test_pair_compares_with_the_incoming_message(keys: Yaml, incoming: str, draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {**SORRY, "it": rule("pair", page(), **keys)})
    assert found(automaton, marks(draft), incoming=incoming) == draft


ORDERS = [
    pytest.param("[[Tomorrow]] it is. Sorry.", id="wrong-way-round"),
    pytest.param("Sorry. Tomorrow it is.", id="right-way-round"),
    pytest.param("Sorry. Tomorrow. Sorry.", id="the-first-of-each-counts"),
    pytest.param("Tomorrow it is.", id="only-one-of-them"),
]


@pytest.mark.parametrize("draft", ORDERS)
def test_order_speaks_where_then_comes_first(draft: str, tmp_path: Path) -> None:
    automaton = compiled(tmp_path, {**SORRY, "it": rule("order", page(), first="sorry", then="when")})
    assert found(automaton, marks(draft)) == draft
