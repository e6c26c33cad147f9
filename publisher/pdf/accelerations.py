"""WeasyPrint does the same work again and again; here it is done once. The pages are the same.

What costs the time (shares of a bulletin in two columns): lines split anew each time a column is
tried at another height, a font description made for each piece of text, and the key of the
line-height cache put together for each line.

Everything is in place only for the versions it was proven on, and `PUBLISHER_PLAIN_LAYOUT=1`
leaves it all out: tests lay out the same editions both ways and compare the pictures.
"""

from __future__ import annotations

import os
from types import ModuleType
from typing import Any

PROVEN_ON = ("70.0",)
SETTING = "PUBLISHER_PLAIN_LAYOUT"

_MOST_LINES = 100_000
"""Lines remembered for one layout; more than any section has."""


def install(weasyprint: ModuleType) -> bool:
    """Put the accelerations in place; False (and nothing changed) for an unproven version, or
    where the setting asks for WeasyPrint's own way."""
    if weasyprint.__version__ not in PROVEN_ON or os.environ.get(SETTING) == "1":
        return False
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    if getattr(line_break.split_first_line, "accelerated", False):
        return True
    split = _remembered_lines(line_break.split_first_line)
    for module in (line_break, inline, preferred):
        module.split_first_line = split
    line_break.strut = inline.strut = _remembered_struts(line_break.strut)
    line_break.get_font_description = _remembered_descriptions(line_break.get_font_description)
    return True


def _remembered_lines(native: Any) -> Any:
    """Lines by text, style and width, for as long as one layout lasts.

    A line once split is not changed any more: WeasyPrint copies its box, and puts the text back
    into Pango only to draw it.
    """

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        if context is None:
            return native(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
        memory = context.__dict__.setdefault("_split_lines", {})
        key = (text, id(style), max_width, justification_spacing, is_line_start, minimum)
        kept = memory.get(key)
        if kept is None:
            if len(memory) > _MOST_LINES:
                memory.clear()
            line = native(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
            # The style is kept too, so that its id can't become another's.
            kept = memory[key] = (line, style)
        return kept[0]

    split_first_line.accelerated = True  # type: ignore[attr-defined]
    return split_first_line


def _remembered_struts(native: Any) -> Any:
    """Height and baseline of an empty line, once for each style."""

    def strut(style: Any) -> Any:
        if not hasattr(style, "cache"):  # text in a drawing
            return native(style)
        memory = style.cache.setdefault("_strut", {})
        kept = memory.get(id(style))
        if kept is None:
            kept = memory[id(style)] = (native(style), style)
        return kept[0]

    return strut


def _remembered_descriptions(native: Any) -> Any:
    """Pango's description of a font, once for each style; Pango copies what it is given."""

    def get_font_description(style: Any) -> Any:
        if not hasattr(style, "cache"):  # text in a drawing
            return native(style)
        memory = style.cache.setdefault("_description", {})
        kept = memory.get(id(style))
        if kept is None:
            kept = memory[id(style)] = (native(style), style)
        return kept[0]

    return get_font_description
