"""Rows of a table of figures on a line each; what merely lays a page out stays lines below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .textlines import Line, Lines

_BETWEEN = " | "
_LONGEST = 120
"""Characters of a cell; longer ones are prose."""


class Table:
    """Takes cells and rows as they open and close; ``figures`` says whether cells share a line."""

    def __init__(self, lines: Lines, *, layout: bool) -> None:
        self._lines, self._layout = lines, layout
        self._figures = False
        self._cells: list[list[Line]] = []
        self._start = -1
        self._shown = False

    def show_figures(self) -> None:
        self._figures = not self._layout

    def lay_out(self) -> None:
        """This table holds more than figures; the cells of the row in hand go back among the lines."""
        self._layout, self._figures = True, False
        place = self._start if self._start >= 0 else len(self._lines.done)
        self._lines.done[place:place] = [line for cell in self._cells for line in cell]
        self._cells.clear()

    def begin_cell(self) -> None:
        self.end_cell()
        self._start = len(self._lines.done)

    def end_cell(self) -> None:
        if self._start < 0:
            return
        self._lines.end_block()
        if self._figures:
            self._cells.append(self._lines.done[self._start :])
            del self._lines.done[self._start :]
        self._start = -1

    def end_row(self) -> None:
        self.end_cell()
        words = [" ".join(line.text for line in cell if line.text) for cell in self._cells]
        if len(words) > 1 and all(len(word) <= _LONGEST for word in words):
            if not self._shown:
                self._lines.blank()
            self._lines.add_line("text", _BETWEEN.join(words).strip() if any(words) else "")
            self._shown = True
        else:
            self._lines.done.extend(line for cell in self._cells for line in cell)
        self._cells.clear()

    def end(self) -> None:
        self.end_row()
        if self._shown:
            self._lines.blank()
