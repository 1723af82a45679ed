"""A claim stands while a mail is with the transport: no two attempts send it, and one that died leaves word.

It is a file with a word and the path of the mail's copy: ``away``, then ``sent`` once the transport has taken it, then
``told``, which is the last that is done before our exit code says so. Empty or ``told``, it is free. Its lock lives as
long as the wrapper; the lock of the copy, which the transport has for its standard input, as long as either.
"""

from __future__ import annotations

import os
import time

from .statefiles import FLAGS, bases, sync, unlink


class Claim:
    """A mail is with the transport: held from before it starts until its outcome is written down."""

    __slots__ = ("_descriptor", "_place")

    def __init__(self, place: str, descriptor: int) -> None:
        self._place, self._descriptor = place, descriptor

    def sent(self) -> None:
        """The transport took it; from here on only the news is missing."""
        os.pwrite(self._descriptor, b"sent", 0)

    def told(self) -> None:
        """Over. Four bytes and no change to a folder: next to no time in which to be killed."""
        os.pwrite(self._descriptor, b"told", 0)

    def release(self) -> None:
        """The mail did not leave."""
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
    for other in _elsewhere(folder, key):
        _expect_free(other)
    place = os.path.join(folder, "claims", key)
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT | FLAGS, 0o600)
    try:
        if found := _found(place, descriptor):
            raise found
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, b"away " + os.fsencode(copy), 0)
        os.fsync(descriptor)
        sync(os.path.dirname(place))
    except BaseException:
        os.close(descriptor)
        raise
    return Claim(place, descriptor)


def drop_dead(folder: str, key: str) -> None:
    """On the user's word: what an attempt left behind that is over. One that lives keeps its claim."""
    for place in (os.path.join(folder, "claims", key), *_elsewhere(folder, key)):
        try:
            descriptor = os.open(place, os.O_RDWR | FLAGS)
        except OSError:
            continue
        found = _found(place, descriptor)
        if found and found.state != "now":
            os.ftruncate(descriptor, 0)
        os.close(descriptor)


def _elsewhere(folder: str, key: str) -> list[str]:
    """Claims of attempts that could not write where we do."""
    places = (os.path.join(other, "claims", key) for other in bases() if other != folder)
    return [place for place in places if os.path.exists(place)]


def _expect_free(place: str) -> None:
    try:
        descriptor = os.open(place, os.O_RDWR | FLAGS)
    except OSError:
        return
    try:
        if found := _found(place, descriptor):
            raise found
    finally:
        os.close(descriptor)


def _found(place: str, descriptor: int) -> Claimed | None:
    """What another attempt's claim means; None, and the lock is ours, if there is none."""
    since = os.fstat(descriptor).st_mtime
    if not lock(descriptor):
        return Claimed("now", since)
    try:
        if os.stat(place).st_ino != os.fstat(descriptor).st_ino:
            raise FileNotFoundError
    except FileNotFoundError:
        # Taken away between opening and locking: somebody is at it this moment.
        return Claimed("now", time.time())
    word, _, copy = os.pread(descriptor, 4096, 0).partition(b" ")
    if word in (b"", b"told"):
        return None
    if word == b"sent":
        return Claimed("sent", since)
    return Claimed("now" if _is_read(copy) else "unsure", since)


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
