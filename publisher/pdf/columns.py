"""Columns for WeasyPrint: footnotes that never collide with text, levelled by whole lines.

WeasyPrint 70 forgets, after a block that spans all columns, the height the footnotes above it
took: text and notes print over each other. It also pushes a group of columns to the next page
when its levelled height leaves no room for the first box, and it levels by single pixels. This
layout keeps an account of the notes for each group, levels by lines of the text, and is put in
place only for the version it was written against.

Lengths are CSS pixels, as everywhere in WeasyPrint.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import ModuleType
from typing import Any

PROVEN_ON = ("70.0",)

_MOST_TRIES = 12
_STEPS = 4
"""Heights tried one by one before the rest is halved."""
_TOLERANCE = 0.01


def install(weasyprint: ModuleType) -> bool:
    """Use this layout for columns; False (and nothing changed) for an unproven version."""
    if weasyprint.__version__ not in PROVEN_ON:
        return False
    from weasyprint.layout import block

    block.columns_layout = columns_layout
    return True


@dataclass(slots=True)
class _Frame:
    """What stays the same while one multi-column box is laid out on one page."""

    context: Any
    box: Any
    containing_block: Any
    count: int
    width: float
    gap: float
    bottom_space: float
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    first_letter_style: Any
    first_line_style: Any
    notes_before: float

    @property
    def notes(self) -> float:
        """Height of this page's footnotes beyond what the page's bottom knows of."""
        area = self.context.current_footnote_area
        height = 0.0 if area.height == "auto" else area.margin_height()
        return float(height - self.notes_before)

    def at_page_top(self, position_y: float) -> bool:
        """Whether a position is the top of the page's text area."""
        top = self.context.current_footnote_area.page.content_box_y()
        return bool(abs(position_y - top) < 0.01)

    def available(self, position_y: float, notes: float) -> float:
        """Height left for columns that begin at a position, above notes of a height."""
        return float(self.context.page_bottom - notes - position_y - self.bottom_space)


@dataclass(slots=True)
class _Group:
    """Columns of one run of children, laid out at one height."""

    columns: list[Any]
    resume_at: Any
    next_page: Any
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]

    @property
    def done(self) -> bool:
        return self.resume_at is None

    def consumed(self, position_y: float) -> float:
        """Height of the tallest column, without the margin under its last box."""
        return max((_depth(column, position_y) for column in self.columns), default=0.0)


def columns_layout(
    context: Any,
    box: Any,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    first_letter_style: Any,
    first_line_style: Any,
) -> tuple[Any, Any, Any, list[float], bool]:
    """Lay out a multi-column box: WeasyPrint's own signature and results."""
    from weasyprint.layout.block import block_level_layout, block_level_width, collapse_margin
    from weasyprint.layout.percent import resolve_percentages

    context.in_column = True
    box = box.copy_with_children(box.children)
    box.position_y += collapse_margin(adjoining_margins)
    block_level_width(box, containing_block)
    frame = _frame(
        context, box, containing_block, bottom_space, absolute_boxes, fixed_boxes,
        first_letter_style, first_line_style,
    )  # fmt: skip

    position_y = box.content_box_y()
    children: list[Any] = []
    margins: list[float] = []
    next_page: Any = {"break": "any", "page": None}
    resume_at = None
    first = next(iter(skip_stack), 0) if skip_stack else 0
    inner_stack = {0: skip_stack[first]} if skip_stack else None
    for index, content in _groups(box, first):
        if isinstance(content, list):
            position_y += collapse_margin(margins)
            margins = []
            group = _lay_out_group(frame, content, position_y, inner_stack, page_is_empty, index)
            if not group.columns:
                resume_at = {
                    index + skip: stack for skip, stack in (inner_stack or {0: None}).items()
                }
                break
            height = group.consumed(position_y)
            for column in group.columns:
                column.height = height
            children.extend(group.columns)
            position_y += height
            next_page = group.next_page
            if not group.done:
                ((skip, stack),) = group.resume_at.items()
                resume_at = {index + skip: stack}
                break
        else:
            resolve_percentages(content, containing_block)
            content.position_x = box.content_box_x()
            content.position_y = position_y
            spanning, spanning_resume, next_page, margins, _, _ = block_level_layout(
                context, content, bottom_space + frame.notes, inner_stack and inner_stack[0],
                containing_block, page_is_empty, absolute_boxes, fixed_boxes, margins,
                first_letter_style, first_line_style,
            )  # fmt: skip
            if spanning is None:
                resume_at = {index: inner_stack and inner_stack[0]}
                break
            children.append(spanning)
            position_y = spanning.border_height() + spanning.border_box_y()
            margins.append(spanning.margin_bottom)
            if spanning_resume:
                resume_at = {index: spanning_resume}
                break
        inner_stack = None
        page_is_empty = False

    notes = frame.notes
    context.in_column = False
    if box.children and not children:
        return None, (0, None), {"break": "any", "page": None}, [], False
    if context.current_footnote_area.height != "auto":
        context.page_bottom -= notes
    box.children = children
    if box.height == "auto":
        box.height = position_y + collapse_margin(margins) - box.content_box_y()
    return box, resume_at, next_page, [], False


def _frame(
    context: Any,
    box: Any,
    containing_block: Any,
    bottom_space: float,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> _Frame:
    from weasyprint.layout.percent import percentage

    style = box.style
    gap = style["column_gap"]
    gap = style["font_size"] if gap == "normal" else percentage(gap, style, box.width)
    count = style["column_count"]
    if count == "auto":
        count = max(1, math.floor((box.width + gap) / (style["column_width"] + gap)))
    area = context.current_footnote_area
    return _Frame(
        context=context,
        box=box,
        containing_block=containing_block,
        count=count,
        width=(box.width - (count - 1) * gap) / count,
        gap=gap,
        bottom_space=bottom_space,
        absolute_boxes=absolute_boxes,
        fixed_boxes=fixed_boxes,
        first_letter_style=first_letter_style,
        first_line_style=first_line_style,
        notes_before=0.0 if area.height == "auto" else area.margin_height(),
    )


def _groups(box: Any, first: int) -> list[tuple[int, Any]]:
    """Runs of children to be set in columns, and blocks that span them, with first indexes."""
    groups: list[tuple[int, Any]] = []
    for index, child in enumerate(box.children[first:], first):
        if child.style["column_span"] == "all":
            groups.append((index, child.copy()))
        elif groups and isinstance(groups[-1][1], list):
            groups[-1][1].append(child.copy())
        else:
            groups.append((index, [child.copy()]))
    return groups


def _lay_out_group(
    frame: _Frame,
    content: list[Any],
    position_y: float,
    skip_stack: Any,
    page_is_empty: bool,
    index: int,
) -> _Group:
    """Lay out one run of children at full height, then, where it ends here, level it.

    A layout that turns out to be the one wanted is kept; only then do its absolutely placed
    boxes count.
    """
    group, tallest, forced = _tallest(frame, content, position_y, skip_stack, page_is_empty)
    fill = frame.box.style["column_fill"]
    ends_box = index + len(content) == len(frame.box.children)
    if group.done and not forced and (fill != "auto" or not ends_box):
        _take_back(frame, group)
        group = _levelled(frame, content, position_y, skip_stack, group, tallest)
    frame.absolute_boxes.extend(group.absolute_boxes)
    frame.fixed_boxes.extend(group.fixed_boxes)
    return group


def _tallest(
    frame: _Frame, content: list[Any], position_y: float, skip_stack: Any, page_is_empty: bool
) -> tuple[_Group, float, bool]:
    """The columns at the greatest height that leaves room for their own footnotes, that
    height, and whether a box too tall for an empty page has been forced into it."""
    notes, forced = frame.notes, False
    for _ in range(_MOST_TRIES):
        height = frame.available(position_y, notes)
        trial = _columns(frame, content, position_y, skip_stack, height, forced=forced)
        needed = frame.notes
        if not trial.columns and page_is_empty and not forced:
            forced = True
        elif needed <= notes + _TOLERANCE:
            return trial, height, forced
        else:
            notes = needed
        _take_back(frame, trial)
    height = frame.available(position_y, notes)
    trial = _columns(frame, content, position_y, skip_stack, height, forced=forced)
    return trial, height, forced


def _levelled(
    frame: _Frame,
    content: list[Any],
    position_y: float,
    skip_stack: Any,
    whole: _Group,
    tallest: float,
) -> _Group:
    """The columns at the least height, in lines of the text, at which everything fits; else at
    the tallest. `whole` are the columns at that."""
    total = sum(_depth(column, position_y) for column in whole.columns)
    line = _line(frame.box.style)
    low = max(1, math.floor(total / frame.count / line))
    high = max(low, math.ceil(tallest / line))
    near = _STEPS
    while low < high:
        # The height looked for is seldom far above the mean of the columns.
        middle = low if near else (low + high) // 2
        height = min(middle * line + _TOLERANCE, tallest)
        trial = _columns(frame, content, position_y, skip_stack, height)
        if trial.done and middle == low:
            return trial
        _take_back(frame, trial)
        low, high = (low, middle) if trial.done else (middle + 1, high)
        near = max(near - 1, 0)
    height = min(low * line + _TOLERANCE, tallest)
    return _columns(frame, content, position_y, skip_stack, height)


def _line(style: Any) -> float:
    """Height of a line of the box's own text."""
    from weasyprint.text.line_break import strut

    try:
        return float(strut(style)[0]) or 16.0
    except (TypeError, KeyError):
        return 16.0


def _columns(
    frame: _Frame,
    content: list[Any],
    position_y: float,
    skip_stack: Any,
    height: float,
    *,
    forced: bool = False,
) -> _Group:
    """Set the children in columns of a height.

    What may not be broken is broken only when `forced`: on an empty page, where nothing would
    ever fit better.
    """
    from weasyprint.layout.block import block_box_layout

    context = frame.context
    bottom_space = context.page_bottom - position_y - height
    columns: list[Any] = []
    absolute_boxes: list[Any] = []
    fixed_boxes: list[Any] = []
    next_page: Any = {"break": "any", "page": None}
    stack = skip_stack
    for number in range(frame.count):
        column, resume_at, page, _, _, _ = block_box_layout(
            context,
            _column_box(frame, content, position_y, number, stack),
            bottom_space,
            stack,
            frame.containing_block,
            forced,
            absolute_boxes,
            fixed_boxes,
            None,
            frame.first_letter_style,
            frame.first_line_style,
            discard=False,
            max_lines=None,
        )
        if column is None:
            stack = stack or {0: None}
            break
        columns.append(column)
        next_page = page
        stack = resume_at
        if stack is None:
            break
    return _Group(columns, stack, next_page, absolute_boxes, fixed_boxes)


def _column_box(
    frame: _Frame, content: list[Any], position_y: float, number: int, stack: Any
) -> Any:
    """An empty column with its children; space above the box that heads it is dropped."""
    from weasyprint.layout.percent import resolve_percentages

    head = next(iter(stack), 0) if stack else 0
    begins = not stack or stack[head] is None
    if begins and (number or frame.at_page_top(position_y)) and head < len(content):
        content = [*content]
        content[head] = _without_space_above(content[head])
    column = frame.box.anonymous_from(frame.box, children=content)
    resolve_percentages(column, frame.containing_block)
    column.is_column = True
    column.width = frame.width
    column.position_x = frame.box.content_box_x() + number * (frame.width + frame.gap)
    column.position_y = position_y
    return column


def _without_space_above(child: Any) -> Any:
    from weasyprint.css.properties import INITIAL_VALUES

    child = child.copy()
    child.style = child.style.copy()
    child.style["margin_top"] = INITIAL_VALUES["margin_top"]
    return child


def _take_back(frame: _Frame, trial: _Group) -> None:
    """Forget a trial: its footnotes return to the waiting list."""
    from weasyprint.layout.block import remove_placeholders

    remove_placeholders(frame.context, trial.columns, [], [])


def _depth(column: Any, position_y: float) -> float:
    """Height that a column's boxes take, without the margin under the last."""
    in_flow = [child for child in column.children if child.is_in_normal_flow()]
    if not in_flow:
        return 0.0
    last = in_flow[-1]
    return float(last.position_y + last.margin_height() - last.margin_bottom - position_y)
