"""Real mail programs on a terminal: the refused reply is back in the composer, the repaired one arrives once."""

from __future__ import annotations

import os
import shlex
import time
from pathlib import Path

import pytest
from mails import CLEAN, HELD
from programs import delivered, needs, run, wait_for
from sink import Sink
from support import replycoach
from terminal import running

from replycoach.mailers.aerc import TIP_LINE

pytestmark = pytest.mark.usefixtures("on_path")


def own_config(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings to write to, with the same rules."""
    config = office / "xdg"
    config.mkdir()
    (config / "replycoach").symlink_to(Path(os.environ["XDG_CONFIG_HOME"]) / "replycoach")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    # Under this path the rules are new: compiled once, before anybody waits for it.
    assert replycoach("check", "-", stdin=CLEAN.encode()).code == 0
    return config


def editor(office: Path, headers: bool = False) -> str:
    """A program that writes the file ``draft`` instead of what it is given, below the headers if there are any."""
    place = office / "editor"
    place.write_text(f"""#!/bin/sh\n{'sed -i "/^$/q"' if headers else ":>"} "$1"\ncat {office}/draft >>"$1"\n""")
    place.chmod(0o755)
    return str(place)


# mutt and neomutt


@pytest.mark.parametrize(
    "program", [pytest.param(name, marks=needs(name, "tmux", "msmtp")) for name in ("mutt", "neomutt")]
)
def test_mutt_refused_then_repaired(program: str, office: Path, msmtp: list[str], server: Sink) -> None:
    rc = office / ".muttrc"
    rc.write_text(
        f'set sendmail="{shlex.join(msmtp)}"\nset editor="true"\nset from=me@desk.test\nset use_domain=no\n'
        f"set folder={office}\nset record={office}/sent\nset abort_unmodified=no\nset copy=yes\nset mbox_type=mbox\n"
    )
    before = rc.read_bytes()
    assert replycoach("hook", "install", program, "--write", "--file", str(rc)).code == 0
    (office / "draft").write_text(HELD + "\n")
    command = f"{program} -n -F {rc} -s 'Re: Form' -i {office}/draft anna@client.test"
    with running(command, office) as terminal:
        terminal.shows("To:")
        terminal.type("Enter")
        terminal.shows("Subject:")
        terminal.type("Enter")
        terminal.shows("y:Send", "Send  q")
        terminal.type("y")
        screen = terminal.shows("test-stop")
        assert "not sent: test-stop" in screen
        terminal.type("i")
        terminal.shows("y:Send", "Send  q")
        assert (server.mails, (office / "sent").exists()) == ([], False)
        (office / "repaired").write_text(CLEAN + "\n")
        terminal.type(":", f'set editor="cp {office}/repaired"', "Enter", "e")
        terminal.shows("y:Send", "Send  q")
        terminal.type("y")
        wait_for(server)
    assert delivered(server) == [CLEAN]
    assert (replycoach("hook", "uninstall", program, "--file", str(rc)).code, rc.read_bytes()) == (0, before)


# aerc


@needs("aerc", "tmux", "msmtp", "less")
def test_aerc_refused_then_repaired(
    office: Path, msmtp: list[str], server: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = own_config(office, monkeypatch)
    (config / "aerc").mkdir()
    mailbox = office / "Maildir/INBOX"
    for name in ("cur", "new", "tmp"):
        (mailbox / name).mkdir(parents=True)
    accounts = config / "aerc/accounts.conf"
    accounts.write_text(
        f"[desk]\nsource = maildir://{mailbox.parent}\noutgoing = {shlex.join(msmtp)}\n"
        "from = Me <me@desk.test>\ndefault = INBOX\n"
    )
    accounts.chmod(0o600)
    assert replycoach("hook", "install", "aerc", "--write").code == 0
    (config / "aerc/aerc.conf").write_text(
        f"[compose]\neditor={editor(office)}\n[general]\nunsafe-accounts-conf=true\n"
    )
    (config / "aerc/binds.conf").write_text(
        f"[compose::review]\ny = :send<Enter>\ne = :edit<Enter>\n{TIP_LINE}\n[terminal]\n$noinherit = true\n"
    )
    (office / "draft").write_text(HELD + "\n")
    with running("aerc", office) as terminal:
        terminal.shows("desk")
        terminal.type(":", "compose -H 'To: anna@client.test' -H 'Subject: Re: Form'", "Enter")
        terminal.shows("Send this email", "review", "Review")
        terminal.type("y")
        wait_for(office / "state/replycoach/journal")
        # aerc 0.14 draws the draft again, and says "exit status 77", at the next key.
        for _ in range(20):
            if "line 1 · stop · test-stop" not in terminal.screen():
                terminal.type("w")
                time.sleep(0.5)
        terminal.shows("line 1 · stop · test-stop")
        terminal.type("q")
        terminal.shows("Send this email")
        assert server.mails == []
        (office / "draft").write_text(CLEAN + "\n")
        terminal.type("e")
        terminal.shows("Send this email", "review", "Review")
        terminal.type("y")
        wait_for(server)
    assert delivered(server) == [CLEAN]


# alot


@needs("alot", "notmuch", "tmux", "msmtp")
def test_alot_refused_then_repaired(
    office: Path, msmtp: list[str], server: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = own_config(office, monkeypatch)
    for name in ("cur", "new", "tmp"):
        (office / "Mail/sent" / name).mkdir(parents=True)
    (office / ".notmuch-config").write_text(f"[database]\npath={office}/Mail\n[user]\nprimary_email=me@desk.test\n")
    assert run("notmuch", "new").code == 0
    (config / "alot").mkdir()
    (config / "alot/config").write_text(
        f"editor_cmd = {editor(office, headers=True)}\n[accounts]\n[[desk]]\nrealname = Me\naddress = me@desk.test\n"
        f"sendmail_command = {shlex.join(msmtp)} -t\nsent_box = maildir://{office}/Mail/sent\n"
    )
    before = (config / "alot/config").read_bytes()
    assert replycoach("hook", "install", "alot", "--write").code == 0
    (office / "draft").write_text(HELD + "\n")
    with running("alot compose --to anna@client.test --subject Form", office) as terminal:
        terminal.shows(HELD)
        terminal.type("y")
        screen = terminal.shows("test-stop")
        assert ("returned with" in screen, "line 1 · stop · test-stop" in screen) == (True, True)
        assert (server.mails, [*(office / "Mail/sent").rglob("*:*")]) == ([], [])
        (office / "draft").write_text(CLEAN + "\n")
        terminal.type("Escape")
        # What comes too soon after this key is taken for a part of it.
        time.sleep(1)
        terminal.type("Enter")
        terminal.shows(CLEAN)
        terminal.type("y")
        wait_for(server)
    assert delivered(server) == [CLEAN]
    assert (replycoach("hook", "uninstall", "alot").code, (config / "alot/config").read_bytes()) == (0, before)


# Emacs


@needs("emacs", "tmux", "msmtp")
def test_emacs_refused_then_repaired(office: Path, msmtp: list[str], server: Sink) -> None:
    init = office / ".emacs"
    init.write_text('(setq user-full-name "Me" user-mail-address "me@desk.test" mail-host-address "desk.test")\n')
    assert replycoach("hook", "install", "emacs", "--write", "--transport", shlex.join(msmtp)).code == 0
    (office / "draft").write_text(HELD + "\n.\n")
    compose = '(progn (message-mail "anna@client.test" "Re: Form") (message-goto-body) (insert-file-contents "draft"))'
    with running(f"emacs -nw --eval {shlex.quote(compose)}", office) as terminal:
        terminal.shows(HELD)
        terminal.type("C-c", "C-c")
        screen = terminal.shows("failed with exit value 77")
        assert ("sendmail errors" in screen, HELD in screen, server.mails) == (True, True, [])
        (office / "draft").write_text(CLEAN + "\n.\nStill here, Anna.\n")
        mend = '(progn (message-goto-body) (delete-region (point) (point-max)) (insert-file-contents "draft"))'
        terminal.type("C-x", "o", "M-:", mend, "Enter")
        terminal.shows("Still here")
        terminal.type("C-c", "C-c")
        wait_for(server)
    assert delivered(server) == [CLEAN + "\n.\nStill here, Anna."]
