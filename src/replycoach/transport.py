"""Runs the real sendmail: same words, same bytes on its standard input, its exit code back, its signals passed on."""

from __future__ import annotations

import os

from .errors import ReplyCoachError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
else:
    # What ``signal`` hands out with an enum around it, whose import costs a tenth of a bare Python.
    import _signal as signal

INSIDE = "REPLYCOACH_INSIDE"
"""Set for the transport: whoever finds it set was started by ourselves."""
_PASSED_ON = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2")


class Unread(Exception):
    """The transport ended well and has read nothing, for it was not let: an empty mail may have left."""


def run(command: list[str], stdin: int) -> int:
    """The transport's exit code, negative if a signal killed it. Raises ``ReplyCoachError`` if it cannot start, or
    ``Unread``.

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
    confined = _is_confined(child)
    _, status = os.waitpid(child, 0)
    child = 0
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and confined and os.fstat(stdin).st_size and not os.lseek(stdin, 0, os.SEEK_CUR):
        raise Unread(command[0])
    return code


def _is_confined(child: int) -> bool:
    """Whether the system (AppArmor, SELinux) holds the transport to rules of its own.

    Those may keep it from our copy of the mail without a word: it then finds nothing to read and sends that.
    """
    theirs, ours = _domain(child), _domain(os.getpid())
    return bool(theirs and ours) and theirs != ours


def _domain(process: int) -> bytes:
    try:
        with open(f"/proc/{process}/attr/current", "rb") as file:
            return file.read()
    except OSError:
        return b""


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
