"""Charts and maps of an issue, drawn for the place they will stand at: figures from here on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from publisher import drawing, typography
from publisher.diagnostics import Report
from publisher.faces import Faces, load_faces
from publisher.model.charts import Chart, Drawn, Map
from publisher.model.issue import Article, Figure, Issue, Part, Picture, Table
from publisher.model.language import Language
from publisher.model.output import Tokens
from publisher.model.tables import Words
from publisher.model.text import Element
from publisher.units import Length
from publisher.workspace import Workspace

_CAPTION = Length.pt(54)
"""What a caption and the space around a figure take of a page."""


def illustrate(
    issue: Issue,
    columns: int,
    tokens: Tokens,
    workspace: Workspace,
    shelf: Faces | None,
    choices: typography.Choices,
    report: Report,
) -> tuple[Issue, tuple[Picture, ...]]:
    """The issue with a figure for each chart and map, and the pictures of its sparklines.

    What was reported is left out.
    """
    if not any(_is_drawn(part) for section in issue.sections for part in section.parts):
        return issue, ()
    shelf = shelf or load_faces(workspace, report)
    easel = _Easel(tokens, shelf, issue.language, choices, report)
    illustrated = replace(
        issue,
        sections=tuple(
            replace(
                section,
                parts=tuple(
                    made
                    for part in section.parts
                    if (made := easel.part(part, columns)) is not None
                ),
            )
            for section in issue.sections
        ),
    )
    return illustrated, tuple(easel.sparks.values())


def _is_drawn(part: Part) -> bool:
    if isinstance(part, Article):
        return bool(part.drawn) or any(_has_sparks(table) for table in part.tables)
    return isinstance(part, Chart | Map) or (isinstance(part, Table) and _has_sparks(part))


def _has_sparks(table: Table) -> bool:
    return any(_spark(cell) is not None for row in table.rows for cell in row.cells)


def _spark(cell: Words) -> Element | None:
    """The sparkline of a cell that holds one."""
    only = cell[0] if isinstance(cell, tuple) and len(cell) == 1 else None
    return only if isinstance(only, Element) and only.name == "sparkline" else None


class _Easel:
    """Draws in one edition's faces and inks."""

    def __init__(
        self,
        tokens: Tokens,
        shelf: Faces,
        language: Language,
        choices: typography.Choices,
        report: Report,
    ) -> None:
        self._tokens, self._shelf = tokens, shelf
        self._language, self._choices, self._report = language, choices, report
        self.sparks: dict[str, Picture] = {}

    def part(self, part: Part, columns: int) -> Part | None:
        """A part with its drawings done."""
        if isinstance(part, Chart | Map):
            return self._figure(part, 1)
        if isinstance(part, Table):
            return self._table(part)
        if isinstance(part, Article):
            across = part.columns or columns
            figures = [self._figure(one, across) for one in part.drawn]
            made = tuple(figure for figure in figures if figure is not None)
            tables = tuple(self._table(table) for table in part.tables)
            return replace(part, figures=(*part.figures, *made), tables=tables, drawn=())
        return part

    def _table(self, table: Table) -> Table:
        """A table with its sparklines drawn."""
        if not _has_sparks(table):
            return table
        rows = [
            replace(row, cells=tuple(self._cell(cell) for cell in row.cells)) for row in table.rows
        ]
        return replace(table, rows=tuple(rows))

    def _cell(self, cell: Words) -> Words:
        spark = _spark(cell)
        if spark is None:
            return cell
        values = (spark.get("values") or "").split(";")
        content = drawing.draw_spark(
            [None if value == "?" else Decimal(value) for value in values], self._tokens
        )
        name = f"drawn/spark-{hashlib.sha256(content).hexdigest()[:16]}.svg"
        size = drawing.SPARK_SIZE
        self.sparks[name] = Picture(
            name, "image/svg+xml", content, size[0].pixels, size[1].pixels, spark.place
        )
        width = str(round(size[0].pixels))
        given = (("src", name), ("alt", spark.get("alt") or ""), ("width", width))
        return (Element("picture", (), given, spark.place),)

    def _figure(self, drawn: Drawn, columns: int) -> Figure | None:
        page = self._tokens.page
        text = page.width - page.inner - page.outer
        gaps = Length(page.gap.points * (columns - 1))
        width = text if drawn.width == "page" else (text - gaps) * (1 / columns)
        tallest = page.height - page.top - page.bottom - _CAPTION
        picture = drawing.draw(
            drawn, width, tallest, self._language, self._tokens, self._shelf, self._report,
            self._choices,
        )  # fmt: skip
        if picture is None:
            return None
        return Figure(
            id=drawn.id,
            picture=picture,
            alt=drawn.alt,
            caption=drawn.caption,
            credit=drawn.credit,
            width=drawn.width,
            number=drawn.number,
            place=drawn.place,
        )
