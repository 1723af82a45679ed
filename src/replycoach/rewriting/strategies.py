"""Ways to write a sentence anew, one template each: ``templates/rewrites/LANG/NAME.j2``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import paths
from ..voice import capital

DROP = "drop"
"""The strategy that leaves the sentence out."""
BRINGS = {
    "acknowledge": "acknowledge",
    "own-it": "apology",
    "regret": "apology",
    "cause": "cause",
    "fact": "cause",
    "explain": "cause",
    "answer": "answer",
    "action": "action",
    "when": "action",
    "news": "action",
    "handover": "action",
    "promise": "action",
    "options": "options",
    "ask": "request",
    "request": "request",
    "clause": "request",
    "reason": "reason",
    "call": "call",
    "boundary": "call",
}
"""What each brings to a reply, which wants everything once: the parts ``reply.j2`` puts in order."""


def sentence(name: str, lang: str, values: Mapping[str, str]) -> str:
    """The sentence of a strategy; ``values`` are the forms of ``voice`` and what is known of the case."""
    if name == DROP:
        return ""
    return capital(_environment(lang).get_template(f"{name}.j2").render(_named(values)).strip())


def reply(lang: str, parts: Mapping[str, str]) -> list[str]:
    """The paragraphs of a reply in their order, by ``reply.j2``; parts that are not there leave nothing."""
    lines = _environment(lang).get_template("reply.j2").render(_named(parts)).split("\n")
    return [line for line in (" ".join(line.split(" ")).strip() for line in lines) if line]


def _named(values: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in values.items()}


@cache
def _environment(lang: str) -> ImmutableSandboxedEnvironment:
    folder = Path(paths.bundled("templates")) / "rewrites" / lang
    return ImmutableSandboxedEnvironment(loader=FileSystemLoader(folder))
