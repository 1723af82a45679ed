"""How a report looks: golden files for people, a schema for machines.

``REPLYCOACH_GOLDEN=write pytest tests/test_formats.py`` writes the golden files anew; read the difference.
"""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from reports import as_json
from reports import report as report_of
from support import Yaml, compiled, detector, page, rule

from replycoach import __version__
from replycoach.automaton import Automaton
from replycoach.document import analyse
from replycoach.engine import run
from replycoach.errors import DraftError
from replycoach.formats import github, line, sarif
from replycoach.formats import json as json_format
from replycoach.formats import text as text_format
from replycoach.message import read
from replycoach.model import Report
from replycoach.terminal import Style
from replycoach.verdict import holds

if TYPE_CHECKING:
    from replycoach.formats import Results

GOLDEN = Path(__file__).parent / "golden"
HOLD = "error >= 1 or warning >= 2"


def both(kind: str, severity: str, ru: Yaml, en: Yaml, **keys: Any) -> Yaml:
    words = {key: value for key, value in rule(kind, en, **keys).items() if key not in ("only", "reason")}
    return {**words, "severity": severity, "ru": rule(kind, ru, lang="ru")["ru"]}


RULES = {
    "client-blame": both(
        "flag",
        "error",
        page("вы сломали", message="Клиент услышит, что виноват он.", rewrite="Сайт лежал с ‹время›: ‹причина›."),
        page(
            "you broke", message="The client hears that it is their fault.", rewrite="It was down from ‹time›: ‹cause›."
        ),
    ),
    "vague-time": both(
        "flag",
        "warning",
        page("скоро", message="«{{ match }}» — это когда?", rewrite="‹дата, время›"),
        page("soon", message="When is “{{ match }}”?", rewrite="‹day, time›"),
    ),
    "shouting": both(
        "rate",
        "suggestion",
        page(message="Клиент услышит крик.", rewrite="Обычными буквами."),
        page(message="The client hears shouting.", rewrite="In plain letters."),
        measures={"exclamation-runs": {"suggestion": "1"}},
    ),
    "deadline": both(
        "require",
        "warning",
        page(message="Не сказано, когда.", rewrite="Пришлю до ‹дата, время›."),
        page(message="It does not say when.", rewrite="I will send it by ‹day, time›."),
        need=["date"],
    ),
    "date": detector("#date", "#time"),
}
DRAFTS = {
    "send-ru": "Анна, исправлю форму до 18:00 и пришлю вам ссылку.",
    "send-en": "Anna, I will fix the form by 18:00 and send you the link.",
    "tip-ru": "Анна, добрый день!! Исправлю форму до 18:00.",
    "tip-en": "Hello Anna!! I will fix the form by 18:00.",
    "hold-ru": "Анна, добрый день!! Форма лежит,\nпотому что вы сломали шаблон, а я чинил его весь вчерашний день."
    " Скоро исправлю.",
    "hold-en": "Hello Anna!! The form is down\nbecause you broke the template, and I mended it all day yesterday."
    " Fixed soon.",
}


@pytest.fixture(scope="module")
def automaton(tmp_path_factory: pytest.TempPathFactory) -> Automaton:
    return compiled(tmp_path_factory.mktemp("formats"), RULES)


def report(automaton: Automaton, draft: str | bytes, lang: str) -> Report:
    message = read(draft)
    result = run(automaton, analyse(message), incoming=None, facts={}, lang=lang, reader=lang)
    counts = {level: [each.severity for each in result.findings].count(level) for level in ("warning", "error")}
    verdict = "hold" if holds(HOLD, counts) else "send"
    return Report(message, tuple(result.findings), verdict, lang, verdict == "hold", result.facts, result.not_checked)


def expect(name: str, text: str) -> None:
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("REPLYCOACH_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", DRAFTS)
def test_text(name: str, width: int, automaton: Automaton) -> None:
    results = [(f"{name}.txt", report(automaton, DRAFTS[name], name[-2:]))]
    expect(f"{name}-{width}", text_format.render(results, Style(width=width)))


@pytest.mark.parametrize("name", ["send-en", "tip-en", "hold-ru"])
def test_colour(name: str, automaton: Automaton) -> None:
    """Escapes are written as ``\\e`` so that the file can be read."""
    results = [(f"{name}.txt", report(automaton, DRAFTS[name], name[-2:]))]
    expect(f"{name}-colour", text_format.render(results, Style(width=60, colour=True)).replace("\x1b", "\\e"))


def test_several_drafts(automaton: Automaton) -> None:
    results = [(f"{name}.txt", report(automaton, DRAFTS[name], name[-2:])) for name in ("send-ru", "hold-en")]
    expect("several-80", text_format.render(results, Style(width=80)))


def test_reader_speaks_another_language(automaton: Automaton) -> None:
    results = [("-", report(automaton, DRAFTS["hold-en"], "en"))]
    expect("reader-ru-80", text_format.render(results, Style("ru", 80)))


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("width", [24, 40, 80])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, automaton: Automaton) -> None:
    text = text_format.render([("-", report(automaton, DRAFTS[name], name[-2:]))], Style(width=width))
    place_lines_aside = [line for line in text.split("\n") if " · " not in line]
    assert [line for line in place_lines_aside if len(line) > width] == []


FOR_MACHINES: dict[str, Any] = {"line": line, "github": github, "sarif": sarif, "json": json_format}
UNREADABLE = DraftError("old.txt is not UTF-8 (line 1); save it as UTF-8")


def shown(format: str, results: Results, reader: str | None = None) -> str:
    """A format's output; SARIF as it reads without escapes, and of no particular version."""
    text: str = FOR_MACHINES[format].render(results, Style(reader))
    if format != "sarif":
        return text
    text = text.replace(f'"version": "{__version__}"', '"version": "…"')
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("format", FOR_MACHINES)
@pytest.mark.parametrize("name", ["send-ru", "hold-ru", "hold-en"])
def test_for_machines(format: str, name: str, automaton: Automaton) -> None:
    results = [(f"{name}.txt", report(automaton, DRAFTS[name], name[-2:]))]
    expect(f"{name}-{format}", shown(format, results))


@pytest.mark.parametrize("format", FOR_MACHINES)
def test_for_machines_of_several_and_standard_input(format: str, automaton: Automaton) -> None:
    names = {"черновики/send-ru.txt": "send-ru", "-": "tip-en"}
    drafts: Results = [(name, report(automaton, DRAFTS[draft], draft[-2:])) for name, draft in names.items()]
    expect(f"several-{format}", shown(format, [*drafts, ("old.txt", UNREADABLE)], "ru"))


@pytest.mark.parametrize("name", DRAFTS)
def test_json_fits_its_schema(name: str, automaton: Automaton) -> None:
    found = as_json([(name, report(automaton, DRAFTS[name], name[-2:])), ("-", report(automaton, "Soon.", "en"))])
    assert [draft["file"] for draft in found["drafts"]] == [name, None]


OFFSETS = [
    pytest.param("Well, you broke it.", (6, 15, 1, 7), id="plain"),
    pytest.param("🙂🙂 you broke it.", (3, 12, 1, 4), id="emoji"),
    pytest.param("e\u0301 you broke it.", (2, 11, 1, 3), id="combining-letter"),
    pytest.param("и\u0306 ё you broke it.", (4, 13, 1, 5), id="composed-letters"),
    pytest.param("Well.\r\nNow\r\nyou broke it.", (10, 19, 3, 1), id="crlf"),
    pytest.param("\ufeffyou broke it.", (0, 9, 1, 1), id="byte-order-mark"),
    pytest.param("> you broke\n\nyou broke it.", (13, 22, 3, 1), id="below-a-quote"),
    pytest.param("Well,\tyou broke it.", (6, 15, 1, 7), id="tab"),
]


@pytest.mark.parametrize(("draft", "place"), OFFSETS)
def test_offsets_point_at_the_words(draft: str, place: tuple[int, ...], automaton: Automaton) -> None:
    finding = as_json([("-", report(automaton, draft.encode(), "en"))])["drafts"][0]["findings"][0]
    text = draft.replace("\r\n", "\n").removeprefix("\ufeff")
    text = unicodedata.normalize("NFC", text)
    assert tuple(finding[key] for key in ("start", "end", "line", "column")) == place
    assert (finding["words"], text[place[0] : place[1]]) == ("you broke", "you broke")


@pytest.mark.parametrize(("draft", "place"), OFFSETS)
def test_every_format_points_at_the_same_words(draft: str, place: tuple[int, ...], automaton: Automaton) -> None:
    results = [("a.txt", report(automaton, draft.encode(), "en"))]
    region = json.loads(shown("sarif", results))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    start, end, row, column = place
    assert shown("line", results).startswith(f"a.txt:{row}:{column}: error: ")
    assert shown("github", results).startswith(f"::error file=a.txt,line={row},col={column},endColumn={column + 9},")
    assert list(region.values()) == [row, column, row, column + 9, start, end - start, {"text": "you broke"}]


def test_what_is_missing_is_placed_behind_the_last_words(automaton: Automaton) -> None:
    findings = as_json([("-", report(automaton, "All is well.\n\n> when?\n", "en"))])["drafts"][0]["findings"]
    assert [(each["rule"], each["missing"], each["start"], each["end"]) for each in findings] == [
        ("deadline", True, 12, 12)
    ]


def test_lone_surrogate_is_valid_utf_8(automaton: Automaton) -> None:
    text = json_format.render([("-", report(automaton, "You broke\ud800 it soon \udfff.", "en"))], Style())
    assert json.loads(text.encode("utf-8"))["verdict"] == "hold"


def test_json_is_readable(automaton: Automaton) -> None:
    text = json_format.render([("-", report(automaton, DRAFTS["hold-ru"], "ru"))], Style())
    assert ("вы сломали" in text, text.count("\n") > 20, text.endswith("}\n")) == (True, True, True)


NOTES = [
    pytest.param("plain", {}, id="plain"),
    pytest.param("decoded", {"decoded": True}, id="lines-are-the-text-s"),
    pytest.param("doubts", {"doubts": ((7, 20), (20, 20))}, id="somebody-else-s-words"),
    pytest.param("decoded-doubts", {"decoded": True, "doubts": ((7, 20),)}, id="both"),
]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(("name", "message"), NOTES)
def test_notes_on_a_mail(name: str, message: dict[str, Any], lang: str) -> None:
    text = text_format.render([("letter.eml", report_of(lang=lang, **message))], Style(width=60))
    expect(f"mail-{name}-{lang}", text)


def test_note_on_lines_needs_a_line() -> None:
    results = [("letter.eml", report_of(decoded=True, severity="suggestion"))]
    assert "Line numbers" not in text_format.render(results, Style())


HARMFUL = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202e \u2066 \r \x08\x7f"


@pytest.mark.parametrize("format", [*FOR_MACHINES.values(), text_format])
def test_no_format_commands_a_terminal(format: Any) -> None:
    results = [(f"a{HARMFUL}.txt", report_of(HARMFUL, (0, 20), said=HARMFUL, rewrite=HARMFUL)), (HARMFUL, UNREADABLE)]
    text = format.render(results, Style())
    assert [char for char in text if not (char.isprintable() or char == "\n")] == []
