"""The register of outgoing letters: a number is taken when its letter is written, never before and never twice."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from importlib import import_module
from typing import IO, Any

from .. import paths
from ..errors import LetterError

_PLACE = re.compile(r"\{(seq|year|month)\}")


def place(sender: str) -> str:
    return os.path.join(paths.data(), f"outgoing-{sender}.jsonl")


def take(
    sender: str, pattern: str, first: int, day: date, write: Callable[[str], tuple[str, bytes]], **about: str
) -> str:
    """Writes a letter by ``write(number)``, which gives its path and bytes, and enters it. Gives the number.

    If ``write`` fails, nothing is entered and the number stays free.
    """
    if "{seq}" not in pattern:
        raise LetterError(f"number: {pattern} has no {{seq}} in it; write it like {{seq}} or {{seq}}/{{year}}")
    path = place(sender)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with (
        _locked(path + ".lock"),
        open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "a+", encoding="utf-8") as file,
    ):
        seq = max(first, 1 + max((entry["seq"] for entry in _counted(file, path, pattern, day)), default=0))
        number = _PLACE.sub(
            lambda found: {"seq": str(seq), "year": str(day.year), "month": f"{day.month:02}"}[found[1]], pattern
        )
        target, content = write(number)
        entry = {
            "seq": seq,
            "number": number,
            "date": day.isoformat(),
            **about,
            "file": target,
            "sha256": sha256(content).hexdigest(),
        }
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return number


def _counted(file: IO[str], path: str, pattern: str, day: date) -> Iterator[dict[str, Any]]:
    """Entries that count: of this year if the number says which year it is."""
    file.seek(0)
    for line_number, line in enumerate(file, 1):
        try:
            entry = json.loads(line)
            year = str(entry["date"])[:4]
            int(entry["seq"])
        except (ValueError, KeyError, TypeError):
            raise LetterError(f"{path}:{line_number}: is no entry of the register; mend or remove the line") from None
        if "{year}" not in pattern or year == str(day.year):
            yield entry


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Alone with the register; the system lets go of the lock even if the program dies."""
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        if os.name == "nt":
            import_module("msvcrt").locking(file.fileno(), import_module("msvcrt").LK_LOCK, 1)
        else:
            import_module("fcntl").flock(file, import_module("fcntl").LOCK_EX)
        yield
