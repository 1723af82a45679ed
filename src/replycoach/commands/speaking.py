"""The terminal of ``rewrite --interactive``: what it shows and asks, in the user's language."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from typing import TextIO

from ..errors import ReplyCoachError
from ..rewriting.session import Blank, Place
from ..terminal import Style, harmless, style

_ON, _OFF = "\ue000", "\ue001"
"""Around what is marked, until colour or brackets take their place."""
_WORDS = {
    "ru": {
        "error": "стоп",
        "warning": "осторожно",
        "line": "строка {line}",
        "missing": "Не хватает",
        "more": "дальше ещё {more}",
        "instead": "Лучше ({at} из {all}):",
        "put": "Вписать ({at} из {all}):",
        "drop": "Лучше ({at} из {all}): убрать",
        "none": "Готовой замены нет.",
        "keys": "д взять · п править · о другой вариант · н не трогать · и без этого правила · ? почему · в вернуть ·"
        " з закончить · с справка",
        "help": "y, д  взять\ne, п  править: своими словами или в редакторе ($EDITOR)\no, о  показать другой вариант\n"
        "n, н  не трогать\ni, и  в этом письме обойтись без правила\n?, x  почему это плохо\nu, в  вернуть, как было"
        "\nq, з  закончить; взятое сохранится, как и по Ctrl+C и Ctrl+D\nh, с  эта справка",
        "ignored": "Правило {rule} в этом письме больше не применяется.",
        "undone": "Вернули, как было.",
        "nothing": "Возвращать нечего.",
        "explain": "Подробно: replycoach explain {rule}",
        "fill": "Заполните пропуск. Enter без ответа оставит его, в вернёт, как было, Ctrl+D закончит.",
        "inline": "Ваш вариант (пусто — ничего не менять): ",
        "editor": "Редактор {editor} не открылся.",
        "unsaved": "Редактор закрылся с ошибкой, ничего не взято.",
    },
    "en": {
        "error": "stop",
        "warning": "careful",
        "line": "line {line}",
        "missing": "Missing",
        "more": "{more} more to come",
        "instead": "Better ({at} of {all}):",
        "put": "Put in ({at} of {all}):",
        "drop": "Better ({at} of {all}): leave it out",
        "none": "There is no ready line for this.",
        "keys": "y take · e edit · o other · n not this one · i ignore the rule · ? why · u undo · q quit · h help",
        "help": "y     take it\ne     edit: in line, or in your $EDITOR\no     show another suggestion\n"
        "n     leave this one as it is\ni     do without the rule in this draft\n?, x  why it is bad\nu     undo\n"
        "q     quit; what was taken is saved, as it is after Ctrl-C and Ctrl-D\nh     this help",
        "ignored": "The rule {rule} no longer counts in this draft.",
        "undone": "Taken back.",
        "nothing": "Nothing to take back.",
        "explain": "The whole page: replycoach explain {rule}",
        "fill": "Fill in the blank. Enter alone leaves it, u takes the last step back, Ctrl-D ends.",
        "inline": "Your words (none: no change): ",
        "editor": "The editor {editor} did not open.",
        "unsaved": "The editor ended with an error; nothing was taken.",
    },
}
_HINTS = {"ru": {"take": "д", "other": "о"}, "en": {"take": "y", "other": "o"}}
_COLOURS = {"error": "31", "warning": "33", "better": "1;32", "dim": "2", "mark": "1;31", "blank": "1;36"}


class Terminal:
    """``keys`` are read from, ``screen`` is written to; ``plain`` says they are the program's own streams."""

    def __init__(self, keys: TextIO, screen: TextIO, plain: bool) -> None:
        self.keys, self.screen, self.plain = keys, screen, plain
        self.lang = "en"
        self._look: Style = style(screen, os.environ)

    def show(self, place: Place) -> None:
        """The sentence with the words marked, and what the client hears."""
        worst = place.findings[0]
        where = self.word("missing") if place.missing else self.word("line", line=place.line)
        label = self._paint(self.word(worst.severity), worst.severity)
        rules = self._paint(", ".join(dict.fromkeys(each.rule for each in place.findings)), "dim")
        more = f" · {self.word('more', more=place.more)}" if place.more else ""
        self.say(f"\n{where} · {label} · {rules}{more}")
        if not place.missing:
            self._wrapped(_marked(place), "mark")
        for message in dict.fromkeys(each.message for each in place.findings):
            self._wrapped(message)

    def offer(self, place: Place, shown: int) -> None:
        if not place.ways:
            self.say(f"    {self.word('none')}")
            return
        text = place.text(place.ways[shown])
        kind = "put" if place.missing else "instead" if text else "drop"
        title = self.word(kind, at=shown + 1, all=len(place.ways))
        lines = self._lines(f"{title} {text}".strip())
        self.say(lines[0].replace(title, self._paint(title, "better"), 1))
        for line in lines[1:]:
            self.say(line)

    def ask(self, place: Place) -> str:
        return self.answer(self._paint(self._keys(place), "dim") + "\n> ")

    def answer(self, question: str) -> str:
        """Raises ``EOFError`` at the end of input."""
        self.screen.write(question)
        self.screen.flush()
        try:
            line = self.keys.readline()
        except OSError:
            # The terminal is gone.
            line = ""
        if not line:
            raise EOFError
        return line.rstrip("\n")

    def fill(self, blank: Blank) -> str:
        start, stop = blank.span[0] - blank.start, blank.span[1] - blank.start
        words = blank.sentence
        self.say("")
        self._wrapped(f"{words[:start]}{_ON}{words[start:stop]}{_OFF}{words[stop:]}", "blank")
        self.say(f"    {self.word('fill')}")
        return harmless(self.answer(f"{harmless(blank.asks)}: ")).strip()

    def explain(self, place: Place) -> None:
        for rule, why in {each.rule: each.why for each in place.findings}.items():
            self._wrapped(why)
            self.say(f"    {self._paint(self.word('explain', rule=rule), 'dim')}")

    def help(self, place: Place) -> None:
        self.say(self.word("help"))

    def tell(self, word: str, **values: object) -> None:
        self.say(harmless(self.word(word, **values)))

    def say(self, line: str) -> None:
        """A screen that has gone is no reason to lose anything."""
        with suppress(OSError):
            self.screen.write(line + "\n")
            self.screen.flush()

    def word(self, word: str, **values: object) -> str:
        return _WORDS[self.lang][word].format(**values)

    def _keys(self, place: Place) -> str:
        hints = self.word("keys").split(" · ")
        lacks = [_HINTS[self.lang][key] for key, least in (("take", 1), ("other", 2)) if len(place.ways) < least]
        return " · ".join(hint for hint in hints if hint.split(" ")[0] not in lacks)

    def _wrapped(self, words: str, colour: str = "") -> None:
        on, off = (f"\x1b[{_COLOURS[colour]}m", "\x1b[0m") if colour and self._look.colour else ("[", "]")
        for line in self._lines(words):
            self.say(line.replace(_ON, on).replace(_OFF, off))

    def _lines(self, words: str) -> list[str]:
        return textwrap.wrap(harmless(words), self._look.width, initial_indent="    ", subsequent_indent="    ")

    def _paint(self, words: str, colour: str) -> str:
        return f"\x1b[{_COLOURS[colour]}m{words}\x1b[0m" if self._look.colour else words


@contextmanager
def opened(name: str, way: str) -> Iterator[Terminal]:
    """The program's own streams; where the draft takes one of them, the terminal itself."""
    if name != "-" and way != "stdout":
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise ReplyCoachError("--interactive asks on a terminal, and this is none; leave it out")
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        yield Terminal(sys.stdin, sys.stdout, plain=True)
        return
    with ExitStack() as stack:
        try:
            keys = stack.enter_context(open("/dev/tty", encoding="utf-8", errors="replace"))
            screen = stack.enter_context(open("/dev/tty", "w", encoding="utf-8", errors="replace"))
        except OSError:
            raise ReplyCoachError("--interactive asks on a terminal, and there is none; leave it out") from None
        yield Terminal(keys, screen, plain=False)


def _marked(place: Place) -> str:
    """The sentence with marks around each stretch that findings are about."""
    inside = [False] * (len(place.words) + 2)
    for start, stop in (each.span for each in place.findings):
        for at in range(start - place.span[0], min(stop - place.span[0], len(place.words))):
            inside[at + 1] = True
    marks = {(False, True): _ON, (True, False): _OFF}
    turns = [marks.get((before, after), "") for before, after in pairwise(inside)]
    return "".join(turn + letter for turn, letter in zip(turns, [*place.words, ""], strict=True))
