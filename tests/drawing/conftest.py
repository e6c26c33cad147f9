"""A drawing table: data in, the finished SVG taken apart again."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from publisher import drawing, faces
from publisher.diagnostics import Report
from publisher.faces import Faces
from publisher.html.tokens import load_tokens
from publisher.model.charts import Chart, Drawn, Panel, Series
from publisher.model.language import Language
from publisher.model.output import Tokens
from publisher.model.text import Line
from publisher.units import Length
from publisher.workspace import Workspace
from tests.conftest import ROOT

SVG = "{http://www.w3.org/2000/svg}"
SWATCH = 7.0
COLUMN = Length.mm(85)
PAGE = Length.mm(176)
ASCENT, DESCENT = 0.7, 0.18  # of Source Sans 3: capitals with a breve, and the tail of ц

Values = list[float | None]


@functools.cache
def shelf() -> Faces:
    report = Report()
    found = faces.load_faces(Workspace(ROOT, environment={}), report)
    assert not list(report)
    return found


@functools.cache
def tokens() -> Tokens:
    found = load_tokens(Workspace(ROOT, environment={}), "bulletin", Report())
    assert found
    return found


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Word) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.1
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.1
        )


@dataclass(frozen=True)
class Drawing:
    """A finished drawing, read again from its bytes."""

    root: etree._Element
    content: bytes

    @property
    def width(self) -> float:
        return float(self.root.get("viewBox", "").split()[2])

    @property
    def height(self) -> float:
        return float(self.root.get("viewBox", "").split()[3])

    @property
    def words(self) -> list[Word]:
        return [_word(text, *_shift(text)) for text in self.root.iter(f"{SVG}text")]

    @property
    def texts(self) -> list[str]:
        return [word.text.replace("\u00a0", " ") for word in self.words]

    def bars(self, ink: str) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each filled rectangle of an ink; not those of a legend."""
        boxes = []
        for path in self.root.iter(f"{SVG}path"):
            spots = [
                tuple(map(float, s)) for s in re.findall(r"([-\d.]+) ([-\d.]+)", path.get("d"))
            ]
            if path.get("fill") == tokens().colour(ink).screen and len(spots) == 4:
                xs, ys = [x for x, _ in spots], [y for _, y in spots]
                if round(max(xs) - min(xs), 2) != SWATCH:
                    boxes.append((min(xs), min(ys), max(xs), max(ys)))
        return boxes

    @property
    def inks(self) -> set[str]:
        return {
            value
            for element in self.root.iter()
            for value in (element.get("fill"), element.get("stroke"))
            if value and value != "none"
        }


def _shift(element: etree._Element) -> tuple[float, float]:
    x = y = 0.0
    for above in element.iterancestors():
        if found := re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", above.get("transform") or ""):
            x, y = x + float(found[1]), y + float(found[2])
    return x, y


def _word(element: etree._Element, right: float, down: float) -> Word:
    size = float(element.get("font-size"))
    face = shelf().face(element.get("font-family"), int(element.get("font-weight")), False)
    assert face
    text = element.text or ""
    places = [float(x) + right for x in element.get("x").split()]
    assert len(places) == len(text)
    base = float(element.get("y")) + down
    end = places[-1] + face.measure(text[-1]) * size
    return Word(text, places[0], base - ASCENT * size, end, base + DESCENT * size)


def chart(form: str, labels: list[str], series: dict[str, Values], **more: Any) -> Chart:
    panels = more.pop("panels", {"": series})
    for name in ("unit", "credit"):
        if name in more:
            more[name] = Line(more[name], "uk")
    return Chart(
        id="risunok",
        form=form,  # type: ignore[arg-type]
        labels=tuple(Line(label, "uk") for label in labels),
        panels=tuple(
            Panel(
                tuple(
                    Series(
                        Line(name, "uk"),
                        tuple(None if v is None else Decimal(str(v)) for v in values),
                    )
                    for name, values in inside.items()
                ),
                Line(title, "uk") if title else None,
            )
            for title, inside in panels.items()
        ),
        alt=Line("", "uk"),
        **more,
    )


def draw(
    thing: Drawn, width: Length = COLUMN, language: Language = "uk"
) -> tuple[Drawing | None, Report]:
    """The drawing, or None, and what was said of it."""
    report = Report()
    picture = drawing.draw(thing, width, Length.mm(230), language, tokens(), shelf(), report)
    if picture is None:
        return None, report
    return Drawing(etree.fromstring(picture.content), picture.content), report


def drawn(thing: Drawn, width: Length = COLUMN, language: Language = "uk") -> Drawing:
    """The drawing of what must be drawn without a complaint."""
    made, report = draw(thing, width, language)
    assert made, [str(finding) for finding in report]
    assert not list(report), [str(finding) for finding in report]
    return made


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report]


@pytest.fixture
def raions() -> list[str]:
    return ["Богодухівський", "Ізюмський", "Куп'янський", "Лозівський", "Харківський"]
