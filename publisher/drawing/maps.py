"""Maps: areas in their outlines, tiles where outlines can't be had, points where places lie."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from publisher import typography
from publisher.drawing.board import NO_DATA, SWATCH, Board, Unable
from publisher.drawing.breaks import class_of
from publisher.drawing.palette import MOST_CLASSES
from publisher.drawing.paper import Anchor, Box, Paint, Spot
from publisher.drawing.tiles import grid_of, lay_tiles
from publisher.model.charts import Map, Point, Region
from publisher.model.language import Language

_NO_DATA_WORDS: dict[Language, str] = {
    "uk": "немає даних", "ru": "нет данных", "en": "no data",
}  # fmt: skip
_SCHEMATIC: dict[Language, str] = {
    "uk": "Схема: кожен квадрат — одна територія; місце приблизне, площа й межі не передані.",
    "ru": "Схема: каждый квадрат — одна территория; место приблизительное, площадь и границы"
    " не переданы.",
    "en": "Schematic: each square is one territory; places are approximate, areas and borders"
    " are not shown.",
}
_TILE_GAP = 1.2


def draw_map(board: Board, map: Map, unit: str) -> float:
    """The map, its classes, and what must be said of it."""
    if len(map.breaks) + 1 > MOST_CLASSES:
        board.report.error(
            "map-classes-many", board.place, count=len(map.breaks) + 1, limit=MOST_CLASSES
        )
        raise Unable
    match map.form:
        case "areas":
            return _areas(board, map, unit)
        case "tiles":
            return _tiles(board, map, unit)
        case "points":
            return _points(board, map, unit)


# -- projection ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Projection:
    """Longitude and latitude to points: equal in both directions at the middle latitude."""

    cos: float
    scale: float
    left: float
    north: float
    shift: Spot

    def at(self, point: Point) -> Spot:
        x = (point[0] * self.cos - self.left) * self.scale + self.shift[0]
        y = (self.north - point[1]) * self.scale + self.shift[1]
        return x, y


def _projection(points: Sequence[Point], box: Box) -> tuple[_Projection, float]:
    """A projection that fills a box, and the height it takes."""
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    degrees = all(abs(x) <= 180 and abs(y) <= 90 for x, y in points)
    cos = math.cos(math.radians((south + north) / 2)) if degrees else 1.0
    west, east = min(p[0] for p in points) * cos, max(p[0] for p in points) * cos
    wide, tall = max(east - west, 1e-9), max(north - south, 1e-9)
    scale = min((box.right - box.left) / wide, (box.bottom - box.top) / tall)
    left = box.left + ((box.right - box.left) - wide * scale) / 2
    return _Projection(cos, scale, west, north, (left, box.top)), tall * scale


# -- areas ------------------------------------------------------------------------------------


def _areas(board: Board, map: Map, unit: str) -> float:
    points = [point for region in map.regions for ring in region.rings for point in ring]
    if not points:
        board.report.error("chart-empty", board.place)
        raise Unable
    legend = _legend_width(board, map, unit)
    room = Box(1, 1, board.width - legend - 12, min(board.tallest - 20, 0.62 * board.width))
    projection, height = _projection(points, room)
    paints = board.palette.classes(len(map.breaks) + 1)
    ink = board.palette.ink("paper")
    outlines = []
    for region in map.regions:
        rings = [_thinned([projection.at(point) for point in ring]) for ring in region.rings]
        outlines.append(rings)
        board.paper.area(rings, _paint(board, map, region, paints))
    for index, rings in enumerate(outlines):
        for ring in rings:
            strong = index in map.highlight
            board.paper.ring(ring, board.palette.ink("text") if strong else ink, 0.5)
            if map.regions[index].value is None:
                board.paper.ring(ring, board.palette.ink("secondary"), 0.4)
    for index in map.highlight:
        for ring in outlines[index]:
            board.paper.ring(ring, board.palette.ink("text"), 1.2)
    _area_names(board, map, outlines, paints)
    bottom = _legend(board, map, unit, board.width - legend, 2.0)
    return max(height + 3, bottom)


def _area_names(
    board: Board, map: Map, outlines: list[list[list[Spot]]], paints: list[Paint]
) -> None:
    """Names stand in their areas where they fit whole; in others they are left to the words
    below the map (alternative text, table)."""
    for region, rings in zip(map.regions, outlines, strict=True):
        if not rings:
            continue
        ring = max(rings, key=lambda ring: abs(_surface(ring)))
        x, y = _middle(ring)
        text = board.set(region.name)
        lines = board.lettering.wrap(text, board.label, 70, 2)
        if not lines:
            continue
        tall = (len(lines) - 1) * board.label.leading
        base = y - tall / 2 + 0.33 * board.label.size
        boxes = [
            board.paper.box(line, x, base + i * board.label.leading, board.label, "middle")
            for i, line in enumerate(lines)
        ]
        paint = _paint(board, map, region, paints)
        if all(_inside(box, ring) and board.paper.clear(box) for box in boxes):
            if paint.lines:
                for box in boxes:
                    ground = Paint(paint.fill)
                    board.paper.rect(
                        box.left - 1, box.top, box.right - box.left + 2, box.bottom - box.top,
                        ground,
                    )  # fmt: skip
            ink = board.palette.on(Paint(paint.fill))
            board.paper.write_lines(lines, x, base, board.label, "middle", ink)


def _paint(board: Board, map: Map, region: Region, paints: list[Paint]) -> Paint:
    if region.value is None:
        return board.palette.missing
    return paints[class_of(region.value, map.breaks)]


# -- tiles --------------------------------------------------------------------------------------


def _tiles(board: Board, map: Map, unit: str) -> float:
    """Equal squares with short names; a strong line parts the groups."""
    places = []
    for region in map.regions:
        if region.at is None:
            board.report.error("map-place-missing", region.place, name=region.name.text)
        else:
            places.append(region.at)
    if len(places) < len(map.regions) or not places:
        raise Unable
    groups = [region.group.text if region.group else "" for region in map.regions]
    columns, rows = grid_of(places)
    legend = _legend_width(board, map, unit)
    names = sorted({group for group in groups if group})
    head = board.value.leading + 2 if names else 0.0
    side = min((board.width - legend - 14) / columns, 38.0, (board.tallest - 90) / rows)
    if side < 9:
        board.report.error("map-tiles-many", board.place, count=len(places))
        raise Unable
    cells = lay_tiles(places, groups)
    rows = max(row for _, row in cells) + 1
    # The grid leaves room for the names of groups at its left.
    spare = board.width - legend - 14 - columns * side
    left = min(spare / 2, max((board.measure(n, board.value) for n in names), default=0.0) + 5)
    paints = board.palette.classes(len(map.breaks) + 1)
    for index, (region, (column, row)) in enumerate(zip(map.regions, cells, strict=True)):
        paint = _paint(board, map, region, paints)
        x, y = left + column * side + 1, head + row * side + 1
        inset = _TILE_GAP / 2
        board.paper.rect(x + inset, y + inset, side - _TILE_GAP, side - _TILE_GAP, paint)
        if index in map.highlight:
            corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
            board.paper.ring(corners, board.palette.ink("text"), 1.4)
        _tile_name(board, region, paint, x, y, side)
    _group_lines(board, cells, groups, side, (left, head))
    bottom = max(head + rows * side + 2, _legend(board, map, unit, board.width - legend, 2.0))
    grid = Box(0, 0, board.width - legend - 6, bottom + head)
    if _group_names(board, cells, groups, side, (left, head), grid):
        bottom += head
    lines = board.wrap(_SCHEMATIC[board.language], board.note, board.width, 3)
    end = board.paper.write_lines(lines, 0, bottom + 6 + board.note.size, board.note)
    return end - board.note.leading + 0.3 * board.note.size


def _tile_name(board: Board, region: Region, paint: Paint, x: float, y: float, side: float) -> None:
    """The name, cut to what the square holds: three letters at the least."""
    text = board.set(region.name)
    ink = board.palette.on(Paint(paint.fill))
    # White letters must be larger: a press fills them in.
    hand = board.label if ink == board.palette.ink("paper") else board.note
    letters = next(
        (
            text[:count] + ("." if count < len(text) else "")
            for count in range(len(text), 2, -1)
            if (count == len(text) or text[count - 1].lower() not in "аеєиіїоуюяьй'’ ")
            and board.measure(text[:count] + ".", hand) <= side - 5
        ),
        "",
    )
    if not letters:
        return
    base = y + side / 2 + 0.33 * hand.size
    box = board.paper.box(letters, x + side / 2, base, hand, "middle")
    if paint.lines:
        board.paper.rect(
            box.left - 1, box.top - 0.6, box.right - box.left + 2, box.bottom - box.top + 1.2,
            Paint(paint.fill),
        )  # fmt: skip
    board.paper.write(letters, x + side / 2, base, hand, "middle", ink)


def _group_names(
    board: Board,
    cells: Sequence[tuple[int, int]],
    groups: Sequence[str],
    side: float,
    corner: Spot,
    grid: Box,
) -> bool:
    """Each group is named once, beside one of its squares, outside of all squares; whether any
    name stands below the last row."""
    left, top = corner
    squares = [
        Box(left + c * side + 1, top + r * side + 1, left + (c + 1) * side + 1,
            top + (r + 1) * side + 1)
        for c, r in cells
    ]  # fmt: skip
    lowest = max(square.bottom for square in squares)
    below = False
    hand = board.value
    for group in sorted({group for group in groups if group}):
        own = [square for square, name in zip(squares, groups, strict=True) if name == group]
        middle = sum(box.left + box.right for box in own) / (2 * len(own))
        near = sorted(own, key=lambda box: (abs((box.left + box.right) / 2 - middle), box.top))
        text = typography.set_line(group, board.language)
        found: tuple[float, float, Anchor] | None = None
        seats = [seat for sort in range(4) for box in near for seat in _sides(box, hand.size)[sort]]
        for x, base, anchor in seats:
            words = board.paper.box(text, x, base, hand, anchor)
            inside = grid.left <= words.left and words.right <= grid.right and words.top >= 0
            free = not any(words.meets(square) for square in squares)
            if inside and free and board.paper.clear(words):
                found = (x, base, anchor)
                break
        if found is None:
            board.report.warning("map-name-left-out", board.place, name=group[:60])
            continue
        words = board.paper.write(text, found[0], found[1], hand, found[2])
        below = below or words.bottom > lowest
    return below


def _sides(box: Box, size: float) -> list[list[tuple[float, float, Anchor]]]:
    """Where words may stand about a square: above, below, left, right."""
    upright = (box.top + box.bottom) / 2 + 0.33 * size
    middle = (box.left + box.right) / 2
    level: list[tuple[float, Anchor]] = [
        (middle, "middle"), (box.left + 1, "start"), (box.right - 1, "end")
    ]  # fmt: skip
    return [
        [(x, box.top - 4, anchor) for x, anchor in level],
        [(x, box.bottom + 3 + 0.8 * size, anchor) for x, anchor in level],
        [(box.left - 5, upright, "end")],
        [(box.right + 5, upright, "start")],
    ]


def _group_lines(
    board: Board,
    cells: Sequence[tuple[int, int]],
    groups: Sequence[str],
    side: float,
    corner: Spot,
) -> None:
    """A line wherever two neighbours belong to different groups, and around all."""
    owner = dict(zip(cells, groups, strict=True))
    ink = board.palette.ink("text")
    for (column, row), group in owner.items():
        x, y = corner[0] + column * side + 1, corner[1] + row * side + 1
        sides = {
            (1, 0): [(x + side, y), (x + side, y + side)],
            (0, 1): [(x, y + side), (x + side, y + side)],
            (-1, 0): [(x, y), (x, y + side)],
            (0, -1): [(x, y), (x + side, y)],
        }
        for (right, down), line in sides.items():
            beside = owner.get((column + right, row + down))
            if beside is None or (beside != group and (right, down) > (0, 0)):
                board.paper.line(line, ink, 0.9)


# -- points ---------------------------------------------------------------------------------------


def _points(board: Board, map: Map, unit: str) -> float:
    """Places as discs whose area says the value, named where a name finds room."""
    places = [region.at for region in map.regions if region.at is not None]
    ground = [point for ring in map.ground for point in ring]
    for region in map.regions:
        if region.at is None:
            board.report.error("map-place-missing", region.place, name=region.name.text)
    if len(places) < len(map.regions) or not places:
        raise Unable
    margin = 34.0
    room = Box(margin, 12, board.width - margin, min(board.tallest - 40, 0.62 * board.width))
    projection, height = _projection([*places, *ground], room)
    for ring in map.ground:
        shape = _thinned([projection.at(point) for point in ring])
        board.paper.area([shape], Paint(board.palette.ink("ground")))
        board.paper.ring(shape, board.palette.ink("secondary"), 0.6)
    known = [region.value for region in map.regions if region.value is not None]
    greatest = max(known, default=Decimal(0))
    discs: list[tuple[int, Spot, float]] = []
    for index, region in enumerate(map.regions):
        assert region.at is not None
        radius = 2.2
        if greatest > 0 and region.value is not None:
            radius = max(1.2, 13 * math.sqrt(float(max(region.value, Decimal(0)) / greatest)))
        discs.append((index, projection.at(region.at), radius))
    for index, (x, y), radius in sorted(discs, key=lambda disc: -disc[2]):
        strong = not map.highlight or index in map.highlight
        fill = board.palette.ink("accent" if strong else "hairline")
        board.paper.dot(x, y, radius, fill)
        board.paper.ring(_circle(x, y, radius), board.palette.ink("paper"), 0.5)
    _point_names(board, map, discs)
    bottom = height + 24
    if unit and greatest:
        text = f"{board.numbers.text(greatest)} {unit}"
        board.paper.dot(14, bottom + 12, 13, board.palette.ink("accent"))
        base = bottom + 12 + 0.33 * board.note.size
        if board.paper.clear(board.paper.box(text, 32, base, board.note, "start")):
            board.paper.write(text, 32, base, board.note)
        bottom += 26
    return bottom


def _point_names(board: Board, map: Map, discs: Sequence[tuple[int, Spot, float]]) -> None:
    """Highlighted and greatest first; each beside its place where nothing stands yet, else
    further away at the end of a leader. A name without room is reported."""
    taken = [Box(x - r, y - r, x + r, y + r) for _, (x, y), r in discs]
    order = sorted(discs, key=lambda disc: (disc[0] not in map.highlight, -disc[2], disc[0]))
    leaders: list[tuple[Spot, Spot]] = []
    for index, spot, radius in order:
        text = board.set(map.regions[index].name)
        hand = board.label if index in map.highlight else board.note
        own = Box(spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius)
        for x, base, anchor, away in _seats(spot, radius, hand.size):
            box = board.paper.box(text, x, base, hand, anchor)
            inside = box.left >= 0 and box.right <= board.width and box.top >= 0
            others = [other for other in taken if other != own]
            end = {"start": box.left - 1, "end": box.right + 1}.get(anchor, x)
            leader = (spot, (end, base - 0.33 * hand.size))
            if (
                inside
                and board.paper.clear(box)
                and not any(box.meets(other) for other in others)
                and not (away and _crosses(leader, [*others, *board.paper.boxes]))
                and not any(_crosses(line, [box]) for line in leaders)
            ):
                if away:
                    leaders.append(leader)
                    board.paper.line(leader, board.palette.ink("secondary"), 0.35)
                board.paper.write(text, x, base, hand, anchor)
                break
        else:
            board.report.warning("map-name-left-out", map.regions[index].place, name=text[:60])


def _crosses(line: tuple[Spot, Spot], boxes: Sequence[Box]) -> bool:
    """Whether a line passes through any of these boxes, looked at every point or so."""
    (x1, y1), (x2, y2) = line
    steps = max(2, math.ceil(math.dist(*line)))
    for step in range(steps + 1):
        x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
        if any(box.left < x < box.right and box.top < y < box.bottom for box in boxes):
            return True
    return False


def _seats(spot: Spot, radius: float, size: float) -> Iterator[tuple[float, float, Anchor, bool]]:
    """Where a name may stand: beside, above, below; then in steps outwards, with a leader."""
    x, y = spot
    base = y + 0.33 * size
    near = radius + 2.2
    yield x + near, base, "start", False
    yield x - near, base, "end", False
    yield x, y - radius - 2.4, "middle", False
    yield x, y + radius + size, "middle", False
    for step in (8.0, 11.0, 14.0, 17.0, 20.0, 24.0, 28.0, 36.0, 44.0):
        for turn in (1, -1, 0.5, -0.5):
            yield x + near + step / 2, base + turn * step, "start", True
            yield x - near - step / 2, base + turn * step, "end", True
        yield x + near + step, base, "start", True
        yield x - near - step, base, "end", True


# -- classes ------------------------------------------------------------------------------------


def _entries(board: Board, map: Map) -> list[tuple[Paint, str]]:
    """Paint and words of each class, little to much, then of what has no value."""
    values = [region.value for region in map.regions if region.value is not None]
    entries: list[tuple[Paint, str]] = []
    if values:
        text = board.numbers.text
        ends = [*map.breaks, max(values)]
        for index, paint in enumerate(board.palette.classes(len(ends))):
            inside = [v for v in values if class_of(v, map.breaks) == index]
            if not inside:
                low = map.breaks[index - 1] if index else min(values)
                words = f"{text(low)}–{text(ends[index])}"
            else:
                words = (
                    text(inside[0]) if len(set(inside)) == 1
                    else f"{text(min(inside))}–{text(max(inside))}"
                )  # fmt: skip
            entries.append((paint, f"{words} ({len(inside)})"))
    if len(values) < len(map.regions):
        entries.append((board.palette.missing, f"{NO_DATA} {_NO_DATA_WORDS[board.language]}"))
    return entries


def _legend_width(board: Board, map: Map, unit: str) -> float:
    texts = [words for _, words in _entries(board, map)]
    if not texts:
        return 0.0
    wide = max(board.measure(text, board.label) for text in texts) + 2 * SWATCH + 6
    words = board.lettering.longest_word(unit, board.note) if unit else 0.0
    return min(max(wide, words, 70.0), 0.45 * board.width)


def _legend(board: Board, map: Map, unit: str, x: float, top: float) -> float:
    entries = _entries(board, map)
    if not entries:
        return top
    if unit:
        lines = board.wrap(unit, board.note, board.width - x, 3)
        board.paper.write_lines(lines, x, top + 0.8 * board.note.size, board.note)
        top += len(lines) * board.note.leading + 3
    for paint, words in entries:
        board.paper.rect(x, top, 2 * SWATCH, 10, paint)
        lines = board.wrap(words, board.label, board.width - x - 2 * SWATCH - 5, 2)
        board.paper.write_lines(lines, x + 2 * SWATCH + 5, top + 7.6, board.label)
        top += max(13.5, len(lines) * board.label.leading + 4)
    return top


# -- geometry -----------------------------------------------------------------------------------


def _thinned(ring: list[Spot]) -> list[Spot]:
    """A ring without steps nobody can see."""
    kept: list[Spot] = []
    for spot in ring:
        if not kept or math.dist(spot, kept[-1]) >= 0.15:
            kept.append(spot)
    if len(kept) > 1 and math.dist(kept[0], kept[-1]) < 0.15:
        kept.pop()
    return kept


def _surface(ring: Sequence[Spot]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _middle(ring: Sequence[Spot]) -> Spot:
    """The centre of gravity of a ring."""
    surface = _surface(ring) * 6
    if abs(surface) < 1e-9:
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return x / surface, y / surface


def _inside(box: Box, ring: Sequence[Spot]) -> bool:
    """Whether a box's corners and the middles of its long sides lie in a ring."""
    middle = (box.left + box.right) / 2
    spots = [(x, y) for x in (box.left, middle, box.right) for y in (box.top, box.bottom)]
    return all(_holds(ring, spot) for spot in spots)


def _holds(ring: Sequence[Spot], spot: Spot) -> bool:
    x, y = spot
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _circle(x: float, y: float, radius: float) -> list[Spot]:
    return [
        (x + radius * math.cos(2 * math.pi * i / 24), y + radius * math.sin(2 * math.pi * i / 24))
        for i in range(24)
    ]
