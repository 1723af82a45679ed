"""Where a new draft goes: printed, as a patch, into its file; and what is said of it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable

from ..errors import DraftError
from ..message import read
from ..model import Finding
from ..output import write, write_bytes
from ..rewriting.blanks import blanks
from ..rewriting.draftfile import DraftFile
from ..rewriting.patch import harmless_lines, render
from ..rewriting.saving import save
from ..terminal import harmless

_WORDS = {
    "ru": {
        "same": "{name}: менять нечего.",
        "written": "{name}: записано; как было: {backup}",
        "left": "Осталось: {message}",
        "blanks": "Заполните пропуски ‹…›: {count}.",
        "alone": "{name}: это только текст, в UTF-8; в сам файл его не вписать.",
    },
    "en": {
        "same": "{name}: nothing to change.",
        "written": "{name}: written; as it was: {backup}",
        "left": "Left: {message}",
        "blanks": "Blanks ‹…› to fill in: {count}.",
        "alone": "{name}: this is the text alone, in UTF-8; the file itself cannot hold it.",
    },
}


def put(name: str, draft: DraftFile, text: str, way: str, lang: str, colour: bool = False) -> None:
    """Print the text, or what changes, or write the file."""
    if way == "in-place":
        _save(name, draft, text, lang)
    elif way == "stdout" and sys.stdout.isatty():
        write(harmless_lines(text.removesuffix("\n")) + "\n")
    else:
        before, after, codec = draft.raw, _bytes(name, draft, text, lang), draft.codec
        if after is None or (draft.wide and way == "diff"):
            before, after, codec = draft.message.text.encode(), text.encode(), "utf-8"
        if way == "stdout":
            write_bytes(after)
        elif before != after:
            write_bytes(render(name, before, after, codec, colour))


def _bytes(name: str, draft: DraftFile, text: str, lang: str) -> bytes | None:
    """The file with the text; None, said so, if it cannot have it."""
    try:
        return draft.with_text(text)
    except DraftError:
        say(lang, "alone", name=name)
        return None


def _save(name: str, draft: DraftFile, text: str, lang: str) -> None:
    if text == draft.message.text:
        say(lang, "same", name=name)
        return
    backup = save(name, draft.raw, draft.with_text(text))
    say(lang, "written", name=name, backup=backup)


def rescue(text: str) -> str:
    """Where what was taken is, if it could not go where it should."""
    try:
        descriptor, path = tempfile.mkstemp(prefix="replycoach-", suffix=".txt")
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        write(harmless_lines(text.removesuffix("\n")) + "\n")
        return "the new draft stands above"
    return f"the new draft is in {path}"


def tell(text: str, left: Iterable[Finding], lang: str) -> None:
    """What is still to be done."""
    for message in dict.fromkeys(each.message for each in left):
        say(lang, "left", message=message)
    count = sum(1 for _ in blanks(read(text).own_words)) if text.strip() else 0
    if count:
        say(lang, "blanks", count=count)


def say(lang: str, word: str, **values: object) -> None:
    """One line on stderr."""
    sys.stdout.flush()
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stderr.write(harmless(_WORDS[lang][word].format(**values)) + "\n")
