"""A report made by hand, where a test is about what is shown of it and not about what was found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
from support import PACKAGE

from replycoach.formats import json as json_format
from replycoach.model import Finding, Message, Report, Span
from replycoach.terminal import Style

if TYPE_CHECKING:
    from replycoach.formats import Results

SCHEMA = json.loads((PACKAGE / "formats" / "report-1.schema.json").read_text("utf-8"))
DRAFT = "Hello,\nyou broke it.\n"
BROKE = (7, 16)


def report(
    text: str = DRAFT,
    span: Span = BROKE,
    *,
    severity: str = "error",
    said: str = "They hear blame.",
    rewrite: str = "It is down.",
    lang: str = "en",
    offset: int = 0,
    decoded: bool = False,
    doubts: tuple[Span, ...] = (),
) -> Report:
    """One finding in one draft, which is held."""
    finding = Finding(
        "client-blame", "client-blame", severity, span, lang, said, "It hurts. It does not help.", rewrite
    )
    return Report(Message(text, ((), doubts), False, offset, decoded), (finding,), "hold", lang, False, {}, {})


def as_json(results: Results) -> dict[str, Any]:
    """The JSON format's object, which fits its schema."""
    found = json.loads(json_format.render(results, Style()))
    jsonschema.validate(found, SCHEMA, cls=jsonschema.Draft202012Validator)
    return dict(found)
