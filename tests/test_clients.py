"""Real mail programs called by others: a refused reply stays with its writer, the repaired one arrives once."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
from mails import CLEAN, HELD, mail
from programs import OURS, delivered, needs, needs_git, run
from sink import Sink
from support import Done, environment, replycoach

pytestmark = pytest.mark.usefixtures("on_path")

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
