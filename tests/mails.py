"""Mails to send in tests, and what sends them: a transport that files what it gets, and answers as told."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from email import message_from_bytes
from pathlib import Path

from support import Done, replycoach

CLEAN = "Hello Anna, I will fix the form today by 6 pm and send you the link."
SORRY = (
    "Hello Anna, I am sorry: I missed the deadline, and the fault is mine. You will have your money back today by "
    "6 pm, and I will call you at 4 pm to tell you what went wrong."
)
"""With nothing to flag, whoever reads it."""
HELD = "Hello Anna, this is xyzzy."
ANGRY_CLIENT = "This is outrageous! You missed the deadline again. I want my money back."
HEATED = "Hello Anna, plover. I will fix the form today by 6 pm and send you the link."
"""``plover`` is at warning and in a category of heat: sent, but not at once."""

TRANSPORT = """#!{python} -IS
import os, sys, time
folder = {folder!r}
mail = sys.stdin.buffer.read()
number = len(os.listdir(folder))
with open(os.path.join(folder, "%03d-%d" % (number, os.getpid())), "wb") as file:
    file.write(repr(sys.argv[1:]).encode() + b"\\n" + mail)
try:
    os.write(2, b"transport speaking\\n")
except OSError:
    pass
os._exit({code})
"""


def mail(text: str, *, to: str = "anna@client.test", subject: str = "Re: Form", head: str = "") -> bytes:
    return f"From: Me <me@desk.test>\nTo: {to}\nSubject: {subject}\n{head}\n{text}\n".encode()


def answer(text: str, quoted: str = ANGRY_CLIENT, **fields: str) -> bytes:
    """A reply with the client's message below it."""
    return mail(f"{text}\n\nOn Monday Anna <anna@client.test> wrote:\n> {quoted}", **fields)


class Post:
    """A transport in a folder of its own."""

    def __init__(self, folder: Path, code: int = 0) -> None:
        self.box, self.program = folder / "box", folder / "transport"
        self.box.mkdir(parents=True, exist_ok=True)
        self.answers(code)

    def answers(self, code: int) -> None:
        self.program.write_text(TRANSPORT.format(python=sys.executable, folder=str(self.box), code=code))
        self.program.chmod(0o755)

    @property
    def taken(self) -> list[tuple[str, bytes]]:
        """Arguments and bytes of each mail."""
        parted = (path.read_bytes().partition(b"\n") for path in sorted(self.box.iterdir()))
        return [(arguments.decode(), content) for arguments, _, content in parted]

    @property
    def mails(self) -> list[bytes]:
        return [content for _, content in self.taken]

    def send(
        self,
        content: bytes,
        *arguments: str,
        environ: Mapping[str, str] | None = None,
        command: Sequence[str] = ("--",),
    ) -> Done:
        words = arguments or ("-oi", "anna@client.test")
        return replycoach("sendmail", *command, str(self.program), *words, stdin=content, environ=environ)


def text_of(content: bytes) -> str:
    """The text of a delivered mail."""
    payload = message_from_bytes(content).get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8", "replace").replace("\r\n", "\n")
