"""Real mail programs: a refused reply stays with its writer, the repaired one is delivered once."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mails import CLEAN, HELD, mail, text_of
from sink import Sink, sink
from support import Done, environment, replycoach
from terminal import running

OURS = ["replycoach", "sendmail", "--"]


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [name for name in programs if not shutil.which(name)]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def has_send_email() -> bool:
    where = subprocess.run(["git", "--exec-path"], capture_output=True, text=True) if shutil.which("git") else None
    return where is not None and (Path(where.stdout.strip()) / "git-send-email").exists()


needs_git = pytest.mark.skipif(not has_send_email(), reason="not installed: git-email")


@pytest.fixture(autouse=True)
def installed(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program on the path, as an installation has it."""
    folder = office / "bin"
    folder.mkdir()
    (folder / "replycoach").write_text(f'#!/bin/sh\nexec {sys.executable} -m replycoach "$@"\n')
    (folder / "replycoach").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


@pytest.fixture
def server() -> Iterator[Sink]:
    with sink() as running:
        yield running


@pytest.fixture
def msmtp(office: Path, server: Sink) -> list[str]:
    """msmtp, sending to the server."""
    config = office / "msmtprc"
    config.write_text(f"account default\nhost 127.0.0.1\nport {server.port}\nauth off\ntls off\nfrom me@desk.test\n")
    config.chmod(0o600)
    return ["msmtp", "-C", str(config)]


def run(*command: str, stdin: bytes = b"", **environ: str) -> Done:
    done = subprocess.run(command, input=stdin, capture_output=True, env=environment(**environ), timeout=60)
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def delivered(server: Sink) -> list[str]:
    return [text_of(each.content).strip() for each in server.mails]


# msmtp


@needs("msmtp")
@pytest.mark.parametrize(
    "arguments", [["anna@client.test"], ["-t"], ["-oi", "-f", "me@desk.test", "--", "anna@client.test"]]
)
def test_msmtp_refused_then_repaired(msmtp: list[str], server: Sink, arguments: list[str]) -> None:
    codes = [run(*OURS, *msmtp, *arguments, stdin=mail(text)).code for text in (HELD, CLEAN)]
    assert (codes, delivered(server)) == ([77, 0], [CLEAN])


@needs("msmtp")
@pytest.mark.parametrize(("to", "code"), [("r550@client.test", 69), ("r451@client.test", 69), ("drop@client.test", 76)])
def test_msmtp_refusal_of_the_server_is_passed_on(msmtp: list[str], server: Sink, to: str, code: int) -> None:
    bare = run(*msmtp, to, stdin=mail(CLEAN))
    ours = run(*OURS, *msmtp, to, stdin=mail(CLEAN))
    assert (ours.code, ours.err, bare.code, delivered(server)) == (bare.code, bare.err, bare.code, [])
    assert ours.code != 0


@needs("msmtp")
def test_msmtp_launcher(office: Path, msmtp: list[str], server: Sink) -> None:
    shown = replycoach("hook", "install", "msmtp", "--write", "--transport", shlex.join(msmtp))
    launcher = office / ".local/bin/replycoach-msmtp"
    codes = [run(str(launcher), "anna@client.test", stdin=mail(text)).code for text in (HELD, CLEAN)]
    assert (shown.code, codes, delivered(server)) == (0, [77, 0], [CLEAN])
    assert (replycoach("hook", "uninstall", "msmtp").code, launcher.exists()) == (0, False)


# git send-email


@pytest.fixture
def repository(office: Path, server: Sink) -> Path:
    folder = office / "repository"
    for command in (
        ["init", "-q", str(folder)],
        ["-C", str(folder), "config", "user.name", "Me"],
        ["-C", str(folder), "config", "user.email", "me@desk.test"],
        ["-C", str(folder), "config", "sendemail.smtpServer", "127.0.0.1"],
        ["-C", str(folder), "config", "sendemail.smtpServerPort", str(server.port)],
        ["-C", str(folder), "config", "sendemail.confirm", "never"],
    ):
        assert run("git", *command).code == 0
    return folder


def git_sends(folder: Path, *files: str, **environ: str) -> Done:
    command = ["git", "send-email", "--quiet", "--to=anna@client.test", *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, env=environment(**environ), timeout=60, stdin=-3)
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@needs_git
def test_git_refused_then_repaired(repository: Path, server: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    assert replycoach("hook", "install").code == 0
    letter = repository / "reply.txt"
    letter.write_bytes(mail(HELD))
    refused = git_sends(repository, "reply.txt")
    said = refused.out + refused.err
    assert (refused.code != 0, delivered(server), letter.read_bytes()) == (True, [], mail(HELD))
    assert ("replycoach: not sent: test-stop" in said, "line 1 · stop · test-stop" in said) == (True, True)
    letter.write_bytes(mail(CLEAN))
    assert (git_sends(repository, "reply.txt").code, delivered(server)) == (0, [CLEAN])


@needs_git
def test_git_sends_a_mail_allowed_as_it_is(repository: Path, server: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    replycoach("hook", "install")
    (repository / "reply.txt").write_bytes(mail(HELD))
    codes = [git_sends(repository, "reply.txt").code, replycoach("hook", "allow").code]
    codes += [git_sends(repository, "reply.txt").code, git_sends(repository, "reply.txt").code]
    assert ([bool(code) for code in codes], delivered(server)) == ([True, False, False, True], [HELD])


@needs_git
@pytest.mark.parametrize(("patches", "sent"), [(False, True), (True, False)])
def test_git_patch_is_checked_only_if_asked(
    repository: Path, server: Sink, monkeypatch: pytest.MonkeyPatch, patches: bool, sent: bool
) -> None:
    monkeypatch.chdir(repository)
    replycoach("hook", "install", *["--patches"] * patches)
    (repository / "code").write_text("x\n")
    for command in (["add", "code"], ["commit", "-qm", f"Form\n\n{HELD}"], ["format-patch", "-q", "-1", "--root"]):
        assert run("git", *command).code == 0
    done = git_sends(repository, "0001-Form.patch")
    assert ((done.code == 0), bool(server.mails)) == (sent, sent)


@needs_git
def test_git_cover_letter_is_checked(repository: Path, server: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    replycoach("hook", "install")
    (repository / "code").write_text("x\n")
    for command in (["add", "code"], ["commit", "-qm", "Form"]):
        run("git", *command)
    run("git", "format-patch", "-q", "-1", "--root", "--cover-letter")
    cover = repository / "0000-cover-letter.patch"
    written = cover.read_text().replace("*** SUBJECT HERE ***", "Form").replace("*** BLURB HERE ***", HELD)
    cover.write_text(written)
    held = git_sends(repository, "0000-cover-letter.patch", "0001-Form.patch")
    assert (held.code != 0, server.mails) == (True, [])
    cover.write_text(written.replace(HELD, CLEAN))
    assert (git_sends(repository, "0000-cover-letter.patch", "0001-Form.patch").code, len(server.mails)) == (0, 2)


@needs_git
@needs("msmtp")
def test_git_through_the_wrapper(repository: Path, msmtp: list[str], server: Sink) -> None:
    run("git", "-C", str(repository), "config", "sendemail.sendmailCmd", shlex.join([*OURS, *msmtp]))
    (repository / "reply.txt").write_bytes(mail(HELD))
    assert (git_sends(repository, "reply.txt").code != 0, server.mails) == (True, [])
    (repository / "reply.txt").write_bytes(mail(CLEAN))
    assert (git_sends(repository, "reply.txt").code, delivered(server)) == (0, [CLEAN])


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


def wait_for(what: Sink | Path) -> None:
    deadline = time.monotonic() + 40
    while not (what.exists() if isinstance(what, Path) else what.mails):
        assert time.monotonic() < deadline
        time.sleep(0.1)


# s-nail


@needs("s-nail", "msmtp")
def test_s_nail_refused_then_repaired(office: Path, msmtp: list[str], server: Sink) -> None:
    rc = office / ".mailrc"
    rc.write_text("set v15-compat\nset from=me@desk.test\n")
    installed = replycoach("hook", "install", "s-nail", "--write", "--transport", shlex.join(msmtp))
    send = ["s-nail", "-n", "-s", "Re: Form", "anna@client.test"]
    environ = {"MAILRC": str(rc), "DEAD": str(office / "dead")}
    refused = run(*send, stdin=HELD.encode(), **environ)
    assert (installed.code, refused.code != 0, server.mails, "test-stop" in refused.err) == (0, True, [], True)
    assert HELD in (office / "dead").read_text()
    assert (run(*send, stdin=CLEAN.encode(), **environ).code, delivered(server)) == (0, [CLEAN])


# aerc


@needs("aerc", "tmux", "msmtp")
def test_aerc_refused_then_repaired(
    office: Path, msmtp: list[str], server: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = Path(os.environ["XDG_CONFIG_HOME"]) / "replycoach"
    config = office / "xdg"
    (config / "aerc").mkdir(parents=True)
    (config / "replycoach").symlink_to(rules)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    mailbox = office / "Maildir/INBOX"
    for name in ("cur", "new", "tmp"):
        (mailbox / name).mkdir(parents=True)
    accounts = config / "aerc/accounts.conf"
    accounts.write_text(
        f"[desk]\nsource = maildir://{mailbox.parent}\noutgoing = {shlex.join(msmtp)}\n"
        "from = Me <me@desk.test>\ndefault = INBOX\n"
    )
    accounts.chmod(0o600)
    # Under this path the rules are new: compiled once, before anybody waits for it.
    assert replycoach("check", "-", stdin=CLEAN.encode()).code == 0
    assert replycoach("hook", "install", "aerc", "--write").code == 0
    (config / "aerc/aerc.conf").write_text(f"[compose]\neditor={office}/editor\n[general]\nunsafe-accounts-conf=true\n")
    editor = office / "editor"
    editor.write_text(f'#!/bin/sh\ncp {office}/draft "$1"\n')
    editor.chmod(0o755)
    (office / "draft").write_text(HELD + "\n")
    with running("aerc", office) as terminal:
        terminal.shows("desk")
        terminal.type(":", "compose -H 'To: anna@client.test' -H 'Subject: Re: Form'", "Enter")
        terminal.shows("Send this email", "review", "Review")
        terminal.type("y")
        wait_for(office / "state/replycoach/journal")
        # aerc 0.14 draws the draft again, and says "exit status 77", at the next key.
        for _ in range(20):
            if "Send this email" not in terminal.screen():
                terminal.type("Enter")
                time.sleep(0.5)
        terminal.shows("Send this email")
        assert server.mails == []
        (office / "draft").write_text(CLEAN + "\n")
        terminal.type("e")
        terminal.shows("Send this email", "review", "Review")
        terminal.type("y")
        wait_for(server)
    assert delivered(server) == [CLEAN]
