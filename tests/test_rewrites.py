"""The laws of rewriting, held against every ``bad`` of the shipped playbook, the examples and the labelled replies.

Nothing is sampled: about 5 600 drafts of a sentence or two and 880 replies take a minute of one core.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from labelled import replies
from support import ROOT, SHIPPED

import replycoach
from replycoach import check
from replycoach.examples import cases
from replycoach.model import Finding
from replycoach.playbook import read
from replycoach.rewriting.blanks import Filled, blanks

FIGURES = re.compile(
    r"\d+|[$€£₽%]|\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?\b"
    r"|\b(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|понедельник|вторник|сред[уы]|четверг"
    r"|пятниц|суббот|воскресень|рубл|доллар|евро)\w*",
    re.IGNORECASE,
)
"""What a rewrite may not make up."""
EXAMPLES = sorted((ROOT / "examples").glob("*-??.txt"))
ANSWERS = [path for path in EXAMPLES if not path.name.startswith("client-")]
Given = dict[str, Any]


@cache
def bad() -> dict[str, list[tuple[str, str, Given]]]:
    """By rule: a name, a draft, and what is known of its case."""
    found: dict[str, list[tuple[str, str, Given]]] = {}
    for case in cases(read(SHIPPED)):
        if case.bad and case.rule.kind != "detector":
            given: Given = {"facts": dict(case.example.facts), "lang": case.lang}
            if case.example.incoming:
                given["incoming"] = case.example.incoming
            found.setdefault(case.rule.id, []).append((case.id, case.example.draft, given))
    return found


def broken(draft: str, given: Given) -> Iterator[str]:
    """The laws that rewriting the draft breaks."""
    done = replycoach.rewrite(draft, **given)
    if done.left:
        yield f"still has {', '.join(sorted({each.rule for each in done.left}))}"
    if not grave(done.report.findings) and done.changed:
        yield "changes a good draft"
    if replycoach.rewrite(done.text, **given).text != done.text:
        yield "changes when rewritten again"
    filled = Filled(done.text, done.report.lang).text
    if grave(check(filled, **given).findings):
        yield "is not good once filled in"
    if replycoach.rewrite(filled, **given).text != filled:
        yield "changes when rewritten again filled in"
    if made_up(draft, done.text, given):
        yield f"makes up {made_up(draft, done.text, given)}"


def grave(findings: tuple[Finding, ...]) -> list[str]:
    return [each.rule for each in findings if each.severity != "suggestion"]


def made_up(draft: str, text: str, given: Given) -> set[str]:
    for (start, stop), _ in reversed(list(blanks(text))):
        text = text[:start] + text[stop:]
    known = figures(draft) | figures(str(given.get("incoming") or ""))
    return figures(text) - known


def figures(text: str) -> set[str]:
    return {figure.lower() for figure in FIGURES.findall(text)}


@pytest.mark.parametrize("rule", sorted(bad()))
def test_laws_hold_for_bad_examples(rule: str) -> None:
    """Every third example of a rule, or with ``REPLYCOACH_ALL=1`` each: all of them take longer than the rest of this
    file."""
    step = 1 if os.environ.get("REPLYCOACH_ALL") else 3
    assert [(name, draft, law) for name, draft, given in bad()[rule][::step] for law in broken(draft, given)] == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_laws_hold_for_the_labelled_replies(lang: str) -> None:
    drafts = [
        (each.id, each.draft, {"incoming": each.incoming or None}) for each in replies("work") if each.lang == lang
    ]
    assert [(name, law) for name, draft, given in drafts for law in broken(draft, given)] == []


@pytest.mark.parametrize("known", [True, False], ids=["client-known", "client-unknown"])
@pytest.mark.parametrize("name", [path.name for path in ANSWERS])
def test_laws_hold_for_the_examples(name: str, known: bool) -> None:
    client = (ROOT / "examples" / f"client-{name[-6:]}").read_text("utf-8")
    draft = (ROOT / "examples" / name).read_text("utf-8")
    assert list(broken(draft, {"incoming": client if known else None})) == []


def test_library_takes_what_check_takes() -> None:
    done = replycoach.rewrite("You broke it again!", incoming="It is down.", facts={"fault": "own"}, reader="ru")
    assert (done.changed, done.report.verdict, done.left) == (True, "hold", ())
    assert "Клиент" in done.report.findings[0].message
    with pytest.raises(replycoach.ReplyCoachError, match="lang `de` is none of ru, en"):
        replycoach.rewrite("Hello.", lang="de")
