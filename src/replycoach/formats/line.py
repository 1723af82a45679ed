"""For editors: one finding a line, ``file:line:column: severity: message [rule]`` as gcc writes it."""

from __future__ import annotations

from ..errors import DraftError
from ..terminal import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..model import Finding, Message
    from ..terminal import Style
    from . import Results

_SEVERITIES = {"error": "error", "warning": "warning", "suggestion": "note"}


def render(results: Results, style: Style) -> str:
    reports = [(name, report) for name, report in results if not isinstance(report, DraftError)]
    return "".join(_line(name, report.message, finding) for name, report in reports for finding in report.findings)


def _line(name: str, message: Message, finding: Finding) -> str:
    line, column = message.position(finding.span[0])
    words = " ".join(harmless(finding.message).split())
    return f"{harmless(name)}:{line}:{column}: {_SEVERITIES[finding.severity]}: {words} [{finding.rule}]\n"
