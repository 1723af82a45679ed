"""``replycoach letter``: a letter with blanks on the screen, a final one in a file. Exit 0, or 2 if it cannot be."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..coach import check
from ..errors import DraftError, LetterError
from ..letters import compose, profile, register, template, values, writers
from ..letters.compose import Letter
from ..letters.profile import Profile
from ..letters.template import Template
from ..letters.values import Given, Problem
from ..letters.writers import txt
from ..output import ERROR, SEND, complain, write
from ..terminal import harmless, language
from .asking import ask

_WORDS = {
    "ru": {
        "open": "Осталось заполнить:",
        "like": "например",
        "missing": "не заполнено",
        "to": "Кому",
        "written": "Записано",
        "no_number": "без номера",
        "check": "Проверьте перед отправкой: replycoach check находит здесь, что поправить:",
        "decline": "Если имя склоняется иначе: --set to.name_dative=… или --set salutation=…",
    },
    "en": {
        "open": "Still to fill in:",
        "like": "for example",
        "missing": "is missing",
        "to": "To",
        "written": "Written",
        "no_number": "no number",
        "check": "Before you send it: replycoach check finds something to mend here:",
        "decline": "To address them otherwise: --set salutation=…",
    },
}


@dataclass(frozen=True)
class Wanted:
    """What the command line says, as it says it."""

    type: str
    lang: str | None = None
    sets: Sequence[str] = ()
    data: str | None = None
    out: str | None = None
    profile: str = ""
    example: bool = False
    sign: bool = False
    seal: bool = False
    force: bool = False
    ask: bool = False


def run(wanted: Wanted) -> int:
    """Print the letter as a draft, or write it down as final if there is a place to."""
    suffix = _format(wanted)
    data = _data(wanted.data)
    letter = template.find(wanted.type or str(data.get("type", "")), wanted.lang or lang_of(data))
    given = values.given(data, wanted.sets, letter)
    if wanted.example:
        given = replace(given, fields={**values.examples(letter).fields, **given.fields})
    own = profile.own(wanted.profile)
    draft = compose.compose(letter, given, own)
    if draft.problems and (wanted.out or wanted.ask) and sys.stdin.isatty() and sys.stderr.isatty():
        given = ask(letter, given, draft.problems, compose.locale_of(letter, given, own))
        draft = compose.compose(letter, given, own)
    if wanted.out is None:
        return _preview(letter, draft)
    if draft.problems:
        return _refused(letter, draft.problems)
    return _final(wanted, letter, given, own, wanted.out, suffix)


def _format(wanted: Wanted) -> str:
    """The format ``--out`` asks for; refused before anything is asked or written."""
    if wanted.out is None:
        return ""
    suffix = os.path.splitext(wanted.out)[1][1:].lower()
    if suffix not in writers.NAMES:
        raise LetterError(f"--out {wanted.out}: no format `.{suffix}`; there are {', '.join(writers.NAMES)}")
    if os.path.lexists(wanted.out) and not wanted.force:
        raise LetterError(f"{wanted.out} exists already; name another file, or say --force")
    return suffix


def _data(name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    try:
        if name == "-":
            return values.of_file(sys.stdin.buffer.read(), "standard input", os.getcwd())
        with open(name, "rb") as file:
            return values.of_file(file.read(), name, os.path.dirname(os.path.abspath(name)))
    except OSError as error:
        raise LetterError(
            f"--data {name} cannot be read: {(error.strerror or str(error)).lower()}; check the name"
        ) from None


def lang_of(data: Mapping[str, Any]) -> str:
    lang = str(data.get("lang") or language(os.environ) or "en")
    if lang not in template.LANGS:
        raise LetterError(f"lang `{lang}` is none of {', '.join(template.LANGS)}")
    return lang


def _preview(letter: Template, draft: Letter) -> int:
    write(txt.text(draft.page))
    wrong = [problem for problem in draft.problems if problem.cause]
    missing = [problem for problem in draft.problems if not problem.cause]
    if missing:
        words = _WORDS[letter.lang]
        lines = [f"  {one.name:<16} {one.label}; {words['like']}: {one.example}" for one in missing]
        sys.stderr.write("\n".join(["", words["open"], *map(harmless, lines)]) + "\n")
    if wrong:
        return _refused(letter, wrong)
    if not missing:
        _say_findings(letter, draft)
    return SEND


def _refused(letter: Template, problems: Sequence[Problem]) -> int:
    words = _WORDS[letter.lang]
    for one in problems:
        cause = one.cause or f"{words['missing']}: {one.label}"
        complain(f'{one.name} {cause}; {words["like"]} --set {one.name}="{one.example}"')
    return ERROR


def _final(wanted: Wanted, letter: Template, given: Given, own: Profile | None, out: str, suffix: str) -> int:
    def written(number: str) -> tuple[str, bytes]:
        made.append(compose.compose(letter, given, own, number=number, sign=wanted.sign, seal=wanted.seal))
        content = writers.write(made[-1].page, suffix)
        _save(out, content, wanted.force)
        return os.path.abspath(out), content

    made: list[Letter] = []
    if own and own.number and not given.own.get("number"):
        sender, day = profile.merged(own, given.sender), values.day_of(given, compose.locale_of(letter, given, own))
        about = {"to": given.to.get("name", ""), "type": letter.type}
        register.take(own.stored, sender.number, _first(sender), day, written, **about)
    else:
        written(str(given.own.get("number", "")))
    _say_written(letter, made[-1], out)
    _say_findings(letter, made[-1])
    return SEND


def _first(sender: Profile) -> int:
    if not sender.next.isdecimal():
        raise LetterError(f"profile: next: {sender.next} must be a whole number")
    return int(sender.next)


def _save(path: str, content: bytes, force: bool) -> None:
    """All of it or nothing, never over a file unless that was said."""
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "xb") as file:
            file.write(content)
        if force:
            os.replace(part, path)
        else:
            _move_new(part, path)
    except OSError as error:
        raise LetterError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None
    finally:
        if os.path.lexists(part):
            os.remove(part)


def _move_new(part: str, path: str) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links.
        with open(path, "xb") as file, open(part, "rb") as source:
            file.write(source.read())


def _say_written(letter: Template, made: Letter, out: str) -> None:
    words, page = _WORDS[letter.lang], made.page
    to = ", ".join(filter(None, (*page.addressee, page.salutation)))
    lines = [
        f"{words['written']}: {out}, {page.number or words['no_number']}",
        f"{words['to']}: {to}",
        words["decline"],
    ]
    write("\n".join(map(harmless, lines)) + "\n")


def _say_findings(letter: Template, made: Letter) -> None:
    """A letter's own words pass the check; those filled in may not."""
    try:
        report = check(txt.body(made.page), facts=letter.facts, lang=letter.lang, reader=letter.lang)
    except DraftError:
        return
    found = {finding.message: report.message.text[slice(*finding.span)] for finding in report.findings}
    if found:
        lines = [f"  {message} [{words}]" if words else f"  {message}" for message, words in found.items()]
        sys.stderr.write("\n".join(["", _WORDS[letter.lang]["check"], *map(harmless, lines)]) + "\n")


def test(path: str) -> int:
    """Whether a letter of one's own works: its fields, its words, every format, and its own check."""
    from ..letters import trying

    failures = trying.failures(template.read(path))
    for line in failures:
        complain(line)
    write(f"{path}: {len(failures)} failed\n" if failures else f"{path}: works in {', '.join(writers.NAMES)}\n")
    return ERROR if failures else SEND
