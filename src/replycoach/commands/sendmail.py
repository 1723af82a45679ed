"""``replycoach sendmail [--] TRANSPORT…``: sendmail(1) in front of the real one.

The mail is written down before anything else is done with it, and goes on as the bytes it came as. Every way out either
has the transport's own exit code or says on standard error that the mail was not sent and where its copy is.
"""

from __future__ import annotations

import os
import time

from .. import claims, journal, outbox, statefiles, transport
from ..envelope import addresses, is_without_mail, speaks_smtp
from ..errors import ReplyCoachError
from ..gate import CONFIG, OK, SOFTWARE, TEMPORARY, USAGE, decide, envelope_of
from ..notices import claimed, killed, language, refusal, rules_of, say, unread
from ..policy import policy
from ..terminal import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from ..envelope import Envelope
    from ..gate import Decision, Policy
    from ..outbox import Copy

SKIP = "REPLYCOACH_SKIP"


def run(arguments: Sequence[str]) -> int:
    """The exit code for whoever sends."""
    _open_closed_streams()
    copy = None
    given = arguments[arguments[:1] == ["--"] :]
    try:
        if is_without_mail(given) or os.environ.get(SKIP):
            return _out_of_the_way(given)
        if speaks_smtp(given):
            raise ReplyCoachError("-bs speaks SMTP, replycoach sendmail does not; let your mail program pipe its mail")
        mail = _mail()
        copy = outbox.keep(mail)
        _expect_no_loop()
        settled = policy()
        return _through(_command(given, settled), mail, copy, settled)
    except ReplyCoachError as error:
        return _stopped(copy, USAGE if speaks_smtp(given) else CONFIG, str(error))
    except KeyboardInterrupt:
        return _stopped(copy, 130, "interrupted")
    except OSError as error:
        cause = f"no copy could be written: {(error.strerror or str(error)).lower()}; make room, or set {SKIP}=1"
        return _stopped(copy, TEMPORARY, cause)
    except Exception as error:
        if os.environ.get("REPLYCOACH_DEBUG"):
            raise
        return _stopped(copy, SOFTWARE, f"internal error: {type(error).__name__}: {error}")


def _mail() -> bytes:
    with open(0, "rb", closefd=False) as stream:
        return stream.read()


def _expect_no_loop() -> None:
    if os.environ.get(transport.INSIDE):
        raise ReplyCoachError("the transport leads back to replycoach; name the program that really sends your mail")


def _names_transport(given: Sequence[str]) -> bool:
    """Where the first word is an option or an address, mail programs speak to us; the settings know the transport."""
    return bool(given) and not given[0].startswith("-") and "@" not in given[0]


def _command(given: Sequence[str], settled: Policy) -> list[str]:
    """The transport's words, and those for it."""
    if _names_transport(given):
        return list(given)
    if settled.transport:
        return [*settled.transport, *given]
    raise ReplyCoachError("no transport; write `replycoach sendmail -- msmtp`, or transport: [msmtp] in your settings")


def _through(command: list[str], mail: bytes, copy: Copy, settled: Policy) -> int:
    envelope = envelope_of(mail, list(addresses(command[1:])))
    decision = decide(mail, envelope, copy.base, settled)
    if decision.kind:
        _note(copy, decision, envelope)
    if decision.code:
        copy.become(outbox.REFUSED)
        lang = language(envelope, decision.report, settled.reader)
        say(refusal(decision, lang, copy.path))
        outbox.tidy(copy.base)
        return decision.code
    if decision.kind == journal.ERROR:
        say(f"replycoach: sent unchecked: {decision.cause}\n")
    allowed = decision.kind == journal.ALLOWED
    try:
        held = _claim(copy, envelope, allowed)
    except claims.Claimed as found:
        copy.become(outbox.REFUSED)
        journal.note(copy.base, journal.UNSURE, envelope.key, copy.ident, found.state)
        say(claimed(found, language(envelope, decision.report, settled.reader)))
        return TEMPORARY
    return _handed_over(command, copy, envelope, held, settled, allowed)


def _note(copy: Copy, decision: Decision, envelope: Envelope) -> None:
    detail = ", ".join(rules_of(decision.report)) if decision.report else decision.cause
    journal.note(copy.base, decision.kind, envelope.key, copy.ident, detail)


def _claim(copy: Copy, envelope: Envelope, allowed: bool) -> claims.Claim:
    """Raises ``Claimed`` if this very mail is under way, may have left, or has."""
    if allowed:
        claims.drop_dead(copy.base, envelope.key)
    held = claims.claim(copy.base, envelope.key, copy.path)
    # Only now, for until here another attempt may have been about to send it. The allowance is used before the
    # transport starts: should we be killed, it must not stand for a mail that has left.
    used = allowed and journal.use_allowance(copy.base, envelope.key, *statefiles.bases())
    since = statefiles.marked(copy.base, "sent", envelope.exact) if envelope.exact else 0
    if used or not (allowed or since):
        return held
    held.release()
    raise claims.Claimed("sent", since or time.time())


def _handed_over(
    command: list[str], copy: Copy, envelope: Envelope, held: claims.Claim, settled: Policy, allowed: bool
) -> int:
    lang = language(envelope, None, settled.reader)
    try:
        source = copy.open()
        claims.lock(source)
        code = transport.run(command, source)
    except transport.Unread:
        return _unsure(copy, envelope, held, "read nothing", unread(command[0], lang, copy.path))
    except (ReplyCoachError, FileNotFoundError):
        _not_taken(copy, envelope, held, allowed)
        raise
    if code == OK:
        _sent(copy, envelope, held)
    if code > 0:
        copy.become(outbox.FAILED)
        journal.note(copy.base, journal.FAILED, envelope.key, copy.ident, f"exit code {code}")
        _not_taken(copy, envelope, held, allowed)
        return code
    return _unsure(copy, envelope, held, f"signal {-code}", killed(command[0], -code, lang, copy.path))


def _unsure(copy: Copy, envelope: Envelope, held: claims.Claim, detail: str, words: str) -> int:
    copy.become(outbox.UNSURE)
    held.leave()
    journal.note(copy.base, journal.UNSURE, envelope.key, copy.ident, detail)
    say(words)
    return TEMPORARY


def _not_taken(copy: Copy, envelope: Envelope, held: claims.Claim, allowed: bool) -> None:
    """Everything as before, so that the next attempt may go."""
    if allowed:
        _allow_again(copy.base, envelope.key)
    held.release()
    outbox.tidy(copy.base)


def _allow_again(folder: str, key: str) -> None:
    try:
        journal.allow(folder, key)
    except OSError:
        return


def _sent(copy: Copy, envelope: Envelope, held: claims.Claim) -> NoReturn:
    """The mail has left: nothing that goes wrong from here on may say otherwise."""
    try:
        held.sent()
        if envelope.exact:
            statefiles.mark(copy.base, "sent", envelope.exact)
        copy.drop()
        if outbox.is_crowded(copy.base):
            outbox.tidy(copy.base)
        held.told()
    finally:
        # At once: were we killed on the way out, the mail would seem unsent, and nothing would say otherwise any more.
        # If something went wrong above, the claim stays and does say so to the next attempt.
        os._exit(OK)


def _out_of_the_way(given: Sequence[str]) -> int:
    """Become the transport; a mail that goes unchecked on demand is written down as such."""
    if os.environ.get(SKIP):
        _note_skipped()
    _expect_no_loop()
    transport.replace(list(given) if _names_transport(given) else _command(given, policy()))
    return OK


def _note_skipped() -> None:
    try:
        journal.note(statefiles.base(), journal.SKIPPED, "", "", SKIP)
    except OSError:
        return


def _stopped(copy: Copy | None, code: int, cause: str) -> int:
    """For what is not about the mail's words."""
    where = ""
    if copy:
        copy.become(outbox.REFUSED)
        journal.note(copy.base, journal.ERROR, "", copy.ident, cause)
        where = f"replycoach: your draft is where it was; a copy is {harmless(copy.path)}\n"
    say(f"replycoach: not sent: {harmless(' '.join(cause.split()))}\n{where}")
    return code


def _open_closed_streams() -> None:
    """So that no file of ours becomes number 1 or 2, where programs print."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
