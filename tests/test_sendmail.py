"""``replycoach sendmail``: the same bytes and words to the transport, or a refusal that says why; nothing else."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mails import ANGRY_CLIENT, CLEAN, HEATED, HELD, SORRY, Post, answer, mail
from support import environment, program, replycoach

COPY = re.compile(r"[\d-]+\.refused\.eml")
ASCII = range(32, 127)


@pytest.fixture
def post(office: Path) -> Post:
    return Post(office / "post")


def copies(office: Path) -> list[str]:
    """States of the copies that are kept."""
    return sorted(path.name.split(".")[-2] for path in (office / "state/replycoach/outbox").iterdir())


def journal(office: Path) -> list[str]:
    """The kinds of what happened."""
    lines = (office / "state/replycoach/journal").read_text("utf-8").split("\n")
    return [line.split("\t")[1] for line in lines if line]


BYTES = [
    pytest.param(mail(CLEAN), id="plain"),
    pytest.param(mail(CLEAN).replace(b"\n", b"\r\n"), id="crlf"),
    pytest.param(mail(CLEAN + "\n.\nStill here, Anna.\n..\n"), id="lone-dot"),
    pytest.param(mail(CLEAN)[:-1], id="no-line-end"),
    pytest.param(mail(CLEAN).replace(b"Re: Form", "Re: Отчёт".encode("cp1251")), id="eight-bit-header"),
    pytest.param(mail(CLEAN + "\n\0\0"), id="nul"),
    pytest.param(mail(CLEAN) + bytes(range(256)) * 20, id="binary"),
    pytest.param(mail("Здравствуйте, Анна! Исправлю форму сегодня к 18:00."), id="utf-8"),
    pytest.param(mail("x" * 5000), id="long-line"),
    pytest.param(mail(CLEAN) + b"Enclosed.\n" * 300_000, id="huge"),
    pytest.param(mail(CLEAN, head="Bcc: boss@desk.test\n"), id="bcc"),
    pytest.param(CLEAN.encode(), id="no-header"),
    pytest.param(b"", id="nothing"),
    pytest.param(b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x--\n", id="no-text"),
    pytest.param(mail("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"), id="encrypted"),
    pytest.param(mail("Guten Tag, wir haben den Fehler gefunden und es ist nicht zu spät."), id="third-language"),
]


@pytest.mark.parametrize("content", BYTES)
def test_transport_gets_the_same_bytes(post: Post, content: bytes) -> None:
    done = post.send(content)
    assert (done.code, done.err, post.mails == [content]) == (0, "transport speaking\n", True)


WORDS = [
    ["-oem", "-oi", "-f", "me@desk.test", "--", "anna@client.test"],
    ["-t", "-i"],
    ["-i", "anna@client.test", "boss@desk.test"],
    ["a b", "", "--x=\"'$HOME`", "Ж"],
    [],
]


@pytest.mark.parametrize("words", WORDS)
def test_transport_gets_the_same_words(post: Post, words: list[str]) -> None:
    replycoach("sendmail", "--", str(post.program), *words, stdin=mail(CLEAN))
    assert [arguments for arguments, _ in post.taken] == [repr(words)]


@pytest.mark.parametrize("code", [0, 1, 69, 75, 255])
def test_exit_code_is_the_transport_s(post: Post, code: int) -> None:
    post.answers(code)
    assert post.send(mail(CLEAN)).code == code


def test_nothing_is_kept_of_a_mail_that_left(office: Path, post: Post) -> None:
    post.send(mail(CLEAN))
    assert [path.parent.name for path in (office / "state").rglob("*") if path.is_file()] == ["claims"]
    assert CLEAN not in "".join(path.read_text() for path in (office / "state").rglob("*") if path.is_file())


def test_refusal_says_why_and_keeps_the_mail(office: Path, post: Post) -> None:
    done = post.send(mail(HELD))
    first, *_, last = done.err.splitlines()
    assert (done.code, post.mails, first) == (77, [], "replycoach: not sent: test-stop; replycoach hook why")
    assert ("line 1 · stop · test-stop" in done.err, "allow last" in done.err) == (True, True)
    assert Path(last.removeprefix("Copy: ")).read_bytes() == mail(HELD)


def test_reasons_speak_the_draft_s_language_and_the_first_line_ascii(post: Post) -> None:
    said = post.send(mail("Здравствуйте, Анна! Исправлю форму сегодня. Hello Anna, xyzzy it is." * 1)).err
    first, _, rest = said.partition("\n")
    assert ({ord(letter) for letter in first} - set(ASCII), len(first) <= 70) == (set(), True)
    assert rest != ""


def test_repaired_draft_goes_out(post: Post) -> None:
    assert [post.send(mail(text)).code for text in (HELD, CLEAN)] == [77, 0]
    assert post.mails == [mail(CLEAN)]


def test_time_does_not_heal_a_hold(post: Post) -> None:
    assert [post.send(mail(HELD)).code for _ in range(3)] == [77, 77, 77]


def test_allowed_mail_goes_once_as_it_is(office: Path, post: Post) -> None:
    codes = [post.send(mail(HELD)).code, replycoach("hook", "allow", "last").code]
    codes += [post.send(mail(HELD)).code, post.send(mail(HELD)).code]
    assert (codes, post.mails, journal(office)) == ([77, 0, 0, 77], [mail(HELD)], ["hold", "allowed", "hold"])


def test_allowance_outlives_a_transport_that_fails(post: Post) -> None:
    post.send(mail(HELD))
    replycoach("hook", "allow")
    post.answers(75)
    assert post.send(mail(HELD)).code == 75
    post.answers(0)
    assert post.send(mail(HELD)).code == 0


def test_allowance_is_for_that_mail_alone(post: Post) -> None:
    post.send(mail(HELD))
    replycoach("hook", "allow")
    others = [mail(HELD + " Really."), mail(HELD, to="bob@client.test"), mail(HELD, subject="Other")]
    assert [post.send(each, "-t").code for each in others] == [77, 77, 77]


def test_bypass_is_written_down(office: Path, post: Post) -> None:
    done = post.send(mail(HELD), environ={"REPLYCOACH_SKIP": "1"})
    assert (done.code, post.mails, journal(office)) == (0, [mail(HELD)], ["skipped"])


@pytest.mark.parametrize("arguments", [["-bp"], ["-q"]])
def test_modes_without_a_mail_are_the_transport_s(post: Post, arguments: list[str]) -> None:
    assert (post.send(b"", *arguments).code, len(post.mails)) == (0, 1)


ERRORS = [
    pytest.param([], 78, "replycoach: not sent: no transport; write `replycoach sendmail -- msmtp`", id="no-transport"),
    pytest.param(["-oi", "a@b.test"], 78, "replycoach: not sent: no transport; write", id="options-alone"),
    pytest.param(["--", "./none"], 78, "replycoach: not sent: the transport ./none cannot be started", id="missing"),
    pytest.param(["--", "/"], 78, "replycoach: not sent: the transport / cannot be started", id="folder"),
    pytest.param(["--", "cat", "-bs"], 64, "replycoach: not sent: -bs speaks SMTP", id="smtp"),
]


@pytest.mark.parametrize(("arguments", "code", "error"), ERRORS)
def test_what_is_wrong_is_one_line_with_a_remedy(office: Path, arguments: list[str], code: int, error: str) -> None:
    done = replycoach("sendmail", *arguments, stdin=mail(CLEAN))
    assert (done.code, done.err.startswith(error)) == (code, True)


def test_copy_of_a_mail_without_transport_is_kept(office: Path) -> None:
    replycoach("sendmail", "--", "./none", stdin=mail(CLEAN))
    assert copies(office) == ["refused"]


def test_wrapper_knows_itself(office: Path, post: Post) -> None:
    inner = [sys.executable, "-m", "replycoach", "sendmail", "--", str(post.program)]
    done = replycoach("sendmail", "--", *inner, stdin=mail(CLEAN))
    assert (done.code, post.mails) == (78, [])
    assert "the transport leads back to replycoach" in done.err


def test_transport_comes_from_the_settings(office: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(office, f"transport: [{post.program}, -a, work]", monkeypatch)
    assert replycoach("sendmail", "-oi", "anna@client.test", stdin=mail(CLEAN)).code == 0
    assert post.taken[0][0] == "['-a', 'work', '-oi', 'anna@client.test']"


def settle(office: Path, settings: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = Path(os.environ["XDG_CONFIG_HOME"]) / "replycoach/playbooks/own"
    config = office / "config" / "replycoach"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.yaml").write_text(f"playbooks: [{rules}]\n{settings}\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config.parent))


def test_mistake_in_the_settings_stops_mail_and_says_where(
    office: Path, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(office, "cooldown: soon", monkeypatch)
    done = post.send(mail(CLEAN))
    assert (done.code, post.mails, copies(office)) == (78, [], ["refused"])
    assert "config.yaml:2: `cooldown: soon` must be off, or minutes from 1 to 60" in done.err


def test_folder_of_somebody_else_names_no_transport(office: Path, post: Post) -> None:
    (office / ".replycoach.yaml").write_text("transport: [evil]\n")
    assert (post.send(mail(CLEAN)).code, post.mails) == (78, [])


@pytest.mark.parametrize(("settings", "code"), [("on-error: refuse", 78), ("on-error: pass", 0)])
def test_broken_playbook(office: Path, post: Post, settings: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = office / "broken"
    broken.mkdir()
    (broken / "rule.yaml").write_text("kind: nonsense\n")
    settle(office, settings, monkeypatch)
    config = office / "config/replycoach/config.yaml"
    config.write_text(f"playbooks: [{broken}]\n{settings}\n")
    done = post.send(mail(CLEAN))
    assert (done.code, len(post.mails), "rule.yaml" in done.err) == (code, int(code == 0), True)


BREAKING = "import replycoach.gate as g; {}; import replycoach.__main__ as m; raise SystemExit(m.main())"
BREAKS = [
    pytest.param("g.check = lambda *a, **k: 1 / 0", 70, "not sent, could not check: the check broke: Ze", id="crash"),
    pytest.param(
        "import time; g.BUDGET = 0.3; g.check = lambda *a, **k: time.sleep(9)",
        75,
        "not sent, could not check: the check took longer",
        id="too-slow",
    ),
]


@pytest.mark.parametrize(("fault", "code", "said"), BREAKS)
def test_our_own_failure_refuses_and_names_the_way_round(post: Post, fault: str, code: int, said: str) -> None:
    done = program(["-c", BREAKING.format(fault), "sendmail", "--", str(post.program)], mail(CLEAN))
    assert (done.code, post.mails, done.err.startswith(f"replycoach: {said}")) == (code, [], True)
    assert "REPLYCOACH_SKIP=1" in done.err


FOLDERS = [
    pytest.param({"HOME": "", "XDG_STATE_HOME": ""}, id="empty-home"),
    pytest.param({"HOME": "/proc", "XDG_STATE_HOME": "", "XDG_CACHE_HOME": "/proc"}, id="home-read-only"),
    pytest.param({"XDG_STATE_HOME": "/dev/null"}, id="state-is-no-folder"),
]


@pytest.mark.parametrize("environ", FOLDERS)
def test_home_that_cannot_be_written_does_not_stop_mail(post: Post, environ: dict[str, str]) -> None:
    assert (post.send(mail(CLEAN), environ=environ).code, post.mails) == (0, [mail(CLEAN)])


def test_home_unset_does_not_stop_mail(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_STATE_HOME")
    assert (post.send(mail(CLEAN)).code, post.mails) == (0, [mail(CLEAN)])


def test_copies_and_journal_are_for_their_owner_alone(office: Path, post: Post) -> None:
    post.send(mail(HELD))
    found = [office / "state/replycoach", *(office / "state/replycoach").rglob("*")]
    assert {oct(path.stat().st_mode & 0o777) for path in found} == {"0o700", "0o600"}


def test_journal_holds_no_word_of_a_mail(office: Path, post: Post) -> None:
    post.send(mail(HELD, subject="Secret", to="hidden@client.test"))
    written = (office / "state/replycoach/journal").read_text("utf-8")
    assert [word for word in ("xyzzy", "Secret", "hidden", "Anna") if word in written] == []


def test_full_disk_refuses_and_says_so(post: Post) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
    start = f"{limit} import replycoach.__main__ as m; raise SystemExit(m.main())"
    done = program(["-c", start, "sendmail", "--", str(post.program)], mail(CLEAN * 100))
    assert (done.code, post.mails) == (75, [])
    assert "no copy could be written: file too large; make room, or set REPLYCOACH_SKIP=1" in done.err


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", ">&- 2>&-", "2>/dev/full", "<&- >&- 2>&-"])
def test_closed_streams_change_nothing(post: Post, office: Path, streams: str) -> None:
    (office / "mail").write_bytes(mail(CLEAN))
    command = f"{sys.executable} -m replycoach sendmail -- {post.program} <mail {streams}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, post.mails) == (0, [b"" if "<&-" in streams else mail(CLEAN)])


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", ">&- 2>&-"])
def test_refusal_stands_even_if_nobody_can_be_told(post: Post, office: Path, streams: str) -> None:
    (office / "mail").write_bytes(mail(HELD))
    command = f"{sys.executable} -m replycoach sendmail -- {post.program} <mail {streams}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, post.mails) == (77, [])


def waiting(office: Path, script: str) -> subprocess.Popen[bytes]:
    """A wrapper whose transport has read the mail and runs ``script``."""
    (office / "mail").write_bytes(mail(CLEAN))
    transport = office / "waiting"
    transport.write_text(f"#!/bin/sh\ncat >taken; echo $$ >pid; {script}\n")
    transport.chmod(0o755)
    command = [sys.executable, "-m", "replycoach", "sendmail", "--", str(transport), "-oi", "anna@client.test"]
    with open(office / "mail", "rb") as stdin:
        process = subprocess.Popen(command, stdin=stdin, stderr=subprocess.PIPE, env=environment())
    deadline = time.monotonic() + 30
    while not (office / "pid").exists() or not (office / "pid").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_reach_the_transport_and_its_answer_comes_back(office: Path, number: int) -> None:
    process = waiting(office, "trap 'exit 7' TERM HUP INT; while :; do sleep 0.05; done")
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == 7


def test_killed_transport_is_told_as_doubt_and_the_next_attempt_is_stopped(office: Path, post: Post) -> None:
    process = waiting(office, "kill -9 $$")
    said = process.communicate(timeout=60)[1].decode()
    assert (process.returncode, copies(office)) == (75, ["unsure"])
    assert said.startswith("replycoach: transport killed by signal 9\n")
    again = post.send(mail(CLEAN))
    assert (again.code, post.mails) == (75, [])
    assert again.err.startswith("replycoach: not sent: an earlier attempt may have sent it\n")
    replycoach("hook", "allow", "last")
    assert (post.send(mail(CLEAN)).code, post.mails) == (0, [mail(CLEAN)])


def test_same_mail_is_not_sent_while_it_is_being_sent(office: Path, post: Post) -> None:
    process = waiting(office, "sleep 30")
    done = post.send(mail(CLEAN))
    os.kill(int((office / "pid").read_text()), signal.SIGTERM)
    process.communicate(timeout=60)
    assert (done.code, post.mails) == (75, [])
    assert done.err.startswith("replycoach: not sent: it is being sent right now\n")


def test_wrapper_killed_while_sending_leaves_word(office: Path, post: Post) -> None:
    process = waiting(office, "sleep 0.3")
    process.kill()
    process.communicate(timeout=60)
    done = post.send(mail(CLEAN))
    assert (done.code, post.mails, "may have left" in done.err) == (75, [], True)


def test_same_message_id_is_sent_once(post: Post) -> None:
    content = mail(CLEAN, head="Message-ID: <1@desk.test>\n")
    assert [post.send(content).code for _ in range(2)] == [0, 75]
    assert post.mails == [content]


def test_same_words_in_a_new_mail_go_out_again(post: Post) -> None:
    assert [post.send(mail(CLEAN, head=f"Message-ID: <{number}@desk.test>\n")).code for number in "12"] == [0, 0]


def test_transport_that_forks_is_not_waited_for(office: Path) -> None:
    transport = office / "forking"
    transport.write_text("#!/bin/sh\ncat >taken\n(sleep 20) >/dev/null 2>&1 &\nexit 0\n")
    transport.chmod(0o755)
    started = time.monotonic()
    assert replycoach("sendmail", str(transport), stdin=mail(CLEAN)).code == 0
    assert time.monotonic() - started < 10


def test_transport_that_does_not_read_is_no_error_of_ours(office: Path) -> None:
    assert replycoach("sendmail", "--", "false", stdin=mail(CLEAN) * 5000).code == 1


def test_client_s_message_heats_what_it_answers(post: Post) -> None:
    calm, upset = answer(SORRY, "When is the deadline?"), answer(SORRY, ANGRY_CLIENT)
    assert [post.send(each).code for each in (calm, upset)] == [0, 75]
    assert post.mails == [calm]


def test_heated_draft_waits(post: Post) -> None:
    done = post.send(mail(HEATED))
    assert (done.code, post.mails, done.err.startswith("replycoach: not sent yet: send again after ")) == (75, [], True)


PARITY = [
    ["sendmail", "--", "{post}", "-oi", "anna@client.test"],
    ["sendmail", "{post}", "-t"],
    ["sendmail", "-oi", "a@b.test"],
    ["sendmail"],
    ["hook", "run", "sendemail-validate", "mail"],
    ["hook", "run", "--patches", "sendemail-validate", "mail", "mail"],
    ["hook", "run", "sendemail-validate", "none"],
    ["hook", "run"],
]


@pytest.mark.parametrize("text", [CLEAN, HELD])
@pytest.mark.parametrize("arguments", PARITY, ids=" ".join)
def test_shortcut_says_and_does_what_typer_would(office: Path, post: Post, arguments: list[str], text: str) -> None:
    (office / "mail").write_bytes(mail(text))
    words = [word.format(post=post.program) for word in arguments]
    plain = replycoach(*words, stdin=mail(text))
    through = program(
        ["-c", "import sys; from replycoach.cli import run_app; sys.exit(run_app(sys.argv[1:]))", *words], mail(text)
    )
    shown = [(done.code, done.out, COPY.sub("", done.err)) for done in (plain, through)]
    assert shown[0] == shown[1]
    assert len(set(post.taken)) <= 1
