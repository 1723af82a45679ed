"""For GitHub Actions: a workflow command for each finding, which shows it beside the words in the pull request.

The rules of escaping are those of GitHub's own toolkit. Columns are said only of a finding on one line: an
annotation that has them on several is refused.
"""

from __future__ import annotations

from pathlib import PurePath

from ..errors import DraftError
from ..terminal import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..model import Finding, Message, Report
    from ..terminal import Style
    from . import Results

_COMMANDS = {"error": "error", "warning": "warning", "suggestion": "notice"}
_BETTER = {"ru": "Лучше:", "en": "Better:"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = _DATA | {ord(":"): "%3A", ord(","): "%2C"}


def render(results: Results, style: Style) -> str:
    return "".join(f"{command}\n" for name, result in results for command in _commands(name, result, style))


def _commands(name: str, result: Report | DraftError, style: Style) -> list[str]:
    if isinstance(result, DraftError):
        return [_command("error", {**_file(name), "title": "replycoach"}, str(result))]
    better = _BETTER[style.reader or result.lang]
    return [_annotation(name, result.message, finding, better) for finding in result.findings]


def _annotation(name: str, message: Message, finding: Finding, better: str) -> str:
    words = f"{finding.message}\n{better} {finding.rewrite}" if finding.rewrite else finding.message
    properties = {**_file(name), **_place(message, finding), "title": finding.rule}
    return _command(_COMMANDS[finding.severity], properties, words)


def _file(name: str) -> dict[str, str]:
    return {} if name == "-" else {"file": PurePath(name).as_posix()}


def _place(message: Message, finding: Finding) -> dict[str, str]:
    (line, column), (last, end) = map(message.position, finding.span)
    if line != last:
        return {"line": str(line), "endLine": str(last)}
    place = {"line": str(line), "col": str(column)}
    return place if finding.missing else {**place, "endColumn": str(end)}


def _command(command: str, properties: dict[str, str], words: str) -> str:
    said = ",".join(f"{key}={harmless(value.translate(_PROPERTY))}" for key, value in properties.items())
    return f"::{command} {said}::{harmless(words.translate(_DATA))}"
