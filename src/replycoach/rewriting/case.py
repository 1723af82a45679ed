"""A case as rewriting sees it: judged again and again, blanks filled, under the facts it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..automaton import Automaton
from ..blocks.asked import asked
from ..coach import LANGS, check
from ..document import Document, analyse
from ..message import read
from ..model import SEVERITIES, Finding, Message, Report
from ..scan import Scan
from ..store import automaton
from ..voice import forms
from . import told
from .blanks import Filled
from .pieces import greeting

_TROUBLE = ("upset", "displeased", "repeat-failure", "furious", "names-our-slip")
"""Detectors of sentences in which a client says what is wrong."""


@dataclass(frozen=True)
class Case:
    """``given`` are the arguments of ``check``; ``said`` what templates may name in this writer's voice."""

    lang: str
    report: Report
    given: Mapping[str, Any]
    automaton: Automaton
    said: Mapping[str, str]
    incoming: str
    problem: str
    _judged: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def judge(self, text: str) -> tuple[Finding, ...]:
        """What is wrong with a text once its blanks are filled, suggestions left out; spans are those of ``text``."""
        if text not in self._judged:
            filled = Filled(text, self.lang)
            report = check(filled.text, **{**self.given, "lang": self.lang})
            self._judged[text] = tuple(_back(each, filled) for each in report.findings if is_grave(each))
        return self._judged[text]

    def strategies(self, rule: str) -> Sequence[str]:
        texts = self.automaton.texts(self._number(rule), LANGS.index(self.lang))
        found: Sequence[str] = texts.get("strategies", ())
        return found

    def has(self, text: str, detectors: Iterable[str]) -> bool:
        """Whether any of the detectors speaks in a text."""
        if not text.strip():
            return False
        scan = Scan(self.automaton, analyse(read(Filled(text, self.lang).text)))
        return any(scan.has(self._number(name)) for name in detectors)

    def _number(self, rule: str) -> int:
        return next(number for number, each in enumerate(self.automaton.rules) if each[0] == rule)


def open_case(draft: str | bytes, given: Mapping[str, Any]) -> Case:
    """Raises what ``check`` raises."""
    return case_of(check(draft, **given), given)


def case_of(report: Report, given: Mapping[str, Any]) -> Case:
    """The same of a report there is; ``given`` are the arguments it was made with."""
    compiled = automaton(given.get("playbooks") or ())
    lang = report.lang
    words = _client(report.message, given.get("incoming"))
    table = compiled.meta["forms"].get(lang, {})
    said = forms(analyse(report.message).text, table)
    problem = told.problem(list(_troubles(words, compiled)), lang, said.get("вы", ""))
    return Case(lang, report, given, compiled, said, words, problem)


def is_grave(finding: Finding) -> bool:
    return finding.severity != SEVERITIES[0]


def _back(finding: Finding, filled: Filled) -> Finding:
    fields = {name: getattr(finding, name) for name in Finding.__slots__}
    return Finding(**{**fields, "span": (filled.back(finding.span[0]), filled.back(finding.span[1]))})


def _client(message: Message, incoming: str | bytes | None) -> str:
    if incoming and incoming.strip():
        own = analyse(read(incoming))
        return own.text if own.end else read(incoming).text
    return asked(message) or ""


def _troubles(words: str, compiled: Automaton) -> Iterator[str]:
    """The client's sentences in which a detector hears what is wrong, then those that deny something."""
    if not words.strip():
        return
    names = [rule[0] for rule in compiled.rules]
    numbers = [names.index(name) for name in _TROUBLE if name in names]
    document = Document(words)
    scan = Scan(compiled, document)
    spoken = {match.sentence.span for number in numbers for match in scan.matches(number)}
    for span in sorted(document.sentences(), key=lambda span: span not in spoken):
        sentence = words[slice(*span)]
        if span in spoken or told.denies(sentence):
            yield sentence[greeting(sentence) :]
