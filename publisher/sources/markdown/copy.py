"""The copy: one text on its way into the edition, and how to complain about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from publisher.diagnostics import Place, Report
from publisher.model.language import Language
from publisher.model.tables import Column, TableRow
from publisher.model.text import BlockName, Inlines
from publisher.nodes import nearest
from publisher.sources.markdown.attributes import Attributes
from publisher.sources.names import Names


class Insets(Protocol):
    """Makes what a text only points at: figures and tables. Answers with the id."""

    def figure(
        self, source: str, caption: Inlines, attributes: Attributes, place: Place
    ) -> str | None:
        """A picture of its own paragraph."""

    def table(
        self,
        columns: tuple[Column, ...],
        rows: tuple[TableRow, ...],
        caption: Inlines,
        attributes: Attributes,
        place: Place,
    ) -> str | None:
        """A table typed in the text."""

    def sheet(self, attributes: Attributes, place: Place) -> str | None:
        """A table from a sheet of data."""

    def drawn(
        self, name: str, attributes: Attributes, place: Place
    ) -> tuple[tuple[BlockName, str], ...]:
        """A chart or a map from a sheet of data; what it becomes, with the ids."""

    def insert(self, attributes: Attributes, place: Place) -> str | None:
        """A page of somebody's PDF."""


@dataclass(slots=True)
class Copy:
    """A text with its file, language and place; `fixed` where it is the value of a YAML field,
    then everything in it stands at that value's place."""

    path: str
    language: Language
    names: Names
    report: Report
    owner: str
    lines: list[str] = field(default_factory=list)
    first_line: int = 1
    fixed: Place | None = None
    insets: Insets | None = None

    def line(self, number: int) -> Place:
        """The place of a line of the text, from 0."""
        if self.fixed:
            return self.fixed
        text = self.lines[number] if number < len(self.lines) else ""
        column = len(text) - len(text.lstrip()) + 1
        at = self.first_line + number
        return Place(self.path, at, column, at, max(len(text.rstrip()), column) + 1)

    def error(self, code: str, place: Place | None, **values: object) -> None:
        """Add an error to the report."""
        self.report.error(code, place, **values)

    def check_attributes(
        self,
        attributes: Attributes,
        known: Iterable[str],
        place: Place | None,
        owner: str,
        *,
        id: bool = True,
    ) -> None:
        """Report attributes that nothing would be made of."""
        names = tuple(known)
        shown = ", ".join((*(("#id",) if id else ()), *names)) or None
        given = [*attributes.values, *(f".{name}" for name in attributes.classes)]
        if attributes.id and not id:
            given.append(f"#{attributes.id}")
        for name in given:
            if name not in names:
                self.error(
                    "unknown-attribute",
                    place,
                    attribute=name,
                    owner=owner,
                    suggestion=nearest(name, names),
                    known=shown,
                )
        for name in attributes.twice:
            self.error("attribute-twice", place, attribute=name)
