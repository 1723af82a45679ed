"""The JSON report: what its schema says, no more and no less, and the draft's words exactly."""

from __future__ import annotations

import jsonschema  # type: ignore[import-untyped]
import pytest
from reports import SCHEMA, as_json, report

from replycoach.errors import DraftError
from replycoach.model import Report

UNREADABLE = DraftError("old.txt is not UTF-8 (line 1); save it as UTF-8")
HARMFUL = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202e \u2066 \r \x08\x7f"


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_json_has_no_key_its_schema_does_not_describe() -> None:
    found = as_json([("-", report(doubts=((7, 20),))), ("old.txt", UNREADABLE)])
    draft = found["drafts"][0]
    described = [SCHEMA, *(SCHEMA["$defs"][name] for name in ("draft", "finding", "doubt", "error"))]
    keys = [list(each) for each in (found, draft, draft["findings"][0], draft["doubts"][0], found["errors"][0])]
    assert keys == [list(each["properties"]) for each in described] == [each["required"] for each in described]


def test_json_says_what_lines_count_and_whose_words_are_in_doubt() -> None:
    (draft,) = as_json([("-", report(decoded=True, doubts=((7, 20),)))])["drafts"]
    assert (draft["decoded"], draft["doubts"]) == (True, [{"start": 7, "end": 20, "line": 2}])


@pytest.mark.parametrize("more", [[], [("a.md", report())]], ids=["alone", "among-others"])
def test_json_tells_what_could_not_be_read(more: list[tuple[str, Report]]) -> None:
    found = as_json([("old.txt", UNREADABLE), *more])
    assert found["errors"] == [{"file": "old.txt", "message": str(UNREADABLE)}]
    assert (len(found["drafts"]), found["verdict"]) == (len(more), "hold")


def test_json_words_stay_exact() -> None:
    (draft,) = as_json([(HARMFUL, report(HARMFUL, (0, 20)))])["drafts"]
    assert (draft["file"], draft["findings"][0]["words"]) == (HARMFUL, HARMFUL[:20])
