"""Tables: a grid with widths that fit its words, a head that repeats, rows that stay whole.

Rules come from the table style, letters from the paragraph styles of the cells. Widths are counted
from the text, and fixed, so that columns do not jump while someone types.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publisher.word import source
from publisher.word.ooxml import Element, twips, w
from publisher.word.source import Node
from publisher.word.styles import PANEL_STYLE, TABLE_STYLE, StyleSheet

CellWriter = Callable[[Node | None, str], Element]
"""A cell (None where the row is short) and the look of its words → the paragraph in it."""

# Width of an average letter, in ems; a little more than the text faces need, so words fit.
_LETTER = 0.55
_PADDING = 10.5

_SUFFIX = {"number": "-number", "center": "-center"}


@dataclass(slots=True)
class _Cell:
    node: Node | None
    look: str
    column: int
    columns: int = 1
    rows: int = 1
    continued: bool = False
    """Part of a cell that began in a row above."""


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    head: bool = False


def table(
    node: Node, width: float, sheet: StyleSheet, write: CellWriter, title: str = ""
) -> Element:
    """A `table` as a Word table of this width in points; `title` is read out for it."""
    rows, columns = _rows(node)
    widths = _widths(rows, columns, width, sheet)
    heads = [row for row in rows if row.head]
    # A style draws its rule under the first row only; a head of several rows needs it below.
    foot = heads[-1] if len(heads) > 1 else None
    rule = sheet.border("bottom", "strong")
    total = bool(rows) and any(row.find("td") is not None for row in _totals(node))
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=TABLE_STYLE),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            _look(head=bool(heads), total=total),
            w("tblCaption", val=title) if title else None,
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *(_row(row, widths, write, rule if row is foot else None) for row in rows),
    )


def panel(items: list[list[Element]], width: float, sheet: StyleSheet) -> Element:
    """Figures side by side: a table without rules, as many to a row as have room."""
    most = max(1, int(width // (sheet.line * 8.5)))
    rows = -(-len(items) // most)
    across = -(-len(items) // rows)
    widths = _shared([1.0] * across, twips(width))
    made = []
    for start in range(0, len(items), across):
        group = items[start : start + across]
        cells = []
        for column, blocks in enumerate(group):
            # The last cell of a short row takes the room that is left.
            span = across - column if column == len(group) - 1 else 1
            cells.append(_cell(widths[column : column + span], blocks))
        made.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=PANEL_STYLE),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            _look(panel=True),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *made,
    )


def _rows(node: Node) -> tuple[list[_Row], int]:
    """The rows with the places of their cells, and the number of columns."""
    rows: list[_Row] = []
    hanging: dict[int, _Cell] = {}
    for line in node.iter("tr"):
        holder = line.getparent()
        part = source.key(holder) if holder is not None else None
        row = _Row([], head=part == "thead")
        given = [child for child in line if child.tag in ("td", "th")]
        column = 0
        while given or any(place >= column for place in hanging):
            above = hanging.get(column)
            if above is not None:
                row.cells.append(_Cell(None, above.look, column, above.columns, 1, continued=True))
                above.rows -= 1
                if above.rows <= 0:
                    del hanging[column]
                column += above.columns
            elif given:
                cell = _read(given.pop(0), part or "tbody", line, column)
                row.cells.append(cell)
                if cell.rows > 1:
                    hanging[column] = _Cell(
                        cell.node, cell.look, column, cell.columns, cell.rows - 1
                    )
                column += cell.columns
            else:
                row.cells.append(_Cell(None, "table-text", column))
                column += 1
        rows.append(row)
    columns = max((_breadth(row) for row in rows), default=1)
    for row in rows:
        for column in range(_breadth(row), columns):
            row.cells.append(_Cell(None, "table-text", column))
    return rows, columns


def _read(node: Node, part: str, line: Node, column: int) -> _Cell:
    classes = source.classes(node)
    suffix = next((_SUFFIX[name] for name in ("number", "center") if name in classes), "")
    if part == "thead":
        look = "table-head"
    elif part == "tfoot" or "total" in source.classes(line):
        look = "table-total"
    else:
        look = "table-side" if node.tag == "th" else "table-text"
    return _Cell(
        node, look + suffix, column, _count(node.get("colspan")), _count(node.get("rowspan"))
    )


def _count(value: str | None) -> int:
    return max(1, int(value)) if value and value.isdigit() else 1


def _breadth(row: _Row) -> int:
    return sum(cell.columns for cell in row.cells)


def _totals(node: Node) -> Iterable[Node]:
    """The rows under the body, if the table ends with them."""
    last = list(node.iter("tr"))[-1:]
    for line in last:
        holder = line.getparent()
        foot = holder is not None and source.key(holder) == "tfoot"
        if foot or "total" in source.classes(line):
            yield line


def _row(row: _Row, widths: list[int], write: CellWriter, rule: Element | None) -> Element:
    properties = w("trPr", w("cantSplit"), w("tblHeader") if row.head else None)
    return w("tr", properties, *(_written(cell, widths, write, rule) for cell in row.cells))


def _written(cell: _Cell, widths: list[int], write: CellWriter, rule: Element | None) -> Element:
    span = widths[cell.column : cell.column + cell.columns]
    merge = None
    if cell.continued:
        merge = w("vMerge")
    elif cell.rows > 1:
        merge = w("vMerge", val="restart")
    return _cell(span, [write(cell.node, cell.look)], merge, rule)


def _cell(
    widths: list[int],
    blocks: list[Element],
    merge: Element | None = None,
    rule: Element | None = None,
) -> Element:
    return w(
        "tc",
        w(
            "tcPr",
            w("tcW", w=sum(widths), type="dxa"),
            w("gridSpan", val=len(widths)) if len(widths) > 1 else None,
            merge,
            w("tcBorders", copy.copy(rule)) if rule is not None else None,
        ),
        *blocks,
    )


def _look(*, head: bool = False, total: bool = False, panel: bool = False) -> Element:
    edges = 0 if panel else 0x0080 | 0x0100
    value = (0x0020 if head else 0) | (0x0040 if total else 0) | edges | 0x0200 | 0x0400
    return w(
        "tblLook",
        val=f"{value:04X}",
        firstRow=int(head),
        lastRow=int(total),
        firstColumn=int(not panel),
        lastColumn=int(not panel),
        noHBand=1,
        noVBand=1,
    )


def _widths(rows: list[_Row], columns: int, width: float, sheet: StyleSheet) -> list[int]:
    """Column widths in twips: every longest word fits if it can, the rest by length of text."""
    need, want = [1.0] * columns, [1.0] * columns
    spanning: list[tuple[_Cell, float]] = []
    for row in rows:
        for cell in row.cells:
            if cell.node is None:
                continue
            letter = sheet.size(cell.look) * _LETTER
            whole = cell.look.endswith("-number") and not row.head
            least, most = _measures(cell.node, letter, whole=whole)
            if cell.columns > 1:
                spanning.append((cell, least))
                continue
            need[cell.column] = max(need[cell.column], least)
            want[cell.column] = max(want[cell.column], most)
    for cell, least in spanning:
        places = range(cell.column, min(cell.column + cell.columns, columns))
        lacking = least - sum(need[place] for place in places)
        for place in places:
            need[place] += max(0.0, lacking) / len(places)
            want[place] = max(want[place], need[place])
    return _shared(_fitted(need, want, width), twips(width))


def _measures(node: Node, letter: float, *, whole: bool) -> tuple[float, float]:
    """Least and best width of a cell in points: its longest word, its longest line."""
    text = "".join(_cell_text(node))
    lines = [source.collapse(line).strip() for line in text.split("\v")]
    best = max((len(line) for line in lines), default=0) * letter + _PADDING
    if whole:
        return best, best
    word = max((len(word) for line in lines for word in line.split(" ")), default=0)
    return word * letter + _PADDING, best


def _cell_text(node: Node) -> Iterable[str]:
    yield node.text or ""
    for child in node:
        if child.tag == "br":
            yield "\v"
        elif source.key(child) != "span.footnote":
            yield from _cell_text(child)
        yield child.tail or ""


def _fitted(need: list[float], want: list[float], width: float) -> list[float]:
    if sum(want) <= width:
        spare = (width - sum(want)) / len(want)
        return [best + spare for best in want]
    if sum(need) >= width:
        return need
    room = width - sum(need)
    wishes = [best - least for least, best in zip(need, want, strict=True)]
    # Long texts may wrap: their wishes count by the square root, or one would take all.
    weights = [max(0.0, wish) ** 0.5 for wish in wishes]
    return [
        least + room * weight / sum(weights) for least, weight in zip(need, weights, strict=True)
    ]


def _shared(shares: list[float], width: int) -> list[int]:
    """Whole twips in these proportions that add up to the width exactly."""
    total = sum(shares)
    edges, along = [0], 0.0
    for share in shares:
        along += share
        edges.append(round(width * along / total))
    return [right - left for left, right in itertools.pairwise(edges)]
