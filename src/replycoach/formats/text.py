"""For people: the verdict and why, their own lines with the words marked, what to write instead."""

from __future__ import annotations

from ..errors import DraftError
from ..model import SEVERITIES
from ..terminal import Style, harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Finding, Message, Report
    from . import Results

_INDENT = 4
_MOST_TIPS = 3
_WORDS = {
    "ru": {
        "send": "Можно отправлять.",
        "hold": "Пока не отправляйте.",
        "heat": "Письмо горячее: подождите десять минут, потом перепишите.",
        "line": "строка",
        "error": "стоп",
        "warning": "осторожно",
        "suggestion": "совет",
        "rewrite": "Лучше:",
        "missing": "Не хватает",
        "decoded": "Номера строк — по тексту письма, а не по файлу.",
        "doubt": "Начиная со строки {line} слова, возможно, не ваши. Если это цитата, начните её строки знаком «>».",
    },
    "en": {
        "send": "Good to send.",
        "hold": "Don't send yet.",
        "heat": "This one is hot: wait ten minutes, then rewrite it.",
        "line": "line",
        "error": "stop",
        "warning": "careful",
        "suggestion": "tip",
        "rewrite": "Better:",
        "missing": "Missing",
        "decoded": "Line numbers count the text of the mail, not the file.",
        "doubt": "From line {line} on the words may be somebody else's. If they are a quote, start its lines with “>”.",
    },
}
_COLOURS = {"error": "31", "warning": "33", "suggestion": "36", "send": "1;32", "hold": "1;31", "bold": "1", "dim": "2"}


def render(results: Results, style: Style) -> str:
    several = len(results) > 1
    reports = [(name, report) for name, report in results if not isinstance(report, DraftError)]
    return "\n".join("\n".join(_report(name, report, style, several)) + "\n" for name, report in reports)


def _report(name: str, report: Report, style: Style, several: bool) -> Iterator[str]:
    words = _WORDS[style.reader or report.lang]
    grave = [finding for finding in report.findings if finding.severity != "suggestion"]
    tips = [finding for finding in report.findings if finding.severity == "suggestion"]
    yield from _headline(name if several else "", report, grave, words, style)
    told: set[str] = set()
    places = _places(grave)
    for place in places:
        yield ""
        yield from _marked(name, report, place, words, style, told)
    missing = [finding for finding in grave if finding.missing]
    if missing:
        yield ""
        yield _paint(words["missing"], "bold", style)
        for finding in missing:
            yield from _said(finding, words, style)
    shown = _first_of_each(tips)[:_MOST_TIPS]
    if shown:
        yield ""
        for finding in shown:
            yield from _tip(report, finding, words, style)
    yield from _notes(report.message, bool(places), words, style)


def _headline(
    name: str, report: Report, grave: Sequence[Finding], words: dict[str, str], style: Style
) -> Iterator[str]:
    verdict = words[report.verdict]
    worst = next((each for level in ("error", "warning") for each in grave if each.severity == level), None)
    why = worst.message if worst and report.verdict == "hold" else ""
    head = f"{harmless(name)}: " if name else ""
    lines = _wrap(f"{head}{verdict} {harmless(why)}".strip(), style.width, 0)
    yield lines[0].replace(verdict, _paint(verdict, report.verdict, style), 1)
    yield from lines[1:]
    if report.heat and report.verdict == "hold":
        yield from _wrap(words["heat"], style.width, 0)


def _places(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings on the same words together, the gravest first; what is missing has no words."""
    places: list[list[Finding]] = []
    for finding in findings:
        if finding.missing:
            continue
        if places and finding.span[0] < max(other.span[1] for other in places[-1]):
            places[-1].append(finding)
        else:
            places.append([finding])
    return [sorted(place, key=lambda each: -SEVERITIES.index(each.severity)) for place in places]


def _marked(
    name: str, report: Report, place: Sequence[Finding], words: dict[str, str], style: Style, told: set[str]
) -> Iterator[str]:
    """The sentence with the words marked, then what each rule says; a rule gives its advice once."""
    text, worst = report.message.text, place[0]
    start, stop = min(each.span[0] for each in place), max(each.span[1] for each in place)
    line, _ = report.message.position(start)
    where = f"{words['line']} {line}" if name == "-" else f"{harmless(name)}:{line}"
    label = _paint(words[worst.severity], worst.severity, style)
    rules = ", ".join(dict.fromkeys(each.rule for each in place))
    yield f"{where} · {label} · {_paint(rules, 'dim', style)}"
    before, hit, after = map(harmless, _excerpt(text, (start, stop)))
    yield from _painted(_wrap(f"{before}[{hit}]{after}", style.width, _INDENT), len(before.split()), style)
    for finding in {each.message: each for each in place}.values():
        yield from _wrap(harmless(finding.message), style.width, _INDENT)
    if worst.rewrite and worst.rule not in told:
        told.add(worst.rule)
        yield from _better(worst, words, style)


def _painted(lines: list[str], skipped: int, style: Style) -> Iterator[str]:
    """The words found in brackets, or in colour instead; ``skipped`` words come before them."""
    if not style.colour:
        yield from lines
        return
    on, off, inside = "\x1b[1;31m", "\x1b[0m", False
    for line in lines:
        if inside:
            line = " " * _INDENT + on + line[_INDENT:]
        elif "[" in line and skipped <= len(line.split()):
            line, inside = line.replace("[", on, 1), True
        if inside and "]" in line:
            line, inside = line.replace("]", off, 1), False
        skipped -= len(line.split())
        yield line + off if inside else line


def _said(finding: Finding, words: dict[str, str], style: Style) -> Iterator[str]:
    yield from _wrap(harmless(finding.message), style.width, _INDENT)
    if finding.rewrite:
        yield from _better(finding, words, style)


def _better(finding: Finding, words: dict[str, str], style: Style) -> Iterator[str]:
    lines = _wrap(f"{words['rewrite']} {harmless(finding.rewrite)}", style.width, _INDENT)
    yield lines[0].replace(words["rewrite"], _paint(words["rewrite"], "send", style), 1)
    yield from lines[1:]


def _tip(report: Report, finding: Finding, words: dict[str, str], style: Style) -> Iterator[str]:
    quoted = "" if finding.missing else f" [{harmless(report.message.text[slice(*finding.span)])}]"
    label = words["suggestion"].capitalize()
    lines = _wrap(f"{label}: {harmless(finding.message)}{quoted}", style.width, 0)
    yield lines[0].replace(label, _paint(label, "suggestion", style), 1)
    yield from lines[1:]


def _notes(message: Message, lines_shown: bool, words: dict[str, str], style: Style) -> Iterator[str]:
    """Quietly, what to know of the line numbers, and of words that may not be the writer's."""
    notes = []
    if message.doubts:
        notes.append(words["doubt"].format(line=message.position(message.doubts[0][0])[0]))
    if message.decoded and (lines_shown or notes):
        notes.append(words["decoded"])
    if notes:
        yield ""
    for note in notes:
        yield from (_paint(line, "dim", style) for line in _wrap(note, style.width, 0))


def _first_of_each(findings: Sequence[Finding]) -> list[Finding]:
    return list({finding.rule: finding for finding in reversed(findings)}.values())[::-1]


def _excerpt(text: str, span: tuple[int, int]) -> tuple[str, str, str]:
    """The sentence around the words, in three pieces; cut where it runs long."""
    start, stop = span
    first = max(text.rfind(mark, 0, start) + 1 for mark in (". ", "! ", "? ", "… ", "\n"))
    ends = [place + len(mark) - 1 for mark in (".", "!", "?", "…", "\n") if (place := text.find(mark, stop)) >= 0]
    last = min(ends, default=len(text))
    last = last + 1 if text[last : last + 1] in (".", "!", "?", "…") else last
    before, after = text[first:start].lstrip(), text[stop:last].rstrip()
    before = "…" + before[-100:] if len(before) > 110 else before
    after = after[:100] + "…" if len(after) > 110 else after
    return before, text[start:stop], after


def _paint(words: str, colour: str, style: Style) -> str:
    return f"\x1b[{_COLOURS[colour]}m{words}\x1b[0m" if style.colour else words


def _wrap(words: str, width: int, indent: int) -> list[str]:
    return [" " * indent + line for line in _fill(words.split(), width - indent)]


def _fill(words: list[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line
