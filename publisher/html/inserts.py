"""Inserts in the HTML: which part of the page they cover, and the assets they travel as.

A whole page is as large as ours, with bleed around; an insert in a column is cut to its trim and
scaled to the width of its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publisher.diagnostics import Place, Report
from publisher.model.issue import Article, Insert, InsertSpan, Issue
from publisher.model.output import Asset, PageFormat, Spot
from publisher.units import Length

TOLERANCE = Length.mm(0.5)
"""By so much may a whole page differ from ours."""
CAPTION = Length.mm(24)
"""What css/text.css keeps free on the page below an insert."""
WIDTHS: dict[InsertSpan, str] = {
    "page": "width-sheet",
    "measure": "width-page",
    "column": "width-column",
}


def inserts_of(issue: Issue) -> Iterator[Insert]:
    """All inserts of an issue, in reading order."""
    for part in (part for section in issue.sections for part in section.parts):
        if isinstance(part, Insert):
            yield part
        elif isinstance(part, Article):
            yield from part.inserts


def insert_name(insert: Insert, *, whole: bool) -> str:
    """The asset an insert travels as: with its bleed where it is a whole page."""
    return f"{insert.page.name}/whole" if whole else insert.page.name


def page_place(insert: Insert) -> Place:
    """The file and page an insert came from, as findings name it."""
    return Place(file=insert.page.source, cell=str(insert.page.number))


def check_inserts(issue: Issue, page: PageFormat, report: Report) -> None:
    """Report whole pages that are not as large as ours."""
    for insert in inserts_of(issue):
        if insert.span != "page":
            continue
        wide, high = insert.page.width, insert.page.height
        over = max(abs(wide - page.width.points), abs(high - page.height.points))
        if over > TOLERANCE.points:
            report.error(
                "insert-page-size",
                insert.place,
                path=insert.page.source,
                size=_size(Length(wide), Length(high)),
                page=_size(page.width, page.height),
            )


@dataclass(frozen=True, slots=True)
class PlacedInsert:
    """An insert as it is placed: its page, by what factor, whether from edge to edge."""

    id: str
    asset: str
    place: Place
    factor: float
    whole: bool


def placed_inserts(
    issue: Issue, page: PageFormat, spots: Mapping[str, Spot] | None = None
) -> tuple[PlacedInsert, ...]:
    """The inserts of an issue with the size they have on the page.

    Without `spots` (id → where it stands) sizes are those the page format gives.
    """
    placed = []
    for insert in inserts_of(issue):
        whole = insert.span == "page"
        spot = (spots or {}).get(f"{insert.id}-page")
        factor = spot.box.width / insert.page.width if spot else _factor(insert, page)
        placed.append(
            PlacedInsert(
                insert.id,
                insert_name(insert, whole=whole),
                page_place(insert),
                1.0 if whole else factor,
                whole,
            )
        )
    return tuple(placed)


def _factor(insert: Insert, page: PageFormat) -> float:
    measure = (page.width - page.inner - page.outer).points
    if insert.span == "column":
        measure = (measure - (page.columns - 1) * page.gap.points) / page.columns
    tallest = (page.height - page.top - page.bottom - CAPTION).points
    return min(measure / insert.page.width, tallest / insert.page.height)


def insert_assets(issue: Issue, page: PageFormat) -> Iterator[Asset]:
    """One PDF of one page for each insert and way of placing it."""
    seen = set()
    for insert in inserts_of(issue):
        # The libraries for PDF are brought in only where there is one to frame.
        from publisher.foreign import framed

        whole = insert.span == "page"
        name = insert_name(insert, whole=whole)
        if name not in seen:
            seen.add(name)
            content = framed(insert.page.content, page.bleed if whole else Length(0))
            yield Asset(name, "application/pdf", content, insert.page.place)


def _size(width: Length, height: Length) -> str:
    return f"{width.millimetres:.1f} × {height.millimetres:.1f}"
