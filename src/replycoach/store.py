"""The compiled playbook: the shipped one as it came, any other compiled once and cached.

A cached file is used only if it is a plain file of this user that nobody else can write, its sources
look untouched and its digest fits; whatever is wrong with it, the playbook is compiled anew. It holds
plain data, so even a forged one could not run code. Writing is atomic and optional.
"""

from __future__ import annotations

import os

from . import paths
from .automaton import Automaton, read_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIGEST = 32
_loaded: dict[tuple[str, ...], Automaton] = {}


def automaton(extra: Sequence[str] = ()) -> Automaton:
    """The shipped playbook with the user's laid over it, and those in the folders ``extra``."""
    folders = (*paths.playbooks(), *map(os.path.abspath, extra))
    found = _loaded.get(folders)
    if found is None:
        found = _loaded[folders] = (None if folders else _shipped()) or _compiled(folders)
    return found


def _shipped() -> Automaton | None:
    try:
        # Open for good: a check reads the pieces it needs.
        file = os.open(paths.compiled(), os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
        if hasattr(os, "pread"):
            return Automaton(file)
        with open(file, "rb") as whole:
            return Automaton(whole.read())
    except (OSError, ValueError):
        return None


def _compiled(folders: tuple[str, ...]) -> Automaton:
    folders = (os.path.join(paths.bundled("playbooks"), paths.PLAYBOOK), *folders)
    stamp = _stamp(folders)
    place = os.path.join(paths.cache(), _name(folders))
    cached = _read(place)
    if cached and cached[0] == stamp:
        found = _opened(cached[1])
        if found:
            return found
    blob = _compile(folders, cached[1] if cached else b"")
    _write(place, stamp, blob)
    return Automaton(blob)


def _opened(blob: bytes) -> Automaton | None:
    try:
        return Automaton(blob)
    except (ValueError, KeyError, IndexError, TypeError):
        return None


def _compile(folders: tuple[str, ...], cached: bytes) -> bytes:
    """The cached blob if it was made from the same contents by the same versions, else a new one."""
    from .automaton import key_of

    if cached and key_of(cached) == _key(folders) and _opened(cached):
        return cached
    return compiled_from(folders)


def compiled_from(folders: tuple[str, ...]) -> bytes:
    """Compile the playbook of the first folder with those of the others laid over it."""
    from pathlib import Path

    from .compiler import compile_playbook
    from .playbook import overlay, read

    playbook = read(Path(folders[0]))
    for folder in folders[1:]:
        playbook = overlay(playbook, read(Path(folder)))
    return compile_playbook(playbook, _key(folders))


def _sources(folders: tuple[str, ...]) -> Iterator[str]:
    """Files the result depends on: ours and the playbooks'."""
    for folder in (paths.PACKAGE, *folders):
        for root in (folder, os.path.join(folder, "detectors")):
            if os.path.isfile(root):
                yield root
            elif os.path.isdir(root):
                yield from sorted(os.path.join(root, name) for name in os.listdir(root) if _is_source(name))


def _is_source(name: str) -> bool:
    return name.endswith((".py", ".yaml")) and not name.startswith(".")


def _stamp(folders: tuple[str, ...]) -> str:
    """Changes whenever a source file or an installed package does; costs a stat a file."""
    import sys

    places = [*_sources(folders), *(place for place in sys.path if os.path.isdir(place))]
    return "\n".join(map(_stat, places))


def _stat(path: str) -> str:
    stat = os.stat(path)
    return f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}\t{stat.st_ctime_ns}"


def _key(folders: tuple[str, ...]) -> bytes:
    from hashlib import blake2b

    from .morphology import version

    digest = blake2b(version().encode(), digest_size=_DIGEST)
    for path in _sources(folders):
        with open(path, "rb") as file:
            content = file.read()
        digest.update(f"{os.path.basename(path)} {len(content)}\n".encode() + content)
    return digest.digest()


def _name(folders: tuple[str, ...]) -> str:
    from zlib import crc32

    return f"playbook-{crc32(os.pathsep.join(folders).encode('utf-8', 'surrogateescape')):08x}.bin"


def _read(place: str) -> tuple[str, bytes] | None:
    """Stamp and blob of a cached file; None if it may not or cannot be used."""
    try:
        descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    try:
        with open(descriptor, "rb") as file:
            if not _is_ours(os.fstat(descriptor)):
                return None
            content = file.read()
        return _unwrap(content)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _is_ours(stat: os.stat_result) -> bool:
    import stat as modes

    if not modes.S_ISREG(stat.st_mode):
        return False
    return not hasattr(os, "getuid") or (stat.st_uid == os.getuid() and not stat.st_mode & 0o022)


def _unwrap(content: bytes) -> tuple[str, bytes] | None:
    from hashlib import blake2b

    digest, body = content[:_DIGEST], content[_DIGEST:]
    if blake2b(body, digest_size=_DIGEST).digest() != digest:
        return None
    size = int.from_bytes(body[:4], "little")
    stamp = read_json(str(body[4 : 4 + size], "utf-8"))
    return str(stamp), body[4 + size :]


def _write(place: str, stamp: str, blob: bytes) -> None:
    """Best effort: a read-only home costs time, nothing else."""
    from hashlib import blake2b
    from json import dumps

    head = dumps(stamp).encode()
    body = len(head).to_bytes(4, "little") + head + blob
    content = blake2b(body, digest_size=_DIGEST).digest() + body
    partial = f"{place}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(place), 0o700, exist_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
            os.replace(partial, place)
        except OSError:
            os.unlink(partial)
            raise
    except OSError:
        return
