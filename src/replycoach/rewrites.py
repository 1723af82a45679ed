"""One-line Jinja templates of rules, taken apart when the playbook is compiled.

Plain ``{{ name }}`` outputs become data that the hot path joins by itself; anything richer stays
Jinja source, rendered (sandboxed) only when its rule has found something.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def template(source: str, captures: set[str]) -> list[Any]:
    """Texts and ``[name]`` of a template; ``[0, source]`` if it is more. Raises ``ValueError``."""
    from jinja2 import TemplateSyntaxError, meta, nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    if "\n" in source.strip():
        raise ValueError("`message` and `rewrite` are one line; join the lines")
    try:
        tree = ImmutableSandboxedEnvironment().parse(source)
    except TemplateSyntaxError as error:
        raise ValueError(f"template `{source}`: {error}") from None
    unknown = meta.find_undeclared_variables(tree) - captures - {"match"}
    if unknown:
        name = sorted(unknown)[0]
        raise ValueError(f"template `{source}` uses `{name}`, which its pattern does not capture; write {name}=… there")
    parts: list[Any] = []
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else [output]:
            if isinstance(node, nodes.TemplateData):
                parts.append(node.data)
            elif isinstance(node, nodes.Name):
                parts.append([node.name])
            else:
                return _rich(source, captures)
    return parts


def _rich(source: str, captures: set[str]) -> list[Any]:
    from jinja2 import TemplateError

    try:
        fill([0, source], dict.fromkeys(captures | {"match"}, "…"))
    except (TemplateError, TypeError, ValueError, ArithmeticError, MemoryError) as error:
        raise ValueError(f"template `{source}` does not work: {error}") from None
    return [0, source]


def fill(parts: list[Any], captured: Mapping[str, str], *, capital: bool = False) -> str:
    """The template with the words found put in; with ``capital`` its first letter is made large."""
    if parts and parts[0] == 0:
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        text: str = ImmutableSandboxedEnvironment().from_string(parts[1]).render(captured)
    else:
        text = "".join(part if isinstance(part, str) else captured.get(part[0], "") for part in parts)
    return text[:1].upper() + text[1:] if capital else text
