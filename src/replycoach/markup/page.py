"""HTML of a mail to the text its reader sees, with quotes, signature and older mails marked as in plain mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import elements, styles
from .elements import BLOCKS, CELLS, TABULAR, VOID
from .tables import Table
from .tags import attributes, tokens
from .textlines import SIGNATURE, Lines

if TYPE_CHECKING:
    from .elements import Start
    from .textlines import Line

_NEAR = 50
"""How many open elements are looked through for the start of an end tag."""


def to_text(html: str) -> str:
    """Lines parted by LF, none of them blank at either end; of any input, in linear time."""
    page = _Page(html.replace("\r\n", "\n").replace("\r", "\n"))
    return page.read()


class _State(NamedTuple):
    """What holds inside an element.

    ``part`` is the innermost part of a table, ``item`` whether a list's ``li`` or the list is innermost,
    ``number`` that of the last item of an ``ol``, ``label`` what stands for a bullet in Word's lists.
    """

    hidden: bool = False
    sizeless: bool = False
    kept: bool = False
    coloured: bool = False
    depth: int = 0
    part: str = ""
    item: str = ""
    level: int = 0
    number: list[int] | None = None
    label: list[str] | None = None
    signature: Line | None = None
    table: Table | None = None


class _Element(NamedTuple):
    """An open one, with what held around it, the key it is counted under, and the lines filled before it."""

    name: str
    outer: _State
    cell: int
    key: tuple[str, int]
    spaced: bool
    filled: int


class _Page:
    """The elements open at a place of the page, and the lines so far.

    End tags of blocks do not reach out of their table cell, those of other elements not out of their block.
    """

    def __init__(self, html: str) -> None:
        self.html, self.lines, self.state = html, Lines(), _State()
        self.open: list[_Element] = []
        self.count: dict[tuple[str, int], int] = {}
        self.cell = self.cells = 0
        self.sheet = styles.Sheet(set(), set())
        lower = html.lower()
        self.quotes = lower.count("<blockquote") + lower.count("gmail_attr")
        self.has_head = "</head" in lower

    def read(self) -> str:
        for token in tokens(self.html):
            if token.kind == "text":
                self.text(token.text)
            elif token.kind == "start":
                self.start(elements.start(token.name, attributes(token.text) if token.text else {}))
            elif token.kind == "end":
                self.end(token.name)
            else:
                styles.add_rules(self.sheet, token.text)
        while self.open:
            self.pop()
        return self.lines.text()

    def text(self, text: str) -> None:
        if self.state.hidden or self.state.sizeless:
            return
        if self.state.label is not None:
            self.state.label.append(text)
        elif self.state.kept:
            self.lines.add_kept(text)
        else:
            self.lines.add(text, self.state.coloured)

    def start(self, tag: Start) -> None:
        if tag.name in VOID:
            self.void(tag)
        elif ":" not in tag.name:  # as Word's own are named
            if tag.name in BLOCKS:
                self.begin_block(tag.name)
            self.push(tag)

    def void(self, tag: Start) -> None:
        if self.state.hidden:
            return
        if tag.name == "br":
            self.lines.end("kept" if self.state.kept else "text")
        elif tag.name == "hr":
            self.lines.add_line(elements.above_older_mail(tag))
        elif tag.name == "img":
            self.text(elements.emoji(tag))
        if "linebreakatbeginningofsignature" in tag.names:
            self.lines.add_line("signature", SIGNATURE)

    def begin_block(self, name: str) -> None:
        """Ends what the start of a block ends without an end tag."""
        if self.count.get(("p", self.cell)):
            self.end("p")
        if name == self.state.item == "li":
            self.end("li")
        if (name in CELLS or name == "tr") and self.state.part in CELLS:
            self.end(self.state.part)
        if name == self.state.part == "tr":
            self.end("tr")
        self.end_line()

    def end_line(self) -> None:
        if not self.state.hidden:
            self.lines.end_block("kept" if self.state.kept else "text")

    def push(self, tag: Start) -> None:
        outer, filled = self.state, self.lines.filled
        key = (tag.name, -1 if tag.name in TABULAR else self.cell)
        self.state = self.shown(tag)
        spaced = not self.state.hidden and elements.is_spaced(tag, self.sheet) and not self.state.level
        if spaced:
            self.lines.blank()
        self.open.append(_Element(tag.name, outer, self.cell, key, spaced, filled))
        self.count[key] = self.count.get(key, 0) + 1
        if not self.state.hidden:
            self.enter(tag)
        if tag.name in CELLS:
            self.cells += 1
            self.cell = self.cells

    def shown(self, tag: Start) -> _State:
        """The state by what the element's style shows of it."""
        state = self.state
        if tag.name in ("head", "pre"):
            state = state._replace(
                kept=tag.name == "pre", hidden=state.hidden or (tag.name == "head" and self.has_head)
            )
        if not tag.given:
            return state
        size, kept = styles.size(tag.style), styles.keeps_space(tag.style)
        coloured = styles.is_coloured(f"{tag.style};color:{tag.given.get('color', '')[:20].lower()}")
        return state._replace(
            hidden=state.hidden or elements.is_hidden(tag, self.sheet),
            sizeless=state.sizeless if size is None else not size,
            kept=state.kept if kept is None else kept,
            coloured=state.coloured if coloured is None else coloured,
        )

    def enter(self, tag: Start) -> None:
        if tag.name in TABULAR:
            self.enter_table(tag)
        elif tag.name in ("li", "ol", "ul"):
            self.enter_list(tag)
        if tag.given or tag.name == "blockquote":
            self.enter_mail(tag)

    def enter_table(self, tag: Start) -> None:
        if tag.name == "table":
            if self.state.table:
                self.state.table.lay_out()
            self.state = self.state._replace(table=Table(self.lines, layout=elements.is_layout(tag)))
        table = self.state.table
        if table and elements.has_figures(tag):
            table.show_figures()
        if table and tag.name in CELLS:
            table.begin_cell()
        self.state = self.state._replace(part=tag.name)

    def enter_list(self, tag: Start) -> None:
        level, number = self.state.level, self.state.number
        if tag.name == "li":
            if number:
                number[0] += 1
            self.lines.mark("  " * min(level - 1, 9) + (f"{number[0]}. " if number else "* "))
        else:
            level, number = level + 1, [elements.first_number(tag) - 1] if tag.name == "ol" else None
        self.state = self.state._replace(item="li" if tag.name == "li" else "list", level=level, number=number)

    def enter_mail(self, tag: Start) -> None:
        """Older mails, quotes, signatures and Word's bullets."""
        if kind := elements.above_older_mail(tag):
            self.lines.add_line(kind)
        if self.is_quote(tag):
            self.deepen()
        if elements.is_signature(tag) and not self.state.signature:
            self.state = self.state._replace(signature=self.lines.add_line("signature"))
        if "mso-list:ignore" in tag.style.replace(" ", ""):
            self.state = self.state._replace(label=[])

    def is_quote(self, tag: Start) -> bool:
        self.quotes -= (tag.name == "blockquote") + ("gmail_attr" in tag.names)
        if elements.may_be_quote(tag):
            return not elements.is_indent(tag) or self.lines.is_introduced()
        # Gmail's quote holds the attribution and a <blockquote>; only by itself it is the quote.
        return tag.name == "div" and "gmail_quote" in tag.names and not self.quotes

    def deepen(self) -> None:
        if self.state.table:
            self.state.table.lay_out()
        self.state = self.state._replace(depth=self.state.depth + 1)
        self.lines.depth = self.state.depth

    def end(self, name: str) -> None:
        if name == "br":
            self.start(elements.start("br", {}))
        elif name not in BLOCKS:
            self.end_inline(name)
        elif self.count.get((name, -1 if name in TABULAR else self.cell)):
            while self.pop() != name:
                pass

    def end_inline(self, name: str) -> None:
        for near in range(1, min(_NEAR, len(self.open)) + 1):
            found = self.open[-near].name
            if found == name:
                for _ in range(near):
                    self.pop()
            if found == name or found in BLOCKS:
                return

    def pop(self) -> str:
        """Ends the innermost element; its name."""
        element, inner = self.open.pop(), self.state
        self.count[element.key] -= 1
        if element.name in BLOCKS:
            self.end_line()
        if not inner.hidden:
            self.leave(element, inner)
        self.state, self.cell = element.outer, element.cell
        self.lines.depth = self.state.depth
        if element.spaced:
            self.lines.blank()
        return element.name

    def leave(self, element: _Element, inner: _State) -> None:
        if inner.table and element.name in CELLS:
            inner.table.end_cell()
        elif inner.table and element.name == "tr":
            inner.table.end_row()
        elif inner.table and element.name == "table":
            inner.table.end()
        elif element.name == "li":
            self.lines.mark("")
        if inner.signature and not element.outer.signature and self.lines.filled > element.filled:
            inner.signature.text = SIGNATURE
        if inner.label is not None and element.outer.label is None:
            self.lines.mark(_bullet("".join(inner.label)))


def _bullet(label: str) -> str:
    """Word's bullets are letters of its symbol fonts; numbers stay."""
    label = " ".join(label.split())
    return label + " " if len(label) > 1 and any(map(str.isalnum, label)) else "* "
