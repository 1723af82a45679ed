"""The whole way from a draft to a report; every edge calls this."""

from __future__ import annotations

from . import facts as case
from .document import analyse
from .engine import run
from .errors import ReplyCoachError
from .languages import detect
from .message import read
from .model import SEVERITIES, Report
from .store import automaton
from .verdict import COUNTS, holds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Finding

LANGS = ("ru", "en")
_WARNING = 1
_HOLD_ON = {"error": "error >= 1", "warning": "error >= 1 or warning >= 1"}


def check(
    draft: str | bytes,
    *,
    incoming: str | bytes | None = None,
    facts: Mapping[str, object] | None = None,
    lang: str | None = None,
    reader: str | None = None,
    hold_on: str | None = None,
    ignore: Iterable[str] = (),
    playbooks: Sequence[str] = (),
) -> Report:
    """Read a draft the way its client will.

    ``str`` is body text; ``bytes`` is a file's content. ``incoming`` is the client's message,
    ``facts`` what you know of the case (``{"fault": "own"}``), ``lang`` the draft's language (``ru``,
    ``en``; told by itself), ``reader`` the language of explanations (the draft's), ``hold_on`` the
    mildest severity that alone means hold (the playbook decides), ``ignore`` rules to leave out,
    ``playbooks`` more folders. Raises ``DraftError`` and ``PlaybookError``. A draft in a third language
    gives a report whose ``lang`` is that language's name: nothing in it was checked.
    """
    _expect("lang", lang, LANGS)
    _expect("reader", reader, LANGS)
    _expect("hold_on", hold_on, tuple(_HOLD_ON))
    message = read(draft)
    document = analyse(message)
    compiled = automaton(playbooks)
    spoken = lang or detect(document)
    if spoken not in LANGS:
        return Report(message, (), "send", spoken, False, {}, {rule[0]: ("lang",) for rule in compiled.rules})
    asked = analyse(read(incoming)) if incoming and incoming.strip() else None
    given = case.normalise(facts)
    result = run(compiled, document, incoming=asked, facts=given, lang=spoken, reader=reader or spoken)
    ignored = frozenset(ignore)
    _expect_rules(ignored, {rule[0] for rule in compiled.rules if rule[1] != "detector"})
    findings = tuple(finding for finding in result.findings if finding.rule not in ignored)
    rates = {rule[0] for rule in compiled.rules if rule[1] == "rate"}
    hold = holds(_HOLD_ON[hold_on] if hold_on else compiled.meta["hold"], _places(findings, rates))
    heat = any(finding.category in compiled.meta["heat"] and finding.severity != "suggestion" for finding in findings)
    return Report(message, findings, "hold" if hold else "send", spoken, heat, result.facts, result.not_checked)


def _expect(name: str, value: str | None, choices: tuple[str, ...]) -> None:
    if value is not None and value not in choices:
        raise ReplyCoachError(f"{name} `{value}` is none of {', '.join(choices)}")


def _expect_rules(names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise ReplyCoachError(f"no rule `{name}`; `replycoach explain` lists them")


def _places(findings: Iterable[Finding], rates: set[str]) -> dict[str, int]:
    """Places at each severity: words that two rules flag are one place, and so are all hits of one rate."""
    counts = dict.fromkeys(COUNTS, 0)
    stop, worst = -1, 0
    seen: set[str] = set()
    for finding in findings:
        level = SEVERITIES.index(finding.severity)
        if finding.rule in seen:
            continue
        if finding.rule in rates:
            seen.add(finding.rule)
        elif finding.span[0] < stop:
            # The same place again: only a worse finding counts, instead of the one before.
            if level <= worst:
                continue
            counts[SEVERITIES[worst]] -= 1
            counts["words"] -= worst == _WARNING
        if finding.rule not in rates:
            worst, stop = level, max(stop, finding.span[1])
        counts[finding.severity] += 1
        counts["missing" if finding.missing else "words"] += level == _WARNING
    return counts
