"""Where in the editor's files, or on which page, something is."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.units import Box


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source file, a spreadsheet or a finished page.

    `file` is the path as the editor names it, from the workspace root. Lines and columns
    count from 1, in characters. `cell` is `Sheet!C14` for a workbook, `C14` for a CSV file.
    `page` counts from 1; `box` is in points from the lower left corner of the trim.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    cell: str | None = None
    page: int | None = None
    box: Box | None = None

    def __str__(self) -> str:
        text = self.file or ""
        if self.cell:
            text += f"!{self.cell}"
        elif self.line:
            text += f":{self.line}" + (f":{self.column}" if self.column else "")
        if self.page:
            text += f" · p. {self.page}" if text else f"p. {self.page}"
        return text
