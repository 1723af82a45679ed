"""Every figure the README quotes, of the wheel as installed: ``python bench/run.py [--readme]``."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import FEW, Figure, paired
from peers import PEERS
from table import Key, markdown, put

HERE = Path(__file__).resolve().parent
LANGS = ("en", "ru")


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--readme"]):
        sys.stderr.write("usage: python bench/run.py [--readme]\n")
        return 2
    with TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        environ = os.environ | {"REPLYCOACH_HOME": str(folder / "home"), "LC_ALL": "C.UTF-8"}
        processes = list(_processes(folder, environ))
        megabytes = [_engine(folder, environ, lang) for lang in LANGS]
    tables = {lang: f"{_machine(lang)}\n\n{markdown(lang, processes, megabytes)}" for lang in LANGS}
    print(tables["en"])
    if arguments:
        put(HERE.parent, tables)
    return 0


def install(folder: Path) -> None:
    """A wheel of the checkout, in a venv of its own."""
    python = str(folder / "venv/bin/python")
    for command in (
        [sys.executable, "-m", "venv", str(folder / "venv")],
        [python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(HERE.parent)],
    ):
        subprocess.run(command, check=True)
    wheel = next(folder.glob("*.whl"))
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True)


def _processes(folder: Path, environ: dict[str, str]) -> Iterator[tuple[Key, Figure]]:
    python, own = str(folder / "venv/bin/python"), str(folder / "venv/bin/replycoach")
    bare = [python, "-c", "pass"]
    yield ("bare", {}), paired(bare, bare, environ)
    for lang in LANGS:
        draft = HERE / f"draft-{lang}.txt"
        count = str(len(draft.read_text("utf-8").split()))
        yield ("draft", {"count": count, "lang": lang}), paired([own, "check", str(draft)], bare, environ)
        module = [python, "-m", "replycoach", "check", str(draft)]
        yield ("module", {"lang": lang}), paired(module, bare, environ)
    yield from _peers(bare, environ)
    for arguments in (["explain", "client-blame"], ["--help"]):
        yield (f"`replycoach {' '.join(arguments)}`", {}), paired([own, *arguments], bare, environ)
    yield from _edited(folder, own, bare, environ)


def _peers(bare: list[str], environ: dict[str, str]) -> Iterator[tuple[Key, Figure]]:
    for peer in PEERS:
        command = peer.command
        if command is None:
            sys.stderr.write(f"{peer.program} is not installed: left out\n")
            continue
        draft = str(HERE / f"draft-{peer.lang}.txt")
        yield ("peer", {"name": peer.name, "lang": peer.lang}), paired([*command, draft], bare, environ, expected=None)


def _edited(folder: Path, own: str, bare: list[str], environ: dict[str, str]) -> Iterator[tuple[Key, Figure]]:
    """What a check costs when a rule of the user's own has just changed, and when it has not."""
    home = folder / "own"
    rules = home / "playbooks" / "mine"
    environ = environ | {"REPLYCOACH_HOME": str(home)}
    subprocess.run([own, "playbook", "new", str(rules)], env=environ, check=True, stdout=subprocess.DEVNULL)
    check = [own, "check", str(HERE / "draft-en.txt")]
    edit = f'date +"# %s%N" >> "{rules}/empty-promise.yaml"'
    edited = ["/bin/sh", "-c", f'{edit}; exec "$@"', "sh", *check]
    yield ("edited", {"runs": str(FEW)}), paired(edited, bare, environ, runs=FEW)
    yield ("cached", {}), paired(check, bare, environ)


def _engine(folder: Path, environ: dict[str, str], lang: str) -> tuple[str, float, float]:
    command = [str(folder / "venv/bin/python"), str(HERE / "engine.py"), lang]
    said = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True).stdout
    ratio, seconds, _ = map(float, said.split())
    return lang, ratio, seconds


def _machine(lang: str) -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    cores, processor = os.cpu_count(), _processor()
    if lang == "ru":
        return f"Снято на машине, где ядер {cores} ({processor}, {platform.system()}), {python}."
    return f"Taken on a {cores}-core machine ({processor}, {platform.system()}), {python}."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
