"""A line is broken where it may be, even after a no-break space before bold or a link.

When a piece of a line does not fit, WeasyPrint 70 sets what stands before it again, one pixel
narrower, to find the last break. Where that text ends in a no-break space Pango lets the space
hang outside and says that all fits; WeasyPrint sees that it does not, takes the line for one
that cannot be broken, and hyphenates its first word. Here the hanging space is left out of the
width from the start.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

PROVEN_ON = ("70.0",)

_HANGING = " \u00a0\u202f\u2007"


def install(weasyprint: ModuleType) -> bool:
    """Look for breaks this way; False (and nothing changed) for an unproven version."""
    if weasyprint.__version__ not in PROVEN_ON:
        return False
    from weasyprint.layout import inline

    inline._break_waiting_children = break_waiting_children
    return True


def break_waiting_children(
    context: Any,
    box: Any,
    max_x: float,
    bottom_space: float,
    initial_skip_stack: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    line_placeholders: list[Any],
    waiting_floats: list[Any],
    line_children: list[Any],
    children: list[Any],
    waiting_children: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """Where the line goes on after its last possible break; None where it has none.

    WeasyPrint's own signature; the boxes that stay on the line are added to `children`.
    """
    del max_x
    from weasyprint.layout.inline import can_break_inside, split_inline_level

    for position in range(len(waiting_children) - 1, -1, -1):
        index, child, original = waiting_children[position]
        if not child.is_in_normal_flow() or not can_break_inside(child):
            continue
        skip_stack = (initial_skip_stack or {}).get(index)
        limit = child.position_x + child.margin_width() - 1 - _hanging_width(child)
        while limit > child.position_x:
            shorter, resume_at, *_ = split_inline_level(
                context, original, child.position_x, limit, bottom_space, skip_stack, box,
                absolute_boxes, fixed_boxes, line_placeholders, waiting_floats, line_children,
                first_letter_style, first_line_style,
            )  # fmt: skip
            if resume_at:
                children.extend(waiting_children[:position])
                if shorter is not None:
                    children.append((index, shorter, child))
                return {index: resume_at}
            limit -= 1
    return {children[-1][0] + 1: None} if children else None


def _hanging_width(box: Any) -> float:
    """Width of the spaces at the end of a box that Pango lets hang, roughly from above."""
    while getattr(box, "children", None):
        box = box.children[-1]
    text = getattr(box, "text", "") or ""
    spaces = len(text) - len(text.rstrip(_HANGING))
    return float(spaces * box.style["font_size"] * 0.3)
