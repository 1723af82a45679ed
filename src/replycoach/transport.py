"""Runs the real sendmail: same words, same bytes on its standard input, its exit code back, its signals passed on."""

from __future__ import annotations

import os
import signal

from .errors import ReplyCoachError

INSIDE = "REPLYCOACH_INSIDE"
"""Set for the transport: whoever finds it set was started by ourselves."""
_PASSED_ON = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")


def run(command: list[str], stdin: int) -> int:
    """The transport's exit code, negative if a signal killed it. Raises ``ReplyCoachError`` if it cannot start.

    It reads the copy itself, so there is no pipe to break, and stays in our process group, for it may ask for a
    password on the terminal. There is no time limit: to kill it is to not know whether the mail has left.
    """
    child = 0
    early: list[int] = []

    def pass_on(number: int, _: object) -> None:
        if child:
            _kill(child, number)
        else:
            early.append(number)

    # Whoever ignores SIGCHLD would never learn the exit code.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for name in _PASSED_ON:
        if signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), pass_on)
    child = _started(command, stdin)
    for number in early:
        _kill(child, number)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _started(command: list[str], stdin: int) -> int:
    try:
        return os.posix_spawnp(
            command[0],
            command,
            {**os.environ, INSIDE: "1"},
            file_actions=[(os.POSIX_SPAWN_DUP2, stdin, 0)],
            # Python ignores these two; no other program expects that.
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
        )
    except (OSError, ValueError) as error:
        raise missing(command[0], error) from None


def replace(command: list[str]) -> None:
    """Become the transport. Raises ``ReplyCoachError`` if it cannot start."""
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    try:
        os.execvpe(command[0], command, {**os.environ, INSIDE: "1"})
    except (OSError, ValueError) as error:
        raise missing(command[0], error) from None


def missing(program: str, error: Exception) -> ReplyCoachError:
    cause = (getattr(error, "strerror", None) or str(error)).lower()
    return ReplyCoachError(f"the transport {program} cannot be started: {cause}; name the program that sends your mail")


def _kill(child: int, number: int) -> None:
    try:
        os.kill(child, number)
    except ProcessLookupError:
        return
