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
]
REFUSED = [
    pytest.param("", "is empty; write the reply first", id="empty"),
    pytest.param(" \r\n\t\u00a0", "is empty; write the reply first", id="blank"),
    pytest.param(b"\xef\xbb\xbf", "is empty; write the reply first", id="only-a-mark"),
    pytest.param(b"PK\x03\x04\x00\x00", "is binary, not text; save the reply as plain text", id="binary"),
    pytest.param("раз\nдва".encode("cp1251"), "is not UTF-8 (line 1); save it as UTF-8", id="windows-1251"),
    pytest.param(b"ok\nok\n\xff", "is not UTF-8 (line 3); save it as UTF-8", id="line-of-the-bad-byte"),
    pytest.param(b"\xff\xfe\x00\xd8", "is not UTF-16-LE (line 1); save it as UTF-8", id="broken-utf-16"),
    pytest.param(
        b"a" * (LARGEST + 1), "is 4 MB, more than a letter (limit 4 MB); pass the reply alone", id="too-large"
    ),
]
BLOCKS = [
    pytest.param("Да.\nНет.", [("own", "Да.\nНет.")], id="own"),
    pytest.param("> раз\n> два\nДа.", [("quote", "> раз\n> два\n"), ("own", "Да.")], id="quote-above"),
    pytest.param("Да.\n> раз\nНет.", [("own", "Да.\n"), ("quote", "> раз\n"), ("own", "Нет.")], id="quote-between"),
    pytest.param("Да.\n-- \nПётр\n+7", [("own", "Да.\n"), ("signature", "-- \nПётр\n+7")], id="signature"),
    pytest.param("Да.\n--\nПётр", [("own", "Да.\n--\nПётр")], id="dashes-without-a-blank"),
    pytest.param(
        "3 мая 2026, Анна написала:\n> раз\nДа.",
        [("attribution", "3 мая 2026, Анна написала:\n"), ("quote", "> раз\n"), ("own", "Да.")],
        id="attribution",
    ),
    pytest.param(
        "On Monday Anna wrote:\n\n> one",
        [("attribution", "On Monday Anna wrote:\n"), ("own", "\n"), ("quote", "> one")],
        id="attribution-and-blank-line",
    ),
    pytest.param("Вот список:\n> раз", [("own", "Вот список:\n"), ("quote", "> раз")], id="own-introduction"),
    pytest.param("Да.\n>раз", [("own", "Да.\n"), ("quote", ">раз")], id="quote-without-blank"),
    pytest.param(
        "-- \nПётр\n> раз\nДа.", [("signature", "-- \nПётр\n"), ("quote", "> раз\n"), ("own", "Да.")],
        id="answer-below-a-signature",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "text"), TEXTS)
def test_text_is_normalised(draft: str | bytes, text: str) -> None:
    assert read(draft).text == text


@pytest.mark.parametrize(("draft", "error"), REFUSED)
def test_draft_that_cannot_be_read(draft: str | bytes, error: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(draft)
    assert str(caught.value) == error


@pytest.mark.parametrize(("draft", "blocks"), BLOCKS)
def test_blocks(draft: str, blocks: list[tuple[str, str]]) -> None:
    message = read(draft)
    assert [(block.kind, message.text[slice(*block.span)]) for block in message.blocks] == blocks


def test_own_words_blank_the_rest_at_equal_length() -> None:
    message = read("Анна написала:\n> раз\nДа.\n-- \nПётр")
    assert message.own_words == "              \n     \nДа.\n   \n    "


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
