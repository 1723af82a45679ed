"""A draft as read: decoded, line ends and NFC settled, own words told from quotes and signature."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycoach.errors import DraftError
from replycoach.message import LARGEST, read

TEXTS = [
    pytest.param("a\r\nb\rc\nd", "a\nb\nc\nd", id="line-ends"),
    pytest.param("\ufeffПривет", "Привет", id="byte-order-mark"),
    pytest.param("и\u0306 е\u0308", "й ё", id="nfc"),
    pytest.param("Привет".encode(), "Привет", id="utf-8"),
    pytest.param(b"\xef\xbb\xbf" + "Привет".encode(), "Привет", id="utf-8-mark"),
    pytest.param("\ufeffПривет".encode("utf-16-le"), "Привет", id="utf-16-little"),
    pytest.param("\ufeffПривет".encode("utf-16-be"), "Привет", id="utf-16-big"),
    pytest.param("a🙂\r\n".encode(), "a🙂\n", id="emoji"),
    pytest.param("Добрый день, раз\nдва".encode("cp1251"), "Добрый день, раз\nдва", id="windows-1251"),
    pytest.param("Добрый день, раз\nдва".encode("koi8-r"), "Добрый день, раз\nдва", id="koi8-r"),
]
REFUSED = [
    pytest.param("", "is empty; write the reply first", id="empty"),
    pytest.param(" \r\n\t\u00a0", "is empty; write the reply first", id="blank"),
    pytest.param(b"\xef\xbb\xbf", "is empty; write the reply first", id="only-a-mark"),
    pytest.param(b"PK\x03\x04\x00\x00", "is binary, not text; save the reply as plain text", id="binary"),
    pytest.param(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
        "is an Outlook .msg file; save it as .eml or copy its text",
        id="outlook",
    ),
    pytest.param(
        "Вот:\n-----BEGIN PGP MESSAGE-----\nhQE\n", "is encrypted; check it before you encrypt it", id="encrypted"
    ),
    pytest.param(
        b"a" * (LARGEST + 1), "is 4 MB, more than a letter (limit 4 MB); pass the reply alone", id="too-large"
    ),
]


@pytest.mark.parametrize(("draft", "text"), TEXTS)
def test_text_is_normalised(draft: str | bytes, text: str) -> None:
    assert read(draft).text == text


@pytest.mark.parametrize(("draft", "error"), REFUSED)
def test_draft_that_cannot_be_read(draft: str | bytes, error: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(draft)
    assert str(caught.value) == error


def test_own_words_blank_the_rest_at_equal_length() -> None:
    message = read("Анна написала:\n> раз\nДа.\n-- \nПётр")
    assert message.own_words == "              \n     \nДа.\n   \n    "


def test_what_repeats_the_incoming_message_is_a_quote() -> None:
    message = read("Когда будет готов макет?\nВ пятницу.", "Здравствуйте! Когда будет готов макет?")
    assert message.own_words == "                        \nВ пятницу."


POSITIONS = [
    pytest.param("раз\nдва", 4, (2, 1), id="line"),
    pytest.param("a🙂б", 2, (1, 3), id="emoji"),
    pytest.param("и\u0306х", 1, (1, 2), id="combining"),
    pytest.param("раз\r\n\tдва", 5, (2, 2), id="tab"),
    pytest.param(b"Subject: x\nFrom: a@example.com\n\nyes\nno", 4, (5, 1), id="mail"),
    pytest.param(b"Subject: x\r\nFrom: a@example.com\r\n\r\nyes\r\nno", 4, (5, 1), id="mail-crlf"),
    pytest.param(
        b"Subject: x\nContent-Transfer-Encoding: base64\n\neWVzCm5v\n", 4, (2, 1), id="line-of-the-decoded-body"
    ),
]


@pytest.mark.parametrize(("draft", "place", "position"), POSITIONS)
def test_position_for_people(draft: str | bytes, place: int, position: tuple[int, int]) -> None:
    assert read(draft).position(place) == position


LINES = st.sampled_from(["> раз", "-- ", "Анна написала:", "Да.", "", ">", "🙂", "--", "3 мая:", " > нет", "\u2028"])


@settings(deadline=None, max_examples=200)
@given(st.lists(LINES, min_size=1).map("\n".join).filter(lambda text: bool(text.strip())))
def test_blocks_cover_the_text_without_gaps(draft: str) -> None:
    message = read(draft)
    assert "".join(message.text[slice(*block.span)] for block in message.blocks) == message.text
    assert all(one.span[1] == two.span[0] for one, two in zip(message.blocks, message.blocks[1:], strict=False))


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_own_words_have_the_length_of_the_text(draft: str) -> None:
    try:
        message = read(draft)
    except DraftError:
        return
    assert len(message.own_words) == len(message.text)
    assert message.own_words.count("\n") == message.text.count("\n")


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_reading_twice_changes_nothing(draft: str) -> None:
    try:
        text = read(draft).text
    except DraftError:
        return
    assert text.startswith("\ufeff") or read(text).text == text
