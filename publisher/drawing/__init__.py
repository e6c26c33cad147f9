"""Charts and maps: data → SVG in the edition's faces and inks.

A drawing is made for the width it will have on the page, so its letters have the size their
token says. Every word is measured before it is placed; what finds no room is a diagnostic,
never a word over another. Colours are tokens only, so that the press knows their inks; what
colour tells, a shape, a hatch or a word tells too. Pictures an editor brings are not our matter.
"""

from __future__ import annotations

from publisher.drawing.board import NO_DATA, Numbers, unit_words
from publisher.drawing.breaks import class_breaks
from publisher.drawing.draw import draw
from publisher.drawing.sparks import SPARK_SIZE, draw_spark
from publisher.drawing.spoken import say_chart, say_map, say_values

__all__ = [
    "NO_DATA",
    "SPARK_SIZE",
    "Numbers",
    "class_breaks",
    "draw",
    "draw_spark",
    "say_chart",
    "say_map",
    "say_values",
    "unit_words",
]
