"""``replycoach check``: reads files, folders or stdin, prints what the coach says. Exit 0 send, 1 hold, 2 an error."""

from __future__ import annotations

import os
import sys

from ..coach import LANGS, check
from ..errors import DraftError, ReplyCoachError
from ..formats import text
from ..message import LARGEST, LARGEST_MAIL, is_mail
from ..output import ERROR, HOLD, SEND, complain, write
from ..terminal import Style, harmless, style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, BinaryIO

    from ..formats import Results
    from ..model import Report

_CLIPBOARD = "the clipboard"
SUFFIXES = (".txt", ".md", ".eml", ".draft")
"""Of drafts in a folder, in any case; a file named is read whatever its name."""


def run(
    names: Sequence[str],
    render: Callable[[Results, Style], str] = text.render,
    *,
    to: str | None = None,
    stdin_name: str = "-",
    clipboard: bool = False,
    verbose: bool = False,
    ui_lang: str | None = None,
    **options: Any,
) -> int:
    """Check each file, the drafts in each folder and stdin (``-``); the exit code is the worst.

    ``stdin_name`` is what reports call stdin, ``clipboard`` says that what was last copied is checked as
    well, ``ui_lang`` is the language of explanations (the locale's);
    ``options`` go to ``replycoach.check``. No settings file is read.
    """
    look = style(sys.stdout, os.environ, ui_lang)
    if to is not None:
        options["incoming"] = incoming_of(to, names)
    results: list[tuple[str, Report | DraftError]] = []
    for name, unreadable in _drafts(names).items():
        shown = stdin_name if name == "-" else name
        results.append((shown, _told(shown, unreadable or _checked(name, reader=look.reader, **options))))
    if clipboard:
        results.append((_CLIPBOARD, _told(_CLIPBOARD, _copied(reader=look.reader, **options))))
    output = render(results, look)
    if output:
        write(output)
    if verbose:
        _say_not_checked(results)
    return max(map(_code, results), default=SEND)


def _told(name: str, result: Report | DraftError) -> Report | DraftError:
    """The result; an error with the name in it, and said."""
    if not isinstance(result, DraftError):
        return result
    error = DraftError(f"{'the draft' if name == '-' else name or '``'} {result}")
    complain(str(error))
    return error


def _code(result: tuple[str, Report | DraftError]) -> int:
    _, report = result
    if isinstance(report, DraftError):
        return ERROR
    return HOLD if report.verdict == "hold" else SEND


def _drafts(names: Sequence[str]) -> dict[str, DraftError | None]:
    """Every draft once, in the order given, those in a folder by path; and what is wrong with one or with a folder."""
    found: dict[str, DraftError | None] = {}
    for name in names:
        found |= _inside(name) if name != "-" and os.path.isdir(name) else {name: None}
    return found


def _inside(folder: str) -> dict[str, DraftError | None]:
    """The drafts in a folder and below it, leaving out what is hidden and what links to another folder."""
    found: dict[str, DraftError | None] = {}

    def refuse(error: OSError) -> None:
        found[_short(error.filename)] = _unreadable(error)

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [_short(os.path.join(place, name)) for name in files if _is_draft(name)]
        found |= dict.fromkeys(filter(_may_be_read, paths))
    if not found:
        found[folder] = DraftError(f"has no draft in it; drafts end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}")
    return dict(sorted(found.items()))


def _short(path: str) -> str:
    return path.removeprefix(os.curdir + os.sep)


def _is_draft(name: str) -> bool:
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def _may_be_read(path: str) -> bool:
    """Not a pipe, which would be waited for; a link that leads nowhere is worth a complaint."""
    return os.path.isfile(path) or not os.path.exists(path)


def _checked(name: str, **options: Any) -> Report | DraftError:
    try:
        return known(check(read_draft(name), **options))
    except DraftError as error:
        return error


def _copied(**options: Any) -> Report | DraftError:
    from ..clipboard import paste

    try:
        return known(check(paste(), **options))
    except DraftError as error:
        return error


def known(report: Report) -> Report:
    if report.lang in LANGS:
        return report
    raise DraftError(f"is in {report.lang}: no rules for this language; replycoach reads Russian and English")


def incoming_of(name: str, drafts: Sequence[str]) -> bytes:
    if name == "-" and "-" in drafts:
        raise ReplyCoachError("--to - and the draft cannot both come from standard input; name a file")
    try:
        return read_draft(name)
    except DraftError as error:
        raise ReplyCoachError(f"--to {name} {error}") from None


def _say_not_checked(results: Results) -> None:
    for name, report in results:
        if isinstance(report, DraftError):
            continue
        for rule, facts in report.not_checked.items():
            sys.stderr.write(f"{harmless(name)}: {rule} not checked: nobody said {', '.join(facts)}\n")


def read_draft(name: str) -> bytes:
    """The file's bytes, never more than a letter's worth and one, or a mail's with what is attached to it."""
    try:
        if name == "-":
            return _read(sys.stdin.buffer)
        with open(name, "rb") as file:
            return _read(file)
    except IsADirectoryError:
        raise DraftError("is a folder; name a file") from None
    except OSError as error:
        raise _unreadable(error) from None
    except ValueError:
        raise DraftError("is no file name") from None


def _read(file: BinaryIO) -> bytes:
    start = file.read(LARGEST + 1)
    if len(start) <= LARGEST or not is_mail(start):
        return start
    return start + file.read(LARGEST_MAIL - LARGEST)


def _unreadable(error: OSError) -> DraftError:
    remedy = "check its permissions" if isinstance(error, PermissionError) else "check the name"
    return DraftError(f"cannot be read: {(error.strerror or str(error)).lower()}; {remedy}")
