"""``replycoach check``: reads files or stdin, prints what the coach says. Exit code 0 send, 1 hold, 2 an error."""

from __future__ import annotations

import os
import sys

from ..coach import LANGS, check
from ..errors import DraftError, ReplyCoachError
from ..formats import text
from ..message import LARGEST
from ..output import ERROR, HOLD, SEND, complain, write
from ..terminal import Style, harmless, style

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..model import Report


def run(
    names: Sequence[str],
    render: Callable[[Sequence[tuple[str, Report]], Style], str] = text.render,
    *,
    to: str | None = None,
    verbose: bool = False,
    **options: Any,
) -> int:
    """Check each file (``-`` is stdin); the exit code is the worst. ``options`` go to ``replycoach.check``."""
    look = style(sys.stdout, os.environ)
    if to is not None:
        options["incoming"] = _incoming(to, names)
    results: list[tuple[str, Report]] = []
    code = SEND
    for name in names:
        try:
            report = _known(check(read_draft(name), reader=look.reader, **options))
        except DraftError as error:
            complain(f"{'the draft' if name == '-' else name} {error}")
            code = ERROR
        else:
            results.append((name, report))
            code = max(code, HOLD if report.verdict == "hold" else SEND)
    if results:
        write(render(results, look))
    if verbose:
        for name, report in results:
            _say_not_checked(name, report)
    return code


def _known(report: Report) -> Report:
    if report.lang in LANGS:
        return report
    raise DraftError(f"is in {report.lang}: no rules for this language; replycoach reads Russian and English")


def _incoming(name: str, drafts: Sequence[str]) -> bytes:
    if name == "-" and "-" in drafts:
        raise ReplyCoachError("--to - and the draft cannot both come from standard input; name a file")
    try:
        return read_draft(name)
    except DraftError as error:
        raise ReplyCoachError(f"--to {name} {error}") from None


def _say_not_checked(name: str, report: Report) -> None:
    for rule, facts in report.not_checked.items():
        sys.stderr.write(f"{harmless(name)}: {rule} not checked: nobody said {', '.join(facts)}\n")


def read_draft(name: str) -> bytes:
    """The file's bytes, never more than a letter's worth and one."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with open(name, "rb") as file:
            return file.read(LARGEST + 1)
    except IsADirectoryError:
        raise DraftError("is a folder; name a file") from None
    except OSError as error:
        raise DraftError(f"cannot be read: {(error.strerror or str(error)).lower()}; check the name") from None
    except ValueError:
        raise DraftError("is no file name") from None
