"""The one checker behind every door: a mail, whom it goes to, and what the journal knows, to a decision."""

from __future__ import annotations

import os
import time

from . import journal
from .coach import LANGS, check, rules
from .envelope import Envelope
from .errors import DraftError, PlaybookError, ReplyCoachError
from .model import Frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, NoReturn, TypeVar

    from .model import Report

    Result = TypeVar("Result")
else:
    # What ``signal`` hands out with an enum around it, whose import costs a tenth of a bare Python.
    import _signal as signal

OK, USAGE, SOFTWARE, TEMPORARY, REFUSED, CONFIG = 0, 64, 70, 75, 77, 78
"""Exit codes, those of sysexits.h."""
BUDGET, COMPILING = 30, 300
"""Seconds for a check, as graphical mail programs give up after a minute; and for rules just edited, once."""
_UPSET = {"2": 5, "3": 10}
_HEAT = {"0": 2, "1": 5}
LONGEST = 15
"""Minutes: a furious client and a heated draft. Other cases are fractions of it."""


class OutOfTime(BaseException):
    """No ``except Exception`` on the way may swallow it."""

    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(f"{what} took longer than {seconds:.0f} s")


class Decision(Frozen):
    """``code`` is 0 if the mail may go; ``kind`` one of ``journal``'s, empty if there is nothing to tell.

    ``cause`` says why there is no ``report``, ``due`` until when the draft cools (seconds since the epoch).
    """

    __slots__ = ("cause", "code", "due", "kind", "report")
    code: int
    kind: str
    report: Report | None
    cause: str
    due: float

    def __init__(
        self, code: int = OK, kind: str = "", report: Report | None = None, cause: str = "", due: float = 0
    ) -> None:
        self._set(code=code, kind=kind, report=report, cause=cause, due=due)


class Policy(Frozen):
    """What the user settled: ``longest`` cool-down in minutes (0: none), whether mail passes if the check fails,
    the ``transport``, the language of explanations, and what ``check`` takes."""

    __slots__ = ("longest", "options", "pass_on_error", "reader", "transport")
    longest: int
    pass_on_error: bool
    transport: tuple[str, ...]
    reader: str | None
    options: Mapping[str, Any]

    def __init__(
        self,
        longest: int = LONGEST,
        pass_on_error: bool = False,
        transport: tuple[str, ...] = (),
        reader: str | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        options = options or {}
        self._set(longest=longest, pass_on_error=pass_on_error, transport=transport, reader=reader, options=options)


def envelope_of(mail: bytes, recipients: Sequence[str] = (), headers: bytes = b"") -> Envelope:
    """Never raises; a mail that cannot be taken apart is told from others by its bytes."""
    try:
        return _within(BUDGET / 3, "reading", lambda: Envelope(mail, recipients, headers))
    except (OutOfTime, Exception):
        return Envelope(mail, recipients, blind=True)


def decide(mail: bytes, envelope: Envelope, folder: str, policy: Policy) -> Decision:
    """Never raises: whatever goes wrong is a decision too."""
    if journal.is_allowed(folder, envelope.key):
        return Decision(kind=journal.ALLOWED)
    try:
        compile_rules(policy.options.get("playbooks", ()))
        decision = _within(BUDGET, "the check", lambda: _judged(mail, policy))
        return _cooled(decision, envelope, folder, policy.longest)
    except OutOfTime as problem:
        error = Decision(TEMPORARY, journal.ERROR, cause=str(problem))
    except (PlaybookError, ReplyCoachError) as problem:
        error = Decision(CONFIG, journal.ERROR, cause=str(problem))
    except Exception as problem:
        if os.environ.get("REPLYCOACH_DEBUG"):
            raise
        error = Decision(SOFTWARE, journal.ERROR, cause=f"the check broke: {type(problem).__name__}: {problem}")
    return Decision(OK, journal.ERROR, cause=error.cause) if policy.pass_on_error else error


def compile_rules(playbooks: Sequence[str] = ()) -> tuple[str, ...]:
    """The rules' names. On a slow machine to compile them takes most of a check's time, so it has a time of its own;
    were it part of the budget, a mail could be refused again and again. May raise ``OutOfTime``."""
    try:
        return _within(COMPILING, "compiling your rules", lambda: rules(playbooks))
    except PlaybookError:
        # The check will tell, if the mail is one to check.
        return ()


def _judged(mail: bytes, policy: Policy) -> Decision:
    """What cannot be read is no letter to judge: encrypted, empty, in a third language."""
    try:
        report = check(mail, reader=policy.reader, **policy.options)
    except DraftError as error:
        return Decision(kind=journal.UNCHECKED, cause=str(error))
    if report.lang not in LANGS:
        return Decision(kind=journal.UNCHECKED, cause=f"is in {report.lang}")
    return Decision(REFUSED, journal.HOLD, report) if report.verdict == "hold" else Decision(report=report)


def _cooled(decision: Decision, envelope: Envelope, folder: str, longest: int) -> Decision:
    report = decision.report
    minutes = cooling(report, longest) if report and not decision.code else 0
    if not report or not minutes or (_is_clean(report) and journal.has_cooled(folder, envelope)):
        return decision
    try:
        due = journal.cooldown(folder, envelope, minutes)
    except OSError:
        # Never to be remembered, so never to end.
        return decision
    return decision if due <= time.time() else Decision(TEMPORARY, journal.COOLING, report, due=due)


def cooling(report: Report, longest: int = LONGEST) -> int:
    """Minutes to wait before a draft that may be sent is sent, by the client's mood and the draft's own."""
    upset = report.facts.get("upset", "0")
    minutes = _UPSET.get(upset, 0) + (_HEAT.get(upset, 5) if report.heat else 0)
    return max(1, round(minutes * longest / LONGEST)) if minutes and longest else 0


def _is_clean(report: Report) -> bool:
    return all(finding.severity == "suggestion" for finding in report.findings)


def _within(seconds: float, what: str, work: Callable[[], Result]) -> Result:
    """``OutOfTime`` if it takes longer; where there are no timers, as long as it takes."""
    if not hasattr(signal, "setitimer"):
        return work()

    def stop(*_: object) -> NoReturn:
        raise OutOfTime(what, seconds)

    old = signal.signal(signal.SIGALRM, stop)
    # A mail program may have started us with signals held back.
    held_back = signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM])
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, held_back)
        signal.signal(signal.SIGALRM, old)
