"""Calendars of events from a sheet, in the order of their dates."""

from __future__ import annotations

from publisher.model.issue import Calendar, Event
from publisher.model.tables import Cell, Sheet
from publisher.model.text import Line
from publisher.nodes import nearest
from publisher.sources.desk import Desk
from publisher.sources.schema import CalendarSource, parse_date
from publisher.sources.tables import find_column

COLUMNS = ("date", "end", "time", "event", "place", "contact")
NEEDED = ("date", "event")


def make_calendar(desk: Desk, source: CalendarSource, id: str) -> Calendar | None:
    """The events of a sheet whose columns are called as the calendar knows them."""
    sheet = desk.sheet(source.source, source.source.place)
    if sheet is None:
        return None
    _check_columns(desk, sheet, source)
    if any(sheet.column(name) is None for name in NEEDED):
        return None
    events = [event for row in sheet.rows if (event := _event(desk, sheet, row))]
    if not sheet.rows:
        desk.report.error("calendar-empty", source.source.place, path=sheet.path)
    lines = [
        line
        for event in events
        for line in (event.event, event.venue, event.contact)
        if line is not None
    ]
    desk.check_language(lines, source.source, source.source.place)
    # Events of one day stay in the order of the sheet.
    events.sort(key=lambda event: event.start)
    return Calendar(
        id=id, title=desk.line(source.title), events=tuple(events), place=source.source.place
    )


def _check_columns(desk: Desk, sheet: Sheet, source: CalendarSource) -> None:
    for name in NEEDED:
        find_column(desk, sheet, name, source.source.place)
    for cell in sheet.header:
        if cell.text not in COLUMNS:
            desk.report.error(
                "column-unknown",
                cell.place,
                column=cell.text,
                suggestion=nearest(cell.text, COLUMNS),
                known=", ".join(COLUMNS),
            )


def _event(desk: Desk, sheet: Sheet, row: tuple[Cell, ...]) -> Event | None:
    def cell(name: str) -> Cell | None:
        index = sheet.column(name)
        return row[index] if index is not None and row[index].text else None

    def line(name: str) -> Line | None:
        found = cell(name)
        return Line(found.text, desk.language, found.place) if found else None

    missing = [name for name in NEEDED if cell(name) is None]
    for name in missing:
        index = sheet.column(name)
        assert index is not None
        desk.report.error("cell-empty", row[index].place, column=name)
    dates = {}
    for name in ("date", "end"):
        found = cell(name)
        if found is not None:
            dates[name] = parse_date(found.text)
            if dates[name] is None:
                desk.report.error("bad-date", found.place, field=name, value=found.text)
    start, end, event = dates.get("date"), dates.get("end"), line("event")
    if start is None or event is None:
        return None
    last = cell("end")
    if end is not None and end < start and last is not None:
        desk.report.error("dates-crossed", last.place, start=start, end=end)
    return Event(
        start=start,
        event=event,
        end=end if end != start else None,
        time=line("time"),
        venue=line("place"),
        contact=line("contact"),
        place=row[0].place,
    )
