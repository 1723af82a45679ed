"""Runs a playbook's own examples: every ``bad`` fires exactly where it is marked, no ``good`` fires."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .automaton import ANTI, MATCH, Automaton
from .document import Document, analyse
from .engine import run
from .facts import normalise
from .message import read
from .model import Span
from .playbook import Playbook
from .rule import Example, Rule
from .scan import Scan


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one rule; ``bad`` says whether it must fire."""

    rule: Rule
    lang: str
    bad: bool
    example: Example

    @property
    def id(self) -> str:
        return f"{self.rule.id}/{self.lang}/{'bad' if self.bad else 'good'}:{self.example.line}"


def cases(playbook: Playbook) -> Iterator[Case]:
    """Every example of every rule that is not switched off."""
    for rule in playbook.rules.values():
        if rule.kind == "off":
            continue
        for lang, page in rule.pages.items():
            for bad, examples in ((True, page.bad), (False, page.good)):
                for example in examples:
                    yield Case(rule, lang, bad, example)


def failure(automaton: Automaton, case: Case) -> str:
    """``file:line: cause; remedy`` if the example does not do what it says, else nothing."""
    found = _fired(automaton, case)
    cause = _cause(case, found)
    return f"{case.rule.file}:{case.example.line}: {case.rule.id}: {cause}" if cause else ""


def unfired(automaton: Automaton, cases: Iterable[Case]) -> Iterator[str]:
    """``file:line: cause; remedy`` for each pattern that matches in no ``bad``, each antipattern in no example."""
    names = [rule[0] for rule in automaton.rules]
    fired: set[tuple[str, str, int]] = set()
    rules = {}
    for case in cases:
        rules[case.rule.id] = case.rule
        number = names.index(case.rule.id)
        scan = Scan(automaton, analyse(read(case.example.draft)))
        for role in (MATCH, ANTI) if case.bad else (ANTI,):
            fired |= {(case.rule.id, case.lang, match.record[8]) for match in scan.spoken(number, role)}
    for rule in rules.values():
        for lang, page in rule.pages.items():
            for entry in (*page.patterns, *page.anti):
                if (rule.id, lang, entry.line) not in fired:
                    where = "`bad`" if entry in page.patterns else "`bad` or `good`"
                    cause = f"pattern `{entry.source}` fires in no {where} of its own"
                    yield f"{rule.file}:{entry.line}: {rule.id}: {cause}; add an example or delete it"


def _cause(case: Case, found: tuple[Span, ...]) -> str:
    draft = case.example.draft
    words = ", ".join(f"«{draft[start:stop]}»" for start, stop in found)
    if not case.bad:
        return (
            f"`good` example fires on {words or 'the whole'}: {_short(draft)}; narrow a pattern or add `anti`"
            if found
            else ""
        )
    if not found:
        return f"`bad` example does not fire: {_short(draft)}; widen a pattern"
    if case.example.spans is not None and found != case.example.spans:
        return f"`bad` example fires on {words}, not on its marks: {_short(draft)}; move [[ ]]"
    return ""


def _short(draft: str) -> str:
    line = " ".join(draft.split())
    return line if len(line) <= 80 else line[:79] + "…"


def _fired(automaton: Automaton, case: Case) -> tuple[Span, ...]:
    document = analyse(read(case.example.draft))
    if case.rule.kind == "detector":
        names = [rule[0] for rule in automaton.rules]
        return tuple(match.span for match in Scan(automaton, document).matches(names.index(case.rule.id)))
    incoming: Document | None = analyse(read(case.example.incoming)) if case.example.incoming else None
    result = run(
        automaton,
        document,
        incoming=incoming,
        facts=normalise(case.example.facts),
        lang=case.lang,
        reader=case.lang,
    )
    return tuple(finding.span for finding in result.findings if finding.rule == case.rule.id)
