"""For machines: one object, schema version 1 (docs/json.md, ``report-1.schema.json``). Offsets are code points."""

from __future__ import annotations

import json

from ..errors import DraftError
from ..terminal import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..model import Finding, Message, Question, Report, Span
    from ..rewriting.alternatives import Alternative
    from ..terminal import Style
    from . import Results

SCHEMA = 1


def render(results: Results, style: Style) -> str:
    reports = [(name, report) for name, report in results if not isinstance(report, DraftError)]
    errors = [(name, error) for name, error in results if isinstance(error, DraftError)]
    hold = bool(errors) or any(report.verdict == "hold" for _, report in reports)
    return _dumped(
        {
            "schema": SCHEMA,
            "verdict": "hold" if hold else "send",
            "drafts": [_draft(name, report) for name, report in reports],
            "errors": [{"file": _file(name), "message": str(error)} for name, error in errors],
        }
    )


def _dumped(found: dict[str, Any]) -> str:
    """JSON that can be read, with escapes for what JSON allows and a terminal obeys, and for lone surrogates."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    hidden = {ord(char): f"\\u{ord(char):04x}" for char in set(text) - {"\n"} if char != harmless(char)}
    return text.translate(hidden) + "\n"


def _file(name: str) -> str | None:
    return None if name == "-" else name


def _draft(name: str, report: Report) -> dict[str, Any]:
    return {
        "file": _file(name),
        "verdict": report.verdict,
        "language": report.lang,
        "heat": report.heat,
        "decoded": report.message.decoded,
        "facts": dict(report.facts),
        "not_checked": {rule: list(facts) for rule, facts in report.not_checked.items()},
        "questions": [_question(question) for question in report.questions],
        "doubts": [_doubt(report.message, span) for span in report.message.doubts],
        "findings": [
            _finding(report.message, finding, rewrites)
            for finding, rewrites in zip(report.findings, _rewrites(report), strict=True)
        ],
    }


def _rewrites(report: Report) -> list[list[Alternative]]:
    if not report.findings:
        return []
    from ..rewriting.alternatives import alternatives

    return alternatives(report)


def _question(question: Question) -> dict[str, Any]:
    return {"words": question.words, "slot": question.slot, "answered": question.answered}


def _doubt(message: Message, span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1], "line": message.position(span[0])[0]}


def _finding(message: Message, finding: Finding, rewrites: Sequence[Alternative]) -> dict[str, Any]:
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
        "rewrites": [_rewrite(each) for each in rewrites],
    }


def _rewrite(alternative: Alternative) -> dict[str, Any]:
    start, end = alternative.span
    return {"strategy": alternative.strategy, "text": alternative.text, "start": start, "end": end}
