"""``line`` for editors and ``github`` for pull requests: one line a finding, whatever a draft or a name holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from reports import report

from replycoach.errors import DraftError
from replycoach.formats import github, line
from replycoach.terminal import Style

GCC = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note): (?P<message>.+)")
LONE = DraftError("old.txt is not UTF-8 (line 1); save it as UTF-8")

LINES = [
    pytest.param({}, "draft.txt", "draft.txt:2:1: error: They hear blame. [client-blame]", id="error"),
    pytest.param({"severity": "warning"}, "-", "-:2:1: warning: They hear blame. [client-blame]", id="stdin"),
    pytest.param({"severity": "suggestion"}, "a.md", "a.md:2:1: note: They hear blame. [client-blame]", id="tip"),
    pytest.param({"offset": 12}, "a.eml", "a.eml:14:1: error: They hear blame. [client-blame]", id="below-headers"),
    pytest.param({"span": (20, 20)}, "a.md", "a.md:2:14: error: They hear blame. [client-blame]", id="missing"),
    pytest.param(
        {"said": "a\nb\u2028c\x85d"}, "a.md", "a.md:2:1: error: a b c\ufffdd [client-blame]", id="line-breaks"
    ),
    pytest.param({"said": "\x1b[2J«\x9b»"}, "a.md", "a.md:2:1: error: \ufffd[2J«\ufffd» [client-blame]", id="escapes"),
    pytest.param({}, "a\x1b\n.md", "a\ufffd .md:2:1: error: They hear blame. [client-blame]", id="name-with-escape"),
]


@pytest.mark.parametrize(("finding", "name", "expected"), LINES)
def test_line(finding: dict[str, Any], name: str, expected: str) -> None:
    assert line.render([(name, report(**finding))], Style()) == f"{expected}\n"


def test_line_is_what_editors_read() -> None:
    found = GCC.fullmatch(line.render([("a b.txt", report())], Style()).rstrip("\n"))
    assert found is not None
    assert found.groups() == ("a b.txt", "2", "1", "error", "They hear blame. [client-blame]")


ANNOTATIONS = [
    pytest.param({}, "draft.txt", "error file=draft.txt,line=2,col=1,endColumn=10", id="error"),
    pytest.param({"severity": "warning"}, "a.md", "warning file=a.md,line=2,col=1,endColumn=10", id="warning"),
    pytest.param({"severity": "suggestion"}, "a.md", "notice file=a.md,line=2,col=1,endColumn=10", id="tip"),
    pytest.param({"span": (20, 20)}, "a.md", "error file=a.md,line=2,col=14", id="missing"),
    pytest.param({"span": (0, 10)}, "a.md", "error file=a.md,line=1,endLine=2", id="no-columns-on-several-lines"),
    pytest.param({"offset": 12}, "a.eml", "error file=a.eml,line=14,col=1,endColumn=10", id="below-headers"),
    pytest.param({}, "-", "error line=2,col=1,endColumn=10", id="standard-input-has-no-file"),
    pytest.param({}, "./sub//a.md", "error file=sub/a.md,line=2,col=1,endColumn=10", id="path"),
    pytest.param({}, "a:b,c%.md", "error file=a%3Ab%2Cc%25.md,line=2,col=1,endColumn=10", id="escaped-name"),
    pytest.param({}, "a\r\n::x.md", "error file=a%0D%0A%3A%3Ax.md,line=2,col=1,endColumn=10", id="name-that-commands"),
    pytest.param({}, "a\x1b.md", "error file=a\ufffd.md,line=2,col=1,endColumn=10", id="name-with-escape"),
]


@pytest.mark.parametrize(("finding", "name", "expected"), ANNOTATIONS)
def test_annotation_is_at_the_words(finding: dict[str, Any], name: str, expected: str) -> None:
    text = github.render([(name, report(**finding))], Style())
    assert text == f"::{expected},title=client-blame::They hear blame.%0ABetter: It is down.\n"


MESSAGES = [
    pytest.param("100% sure, you: a", "", "100%25 sure, you: a", id="only-percent-and-line-ends"),
    pytest.param("a\r\nb\n::error::c", "", "a%0D%0Ab%0A::error::c", id="line-ends"),
    pytest.param("%0A", "", "%250A", id="escaped-already"),
    pytest.param("\x1b[2J\x9b\u202e", "", "\ufffd[2J\ufffd\ufffd", id="terminal-escapes"),
    pytest.param("a", "b", "a%0ABetter: b", id="rewrite"),
]


@pytest.mark.parametrize(("said", "rewrite", "expected"), MESSAGES)
def test_message_is_escaped(said: str, rewrite: str, expected: str) -> None:
    text = github.render([("a.md", report(said=said, rewrite=rewrite))], Style())
    assert text.rpartition("title=client-blame::")[2] == f"{expected}\n"


@pytest.mark.parametrize(("lang", "reader", "label"), [("en", None, "Better:"), ("en", "ru", "Лучше:")])
def test_annotation_speaks_to_the_reader(lang: str, reader: str | None, label: str) -> None:
    assert f"%0A{label} It is down." in github.render([("-", report(lang=lang))], Style(reader))


def test_draft_that_could_not_be_read_is_an_annotation_too() -> None:
    text = github.render([("old.txt", LONE), ("a.md", report())], Style())
    first, second = text.splitlines()
    assert first == f"::error file=old.txt,title=replycoach::{LONE}"
    assert second.startswith("::error file=a.md,line=2")


def test_lines_are_of_drafts_that_could_be_read() -> None:
    assert line.render([("old.txt", LONE), ("a.md", report())], Style()).count("\n") == 1


def test_several_drafts_keep_their_order() -> None:
    results = [(name, report()) for name in ("b.md", "a.md", "b.md")]
    names = ["b.md", "a.md", "b.md"]
    assert [each.partition(":")[0] for each in line.render(results, Style()).splitlines()] == names
    annotations = github.render(results, Style()).splitlines()
    assert [each.removeprefix("::error file=").partition(",")[0] for each in annotations] == names
