"""Data of tables and directories, cell by cell, each with the place it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.diagnostics import Place
from publisher.model.text import Inlines, Line

Align = Literal["text", "number", "center"]
Native = Literal["", "text", "number", "date"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell of a source: its text as typed, and where.

    `native` is what a workbook holds in it; a text file says nothing of the kind.
    """

    text: str
    place: Place
    native: Native = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read: header cells and rows of cells, all rows as long as the header."""

    path: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, name: str) -> int | None:
        """The index of a column by the text of its header."""
        for index, cell in enumerate(self.header):
            if cell.text == name:
                return index
        return None


Words = Line | Inlines
"""A cell of data is a line; a cell typed in Markdown may hold more."""


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column: its heading and how its cells stand."""

    title: Words
    align: Align = "text"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A printed row; `total` rows stand apart at the foot."""

    cells: tuple[Words, ...]
    total: bool = False
    place: Place | None = None
