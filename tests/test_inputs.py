"""What ``check`` reads: files and folders of drafts, each once and in a settled order, whatever else lies about."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from replycoach.commands.check import run
from replycoach.formats import json as json_format

GOOD = "Anna, I will fix the form by 18:00 and send you the link.\n"
BAD = "You broke it yourself, so fix it yourself.\n"
NO_DRAFT = "has no draft in it; drafts end in .txt, .md, .eml or .draft"
GONE = "cannot be read: no such file or directory; check the name"


class Checked(NamedTuple):
    """What a run left behind: its exit code, the drafts it read, the lines on stderr."""

    code: int
    drafts: list[str]
    errors: list[str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(desk: Path, *names: str, draft: str = GOOD) -> None:
    for name in names:
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_text(draft, encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str], *names: str) -> Checked:
    code = run(names, json_format.render)
    said = capsys.readouterr()
    report = json.loads(said.out)
    errors = [line.removeprefix("replycoach: ") for line in said.err.splitlines()]
    assert errors == [error["message"] for error in report["errors"]]
    return Checked(code, [draft["file"] for draft in report["drafts"]], errors)


FOLDERS = [
    pytest.param("b.txt a.md d.draft c.eml", ["."], "a.md b.txt c.eml d.draft", id="sorted"),
    pytest.param("A.TXT b.Md", ["."], "A.TXT b.Md", id="suffix-in-any-case"),
    pytest.param("a.txt b.pdf README c.txt.bak", ["."], "a.txt", id="other-suffixes"),
    pytest.param("in/z.txt in/b/y.txt in/a/x.txt", ["in"], "in/a/x.txt in/b/y.txt in/z.txt", id="recursive"),
    pytest.param("a.txt in/b.txt", ["."], "a.txt in/b.txt", id="from-here-on-without-dots"),
    pytest.param("a.txt .git/b.txt in/.c/d.txt .e.txt", ["."], "a.txt", id="hidden"),
    pytest.param("in/a.txt", [".", "in"], "in/a.txt", id="each-once"),
    pytest.param("in/b.txt in/a.txt", ["in/b.txt", "in"], "in/b.txt in/a.txt", id="named-first"),
    pytest.param("z.txt in/a.txt a.txt", ["z.txt", "in", "a.txt"], "z.txt in/a.txt a.txt", id="in-the-order-given"),
    pytest.param(".a/b.txt", [".a"], ".a/b.txt", id="hidden-but-named"),
    pytest.param("letter .letter", ["letter", ".letter"], "letter .letter", id="file-named-needs-no-suffix"),
]


@pytest.mark.parametrize(("files", "names", "expected"), FOLDERS)
def test_folder_is_the_drafts_in_it(
    files: str, names: list[str], expected: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(desk, *files.split())
    assert checked(capsys, *names) == Checked(0, expected.split(), [])


def test_folder_without_drafts_is_an_error(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "in/notes.pdf", "in/.hidden.txt")
    assert checked(capsys, "in") == Checked(2, [], [f"in {NO_DRAFT}"])


def test_worst_draft_decides(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "a.txt", "c.txt")
    put(desk, "b.txt", draft=BAD)
    assert checked(capsys, ".") == Checked(1, ["a.txt", "b.txt", "c.txt"], [])


def test_draft_that_cannot_be_read_does_not_stop_the_others(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "in/a.txt", "in/d.txt")
    (desk / "in" / "b.txt").write_bytes(b"PK\x03\x04\0\0")
    (desk / "empty").mkdir()
    errors = ["in/b.txt is binary, not text; save the reply as plain text", f"empty {NO_DRAFT}", f"gone {GONE}"]
    assert checked(capsys, "in", "empty", "gone") == Checked(2, ["in/a.txt", "in/d.txt"], errors)


def test_link_that_leads_nowhere_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "a.txt")
    (desk / "b.txt").symlink_to("nowhere")
    (desk / "c.txt").symlink_to("c.txt")
    loop = "cannot be read: too many levels of symbolic links; check the name"
    assert checked(capsys, ".") == Checked(2, ["a.txt"], [f"b.txt {GONE}", f"c.txt {loop}"])


def test_links_to_folders_are_not_followed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "in/a.txt", "elsewhere/b.txt")
    (desk / "in" / "loop").symlink_to(desk / "in")
    (desk / "in" / "elsewhere").symlink_to(desk / "elsewhere")
    (desk / "in" / "c.txt").symlink_to(desk / "elsewhere" / "b.txt")
    assert checked(capsys, "in") == Checked(0, ["in/a.txt", "in/c.txt"], [])


def test_link_to_a_folder_may_be_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "in/a.txt")
    (desk / "link").symlink_to("in")
    assert checked(capsys, "link") == Checked(0, ["link/a.txt"], [])


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")
def test_pipe_in_a_folder_is_not_waited_for(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "a.txt")
    os.mkfifo(desk / "b.txt")
    assert checked(capsys, ".") == Checked(0, ["a.txt"], [])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, "a.txt", "b.txt", "in/c.txt")
    (desk / "b.txt").chmod(0)
    (desk / "in").chmod(0)
    denied = "cannot be read: permission denied; check its permissions"
    try:
        assert checked(capsys, ".") == Checked(2, ["a.txt"], [f"b.txt {denied}", f"in {denied}"])
    finally:
        (desk / "in").chmod(0o700)


NAMES = ["имя с пробелом.txt", "100%, a:b.md", "-.txt", "a\nb.txt", "\x1b[31m.txt", os.fsdecode(b"\xff.txt")]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_will_do(name: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(desk, name)
    assert checked(capsys, ".") == Checked(0, [name], [])
