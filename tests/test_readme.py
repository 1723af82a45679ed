"""What the READMEs say is so: their commands run and print that, their files are there, their pictures are true.

The first two commands, which install the program, are run by ``.ci/run``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from shlex import quote
from shutil import copytree
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hook_pictures import WORDS
from support import ROOT, Done, environment, program, replycoach

from replycoach import check

READMES = ("README.md", "README.ru.md")
EXAMPLES = ROOT / "examples"
PICTURES = {
    "docs/check.svg": "check examples/draft-en.txt",
    "docs/check.ru.svg": "check examples/draft-ru.txt",
    "docs/rewrite.svg": "rewrite --diff --to examples/client-en.txt examples/draft-en.txt",
    "docs/rewrite.ru.svg": "rewrite --diff --to examples/client-ru.txt examples/draft-ru.txt",
}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: its language and what is in it."""

    kind: str
    code: str


def blocks(readme: str) -> list[Block]:
    return [Block(*found) for found in BLOCK.findall((ROOT / readme).read_text("utf-8"))]


def commands(readme: str) -> list[str]:
    return [block.code for block in blocks(readme) if block.kind == "sh"]


def steps(readme: str) -> Iterator[tuple[Block, str | None]]:
    """Each block after the two installing ones, and what it prints if a block of text says so."""
    for block, following in pairwise([*blocks(readme)[2:], Block("", "")]):
        yield block, following.code if following.kind == "text" else None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The examples, and the program as a command."""
    copytree(EXAMPLES, tmp_path / "examples")
    shim = tmp_path / "bin" / "replycoach"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {quote(sys.executable)} -m replycoach "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return tmp_path


def done(block: Block, folder: Path) -> Done:
    """A block of YAML names its file in its first line; the others are run."""
    if block.kind == "python":
        return program(["-c", block.code], cwd=folder)
    if block.kind == "yaml":
        (folder / block.code.splitlines()[0].removeprefix("# ")).write_text(block.code, encoding="utf-8")
    if block.kind != "sh":
        return Done(0, "", "")
    environ = environment(PATH=f"{folder / 'bin'}:/usr/bin:/bin")
    run = subprocess.run(["sh", "-c", block.code], cwd=folder, env=environ, capture_output=True, timeout=120)
    return Done(run.returncode, run.stdout.decode(), run.stderr.decode())


@pytest.mark.parametrize("readme", READMES)
def test_blocks_run_and_print_what_stands_below_them(readme: str, folder: Path) -> None:
    for block, expected in steps(readme):
        code, out, err = done(block, folder)

        assert (code in (0, 1), err) == (True, ""), block.code
        assert expected in (None, out), block.code


@pytest.mark.parametrize("readme", READMES)
def test_first_two_blocks_install_and_check_and_install_and_test(readme: str) -> None:
    first, second = blocks(readme)[:2]

    assert (first.kind, second.kind) == ("sh", "sh")
    assert "check examples/draft-" in first.code
    assert second.code.endswith("-m pytest\n")


def test_both_readmes_give_the_same_commands() -> None:
    english, russian = ([neutral(code) for code in commands(readme)] for readme in READMES)

    assert english == russian


def neutral(code: str) -> str:
    """A command, whatever language its texts are in."""
    return re.sub(r'\b(?:en|ru)\b|(?<=echo )".*?"', "…", code)


@pytest.mark.parametrize("readme", [*READMES, "CONTRIBUTING.md", "bench/README.md"])
def test_files_named_are_there(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    named = re.findall(r"(?:examples|docs|bench|tools|playbooks|src)/[\w./-]*\w", text)
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)

    assert [name for name in named + linked if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("draft", sorted(path.name for path in EXAMPLES.glob("[!c]*.txt")))
def test_good_examples_are_sent_and_the_others_held(draft: str) -> None:
    expected = "send" if draft.startswith("good-") else "hold"

    assert expected == check((EXAMPLES / draft).read_bytes()).verdict


@pytest.mark.parametrize("draft", ["good-en.txt", "good-ru.txt"])
def test_good_examples_are_beyond_reproach(draft: str) -> None:
    """Also when the client's message is known."""
    client = (EXAMPLES / draft.replace("good", "client")).read_bytes()
    report = check((EXAMPLES / draft).read_bytes(), incoming=client)

    assert report.verdict == "send"
    assert [finding.rule for finding in report.findings if finding.severity != "suggestion"] == []


@pytest.mark.parametrize(
    ("sentence", "blames"),
    [
        ("You broke the form.", True),
        ("The update broke the form.", False),
        ("You did not break the form.", False),
        ("Вы сломали форму.", True),
        ("Форма сломалась после обновления.", False),
        ("Вы форму не ломали.", False),
    ],
)
def test_who_did_it_counts(sentence: str, blames: bool) -> None:
    assert ("client-blame" in {finding.rule for finding in check(sentence).findings}) is blames


@pytest.mark.parametrize("picture", PICTURES)
def test_picture_shows_what_a_run_prints(picture: str) -> None:
    """If not: ``python tools/picture.py``. Colours stand for brackets, and lines break elsewhere."""
    command = f"replycoach {PICTURES[picture]}"
    done = replycoach(*command.split()[1:], cwd=ROOT)

    assert compact(drawn(ROOT / picture)) == compact(f"replycoach $ {command} {done.out} {done.err}")


@pytest.mark.parametrize(("name", "lang"), [("hook-mutt-refused", "en"), ("hook-mutt-refused.ru", "ru")])
def test_hook_picture_shows_what_a_refusal_prints(name: str, lang: str, tmp_path: Path) -> None:
    """If not: ``python tools/hook_pictures.py``."""
    mail = f"To: anna@client.test\nContent-Type: text/plain; charset=utf-8\n\n{WORDS[lang]['bad']}".encode()
    said = replycoach("sendmail", "--", "true", stdin=mail, environ={"XDG_STATE_HOME": str(tmp_path)}).err

    assert compact(said.rpartition("\n")[0].rpartition("\n")[0]) in compact(drawn(ROOT / f"docs/{name}.svg"))


def drawn(picture: Path) -> str:
    tree = ElementTree.parse(picture)
    return " ".join(node.text or "" for node in tree.iter("{http://www.w3.org/2000/svg}text"))


def compact(text: str) -> str:
    return re.sub(r"[\s\[\]]", "", text)
