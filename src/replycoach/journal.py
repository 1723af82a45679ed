"""What happened to mails, without a word of them: refusals, bypasses, cool-downs, allowances.

Whatever is wrong with these files, a mail is not lost: an unreadable line is passed over, an unreadable cool-down
starts anew, and what cannot be remembered is not imposed.
"""

from __future__ import annotations

import os
import time

from .statefiles import FLAGS, mark, marked, names, unmark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .envelope import Envelope

HOLD, COOLING, UNSURE, FAILED = "hold", "cooling", "unsure", "failed"
ERROR, UNCHECKED, SKIPPED, ALLOWED = "error", "unchecked", "skipped", "allowed"
STOPPED = (HOLD, COOLING, UNSURE, ERROR)
"""Events after which a mail is still with its writer for our sake, not the transport's."""
LARGEST = 200_000
"""Bytes; beyond, the older half goes."""


class Entry:
    """``when`` is local time, ``key`` and ``ident`` name mail and copy, ``detail`` rules or a cause."""

    __slots__ = ("detail", "ident", "key", "kind", "when")

    def __init__(self, when: str, kind: str, key: str, ident: str, detail: str) -> None:
        self.when, self.kind, self.key, self.ident, self.detail = when, kind, key, ident, detail


def note(folder: str, kind: str, key: str, ident: str, detail: str = "") -> None:
    """Best effort: a full disk must not change what happens to a mail."""
    place = os.path.join(folder, "journal")
    fields = (time.strftime("%Y-%m-%d %H:%M:%S"), kind, key, ident, " ".join(detail.split()))
    try:
        _shorten(place)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND | FLAGS, 0o600)
        try:
            # The line end comes first: half a line left by a crash spoils no other.
            os.write(descriptor, ("\n" + "\t".join(fields)).encode("utf-8", "backslashreplace"))
        finally:
            os.close(descriptor)
    except OSError:
        return


def _shorten(place: str) -> None:
    try:
        if os.stat(place).st_size < LARGEST:
            return
    except OSError:
        return
    with open(place, "rb") as file:
        file.seek(-LARGEST // 2, os.SEEK_END)
        rest = file.read()
    mark(os.path.dirname(place), "", "journal", rest[rest.find(b"\n") + 1 :])


def entries(folder: str) -> Iterator[Entry]:
    """The oldest first; lines that make no sense are left out."""
    try:
        with open(os.path.join(folder, "journal"), "rb") as file:
            content = file.read(2 * LARGEST).decode("utf-8", "replace")
    except OSError:
        return
    for line in content.split("\n"):
        fields = line.split("\t")
        if len(fields) == 5:
            yield Entry(*fields)


def stopped(folder: str, ident: str = "last") -> Entry | None:
    """The last mail that was stopped, or the one of that ID."""
    found = [each for each in entries(folder) if each.kind in STOPPED and ident in ("last", each.ident)]
    return found[-1] if found else None


def allow(folder: str, key: str) -> None:
    """Let this very mail through, once, within a day. Raises ``OSError``."""
    mark(folder, "allowed", key)


def is_allowed(folder: str, key: str) -> bool:
    return bool(marked(folder, "allowed", key))


def use_allowance(folder: str, key: str, *others: str) -> bool:
    """Whether there was one still; it is taken from the other folders too."""
    there, *_ = [unmark(each, "allowed", key) for each in (folder, *others)]
    return there


def has_cooled(folder: str, envelope: Envelope) -> bool:
    """Whether another draft of this conversation met a cool-down within a day."""
    return any(name != _name(envelope) for name in _cooldowns(folder, envelope))


def cooldown(folder: str, envelope: Envelope, minutes: int) -> float:
    """Until when this draft cools, in seconds since the epoch; a time gone by means that it has.

    The first attempt starts the clock, and so does an edited draft, unless the clock of the one before it still runs.
    Raises ``OSError`` if that cannot be remembered.
    """
    now = time.time()
    known = _read(folder, _name(envelope))
    if known and known[0] <= now + 1 and known[1] - known[0] <= 3600:
        return known[1]
    running = [span for name in _cooldowns(folder, envelope) if (span := _read(folder, name)) and _runs(span, now)]
    # A clock put back must not make the wait longer than it is.
    start = min((span[0] for span in running), default=now)
    # Whole minutes, for that is what people are told; a draft shown 14:35 passes at 14:35.
    due = -(-(start + 60 * minutes) // 60) * 60
    mark(folder, "cooldowns", _name(envelope), f"{start:.0f} {due:.0f}".encode())
    return due


def _runs(span: tuple[float, float], now: float) -> bool:
    return span[0] <= now < span[1]


def _name(envelope: Envelope) -> str:
    return f"{envelope.conversation}-{envelope.key}"


def _cooldowns(folder: str, envelope: Envelope) -> list[str]:
    found = names(os.path.join(folder, "cooldowns"))
    return [
        name
        for name in found
        if name.startswith(envelope.conversation + "-") and "." not in name and marked(folder, "cooldowns", name)
    ]


def _read(folder: str, name: str) -> tuple[float, float] | None:
    """Start and end; None if there is none that makes sense."""
    if not marked(folder, "cooldowns", name):
        return None
    try:
        with open(os.path.join(folder, "cooldowns", name), "rb") as file:
            start, due = map(int, file.read(40).split())
    except (OSError, ValueError):
        return None
    return (start, due) if start < due else None
