"""A plain ``check FILE`` of an installed package imports next to nothing: that is most of its speed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
import yaml
from mails import CLEAN
from support import PACKAGE, SHIPPED

from replycoach.store import compiled_from

HEAVY = """
    argparse collections dataclasses email enum functools hashlib inspect jinja2 json lemminflect logging pathlib
    platformdirs pymorphy3 re rich subprocess tempfile typer typing yaml
"""
OWN = """
    __init__ __main__ alphabet automaton coach commands commands.check contractions document engine errors
    facts formats formats.text languages lexicon matching measures message model output paths rewrites scan sentence
    signs store terminal verdict voice weights
"""
MAIL = """
    blocks blocks.asked blocks.attribution blocks.closings blocks.dates blocks.kinds blocks.parting blocks.quotes
    blocks.signature blocks.tails charset claims commands.sendmail digests envelope gate journal mail mime outbox
    policy statefiles transport notices
"""
SETTINGS = "commands.configured fields settings settingsfile yamlfile"
NOT_FOR_SETTINGS = (
    "argparse dataclasses inspect jinja2 json lemminflect logging pathlib pymorphy3 rich subprocess typer"
)
START = "import sys; sys.path[:0] = {!r}; from replycoach.__main__ import main; sys.exit(main())"
DRAFT = "Здравствуйте, Анна! Срок был ВЧЕРА. Исправлю форму и пришлю ссылку.\n\nС уважением, Пётр\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel has it: with its playbook compiled, and no dictionary in reach."""
    folder = tmp_path_factory.mktemp("installed")
    copytree(PACKAGE, folder / "replycoach", ignore=ignore_patterns("__pycache__"))
    (folder / "replycoach" / "compiled").mkdir()
    (folder / "replycoach" / "compiled" / "upset-client.bin").write_bytes(compiled_from((str(SHIPPED),)))
    (folder / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def check(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """What a check prints, and every module it imports, where there are no settings."""
    return checked(installed, tmp_path_factory.mktemp("plain"), [str(installed)])


@pytest.fixture(scope="module")
def settled(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """The same where the project has a settings file."""
    folder = tmp_path_factory.mktemp("settled")
    (folder / ".replycoach.yaml").write_text("ui-lang: en\nignore: [anger]\n", encoding="utf-8")
    return checked(installed, folder, [str(installed), str(Path(yaml.__file__).parent.parent)])


@pytest.fixture(scope="module")
def sent(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """What a clean mail's transport gets, and every module that is imported on its way."""
    state = tmp_path_factory.mktemp("sent")
    content = f"From: me@desk.test\nTo: anna@client.test\nSubject: Re: Form\n\n{CLEAN}\n".encode()
    command = [sys.executable, "-I", "-S", "-X", "importtime", "-c", START.format([str(installed)])]
    environ = {**os.environ, "XDG_STATE_HOME": str(state), "REPLYCOACH_HOME": str(state)}
    done = subprocess.run(
        [*command, "sendmail", "--", "cat"], cwd=state, input=content, capture_output=True, env=environ, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, content)
    return done.stdout.decode("utf-8"), imported(done.stderr.decode("utf-8"))


def imported(said: str) -> set[str]:
    lines = [line.rpartition("|") for line in said.splitlines() if line.startswith("import time:")]
    return {name.strip() for _, _, name in lines}


def checked(installed: Path, folder: Path, path: list[str]) -> tuple[str, set[str]]:
    command = [sys.executable, "-I", "-S", "-X", "importtime", "-c", START.format(path), "check"]
    draft = str(installed / "draft.txt")
    done = subprocess.run([*command, draft], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done.stdout, imported(done.stderr)


def test_check_works_without_any_dependency(check: tuple[str, set[str]]) -> None:
    assert "ВЧЕРА" in check[0]


@pytest.mark.parametrize("module", HEAVY.split())
def test_heavy_module_is_not_imported(module: str, check: tuple[str, set[str]]) -> None:
    assert module not in check[1]


def test_only_these_modules_of_ours_are_imported(check: tuple[str, set[str]]) -> None:
    listed = {"replycoach"} | {f"replycoach.{name}" for name in OWN.split()}
    assert {name for name in check[1] if name.partition(".")[0] == "replycoach"} - listed == set()


@pytest.mark.parametrize("module", HEAVY.split())
def test_heavy_module_is_not_imported_for_a_clean_mail(module: str, sent: tuple[str, set[str]]) -> None:
    assert module not in sent[1]


def test_only_these_modules_of_ours_are_imported_for_a_clean_mail(sent: tuple[str, set[str]]) -> None:
    listed = {"replycoach"} | {f"replycoach.{name}" for name in (*OWN.split(), *MAIL.split())}
    assert {name for name in sent[1] if name.partition(".")[0] == "replycoach"} - listed == set()


def test_settings_cost_a_reader_of_yaml_where_there_is_a_file(settled: tuple[str, set[str]]) -> None:
    listed = {"replycoach"} | {f"replycoach.{name}" for name in (*OWN.split(), *SETTINGS.split())}
    assert " the client hears " in settled[0]
    assert {name for name in settled[1] if name.partition(".")[0] == "replycoach"} - listed == set()
    assert settled[1] & set(NOT_FOR_SETTINGS.split()) == set()
