"""Where state is kept, and the ways of writing that leave nothing half done. Only the user can enter the folders."""

from __future__ import annotations

import os
import stat
import time
from errno import ENOTDIR, EPERM

from . import paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = ("outbox", "claims", "sent", "cooldowns", "allowed")
DAY = 86_400
FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def base() -> str:
    """The folder of all state that can be written to; raises ``OSError`` if there is none."""
    problem: OSError | None = None
    for folder in bases():
        try:
            prepare(folder)
            return folder
        except OSError as error:
            problem = problem or error
    raise problem or OSError("no folder to write to")


def bases() -> Iterator[str]:
    """The user's own, else what lasts until the next start: a read-only home must not stop mail."""
    own = paths.state()
    if os.path.isabs(own):
        yield own
    name = f"replycoach-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("TMPDIR", ""), "/tmp", "/dev/shm"):
        if os.path.isabs(folder) and os.path.isdir(folder):
            yield os.path.join(folder, name)


def prepare(folder: str) -> None:
    """Makes the folders; raises ``OSError`` if one is not ours alone. Only the user's own state may be a link."""
    try:
        found = expect_ours(folder)
    except FileNotFoundError:
        os.makedirs(folder, 0o700, exist_ok=True)
        found = expect_ours(folder)
    if found.st_mode & 0o077:
        os.chmod(folder, 0o700)
    for name in FOLDERS:
        place = os.path.join(folder, name)
        try:
            expect_ours(place)
        except FileNotFoundError:
            os.makedirs(place, 0o700, exist_ok=True)


def expect_ours(folder: str) -> os.stat_result:
    """Raises ``OSError`` unless the folder is there and belongs to us."""
    found = os.stat(folder) if folder == paths.state() else os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(ENOTDIR, "is no folder", folder)
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise PermissionError(EPERM, "belongs to somebody else", folder)
    return found


def write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest[: 1 << 20]) :]


def mark(folder: str, kind: str, name: str, content: bytes = b"") -> None:
    """A small file that says something of a mail; whole or not there. Raises ``OSError``."""
    place = os.path.join(folder, kind, name)
    partial = f"{place}.{os.getpid()}.new"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | FLAGS, 0o600)
    try:
        write_all(descriptor, content)
    except OSError:
        unlink(partial)
        raise
    finally:
        os.close(descriptor)
    os.replace(partial, place)


def marked(folder: str, kind: str, name: str) -> float:
    """When a mark was made there, in seconds; 0 if there is none, or it is more than a day old."""
    try:
        made = os.stat(os.path.join(folder, kind, name)).st_mtime
    except OSError:
        return 0
    return made if abs(time.time() - made) < DAY else 0


def unmark(folder: str, kind: str, name: str) -> bool:
    """Whether it was us who took it away."""
    return unlink(os.path.join(folder, kind, name))


def age(place: str, now: float) -> float:
    try:
        return now - os.stat(place).st_mtime
    except OSError:
        return 0


def size(place: str) -> int:
    try:
        return os.stat(place).st_size
    except OSError:
        return 0


def names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def sync(folder: str) -> None:
    """A new name lasts only if its folder is synced too; not every file system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def unlink(place: str) -> bool:
    try:
        os.unlink(place)
    except OSError:
        return False
    return True
