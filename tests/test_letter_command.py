"""``replycoach letter`` and ``replycoach profile`` as a user runs them."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, Done, environment, replycoach

APOLOGY = ("letter", "--type", "apology", "--lang", "ru")
DATA = str(ROOT / "examples" / "apology.ru.yaml")
PROFILE = """
kind: company
name: ООО «Студия Север»
person: Смирнов Андрей Павлович
position: Генеральный директор
number: '{seq}-П/{year}'
next: '14'
"""
OWN = """---
title: Own
purpose: Mine.
subject: About {{ what }}
fields:
  what: {label: what, prompt: What?, example: the logo}
---
I will send you {{ what }} on 24 November 2026.
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled playbooks, kept from test to test."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a home with nothing in it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "cache").symlink_to(cache)
    monkeypatch.setenv("REPLYCOACH_HOME", str(tmp_path / "home"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def home(name: str, content: str) -> Path:
    path = Path(os.environ["REPLYCOACH_HOME"], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def final(*more: str) -> Done:
    return replycoach(*APOLOGY, "--data", DATA, *more)


def test_letter_alone_prints_with_blanks_and_names_them() -> None:
    done = replycoach(*APOLOGY)
    assert done.code == 0
    assert "‹что случилось, от первого лица›" in done.out
    assert "  failure  " in done.err
    assert done.out.startswith("ПРОЕКТ\n")


def test_everything_that_is_missing_is_told_at_once() -> None:
    done = replycoach(*APOLOGY, "--out", "x.pdf", "--set", "repairs=сегодня | всё")
    names = [line.split()[1] for line in done.err.splitlines()]
    assert (done.code, done.out) == (2, "")
    assert names == ["to.name", "sender.person", "object", "failure", "cause", "repairs", "prevention"]
    assert all("--set" in line for line in done.err.splitlines())
    assert os.listdir() == []


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "docx", "pdf", "eml"])
def test_final_letter_in_every_format(suffix: str) -> None:
    done = final("--out", f"letter.{suffix}")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"Записано: letter.{suffix}, № 14-П"
    assert os.listdir() == [f"letter.{suffix}"]


def test_declined_name_is_shown() -> None:
    assert "Иваненко И.О." in final("--out", "x.txt").out.splitlines()[1]


def test_override_of_a_declined_name_wins() -> None:
    done = final("--out", "x.txt", "--set", "to.name_dative=Иваненке И.О.", "--set", "salutation=Дорогая Ирина!")
    assert "Иваненке И.О., " in done.out
    assert "Дорогая Ирина!" in Path("x.txt").read_text(encoding="utf-8")


def test_file_is_not_written_over_unless_that_is_said() -> None:
    Path("x.txt").write_text("mine", encoding="utf-8")
    done = final("--out", "x.txt")
    assert done == Done(2, "", "replycoach: x.txt exists already; name another file, or say --force\n")
    assert Path("x.txt").read_text(encoding="utf-8") == "mine"
    assert final("--out", "x.txt", "--force").code == 0
    assert os.listdir() == ["x.txt"]


ERRORS = [
    pytest.param(["--type", "apolgy"], "no letter `apolgy`; did you mean `apology`?", id="misspelt"),
    pytest.param(["--type", "../../profile"], "no letter `../../profile`", id="path-as-type"),
    pytest.param(
        ["--type", "apology", "--out", "x.exe"], "--out x.exe: no format `.exe`; there are txt, md,", id="format"
    ),
    pytest.param(
        ["--type", "apology", "--set", "failur=x"], "has no field `failur`; did you mean `failure`?", id="field"
    ),
    pytest.param(["--type", "apology", "--set", "failure"], "--set `failure` has no value", id="no-value"),
    pytest.param(["--type", "apology", "--set", "to.nam=x"], "`to` has no `nam`; did you mean `name`?", id="addressee"),
    pytest.param(["--type", "apology", "--data", "none.yaml"], "--data none.yaml cannot be read", id="no-data"),
    pytest.param(["--type", "apology", "--profile", "../x"], "--profile `../x` is no name", id="path-as-profile"),
    pytest.param(
        ["--type", "apology", "--profile", "x"],
        "no profile `x`; `replycoach profile init --profile x`",
        id="no-profile",
    ),
    pytest.param([], "letter needs --type TYPE", id="no-type"),
]


@pytest.mark.parametrize(("arguments", "cause"), ERRORS)
def test_mistake_is_one_line(arguments: list[str], cause: str) -> None:
    done = replycoach("letter", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert cause in done.err


def test_words_filled_in_are_checked() -> None:
    done = final("--set", "cause=Вы сами виноваты, что тянули с ответом", "--out", "x.txt")
    assert done.code == 0
    assert "Вы сами виноваты" in done.err


def test_number_is_taken_only_by_a_final_letter() -> None:
    home("profile.yaml", PROFILE)
    arguments = ["--set", "sender.name=ООО «Студия Север»", "--set", "number="]
    assert "№ проект" in final(*arguments).out
    assert final("--out", "no-such-folder/a.txt", *arguments).code == 2
    assert "№ 14-П/2026" in final("--out", "a.txt", *arguments).out
    assert "№ 15-П/2026" in final("--out", "b.txt", *arguments).out
    register = Path(os.environ["REPLYCOACH_HOME"], "data", "outgoing-default.jsonl")
    entries = [json.loads(line) for line in register.read_text(encoding="utf-8").splitlines()]
    assert [(entry["number"], Path(entry["file"]).name) for entry in entries] == [
        ("14-П/2026", "a.txt"),
        ("15-П/2026", "b.txt"),
    ]
    assert stat.S_IMODE(register.stat().st_mode) == 0o600


def test_letters_written_at_once_get_numbers_of_their_own() -> None:
    home("profile.yaml", PROFILE)
    command = [sys.executable, "-m", "replycoach", *APOLOGY, "--data", DATA, "--set", "number=", "--out"]
    running = [
        subprocess.Popen([*command, f"{one}.txt"], env=environment(), stdout=subprocess.DEVNULL) for one in range(4)
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    register = Path(os.environ["REPLYCOACH_HOME"], "data", "outgoing-default.jsonl")
    numbers = [json.loads(line)["seq"] for line in register.read_text(encoding="utf-8").splitlines()]
    assert numbers == [14, 15, 16, 17]


def test_image_of_somebody_else_s_data_lies_beside_it() -> None:
    Path("data.yaml").write_text("sender: {logo: ../../../etc/passwd}\n", encoding="utf-8")
    done = replycoach(*APOLOGY, "--data", "data.yaml")
    assert (done.code, "lies outside the folder of the data" in done.err) == (2, True)


def test_terminal_is_not_obeyed() -> None:
    Path("data.yaml").write_text('sender: {name: "a\\e[2Jb"}\nto: {name: "x\\e[31my"}\n', encoding="utf-8")
    done = replycoach(*APOLOGY, "--data", "data.yaml", "--set", "harm=\x1b]0;owned\x07")
    assert (done.code, "\x1b" in done.out + done.err) == (0, False)


def test_signature_is_there_only_on_request() -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    Path("sign.png").write_bytes(pixel)
    arguments = ["--set", "sender.signature=sign.png"]
    assert final(*arguments, "--out", "a.html").code == 0
    assert final(*arguments, "--out", "b.html", "--sign").code == 0
    assert ["data:image/png" in Path(name).read_text(encoding="utf-8") for name in ("a.html", "b.html")] == [
        False,
        True,
    ]


def test_list_names_every_letter() -> None:
    done = replycoach("letter", "--list", "--format", "json")
    found = json.loads(done.out)["letters"]
    shipped = {(path.stem, path.parent.name) for path in (ROOT / "templates" / "letters").glob("*/*.j2")}
    assert {(letter["type"], letter["lang"]) for letter in found} == shipped


def test_show_is_a_page_for_people_and_json_for_programs() -> None:
    assert "Чего не делать" in replycoach("letter", "--show", "apology", "--lang", "ru").out
    shown = json.loads(replycoach("letter", "--show", "apology", "--lang", "en", "--format", "json").out)
    assert [field["name"] for field in shown["fields"]][:2] == ["object", "failure"]


def test_letter_of_one_s_own_is_a_file_in_a_folder() -> None:
    path = home("templates/letters/en/mine.j2", OWN)
    done = replycoach("letter", "--type", "mine", "--lang", "en", "--set", "what=the logo")
    assert "I will send you the logo on 24 November 2026." in done.out
    assert replycoach("letter", "--test", str(path)).code == 0
    assert "mine" in replycoach("letter", "--list", "--lang", "en").out


def test_letter_of_one_s_own_goes_before_the_shipped_one() -> None:
    home("templates/letters/en/apology.j2", OWN)
    assert "I will send you" in replycoach("letter", "--type", "apology", "--lang", "en").out


def test_letter_that_fails_its_own_check_is_told() -> None:
    path = home("templates/letters/en/rude.j2", OWN.replace("I will send you", "You are an idiot, take"))
    done = replycoach("letter", "--test", str(path))
    assert done.code == 2
    assert "personal-remark" in done.err


def test_profile_from_nothing_to_a_letter() -> None:
    done = replycoach("profile", "init", "--ui-lang", "ru")
    path = Path(os.environ["REPLYCOACH_HOME"], "profile.yaml")
    assert (done.code, stat.S_IMODE(path.stat().st_mode)) == (0, 0o600)
    assert replycoach("profile", "init").code == 2
    assert "name is missing" in replycoach("profile", "check").err
    path.write_text(PROFILE + "inn: '7700000129'\n", encoding="utf-8")
    assert replycoach("profile", "check").code == 0
    assert "Студия Север" in replycoach("profile", "show").out


WRONG = [
    pytest.param("inn: '7700000120'", "inn: 7700000120 has a wrong check digit", id="inn"),
    pytest.param("ogrn: '1027700000120'", "ogrn: 1027700000120 has a wrong check digit", id="ogrn"),
    pytest.param("logo: none.png", "logo: none.png cannot be read", id="logo"),
    pytest.param("email: x", "email: x is no address", id="email"),
    pytest.param("colour: red", "unknown key `colour`", id="key"),
]


@pytest.mark.parametrize(("line", "cause"), WRONG)
def test_profile_check_names_what_cannot_be(line: str, cause: str) -> None:
    home("profile.yaml", f"{PROFILE}{line}\n")
    done = replycoach("profile", "check")
    assert (done.code, cause in done.err) == (2, True)


def test_page_about_letters_names_them_all_and_its_own_letter_works() -> None:
    page = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
    table = page.partition("| you are … |")[2].partition("\n\n")[0]
    shipped = {path.stem for path in (ROOT / "templates" / "letters" / "en").glob("*.j2")}
    assert set(re.findall(r"`([a-z-]+)`", table)) == shipped
    sample = page.partition("```\n---\n")[2].partition("\n```")[0]
    path = home("templates/letters/en/thanks.j2", f"---\n{sample}\n")
    assert replycoach("letter", "--test", str(path)) == Done(0, f"{path}: works in txt, md, html, docx, pdf, eml\n", "")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_whole_letters_in_examples_pass_check(lang: str) -> None:
    data = str(ROOT / "examples" / f"apology.{lang}.yaml")
    done = replycoach("letter", "--data", data, "--out", "x.txt")
    assert (done.code, done.err) == (0, "")
    assert replycoach("check", "x.txt", "--fault", "own").code == 0


def test_terminal_is_asked_for_what_is_missing() -> None:
    """A wrong answer is asked for again, an empty one is skipped."""
    home("templates/letters/en/own.j2", OWN.replace("example: the logo", "example: 2026-11-24, kind: date"))
    reader, writer = os.openpty()
    command = [sys.executable, "-m", "replycoach", "letter", "--type", "own", "--lang", "en", "--ask"]
    with subprocess.Popen(command, stdin=writer, stdout=subprocess.PIPE, stderr=writer, env=environment()) as process:
        os.write(reader, b"Jane Carter\n\nsoon\n2026-12-01\n")
        out, _ = process.communicate(timeout=60)
    os.close(writer)
    os.close(reader)
    text = out.decode()
    assert "Dear Jane Carter," in text
    assert "I will send you 1 December 2026 on" in text
    assert "‹your name›" in text


def test_nobody_is_asked_without_a_terminal() -> None:
    done = replycoach(*APOLOGY, "--ask")
    assert (done.code, "> " in done.err) == (0, False)
