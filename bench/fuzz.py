"""Mutated mails and playbooks: every one is read or refused on one line, in bounded time, and none moves a terminal.

``python bench/fuzz.py [COUNT [SEED]]`` (100 000 and 1): nine in ten are mails, every tenth a playbook; the tests run a
few thousand. It stops with the input's number at the first that breaks the law; ``SEED`` brings it back.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from replycoach import check
from replycoach.automaton import Automaton
from replycoach.compiler import compile_playbook
from replycoach.errors import DraftError, PlaybookErrors, ReplyCoachError
from replycoach.formats import github, json, line, text
from replycoach.message import read
from replycoach.model import Message
from replycoach.playbook import read as read_playbook
from replycoach.terminal import Style, harmless

HERE = Path(__file__).resolve().parent
SECONDS = 5
"""The longest any input may take."""
CHECKED = 25
"""Every so manieth mail goes the whole way."""
TOKENS = [
    b"\n", b"\r\n", b"\r", b"\n\n", b"\0", b"\x1b[2J\x1b]0;x\x07", b">", b"> " * 500, b"-- \n", b"--b\n", b"--b--\n",
    b":",
    b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Type: multipart/alternative; boundary=\"\"\n",
    b"Content-Type: text/html\n", b"Content-Type: message/rfc822\n", b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n", b"charset=utf-16", b"charset=idna", b"charset=cp1251",
    b"From: a@example.com\n", b"Subject: x\n", b"\n\n\n\n", b"On Sat, Nov 21, 2026 at 10:15 AM Ann <a@b> wrote:\n",
    "21.11.2026, 10:15, Анна пишет:\n".encode(), "От: а\nКому: б\nТема: в\n".encode(), b"[" * 300, b"<div>" * 300,
    b"</blockquote>", b"<!--", b"<style>", b"&#x1F600;", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"=\n", b"=D0",
    b"```\n", b"_" * 40 + b"\n", b"A" * 5000, "я".encode() * 3000, b"{{ x }}", b"&a *a", b"- [[", b"]]", b"!!python/x",
    b"<" + b"|" * 200 + b">", b"~9", b"/(a+)+/", b"{class}", b"# ", b"  " * 50, b"\t", "é̂".encode() * 50, b"(?!" * 50,
]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    count, seed = (int(each) for each in [*arguments, *("100000", "1")[len(arguments) :]])
    started = time.perf_counter()
    outcomes, slowest = run(count, seed)
    said = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    spent = time.perf_counter() - started
    print(f"{count} inputs in {spent:.0f} s: {said}; the slowest {slowest:.2f} s; at most {memory} MB")
    return 0


def run(count: int, seed: int) -> tuple[Counter[str], float]:
    """How many were read, refused, checked, compiled; and the seconds the slowest took. Raises at the first wrong."""
    chance = Random(seed)
    mails, rules = list(_mails()), list(_rules())
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    check("The playbook is compiled now, if it was not.")
    signal.signal(signal.SIGALRM, _too_slow)
    with TemporaryDirectory() as name:
        for number in range(count):
            signal.alarm(SECONDS)
            started = time.perf_counter()
            if number % 10:
                outcomes[_mail(_mutated(chance, mails), number)] += 1
            else:
                outcomes[_playbook(_mutated(chance, rules), Path(name))] += 1
            slowest = max(slowest, time.perf_counter() - started)
    signal.alarm(0)
    return outcomes, slowest


def _too_slow(number: int, frame: object) -> None:
    raise TimeoutError(f"one input took more than {SECONDS} s")


def _mails() -> Iterator[bytes]:
    """Drafts of the tests as text and as mails in several encodings, and pages of HTML."""
    head = "From: me@example.com\nTo: ann@example.com\nSubject: Re: x\nMIME-Version: 1.0\n"
    for path in sorted((HERE.parent / "tests" / "blocks").glob("*/*.txt"))[::7]:
        lines = path.read_text("utf-8").splitlines()
        draft = "\n".join(line[14:] for line in lines if line[12:13] == "|" and not line.startswith("incoming"))
        yield draft.encode()
        yield f"{head}Content-Type: text/plain; charset=cp1251\n\n{draft}".encode("cp1251", "replace")
        html = "<div>" + draft.replace("<", "&lt;").replace("\n", "<br>") + "</div>"
        parts = f"--b\n\n{draft}\n--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n"
        yield f"{head}Content-Type: multipart/alternative; boundary=b\n\n{parts}".encode()
        yield f"{head}Content-Type: text/html; charset=utf-8\n\n{html}".encode()


def _rules() -> Iterator[bytes]:
    folder = HERE.parent / "playbooks" / "upset-client"
    for name in (
        "argue",
        "detectors/speaks-of-refund",
        "detectors/agrees-by-voice",
        "unfinished",
        "detectors/asks-where",
    ):
        yield (folder / f"{name}.yaml").read_bytes()
    yield (HERE.parent / "templates" / "playbook" / "empty-promise.yaml").read_bytes()


def _mutated(chance: Random, seeds: Sequence[bytes]) -> bytes:
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((0, 1, 1, 2, 4, 12))):
        at = chance.randrange(len(data) + 1)
        stop = min(len(data), at + chance.choice((1, 1, 8, 60, 400)))
        kind = chance.randrange(5)
        if kind == 0:
            data[at:stop] = chance.randbytes(chance.choice((1, 1, 4)))
        elif kind == 1:
            data[at:stop] = b""
        elif kind == 2:
            data[at:at] = chance.choice(TOKENS)
        elif kind == 3:
            data[at:at] = data[at:stop] * chance.choice((1, 2, 30))
        else:
            other = chance.choice(seeds)
            data[at:stop] = other[chance.randrange(len(other) + 1) :][:400]
    return bytes(data)


def _mail(draft: bytes, number: int) -> str:
    try:
        message = read(draft)
        _expect_whole(message)
        if number % CHECKED:
            return "read"
        _expect_harmless(check(draft))
    except DraftError as error:
        return _refused(error, "refused")
    return "checked"


def _refused(error: ReplyCoachError, outcome: str) -> str:
    errors = error.errors if isinstance(error, PlaybookErrors) else [error]
    assert all("\n" not in str(each) for each in errors), errors
    return outcome


def _expect_whole(message: Message) -> None:
    place = 0
    for block in message.blocks:
        assert block.span[0] == place
        place = block.span[1]
    assert place == len(message.text) == len(message.own_words)


def _expect_harmless(report: object) -> None:
    for render in (text.render, json.render, line.render, github.render):
        for shown in render([("draft", report)], Style("en")).split("\n"):  # type: ignore[list-item]
            assert shown == harmless(shown), shown


def _playbook(rule: bytes, folder: Path) -> str:
    (folder / "playbook.yaml").write_text("hold: error >= 1\n")
    (folder / "empty-promise.yaml").write_bytes(rule)
    try:
        Automaton(compile_playbook(read_playbook(folder), bytes(32)))
    except ReplyCoachError as error:
        return _refused(error, "playbook refused")
    return "playbook compiled"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
