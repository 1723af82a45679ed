"""Lines of ours in somebody's file, between two marks, so that taking them out restores the file byte for byte.

What the file was like is written in the first mark; a line ours stand in for stays inside as a comment.
"""

from __future__ import annotations

import os
import re
from tempfile import mkstemp

BEGIN, END = b">>> replycoach >>>", b"<<< replycoach <<<"
_NEW, _NO_END, _WAS = b" (new file)", b" (no line end before)", b" was: "
BACKUP = ".replycoach-bak"


def put(path: str, lines: list[str], comment: str, *, instead: str = "", head: str = "", mode: int = 0o600) -> bool:
    """Whether the file had to change. ``instead`` matches a line ours replace, which may stand only once in the file;
    ``head`` is the first line of a new file. Keeps the file as it was beside it. Raises ``OSError``.
    """
    place = os.path.realpath(path)
    before = _read(place)
    bare = without(before) if before is not None else None
    if before is not None and _NEW in _block(before) and (bare or b"") in (b"", head.encode()):
        bare = None
    after = _with_block(bare, [line.encode() for line in lines], comment.encode(), instead.encode(), head.encode())
    if after == before:
        return False
    if before is not None and not os.path.exists(place + BACKUP):
        _write(place + BACKUP, before, place, mode)
    _write(place, after, place, mode)
    return True


def remove(path: str) -> bool:
    """Whether there was a block. A file that was made for it goes, unless somebody has added to it."""
    place = os.path.realpath(path)
    before = _read(place)
    if before is None or not has(before):
        return False
    after = without(before)
    if _NEW in _block(before) and (not after.strip() or (after.startswith(b"#!") and after.count(b"\n") == 1)):
        os.unlink(place)
    else:
        _write(place, after, place, 0o600)
    if _read(place + BACKUP) == after:
        os.unlink(place + BACKUP)
    return True


def has(content: bytes) -> bool:
    return bool(_block(content))


def is_in(path: str) -> bool:
    return has(_read(os.path.realpath(path)) or b"")


def without(content: bytes) -> bytes:
    """The file as it was before, with whatever else has changed in it since."""
    block = _block(content)
    if not block:
        return content
    before, _, after = content.partition(block)
    was = [line.partition(_WAS)[2] for line in block.split(b"\n") if _WAS in line[:20]]
    if _NO_END in block and not after:
        before = before.removesuffix(b"\n")
    return before + b"".join(line + b"\n" for line in was) + after


def _with_block(bare: bytes | None, lines: list[bytes], comment: bytes, instead: bytes, head: bytes) -> bytes:
    content = head if bare is None else bare
    found = re.search(rb"(?m)^" + instead + rb".*\n", content) if instead else None
    signs = _NEW if bare is None else b""
    if content and not content.endswith(b"\n") and not found:
        signs, content = signs + _NO_END, content + b"\n"
    was = [comment + _WAS + found.group().rstrip(b"\n")] if found else []
    inside = [comment + b" " + BEGIN + signs, *was, *lines, comment + b" " + END]
    block = b"\n".join(inside) + b"\n"
    if found:
        return content[: found.start()] + block + content[found.end() :]
    return content + block


def _block(content: bytes) -> bytes:
    found = re.search(rb"(?ms)^[^\n]{0,4}" + BEGIN + rb".*?^[^\n]{0,4}" + END + rb"[^\n]*(\n|\Z)", content)
    return found.group() if found else b""


def _read(place: str) -> bytes | None:
    try:
        with open(place, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _write(place: str, content: bytes, like: str, mode: int) -> None:
    """Whole or not at all, with the rights the file had."""
    folder = os.path.dirname(place)
    os.makedirs(folder, exist_ok=True)
    descriptor, partial = mkstemp(dir=folder, prefix=".replycoach")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            os.fsync(descriptor)
        os.chmod(partial, os.stat(like).st_mode & 0o7777 if os.path.exists(like) else mode)
        os.replace(partial, place)
    except OSError:
        os.unlink(partial)
        raise
