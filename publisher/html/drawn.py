"""Charts and maps of an issue, drawn for the place they will stand at: figures from here on."""

from __future__ import annotations

from dataclasses import replace

from publisher import drawing, typography
from publisher.diagnostics import Report
from publisher.faces import Faces, load_faces
from publisher.model.charts import Chart, Drawn, Map
from publisher.model.issue import Article, Figure, Issue, Part
from publisher.model.language import Language
from publisher.model.output import Tokens
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
) -> Issue:
    """The issue with a figure for each chart and map; those that were reported are left out."""
    if not any(_is_drawn(part) for section in issue.sections for part in section.parts):
        return issue
    shelf = shelf or load_faces(workspace, report)
    easel = _Easel(tokens, shelf, issue.language, choices, report)
    return replace(
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


def _is_drawn(part: Part) -> bool:
    return isinstance(part, Chart | Map) or (isinstance(part, Article) and bool(part.drawn))


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

    def part(self, part: Part, columns: int) -> Part | None:
        """A part with its drawings done."""
        if isinstance(part, Chart | Map):
            return self._figure(part, 1)
        if isinstance(part, Article) and part.drawn:
            across = part.columns or columns
            figures = [self._figure(one, across) for one in part.drawn]
            made = tuple(figure for figure in figures if figure is not None)
            return replace(part, figures=(*part.figures, *made), drawn=())
        return part

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
