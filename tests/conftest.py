"""Every test runs away from the user's home, in no particular locale, with one cache for the session."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import msmtp_for, put_on_path
from sink import Sink, sink
from support import HOLD, ROOT, SEND, flag, page, rule, write

UNSET = """
    LANG LC_MESSAGES LANGUAGE NO_COLOR TERM COLUMNS REPLYCOACH_DEBUG REPLYCOACH_LANG PYTHONIOENCODING
""".split()


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The folder that stands for the user's configuration and cache."""
    folder = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name in UNSET:
            patch.delenv(name, raising=False)
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("PYTHONPATH", str(ROOT / "src"))
        patch.setenv("REPLYCOACH_HOME", folder)
        yield folder


RULES = {
    "test-stop": flag("xyzzy", severity="error"),
    "test-careful": flag("plover"),
    "test-own": flag("plugh", when={"fault": "own"}),
    "test-pair": rule("pair", page(message="Nothing shared."), compare="shared-words"),
}
DRAFTS = {
    "send": SEND,
    "hold": HOLD,
    "fine": "All is fine, Anna.\n",
    "careful": "All is plover, Anna.\n",
    "own": "All is plugh, Anna.\n",
    "client": "Where is the banner?\n",
    "empty": " \n",
    "german": "Guten Tag, wir haben den Fehler gefunden und es ist nicht zu spät. Ich sende Ihnen die Datei.\n",
}


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with drafts, and a home whose playbook knows made-up words."""
    folder = tmp_path_factory.mktemp("desk")
    write(folder / "home" / "playbooks" / "own", RULES)
    for name, draft in DRAFTS.items():
        (folder / f"{name}.txt").write_text(draft, encoding="utf-8")
    (folder / "binary.txt").write_bytes(b"PK\x03\x04\0\0")
    (folder / "old.txt").write_bytes("Добрый день".encode("cp1251"))
    (folder / "folder").mkdir()
    return folder


@pytest.fixture
def desk(furnished: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in that folder, with that home."""
    monkeypatch.chdir(furnished)
    monkeypatch.setenv("REPLYCOACH_HOME", str(furnished / "home"))
    return furnished


@pytest.fixture(scope="session")
def rules(tmp_path_factory: pytest.TempPathFactory, home: str) -> Path:
    """A configuration folder whose playbook knows made-up words."""
    config = tmp_path_factory.mktemp("config")
    write(config / "replycoach" / "playbooks" / "own", RULES)
    # Compiled once, before anybody waits for it.
    environ = {**os.environ, "XDG_CONFIG_HOME": str(config), "XDG_CACHE_HOME": home}
    del environ["REPLYCOACH_HOME"]
    subprocess.run(
        [sys.executable, "-m", "replycoach", "check", "-"], input=b"Hello.", env=environ, capture_output=True
    )
    return config


@pytest.fixture
def office(rules: Path, tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's home for one test: empty, but for the made-up words; nothing else of the machine's is seen."""
    monkeypatch.delenv("REPLYCOACH_HOME")
    for name in ("REPLYCOACH_SKIP", "REPLYCOACH_INSIDE", "XDG_RUNTIME_DIR", "MAILRC", "MSMTP", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(rules))
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def on_path(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", put_on_path(office / "bin"), prepend=os.pathsep)


@pytest.fixture
def server() -> Iterator[Sink]:
    with sink() as running:
        yield running


@pytest.fixture
def msmtp(office: Path, server: Sink) -> list[str]:
    return msmtp_for(server, office)
