"""The whole way from a draft to a report; every edge calls this."""

from __future__ import annotations

from . import facts as case
from .document import Document, analyse
from .engine import by_place, run
from .errors import ReplyCoachError
from .languages import detect
from .message import read
from .model import SEVERITIES, Finding, Report
from .store import automaton
from .verdict import COUNTS, holds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from .automaton import Automaton
    from .model import Message

LANGS = ("ru", "en")
LEVELS = ("error", "warning", "suggestion", "off")
_WARNING = 1
HOLD_ON = {"error": "error >= 1", "warning": "error >= 1 or warning >= 1"}


def check(
    draft: str | bytes,
    *,
    incoming: str | bytes | None = None,
    facts: Mapping[str, object] | None = None,
    lang: str | None = None,
    reader: str | None = None,
    hold_on: str | None = None,
    ignore: Iterable[str] = (),
    levels: Mapping[str, str] | None = None,
    playbooks: Sequence[str] = (),
) -> Report:
    """Read a draft the way its client will.

    ``str`` is body text; ``bytes`` is a file's content, a text or a mail. ``incoming`` is the client's
    message; if it is not given, what the draft quotes is taken for it.
    ``facts`` what you know of the case (``{"fault": "own"}``), ``lang`` the draft's language (``ru``,
    ``en``; told by itself), ``reader`` the language of explanations (the draft's), ``hold_on`` the
    mildest severity that alone means hold (the playbook decides), ``ignore`` rules to leave out,
    ``levels`` the severity of all findings of a rule, one of ``LEVELS``, ``playbooks`` more folders. No
    settings file is read. Raises ``ReplyCoachError``: ``DraftError``, ``PlaybookError`` or one that names
    an argument. A draft in a third language gives a report whose ``lang`` is that language's name:
    nothing in it was checked.
    """
    _expect("lang", lang, LANGS)
    _expect("reader", reader, LANGS)
    _expect("hold_on", hold_on, tuple(HOLD_ON))
    ignore = tuple(ignore)
    told: dict[str, Any] = {"incoming": incoming, "facts": facts, "lang": lang, "reader": reader, "hold_on": hold_on}
    told |= {"ignore": ignore, "levels": levels, "playbooks": playbooks}
    asked = read(incoming) if incoming and incoming.strip() else None
    message = read(draft, asked.text if asked else "")
    asked = asked or _quoted_in(message)
    document = analyse(message)
    compiled = automaton(playbooks)
    wanted = _wanted(ignore, levels or {}, compiled)
    spoken = lang or detect(document)
    if spoken not in LANGS:
        return Report(message, (), "send", spoken, False, {}, {rule[0]: ("lang",) for rule in compiled.rules})
    given = case.normalise(facts)
    result = run(compiled, document, incoming=_words_of(asked), facts=given, lang=spoken, reader=reader or spoken)
    findings = _levelled(result.findings, wanted)
    rates = {rule[0] for rule in compiled.rules if rule[1] == "rate"}
    counts = {**_places(findings, rates), "upset": int(result.facts.get("upset") or 0)}
    hold = holds(HOLD_ON[hold_on] if hold_on else compiled.meta["hold"], counts)
    heat = any(finding.category in compiled.meta["heat"] and finding.severity != "suggestion" for finding in findings)
    verdict = "hold" if hold else "send"
    return Report(message, findings, verdict, spoken, heat, result.facts, result.not_checked, result.questions, told)


def _quoted_in(message: Message) -> Message | None:
    """The client's message if the draft quotes it."""
    if message.plain:
        return None
    from .blocks.asked import asked

    quoted = asked(message)
    return read(quoted) if quoted else None


def _words_of(asked: Message | None) -> Document | None:
    """The client's words: what they wrote themselves, or all of it if they passed a message on."""
    if asked is None:
        return None
    own = analyse(asked)
    return own if own.end else Document(asked.text)


def _expect(name: str, value: str | None, choices: tuple[str, ...]) -> None:
    if value is not None and value not in choices:
        raise ReplyCoachError(f"{name} `{value}` is none of {', '.join(choices)}")


def rules(playbooks: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of all rules that can speak."""
    return _speaking(automaton(playbooks))


def _speaking(compiled: Automaton) -> tuple[str, ...]:
    return tuple(rule[0] for rule in compiled.rules if rule[1] != "detector")


def no_rule(name: str, known: Iterable[str]) -> str:
    """What to say of a rule that is not among the known."""
    from .fields import nearest

    return f"no rule `{name}`{nearest(name, known)}; `replycoach explain` lists them"


def _wanted(ignore: Iterable[str], levels: Mapping[str, str], compiled: Automaton) -> dict[str, str]:
    """The level of each rule that is to have another than its own."""
    wanted = {**levels, **dict.fromkeys(ignore, "off")}
    known = _speaking(compiled) if wanted else ()
    for name, level in wanted.items():
        if name not in known:
            raise ReplyCoachError(no_rule(name, known))
        _expect(f"the level of `{name}`", level, LEVELS)
    return wanted


def _levelled(findings: Sequence[Finding], wanted: Mapping[str, str]) -> tuple[Finding, ...]:
    if not wanted:
        return tuple(findings)
    kept = (_at_level(finding, wanted.get(finding.rule, finding.severity)) for finding in findings)
    return tuple(sorted((finding for finding in kept if finding.severity != "off"), key=by_place))


def _at_level(finding: Finding, level: str) -> Finding:
    fields = {name: getattr(finding, name) for name in Finding.__slots__}
    return Finding(**{**fields, "severity": level})


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
