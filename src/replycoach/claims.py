"""A claim stands while a mail is with the transport: no two attempts send it, and one that died leaves word."""

from __future__ import annotations

import os
import time

from .statefiles import FLAGS, sync, unlink

_NEVER, _MOMENT = "never", 2


class Claim:
    """A mail is with the transport: held from before it starts until its outcome is written down."""

    __slots__ = ("_descriptor", "_place")

    def __init__(self, place: str, descriptor: int) -> None:
        self._place, self._descriptor = place, descriptor

    def sent(self) -> None:
        """The transport took it; from here on only the news is missing."""
        os.pwrite(self._descriptor, b"sent", 0)

    def release(self) -> None:
        unlink(self._place)
        os.close(self._descriptor)

    def leave(self) -> None:
        """Nobody knows: the next attempt is told so."""
        os.close(self._descriptor)


class Claimed(Exception):
    """Another attempt has the mail: ``state`` is ``now`` (its wrapper lives), ``sent`` or ``unsure``."""

    def __init__(self, state: str, since: float) -> None:
        super().__init__(state)
        self.state, self.since = state, since


def claim(folder: str, key: str) -> Claim:
    """Only one attempt has a mail. Raises ``Claimed``, or ``OSError`` if it cannot be written down."""
    place = os.path.join(folder, "claims", key)
    try:
        descriptor = _new(place)
    except FileExistsError:
        found = _claimed(place)
        if found.state != _NEVER:
            raise found from None
        unlink(place)
        descriptor = _new(place)
    try:
        _lock(descriptor)
        os.write(descriptor, b"away")
        os.fsync(descriptor)
        sync(os.path.dirname(place))
    except OSError:
        Claim(place, descriptor).release()
        raise
    return Claim(place, descriptor)


def _new(place: str) -> int:
    return os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL | FLAGS, 0o600)


def _claimed(place: str) -> Claimed:
    """What a claim that is there already means; one that goes away meanwhile meant a mail just sent."""
    try:
        descriptor = os.open(place, os.O_RDWR | FLAGS)
    except OSError:
        return Claimed("now", time.time())
    try:
        since = os.fstat(descriptor).st_mtime
        if not _lock(descriptor):
            return Claimed("now", since)
        content = os.read(descriptor, 8)
        if not content:
            # The transport starts only after something is written.
            return Claimed("now" if abs(time.time() - since) < _MOMENT else _NEVER, since)
        return Claimed("sent" if content == b"sent" else "unsure", since)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Whether the lock was free. It ends with the process, however that ends."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system without locks: then the claim itself must do.
        return True
    return True


def drop_dead(folder: str, key: str) -> None:
    """On the user's word: what an attempt left behind that is over. One that lives keeps its claim."""
    place = os.path.join(folder, "claims", key)
    if os.path.exists(place) and _claimed(place).state != "now":
        unlink(place)
