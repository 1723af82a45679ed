"""What a mail's decision hangs on: the client's words below it, the cool-down, the clock, what is written down."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from mails import HEATED, SORRY, answer, mail

from replycoach import journal, outbox, statefiles
from replycoach.envelope import Envelope, addresses
from replycoach.gate import Policy, cooling, decide, envelope_of
from replycoach.message import read
from replycoach.model import Report


def report(upset: str | None, heat: bool) -> Report:
    return Report(read("Text."), (), "send", "en", heat, {"upset": upset} if upset else {}, {})


COOLING = [
    (None, False, 0),
    ("0", False, 0),
    ("1", False, 0),
    ("2", False, 5),
    ("3", False, 10),
    (None, True, 2),
    ("0", True, 2),
    ("1", True, 5),
    ("2", True, 10),
    ("3", True, 15),
]


@pytest.mark.parametrize(("upset", "heat", "minutes"), COOLING)
def test_cooldown_is_as_long_as_client_and_draft_are_hot(upset: str | None, heat: bool, minutes: int) -> None:
    assert cooling(report(upset, heat)) == minutes


@pytest.mark.parametrize(("longest", "minutes"), [(0, 0), (3, 2), (15, 10), (60, 40)])
def test_cooldown_can_be_set(longest: int, minutes: int) -> None:
    assert cooling(report("3", False), longest) == minutes


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        monkeypatch.setattr("time.time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def send(office: Path, clock: Clock) -> Callable[[bytes], int]:
    """The code of a decision now; files are as old as the clock says."""

    def attempt(content: bytes) -> int:
        folder = statefiles.base()
        code = decide(content, envelope_of(content), folder, Policy()).code
        for place in Path(folder).glob("cooldowns/*"):
            os.utime(place, (clock.now, clock.now))
        return code

    return attempt


def test_same_draft_passes_when_it_has_cooled(send: Callable[[bytes], int], clock: Clock) -> None:
    codes = [send(mail(HEATED))]
    clock.now += 60
    codes.append(send(mail(HEATED)))
    clock.now += 600
    codes.append(send(mail(HEATED)))
    assert codes == [75, 75, 0]


def test_edited_clean_draft_passes_at_once(send: Callable[[bytes], int]) -> None:
    assert [send(answer(SORRY)), send(answer(SORRY + " Thank you for writing."))] == [75, 0]


def test_date_and_boundary_do_not_make_another_draft(send: Callable[[bytes], int], clock: Clock) -> None:
    codes = [send(mail(HEATED, head="Date: Monday\nMessage-ID: <1@a>\n"))]
    clock.now += 900
    codes.append(send(mail(HEATED, head="Date: Tuesday\nMessage-ID: <2@a>\n")))
    assert codes == [75, 0]


def test_other_recipients_make_another_draft(send: Callable[[bytes], int], clock: Clock) -> None:
    codes = [send(mail(HEATED))]
    clock.now += 900
    codes.append(send(mail(HEATED, to="bob@client.test")))
    assert codes == [75, 75]


def test_edited_heated_draft_keeps_the_clock(send: Callable[[bytes], int], clock: Clock) -> None:
    codes = [send(mail(HEATED))]
    clock.now += 60
    codes.append(send(mail(HEATED + " Really.")))
    clock.now += 60
    codes.append(send(mail(HEATED + " Really.")))
    assert codes == [75, 75, 0]


@pytest.mark.parametrize("jump", [-100_000, -3600, -600])
def test_clock_put_back_makes_nobody_wait_longer_than_the_cooldown(
    send: Callable[[bytes], int], clock: Clock, jump: int
) -> None:
    send(mail(HEATED))
    clock.now += jump
    codes = [send(mail(HEATED))]
    clock.now += 900
    codes.append(send(mail(HEATED)))
    assert codes == [75, 0]


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 40, b"1 2 3", b"9 1", b"1800000000 99999999999999"])
def test_corrupt_cooldown_starts_anew_and_ends(send: Callable[[bytes], int], clock: Clock, content: bytes) -> None:
    send(mail(HEATED))
    for place in Path(statefiles.base()).glob("cooldowns/*"):
        place.write_bytes(content)
        os.utime(place, (clock.now, clock.now))
    codes = [send(mail(HEATED))]
    clock.now += 900
    codes.append(send(mail(HEATED)))
    assert codes == [75, 0]


def test_cooldown_that_cannot_be_remembered_is_not_imposed(office: Path) -> None:
    assert decide(mail(HEATED), envelope_of(mail(HEATED)), os.devnull, Policy()).code == 0


def test_cooldown_can_be_off(office: Path) -> None:
    folder = statefiles.base()
    assert decide(mail(HEATED), envelope_of(mail(HEATED)), folder, Policy(longest=0)).code == 0


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"\xff\n\xfe", b"a\tb\n", b"\n\n\t\t\t\t\t\t\n"])
def test_corrupt_journal_is_passed_over(office: Path, content: bytes) -> None:
    folder = statefiles.base()
    (Path(folder) / "journal").write_bytes(content)
    journal.note(folder, journal.HOLD, "key", "ident", "rule")
    assert [(each.kind, each.ident) for each in journal.entries(folder)][-1:] == [("hold", "ident")]


def test_journal_is_bounded(office: Path) -> None:
    folder = statefiles.base()
    (Path(folder) / "journal").write_bytes(b"x" * journal.LARGEST)
    journal.note(folder, journal.HOLD, "key", "ident", "rule")
    assert (Path(folder) / "journal").stat().st_size < journal.LARGEST


def test_copies_are_bounded_and_the_newest_stay(office: Path) -> None:
    for number in range(outbox.COPIES + 5):
        outbox.keep(b"x", f"{number:03}").become(outbox.REFUSED)
    folder = statefiles.base()
    outbox.tidy(folder)
    assert [copy.ident for copy in outbox.copies(folder)] == [f"{number:03}" for number in range(5, outbox.COPIES + 5)]


def test_old_copies_and_marks_go(office: Path) -> None:
    copy = outbox.keep(b"x")
    copy.become(outbox.FAILED)
    statefiles.mark(copy.base, "sent", "mark")
    for place in Path(copy.base).rglob("*"):
        os.utime(place, (1, 1))
    outbox.tidy(copy.base)
    assert [place for place in Path(copy.base).rglob("*") if place.is_file()] == []


ADDRESSES = [
    (["-oem", "-oi", "-f", "me@a.test", "-N", "failure,delay", "--", "A@b.test"], ["a@b.test"]),
    (["-i", "a@b.test", "c@d.test"], ["a@b.test", "c@d.test"]),
    (["-fme@a.test", "-F", "me@me", "-t"], []),
    (["-a", "work@home", "--", "root"], ["root"]),
]


@pytest.mark.parametrize(("arguments", "found"), ADDRESSES)
def test_recipients_among_arguments(arguments: list[str], found: list[str]) -> None:
    assert list(addresses(arguments)) == found


def test_key_of_a_mail_that_cannot_be_read_is_of_its_body() -> None:
    keys = [
        Envelope(mail(body, head=f"Message-ID: <{number}@a>\n")).key
        for number, body in enumerate(["\0a", "\0a", "\0b"])
    ]
    assert (keys[0] == keys[1], keys[0] == keys[2]) == (True, False)
