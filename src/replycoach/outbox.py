"""Private copies of mails under way: written and synced before anything is done with a mail.

A copy's state is part of its name, so there is no state to corrupt: ``ID.STATE.eml``. ``checking`` is a mail under way,
or one whose wrapper was killed; the others are kept for their writer (``KEPT``).
"""

from __future__ import annotations

import os
import time

from .statefiles import DAY, FLAGS, FOLDERS, age, bases, names, prepare, size, sync, unlink, write_all

CHECKING, REFUSED, FAILED, UNSURE = "checking", "refused", "failed", "unsure"
KEPT = (REFUSED, FAILED, UNSURE)
COPIES, DAYS, BYTES = 50, 14, 200_000_000
"""Copies are dropped beyond this number, this age, this much room; the oldest first."""
_MOST = {"outbox": COPIES, "sent": 200, "claims": 200}


class Copy:
    """One mail's copy. ``base`` is the folder of all state it belongs to."""

    __slots__ = ("base", "ident", "state")

    def __init__(self, base: str, ident: str, state: str) -> None:
        self.base, self.ident, self.state = base, ident, state

    @property
    def path(self) -> str:
        return os.path.join(self.base, "outbox", f"{self.ident}.{self.state}.eml")

    def open(self) -> int:
        """A descriptor to read it from the top."""
        return os.open(self.path, os.O_RDONLY | FLAGS)

    def become(self, state: str) -> None:
        """Best effort: under its old name the copy is as good."""
        old, self.state = self.state, state
        try:
            os.rename(Copy(self.base, self.ident, old).path, self.path)
        except OSError:
            self.state = old

    def drop(self) -> None:
        unlink(self.path)


def keep(mail: bytes, ident: str = "") -> Copy:
    """A synced copy in the first folder that takes it; raises ``OSError`` if none does."""
    problem: OSError | None = None
    for folder in bases():
        try:
            prepare(folder)
            return _written(folder, ident or _ident(), mail)
        except OSError as error:
            problem = problem or error
    raise problem or OSError("no folder to write to")


def _ident() -> str:
    return f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"


def _written(folder: str, ident: str, mail: bytes) -> Copy:
    copy = Copy(folder, ident, CHECKING)
    descriptor = os.open(copy.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, 0o600)
    try:
        write_all(descriptor, mail)
        os.fsync(descriptor)
    except OSError:
        copy.drop()
        raise
    finally:
        os.close(descriptor)
    sync(os.path.dirname(copy.path))
    return copy


def copies(folder: str) -> list[Copy]:
    """All copies, the oldest first."""
    found = []
    for name in sorted(names(os.path.join(folder, "outbox"))):
        ident, state, suffix = (*name.rsplit(".", 2), "", "")[:3]
        if suffix == "eml" and state in (CHECKING, *KEPT):
            found.append(Copy(folder, ident, state))
    return found


def find(folder: str, ident: str) -> Copy | None:
    return next((copy for copy in copies(folder) if copy.ident == ident), None)


def is_crowded(folder: str) -> bool:
    """Whether it is time to tidy up; costs three listings."""
    return any(len(names(os.path.join(folder, kind))) > most for kind, most in _MOST.items())


def tidy(folder: str) -> None:
    """Drops what is too old or too much; marks live for a day."""
    now = time.time()
    for kind in FOLDERS[1:]:
        for name in names(os.path.join(folder, kind)):
            if age(os.path.join(folder, kind, name), now) > DAY:
                unlink(os.path.join(folder, kind, name))
    number = room = 0
    for copy in reversed(copies(folder)):
        old = age(copy.path, now)
        if copy.state == CHECKING and old < DAY:
            continue
        number, room = number + 1, room + size(copy.path)
        # The newest is the one its writer has just been told of, however large.
        if old > DAYS * DAY or (number > 1 and (number > COPIES or room > BYTES)):
            copy.drop()
