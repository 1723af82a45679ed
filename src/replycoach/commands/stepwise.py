"""``replycoach rewrite --interactive``: one place at a time, the answers by key; what was taken is never lost."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from ..coach import check
from ..errors import DraftError, ReplyCoachError
from ..output import HOLD, SEND
from ..rewriting.draftfile import DraftFile, read_file
from ..rewriting.session import Place, Session
from .check import known, read_draft
from .editing import edited
from .placing import put, rescue, tell
from .speaking import Terminal, opened

INTERRUPTED = 130
_KEYS = {
    "take": "yуд",
    "edit": "eеп",
    "other": "oо",
    "skip": "nнт",
    "ignore": "iиш",
    "explain": "?,xхч",
    "undo": "uгв",
    "quit": "qйз",
    "help": "hрс",
}
"""Latin letters; Russian ones that look the same, start the Russian word, or lie on the same key."""


def run(name: str, given: Mapping[str, Any], way: str) -> int:
    """Ask, then write what was taken."""
    with opened(name, way) as terminal:
        raw = read_draft(name)
        report = known(check(raw, **given))
        draft = read_file(raw, report.message)
        if draft.closed and way == "in-place":
            raise DraftError(draft.closed)
        terminal.lang = given["reader"] or report.lang
        session = Session(report, given)
        code = _asked(session, terminal)
        with _undisturbed():
            _finish(name, draft, session, way, terminal)
    return code or (HOLD if session.left() else SEND)


def _asked(session: Session, terminal: Terminal) -> int:
    """Exit code of a session that was broken off, else 0."""
    try:
        with _heeding():
            _ask(session, terminal)
    except EOFError:
        terminal.say("")
    except KeyboardInterrupt:
        terminal.say("")
        return INTERRUPTED
    return 0


def _ask(session: Session, terminal: Terminal) -> None:
    while True:
        place = session.place()
        if place is not None:
            if not _step(place, session, terminal):
                return
            continue
        blank = session.blank()
        if blank is None:
            return
        answer = terminal.fill(blank)
        if len(answer) == 1 and answer.lower() in _KEYS["undo"]:
            terminal.tell("undone" if session.undo() else "nothing")
        elif answer:
            session.fill(blank, answer)
        else:
            session.leave(blank)


def _step(place: Place, session: Session, terminal: Terminal) -> bool:
    """Whether to go on."""
    terminal.show(place)
    shown = 0
    while True:
        way = place.ways[shown] if place.ways else None
        terminal.offer(place, shown)
        key = _key(terminal.ask(place))
        if key == "other" and len(place.ways) > 1:
            shown = (shown + 1) % len(place.ways)
        elif key == "explain":
            terminal.explain(place)
        elif key == "undo" and not session.undo():
            terminal.tell("nothing")
        elif key == "edit":
            words = edited(place.text(way) or place.words, terminal)
            if words:
                session.take(place.by_hand(words, way))
                return True
        elif (key == "take" and way is None) or key in ("help", "other", ""):
            terminal.help(place)
        else:
            return _done(key, place, shown, session, terminal)


def _done(key: str, place: Place, shown: int, session: Session, terminal: Terminal) -> bool:
    if key == "take":
        session.take(place.ways[shown])
    elif key == "skip":
        session.skip(place)
    elif key == "ignore":
        session.ignore(place.findings[0].rule)
        terminal.tell("ignored", rule=place.findings[0].rule)
    elif key == "undo":
        terminal.tell("undone")
    return key != "quit"


def _key(answer: str) -> str:
    first = answer.strip().lower()[:1]
    return next((name for name, letters in _KEYS.items() if first and first in letters), "")


def _finish(name: str, draft: DraftFile, session: Session, way: str, terminal: Terminal) -> None:
    """Write, and say so; what cannot be written is put where it can."""
    text, lang = session.now.text, terminal.lang
    try:
        put(name, draft, text, way, lang)
    except ReplyCoachError as error:
        raise DraftError(f"{error}; {rescue(text)}") from None
    with suppress(OSError):
        tell(text, session.left(), lang)


@contextmanager
def _heeding() -> Iterator[None]:
    """A closed window and a polite kill count as Ctrl-C."""
    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), signal.default_int_handler) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No second Ctrl-C keeps the first from saving."""
    names = [name for name in ("SIGINT", "SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), signal.SIG_IGN) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
