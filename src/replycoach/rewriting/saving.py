"""A file gets another content: all of it or none, its mode and owner kept, and what it was beside it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from ..errors import DraftError
from ..statefiles import FLAGS, sync, write_all

SUFFIX = ".orig"


def save(path: str, before: bytes, content: bytes) -> str:
    """Write ``content`` to a file that holds ``before``; the path of the copy kept of that. A link's target is written.

    Raises ``DraftError``; then the file is as it was.
    """
    place = os.path.realpath(path)
    try:
        found = os.stat(path)
        _expect(place, found, before)
        backup, made = _backup(place, before, found)
    except OSError as error:
        raise DraftError(_unwritten(error)) from None
    try:
        with _whole(place, content, found) as partial:
            os.replace(partial, place)
    except OSError as error:
        _forget(backup, made)
        raise DraftError(_unwritten(error)) from None
    except BaseException:
        _forget(backup, made)
        raise
    sync(os.path.dirname(place))
    return _named(backup, path)


def _expect(place: str, found: os.stat_result, before: bytes) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise DraftError("is no plain file; use --to-stdout")
    if not os.access(place, os.W_OK):
        raise DraftError("is read-only; make it writable, or use --to-stdout")
    if Path(place).read_bytes() != before:
        raise DraftError("has changed meanwhile and was left as it is; start again")


def _unwritten(error: OSError) -> str:
    cause = (error.strerror or str(error)).lower()
    return f"cannot be written: {cause}; nothing was changed, --to-stdout prints the new draft"


def _backup(place: str, before: bytes, found: os.stat_result) -> tuple[str, bool]:
    """A file with what was there, and whether it is a new one; none of another content is written over."""
    for number in count():
        name = f"{place}{SUFFIX}{f'.{number}' if number else ''}"
        if not os.path.lexists(name):
            break
        if os.path.isfile(name) and not os.path.islink(name) and _holds(name, before):
            return name, False
    with _whole(place, before, found) as partial:
        # Unlike a rename, a link never takes the place of a file.
        _link(partial, name)
    return name, True


def _holds(name: str, content: bytes) -> bool:
    try:
        return os.path.getsize(name) == len(content) and Path(name).read_bytes() == content
    except OSError:
        return False


def _link(partial: str, name: str) -> None:
    try:
        os.link(partial, name)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links.
        os.rename(partial, name)


@contextmanager
def _whole(place: str, content: bytes, found: os.stat_result) -> Iterator[str]:
    """A file beside ``place`` that holds all of ``content``, and is gone afterwards."""
    partial = f"{place}.{os.getpid()}.part"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | FLAGS, 0o600)
    try:
        try:
            write_all(descriptor, content)
            _dress(descriptor, found)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield partial
    finally:
        with suppress(OSError):
            os.unlink(partial)


def _dress(descriptor: int, found: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        made = os.fstat(descriptor)
        if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
            os.fchown(descriptor, found.st_uid, found.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(found.st_mode))


def _forget(backup: str, made: bool) -> None:
    if made:
        with suppress(OSError):
            os.unlink(backup)


def _named(backup: str, path: str) -> str:
    """As people see it: beside the name they gave, unless that is a link elsewhere."""
    beside = os.path.join(os.path.dirname(path), os.path.basename(backup))
    return beside if os.path.realpath(beside) == backup else backup
