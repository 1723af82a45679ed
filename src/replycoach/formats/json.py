"""For machines: one object, schema version 1 (docs/json.md, ``report-1.schema.json``). Offsets are code points."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..model import Finding, Message, Report
from ..terminal import Style

SCHEMA = 1


def render(results: Sequence[tuple[str, Report]], style: Style) -> str:
    verdict = "hold" if any(report.verdict == "hold" for _, report in results) else "send"
    drafts = [_draft(name, report) for name, report in results]
    found = {"schema": SCHEMA, "verdict": verdict, "drafts": drafts}
    # A lone surrogate has no place in JSON that others read; escaping keeps the text otherwise readable.
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _draft(name: str, report: Report) -> dict[str, Any]:
    return {
        "file": None if name == "-" else name,
        "verdict": report.verdict,
        "language": report.lang,
        "heat": report.heat,
        "facts": dict(report.facts),
        "not_checked": {rule: list(facts) for rule, facts in report.not_checked.items()},
        "findings": [_finding(report.message, finding) for finding in report.findings],
    }


def _finding(message: Message, finding: Finding) -> dict[str, Any]:
    start, end = finding.span
    line, column = message.position(start)
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "missing": finding.missing,
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "words": message.text[start:end],
        "language": finding.lang,
        "message": finding.message,
        "why": finding.why,
        "rewrite": finding.rewrite,
    }
