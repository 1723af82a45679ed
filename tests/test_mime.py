"""Our reading of MIME against the library's."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycoach.mime import Entity

Leaves = list[tuple[str, bytes]]


def ours(part: Entity) -> Iterator[tuple[str, bytes]]:
    if not part.parts:
        yield part.kind, part.content.rstrip()
    for inner in part.parts:
        yield from ours(inner)


def theirs(part: Message) -> Iterator[tuple[str, bytes]]:
    if part.is_multipart():
        for inner in part.get_payload():
            assert isinstance(inner, Message)
            yield from theirs(inner)
    else:
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        yield part.get_content_type(), payload.rstrip()


FIELDS = st.sampled_from(
    [
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html",
        "Content-Type: TEXT/Plain;\n\tcharset=koi8-r; format=flowed",
        'Content-Type: text/plain; name="a;b.txt"',
        "Content-Type: garbage",
        "Content-Type: text/plain; charset*0=koi8; charset*1=-r",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: Quoted-Printable",
        "Content-Transfer-Encoding: 8bit",
        "Content-Disposition: inline",
        "X-Empty:",
        "X-Long: a\n b\n\tc",
    ]
)
BODY = st.lists(st.sampled_from(["", "Привет", "aGVsbG8=", "=D0=9F=\n=D1", "a = b", "--x", "-- ", ".", "  "])).map(
    "\n".join
)


@st.composite
def entities(draw: st.DrawFn, depth: int = 0) -> str:
    fields = draw(st.lists(FIELDS, max_size=3, unique_by=lambda field: field.partition(":")[0]))
    if depth < 3 and draw(st.booleans()):
        mark = f"b{depth}" + draw(st.sampled_from(["", "x", " y", "=_z"]))
        kind = draw(st.sampled_from(["mixed", "alternative", "related", "signed"]))
        fields = [field for field in fields if not field.startswith("Content-T")]
        head = "\n".join([*fields, f'Content-Type: multipart/{kind}; boundary="{mark}"'])
        parts = draw(st.lists(entities(depth + 1), min_size=1, max_size=3))
        inner = "".join(f"--{mark}\n{part}\n" for part in parts)
        return f"{head}\n\n{draw(BODY)}\n{inner}--{mark}--\n{draw(BODY)}"
    base64 = "Content-Transfer-Encoding: base64" in fields
    body = draw(st.sampled_from(["aGVsbG8=", "aGVs\nbG8=\n", "0J/RgNC40LLQtdGC", ""])) if base64 else draw(BODY)
    return "\n".join(fields) + "\n\n" * bool(fields) + "\n" * (not fields) + body


@settings(deadline=None, max_examples=400)
@given(entities(), st.booleans())
def test_parts_and_contents_are_the_librarys(mail: str, crlf: bool) -> None:
    data = ("MIME-Version: 1.0\n" + mail).replace("\n", "\r\n" if crlf else "\n").encode()
    assert list(ours(Entity(data))) == list(theirs(BytesParser(policy=email.policy.compat32).parsebytes(data)))


PARAMETERS = [
    pytest.param("text/plain; charset=utf-8", "charset", "utf-8", id="plain"),
    pytest.param('text/plain; charset="utf-8"', "charset", "utf-8", id="quoted"),
    pytest.param("text/plain; CHARSET = koi8-r ; x=y", "charset", "koi8-r", id="blanks"),
    pytest.param("text/plain; charset=utf-8 (a comment)", "charset", "utf-8", id="comment"),
    pytest.param('multipart/mixed; boundary="a;b"', "boundary", "a;b", id="semicolon-inside"),
    pytest.param('multipart/mixed; boundary="a\\"b"', "boundary", 'a"b', id="escaped-mark"),
    pytest.param("text/plain; name*=utf-8''%D0%B4%D0%B0.txt", "name", "да.txt", id="rfc-2231"),
    pytest.param("text/plain; name*0*=utf-8''%D0%B4; name*1*=%D0%B0; name*2=.txt", "name", "да.txt", id="in-pieces"),
    pytest.param("text/plain; name*1=b; name*0=a", "name", "ab", id="out-of-order"),
    pytest.param("text/plain; name*=%zz", "name", "%zz", id="no-figures"),
    pytest.param("text/plain;", "charset", None, id="none"),
]


@pytest.mark.parametrize(("value", "name", "parameter"), PARAMETERS)
def test_parameter(value: str, name: str, parameter: str | None) -> None:
    assert Entity(f"Content-Type: {value}\n\n".encode()).params.get(name) == parameter


@settings(deadline=None, max_examples=500)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"Content-Type: multipart/mixed; boundary=b\n\n", b"Content-Type:"])
)
def test_any_bytes_are_an_entity(data: bytes, head: bytes) -> None:
    assert all(isinstance(content, bytes) for _, content in ours(Entity(head + data)))
