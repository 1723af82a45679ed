"""Every letter: its fields are those it uses, it says in both languages the same, and it passes its own check."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from support import ROOT

from replycoach import check
from replycoach.errors import LetterError
from replycoach.letters import compose, filling, template, trying, values, writers
from replycoach.letters.page import Items, Paragraph
from replycoach.letters.writers import html, txt

FOLDER = ROOT / "templates" / "letters"
TYPES = sorted(path.stem for path in (FOLDER / "ru").glob("*.j2"))
LETTERS = [pytest.param(FOLDER / lang / f"{name}.j2", id=f"{name}-{lang}") for name in TYPES for lang in template.LANGS]


def made(letter: template.Template, given: values.Given | None = None, voice: str = "company") -> compose.Letter:
    return compose.compose(letter, given or trying.example(letter, voice), None, number="14")


def written(body: str, fields: str = "", head: str = "") -> template.Template:
    """A small letter of one's own."""
    front = f"title: T\npurpose: P\nsubject: S\nlang: en\n{head}" + (f"fields:\n{fields}" if fields else "")
    return template.parse(f"---\n{front}\n---\n{body}".encode(), "own.j2")


def field(name: str = "what", **keys: str) -> str:
    said = {"label": name, "prompt": "What?", "example": "a thing", **keys}
    return f"  {name}: {{{', '.join(f'{key}: {value}' for key, value in said.items())}}}\n"


def test_both_languages_have_the_same_letters() -> None:
    assert sorted(path.stem for path in (FOLDER / "en").glob("*.j2")) == TYPES


@pytest.mark.parametrize("type", TYPES)
def test_both_languages_ask_for_the_same(type: str) -> None:
    russian, english = (
        [
            (one.name, one.kind, one.optional, len(one.choices), [column.name for column in one.columns])
            for one in letter.fields
        ]
        for letter in (template.read(str(FOLDER / lang / f"{type}.j2")) for lang in template.LANGS)
    )
    assert russian == english


@pytest.mark.parametrize("path", LETTERS)
def test_fields_declared_are_fields_used(path: Path) -> None:
    assert filling.check(template.read(str(path))) == []


@pytest.mark.parametrize("path", LETTERS)
def test_letter_works_in_every_voice_and_format_and_passes_its_own_check(path: Path) -> None:
    assert trying.failures(template.read(str(path))) == []


@pytest.mark.parametrize("path", LETTERS)
def test_whole_letter_as_text_passes_check(path: Path) -> None:
    letter = template.read(str(path))
    report = check(txt.text(made(letter).page), facts=letter.facts)
    found = [(finding.rule, report.message.text[slice(*finding.span)]) for finding in report.findings]
    assert (report.lang, found) == (letter.lang, [])


@pytest.mark.parametrize("path", LETTERS)
def test_letter_alone_has_a_blank_for_each_thing_that_must_be_there(path: Path) -> None:
    letter = template.read(str(path))
    draft = compose.compose(letter, values.Given(), None)
    text = txt.text(draft.page).replace("\n", " ")
    required = {one.name for one in letter.fields if not one.optional}
    assert required <= {problem.name for problem in draft.problems}
    assert "‹" in text
    assert [cause for problem in draft.problems if (cause := problem.cause)] == []


@pytest.mark.parametrize("path", LETTERS)
def test_nothing_optional_is_needed(path: Path) -> None:
    letter = template.read(str(path))
    given = trying.example(letter)
    kept = {one.name: given.fields[one.name] for one in letter.fields if not one.optional}
    page = made(letter, replace(given, fields=kept)).page
    report = check(txt.body(page), facts=letter.facts, lang=letter.lang)
    assert [(finding.rule, report.message.text[slice(*finding.span)]) for finding in report.findings] == []


@pytest.mark.parametrize("path", LETTERS)
def test_no_seam_shows(path: Path) -> None:
    """No double stops, no blank before a stop, no empty item, no sign of a template."""
    text = txt.body(made(template.read(str(path))).page)
    assert [
        seam for seam in ("..", " .", " ,", ";;", ".;.", ",.", "None", "{{", "}}", "‹", "- \n") if seam in text
    ] == []


HOSTILE = [
    pytest.param("{{ ''.__class__ }}", "`Const`", id="attribute-of-a-text"),
    pytest.param("{{ what.__class__ }}", "", id="underscores"),
    pytest.param("{% include '/etc/passwd' %}", "`Include`", id="include"),
    pytest.param("{% import 'x' as y %}", "`Import`", id="import"),
    pytest.param("{{ 'a' * 50000000 }}", "`Mul`", id="memory"),
    pytest.param("{{ 9 ** 9 ** 9 }}", "`Pow`", id="power"),
    pytest.param("{% for a in range(100000) %}{% endfor %}", "loop", id="range"),
    pytest.param(
        "{% for a in what %}{% for b in what %}{% for c in what %}{% endfor %}{% endfor %}{% endfor %}",
        "loop",
        id="loops",
    ),
    pytest.param("{% set x = what %}", "`Assign`", id="set"),
    pytest.param("{% macro m() %}{% endmacro %}", "`Macro`", id="macro"),
    pytest.param("{{ what.upper() }}", "`Call`", id="call"),
    pytest.param("{{ what | pprint }}", "no filter `pprint`", id="filter"),
    pytest.param("{{ wat }}", "did you mean `what`?", id="misspelt"),
    pytest.param("{{ what", "", id="broken"),
]


@pytest.mark.parametrize(("body", "cause"), HOSTILE)
def test_template_that_could_do_harm_is_refused(body: str, cause: str) -> None:
    letter = written("\n" + body, field())
    with pytest.raises(LetterError) as refused:
        made(letter, values.Given({"what": "x"}))
    assert str(refused.value).startswith("own.j2")
    assert cause.strip("`") in str(refused.value) or cause == "`Const`"


def test_error_names_the_line_of_the_template() -> None:
    assert filling.check(written("one\n\n{{ wat }} {{ what }}", field())) == [
        "own.j2:12: `wat` is not declared under `fields`; did you mean `what`?"
    ]


def test_field_that_is_never_used_is_told() -> None:
    assert filling.check(written("Nothing.", field())) == [
        "own.j2: field `what` is declared and never used; use it or drop it"
    ]


DATA = [
    pytest.param("{{ 7 * 7 }} {% if x %}", id="template"),
    pytest.param("<b>bold</b> & <script>", id="html"),
    pytest.param("# $x$ *y* _z_ @w #set page()", id="typst"),
    pytest.param("- no list; | no | table", id="signs"),
]


@pytest.mark.parametrize("value", DATA)
def test_value_is_data(value: str) -> None:
    page = made(
        written("{{ what }}", field()), values.Given({"what": value}, trying.TO["en"], trying.SENDERS["en"])
    ).page
    assert page.blocks == (Paragraph((value,)),)
    assert value in txt.text(page)
    assert "<b>" not in html.render(page).decode()
    assert "<script>" not in html.render(page).decode()
    assert writers.write(page, "pdf").startswith(b"%PDF")


def test_value_does_not_begin_a_list_of_its_own() -> None:
    letter = written("- {{ what }}\n- two", field())
    assert made(letter, values.Given({"what": "1. one\n- more"})).page.blocks == (
        Items(("1. one - more", "two"), False),
    )


def test_lines_of_a_value_stay_lines() -> None:
    letter = written("{{ what }}", field(kind="lines"))
    assert made(letter, values.Given({"what": "one\n- two"})).page.blocks == (Paragraph(("one", "- two")),)


BAD = [
    pytest.param("date", "yesterday", "is no date; write it like 2026-11-24", id="date"),
    pytest.param("date", "03/04/2026", "is no date; write it like 2026-11-24", id="two-days-in-english"),
    pytest.param("date", "2026-02-30", "is a day no calendar has; write it like 2026-11-24", id="no-such-day"),
    pytest.param("moment", "2026-11-24", "is no day and time; write it like 2026-11-24 18:00", id="no-time"),
    pytest.param(
        "moment", "2026-11-24 25:00", "is a time no clock shows; write it like 2026-11-24 18:00", id="no-such-time"
    ),
    pytest.param("money", "a lot", "is no sum; write it like 1250.00 GBP", id="money"),
    pytest.param("number", "three", "is no number; write figures, like 3", id="number"),
    pytest.param("name", "x@example.com", "is no name; write it as in a passport", id="name"),
    pytest.param("yes", "maybe", "is neither yes nor no", id="yes"),
]


@pytest.mark.parametrize(("kind", "given", "cause"), BAD)
def test_value_that_cannot_be_is_told(kind: str, given: str, cause: str) -> None:
    letter = written("{% if what %}{{ what }}{% endif %}", field(kind=kind))
    assert [problem.cause for problem in values.read(letter, values.Given({"what": given}), "en_GB")[1]] == [cause]


def test_mail_draft_round_trips() -> None:
    letter = template.find("apology", "ru")
    given = trying.example(letter)
    page = made(letter, replace(given, to={**given.to, "email": "irina@почта.рф"})).page
    mail = message_from_bytes(writers.write(page, "eml"), policy=default)
    assert (mail["To"], mail["From"]) == ("irina@xn--80a1acny.xn--p1ai", '"А.П. Смирнов" <andrey@example.com>')
    assert (mail["Subject"], mail["X-Unsent"]) == (page.subject, "1")
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().startswith("Уважаемая Ирина Олеговна!")
    assert [part.get_content_type() for part in mail.iter_attachments()] == ["application/pdf"]


def test_same_letter_gives_the_same_bytes() -> None:
    page = made(template.find("apology", "ru")).page
    assert writers.write(page, "pdf") == writers.write(page, "pdf")
