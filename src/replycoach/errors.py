"""What a user can put right. Each error is one line: what, where, what to do."""

from __future__ import annotations


class ReplyCoachError(Exception):
    """Base of all known errors; the command line prints it on one line and exits with 2."""


class DraftError(ReplyCoachError):
    """The draft cannot be read: missing, empty, binary, too large, in a language without rules."""


class PlaybookError(ReplyCoachError):
    """A playbook has a mistake. ``str()`` reads ``file:line: cause; remedy``."""

    def __init__(self, cause: str, *, file: str = "", line: int = 0) -> None:
        self.cause, self.file, self.line = cause, file, line
        where = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(where + cause)


class LetterError(ReplyCoachError):
    """A letter cannot be written: a template, a value, a profile or a file is not as it should be."""


class SettingsError(ReplyCoachError):
    """A settings file has a mistake. ``str()`` reads ``file:line: cause; remedy``."""


class PlaybookErrors(PlaybookError):
    """Several mistakes at once; ``errors`` has them all, ``str()`` the first."""

    def __init__(self, errors: list[PlaybookError]) -> None:
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(first.cause + more, file=first.file, line=first.line)
        self.errors = errors
