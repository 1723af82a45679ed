"""Draws docs/hook-*.svg: real mail programs send a reply that is refused, then the mended one.

``python tools/hook_pictures.py [NAME…]`` needs git-email, msmtp, mutt, aerc and tmux. The mails go to the server the
tests use; each picture is the program's own screen, drawn only if the mended reply, and it alone, has arrived.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from mails import text_of  # noqa: E402
from picture import drawn  # noqa: E402
from programs import msmtp_for, put_on_path, wait_for  # noqa: E402
from sink import Sink, sink  # noqa: E402
from terminal import Terminal, running  # noqa: E402

HOME = "/home/me"
COLUMNS = 100
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "asked": "Hi, when do we get the photos? You promised them for Monday.\n",
        "subject": "Photos",
        "bad": "Hi Anna,\n\nYou never sent me the list of names. This is not my fault.\n"
        "Stop writing to me every hour, I will do it soon.\n",
        "good": "Hi Anna,\n\nYou are right: the photos are late, and I am sorry. I am finishing them now\n"
        "and will send you the link today by 6 pm.\n",
        "locale": "en_US",
        "rows": 28,
        "refused": "Output of the delivery",
        "sent": "Mail sent",
    },
    "ru": {
        "asked": "Добрый день! Когда будут фотографии? Вы обещали к понедельнику.\n",
        "subject": "Фотографии",
        "bad": "Анна, вы сами не прислали список имён, я тут ни при чём.\n"
        "Перестаньте писать мне каждый час, скоро всё будет.\n",
        "good": "Анна, вы правы: фотографии задержались, и это моя вина, простите.\n"
        "Доделаю сегодня и пришлю вам ссылку до 18:00.\n",
        "locale": "ru_RU",
        "rows": 32,
        "refused": "Результат работы программы доставки",
        "sent": "Сообщение отправлено",
    },
}
MUTTRC = """set sendmail="{transport}"
set from=me@desk.test realname=Me use_domain=no folder={home} record="" spoolfile={home}/mbox mbox_type=mbox
set editor="cp {home}/draft" include=no fast_reply=yes abort_unmodified=no wait_key=no quit=yes date_format="%d.%m"
set index_format="%4C %Z  %-12.12n  %s" status_format="---%f: %m---"
color normal default default
color status brightwhite blue
color indicator black cyan
"""


class Desk:
    """A home of its own, with the check installed and a server to send to."""

    def __init__(self, home: Path, server: Sink, lang: str) -> None:
        self.home, self.server, self.words = home, server, WORDS[lang]
        self.msmtp = msmtp_for(server, home)

    def writes(self, which: str, *head: str) -> None:
        (self.home / "draft").write_text("\n".join(head) + self.words[which], "utf-8")

    def expect_good_one_arrived(self) -> None:
        wait_for(self.server)
        got = [text_of(each.content).strip() for each in self.server.mails]
        if got != [self.words["good"].strip()]:
            raise RuntimeError(f"arrived: {got}")


def mutt(desk: Desk) -> Iterator[tuple[str, str]]:
    """The pager with the reasons, then the index."""
    mbox = "From anna@client.test Mon Nov 16 10:00:00 2026\nFrom: Anna <anna@client.test>\nTo: me@desk.test\n"
    mbox += f"Subject: {desk.words['subject']}\nContent-Type: text/plain; charset=utf-8\n\n{desk.words['asked']}\n"
    (desk.home / "mbox").write_text(mbox, "utf-8")
    (desk.home / ".muttrc").write_text(MUTTRC.format(transport=shlex.join(desk.msmtp), home=desk.home))
    _run("replycoach", "hook", "install", "mutt", "--write")
    desk.writes("bad")
    with running("mutt -n", desk.home, COLUMNS, desk.words["rows"]) as terminal:
        terminal.shows(desk.words["subject"])
        terminal.type("r")
        terminal.shows("y:")
        terminal.type("y")
        terminal.shows(desk.words["refused"])
        yield "refused", terminal.screen(coloured=True)
        terminal.type("i")
        desk.writes("good")
        terminal.type("e")
        terminal.shows("y:")
        terminal.resize(6)
        terminal.type("y")
        terminal.shows(desk.words["sent"])
        yield "sent", terminal.screen(coloured=True)


def git(desk: Desk) -> Iterator[tuple[str, str]]:
    for words in (
        f"init -q {desk.home}",
        "config user.name Me",
        "config user.email me@desk.test",
        "config sendemail.smtpServer 127.0.0.1",
        f"config sendemail.smtpServerPort {desk.server.port}",
        "config sendemail.confirm never",
        "config sendemail.to anna@client.test",
    ):
        _run("git", *words.split())
    head = f"Subject: {desk.words['subject']}\nContent-Type: text/plain; charset=utf-8\n\n"
    desk.writes("bad", head)
    (desk.home / "draft").rename(desk.home / "reply.txt")
    with shell(desk) as terminal:
        _type(terminal, "replycoach hook install")
        _type(terminal, "git send-email --quiet reply.txt")
        desk.writes("good", head)
        (desk.home / "draft").rename(desk.home / "reply.txt")
        _type(terminal, "tail -n 2 reply.txt")
        _type(terminal, "git send-email --quiet reply.txt")
        yield "", _transcript(terminal)


def msmtp(desk: Desk) -> Iterator[tuple[str, str]]:
    _run("replycoach", "hook", "install", "msmtp", "--write")
    (desk.home / ".msmtprc").write_text((desk.home / "msmtprc").read_text() + "logfile ~/msmtp.log\n")
    (desk.home / ".msmtprc").chmod(0o600)
    head = f"To: anna@client.test\nSubject: {desk.words['subject']}\nContent-Type: text/plain; charset=utf-8\n\n"
    desk.writes("bad", head)
    with shell(desk) as terminal:
        _type(terminal, "replycoach-msmtp -t <draft")
        _type(terminal, "replycoach hook why | head -n 3")
        desk.writes("good", head)
        _type(terminal, "tail -n 2 draft")
        _type(terminal, "replycoach-msmtp -t <draft && grep -o 'smtpstatus=250' msmtp.log")
        yield "", _transcript(terminal)


def aerc(desk: Desk) -> Iterator[tuple[str, str]]:
    """What ``hook why`` shows inside aerc, which shows nothing itself."""
    config = desk.home / ".config/aerc"
    config.mkdir(parents=True)
    for name in ("cur", "new", "tmp"):
        (desk.home / "Maildir/INBOX" / name).mkdir(parents=True)
    (config / "accounts.conf").write_text(
        f"[desk]\nsource = maildir://{desk.home}/Maildir\noutgoing = {shlex.join(desk.msmtp)}\n"
        "from = Me <me@desk.test>\ndefault = INBOX\n"
    )
    (config / "aerc.conf").write_text(f"[compose]\neditor=cp {desk.home}/draft\n[general]\nunsafe-accounts-conf=true\n")
    binds = Path("/usr/share/aerc/binds.conf").read_text()
    why = "[compose::review]\nw = :term sh -c 'replycoach hook why | less'<Enter>"
    (config / "binds.conf").write_text(binds.replace("[compose::review]", why))
    _run("replycoach", "hook", "install", "aerc", "--write")
    desk.writes("bad")
    with running("aerc", desk.home, COLUMNS, 27) as terminal:
        terminal.shows("desk")
        time.sleep(1)
        terminal.type(":", f"compose -H 'To: anna@client.test' -H 'Subject: {desk.words['subject']}'", "Enter")
        terminal.shows("Send this email")
        terminal.type("y")
        wait_for(desk.home / ".local/state/replycoach/journal")
        time.sleep(1)
        terminal.type("w")
        terminal.shows("(END)")
        yield "why", terminal.screen(coloured=True)
        terminal.type("q")
        desk.writes("good")
        terminal.shows("Send this email")
        terminal.type("e")
        time.sleep(1)
        terminal.shows("Send this email")
        terminal.type("y")
        wait_for(desk.server)


PICTURES: dict[str, tuple[Callable[[Desk], Iterator[tuple[str, str]]], str]] = {
    "mutt": (mutt, "en"),
    "mutt.ru": (mutt, "ru"),
    "git": (git, "en"),
    "msmtp": (msmtp, "en"),
    "aerc": (aerc, "en"),
}


@contextmanager
def shell(desk: Desk) -> Iterator[Terminal]:
    with running("PS1='$ ' bash --norc --noprofile", desk.home, COLUMNS, 60) as terminal:
        terminal.shows("$")
        yield terminal


def _type(terminal: Terminal, command: str) -> None:
    """A command, until the prompt is back."""
    prompts = terminal.screen(scrolled=True).count("$ ")
    terminal.type(command, "Enter")
    while terminal.screen(scrolled=True).rstrip("\n")[-1:] != "$" or terminal.screen().count("$ ") <= prompts - 1:
        time.sleep(0.2)


def _transcript(terminal: Terminal) -> str:
    text: str = terminal.screen(coloured=True, scrolled=True)
    return text.rstrip().removesuffix("$").rstrip()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def desk_for(lang: str) -> Iterator[Desk]:
    """A home whose path is as long as the one shown instead, so that lines break where they would."""
    number = next(n for n in range(10, 100) if not Path(f"/tmp/m{n}").exists())
    home = Path(f"/tmp/m{number}".ljust(len(HOME), "e"))
    home.mkdir(0o700)
    try:
        with TemporaryDirectory() as locales, sink() as server:
            locale = f"{WORDS[lang]['locale']}.UTF-8"
            _run("localedef", "-i", WORDS[lang]["locale"], "-f", "UTF-8", f"{locales}/{locale}")
            settle(home, locales, locale)
            yield Desk(home, server, lang)
    finally:
        subprocess.run(["rm", "-rf", str(home)], check=True)


def settle(home: Path, locales: str, locale: str) -> None:
    """The world of whoever works there, the rules compiled."""
    path = f"{put_on_path(home / 'bin')}:{home}/.local/bin:{os.environ['PATH']}"
    os.environ.update(HOME=str(home), PATH=path, LOCPATH=locales, LC_ALL=locale, PYTHONPATH=str(ROOT / "src"))
    os.environ["GIT_CONFIG_NOSYSTEM"] = "1"
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "REPLYCOACH_HOME", "LANGUAGE"):
        os.environ.pop(name, None)
    os.chdir(home)
    subprocess.run(["replycoach", "check", "-"], input=b"Hello.", capture_output=True)


def main(names: list[str]) -> None:
    for name in names or PICTURES:
        drive, lang = PICTURES[name]
        program, _, tongue = name.partition(".")
        with desk_for(lang) as desk:
            screens = list(drive(desk))
            desk.expect_good_one_arrived()
        for part, screen in screens:
            stem = "-".join(filter(None, ("hook", program, part)))
            place = ROOT / "docs" / ".".join(filter(None, (stem, tongue, "svg")))
            shown = screen.replace(str(desk.home), HOME).rstrip("\n")
            place.write_text(drawn(shown, COLUMNS, place.stem, program), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
