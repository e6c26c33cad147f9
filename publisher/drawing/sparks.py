"""Sparklines: a line as small as a word, for a cell of a table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from publisher.drawing.paper import number
from publisher.model.output import Tokens
from publisher.units import Length

WIDTH, HEIGHT = 48.0, 10.5
SPARK_SIZE = (Length.pt(WIDTH), Length.pt(HEIGHT))
"""It stands in a line of a table."""


def draw_spark(values: Sequence[Decimal | None], tokens: Tokens) -> bytes:
    """The run of values as SVG: each on its own scale, the last one marked."""
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(0))
    across, tall = WIDTH - 5, HEIGHT - 4

    def spot(index: int, value: Decimal) -> tuple[float, float]:
        part = float((value - low) / (high - low)) if high > low else 0.5
        step = across / max(1, len(values) - 1)
        return 2.5 + index * step, 2 + tall * (1 - part)

    spots = [None if v is None else spot(i, v) for i, v in enumerate(values)]
    ink, accent = tokens.colour("secondary").screen, tokens.colour("accent").screen
    shapes = [
        f'<path d="M{number(a[0])} {number(a[1])}L{number(b[0])} {number(b[1])}" fill="none"'
        f' stroke="{ink}" stroke-width="0.8"/>'
        for a, b in itertools.pairwise(spots)
        if a and b
    ]
    ends = [place for place in spots if place]
    if ends:
        x, y = ends[-1]
        shapes.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="1.5" fill="{accent}"/>')
    size = f"{number(WIDTH)} {number(HEIGHT)}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(WIDTH)}pt"'
        f' height="{number(HEIGHT)}pt" viewBox="0 0 {size}">'
    )
    return "\n".join([head, *shapes, "</svg>"]).encode()
