"""Fills a template's words with values. Values are data: nothing in them is obeyed.

The language of a body is what is left of Jinja without anything that could read, loop for long or grow: names,
``if``, ``for`` over a list of the letter's own, comparing with ``==`` and ``!=``, and the filters of ``phrases``.
So how long filling takes is bounded by the size of a template and of the values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..errors import LetterError
from ..fields import nearest
from .page import Block, Heading, Items, Paragraph, Table
from .phrases import Phrases
from .template import Template

COMMON = ("to", "sender", "day")
"""What every letter may name without declaring it: ``to.name``, ``sender.phone``, the letter's day."""
_LONGEST, _DEEPEST = 64_000, 2
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If, nodes.CondExpr, nodes.For,
    nodes.Filter, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Concat,
)  # fmt: skip
# Around what comes from a value: a line break and a list's sign mean something only outside.
_OPEN, _CLOSE, _BREAK, _BAR = "\ue000", "\ue001", "\ue002", "\ue003"
_SEALED = str.maketrans({"\n": _BREAK, "|": _BAR})
_UNSEALED = str.maketrans({_OPEN: None, _CLOSE: None, _BREAK: " ", _BAR: "|"})
# «2026 г.» at the end of a sentence has its full stop already.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
_ITEM = re.compile(r"(- |\d+\. )")


def check(template: Template) -> list[str]:
    """What is wrong with a template, a line each: forbidden parts, fields that are not declared or not used."""
    used: set[str] = set()
    wrong = []
    for source, line in ((template.subject, 0), (template.body, template.body_line)):
        try:
            tree = _environment().parse(source)
        except TemplateSyntaxError as error:
            wrong.append(f"{template.file}:{error.lineno + line}: {error.message}")
            continue
        where = template.file if not line else f"{template.file}:{{}}"
        wrong += [where.format(number + line) + f": {cause}" for number, cause in _forbidden(tree)]
        wrong += [
            where.format(name.lineno + line) + f": {_unknown(name, template)}" for name in _strange(tree, template)
        ]
        used |= {name.name for name in tree.find_all(nodes.Name)}
    if len(template.body) > _LONGEST:
        wrong.append(f"{template.file}: is longer than {_LONGEST} characters; shorten it")
    idle = [field.name for field in template.fields if field.name not in used]
    return wrong + [f"{template.file}: field `{name}` is declared and never used; use it or drop it" for name in idle]


def _forbidden(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for node, loops in _walk(tree, 0):
        name = type(node).__name__
        if not isinstance(node, _ALLOWED):
            yield node.lineno, f"`{name}` has no place in a letter; keep to names, if, for and the letter's filters"
        elif isinstance(node, nodes.For) and (
            loops >= _DEEPEST or node.recursive or not isinstance(node.iter, nodes.Name)
        ):
            yield node.lineno, "a loop goes over one of the fields, one loop inside another at most"
        elif isinstance(node, nodes.Operand) and node.op not in ("eq", "ne"):
            yield node.lineno, "compares by == and != only"
        elif isinstance(node, nodes.Filter) and node.name not in Phrases.FILTERS:
            yield node.lineno, f"no filter `{node.name}`{nearest(node.name, Phrases.FILTERS)}"


def _walk(node: nodes.Node, loops: int) -> Iterator[tuple[nodes.Node, int]]:
    yield node, loops
    for child in node.iter_child_nodes():
        yield from _walk(child, loops + isinstance(node, nodes.For))


def _strange(tree: nodes.Template, template: Template) -> Iterator[nodes.Name]:
    """Names read that nothing declares."""
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    known = {field.name for field in template.fields} | stored | set(COMMON) | {"loop"}
    yield from (name for name in tree.find_all(nodes.Name) if name.ctx == "load" and name.name not in known)


def _unknown(name: nodes.Name, template: Template) -> str:
    known = [*(field.name for field in template.fields), *COMMON]
    return f"`{name.name}` is not declared under `fields`{nearest(name.name, known)}"


def _environment(phrases: Phrases | None = None) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    environment.filters = phrases.filters() if phrases else dict.fromkeys(Phrases.FILTERS, str)
    environment.tests = {}
    if phrases:
        environment.finalize = lambda value: _OPEN + phrases.shown(value).translate(_SEALED) + _CLOSE
    return environment


def fill(template: Template, values: Mapping[str, Any], phrases: Phrases) -> tuple[str, tuple[Block, ...]]:
    """The subject and the body. Raises ``LetterError`` with the place in the template."""
    wrong = check(template)
    if wrong:
        raise LetterError(wrong[0] + (f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""))
    environment = _environment(phrases)
    try:
        subject = environment.from_string(template.subject).render(values)
        body = environment.from_string(template.body).render(values)
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError) as error:
        raise LetterError(f"{template.file}: cannot be filled: {error}") from None
    return " ".join(_plain(subject).split()), tuple(_blocks(body))


def _blocks(body: str) -> Iterator[Block]:
    """Paragraphs stand between empty lines; ``- ``, ``1. ``, ``| `` and ``## `` begin what they do in Markdown."""
    for piece in re.split(r"\n[ \t]*\n", body):
        lines = [line.strip() for line in piece.split("\n") if _plain(line)]
        while lines:
            block, lines = _block(lines)
            yield block


def _block(lines: list[str]) -> tuple[Block, list[str]]:
    first = lines[0]
    if first.startswith("## "):
        return Heading(_plain(first[3:])), lines[1:]
    if first.startswith("| "):
        count = next((place for place, line in enumerate(lines) if not line.startswith("| ")), len(lines))
        rows = [tuple(_plain(cell) for cell in line.strip("| ").split(" | ")) for line in lines[:count]]
        return Table(rows[0], tuple(rows[1:])), lines[count:]
    if _ITEM.match(first):
        return _items(lines)
    count = next((place for place, line in enumerate(lines) if line.startswith(("## ", "| ")) or _ITEM.match(line)), 0)
    count = count or len(lines)
    words = " ".join(lines[:count])
    return Paragraph(tuple(filter(None, map(_plain, words.split(_BREAK))))), lines[count:]


def _items(lines: list[str]) -> tuple[Block, list[str]]:
    """Items, each with the lines that go on with it."""
    items: list[str] = []
    numbered = lines[0][0].isdigit()
    while lines and not lines[0].startswith(("## ", "| ")):
        line, lines = lines[0], lines[1:]
        sign = _ITEM.match(line)
        if sign:
            items.append(line[sign.end() :])
        else:
            items[-1] += " " + line
    return Items(tuple(map(_plain, items)), numbered), lines


def _plain(text: str) -> str:
    """Without the marks around values, the signs within them as they were."""
    return _TWO_STOPS.sub(".", text.translate(_UNSEALED)).strip()
