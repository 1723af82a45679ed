"""``replycoach rewrite --interactive`` on a real terminal: keys in, what it shows, what it leaves in the file."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest
from dialogue import Dialogue, dialogue

BAD_EN = "Hi Anna,\n\nYou broke the form. I will send you the link today at 6pm. Calm down.\n\nBest,\nDana\n"
BAD_RU = "Анна, добрый день!\n\nВы сломали форму. Ссылку пришлю сегодня к 18:00. Успокойтесь.\n\nДарья\n"
CALM_EN, CALM_RU = BAD_EN.replace(" Calm down.", ""), BAD_RU.replace(" Успокойтесь.", "")
ONE_EN, ONE_RU = BAD_EN.replace("You broke the form. ", ""), BAD_RU.replace("Вы сломали форму. ", "")
GOOD_EN = "Hi Anna,\n\nI will send you the link today at 6pm.\n\nBest,\nDana\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def draft(text: str, name: str = "draft.txt", encoding: str = "utf-8") -> None:
    Path(name).write_bytes(text.encode(encoding))


def now(name: str = "draft.txt") -> str:
    return Path(name).read_text("utf-8")


def typed(talk: Dialogue, *keys: str) -> None:
    """Each with Enter, once it is asked for."""
    for key in keys:
        talk.shows("\n> ")
        talk.type(key + "\n")


def taken(talk: Dialogue, sign: str, take: str = "y") -> str:
    """The first suggestion that has a sign in it, taken; what it says."""
    for _ in range(9):
        offer = " ".join(re.split(r"(?:Better|Put in|Лучше|Вписать) \(", talk.shows("\n> "))[-1].split())
        talk.type(f"{take}\n" if sign in offer else "o\n")
        if sign in offer:
            return offer
    raise AssertionError(f"never offered: {sign}")


WALKS = [
    pytest.param(BAD_EN, ["n", "n"], BAD_EN, 1, id="skip"),
    pytest.param(BAD_EN, ["q"], BAD_EN, 1, id="quit"),
    pytest.param(BAD_EN, ["i", "i"], BAD_EN, 0, id="ignore"),
    pytest.param(BAD_EN, ["n", "u", "u", "n", "q"], BAD_EN, 1, id="undo-a-skip"),
    pytest.param(BAD_EN, ["h", "?", "x", "z", "", "n", "n"], BAD_EN, 1, id="help-and-why-decide-nothing"),
    pytest.param(BAD_RU, ["н", "н"], BAD_RU, 1, id="ru-skip"),
    pytest.param(BAD_RU, ["з"], BAD_RU, 1, id="ru-quit"),
    pytest.param(BAD_RU, ["Й"], BAD_RU, 1, id="ru-quit-by-the-same-key"),
    pytest.param(BAD_RU, ["и", "Ш"], BAD_RU, 0, id="ru-ignore"),
    pytest.param(BAD_RU, ["н", "в", "г", "н", "q"], BAD_RU, 1, id="ru-undo-a-skip"),
    pytest.param(BAD_RU, ["с", ",", "х", "ж", "n", "n"], BAD_RU, 1, id="ru-help-and-why-decide-nothing"),
]


@pytest.mark.parametrize(("before", "keys", "after", "code"), WALKS)
def test_keys(before: str, keys: list[str], after: str, code: int, folder: Path) -> None:
    draft(before)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        typed(talk, *keys)
        assert (talk.ended(), now()) == (code, after), talk.rest
    assert (sorted(os.listdir()) == ["draft.txt"]) is (before == after)


TOLD = [
    pytest.param(
        BAD_EN,
        ["line 3 · stop · client-blame · 1 more to come", "[You broke] the form.", "Better (1 of", "y take · e edit"],
        id="en",
    ),
    pytest.param(
        BAD_RU,
        ["строка 3 · стоп · client-blame · дальше ещё 1", "[Вы сломали] форму.", "Лучше (1 из", "д взять · п править"],
        id="ru",
    ),
]


@pytest.mark.parametrize(("text", "shown"), TOLD)
def test_place_is_shown_with_what_the_client_hears_and_what_to_write(text: str, shown: list[str], folder: Path) -> None:
    draft(text)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        screen = talk.shows(*shown)
        assert ("hears" in screen) or ("услышит" in screen)
        talk.shows("> ")
        talk.type("?\n")
        talk.shows("replycoach explain client-blame", "> ")
        talk.type("\x04")
        talk.ended()


@pytest.mark.parametrize(
    ("before", "skip", "sign", "take", "after"),
    [(BAD_EN, "n", "leave it out", "Y", CALM_EN), (BAD_RU, "н", "убрать", "Д", CALM_RU)],
)
def test_other_suggestions_come_in_turn(before: str, skip: str, sign: str, take: str, after: str, folder: Path) -> None:
    draft(before)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        typed(talk, skip)
        taken(talk, sign, take)
        assert (talk.ended(), now()) == (1, after)


@pytest.mark.parametrize(("before", "take", "sentence"), [(ONE_EN, "y", "Calm down."), (ONE_RU, "д", "Успокойтесь.")])
def test_blanks_are_asked_one_by_one_and_an_empty_answer_leaves_one(
    before: str, take: str, sentence: str, folder: Path
) -> None:
    draft(before)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        count = taken(talk, "‹", take).count("‹")
        talk.shows("[‹", "›]", ": ")
        talk.type("mend the form\n")
        for _ in range(count - 1):
            talk.shows("mend the form", "[‹", "›]", "Ctrl", "\n", ": ")
            talk.type("\n")
        assert talk.ended() == 0
    assert ("mend the form" in now(), now().count("‹"), sentence in now()) == (True, count - 1, False)
    assert (now("draft.txt.orig"), "draft.txt.orig" in talk.rest) == (before, True)
    assert count == 1 or f": {count - 1}." in talk.rest


def test_step_can_be_taken_back_from_the_blanks(folder: Path) -> None:
    draft(ONE_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        taken(talk, "‹")
        talk.shows("[‹", "Ctrl", ": ")
        talk.type("u\n")
        talk.shows("Taken back.", "[Calm down]", "> ")
        talk.type("n\n")
        assert (talk.ended(), now()) == (1, ONE_EN)


def test_missing_words_are_offered_after_the_hurtful_ones(folder: Path) -> None:
    draft("Where is my banner? It was due on Monday and you keep silent!!\n", "client.txt")
    draft("Hi Anna,\n\nCalm down.\n\nDana\n")
    with dialogue("rewrite", "-i", "--to", "client.txt", "draft.txt", folder=folder) as talk:
        talk.shows("[Calm down]")
        taken(talk, "‹")
        talk.shows("Missing · ", "Put in (1 of", "> ")
        talk.type("e\n")
        talk.shows("Your words")
        talk.type("\x15I see that the banner was due on Monday and I kept silent.\n")
        talk.shows("do what:")
        talk.type("\x04")
        assert talk.ended() == 0
    assert "I see that the banner was due on Monday and I kept silent." in now()
    assert "\n\n\n" not in now()


INTERRUPTS = [
    pytest.param("\x03", 130, id="ctrl-c"),
    pytest.param("\x04", 1, id="ctrl-d"),
    pytest.param("q\n", 1, id="q"),
    pytest.param(signal.SIGTERM, 130, id="kill"),
    pytest.param(signal.SIGHUP, 130, id="window-closed"),
]


@pytest.mark.parametrize(("stop", "code"), INTERRUPTS)
def test_what_was_taken_is_saved_however_it_ends(stop: str | signal.Signals, code: int, folder: Path) -> None:
    draft(BAD_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        typed(talk, "y")
        talk.shows("[Calm down]", "> ")
        if isinstance(stop, str):
            talk.type(stop)
        else:
            talk.kill(stop)
        assert talk.ended() == code
    assert ("You broke" in now(), "Calm down." in now(), now("draft.txt.orig")) == (False, True, BAD_EN)
    assert "draft.txt: written; as it was: draft.txt.orig" in talk.rest
    assert "Traceback" not in talk.rest


@pytest.mark.parametrize("stop", ["\x03", "\x04"])
def test_what_was_filled_in_is_saved_too(stop: str, folder: Path) -> None:
    draft(ONE_RU)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        taken(talk, "‹", "у")
        talk.shows("[‹", "Ctrl", ": ")
        talk.type("поправлю форму\n")
        talk.shows("[‹", "Ctrl", "\n", ": ")
        talk.type(stop)
        talk.ended()
    assert ("оправлю форму" in now(), now("draft.txt.orig")) == (True, ONE_RU)


def test_nothing_taken_nothing_written(folder: Path) -> None:
    draft(BAD_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        talk.shows("> ")
        talk.type("\x03")
        assert talk.ended() == 130
    assert (now(), os.listdir(), "nothing to change" in talk.rest) == (BAD_EN, ["draft.txt"], True)


@pytest.mark.parametrize("text", [GOOD_EN, GOOD_EN.replace("\n", "\r\n")])
def test_good_draft_is_not_asked_about(text: str, folder: Path) -> None:
    draft(text)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        assert talk.ended() == 0
    assert (talk.rest.strip(), Path("draft.txt").read_bytes()) == ("draft.txt: nothing to change.", text.encode())


# By hand.


def editor(folder: Path, script: str) -> str:
    path = folder.parent / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return f"{path} --wait"


EDITED = [
    pytest.param('cp "$2" seen; echo "One thing at a time." > "$2"', "One thing at a time.", id="written"),
    pytest.param('sed -i "s/.*/First, the form./" "$2"', "First, the form.", id="replaced"),
    pytest.param(': > "$2"', "Calm down.", id="emptied-is-no-change"),
    pytest.param('echo "Lost." > "$2"; exit 3', "Calm down.", id="failed-is-no-change"),
]


@pytest.mark.parametrize(("script", "expected"), EDITED)
def test_editor_is_given_the_suggestion(script: str, expected: str, folder: Path) -> None:
    draft(ONE_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder, environ={"EDITOR": editor(folder, script)}) as talk:
        suggested = taken(talk, "‹", "e").partition("): ")[2].partition(" y take")[0]
        typed(talk, *(["q"] if expected == "Calm down." else []))
        talk.ended()
    assert f"today at 6pm. {expected}\n" in now()
    assert not Path("seen").exists() or now("seen") == f"{suggested}\n"


def test_editor_that_is_not_there_falls_back_to_the_line(folder: Path) -> None:
    draft(ONE_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder, environ={"EDITOR": "/no/such/editor"}) as talk:
        typed(talk, "e")
        talk.shows("The editor /no/such/editor did not open.", "Your words")
        talk.type("\x15One thing at a time.\n")
        talk.ended()
    assert "One thing at a time." in now()


def test_line_starts_from_the_suggestion(folder: Path) -> None:
    draft(ONE_RU)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        suggested = taken(talk, "‹", "п").partition("): ")[2].partition(" д взять")[0]
        talk.shows("Ваш вариант", suggested)
        talk.type("\x15Давайте по порядку.\n")
        talk.ended()
    assert "сегодня к 18:00. Давайте по порядку.\n" in now()


def test_ctrl_c_in_the_line_saves_what_was_taken_before(folder: Path) -> None:
    draft(BAD_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        typed(talk, "y", "e")
        talk.shows("Your words", "Calm down.")
        talk.type("half a sen")
        talk.shows("half a sen")
        # As fast as a person, at most: readline overlooks a signal that comes before it waits again.
        time.sleep(0.5)
        talk.type("\x03")
        assert talk.ended() == 130
    assert ("You broke" in now(), "Calm down." in now(), "half" in now()) == (False, True, False)


# Streams and bytes.


def test_standard_input_is_asked_about_on_the_terminal_and_printed(folder: Path) -> None:
    draft(ONE_EN)
    with dialogue("rewrite", "-i", "-", folder=folder, stdin=Path("draft.txt")) as talk:
        taken(talk, "leave it out")
        assert talk.ended() == 0
    assert (talk.stdout.decode(), now(), os.listdir()) == (GOOD_EN, ONE_EN, ["draft.txt"])


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8-sig"])
def test_charset_and_line_ends_stay(encoding: str, folder: Path) -> None:
    draft(ONE_RU.replace("\n", "\r\n"), encoding=encoding)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        typed(talk, "e")
        talk.shows("Ваш вариант")
        talk.type("\x15Давайте по порядку.\n")
        talk.ended()
    expected = ONE_RU.replace("Успокойтесь.", "Давайте по порядку.").replace("\n", "\r\n")
    assert Path("draft.txt").read_bytes() == expected.encode(encoding)


def test_escapes_in_a_draft_are_not_obeyed(folder: Path) -> None:
    draft(BAD_EN.replace("You broke the form", "You broke\x1b[2J the \x9bform \u202e"))
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        typed(talk, "q")
        talk.ended()
    assert (b"\x1b[2J" in talk.raw, "\u202e".encode() in talk.raw, "\ufffd[2J".encode() in talk.raw) == (
        False,
        False,
        True,
    )


def test_mail_with_an_encoded_text_is_refused_before_anything_is_asked(folder: Path) -> None:
    draft("From: a@b.example\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\nYou broke=20it.\n", "a.eml")
    with dialogue("rewrite", "-i", "a.eml", folder=folder) as talk:
        assert talk.ended() == 2
    assert talk.rest.startswith("replycoach: a.eml is a mail whose text is encoded")
