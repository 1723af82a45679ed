"""YAML in which every scalar is a string and every node knows its line; refuses what could mislead or blow up.

Duplicate keys, aliases and tags are refused; size, depth and number of nodes are bounded.
"""

from __future__ import annotations

import yaml

from .errors import PlaybookError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import NoReturn

LARGEST = 1_000_000
_MAX_DEPTH, _MAX_NODES = 12, 50_000
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Text(str):
    """A scalar, as written."""

    line: int


class Map(dict["Text", "Node"]):
    """A mapping; its keys are ``Text`` and know their lines."""

    line: int


class Seq(list["Node"]):
    """A sequence."""

    line: int


Node = Text | Map | Seq


def load(path: Path, shown: str = "") -> Map:
    """The mapping a file holds; ``shown`` is its name in errors. Raises ``PlaybookError``."""
    name = shown or str(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PlaybookError(f"cannot be read: {error.strerror}", file=name) from None
    return loads(content, name)


def loads(content: bytes, name: str, *, or_nothing: bool = False) -> Map:
    """The mapping that bytes hold; with ``or_nothing`` they may hold nothing, or comments."""
    if len(content) > LARGEST:
        raise PlaybookError(f"is larger than {LARGEST // 1000} kB; split it", file=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlaybookError("is not UTF-8; save it as UTF-8", file=name, line=line) from None
    root = _Builder(name).build(text)
    if or_nothing and (root is None or root == ""):
        root = Map()
        root.line = 1
    if not isinstance(root, Map):
        raise PlaybookError("must be a mapping: `key: value` lines", file=name, line=1)
    return root


class _Builder:
    """Turns parser events into nodes without recursion, so depth cannot overflow a stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[tuple[Map | Seq, Text | None]] = []
        self.root: Node | None = None
        self.nodes = 0

    def build(self, text: str) -> Node | None:
        loader = _Loader(text)
        try:
            while loader.check_event():
                self._event(loader.get_event())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._refuse(f"{error.problem}; {_remedy(str(error.problem))}", mark.line + 1 if mark else 1)
        except yaml.YAMLError as error:
            self._refuse(f"is no YAML: {str(error).splitlines()[0]}", 1)
        finally:
            loader.dispose()
        return self.root

    def _refuse(self, cause: str, line: int) -> NoReturn:
        raise PlaybookError(cause, file=self.name, line=line)

    def _event(self, event: yaml.Event) -> None:
        assert event.start_mark is not None
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse("uses an anchor or alias; write the text out", line)
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._refuse("holds a second document; keep one a file", line)
        if isinstance(event, yaml.NodeEvent):
            self._open_node(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._put(self.open.pop()[0])

    def _open_node(self, event: yaml.NodeEvent, line: int) -> None:
        self.nodes += 1
        if self.nodes > _MAX_NODES or len(self.open) > _MAX_DEPTH:
            self._refuse("is nested too deep or holds too much; split it", line)
        if isinstance(event, yaml.ScalarEvent):
            text = Text(event.value)
            text.line = line
            self._put(text)
            return
        node: Map | Seq = Map() if isinstance(event, yaml.MappingStartEvent) else Seq()
        node.line = line
        self.open.append((node, None))

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent, key = self.open[-1]
        if isinstance(parent, Seq):
            parent.append(node)
        elif key is not None:
            parent[key] = node
            self.open[-1] = (parent, None)
        elif not isinstance(node, Text):
            self._refuse("has a key that is not plain text; quote it", node.line)
        elif node in parent:
            self._refuse(f"key `{node}` stands twice; merge the two", node.line)
        else:
            self.open[-1] = (parent, node)


def _remedy(problem: str) -> str:
    r"""For ``"C:\users"`` there is a better one than for the rest."""
    if "escape" in problem or "hexdecimal" in problem:
        return "in double quotes \\ is an escape; use single quotes"
    return "check quotes and indentation"
