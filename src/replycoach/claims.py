"""A claim stands while a mail is with the transport: no two attempts send it, and one that died leaves word.

It holds a word (``away``, ``sent``) and the path of the mail's copy. Its lock lives as long as the wrapper; the lock of
the copy, which the transport has for its standard input, as long as either.
"""

from __future__ import annotations

import os
import time

from .statefiles import FLAGS, bases, sync, unlink

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


def claim(folder: str, key: str, copy: str) -> Claim:
    """Only one attempt has a mail. Raises ``Claimed``, or ``OSError`` if it cannot be written down."""
    place = os.path.join(folder, "claims", key)
    for other in _elsewhere(folder, key):
        raise _claimed(other)
    try:
        descriptor = _new(place)
    except FileExistsError:
        found = _claimed(place)
        if found.state != _NEVER:
            raise found from None
        unlink(place)
        descriptor = _new(place)
    try:
        lock(descriptor)
        os.write(descriptor, b"away " + os.fsencode(copy))
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
        if not lock(descriptor):
            return Claimed("now", since)
        content = os.read(descriptor, 4096)
        if not content:
            # The transport starts only after something is written.
            return Claimed("now" if abs(time.time() - since) < _MOMENT else _NEVER, since)
        word, _, copy = content.partition(b" ")
        if word == b"sent":
            return Claimed("sent", since)
        return Claimed("now" if _is_read(copy) else "unsure", since)
    finally:
        os.close(descriptor)


def _is_read(copy: bytes) -> bool:
    """Whether a transport that has outlived its wrapper still has this copy."""
    try:
        descriptor = os.open(copy, os.O_RDONLY | FLAGS)
    except (OSError, ValueError):
        return False
    try:
        return not lock(descriptor)
    finally:
        os.close(descriptor)


def lock(descriptor: int) -> bool:
    """Whether the lock was free. It ends when nobody has the file open any more, however that came."""
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
    for place in (os.path.join(folder, "claims", key), *_elsewhere(folder, key)):
        if os.path.exists(place) and _claimed(place).state != "now":
            unlink(place)


def _elsewhere(folder: str, key: str) -> list[str]:
    """Claims of attempts that could not write where we do."""
    places = (os.path.join(other, "claims", key) for other in bases() if other != folder)
    return [place for place in places if os.path.exists(place)]
