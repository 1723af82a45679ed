"""What ``--format json`` offers instead of each finding's words: any of it can be put there, and mends the matter."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from labelled import Reply, replies
from support import ROOT, replycoach

from replycoach import check
from replycoach.model import Report
from replycoach.rewriting.alternatives import Alternative, alternatives
from replycoach.rewriting.blanks import Filled

REPLIES = [each for each in replies("work") if each.hold][::9]


def offered(draft: str, **given: Any) -> list[tuple[str, list[Alternative]]]:
    """The words found, with what may stand there."""
    report = check(draft, **given)
    return [
        (draft[slice(*finding.span)], ways) for finding, ways in zip(report.findings, alternatives(report), strict=True)
    ]


def rules(report: Report) -> list[str]:
    return [each.rule for each in report.findings if each.severity != "suggestion" and not each.missing]


IN_PLACE = [
    pytest.param("The form was due YESTERDAY, Anna, I WILL fix it today at 6pm.", "YESTERDAY", "yesterday", id="en"),
    pytest.param("Анна, срок был ВЧЕРА, форму ИСПРАВЛЮ сегодня к 18:00.", "ВЧЕРА", "вчера", id="ru"),
]


@pytest.mark.parametrize(("draft", "words", "instead"), IN_PLACE)
def test_words_that_can_be_mended_in_place_are_replaced_alone(draft: str, words: str, instead: str) -> None:
    first = dict(offered(draft))[words][0]
    assert (first.strategy, first.text, draft[slice(*first.span)]) == ("edit", instead, words)


SENTENCES = [
    pytest.param(
        "Hi Anna,\n\nYou broke the form. I will send you the link today at 6pm.\n", "You broke the form.", id="en"
    ),
    pytest.param(
        "Анна, добрый день!\n\nВы сломали форму. Ссылку пришлю сегодня к 18:00.\n", "Вы сломали форму.", id="ru"
    ),
]


@pytest.mark.parametrize(("draft", "sentence"), SENTENCES)
def test_a_sentence_is_replaced_whole_or_left_out_last(draft: str, sentence: str) -> None:
    (ways,) = [ways for words, ways in offered(draft) if words]
    assert {draft[slice(*way.span)].strip() for way in ways} == {sentence}
    assert (ways[-1].strategy, ways[-1].text, len(ways) > 2) == ("drop", "", True)


LEFT_OUT = [
    pytest.param("Hi,\n\nYou broke it. I will fix it today.\n", "Hi,\n\nI will fix it today.\n", id="first"),
    pytest.param("Hi,\n\nI will fix it today. You broke it.\n", "Hi,\n\nI will fix it today.\n", id="last"),
    pytest.param("Hi,\n\nYou broke it.\n\nDana\n", "Hi,\n\nDana\n", id="paragraph"),
    pytest.param("I will fix it today.\n\nYou broke it.\n", "I will fix it today.\n", id="last-paragraph"),
    pytest.param("I will fix it today.\n\nYou broke it.", "I will fix it today.", id="no-line-end"),
    pytest.param("I will fix it today.\nYou broke it.\nBye.\n", "I will fix it today.\nBye.\n", id="line"),
]


@pytest.mark.parametrize(("draft", "rest"), LEFT_OUT)
def test_a_sentence_left_out_takes_its_blanks_along(draft: str, rest: str) -> None:
    ways = next(ways for words, ways in offered(draft) if words)
    assert ways[-1].put(draft) == rest


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_missing_words_are_put_in_where_they_belong(lang: str) -> None:
    draft = (ROOT / "examples" / f"draft-{lang}.txt").read_text("utf-8")
    client = (ROOT / "examples" / f"client-{lang}.txt").read_text("utf-8")
    report = check(draft, incoming=client)
    found = {
        each.rule: ways
        for each, ways in zip(report.findings, alternatives(report), strict=True)
        if each.missing and ways
    }
    assert found
    for rule, ways in found.items():
        for way in ways:
            assert (way.span[0], bool(way.text.strip())) == (way.span[1], True)
            filled = Filled(way.put(draft), lang).text
            assert rule not in [
                each.rule for each in check(filled, incoming=client).findings if each.severity != "suggestion"
            ]


@pytest.mark.parametrize("reply", REPLIES, ids=[each.id for each in REPLIES])
def test_whatever_is_taken_hurts_no_more_than_what_stood_there(reply: Reply) -> None:
    report = check(reply.draft, incoming=reply.incoming or None)
    for finding, ways in zip(report.findings, alternatives(report), strict=True):
        for way in ways:
            words = Filled(way.text, report.lang).text
            after = rules(check(words, incoming=reply.incoming or None, lang=report.lang)) if words.strip() else []
            assert (finding.rule not in after, set(after) <= set(rules(report))) == (True, True), way
    assert any(alternatives(report)) or not report.findings


def test_json_tells_all_of_them() -> None:
    done = replycoach("check", "--format", "json", "-", stdin=b"Hi Anna,\n\nYou broke the form.\n")
    finding = json.loads(done.out)["drafts"][0]["findings"][0]
    assert (finding["rule"], [each["strategy"] for each in finding["rewrites"]][-1]) == ("client-blame", "drop")
    assert {tuple(each) for each in finding["rewrites"]} == {("strategy", "text", "start", "end")}
    assert {(each["start"], each["end"]) for each in finding["rewrites"][:-1]} == {(10, 29)}


LOADED = "import sys; from replycoach.__main__ import main; main(); sys.exit('jinja2' in sys.modules)"


@pytest.mark.parametrize(("format", "loaded"), [("json", 1), ("line", 0), ("text", 0), ("sarif", 0), ("github", 0)])
def test_only_json_loads_jinja(format: str, loaded: int) -> None:
    command = [sys.executable, "-c", LOADED, "check", "--format", format, "examples/draft-en.txt"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60).returncode == loaded


def test_a_draft_with_nothing_to_say_of_needs_no_jinja_even_in_json() -> None:
    command = [sys.executable, "-c", LOADED, "check", "--format", "json", "-"]
    draft = "Добрый день, Анна! Ссылку пришлю сегодня к 18:00.\n".encode()
    assert subprocess.run(command, cwd=ROOT, input=draft, capture_output=True, timeout=60).returncode == 0
