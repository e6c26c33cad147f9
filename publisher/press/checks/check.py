"""What a check is: rules it answers for, and a look at the file.

A check only looks. Its rules have a code (the catalogue has the words and the remedy), the
source that demands it, and how bad a finding is unless the printing house says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.diagnostics import Severity
from publisher.press.plates import Plates
from publisher.press.printers import Flavour, Printer
from publisher.press.sheet import Sheet
from publisher.press.typecase import Face
from publisher.units import Box

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
ISO = "ISO 15930"
GWG = "GWG 2022 SheetCMYK"
HOUSE = "printer"
PDF = "ISO 32000-1"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be wrong, who says so, how bad it is."""

    code: str
    source: str
    severity: Severity = ERROR


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule is broken. The box is in points of the page's own space."""

    code: str
    page: int | None = None
    box: Box | None = None
    values: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Examined:
    """All there is to look at: the file's objects, its pages as run, its plates."""

    pdf: pikepdf.Pdf
    printer: Printer
    content: bytes
    sheets: list[Sheet] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    plates: tuple[Plates, ...] = ()
    binding: str | None = None
    objects: list[Any] = field(default_factory=list)
    """Dictionaries and streams of the file, as far as they could be read."""

    @property
    def flavour(self) -> Flavour:
        """What the printing house wants the file to be."""
        return self.printer.flavour


Look = Callable[[Examined], Iterator[Found]]


def found(code: str, sheet: Sheet | None = None, box: Box | None = None, **values: object) -> Found:
    """A finding; `values` fill the words of its message."""
    return Found(
        code,
        sheet.number if sheet else None,
        box,
        tuple((name, str(value)) for name, value in values.items()),
    )


def points(value: float) -> str:
    """A measure in points, as people say it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
