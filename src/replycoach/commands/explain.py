"""``replycoach explain``: a rule's manual page, read from its YAML; without a rule, the list."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .. import paths
from ..errors import ReplyCoachError
from ..fields import nearest
from ..output import SEND, write
from ..playbook import Playbook, overlay, read, read_one
from ..rule import Page, Rule
from ..terminal import style

Line = Text | Padding
_SHOWN = 4
_WORDS = {
    "ru": {
        "error": "стоп",
        "warning": "осторожно",
        "suggestion": "совет",
        "why": "Почему",
        "bad": "Плохо",
        "rewrite": "Лучше",
        "quiet": "Молчит",
        "source": "Откуда",
        "raised": "строже, если",
        "more": "Подробнее: replycoach explain ПРАВИЛО",
        "missing": "(пишут письмо, где этого нет)",
    },
    "en": {
        "error": "stop",
        "warning": "careful",
        "suggestion": "tip",
        "why": "Why",
        "bad": "Bad",
        "rewrite": "Better",
        "quiet": "Stays quiet",
        "source": "Source",
        "raised": "stricter if",
        "more": "More: replycoach explain RULE",
        "missing": "(a letter without it)",
    },
}


def run(name: str | None, lang: str | None, extra: Sequence[str]) -> int:
    """Print the page in ``lang``, by itself the locale's language; ``extra`` are more folders of rules."""
    look = style(sys.stdout, os.environ, lang)
    playbook = _whole(extra, name)
    speaking = look.reader or "en"
    lines = _page(_find(playbook, name), playbook, speaking) if name else _list(playbook, speaking)
    console = Console(width=look.width, force_terminal=look.colour, no_color=not look.colour, highlight=False)
    with console.capture() as captured:
        for line in lines:
            console.print(line)
    write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")
    return SEND


def _whole(extra: Sequence[str], name: str | None) -> Playbook:
    """The playbook; for a shipped rule that nobody changes, no more of it than that rule."""
    shipped, own = Path(paths.bundled("playbooks"), paths.PLAYBOOK), [*paths.playbooks(), *extra]
    if name and not own and (shipped / f"{name}.yaml").is_file():
        return read_one(shipped, name)
    playbook = read(shipped)
    for folder in own:
        playbook = overlay(playbook, read(Path(folder)))
    return playbook


def _find(playbook: Playbook, name: str) -> Rule:
    rules = {rule.id: rule for rule in playbook.rules.values() if rule.kind not in ("detector", "off")}
    if name not in rules:
        raise ReplyCoachError(f"no rule `{name}`{nearest(name, rules)}; `replycoach explain` lists them")
    return rules[name]


def _list(playbook: Playbook, lang: str) -> Iterator[Line]:
    for principle, title in playbook.principles.items():
        rules = [rule for rule in playbook.rules.values() if rule.principle == principle and rule.kind != "off"]
        if not rules:
            continue
        yield Text(title[lang], style="bold")
        table = Table.grid(padding=(0, 1))
        for rule in rules:
            table.add_row(Text(rule.id, style="cyan", no_wrap=True), Text(_plain(_told(rule, lang).message)))
        yield Padding(table, (0, 0, 0, 2))
    yield Text(_WORDS[lang]["more"], style="dim")


def _plain(template: str) -> str:
    return template.replace("{{ match }}", "…")


def _told(rule: Rule, lang: str) -> Page:
    return rule.pages.get(lang) or next(iter(rule.pages.values()))


def _page(rule: Rule, playbook: Playbook, lang: str) -> Iterator[Line]:
    words, page = _WORDS[lang], _told(rule, lang)
    head = Text(rule.id, style="bold")
    head.append(f" · {words[rule.severity]}", style="default")
    principle = playbook.principles.get(rule.principle)
    if principle:
        head.append(f" · {principle[lang]}", style="default")
    yield head
    yield Text(_plain(page.message))
    for level, whens in rule.raises:
        yield Text(f"{words[level]}, {words['raised']} {_spoken(whens)}", style="dim")
    yield from _section(words["why"], [page.why])
    yield from _section(words["bad"], _bad(page, words["missing"]))
    yield from _section(words["rewrite"], [_plain(page.rewrite)])
    yield from _section(words["quiet"], [_short(example.draft) for example in page.good[:_SHOWN]])
    yield from _section(words["source"], [page.source])


def _section(title: str, lines: Sequence[str]) -> Iterator[Line]:
    if any(lines):
        yield Text("\n" + title, style="bold")
        for line in lines:
            yield Padding(Text(line), (0, 0, 0, 2))


def _bad(page: Page, missing: str) -> list[str]:
    lines = []
    for example in page.bad[:_SHOWN]:
        draft = example.draft
        for start, stop in reversed(example.spans or ()):
            draft = f"{draft[:start]}[{draft[start:stop]}]{draft[stop:]}"
        lines.append(_short(draft) if example.spans else f"{_short(draft)} {missing}")
    return lines


def _short(draft: str) -> str:
    return " ".join(draft.split())


def _spoken(whens: Sequence[object]) -> str:
    return " / ".join(", ".join(_fact(fact, *rest) for fact, rest in dict(when).items()) for when in whens)  # type: ignore[call-overload]


def _fact(fact: str, operator: str, values: Sequence[str]) -> str:
    return f"{fact} {'=' if operator == 'in' else operator} {'|'.join(values)}"
