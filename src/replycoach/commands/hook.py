"""``replycoach hook install`` and ``uninstall``: the check in front of a mail program, and away again."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from importlib import import_module
from typing import Any

from .. import mailers, markedblock
from ..errors import ReplyCoachError
from ..mailers import git
from ..output import SEND, write
from ..policy import policy
from ..terminal import harmless, language

_WORDS = {
    "ru": {
        "lines": "Впишите в {file}:\n\n{lines}\n\n"
        "Или: replycoach hook install {name} --write — впишет само, прежний файл сохранит рядом.\n",
        "written": "{file}: строки вписаны; убрать: replycoach hook uninstall {name}\n",
        "already": "{place}: уже стоит\n",
        "installed": "{place}: поставлено; убрать: replycoach hook uninstall\n",
        "removed": "{place}: убрано, всё как было\n",
        "foreign": "{place}: не наше, оставлено как есть\n",
        "absent": "{place}: нашего там нет\n",
    },
    "en": {
        "lines": "Put into {file}:\n\n{lines}\n\n"
        "Or: replycoach hook install {name} --write does so, and keeps the file as it was beside it.\n",
        "written": "{file}: lines put in; to take them out: replycoach hook uninstall {name}\n",
        "already": "{place}: in place already\n",
        "installed": "{place}: installed; to take it out: replycoach hook uninstall\n",
        "removed": "{place}: taken out, all as it was\n",
        "foreign": "{place}: not ours, left alone\n",
        "absent": "{place}: nothing of ours there\n",
    },
}


def install(
    name: str | None,
    *,
    file: str | None = None,
    transport: str | None = None,
    writes: bool = False,
    everywhere: bool = False,
    patches: bool = False,
    shared: bool = False,
) -> int:
    """Without a name, git's hook in this repository."""
    name = _known(name or "git")
    if name == "git":
        return _install_git(everywhere, patches, shared)
    mailer = mailer_of(name)
    place = file or settings_file(mailer)
    settings = markedblock.without(_content(place)).decode("utf-8", "replace")
    command = [*program(), "sendmail", "--", *_transport(mailer, settings, transport)]
    if not mailer.BLANKS and any(" " in word for word in command):
        raise ReplyCoachError(f"{name} cannot call a program with a blank in its path: {' '.join(command)}; link it")
    lines = mailer.lines(command)
    if not writes:
        shown = "\n".join(f"    {harmless(line)}" for line in lines)
        write(_say("lines", file=harmless(place), lines=shown, name=name) + _tip(mailer))
        return SEND
    if "several-accounts" in mailer.traps(settings):
        raise ReplyCoachError(f"{place} has several accounts; put the line into each by hand")
    try:
        head, mode = getattr(mailer, "HEAD", ""), getattr(mailer, "MODE", 0o600)
        changed = markedblock.put(place, lines, mailer.COMMENT, instead=mailer.INSTEAD, head=head, mode=mode)
    except OSError as error:
        raise ReplyCoachError(f"{place}: {(error.strerror or str(error)).lower()}") from None
    said = _say("written", file=harmless(place), name=name) if changed else _say("already", place=harmless(place))
    write(said + _tip(mailer))
    return SEND


def _tip(mailer: Any) -> str:
    tip = getattr(mailer, "TIP", None)
    return f"\n{tip[language(os.environ) or 'en']}\n\n    {mailer.TIP_LINE}\n" if tip else ""


def _install_git(everywhere: bool, patches: bool, shared: bool) -> int:
    place = git.folder(everywhere)
    if not everywhere and not shared and git.is_shared(place):
        raise ReplyCoachError(f"{place} is part of the repository: others would get the hook; --shared does it anyway")
    changed = git.install(place, program(), patches, everywhere)
    write(_say("installed" if changed else "already", place=harmless(os.path.join(place, git.HOOK))))
    return SEND


def uninstall(name: str | None, *, file: str | None = None, everywhere: bool = False) -> int:
    name = _known(name or "git")
    if name == "git":
        place = git.folder(everywhere)
        hook = os.path.join(place, git.HOOK)
        word = "foreign" if git.is_foreign(hook) else "absent"
        write(_say("removed" if git.uninstall(place, everywhere) else word, place=harmless(hook)))
        return SEND
    place = file or settings_file(mailer_of(name))
    try:
        removed = markedblock.remove(place)
    except OSError as error:
        raise ReplyCoachError(f"{place}: {(error.strerror or str(error)).lower()}") from None
    write(_say("removed" if removed else "absent", place=harmless(place)))
    return SEND


def installed() -> list[tuple[str, str, bool]]:
    """Every mail program with its file, and whether we stand in it."""
    found = []
    for name in mailers.names():
        if name != "git":
            place = settings_file(mailer_of(name))
            found.append((name, place, markedblock.is_in(place)))
    for label, everywhere in (("git", False), ("git --global", True)):
        try:
            hook = os.path.join(git.folder(everywhere), git.HOOK)
        except ReplyCoachError:
            continue
        found.append((label, hook, git.is_ours(hook)))
    return found


def program() -> list[str]:
    """How to call us: the program on the path, else the interpreter that runs us, blind to modules in the folder it is
    called in, which may be somebody else's repository."""
    found = shutil.which("replycoach")
    return [os.path.abspath(found)] if found else [sys.executable, "-P", "-m", (__package__ or "").partition(".")[0]]


def _transport(mailer: Any, settings: str, given: str | None) -> list[str]:
    """The words that send mail: those given, those in the file now, those in the settings, what is installed."""
    if given:
        return shlex.split(given)
    now = mailer.transport(settings)
    if now and "replycoach" not in " ".join(now):
        return list(now)
    found = list(policy().transport) or _found()
    if not found:
        raise ReplyCoachError("no program that sends mail is installed; install msmtp, or name one with --transport")
    return found


def _found() -> list[str]:
    places = (shutil.which("msmtp"), shutil.which("sendmail", path=f"{os.defpath}:/usr/sbin:/usr/lib"))
    return [place for place in places if place][:1]


def _known(name: str) -> str:
    if name not in mailers.names():
        raise ReplyCoachError(f"no mail program `{name}`; there are {', '.join(mailers.names())}")
    return name


def mailer_of(name: str) -> Any:
    return import_module(f"..mailers.{name.replace('-', '_')}", __package__)


def settings_file(mailer: Any) -> str:
    places: list[str] = mailer.files()
    return next((place for place in places if os.path.exists(place)), places[0])


def _content(place: str) -> bytes:
    try:
        with open(place, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ReplyCoachError(f"{place} cannot be read: {(error.strerror or str(error)).lower()}") from None


def _words() -> dict[str, str]:
    return _WORDS[language(os.environ) or "en"]


def _say(word: str, **values: object) -> str:
    return _words()[word].format(**values)
