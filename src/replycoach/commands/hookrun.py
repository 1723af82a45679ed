"""``replycoach hook run sendemail-validate FILE [HEADERS]``: what git asks before it sends a mail."""

from __future__ import annotations

import os

from .. import journal, outbox, statefiles
from ..errors import ReplyCoachError
from ..gate import CONFIG, OK, SOFTWARE, USAGE, decide, envelope_of
from ..notices import language, refusal, rules_of, say
from ..policy import policy
from ..terminal import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..envelope import Envelope
    from ..gate import Decision

HOOKS = ("sendemail-validate",)


def run(arguments: Sequence[str]) -> int:
    """Exit code 0 if git may send the file; else those of ``replycoach sendmail``. The file stays as it is."""
    patches = "--patches" in arguments
    words = [word for word in arguments if word != "--patches"]
    try:
        if len(words) not in (2, 3) or words[0] not in HOOKS:
            raise ReplyCoachError(f"usage: replycoach hook run [--patches] {HOOKS[0]} FILE [HEADERS]")
        mail, *headers = map(_read, words[1:])
        return _decided(mail, headers[0] if headers else b"", patches)
    except ReplyCoachError as error:
        say(f"replycoach: not sent: {harmless(str(error))}\n")
        return USAGE if str(error).startswith("usage") else CONFIG
    except Exception as error:
        if os.environ.get("REPLYCOACH_DEBUG"):
            raise
        say(f"replycoach: not sent: internal error: {type(error).__name__}: {error}; --no-validate sends unchecked\n")
        return SOFTWARE


def _decided(mail: bytes, headers: bytes, patches: bool) -> int:
    folder = _folder()
    if os.environ.get("REPLYCOACH_SKIP"):
        journal.note(folder, journal.SKIPPED, "", "", "REPLYCOACH_SKIP")
        return OK
    if is_patch(mail) and not patches:
        return OK
    settled = policy()
    envelope = envelope_of(mail, (), headers)
    decision = decide(mail, envelope, folder, settled)
    if decision.kind == journal.ALLOWED:
        # Git does not say whether it sent the mail in the end.
        journal.use_allowance(folder, envelope.key)
    if not decision.kind:
        return OK
    path = _kept(mail, folder, decision, envelope)
    if decision.code:
        lang = language(envelope, decision.report, settled.reader)
        say(refusal(decision, lang, path))
    elif decision.kind == journal.ERROR:
        say(f"replycoach: sent unchecked: {decision.cause}\n")
    return decision.code


def is_patch(mail: bytes) -> bool:
    """Whether code is what the mail is about; a cover letter is not."""
    return b"\ndiff --git " in mail or b"\n--- a/" in mail


def _kept(mail: bytes, folder: str, decision: Decision, envelope: Envelope) -> str:
    """A copy for ``hook why``, if there is anything to tell; git's own file is what counts."""
    detail = ", ".join(rules_of(decision.report)) if decision.report else decision.cause
    ident = path = ""
    if decision.code:
        try:
            copy = outbox.keep(mail)
        except OSError:
            return ""
        copy.become(outbox.REFUSED)
        ident, path = copy.ident, copy.path
        outbox.tidy(copy.base)
    journal.note(folder, decision.kind, envelope.key, ident, detail)
    return path


def _folder() -> str:
    try:
        return statefiles.base()
    except OSError:
        # Nothing will be remembered, but nothing is held up for it either.
        return os.devnull


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReplyCoachError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None
