"""A mail server to test against: takes mail on 127.0.0.1 and answers as the recipient's name says.

``r550@…`` is refused when the text has come, ``r451@…`` put off, ``drop@…`` hung up on after the text, ``slow@…``
answered late; anybody else's mail is taken. What counts as delivered is what was answered with 250.
"""

from __future__ import annotations

import contextlib
import socketserver
import threading
import time
from collections.abc import Iterator
from typing import NamedTuple

SLOW = 0.3
"""Seconds."""


class Mail(NamedTuple):
    """One delivery; ``content`` has CRLF line ends and no doubled dots, as a server files it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


class Sink(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails: list[Mail] = []
        self.port = int(self.server_address[1])


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._converse()

    def _converse(self) -> None:
        self._say("220 sink")
        sender, recipients = "", list[str]()
        for line in self.rfile:
            words = line.decode("utf-8", "replace").strip()
            verb = words[:4].upper()
            if verb in ("EHLO", "HELO"):
                self._say("250-sink\r\n250-8BITMIME\r\n250 SIZE 50000000")
            elif verb == "MAIL":
                sender = _address(words)
                self._say("250 ok")
            elif verb == "RCPT":
                recipients.append(_address(words))
                self._say("250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                if not self._take(Mail(sender, tuple(recipients), self._text())):
                    return
                recipients.clear()
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _text(self) -> bytes:
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line.removeprefix(b".") if line.startswith(b".") else line)
        raise ConnectionError("cut off")

    def _take(self, mail: Mail) -> bool:
        assert isinstance(self.server, Sink)
        name = mail.recipients[0].partition("@")[0] if mail.recipients else ""
        if name.startswith("drop"):
            return False
        if name.startswith("slow"):
            time.sleep(SLOW)
        if name[:4] in ("r550", "r451"):
            self._say(f"{name[1:4]} 5.7.1 not for {name}")
            return True
        # Whoever takes mail has it before saying so.
        self.server.mails.append(mail)
        self._say("250 ok")
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


def _address(words: str) -> str:
    return words.partition("<")[2].partition(">")[0].lower()


@contextlib.contextmanager
def sink() -> Iterator[Sink]:
    with Sink() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
