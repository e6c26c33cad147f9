"""Draw the bulletin's pictures from the data of the hromadas.

    .venv/bin/python tools/make_drawings.py

Only attributes that every printer draws alike, only the colours of the press, text in the
fonts of the press. The same data always give the same files.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

SHARED = Path("issues/_shared")
TARGET = Path("issues/bulletin-2026-01/images")
CRIMSON, TINT, GROUND = "#a3123f", "#f5e7ec", "#f6f2ee"
TEXT, SECONDARY, HAIRLINE, WHITE = "#1d1d1b", "#646464", "#b4b4b4", "#ffffff"
SANS = "Source Sans 3"

# The hromada's list of centres keeps three names that have changed since (SOURCES.md).
RENAMED = {"Красноград": "Берестин", "Первомайський": "Златопіль", "Чкаловське": "Пролісне"}
RAION_CENTRES = ("Харків", "Богодухів", "Ізюм", "Берестин", "Куп’янськ", "Лозова", "Чугуїв")
# Width of a letter in Source Sans 3 Semibold, in sizes of the type: enough to keep apart.
LETTER = 0.57


@dataclass(frozen=True)
class Hromada:
    """One row of the data."""

    name: str
    raion: str
    centre: str
    population: int
    own_income: Decimal
    lat: float
    lon: float


def hromadas() -> list[Hromada]:
    """The 56 hromadas with their own income of 2021."""
    income = {
        row["hromada_code"]: Decimal(row["income_own"])
        for row in rows("hromada_budgets_2021_2023.csv")
        if row["year"] == "2021"
    }
    return [
        Hromada(
            row["name_2025"],
            row["raion_2025"],
            RENAMED.get(row["centre"], row["centre"]),
            int(row["population_2022"]),
            income[row["katottg"]],
            float(row["lat"]),
            float(row["lon"]),
        )
        for row in rows("hromadas.csv")
    ]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a shared sheet."""
    with (SHARED / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# -- the pen -----------------------------------------------------------------------------------


def number(value: float) -> str:
    """A number as short as a drawing needs it."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def tag(name: str, content: str | None = None, **attributes: float | str) -> str:
    """One element; `stroke_width` stands for `stroke-width`."""
    given = "".join(
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>"


def label(
    x: float, y: float, words: str, size: float, *, fill: str = TEXT, weight: int = 400,
    anchor: str = "start",
) -> str:  # fmt: skip
    """Words at a point."""
    return tag(
        "text", escape(words), x=x, y=y, font_family=SANS, font_size=size,
        font_weight=weight, text_anchor=anchor, fill=fill,
    )  # fmt: skip


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, fill="none", stroke=colour, stroke_width=width)


def circle(x: float, y: float, radius: float, fill: str, ring: float = 0) -> str:
    """A filled circle, with a white ring where it meets others."""
    if ring:
        return tag("circle", cx=x, cy=y, r=radius, fill=fill, stroke=WHITE, stroke_width=ring)
    return tag("circle", cx=x, cy=y, r=radius, fill=fill)


def polygon(points: Iterable[tuple[float, float]], fill: str) -> str:
    """A filled polygon."""
    return tag("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), fill=fill)


def write(name: str, width: float, height: float, parts: Iterable[str]) -> None:
    """Write one drawing; its units are millimetres."""
    head = tag(
        "svg", "\n" + "\n".join(parts) + "\n", xmlns="http://www.w3.org/2000/svg",
        width=f"{number(width)}mm", height=f"{number(height)}mm",
        viewBox=f"0 0 {number(width)} {number(height)}",
    )  # fmt: skip
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / name).write_text(head + "\n", encoding="utf-8")
    print(TARGET / name)


# -- the cover: every hromada a circle -----------------------------------------------------------


@dataclass(frozen=True)
class Box:
    """What a name covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two names would overlap."""
        return (
            self.left < other.right and other.left < self.right
            and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip

    def touches(self, x: float, y: float, radius: float) -> bool:
        """Whether a circle reaches under the name."""
        dx = max(self.left - x, 0, x - self.right)
        dy = max(self.top - y, 0, y - self.bottom)
        return math.hypot(dx, dy) < radius


def cover() -> None:
    """The oblast by the coordinates of its centres; the area of a circle is population."""
    width, height, margin = 190.0, 112.0, 5.0
    found = hromadas()
    south, north = min(h.lat for h in found), max(h.lat for h in found)
    west, east = min(h.lon for h in found), max(h.lon for h in found)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(
        (height - 2 * margin - 4) / (north - south),
        (width - 2 * margin - 40) / ((east - west) * squeeze),
    )
    left = (width - (east - west) * squeeze * scale) / 2

    def place(h: Hromada) -> tuple[float, float, float]:
        radius = 20.0 * math.sqrt(h.population / 1_421_125)
        return left + (h.lon - west) * squeeze * scale, margin + (north - h.lat) * scale, radius

    placed = sorted(((h, *place(h)) for h in found), key=lambda item: -item[3])
    placed = apart(placed)
    (capital, cx, cy, cr), *others = placed
    parts = [circle(cx, cy, cr, TINT), ring(cx, cy, cr)]
    parts += [circle(x, y, r, CRIMSON, 0.35) for _, x, y, r in others]
    parts += names(capital, (cx, cy, cr), others, width, height)
    write("cover.svg", width, height, parts)


def ring(x: float, y: float, radius: float) -> str:
    """The thin rim of the pale circle."""
    return tag("circle", cx=x, cy=y, r=radius, fill="none", stroke=CRIMSON, stroke_width=0.25)


Placed = tuple[Hromada, float, float, float]


def apart(placed: list[Placed]) -> list[Placed]:
    """Push circles that overlap aside, the smaller the further; the capital stays."""
    at = [[x, y] for _, x, y, _ in placed]
    radii = [r for *_, r in placed]
    for _ in range(400):
        for a in range(1, len(at)):
            for b in range(a + 1, len(at)):
                dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
                distance = math.hypot(dx, dy) or 0.001
                lacking = radii[a] + radii[b] + 0.5 - distance
                if lacking > 0:
                    share = radii[a] / (radii[a] + radii[b])
                    for index, part in ((a, -(1 - share)), (b, share)):
                        at[index][0] += dx / distance * lacking * part * 0.5
                        at[index][1] += dy / distance * lacking * part * 0.5
    return [(h, x, y, r) for (h, _, _, r), (x, y) in zip(placed, at, strict=True)]


def names(
    capital: Hromada, centre: tuple[float, float, float], others: list[Placed],
    width: float, height: float,
) -> list[str]:  # fmt: skip
    """Names that touch no circle and no other name: raion centres first, then by population."""
    size = 3.1
    cx, cy, cr = centre
    taken: list[Box] = []
    parts = []
    order = sorted(others, key=lambda p: (p[0].centre not in RAION_CENTRES, -p[3]))
    wanted: list[Placed] = [(capital, cx, cy, cr), *order]
    for h, x, y, r in wanted:
        central = h.centre in RAION_CENTRES
        kind = 3.5 if central else size
        long = len(h.centre) * kind * LETTER
        gap = 1.1
        choices = (
            (x + r + gap, y + kind * 0.34, "start"),
            (x - r - gap, y + kind * 0.34, "end"),
            (x, y + r + gap + kind * 0.72, "middle"),
            (x, y - r - gap - 0.1, "middle"),
            (x + r * 0.55 + 0.5, y - r - gap, "start"),
            (x + r * 0.7 + gap, y + r * 0.7 + gap + kind * 0.5, "start"),
            (x + r * 0.7 + gap, y - r * 0.7 - gap * 0.5, "start"),
            (x - r * 0.7 - gap, y + r * 0.7 + gap + kind * 0.5, "end"),
            (x - r * 0.7 - gap, y - r * 0.7 - gap * 0.5, "end"),
        )
        for tx, ty, anchor in choices:
            start = {"start": tx, "end": tx - long, "middle": tx - long / 2}[anchor]
            box = Box(start - 0.5, ty - kind * 0.82, start + long + 0.5, ty + kind * 0.28)
            inside = box.left > 0 and box.right < width and box.top > 0 and box.bottom < height
            rim = touches_rim(box, cx, cy, cr)
            free = not any(box.touches(ox, oy, orr + 0.35) for o, ox, oy, orr in others if o != h)
            if inside and free and not rim and not any(box.meets(other) for other in taken):
                taken.append(box)
                colour = TEXT if central else SECONDARY
                weight = 600 if central else 400
                parts.append(
                    label(tx, ty, h.centre, kind, fill=colour, weight=weight, anchor=anchor)
                )
                break
    return parts


def touches_rim(box: Box, x: float, y: float, radius: float) -> bool:
    """Whether a name would stand on the rim of the pale circle or over it."""
    corners = [(a, b) for a in (box.left, box.right) for b in (box.top, box.bottom)]
    far = max(math.hypot(a - x, b - y) for a, b in corners)
    return box.touches(x, y, radius + 0.5) and far > radius - 0.5


# -- charts --------------------------------------------------------------------------------------


def comma(value: float, places: int = 1) -> str:
    """A number as Ukrainian writes it."""
    return f"{value:,.{places}f}".replace(",", "\u00a0").replace(".", ",")


def income_per_head() -> None:
    """Own income per inhabitant in 2021: the first eight hromadas, and the oblast's mean."""
    found = hromadas()
    first = sorted(found, key=lambda h: -(h.own_income / h.population))[:8]
    mean = sum(h.own_income for h in found) / sum(h.population for h in found) / 1000
    names_to, bar, step = 25.0, 3.7, 6.1
    room = 84 - names_to - 9.5
    most = float(first[0].own_income / first[0].population) / 1000
    parts = []
    entries = [(h.name, float(h.own_income / h.population) / 1000, CRIMSON) for h in first]
    entries.append(("Область", float(mean), HAIRLINE))
    y = 0.4
    for index, (name, value, fill) in enumerate(entries):
        if index == len(first):
            y += 1.6
        weight = 600 if index == len(first) else 400
        parts.append(label(names_to - 1.6, y + 2.9, name, 3.1, anchor="end", weight=weight))
        long = room * value / most
        parts.append(rect(names_to, y, long, bar, fill))
        parts.append(label(names_to + long + 1.2, y + 2.9, comma(value), 3.1, weight=600))
        y += step
    write("dokhody.svg", 84, y - step + bar + 0.5, parts)


def population() -> None:
    """Population by raion on 1 January 2022, over the whole page."""
    totals: dict[str, int] = {}
    for h in hromadas():
        totals[h.raion] = totals.get(h.raion, 0) + h.population
    entries = sorted(totals.items(), key=lambda item: -item[1])
    capital = next(h.population for h in hromadas() if h.centre == "Харків")
    names_to, bar, step = 29.0, 4.4, 7.0
    room = 176 - names_to - 15.0
    most = entries[0][1]
    parts = []
    y = 0.4
    for name, people in entries:
        parts.append(label(names_to - 2, y + 3.35, name, 3.3, anchor="end"))
        long = room * people / most
        parts.append(rect(names_to, y, long, bar, CRIMSON))
        if name == "Харківський":
            city = room * capital / most
            parts.append(line(names_to + city, y, names_to + city, y + bar, WHITE, 0.5))
            words = f"місто Харків {comma(capital / 1000)}"
            parts.append(label(names_to + 2, y + 3.3, words, 3.1, fill=WHITE, weight=600))
            rest = comma((people - capital) / 1000)
            parts.append(label(names_to + city + 2, y + 3.3, rest, 3.1, fill=WHITE, weight=600))
        parts.append(label(names_to + long + 1.6, y + 3.35, comma(people / 1000), 3.3, weight=600))
        y += step
    write("naselennia.svg", 176, y - step + bar + 0.5, parts)


# -- two drawings that only please ------------------------------------------------------------


def derzhprom() -> None:
    """Derzhprom: towers of unequal height, tied by bridges over the streets between them."""
    width, height = 84.0, 50.0
    ground = 44.0
    parts = [rect(0, 0, width, height, GROUND), circle(64.5, 15, 7.5, TINT)]
    # The far row, pale; then the three blocks, each of towers (left, width, top).
    for x, w, top in (
        (9.0, 8.0, 27.0),
        (24.0, 7.0, 22.0),
        (36.5, 11.0, 15.0),
        (53.0, 7.0, 22.0),
        (67.0, 8.0, 27.0),
    ):
        parts.append(rect(x, top, w, ground - top, HAIRLINE))
    towers = (
        (5.0, 6.0, 31.5), (11.0, 7.0, 25.0), (18.0, 5.5, 29.0),
        (29.0, 5.0, 24.5), (34.0, 6.0, 17.0), (40.0, 4.0, 11.5), (44.0, 6.0, 17.0),
        (50.0, 5.0, 24.5),
        (60.5, 5.5, 29.0), (66.0, 7.0, 25.0), (73.0, 6.0, 31.5),
    )  # fmt: skip
    for index, (x, w, top) in enumerate(towers):
        parts.append(rect(x, top, w, ground - top, CRIMSON))
        parts += windows(x, w, top, ground, lit=index)
    for x, w, y in ((23.5, 5.5, 31.0), (23.5, 5.5, 35.6), (55.0, 5.5, 31.0), (55.0, 5.5, 35.6)):
        parts.append(rect(x, y, w, 2.4, CRIMSON))
        parts.append(rect(x, y + 0.8, w, 0.7, TINT))
    parts.append(line(42, 5.0, 42, 11.5, CRIMSON, 0.45))
    parts.append(rect(0, ground, width, height - ground, WHITE))
    parts.append(line(0, ground, width, ground, TEXT, 0.4))
    for x in (3.0, 25.0, 27.2, 57.0, 59.2, 81.0):
        parts.append(line(x, ground, x, ground - 2.6, TEXT, 0.3))
        parts.append(circle(x, ground - 3.4, 1.15, TEXT))
    # The round square before it.
    for rx, ry in ((30, 4.2), (20, 2.7), (10, 1.3)):
        arc = (
            f"M{number(42 - rx)} {number(height)}A{number(rx)} {number(ry)} 0 0 1 "
            f"{number(42 + rx)} {number(height)}"
        )
        parts.append(tag("path", d=arc, fill="none", stroke=HAIRLINE, stroke_width=0.25))
    write("derzhprom.svg", width, height, parts)


def windows(x: float, width: float, top: float, ground: float, *, lit: int) -> list[str]:
    """Bands of glass, floor over floor; here and there one is lit."""
    parts = []
    columns = max(2, round((width - 0.8) / 1.35))
    pitch = (width - 0.8) / columns
    floor, y = 0, top + 1.2
    while y < ground - 1.8:
        for column in range(columns):
            bright = (floor * 7 + column * 3 + lit * 5) % 11 == 0
            fill = WHITE if bright else TINT
            size = 0.95 if bright else 0.8
            parts.append(rect(x + 0.4 + column * pitch + (pitch - size) / 2, y, size, 1.0, fill))
        floor, y = floor + 1, y + 2.05
    return parts


def council_table() -> None:
    """A council table from above: twelve chairs, sheets, one of them in colour."""
    width, height = 84.0, 52.0
    cx, cy, rx, ry = 42.0, 26.0, 28.0, 12.5
    parts = [rect(0, 0, width, height, GROUND)]
    for index in range(12):
        angle = 2 * math.pi * (index + 0.5) / 12
        x, y = cx + (rx + 6.2) * math.cos(angle), cy + (ry + 6.2) * math.sin(angle)
        # A chair looks along the normal of the ellipse.
        turn = math.degrees(math.atan2(math.sin(angle) / ry, math.cos(angle) / rx)) + 90
        fill = CRIMSON if index == 8 else TEXT
        seat = tag("rect", x=-2.5, y=-2.1, width=5, height=4.6, rx=1.2, fill=WHITE,
                   stroke=fill, stroke_width=0.4)  # fmt: skip
        back = tag("rect", x=-2.9, y=-3.2, width=5.8, height=1.3, rx=0.65, fill=fill)
        parts.append(
            tag(
                "g",
                seat + back,
                transform=f"translate({number(x)} {number(y)}) rotate({number(turn)})",
            )
        )
    parts.append(
        tag("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=WHITE, stroke=TEXT, stroke_width=0.45)
    )
    parts.append(
        tag(
            "ellipse",
            cx=cx,
            cy=cy,
            rx=rx - 1.3,
            ry=ry - 1.3,
            fill="none",
            stroke=HAIRLINE,
            stroke_width=0.2,
        )
    )
    for index in range(12):
        angle = 2 * math.pi * (index + 0.5) / 12
        x, y = cx + (rx - 6.2) * math.cos(angle), cy + (ry - 4.6) * math.sin(angle)
        y = cy + math.copysign(max(abs(y - cy), 2.8), y - cy)
        turn = (index * 37) % 23 - 11
        parts.append(sheet(x, y, turn, 3.1, 4.2, HAIRLINE, ground=TINT if index % 3 else GROUND))
    parts.append(sheet(cx, cy, -7, 8.4, 10.6, CRIMSON, ground=CRIMSON))
    for x, y in ((29.5, 24.4), (54.0, 27.9)):
        parts.append(circle(x, y, 1.7, WHITE))
        parts.append(tag("circle", cx=x, cy=y, r=1.7, fill="none", stroke=TEXT, stroke_width=0.3))
        parts.append(circle(x, y, 1.05, SECONDARY))
    write("stil.svg", width, height, parts)


def sheet(
    x: float, y: float, turn: float, width: float, height: float, edge: str, *, ground: str
) -> str:
    """A sheet of paper with a few lines, or, when large, with bars."""
    inner = [
        tag("rect", x=-width / 2, y=-height / 2, width=width, height=height, fill=ground,
            stroke=edge, stroke_width=0.2)
    ]  # fmt: skip
    if width > 5:
        for row, share in enumerate((1.0, 0.72, 0.55, 0.31)):
            inner.append(
                rect(
                    -width / 2 + 1.1,
                    -height / 2 + 3.2 + row * 1.7,
                    (width - 2.2) * share,
                    0.95,
                    WHITE,
                )
            )
        inner.append(rect(-width / 2 + 1.1, -height / 2 + 1.2, 3.6, 0.8, TINT))
    else:
        for row in range(4):
            share = 0.5 if row == 3 else 1
            at = -height / 2 + 0.75 + row * 0.85
            inner.append(rect(-width / 2 + 0.5, at, (width - 1) * share, 0.25, SECONDARY))
    return tag(
        "g", "".join(inner), transform=f"translate({number(x)} {number(y)}) rotate({number(turn)})"
    )


def main() -> None:
    """Draw them all."""
    cover()
    income_per_head()
    population()
    derzhprom()
    council_table()


if __name__ == "__main__":
    main()
