"""A mail to its text: what a mail program would show, whatever the encodings."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycoach.errors import DraftError
from replycoach.mail import unpack
from replycoach.message import is_mail, read

RU = "Здравствуйте, Анна! Макет пришлю завтра до 18:00."
HEAD = "From: me@example.com\nTo: anna@example.com\nSubject: =?utf-8?b?0JzQsNC60LXRgg==?=\nMIME-Version: 1.0\n"


def mail(*lines: str, body: str | bytes = "") -> bytes:
    return (HEAD + "\n".join(lines) + "\n\n").encode() + (body if isinstance(body, bytes) else body.encode())


def made(*parts: tuple[str, str], subtype: str = "plain") -> bytes:
    """A mail by the library: the first part set, the others added as alternatives."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"] = "me@example.com", "Макет"
    message.set_content(parts[0][1], subtype=parts[0][0])
    for kind, text in parts[1:]:
        message.add_alternative(text, subtype=kind)
    return message.as_bytes()


BODIES = [
    pytest.param(mail("Content-Type: text/plain; charset=utf-8", body=RU), RU, id="utf-8"),
    pytest.param(mail(body=RU), RU, id="no-charset"),
    pytest.param(mail("Content-Type: text/plain; charset=koi8-r", body=RU.encode("koi8-r")), RU, id="koi8-r"),
    pytest.param(mail('Content-Type: text/plain; charset="cp-1251"', body=RU.encode("cp1251")), RU, id="misspelt"),
    pytest.param(mail("Content-Type: text/plain; charset=x-unknown", body=RU.encode("cp1251")), RU, id="unknown"),
    pytest.param(mail("Content-Type: text/plain; charset=utf-8", body=RU.encode("cp1251")), RU, id="wrongly-declared"),
    pytest.param(mail("Content-Type: text/plain; charset=us-ascii", body=RU), RU, id="ascii-but-utf-8"),
    pytest.param(mail(body=RU.encode("cp866")), RU, id="cp866-undeclared"),
    pytest.param(
        mail(
            "Content-Type: text/plain; charset=windows-1251",
            "Content-Transfer-Encoding: quoted-printable",
            body="=CC=E0=EA=E5=F2 =E7=E0=E2=\n=F2=F0=E0.",
        ),
        "Макет завтра.",
        id="quoted-printable",
    ),
    pytest.param(
        mail("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", body="0JTQsC4=\n"),
        "Да.",
        id="base64",
    ),
    pytest.param(
        mail("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: BASE64", body="0JTQ\n  sC4\n"),
        "Да.",
        id="base64-without-padding",
    ),
    pytest.param(
        mail("Content-Type: text/plain; charset*=utf-8''koi8-r", body=RU.encode("koi8-r")), RU, id="rfc-2231-charset"
    ),
    pytest.param(made(("plain", RU)), RU, id="by-the-library"),
    pytest.param(made(("plain", RU), ("html", "<p>Другое</p>")), RU, id="alternative"),
    pytest.param(made(("plain", " \n"), ("html", f"<p>{RU}</p>")), RU, id="alternative-empty-plain"),
    pytest.param(made(("html", f"<div>{RU}</div>")), RU, id="html-only"),
    pytest.param(
        mail(
            "Content-Type: multipart/mixed; boundary=b",
            body="preamble\n--b\n\nраз\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
            "aGk=\n--b\n\nдва\n--b--\nepilogue",
        ),
        "раз\nдва",
        id="text-around-a-picture",
    ),
    pytest.param(
        mail(
            'Content-Type: multipart/mixed; boundary="a b"',
            body="--a b\n\nраз\n--a b\nContent-Disposition: attachment; filename=x.txt\n\nчужое\n--a b--",
        ),
        "раз",
        id="attached-text",
    ),
    pytest.param(
        mail("Content-Type: multipart/mixed; boundary=b", body="--b\n\nраз, без конца"), "раз, без конца", id="unclosed"
    ),
    pytest.param(mail("Content-Type: multipart/mixed", body="раз, без границы"), "раз, без границы", id="no-boundary"),
    pytest.param(
        mail(
            "Content-Type: multipart/signed; boundary=s",
            body="--s\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nраз\n--a--\n--s\n"
            "Content-Type: application/pgp-signature\n\nxx\n--s--",
        ),
        "раз",
        id="signed",
    ),
    pytest.param(
        mail(
            "Content-Type: multipart/mixed; boundary=b",
            body="--b\n\nраз\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nчужое\n--b--",
        ),
        "раз",
        id="attached-mail",
    ),
    pytest.param(b"From me@example.com Sat Nov 21 10:15:00 2026\n" + mail(body=RU), RU, id="mbox"),
]


@pytest.mark.parametrize(("draft", "text"), BODIES)
def test_text_of_a_mail(draft: bytes, text: str) -> None:
    assert read(draft).text.strip() == text


@pytest.mark.parametrize(("draft", "text"), BODIES)
def test_line_ends_do_not_matter(draft: bytes, text: str) -> None:
    crlf = draft.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert read(crlf).text.strip() == text


REFUSED = [
    pytest.param(
        mail("Content-Type: multipart/encrypted; boundary=b; protocol=x", body="--b\n\nx\n--b--"),
        "is encrypted; check it before you encrypt it",
        id="pgp-mime",
    ),
    pytest.param(
        mail("Content-Type: application/pkcs7-mime; smime-type=enveloped-data", body="MII"),
        "is encrypted; check it before you encrypt it",
        id="s-mime",
    ),
    pytest.param(
        mail("Content-Type: image/png", "Content-Transfer-Encoding: base64", body="aGk="),
        "is a mail without a text; write the reply first",
        id="only-a-picture",
    ),
    pytest.param(mail(body=""), "is empty; write the reply first", id="no-body"),
]


@pytest.mark.parametrize(("draft", "error"), REFUSED)
def test_mail_that_cannot_be_read(draft: bytes, error: str) -> None:
    with pytest.raises(DraftError) as caught:
        read(draft)
    assert str(caught.value) == error


MAILS = [
    pytest.param(b"Subject: x\n\nyes", True, id="one-sure-name"),
    pytest.param(b"To: do list\n\n- call Ann", False, id="to-do-list"),
    pytest.param(b"Hello: world\nSubject: x\n\nyes", False, id="begins-otherwise"),
    pytest.param("Тема: заказ\n\nДа.".encode(), False, id="russian-names"),
    pytest.param(b"From: 5 days on we wait\nand then\n\nyes", False, id="a-line-without-colon"),
    pytest.param(b"From: a@example.com\nTo: b@example.com\n\nyes", True, id="two-names"),
    pytest.param(b"Content-Language: en\nFrom: a@example.com\nDate: x\n\nyes", True, id="any-header-first"),
    pytest.param(b"Note: x\nPrice: y\n\nyes", False, id="own-lines-with-colons"),
    pytest.param(b"X-Mailer: x\nFrom: a@example.com\n\nyes", True, id="x-header-first"),
    pytest.param(b"\xef\xbb\xbfFrom: a@example.com\nSubject: x\n\nyes", True, id="byte-order-mark"),
    pytest.param(b"From: a@example.com\nSubject: x\n--text follows this line--\nyes", True, id="message-mode"),
    pytest.param(b"Dear Ann,\n\nSubject: x", False, id="header-in-the-text"),
    pytest.param(b"", False, id="empty"),
]


@pytest.mark.parametrize(("draft", "answer"), MAILS)
def test_what_is_taken_for_a_mail(draft: bytes, answer: bool) -> None:
    assert is_mail(draft) == answer


def test_str_is_never_a_mail() -> None:
    assert read("Subject: x\nFrom: a@example.com\n\nyes").text == "Subject: x\nFrom: a@example.com\n\nyes"


def test_a_blank_before_a_mark_is_no_quote_in_flowed_text() -> None:
    message = read(mail("Content-Type: text/plain; format=flowed", body=" > мой текст\n> чужой текст\n"))
    assert message.own_words.split() == [">", "мой", "текст"]


@settings(deadline=None, max_examples=200)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), min_size=1),
    st.sampled_from(["7bit", "8bit", "base64", "quoted-printable"]),
)
def test_what_the_library_writes_is_read(text: str, encoding: str) -> None:
    if not text.strip() or (encoding == "7bit" and not text.isascii()):
        return
    message = EmailMessage(policy=email.policy.default)
    message["Subject"] = "x"
    message.set_content(text, cte=encoding)
    assert unpack(message.as_bytes()).text.rstrip("\n") == "\n".join(text.splitlines()).rstrip("\n")


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_below_a_header_are_read_or_refused(body: bytes) -> None:
    for head in (b"", b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Transfer-Encoding: base64\n"):
        try:
            message = read(b"Subject: x\n" + head + b"\n" + body)
        except DraftError:
            continue
        assert len(message.own_words) == len(message.text)
