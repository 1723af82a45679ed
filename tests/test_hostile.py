"""The mail path under attack and abuse: folders of somebody else's making, odd words, odd signals, crowds."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mails import CLEAN, HELD, Post, mail
from support import environment, program, replycoach

from replycoach import journal, outbox, statefiles
from replycoach.commands.doctor import _is_confined
from replycoach.envelope import is_without_mail, speaks_smtp

needs_root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give files away")


@pytest.fixture
def post(office: Path) -> Post:
    return Post(office / "post")


@pytest.fixture
def elsewhere(office: Path) -> Path:
    """Where state goes if the home does not take it."""
    (office / "shared").mkdir(0o777)
    return office / "shared" / f"replycoach-{os.getuid()}"


def shared(office: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": "/dev/null", "XDG_RUNTIME_DIR": str(office / "shared")}


def files(folder: Path) -> list[str]:
    return [str(place.relative_to(folder)) for place in folder.rglob("*") if place.is_file()]


# Folders


def test_link_planted_in_a_shared_folder_is_not_followed(office: Path, post: Post, elsewhere: Path) -> None:
    prey = office / "prey"
    prey.mkdir(0o755)
    elsewhere.symlink_to(prey)
    done = post.send(mail(HELD), environ=shared(office))
    assert (done.code, [*prey.iterdir()], stat.S_IMODE(prey.stat().st_mode)) == (77, [], 0o755)


@pytest.mark.parametrize("name", statefiles.FOLDERS)
def test_link_planted_inside_is_not_followed(office: Path, post: Post, elsewhere: Path, name: str) -> None:
    (office / "prey").mkdir()
    elsewhere.mkdir(0o777)
    (elsewhere / name).symlink_to(office / "prey")
    codes = [post.send(mail(text), environ=shared(office)).code for text in (HELD, CLEAN)]
    assert (codes, files(office / "prey"), post.mails) == ([77, 0], [], [mail(CLEAN)])


@pytest.mark.parametrize("name", ["journal", "claims/planted"])
def test_link_in_place_of_a_file_is_not_followed(office: Path, post: Post, name: str) -> None:
    state = office / "state/replycoach"
    (state / "claims").mkdir(parents=True)
    (office / "prey").write_text("mine\n")
    (state / name).symlink_to(office / "prey")
    assert (post.send(mail(HELD)).code, (office / "prey").read_text()) == (77, "mine\n")


@needs_root
@pytest.mark.parametrize("name", ["", "outbox"])
def test_folder_of_somebody_else_gets_no_mail(office: Path, post: Post, elsewhere: Path, name: str) -> None:
    place = elsewhere / name
    place.mkdir(0o777, parents=True)
    os.chown(place, 65534, 65534)
    done = post.send(mail(HELD), environ=shared(office))
    assert (done.code, files(elsewhere)) == (77, [])


def test_own_state_may_be_a_link(office: Path, post: Post) -> None:
    (office / "other").mkdir()
    (office / "state").mkdir()
    (office / "state/replycoach").symlink_to(office / "other")
    assert (post.send(mail(HELD)).code, len([*(office / "other/outbox").iterdir()])) == (77, 1)


def test_state_open_to_others_is_closed(office: Path, post: Post) -> None:
    (office / "state/replycoach").mkdir(parents=True)
    (office / "state/replycoach").chmod(0o777)
    post.send(mail(HELD))
    assert stat.S_IMODE((office / "state/replycoach").stat().st_mode) == 0o700


def test_hook_runs_no_module_of_the_folder_it_is_called_in(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = office / "repository"
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    monkeypatch.chdir(repository)
    # No program of ours on the path: the hook then calls the interpreter.
    without = os.pathsep.join(
        folder for folder in os.environ["PATH"].split(os.pathsep) if not (Path(folder) / "replycoach").exists()
    )
    monkeypatch.setenv("PATH", without)
    assert replycoach("hook", "install").code == 0
    for name in ("replycoach", "gc", "typer"):
        (repository / f"{name}.py").write_text(f"open({str(office / 'bitten')!r}, 'w')\n")
    (repository / "mail").write_bytes(mail(CLEAN))
    hook = repository / ".git/hooks/sendemail-validate"
    done = subprocess.run([str(hook), str(repository / "mail")], cwd=repository, capture_output=True, timeout=60)
    assert (done.returncode, (office / "bitten").exists()) == (0, False)


# The words of sendmail(1)

MODES = [
    ("msmtp -bp", True),
    ("sendmail -bd -q30m", True),
    ("sendmail -q", True),
    ("sendmail -qRclient", True),
    ("sendmail -bv anna@client.test", True),
    ("msmtp --version", True),
    ("-bi", True),
    ("ssh -q desk sendmail -oi", False),
    ("ssh -q desk sendmail -t", False),
    ("sendmail -oi -- -bp", False),
    ("sendmail -F -bp -t", False),
    ("sendmail -i -f -q anna@client.test", False),
    ("sendmail -- -q@client.test", False),
    ("sendmail -bm anna@client.test", False),
]


@pytest.mark.parametrize(("words", "without"), MODES)
def test_modes_in_which_no_mail_comes_are_told_apart(words: str, without: bool) -> None:
    assert is_without_mail(words.split()) == without


@pytest.mark.parametrize(
    ("words", "speaks"), [("sendmail -bs", True), ("sendmail -F -bs -t", False), ("x -- -bs", False)]
)
def test_smtp_mode_is_told_apart(words: str, speaks: bool) -> None:
    assert speaks_smtp(words.split()) == speaks


@pytest.mark.parametrize("words", [["-q", "desk", "sendmail", "-oi"], ["-oi", "--", "-bp@client.test"]])
def test_no_option_leads_past_the_check(post: Post, words: list[str]) -> None:
    assert (post.send(mail(HELD), *words).code, post.mails) == (77, [])


def test_settings_send_for_a_program_that_names_recipients_alone(
    office: Path, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = office / "config/replycoach"
    config.mkdir(parents=True)
    (config / "config.yaml").write_text(f"transport: [{post.program}]\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config.parent))
    done = replycoach("sendmail", "anna@client.test", stdin=mail(CLEAN))
    assert (done.code, post.taken) == (0, [("['anna@client.test']", mail(CLEAN))])


def test_words_with_line_ends_and_escapes_pass_and_are_not_printed(office: Path, post: Post) -> None:
    words = ["-F", "a\nb\x1b[31m", "-t", "anna@client.test\nBcc: x@y.test"]
    assert (post.send(mail(CLEAN), *words).code, post.taken[0][0]) == (0, repr(words))
    said = replycoach("sendmail", "--", "./no\x1b[31m\nsuch", stdin=mail(CLEAN)).err
    assert ("\x1b" in said, said.count("\n")) == (False, 2)


def test_bcc_is_handed_over_and_makes_another_mail(post: Post) -> None:
    def to(whom: str) -> bytes:
        return mail(HELD, head=f"Bcc: {whom}@desk.test\n")

    post.send(to("boss"), "-t")
    replycoach("hook", "allow")
    assert ([post.send(to(whom), "-t").code for whom in ("press", "boss")], post.mails) == ([77, 0], [to("boss")])


# Signals, time, crowds


def started(arguments: list[str], content: Path) -> subprocess.Popen[bytes]:
    with open(content, "rb") as stdin:
        command = [sys.executable, *arguments]
        return subprocess.Popen(command, stdin=stdin, stderr=subprocess.PIPE, env=environment())


BREAKING = "import replycoach.gate as g, time; {}; import replycoach.__main__ as m; raise SystemExit(m.main())"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_signal_during_the_check_sends_nothing_and_the_next_attempt_goes(
    office: Path, post: Post, number: signal.Signals
) -> None:
    (office / "mail").write_bytes(mail(CLEAN))
    slow = BREAKING.format(f"g.check = lambda *a, **k: open({str(office / 'on')!r}, 'w').close() or time.sleep(20)")
    process = started(["-c", slow, "sendmail", "--", str(post.program)], office / "mail")
    deadline = time.monotonic() + 30
    while not (office / "on").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(number)
    process.communicate(timeout=30)
    assert (process.returncode != 0, post.mails, post.send(mail(CLEAN)).code) == (True, [], 0)


def test_reader_of_the_reasons_that_has_gone_changes_nothing(office: Path, post: Post) -> None:
    (office / "mail").write_bytes(mail(HELD))
    command = f"{{ {sys.executable} -m replycoach sendmail -- {post.program} <mail; echo $? >code; }} 2>&1 | true"
    subprocess.run(["sh", "-c", command], timeout=60, check=True)
    assert ((office / "code").read_text(), post.mails) == ("77\n", [])


def test_budget_holds_even_if_the_alarm_was_held_back(post: Post) -> None:
    held_back = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])"
    slow = BREAKING.format(f"{held_back}; g.BUDGET = 0.5; g.check = lambda *a, **k: time.sleep(30)")
    begun = time.monotonic()
    done = program(["-c", slow, "sendmail", "--", str(post.program)], mail(CLEAN))
    assert (done.code, post.mails, time.monotonic() - begun < 20) == (75, [], True)


COMPILING = [
    pytest.param("g.BUDGET = 1; g.rules = lambda *a: time.sleep(2)", 0, id="longer-than-the-budget"),
    pytest.param("g.COMPILING = 0.5; g.rules = lambda *a: time.sleep(9)", 75, id="without-end"),
]


@pytest.mark.parametrize(("fault", "code"), COMPILING)
def test_rules_just_edited_are_compiled_in_a_time_of_their_own(post: Post, fault: str, code: int) -> None:
    done = program(["-c", BREAKING.format(fault), "sendmail", "--", str(post.program)], mail(CLEAN))
    assert (done.code, len(post.mails)) == (code, int(code == 0))
    assert "compiling your rules took longer" in done.err or code == 0


def test_edited_rules_hold_from_the_next_mail_on(office: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office / "config"))
    assert replycoach("playbook", "new", str(office / "config/replycoach/playbooks/mine")).code == 0
    assert (post.send(mail(CLEAN)).code, post.mails) == (0, [mail(CLEAN)])


def test_crowd_of_the_same_mail_sends_it_once(office: Path, post: Post) -> None:
    (office / "mail").write_bytes(mail(CLEAN, head="Message-ID: <1@desk.test>\n"))
    arguments = ["-m", "replycoach", "sendmail", "--", str(post.program), "anna@client.test"]
    crowd = [started(arguments, office / "mail") for _ in range(12)]
    for process in crowd:
        process.communicate(timeout=60)
    assert (sorted(process.returncode for process in crowd), len(post.mails)) == ([0] + [75] * 11, 1)


def test_crowd_of_different_mails_sends_each_once(office: Path, post: Post) -> None:
    arguments = ["-m", "replycoach", "sendmail", "--", str(post.program), "-t"]
    wanted = []
    crowd = []
    for number in range(12):
        wanted.append(mail(CLEAN, to=f"anna{number}@client.test"))
        (office / f"mail{number}").write_bytes(wanted[-1])
        crowd.append(started(arguments, office / f"mail{number}"))
    codes = [process.communicate(timeout=60) and process.returncode for process in crowd]
    assert (codes, sorted(post.mails)) == ([0] * 12, sorted(wanted))


def test_newest_copy_stays_however_large(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BYTES", 10)
    for number in range(3):
        outbox.keep(b"x" * 50, f"{number}").become(outbox.REFUSED)
    outbox.tidy(statefiles.base())
    assert [copy.ident for copy in outbox.copies(statefiles.base())] == ["2"]


def test_copies_are_bounded_in_room_at_every_refusal(office: Path, post: Post) -> None:
    for number in range(3):
        outbox.keep(b"", f"{number}").become(outbox.REFUSED)
        os.truncate(outbox.copies(statefiles.base())[number].path, outbox.BYTES)
    post.send(mail(HELD))
    assert len(outbox.copies(statefiles.base())) == 1


def test_allow_means_the_last_mail_though_the_home_was_full(
    office: Path, post: Post, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(office / "shared"))
    post.send(mail(HELD, to="bob@client.test"), "-t")
    os.utime(office / "state/replycoach/journal", (time.time() - 60,) * 2)
    assert post.send(mail(HELD), "-t", environ=shared(office)).code == 77
    assert files(elsewhere / "outbox") != []
    assert replycoach("hook", "allow").code == 0
    codes = [post.send(mail(HELD, to=f"{name}@client.test"), "-t").code for name in ("bob", "anna", "anna")]
    assert (codes, len(post.mails), files(elsewhere / "allowed")) == ([77, 0, 77], 1, [])


# A transport that is not let

CONFINED = "import replycoach.transport as t; t._is_confined = lambda child: True; import replycoach.__main__ as m; "


@pytest.mark.parametrize(("transport", "code"), [("true", 75), ("cat", 0)])
def test_transport_kept_from_the_mail_is_found_out(office: Path, transport: str, code: int) -> None:
    words = ["-c", f"{CONFINED} raise SystemExit(m.main())", "sendmail", "--", transport]
    done = program(words, mail(CLEAN))
    assert (done.code, "an empty mail may have left" in done.err.lower()) == (code, code == 75)


@pytest.mark.parametrize(
    ("enabled", "extra", "trap"),
    [
        ("Y", {}, True),
        ("N", {}, False),
        ("Y", {"disable/p": ""}, False),
        ("Y", {"local/p": "replycoach/outbox/* r,"}, False),
    ],
)
def test_doctor_knows_whether_apparmor_is_in_the_way(
    tmp_path: Path, enabled: str, extra: dict[str, str], trap: bool
) -> None:
    wanted = {"sys/module/apparmor/parameters/enabled": enabled, "etc/apparmor.d/p": "profile"}
    for name, content in {**wanted, **{f"etc/apparmor.d/{name}": text for name, text in extra.items()}}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    assert _is_confined("p", str(tmp_path)) == trap


def test_journal_takes_no_line_end_from_a_mail(office: Path) -> None:
    journal.note(statefiles.base(), journal.HOLD, "key", "ident", "a\nb\tc\x1b")
    assert [each.detail for each in journal.entries(statefiles.base())] == ["a b c\x1b"]
