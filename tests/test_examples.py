"""A playbook's own examples are its test: what each mistake in them says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import KEY, Yaml, detector, flag, page, replycoach, rule, write

from replycoach.automaton import Automaton
from replycoach.compiler import compile_playbook
from replycoach.examples import cases, failure
from replycoach.playbook import read

SORRY = {**detector("sorry"), "en": page("sorry", bad=["Sorry."], good=["Well."])}
FLAGS = [
    pytest.param({"bad": ["[[You broke]] it."], "good": ["Well."]}, [], id="right"),
    pytest.param({"bad": ["[[You broke]] it, [[you broke]] that."], "good": ["Well."]}, [], id="two-marks"),
    pytest.param(
        {"bad": ["You [[broke]] it."], "good": ["Well."]},
        ["`bad` example fires on «You broke», not on its marks: You broke it.; move [[ ]]"],
        id="other-words",
    ),
    pytest.param(
        {"bad": ["[[You broke]] it, you broke that."], "good": ["Well."]},
        [
            "`bad` example fires on «You broke», «you broke», not on its marks:"
            " You broke it, you broke that.; move [[ ]]"
        ],
        id="one-mark-too-few",
    ),
    pytest.param(
        {"bad": ["[[You lied]]."], "good": ["Well."]},
        ["`bad` example does not fire: You lied.; widen a pattern"],
        id="bad-does-not-fire",
    ),
    pytest.param(
        {"bad": ["[[You broke]] it."], "good": ["You broke ice."]},
        ["`good` example fires on «You broke»: You broke ice.; narrow a pattern or add `anti`"],
        id="good-fires",
    ),
    pytest.param(
        {"bad": ["[[You lied]]."], "good": ["Well. " * 20 + "You broke it."]},
        [
            "`bad` example does not fire: You lied.; widen a pattern",
            f"`good` example fires on «You broke»: {'Well. ' * 13}W…; narrow a pattern or add `anti`",
        ],
        id="all-are-named-and-cut-short",
    ),
]
OWN = {"fault": "own"}
OTHERS = [
    pytest.param(rule("require", page(bad=["Well."], good=["Sorry."]), need=["sorry"]), [], id="require"),
    pytest.param(
        rule("require", page(bad=["Sorry."], good=["Well."]), need=["sorry"]),
        [
            "`bad` example does not fire: Sorry.; widen a pattern",
            "`good` example fires on «»: Well.; narrow a pattern or add `anti`",
        ],
        id="require-the-wrong-way-round",
    ),
    pytest.param(
        rule("flag", page("well", bad=[{"draft": "[[Well]].", "facts": OWN}], good=["Well."]), when=OWN),
        [],
        id="facts",
    ),
    pytest.param(
        rule(
            "pair",
            page(bad=[{"draft": "Well.", "incoming": "The banner broke"}], good=["Well."]),
            compare="shared-words",
        ),
        [],
        id="incoming",
    ),
]  # fmt: skip


def failures(folder: Path, it: Yaml) -> list[str]:
    """What is wrong with the examples of a rule, without file and line."""
    playbook = read(write(folder, {"it": it, "sorry": SORRY, "playbook": {"hold": "error >= 1"}}))
    automaton = Automaton(compile_playbook(playbook, KEY))
    said = [failure(automaton, case) for case in cases(playbook)]
    prefix = f"{folder}/it.yaml:1: it: "
    assert all(line.startswith(prefix) for line in said if line)
    return [line.removeprefix(prefix) for line in said if line]


@pytest.mark.parametrize(("keys", "expected"), FLAGS)
def test_examples_of_a_flag(keys: Yaml, expected: list[str], tmp_path: Path) -> None:
    assert failures(tmp_path, rule("flag", page("you broke", **keys))) == expected


@pytest.mark.parametrize(("it", "expected"), OTHERS)
def test_examples_of_other_kinds(it: dict[str, Any], expected: list[str], tmp_path: Path) -> None:
    assert failures(tmp_path, it) == expected


def test_detector_is_tested_too(tmp_path: Path) -> None:
    it = {**detector("sorry"), "en": page("sorry", bad=["Well."], good=["Well."])}
    assert failures(tmp_path, it) == ["`bad` example does not fire: Well.; widen a pattern"]


def test_failure_names_the_line_of_the_example(tmp_path: Path) -> None:
    done = replycoach("playbook", "new", "mine", cwd=tmp_path)
    file = tmp_path / "mine" / "empty-promise.yaml"
    text = file.read_text("utf-8")
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "[[We'll" in each)
    file.write_text(text.replace("[[We'll", "We'll [["), encoding="utf-8")
    tested = replycoach("playbook", "test", "mine", cwd=tmp_path)
    assert (done.code, tested.code) == (0, 2)
    assert tested.err.startswith(f"replycoach: mine/empty-promise.yaml:{line}: empty-promise: `bad` example fires on")
    assert tested.out == "1 rule, 4 examples, 1 failed\n"


def test_new_playbook_passes_its_own_test(tmp_path: Path) -> None:
    replycoach("playbook", "new", "mine", cwd=tmp_path)
    tested = replycoach("playbook", "test", "mine", cwd=tmp_path)
    assert (tested.code, tested.out, tested.err) == (0, "1 rule, 4 examples, 0 failed\n", "")


def test_new_playbook_does_not_overwrite(tmp_path: Path) -> None:
    done = replycoach("playbook", "new", str(tmp_path))
    assert (done.code, done.err) == (2, f"replycoach: {tmp_path} exists already; name a new folder\n")


def test_playbook_with_a_mistake_is_told_in_one_line(tmp_path: Path) -> None:
    own = write(tmp_path / "own", {"it": flag("don't")})
    done = replycoach("playbook", "test", str(own))
    expected = f"replycoach: {own}/it.yaml:1: pattern `don't`: `don't` is a contraction; write `do not`\n"
    assert (done.code, done.out, done.err) == (2, "", expected)
