"""Questions on a terminal for what a letter lacks; an answer that cannot be is asked for again."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from ..letters import values
from ..letters.template import Template
from ..letters.values import Given, Problem
from ..terminal import harmless

_WORDS = {
    "ru": {
        "head": "Несколько вопросов; Enter без ответа — пропустить, Ctrl+D — закончить.",
        "list": "несколько ответов — через точку с запятой",
        "rows": "несколько строк — через точку с запятой, столбцы — через |",
        "like": "Например",
    },
    "en": {
        "head": "A few questions; Enter alone skips one, Ctrl+D ends them.",
        "list": "several answers: a semicolon between them",
        "rows": "several rows: a semicolon between them, | between columns",
        "like": "For example",
    },
}


def ask(letter: Template, given: Given, problems: Sequence[Problem], locale: str) -> Given:
    """What was given with the answers added. Asks on stderr, so that stdout stays the letter's."""
    words = _WORDS[letter.lang]
    sys.stderr.write(words["head"] + "\n")
    kinds = {one.name: one.kind for one in letter.fields}
    for problem in problems:
        how = words.get(kinds.get(problem.name, ""), "")
        question = f"\n{problem.prompt}{f' ({how})' if how else ''}\n{words['like']}: {problem.example}\n> "
        while True:
            sys.stderr.write(question)
            sys.stderr.flush()
            answer = sys.stdin.readline()
            if not answer:
                sys.stderr.write("\n")
                return given
            if not answer.strip():
                break
            answered = _answered(given, problem.name, answer.strip())
            wrong = [
                one.cause for one in values.read(letter, answered, locale)[1] if one.name == problem.name and one.cause
            ]
            if not wrong:
                given = answered
                break
            sys.stderr.write(harmless(f"{answer.strip()} {wrong[0]}") + "\n")
    return given


def _answered(given: Given, name: str, answer: str) -> Given:
    group, dot, key = name.partition(".")
    if dot and group == "to":
        return replace(given, to={**given.to, key: answer})
    if dot:
        return replace(given, sender={**given.sender, key: answer})
    return replace(given, fields={**given.fields, name: answer})
