"""SARIF 2.1.0, for code scanning and for viewers: one run, an artifact for each draft, a result for each finding.

It is written in ASCII, so it is the UTF-8 that SARIF must be whatever the output's encoding. A region's offset
counts as docs/json.md says; it is left out where the text is not the file (a mail's headers, an encoded body).
What to write instead is advice for a person to fill in, hence part of the message and no ``fix``.
"""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from urllib.parse import quote

from .. import __version__
from ..errors import DraftError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..model import Finding, Message, Report
    from ..terminal import Style
    from . import Results

    Reports = Sequence[tuple[str, Report]]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}
_BETTER = {"ru": "Лучше:", "en": "Better:"}


def render(results: Results, style: Style) -> str:
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(results, style)]}, indent=1) + "\n"


def _run(results: Results, style: Style) -> dict[str, Any]:
    reports = [(name, report) for name, report in results if not isinstance(report, DraftError)]
    errors = [(name, error) for name, error in results if isinstance(error, DraftError)]
    rules = _rules(reports)
    artifacts = {uri(name): _artifact(uri(name), report) for name, report in reports}
    hold = bool(errors) or any(report.verdict == "hold" for _, report in reports)
    return {
        "tool": {"driver": {"name": "replycoach", "version": __version__, "rules": [*map(_rule, rules.values())]}},
        "invocations": [_invocation(errors)],
        **_language(reports, style),
        "columnKind": "unicodeCodePoints",
        "artifacts": [*artifacts.values()],
        "results": [*_results(reports, list(artifacts), list(rules), style)],
        "properties": {"verdict": "hold" if hold else "send"},
    }


def _rules(reports: Reports) -> dict[str, Finding]:
    """The rules that spoke, each with its first finding; what is said of a rule holds for all of them."""
    first: dict[str, Finding] = {}
    for _, report in reports:
        for finding in report.findings:
            first.setdefault(finding.rule, finding)
    return first


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": _plain(_first_sentence(finding.why))},
        "fullDescription": {"text": _plain(finding.why)},
        "help": {"text": f"{_plain(finding.why)}\n\nreplycoach explain {finding.rule}"},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": [finding.category]},
    }


def _first_sentence(words: str) -> str:
    ends = [place for mark in (". ", "! ", "? ") if (place := words.find(mark)) >= 0]
    return words[: min(ends) + 1] if ends else words


def _invocation(errors: Sequence[tuple[str, DraftError]]) -> dict[str, Any]:
    told = [_notification(name, error) for name, error in errors]
    return {"executionSuccessful": not errors, **({"toolExecutionNotifications": told} if told else {})}


def _notification(name: str, error: DraftError) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": uri(name)}}}
    return {"level": "error", "message": {"text": _plain(str(error))}, "locations": [place]}


def _language(reports: Reports, style: Style) -> dict[str, str]:
    """Of the messages, if it is one."""
    spoken = {style.reader or report.lang for _, report in reports}
    return {"language": spoken.pop()} if len(spoken) == 1 else {}


def _artifact(location: str, report: Report) -> dict[str, Any]:
    known = {"verdict": report.verdict, "language": report.lang, "heat": report.heat}
    return {
        "location": {"uri": location},
        "roles": ["analysisTarget"],
        "properties": {**known, "decoded": report.message.decoded},
    }


def _results(
    reports: Reports, artifacts: Sequence[str], rules: Sequence[str], style: Style
) -> Iterator[dict[str, Any]]:
    for name, report in reports:
        location = {"uri": uri(name), "index": artifacts.index(uri(name))}
        better = _BETTER[style.reader or report.lang]
        for finding in report.findings:
            place = {"artifactLocation": location, "region": _region(report.message, finding)}
            words = f"{finding.message} {better} {finding.rewrite}" if finding.rewrite else finding.message
            yield {
                "ruleId": finding.rule,
                "ruleIndex": rules.index(finding.rule),
                "level": _LEVELS[finding.severity],
                "message": {"text": _plain(words)},
                "locations": [{"physicalLocation": place}],
            }


def _region(message: Message, finding: Finding) -> dict[str, Any]:
    start, stop = finding.span
    (line, column), (last, end) = message.position(start), message.position(stop)
    lines = {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}
    words = {} if finding.missing else {"snippet": {"text": message.text[start:stop]}}
    if message.decoded or message.offset:
        return {**lines, **words}
    return {**lines, "charOffset": start, "charLength": stop - start, **words}


def _plain(words: str) -> str:
    """A message that says just these words: in SARIF braces are placeholders, and ``[…](…)`` is a link."""
    return words.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def uri(name: str, path: type[PurePath] = PurePath) -> str:
    """A file's name as a URI, relative if the name is. ``path`` says how the system writes names."""
    file = path(name)
    raw = os.fsencode(file.as_posix())
    if not file.is_absolute():
        return quote(raw)
    encoded = quote(raw, safe="/:")
    return f"file:{encoded}" if file.drive.startswith("\\\\") else f"file:///{encoded.lstrip('/')}"
