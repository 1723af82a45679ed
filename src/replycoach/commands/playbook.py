"""``replycoach playbook``: test a folder of rules, start a new one."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from .. import paths
from ..automaton import Automaton
from ..compiler import compile_playbook
from ..errors import PlaybookErrors, ReplyCoachError
from ..examples import cases, failure, unfired
from ..output import ERROR, SEND, complain, write
from ..playbook import Playbook, overlay, read

_KEY = bytes(32)


def test(path: str) -> int:
    """Exit code 0 if every example does what it says and every pattern fires in one, else 2 and a line for each."""
    own = read(Path(path))
    whole = _whole(own)
    try:
        automaton = Automaton(compile_playbook(whole, _KEY))
    except PlaybookErrors as errors:
        for error in errors.errors:
            complain(str(error))
        return ERROR
    concerned = set(own.rules) | {change.extends for change in own.overlays}
    chosen = [case for case in cases(whole) if case.rule.id in concerned]
    failures = [line for line in (failure(automaton, case) for case in chosen) if line]
    idle = list(unfired(automaton, chosen))
    for line in failures + idle:
        complain(line)
    rules = "1 rule" if len(concerned) == 1 else f"{len(concerned)} rules"
    unused = f", {len(idle)} patterns never fire" if idle else ""
    write(f"{rules}, {len(chosen)} examples, {len(failures)} failed{unused}\n")
    return ERROR if failures or idle else SEND


def _whole(own: Playbook) -> Playbook:
    """The playbook as ``check`` would use it: laid over the shipped one, unless it is a copy of that."""
    shipped = read(Path(paths.bundled("playbooks"), paths.PLAYBOOK))
    if own.hold and own.rules.keys() & shipped.rules.keys():
        return own
    return overlay(shipped, own)


def new(path: str) -> int:
    """Exit code 0 and a folder with one rule that works."""
    folder = Path(path)
    if folder.exists():
        raise ReplyCoachError(f"{path} exists already; name a new folder")
    try:
        copytree(Path(paths.bundled("templates"), "playbook"), folder)
    except OSError as error:
        raise ReplyCoachError(f"{path} cannot be made: {error.strerror}") from None
    home = Path(paths.config(), "playbooks")
    write(
        f"{folder / 'empty-promise.yaml'} is a working rule; change it, then run\n"
        f"  replycoach playbook test {path}\n"
        f"To use the folder in every check, move it into {home}\n"
    )
    return SEND
