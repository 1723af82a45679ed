"""The verdict rule: which places at which severity mean hold."""

from __future__ import annotations

import pytest
from support import flag, page, rule, write

from replycoach import check
from replycoach.errors import PlaybookError
from replycoach.verdict import holds

RULE = "error >= 1 or warning >= 2"
RULES = [
    pytest.param(RULE, (0, 0, 0), False, id="nothing"),
    pytest.param(RULE, (0, 0, 1), True, id="error"),
    pytest.param(RULE, (0, 1, 0), False, id="one-warning"),
    pytest.param(RULE, (0, 2, 0), True, id="two-warnings"),
    pytest.param(RULE, (9, 1, 0), False, id="suggestions-do-not-count"),
    pytest.param("warning >= 1 and suggestion >= 2", (2, 1, 0), True, id="and"),
    pytest.param("warning >= 1 and suggestion >= 2", (1, 1, 0), False, id="and-half"),
    pytest.param("error >= 1 or warning >= 1 and suggestion >= 1", (1, 1, 0), True, id="and-binds-closer"),
    pytest.param("error >= 0", (0, 0, 0), True, id="always"),
]


@pytest.mark.parametrize(("line", "counts", "expected"), RULES)
def test_rule(line: str, counts: tuple[int, int, int], expected: bool) -> None:
    assert holds(line, dict(zip(("suggestion", "warning", "error"), counts, strict=True))) == expected


def test_rule_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(PlaybookError, match=r"`hold: error` cannot be read; write `error >= 1 or warning >= 2`$"):
        holds("error", {})


DRAFTS = [
    pytest.param("Zork is zork.", "hold", id="two-places"),
    pytest.param("Zork is well.", "send", id="one-place"),
    pytest.param("Zork plugh is well.", "send", id="two-rules-at-one-place"),
    pytest.param("Zork and plugh are well.", "hold", id="two-rules-at-two-places"),
    pytest.param("Hm xyzzy. Hm xyzzy.", "send", id="hits-of-one-rate-are-one-place"),
    pytest.param("Hm xyzzy. Hm zork.", "hold", id="rate-and-flag"),
]
FILES = {
    "zork": flag("zork", "zork plugh"),
    "plugh": flag("plugh"),
    "frotz": flag("frotz", severity="suggestion"),
    "xyzzy-word": {"kind": "detector", "only": "en", "reason": "a test", "en": page("xyzzy")},
    "xyzzy": rule("rate", page(), measures={"detector:xyzzy-word": {"warning": "1"}}),
    "playbook": {"hold": RULE, "heat": ["anger"]},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Rules about words that no shipped rule knows."""
    return str(write(tmp_path_factory.mktemp("own"), FILES))


@pytest.mark.parametrize(("draft", "verdict"), DRAFTS)
def test_places_are_counted_once(draft: str, verdict: str, folder: str) -> None:
    assert check(draft, playbooks=[folder], lang="en", facts={"upset": "0"}).verdict == verdict


@pytest.mark.parametrize(("hold_on", "verdict"), [(None, "send"), ("error", "send"), ("warning", "hold")])
def test_hold_on_says_which_severity_is_enough(hold_on: str | None, verdict: str, folder: str) -> None:
    assert check("Zork is well.", playbooks=[folder], hold_on=hold_on, lang="en").verdict == verdict


def test_ignored_rules_do_not_count(folder: str) -> None:
    report = check("Zork is zork.", playbooks=[folder], ignore=["zork"], lang="en")
    assert (report.verdict, [finding.rule for finding in report.findings if finding.rule == "zork"]) == ("send", [])


@pytest.mark.parametrize(("draft", "heat"), [("Zork is well.", True), ("Hm frotz.", False), ("All is well.", False)])
def test_heat_is_a_category_at_warning_or_above(draft: str, heat: bool, folder: str) -> None:
    assert check(draft, playbooks=[folder], lang="en").heat == heat
