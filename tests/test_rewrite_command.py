"""``replycoach rewrite`` as a user runs it: what it prints and writes, in which bytes, and what if it cannot."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from dialogue import dialogue
from support import ROOT, Done, program, replycoach

BAD_EN = "Hi Anna,\n\nYou broke the form. I will send you the link today at 6pm.\n\nBest,\nDana\n"
BAD_RU = "Анна, добрый день!\n\nВы сломали форму. Ссылку пришлю сегодня к 18:00.\n\nДарья\n"
GOOD_RU = (
    "Анна, добрый день!\n\nВижу, что форма с утра не открывается. Исправлю сегодня к 18:00 и пришлю ссылку.\n\nДарья\n"
)
ROOTED = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def bad(name: str = "draft.txt", text: str = BAD_RU, encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.write_bytes(text.encode(encoding))
    return path


def raw(*arguments: str, stdin: bytes = b"") -> tuple[int, bytes]:
    command = [sys.executable, "-m", "replycoach", "rewrite", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=60)
    return done.returncode, done.stdout


# Printed.


def test_new_draft_goes_to_stdout_and_what_is_left_to_do_to_stderr() -> None:
    bad(text=BAD_EN)
    done = replycoach("rewrite", "draft.txt")
    assert done.out.startswith("Hi Anna,\n\n")
    assert done.out.endswith(" I will send you the link today at 6pm.\n\nBest,\nDana\n")
    assert "broke" not in done.out
    assert (done.code, done.err) == (0, f"Blanks ‹…› to fill in: {done.out.count('‹')}.\n")
    assert sorted(os.listdir()) == ["draft.txt"]


@pytest.mark.parametrize(("lang", "note"), [("ru", "Заполните пропуски ‹…›: "), ("en", "Blanks ‹…› to fill in: ")])
def test_notes_are_in_the_user_s_language(lang: str, note: str) -> None:
    bad()
    for way in (["--ui-lang", lang], []):
        done = replycoach("rewrite", *way, "draft.txt", environ={} if way else {"REPLYCOACH_LANG": lang})
        assert done.err.startswith(note)


def test_dash_is_standard_input_and_to_stdout_is_the_same_as_saying_nothing() -> None:
    bad()
    plain = replycoach("rewrite", "draft.txt")
    assert (
        replycoach("rewrite", "-", stdin=BAD_RU.encode()) == plain == replycoach("rewrite", "--to-stdout", "draft.txt")
    )


OPTIONS = [
    pytest.param([], {}, True, id="nothing-said"),
    pytest.param(["--ignore", "client-blame", "--reason", "a joke"], {}, False, id="ignore"),
    pytest.param([], {".replycoach.yaml": "levels: {client-blame: off}\n"}, False, id="project-settings"),
    pytest.param(["--no-config"], {".replycoach.yaml": "levels: {client-blame: off}\n"}, True, id="no-config"),
    pytest.param(["--config", "own.yaml"], {"own.yaml": "ignore: [client-blame]\n"}, False, id="config"),
    pytest.param(["--lang", "ru", "--contract", "--fault", "client"], {}, True, id="facts"),
]


@pytest.mark.parametrize(("options", "files", "changed"), OPTIONS)
def test_options_and_settings_count_as_in_check(options: list[str], files: dict[str, str], changed: bool) -> None:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    bad()
    done = replycoach("rewrite", *options, "draft.txt")
    assert (done.code, done.out != BAD_RU) == (0, changed), done


def test_the_client_s_message_tells_what_is_missing() -> None:
    bad("client.txt", "Where is my banner? It was due on Monday and you keep silent!\n")
    bad(text="Hi Anna,\n\nThank you for your message.\n\nDana\n")
    done = replycoach("rewrite", "--to", "client.txt", "draft.txt")
    piped = replycoach("rewrite", "--to", "-", "draft.txt", stdin=Path("client.txt").read_bytes())
    assert ("‹" in done.out, piped) == (True, done)


ERRORS = [
    pytest.param(["none.txt"], "none.txt cannot be read: no such file or directory; check the name", id="missing"),
    pytest.param(["."], ". is a folder; name a file", id="folder"),
    pytest.param([""], "`` cannot be read: no such file or directory; check the name", id="no-name"),
    pytest.param(["empty.txt"], "empty.txt is empty; write the reply first", id="empty"),
    pytest.param(["-"], "the draft is empty; write the reply first", id="empty-standard-input"),
    pytest.param(["binary.txt"], "binary.txt is binary, not text; save the reply as plain text", id="binary"),
    pytest.param(
        ["german.txt"],
        "german.txt is in German: no rules for this language; replycoach reads Russian and English",
        id="third-language",
    ),
    pytest.param(
        ["--in-place", "-"], "--in-place needs a file; standard input is nowhere to write to", id="in-place-nowhere"
    ),
    pytest.param(["--diff", "--in-place", "x"], "--diff and --in-place exclude each other; keep one", id="two-ways"),
    pytest.param(["--diff", "-i", "x"], "--diff and --interactive exclude each other; keep one", id="diff-asking"),
    pytest.param(
        ["--to", "-", "-"],
        "--to - and the draft cannot both come from standard input; name a file",
        id="both-from-standard-input",
    ),
    pytest.param(["--reason", "x", "x"], "--reason goes with --ignore RULE", id="reason-alone"),
    pytest.param(["--ignore", "x", "german.txt"], "no rule `x`; `replycoach explain` lists them", id="rule"),
    pytest.param(["--fault", "his", "x"], "--fault `his` is none of own, client, external", id="fault"),
    pytest.param(["-i", "german.txt"], "--interactive asks on a terminal, and this is none; leave it out", id="no-tty"),
]


@pytest.mark.parametrize(("arguments", "error"), ERRORS)
def test_mistakes_are_one_line_and_exit_code_2(arguments: list[str], error: str) -> None:
    bad("empty.txt", " \n")
    Path("binary.txt").write_bytes(b"PK\x03\x04\0\0")
    bad("german.txt", "Guten Tag, wir haben den Fehler gefunden und es ist nicht zu spät. Ich sende Ihnen die Datei.\n")
    assert replycoach("rewrite", *arguments) == Done(2, "", f"replycoach: {error}\n")


# Bytes.

FORMS = [
    pytest.param("utf-8", "\n", b"", id="utf-8"),
    pytest.param("utf-8", "\r\n", b"\xef\xbb\xbf", id="utf-8-mark-crlf"),
    pytest.param("cp1251", "\r\n", b"", id="cp1251-crlf"),
    pytest.param("cp1251", "\n", b"", id="cp1251"),
    pytest.param("utf-16-le", "\r\n", b"\xff\xfe", id="utf-16"),
    pytest.param("utf-8", "\r", b"", id="cr"),
]


@pytest.mark.parametrize("final", [True, False], ids=["newline", "no-newline"])
@pytest.mark.parametrize(("encoding", "end", "mark"), FORMS)
def test_charset_mark_and_line_ends_stay(encoding: str, end: str, mark: bytes, final: bool) -> None:
    text = BAD_RU if final else BAD_RU.rstrip("\n")
    before = mark + text.replace("\n", end).encode(encoding)
    Path("draft.txt").write_bytes(before)
    code, after = raw("draft.txt")
    new = after.removeprefix(mark).decode(encoding)
    assert (code, after.startswith(mark), "Вы сломали" in new, "‹" in new) == (0, True, False, True)
    assert re.findall(r"\r\n|\r|\n", new) == [end] * text.count("\n")
    assert raw("--in-place", "draft.txt") == (0, b"")
    assert (Path("draft.txt").read_bytes(), Path("draft.txt.orig").read_bytes()) == (after, before)


GOOD = [
    pytest.param(GOOD_RU.encode(), id="utf-8"),
    pytest.param(GOOD_RU.replace("\n", "\r\n").encode("utf-8-sig"), id="utf-8-mark-crlf"),
    pytest.param(GOOD_RU.rstrip().replace("\n", "\r").encode(), id="cr-no-newline"),
    pytest.param(GOOD_RU.rstrip().encode("cp1251"), id="cp1251-no-newline"),
    pytest.param(GOOD_RU.encode("koi8-r"), id="koi8-r"),
    pytest.param(GOOD_RU.replace("\n", "\r\n").encode("cp866"), id="cp866-crlf"),
    pytest.param(GOOD_RU.encode("utf-16"), id="utf-16"),
    pytest.param(GOOD_RU.replace("й", "и\u0306").encode(), id="not-nfc"),
    pytest.param(b"From: d@studio.example\nSubject: Form\n\n" + GOOD_RU.encode(), id="mail"),
]


@pytest.mark.parametrize("content", GOOD)
def test_good_draft_comes_back_byte_for_byte(content: bytes) -> None:
    Path("draft.txt").write_bytes(content)
    assert raw("draft.txt") == raw("-", stdin=content) == (0, content)
    assert raw("--diff", "draft.txt") == (0, b"")
    assert replycoach("rewrite", "--in-place", "draft.txt") == Done(0, "", "draft.txt: менять нечего.\n")
    assert (Path("draft.txt").read_bytes(), os.listdir()) == (content, ["draft.txt"])


def test_lines_that_stay_keep_their_own_bytes() -> None:
    """Mixed line ends, and letters in two code points (й as и and a breve)."""
    before = BAD_RU.replace("й", "и\u0306").replace("\n", "\r\n", 2).encode()
    Path("draft.txt").write_bytes(before)
    after = raw("draft.txt")[1]
    old, new = before.split(b"\n"), after.split(b"\n")
    assert (len(old), [*new[:2], *new[3:]]) == (len(new), [*old[:2], *old[3:]])


def test_charset_without_the_letters_is_said_and_nothing_is_written() -> None:
    before = BAD_RU.encode("koi8-r")
    Path("draft.txt").write_bytes(before)
    done = replycoach("rewrite", "--in-place", "draft.txt")
    assert done.err.startswith("replycoach: draft.txt is in koi8-u, which has no ‹; fill the blanks with --interactive")
    assert (done.code, Path("draft.txt").read_bytes(), os.listdir()) == (2, before, ["draft.txt"])
    printed = replycoach("rewrite", "draft.txt")
    assert (printed.code, "‹" in printed.out, "в UTF-8" in printed.err.splitlines()[0]) == (0, True, True)


# Mails.

HEAD = (
    "From: d@studio.example\r\nTo: anna@shop.example\r\nSubject: =?utf-8?B?0KTQvtGA0LzQsA==?=\r\nX-Odd:  a\r\n\tb\r\n"
)
QUOTE = "\r\n> Where is the form?\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_headers_of_a_mail_stay_byte_for_byte(encoding: str) -> None:
    head = f"{HEAD}Content-Type: text/plain; charset={encoding}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
    body = BAD_RU.replace("\n", "\r\n").encode(encoding) + QUOTE.encode()
    Path("draft.eml").write_bytes(head + body)
    assert raw("--in-place", "draft.eml")[0] == 0
    after = Path("draft.eml").read_bytes()
    assert (after.startswith(head), after.endswith(QUOTE.encode()), "‹".encode(encoding) in after) == (True, True, True)
    assert after.count(b"\n") == after.count(b"\r\n")


def test_attachments_stay_byte_for_byte() -> None:
    part = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    above = f'{HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n{part}'.encode()
    below = b'\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="a.png"'
    below += b"\r\n\r\n\x89PNG\r\n--b--\r\n"
    Path("draft.eml").write_bytes(above + BAD_RU.replace("\n", "\r\n").encode() + below)
    assert raw("--in-place", "draft.eml")[0] == 0
    after = Path("draft.eml").read_bytes()
    assert (after.startswith(above), after.endswith(below), "Вы сломали".encode() in after) == (True, True, False)


def mail(*lines: str) -> bytes:
    return "\r\n".join(["From: d@studio.example", "To: anna@shop.example", "Subject: Form", *lines]).encode()


CLOSED = [
    pytest.param(
        mail(
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "You broke=20it.",
        ),
        "is a mail whose text is encoded (base64, quoted-printable, HTML);"
        " use --to-stdout and paste the text in your mail program",
        id="quoted-printable",
    ),
    pytest.param(
        mail("Content-Type: text/html; charset=utf-8", "", "<p>You broke it.</p>"),
        "is a mail whose text is encoded (base64, quoted-printable, HTML);"
        " use --to-stdout and paste the text in your mail program",
        id="html",
    ),
    pytest.param(
        mail("Content-Type: text/plain; charset=us-ascii", "", "You broke it."),
        "is in ascii, which has no ‹; fill the blanks with --interactive, or use --to-stdout",
        id="ascii",
    ),
    pytest.param(
        mail('Content-Type: multipart/signed; boundary="b"', "", "--b", "", "You broke it.", "--b--", ""),
        "is a signed mail, which no other text fits; rewrite it before you sign it",
        id="signed",
    ),
]


@pytest.mark.parametrize(("content", "error"), CLOSED)
def test_mail_that_cannot_have_the_new_text_is_left_alone_and_its_text_printed(content: bytes, error: str) -> None:
    Path("draft.eml").write_bytes(content)
    assert replycoach("rewrite", "--in-place", "draft.eml") == Done(2, "", f"replycoach: draft.eml {error}\n")
    assert (Path("draft.eml").read_bytes(), os.listdir()) == (content, ["draft.eml"])
    printed = replycoach("rewrite", "draft.eml")
    assert (printed.code, "Subject" in printed.out, "You broke" in printed.out, "‹" in printed.out) == (
        0,
        False,
        False,
        True,
    )
    assert printed.err.startswith("draft.eml: this is the text alone, in UTF-8; the file itself cannot hold it.\n")


# A patch.


@pytest.mark.parametrize("final", [True, False], ids=["newline", "no-newline"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_patch_applies(encoding: str, end: str, final: bool) -> None:
    content = (BAD_RU if final else BAD_RU.rstrip("\n")).replace("\n", end).encode(encoding)
    Path("мой draft.txt").write_bytes(content)
    code, patch = raw("--diff", "мой draft.txt")
    assert (code, Path("мой draft.txt").read_bytes()) == (0, content)
    expected = raw("мой draft.txt")[1]
    subprocess.run(["patch", "--binary", "-p0"], input=patch, check=True, capture_output=True, timeout=60)
    assert Path("мой draft.txt").read_bytes() == expected


def test_patch_on_a_terminal_marks_the_words(folder: Path) -> None:
    bad(text=BAD_EN)
    with dialogue("rewrite", "--diff", "draft.txt", folder=folder, environ={"TERM": "xterm"}) as shown:
        assert shown.ended() == 0
    screen = shown.raw.decode()
    assert "\x1b[31m-\x1b[7m" in screen
    assert "\x1b[32m+" in screen
    assert screen.count("I will send you the link today at 6pm.") == 2


def test_terminal_is_shown_nothing_it_would_obey(folder: Path) -> None:
    bad(text=BAD_EN.replace("Best", "\x1b[2JBest"))
    for way in ("--to-stdout", "--diff"):
        with dialogue("rewrite", way, "draft.txt", folder=folder, environ={"TERM": "xterm"}) as shown:
            assert shown.ended() == 0
        assert b"\x1b[2J" not in shown.raw
        assert "\ufffd[2J".encode() in shown.raw


# In place.


def test_in_place_keeps_what_was_there_and_says_so() -> None:
    bad()
    done = replycoach("rewrite", "--in-place", "draft.txt")
    assert done.err.splitlines()[0] == "draft.txt: записано; как было: draft.txt.orig"
    assert (done.code, done.out, Path("draft.txt.orig").read_text("utf-8")) == (0, "", BAD_RU)
    assert (Path("draft.txt").read_text("utf-8"), sorted(os.listdir())) == (
        replycoach("rewrite", "draft.txt.orig").out,
        ["draft.txt", "draft.txt.orig"],
    )


def test_no_copy_is_written_over() -> None:
    for text in (BAD_EN, BAD_RU, BAD_EN, BAD_RU + "\n"):
        bad(text=text)
        assert replycoach("rewrite", "--in-place", "draft.txt").code == 0
    kept = {name: Path(name).read_text("utf-8") for name in os.listdir() if name != "draft.txt"}
    assert kept == {"draft.txt.orig": BAD_EN, "draft.txt.orig.1": BAD_RU, "draft.txt.orig.2": BAD_RU + "\n"}


def test_copy_that_is_a_link_or_a_folder_is_stepped_over() -> None:
    bad()
    bad("other.txt", "keep me")
    os.symlink("other.txt", "draft.txt.orig")
    os.mkdir("draft.txt.orig.1")
    assert "draft.txt.orig.2" in replycoach("rewrite", "--in-place", "draft.txt").err
    assert (Path("other.txt").read_text(), os.path.islink("draft.txt.orig")) == ("keep me", True)


def test_link_s_target_is_written_and_the_link_stays() -> None:
    os.mkdir("deep")
    bad("deep/draft.txt")
    os.symlink("deep/draft.txt", "link.txt")
    done = replycoach("rewrite", "--in-place", "link.txt")
    assert (done.code, os.readlink("link.txt"), sorted(os.listdir("deep"))) == (
        0,
        "deep/draft.txt",
        ["draft.txt", "draft.txt.orig"],
    )
    assert "deep/draft.txt.orig" in done.err
    assert "Вы сломали" not in Path("deep/draft.txt").read_text("utf-8")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_stays_for_draft_and_copy(mode: int) -> None:
    bad().chmod(mode)
    assert replycoach("rewrite", "--in-place", "draft.txt").code == 0
    assert [stat.S_IMODE(os.stat(name).st_mode) for name in ("draft.txt", "draft.txt.orig")] == [mode, mode]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_owner_stays() -> None:
    os.chown(bad(), 12345, 54321)
    assert replycoach("rewrite", "--in-place", "draft.txt").code == 0
    assert {(os.stat(name).st_uid, os.stat(name).st_gid) for name in os.listdir()} == {(12345, 54321)}


FULL = """
import os
real = os.write
def write(descriptor, data):
    if descriptor > 2: raise OSError(28, "No space left on device")
    return real(descriptor, data)
os.write = write
"""
FOLDER_READ_ONLY = """
import os
real = os.open
def opened(name, flags, *rest, **more):
    if flags & os.O_CREAT: raise PermissionError(13, "Permission denied")
    return real(name, flags, *rest, **more)
os.open = opened
"""
FAILS = """
import os
def fails(*_): raise OSError(5, "Input/output error")
os.{} = fails
"""
BROKEN = {
    "full-disk": FULL,
    "read-only-folder": FOLDER_READ_ONLY,
    **{name: FAILS.format(name) for name in ("replace", "fsync", "fchmod")},
}


@pytest.mark.parametrize("trouble", BROKEN)
def test_trouble_with_the_disk_is_one_line_and_nothing_is_lost(trouble: str) -> None:
    bad()
    start = f"{BROKEN[trouble]}\nimport sys; from replycoach.__main__ import main; sys.exit(main())"
    done = program(["-c", start, "rewrite", "--in-place", "draft.txt"])
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("replycoach: draft.txt cannot be written: ")
    assert done.err.endswith("; nothing was changed, --to-stdout prints the new draft\n")
    assert (Path("draft.txt").read_text("utf-8"), os.listdir()) == (BAD_RU, ["draft.txt"])


@ROOTED
def test_read_only_folder_and_file_are_one_line(folder: Path) -> None:
    bad().chmod(0o400)
    assert "is read-only" in replycoach("rewrite", "--in-place", "draft.txt").err
    bad().chmod(0o600)
    folder.chmod(0o500)
    try:
        assert "permission denied" in replycoach("rewrite", "--in-place", "draft.txt").err
    finally:
        folder.chmod(0o700)


def test_what_is_no_plain_file_is_not_written() -> None:
    bad()
    command = f"cat draft.txt | {sys.executable} -m replycoach rewrite --in-place /dev/stdin"
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"replycoach: /dev/stdin is no plain file; use --to-stdout\n")


def test_draft_that_changes_meanwhile_is_left_as_it_is(folder: Path) -> None:
    bad(text=BAD_EN)
    with dialogue("rewrite", "-i", "draft.txt", folder=folder) as talk:
        talk.shows("You broke", "> ")
        bad(text="Newer words.\n")
        talk.type("y\n")
        talk.shows(": ")
        talk.type("\x04")
        assert talk.ended() == 2
    rescued = re.search(r"draft\.txt has changed meanwhile.*; the new draft is in (\S+)", " ".join(talk.rest.split()))
    assert rescued
    assert "I will send you the link" in Path(rescued[1]).read_text("utf-8")
    Path(rescued[1]).unlink()
    assert (Path("draft.txt").read_text("utf-8"), os.listdir()) == ("Newer words.\n", ["draft.txt"])


def test_examples_of_the_readme_are_rewritten(folder: Path) -> None:
    copytree(ROOT / "examples", folder / "examples")
    for lang in ("en", "ru"):
        client, draft = f"examples/client-{lang}.txt", f"examples/draft-{lang}.txt"
        assert replycoach("rewrite", "--in-place", "--to", client, draft).code == 0
