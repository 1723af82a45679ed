"""Exit codes, and the two streams: what a command has to say, and what went wrong on one line."""

from __future__ import annotations

import os
import sys

from .errors import ReplyCoachError
from .terminal import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SEND, HOLD, ERROR = 0, 1, 2


def write(output: str) -> None:
    """To stdout, in whatever encoding it has; a reader that has gone away is no error of ours."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        sys.stdout.write(output)
        sys.stdout.flush()
    except BrokenPipeError:
        _turn_away()


def write_bytes(output: bytes) -> None:
    """The same of bytes as they are."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _turn_away()


def _turn_away() -> None:
    # Python flushes once more at exit and would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(error: str) -> None:
    """One line on stderr."""
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stderr.write(f"replycoach: {harmless(error)}\n")


def guarded(command: Callable[[], int]) -> int:
    """The exit code of a command, known errors said on one line."""
    try:
        return command()
    except ReplyCoachError as error:
        complain(str(error))
        return ERROR
