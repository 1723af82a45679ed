"""No figure of the labelled set may fall below what the last release had (``python bench/quality.py --keep``)."""

from __future__ import annotations

import json
from functools import cache

import pytest
from labelled import FOLDER, replies, sentences
from quality import KEPT, measured

LEAST_REPLIES, LEAST_SENTENCES = 200, 800


@cache
def now() -> dict[str, float]:
    return measured("work")


@pytest.mark.parametrize("figure", sorted(json.loads(KEPT.read_text("utf-8"))))
def test_figure_has_not_fallen(figure: str) -> None:
    assert now()[figure] >= json.loads(KEPT.read_text("utf-8"))[figure]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_set_is_large_and_half_good(lang: str) -> None:
    drafts = [reply for reply in replies("all") if reply.lang == lang]
    bad = [reply for reply in drafts if reply.hold]
    assert len(drafts) >= LEAST_REPLIES
    assert len(bad) >= LEAST_REPLIES // 2 - 1
    assert sum(each.lang == lang for each in sentences("all")) >= LEAST_SENTENCES


def test_marks_of_the_set_are_words_of_its_drafts() -> None:
    assert all(start < stop <= len(reply.draft) for reply in replies("all") for start, stop, _ in reply.gold)
    assert len(list(FOLDER.glob("*/*.jsonl"))) == 18
