"""``replycoach hook``: lines into other programs' files and out again, byte for byte; git's hook; why and allow."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from mails import CLEAN, HELD, Post, mail
from support import replycoach

from replycoach import mailers, markedblock

FILES = [
    pytest.param(b"", id="empty"),
    pytest.param(b"set x=1\n", id="lines"),
    pytest.param(b"set x=1", id="no-line-end"),
    pytest.param(b"set x=1\r\nset y\r\n", id="crlf"),
    pytest.param("# Комментарий\n".encode("koi8-r"), id="other-charset"),
    pytest.param(b"a\n  outgoing = msmtp -a x\nb\n", id="with-the-line"),
    pytest.param(b"  outgoing = msmtp\n", id="only-the-line"),
    pytest.param(b"\0\xff\n", id="binary"),
]


@pytest.mark.parametrize("content", FILES)
@pytest.mark.parametrize("instead", ["", r"[ \t]*outgoing[ \t]*="])
def test_block_goes_in_once_and_out_byte_for_byte(tmp_path: Path, content: bytes, instead: str) -> None:
    place = tmp_path / "rc"
    place.write_bytes(content)
    changed = [markedblock.put(str(place), ["line"], "#", instead=instead) for _ in range(2)]
    assert (changed, b"\nline\n" in place.read_bytes()) == ([True, False], True)
    assert (markedblock.remove(str(place)), place.read_bytes(), [*tmp_path.iterdir()]) == (True, content, [place])


def test_what_was_added_since_stays(tmp_path: Path) -> None:
    place = tmp_path / "rc"
    place.write_bytes(b"before")
    markedblock.put(str(place), ["line"], "#")
    place.write_bytes(b"first\n" + place.read_bytes() + b"last\n")
    markedblock.remove(str(place))
    assert place.read_bytes() == b"first\nbefore\nlast\n"


def test_new_lines_replace_old_ones(tmp_path: Path) -> None:
    place = tmp_path / "rc"
    place.write_bytes(b"before\n")
    markedblock.put(str(place), ["old"], "#")
    markedblock.put(str(place), ["new"], "#")
    assert (b"old" in place.read_bytes(), b"new" in place.read_bytes()) == (False, True)
    markedblock.remove(str(place))
    assert place.read_bytes() == b"before\n"


def test_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"x\n")
    real.chmod(0o640)
    link.symlink_to(real)
    markedblock.put(str(link), ["line"], "#")
    assert (link.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o640)


def test_backup_holds_the_file_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "rc"
    place.write_bytes(b"x\n")
    markedblock.put(str(place), ["line"], "#")
    assert (tmp_path / "rc.replycoach-bak").read_bytes() == b"x\n"


CLIENTS = [name for name in mailers.names() if name != "git"]


@pytest.mark.parametrize("name", CLIENTS)
def test_install_prints_lines_and_writes_nothing(office: Path, name: str) -> None:
    done = replycoach("hook", "install", name, "--transport", "msmtp")
    assert (done.code, "sendmail" in done.out, [*office.rglob("*replycoach*")]) == (0, True, [])


@pytest.mark.parametrize("name", CLIENTS)
def test_install_and_uninstall_leave_no_trace(office: Path, name: str) -> None:
    where = ["--file", str(office / "rc")]
    codes = [replycoach("hook", "install", name, "--write", "--transport", "msmtp", *where).code]
    written = (office / "rc").read_bytes()
    codes.append(replycoach("hook", "install", name, "--write", "--transport", "msmtp", *where).code)
    assert ((office / "rc").read_bytes() == written, b"msmtp" in written) == (True, True)
    codes.append(replycoach("hook", "uninstall", name, *where).code)
    assert (codes, (office / "rc").exists()) == ([0, 0, 0], False)


TRANSPORTS = [
    ("mutt", 'set sendmail="/usr/sbin/exim -oi -oem"\n', "sendmail -- /usr/sbin/exim -oi -oem"),
    ("aerc", "[desk]\noutgoing = msmtp -a work\n", "sendmail -- msmtp -a work"),
    ("s-nail", "set mta=/opt/mta\n", "sendmail -- /opt/mta -i"),
]


@pytest.mark.parametrize(("name", "settings", "line"), TRANSPORTS)
def test_transport_is_the_one_in_use(office: Path, name: str, settings: str, line: str) -> None:
    (office / "rc").write_text(settings)
    assert line in replycoach("hook", "install", name, "--file", str(office / "rc")).out


def test_blank_in_a_path_is_refused_where_it_breaks(office: Path) -> None:
    done = replycoach("hook", "install", "mutt", "--transport", "'/opt/my mta'")
    assert (done.code, "blank in its path" in done.err) == (2, True)


ERRORS = [
    (["install", "pine"], "replycoach: no mail program `pine`; there are aerc, alot, emacs, git,"),
    (["install"], "replycoach: this folder is in no git repository; go into one, or add --global"),
    (["allow"], "replycoach: no stopped mail of that name to allow;"),
]


@pytest.mark.parametrize(("arguments", "error"), ERRORS)
def test_mistake_is_one_line(office: Path, arguments: list[str], error: str) -> None:
    done = replycoach("hook", *arguments)
    assert (done.code, done.err.startswith(error), done.err.count("\n")) == (2, True, 1)


@pytest.fixture
def repository(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = office / "repository"
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    monkeypatch.chdir(folder)
    return folder / ".git/hooks/sendemail-validate"


def hook(place: Path, *arguments: str) -> int:
    return subprocess.run([str(place), *arguments], capture_output=True, timeout=60).returncode


def test_git_hook_is_installed_once_and_taken_out(repository: Path) -> None:
    first = replycoach("hook", "install")
    again = replycoach("hook", "install", "git")
    assert ("installed" in first.out, "already" in again.out, repository.stat().st_mode & 0o111) == (True, True, 0o111)
    assert (replycoach("hook", "uninstall").code, repository.exists()) == (0, False)


@pytest.mark.parametrize("headers", [False, True])
def test_git_hook_checks_the_file(repository: Path, headers: bool) -> None:
    replycoach("hook", "install")
    (repository.parent / "headers").write_text("To: anna@client.test\nSubject: Re: Form\n")
    extra = [str(repository.parent / "headers")] * headers
    codes = []
    for text in (HELD, CLEAN):
        (repository.parent / "mail").write_bytes(mail(text))
        codes.append(hook(repository, str(repository.parent / "mail"), *extra))
    assert codes == [77, 0]


@pytest.mark.parametrize(("code", "text", "expected"), [(0, CLEAN, 0), (0, HELD, 77), (3, CLEAN, 3)])
def test_hook_that_was_there_is_asked_first_and_comes_back(
    repository: Path, code: int, text: str, expected: int
) -> None:
    before = f"#!/bin/sh\nexit {code}\n"
    repository.write_text(before)
    repository.chmod(0o755)
    replycoach("hook", "install")
    (repository.parent / "mail").write_bytes(mail(text))
    assert hook(repository, str(repository.parent / "mail")) == expected
    replycoach("hook", "uninstall")
    assert (repository.read_text(), [*repository.parent.glob("*replycoach*")]) == (before, [])


def test_hook_of_somebody_else_is_left_alone(repository: Path) -> None:
    repository.write_text("#!/bin/sh\n")
    done = replycoach("hook", "uninstall")
    assert ("not ours" in done.out, repository.read_text()) == (True, "#!/bin/sh\n")


def test_hooks_that_are_part_of_the_repository_are_asked_for(repository: Path) -> None:
    subprocess.run(["git", "config", "core.hooksPath", ".shared"], check=True)
    refused, shared = replycoach("hook", "install"), replycoach("hook", "install", "--shared")
    assert (refused.code, shared.code, Path(".shared/sendemail-validate").exists()) == (2, 0, True)


def test_hook_for_all_repositories_keeps_their_own(
    repository: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(office / "gitconfig"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office / "xdg"))
    own = repository.parent / "pre-commit"
    own.write_text(f"#!/bin/sh\necho asked >{office}/asked\nexit 5\n")
    own.chmod(0o755)
    assert replycoach("hook", "install", "--global").code == 0
    commit = ["git", "-c", "user.name=Me", "-c", "user.email=me@desk.test", "commit", "-q", "--allow-empty", "-m", "x"]
    assert (subprocess.run(commit, capture_output=True).returncode != 0, (office / "asked").exists()) == (True, True)
    assert replycoach("hook", "uninstall", "--global").code == 0
    assert ([*(office / "xdg/replycoach").iterdir()], (office / "gitconfig").read_text().strip()) == ([], "")


def test_hook_without_the_program_refuses_and_names_the_way_out(repository: Path) -> None:
    replycoach("hook", "install")
    repository.write_text(repository.read_text().replace("command -v /", "command -v /nowhere/"))
    done = subprocess.run([str(repository), "x"], capture_output=True, text=True)
    assert (done.returncode, "--no-validate" in done.stderr) == (1, True)


def test_why_gives_the_full_advice(office: Path) -> None:
    assert replycoach("hook", "why").out == "No mail has been stopped.\n"
    Post(office / "post").send(mail(HELD))
    done = replycoach("hook", "why")
    ident = next(line for line in done.out.splitlines() if "allow" in line).split("allow ")[1].split(",")[0]
    assert (done.code, "line 1 · stop · test-stop" in done.out) == (0, True)
    assert (ident in replycoach("hook", "why", "list").out, replycoach("hook", "why", ident).out) == (True, done.out)


def test_status_speaks_the_reader_s_language(office: Path) -> None:
    Post(office / "post").send(mail(HELD))
    english, russian = (replycoach("hook", "status", environ={"LC_ALL": name}).out for name in ("en_US", "ru_RU"))
    assert ("Copies of mails: 1." in english, "Копий писем: 1." in russian) == (True, True)


TRAPS = [
    pytest.param(
        ".muttrc", 'set sendmail="/x/replycoach sendmail -- true"\nset sendmail_wait=-1\n', "sendmail_wait", id="wait"
    ),
    pytest.param(
        ".muttrc", 'set sendmail="/x/replycoach sendmail -- true"\nset smtp_url=smtp://x\n', "smtp_url", id="smtp"
    ),
    pytest.param(".muttrc", 'set sendmail="/x/replycoach sendmail -- gone"\n', "no program gone", id="missing"),
    pytest.param(".mailrc", 'set mta=/x/replycoach mta-arguments="sendmail -- true"\n', "sendwait", id="sendwait"),
    pytest.param("xdg/aerc/accounts.conf", "[a]\noutgoing = smtp://x # replycoach\n", "SMTP itself", id="aerc"),
    pytest.param("xdg/himalaya/config.toml", 'message.send.pre-hook = "replycoach check"\n', "pre-hook", id="himalaya"),
]


@pytest.mark.parametrize(("name", "settings", "trap"), TRAPS)
def test_doctor_finds_traps(office: Path, name: str, settings: str, trap: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office / "xdg"))
    (office / name).parent.mkdir(parents=True, exist_ok=True)
    (office / name).write_text(settings)
    done = replycoach("hook", "doctor")
    assert (done.code, trap in done.out) == (1, True)


def test_doctor_finds_nothing_where_nothing_is(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office / "xdg"))
    done = replycoach("hook", "doctor")
    assert (done.code, done.out) == (0, "No traps found: a refusal is seen, and no mail goes past the check.\n")
