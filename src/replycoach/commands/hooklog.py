"""``replycoach hook status``, ``why`` and ``allow``: what the check has done to mails, and how to send one anyway."""

from __future__ import annotations

import os
import shlex
import sys

from .. import journal, outbox, statefiles
from ..coach import check
from ..errors import DraftError, ReplyCoachError
from ..notices import advice
from ..output import SEND, write
from ..policy import policy
from ..terminal import harmless, language, style
from .hook import installed

_WORDS = {
    "ru": {
        "nothing": "Ни одно письмо не задерживалось.\n",
        "allowed": "Это письмо уйдёт при следующей отправке, один раз и в течение суток. Отправьте его снова.\n",
        "gone": "Копии уже нет.",
        "copy": "Копия: {path}\n"
        "Отправить как есть, один раз: replycoach hook allow {ident}, затем снова «Отправить».\n",
        "kinds": "hold задержано · cooling ждёт · unsure неясно, ушло ли · error не проверено и не отправлено ·"
        " failed не взяла программа отправки · unchecked ушло непроверенным · skipped пропущено · allowed разрешено",
        "on": "стоит",
        "off": "нет",
        "state": "Копии, журнал: {folder}\nКопий писем: {count}. Убрать всё: rm -r {quoted}\n",
        "last": "Последние события:",
    },
    "en": {
        "nothing": "No mail has been stopped.\n",
        "allowed": "That mail goes at the next attempt, once, within a day. Send it again.\n",
        "gone": "Its copy is gone.",
        "copy": "Copy: {path}\nTo send it as it is, once: replycoach hook allow {ident}, then send again.\n",
        "kinds": "hold stopped · cooling waits · unsure may have left · error not checked, not sent ·"
        " failed the transport's refusal · unchecked left unchecked · skipped bypassed · allowed on your word",
        "on": "on",
        "off": "–",
        "state": "Copies and journal: {folder}\nCopies of mails: {count}. To delete all: rm -r {quoted}\n",
        "last": "Last events:",
    },
}


def status() -> int:
    """What stands where, what is kept, and the last events."""
    words = _words()
    rows = [(name, place, words["on" if on else "off"]) for name, place, on in installed()]
    width = max(len(name) for name, _, _ in rows)
    out = "".join(f"{name:{width}}  {on}  {harmless(place)}\n" for name, place, on in rows)
    folder = _state()
    if folder:
        kept = len(outbox.copies(folder))
        out += "\n" + _say("state", folder=harmless(folder), count=kept, quoted=shlex.quote(folder))
        events = [f"  {each.when}  {each.kind}  {harmless(each.detail)}" for each in journal.entries(folder)][-5:]
        if events:
            out += "\n".join([words["last"], *events, f"  ({words['kinds']})"]) + "\n"
    write(out)
    return SEND


def why(ident: str) -> int:
    """The advice for the last mail that was stopped, in full, or for the one of an ID; ``list`` names them."""
    folder = _state()
    if folder and ident == "list":
        rows = [each for each in journal.entries(folder) if each.kind in journal.STOPPED]
        write(
            "".join(f"{each.ident}  {each.kind}  {harmless(each.detail)}\n" for each in rows[-20:]) or _say("nothing")
        )
        return SEND
    entry = journal.stopped(folder, ident) if folder else None
    if entry is None:
        write(_say("nothing"))
        return SEND
    copy = outbox.find(folder, entry.ident)
    head = f"{entry.when} · {entry.kind} · {harmless(entry.detail)}\n"
    if copy is None:
        write(f"{head}{_words()['gone']}\n")
        return SEND
    with open(copy.path, "rb") as mail:
        told = _advice(mail.read())
    write(f"{head}\n{told}\n" + _say("copy", path=harmless(copy.path), ident=copy.ident))
    return SEND


def _advice(mail: bytes) -> str:
    settled = policy()
    look = style(sys.stdout, os.environ, settled.reader)
    try:
        return advice(check(mail, reader=settled.reader, **settled.options), look)
    except DraftError as error:
        return f"The mail {error}\n"


def allow(ident: str) -> int:
    """Let one mail through, once."""
    folder = _state()
    entry = journal.stopped(folder, ident) if folder else None
    if entry is None or not entry.key:
        raise ReplyCoachError("no stopped mail of that name to allow; `replycoach hook why list` names them")
    try:
        # Where the next attempt will look, which has room elsewhere by then, perhaps.
        for place in {folder, statefiles.base()}:
            journal.allow(place, entry.key)
    except OSError as error:
        raise ReplyCoachError(f"{folder}: {(error.strerror or str(error)).lower()}; make room") from None
    write(_say("allowed"))
    return SEND


def _state() -> str:
    """The folder of state whose journal was written last; empty if there is none."""
    folders = [folder for folder in statefiles.bases() if _written(folder)]
    return max(folders, key=_written, default="")


def _written(folder: str) -> float:
    try:
        statefiles.expect_ours(folder)
        return os.stat(os.path.join(folder, "journal")).st_mtime
    except OSError:
        return 0


def _words() -> dict[str, str]:
    return _WORDS[language(os.environ) or "en"]


def _say(word: str, **values: object) -> str:
    return _words()[word].format(**values)
