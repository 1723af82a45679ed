"""A mistake in a playbook is one line: the file and line at fault, the cause, the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import KEY

from replycoach.compiler import compile_playbook
from replycoach.errors import PlaybookError
from replycoach.playbook import read

GOOD = """\
kind: flag
category: anger
severity: warning
principle: cool-down
only: en
reason: a test
en:
  message: Heard.
  why: Because.
  source: A test
  rewrite: Better.
  patterns:
    - you broke
  bad:
    - "[[You broke]] it."
  good:
    - It broke.
"""
SILENT = "kind: detector\nonly: en\nreason: a test\nen:\n  patterns: [sorry]\n  bad: [sorry]\n  good: [well]\n"
HEAD = "hold: error >= 1\n"
MISTAKES = [
    pytest.param("severity", "sevrity", ":1: key `severity` is missing; add it", id="missing-key"),
    pytest.param("  why", "  wyh", ":8: key `why` is missing; add it", id="misspelt-needed-key"),
    pytest.param(
        "only: en\n", "only: en\nmask: [+self]\n", ":6: unknown key `mask`; did you mean `masks`?", id="unknown-key"
    ),
    pytest.param("  good", "  god: []\n  good", ":16: unknown key `god`; did you mean `good`?", id="unknown-page-key"),
    pytest.param(
        "kind: flag",
        "kind: flags",
        ":1: `kind: flags` is none of detector, flag, require, rate, pair, order; did you mean `flag`?",
        id="kind",
    ),
    pytest.param(
        "severity: warning",
        "severity: wrning",
        ":3: `severity: wrning` is none of suggestion, warning, error; did you mean `warning`?",
        id="severity",
    ),
    pytest.param("reason: a test\n", "", ":1: key `reason` is missing; add it", id="only-without-reason"),
    pytest.param(
        "only: en\nreason: a test\n",
        "",
        ":1: has no `ru:` part; write it, or `only:` with a `reason:`",
        id="missing-language",
    ),
    pytest.param("only: en", "only: de", ":5: `only: de` is none of ru, en", id="unknown-language"),
    pytest.param("Heard.", "H" * 91, ":8: `message` has 91 characters; keep it to 90", id="long-message"),
    pytest.param("Because.", '""', ":9: `why` is empty; fill it in", id="empty-text"),
    pytest.param("Because.", "[a]", ":9: `why` must be a text, not a list or mapping", id="list-for-text"),
    pytest.param("    - you broke\n", "", ":12: `patterns` must be a list: `- …` lines", id="no-list"),
    pytest.param("  patterns:\n    - you broke\n", "", ":8: has no `patterns`; write at least one", id="no-patterns"),
    pytest.param(
        "    - It broke.\n", "    []\n", ":8: needs `bad` and `good` examples; they are its test", id="no-good"
    ),
    pytest.param(
        "[[You broke]]", "You broke", ":15: a `bad` example marks no words; put [[ ]] around them", id="no-marks"
    ),
    pytest.param(
        "only: en\n",
        "only: en\nmasks: [quote]\n",
        ":6: `quote` is no mask; write + or - before one of quote, question,"
        " conditional, reported, thanks, polarity, self",
        id="mask-without-sign",
    ),
    pytest.param(
        "only: en\n", "only: en\nwhen: {falt: own}\n", ":6: unknown fact `falt`; did you mean `fault`?", id="fact"
    ),
    pytest.param(
        "only: en\n",
        'only: en\nwhen: {upset: ">=much"}\n',
        ":6: `upset: >=much` must compare with a number",
        id="comparison",
    ),
    pytest.param("only: en\n", "only: en\nwhen: {}\n", ":6: the condition is empty; name a fact", id="empty-condition"),
    pytest.param(
        "only: en\n",
        "only: en\nraise: {to: error}\n",
        ":6: `raise` needs `when`; else write the level as `severity`",
        id="raise-without-when",
    ),
    pytest.param(
        "only: en\n",
        "only: en\nunless: {within: message}\n",
        ":6: `unless` names no detector; write `detectors: [name]`",
        id="guard-without-detector",
    ),
    pytest.param(
        "only: en\n",
        "only: en\nunless: {detectors: [sorry], within: letter}\n",
        ":6: `within: letter` is none of sentence, paragraph, message",
        id="guard-scope",
    ),
    pytest.param(
        "only: en\n",
        "only: en\nunless: {detectors: [sory]}\n",
        ":1: no detector `sory`; did you mean `sorry`?",
        id="detector",
    ),
    pytest.param(
        "Better.",
        '"{{ who }}"',
        ":1: template `{{ who }}` uses `who`, which its pattern does not capture; write who=… there",
        id="template-variable",
    ),
    pytest.param(
        "Better.",
        '"{{ match"',
        ":1: template `{{ match`: unexpected end of template, expected 'end of print statement'.",
        id="template",
    ),
]
PATTERNS = [
    pytest.param("no one|nobody x=", "`x=` names no word; write a word or [grammemes]", id="capture"),
    pytest.param(
        "<no one>", "`<no` opens a bracket it does not close; no blank may stand inside an alternative", id="blank"
    ),
    pytest.param("<sent>", "«sent» is nobody's normal form; write <send>", id="lemma"),
    pytest.param("<должен>", "«должен» is nobody's normal form; write <должный>", id="russian-lemma"),
    pytest.param("<send>[inf]", "unknown gram [inf]; the nearest known one is [ing]", id="gram"),
    pytest.param("you {weekday}", "no word class {weekday} in en; see words.yaml", id="class"),
    pytest.param("you {rond}", "no word class {rond} in en; did you mean `round`?; see words.yaml", id="nearest-class"),
    pytest.param("you {round}", "word class {round} goes round in a circle", id="circle-of-classes"),
    pytest.param(
        "you [NOUN]",
        "[NOUN] cannot stand alone; write <lemma>[NOUN], or one of [VERB] [VERB,past]"
        " [VERB,past,plur] [INFN] [impr] [VERB,1per] [VERB,2per] [VERB,3per] [PRTS]",
        id="class-alone",
    ),
    pytest.param("!you", "has no listed word that must be there; add one", id="nothing-to-look-for"),
    pytest.param(
        "you /(a+)+/", "/(a+)+/ repeats a group, which may hang; repeat single characters only", id="hanging-regex"
    ),
    pytest.param("don't", "`don't` is a contraction; write `do not`", id="contraction"),
]
HEADS = [
    pytest.param("engine: 2\n", "playbook.yaml:1: needs playbook language 2, this is 1; update replycoach", id="new"),
    pytest.param(
        "engine: one\n", "playbook.yaml:1: `engine: one` must be a whole number below 10000", id="engine-word"
    ),
    pytest.param("titel: {ru: а, en: b}\n", "playbook.yaml:1: unknown key `titel`; did you mean `title`?", id="key"),
    pytest.param("title: {ru: а}\n", "playbook.yaml:1: key `en` is missing; add it", id="one-language"),
    pytest.param(
        "facts:\n  - {fact: fault, value: own, draft: sory}\n",
        "playbook.yaml:2: no detector `sory`; did you mean `sorry`?",
        id="fact-detector",
    ),
    pytest.param(
        "masks:\n  conditional:\n    comma: maybe\n",
        "playbook.yaml:3: `comma: maybe` is none of stops, crosses",
        id="mask-key",
    ),
]
HOLDS = ["error > 1", "error >= one", "erorr >= 1", "error >= 1 or", "error", "error >= 1 warning >= 2"]


def error(folder: Path, files: dict[str, str]) -> str:
    """What reading and compiling the files says, without the folder."""
    for name, content in {"sorry.yaml": SILENT, **files}.items():
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(PlaybookError) as caught:
        compile_playbook(read(folder), KEY)
    assert "\n" not in str(caught.value)
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize(("right", "wrong", "expected"), MISTAKES)
def test_mistake_in_a_rule(right: str, wrong: str, expected: str, tmp_path: Path) -> None:
    assert right in GOOD
    files = {"playbook.yaml": HEAD, "it.yaml": GOOD.replace(right, wrong, 1)}
    assert error(tmp_path, files) == f"it.yaml{expected}"


def test_unknown_category_names_the_nearest(tmp_path: Path) -> None:
    files = {"playbook.yaml": HEAD, "it.yaml": GOOD.replace("category: anger", "category: angr")}
    said = error(tmp_path, files)
    assert (said[:35], said[-25:]) == ("it.yaml:2: `category: angr` is none", "ten-record; did you mean `anger`?"[-25:])


@pytest.mark.parametrize(("pattern", "expected"), PATTERNS)
def test_mistake_in_a_pattern(pattern: str, expected: str, tmp_path: Path) -> None:
    files = {
        "playbook.yaml": HEAD,
        "words.yaml": 'round:\n  en: "{round}"\n',
        "it.yaml": GOOD.replace("- you broke", f'- "{pattern}"'),
    }
    assert error(tmp_path, files) == f"it.yaml:13: pattern `{pattern}`: {expected}"


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_mistake_in_the_head(head: str, expected: str, tmp_path: Path) -> None:
    assert error(tmp_path, {"playbook.yaml": head + HEAD, "it.yaml": GOOD}) == expected


@pytest.mark.parametrize("hold", HOLDS)
def test_mistake_in_the_verdict_rule(hold: str, tmp_path: Path) -> None:
    expected = f"playbook.yaml:1: `hold: {hold}` cannot be read; write `error >= 1 or warning >= 2`"
    assert error(tmp_path, {"playbook.yaml": f"hold: {hold}\n", "it.yaml": GOOD}) == expected


def test_all_mistakes_in_patterns_are_counted(tmp_path: Path) -> None:
    rule = GOOD.replace("- you broke", "- don't\n    - can't\n    - you broke")
    expected = "it.yaml:13: pattern `don't`: `don't` is a contraction; write `do not` (and 1 more)"
    assert error(tmp_path, {"playbook.yaml": HEAD, "it.yaml": rule}) == expected


def test_detectors_must_not_name_each_other_in_a_circle(tmp_path: Path) -> None:
    guard = "unless: {detectors: [%s]}\n"
    files = {"playbook.yaml": HEAD, "sorry.yaml": SILENT + guard % "pity", "pity.yaml": SILENT + guard % "sorry"}
    assert error(tmp_path, files) == "pity.yaml:1: detectors name each other in a circle: pity → sorry"


def test_two_files_must_not_name_one_rule(tmp_path: Path) -> None:
    (tmp_path / "detectors").mkdir()
    (tmp_path / "detectors" / "it.yaml").write_text(SILENT, encoding="utf-8")
    expected = "detectors/it.yaml:1: a rule `it` exists already; rename the file"
    assert error(tmp_path, {"playbook.yaml": HEAD, "it.yaml": GOOD}) == expected


def test_detectors_folder_holds_detectors_only(tmp_path: Path) -> None:
    (tmp_path / "detectors").mkdir()
    (tmp_path / "detectors" / "it.yaml").write_text(GOOD, encoding="utf-8")
    expected = "detectors/it.yaml:1: stands in detectors/ and must be `kind: detector`"
    assert error(tmp_path, {"playbook.yaml": HEAD}) == expected


def test_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        read(tmp_path)
    assert str(caught.value) == f"{tmp_path}: holds no rule: add `*.yaml`, or run `replycoach playbook new`"


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        read(tmp_path / "none")
    assert str(caught.value) == f"{tmp_path}/none: there is no such folder"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_good_rule_is_no_mistake_even_with_a_byte_order_mark(mark: str, tmp_path: Path) -> None:
    (tmp_path / "playbook.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "it.yaml").write_text(mark + GOOD, encoding="utf-8")
    assert list(read(tmp_path).rules) == ["it"]
