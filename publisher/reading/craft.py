"""The proof of craft: what a proofreader would mark on finished pages, and by how much.

Everything is read from the PDF, so it holds for any way the lines were broken. Nothing here is a
fault of the words: each finding is a note with its page, its box and the line it was typed at.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from publisher.diagnostics import Diagnostic, Place, Report
from publisher.reading.html import read_html
from publisher.reading.lines import Fragment, Line, Paragraph, paragraphs
from publisher.reading.seen import PageReading, PdfReading
from publisher.units import Box

MOST_HYPHENS = 3
"""Hyphens that may end lines in a row."""
WIDEST_SPACE = 3.0
"""How many times its natural width a line's word space may be, on the average of the line."""
LEAST_UNDER_HEADING = 2
"""Lines that stand under a heading before its column ends."""

_NATURAL = 0.25
_FLUSH = 0.35
_RAGGED = 2.5
_NEXT_LINES = 2.5
_INDENT = 3.0
_CELLS = ("TD", "TH")
_INITIAL = re.compile(r"(?:^|[\s(«„“\"])[А-ЯІЇЄҐA-Z]\.$")
_INITIALS = re.compile(r"^(?:[А-ЯІЇЄҐA-Z]\.\s?){1,2}")
_NAME = re.compile(r"[А-ЯІЇЄҐA-Z][\w’ʼ'-]*[а-яіїєґёa-z]$")
_NAMED = ("span.author", "p.speaker", "p.attribution")


@dataclass(frozen=True, slots=True)
class Spaces:
    """Word spaces of justified lines, in natural ones; `worst` is the average of one line."""

    p95: float
    worst: float
    worst_page: int | None


@dataclass(frozen=True, slots=True)
class Craft:
    """What was measured on the pages of one edition, and what a proofreader would mark."""

    pages: int
    lines: int
    spaces: Spaces | None
    findings: tuple[Diagnostic, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each code, every code named."""
        found = Counter(finding.code for finding in self.findings)
        return {code: found.get(code, 0) for code in CODES}

    def as_dict(self, listed: Callable[[Diagnostic], dict[str, Any]]) -> dict[str, Any]:
        """For `report.json`; `listed` gives a finding its message."""
        spaces = self.spaces and {
            "p95": round(self.spaces.p95, 2),
            "worst": round(self.spaces.worst, 2),
            "worst_page": self.spaces.worst_page,
        }
        return {
            "pages": self.pages,
            "lines": self.lines,
            "word_space": spaces,
            "counts": self.counts,
            "findings": [listed(finding) for finding in self.findings],
        }


CODES = (
    "craft-hyphens", "craft-last-line", "craft-widow", "craft-orphan", "craft-spaces",
    "craft-heading", "craft-columns", "craft-name", "craft-name-hyphened",
)  # fmt: skip


def judge_craft(pdf: PdfReading, book_markup: str, places: Mapping[str, Place]) -> Craft:
    """Read the finished pages as a proofreader does.

    `places` leads from ids of the HTML to the editor's files. Boxes of findings are in points
    from the lower left corner of the trim.
    """
    expected = read_html(book_markup)
    every = paragraphs(pdf, expected)
    text = [one for one in every if one.fragments[0].running_text]
    judge = _Judge(places, Report())
    named = {" ".join(b.typed) for b in expected.blocks if b.key in _NAMED}
    for paragraph in text:
        judge.hyphens(paragraph)
        judge.last_line(paragraph)
        judge.parted(paragraph)
        judge.names(paragraph, named)
    judge.headings(every)
    judge.columns(pdf, every)
    spaces = judge.spaces(text)
    found = sorted(judge.report, key=lambda one: (_page(one), CODES.index(one.code)))
    return Craft(
        pages=len(pdf.pages),
        lines=sum(len(paragraph.lines) for paragraph in text),
        spaces=spaces,
        findings=tuple(found),
    )


def tell_craft(craft: Craft, title: str, report: Report) -> None:
    """Say in one line what the proof found; nothing where there is nothing to mark."""
    counts = {code.removeprefix("craft-").replace("-", "_"): n for code, n in craft.counts.items()}
    if any(counts.values()):
        pages = {_page(finding) for finding in craft.findings}
        report.note(
            "craft-summary",
            None,
            title=title,
            count=sum(counts.values()),
            pages=len(pages),
            **counts,
        )


def _page(finding: Diagnostic) -> int:
    return (finding.place and finding.place.page) or 0


@dataclass(slots=True)
class _Judge:
    """Makes a note of each thing to mark."""

    places: Mapping[str, Place]
    report: Report

    def note(
        self, code: str, paragraph: Paragraph, page: PageReading, box: Box, **values: object
    ) -> None:
        """Note a finding with the place its paragraph was typed at."""
        ids = paragraph.block.ids if paragraph.block else ()
        typed = next((self.places[id] for id in ids if id in self.places), Place())
        local = box.shifted(-page.clip.left, -page.clip.bottom)
        self.report.note(code, replace(typed, page=page.number, box=local), **values)

    def hyphens(self, paragraph: Paragraph) -> None:
        """Lines in a row that end with a hyphen."""
        run: list[Line] = []
        for line in (*paragraph.lines, None):
            if line is not None and line.hyphened:
                run.append(line)
                continue
            if len(run) > MOST_HYPHENS:
                ends = [one for one in run if one.page is run[0].page]
                box = _corner(ends)
                self.note("craft-hyphens", paragraph, run[0].page, box, count=len(run))
            run = []

    def last_line(self, paragraph: Paragraph) -> None:
        """A last line shorter than the indent and two letters."""
        lines = paragraph.lines
        if len(lines) < 2:
            return
        last = lines[-1]
        first = paragraph.fragments[0].lines
        indent = max(last.size, first[0].left - min(line.left for line in first))
        if last.right - last.left < indent + last.size or sum(map(str.isalnum, last.text)) < 4:
            self.note("craft-last-line", paragraph, last.page, last.box, text=last.text)

    def parted(self, paragraph: Paragraph) -> None:
        """One line of a paragraph alone at the foot or at the head of a column."""
        first, last = paragraph.fragments[0], paragraph.fragments[-1]
        if first is last:
            return
        if len(first.lines) == 1:
            self.note("craft-orphan", paragraph, first.page, first.box, text=_short(first))
        if len(last.lines) == 1:
            self.note("craft-widow", paragraph, last.page, last.box, text=_short(last))

    def names(self, paragraph: Paragraph, named: set[str]) -> None:
        """A name parted at the end of a line, or a part of it hyphened."""
        lines = paragraph.lines
        for line, after in pairwise(lines):
            end, begin = line.text, after.text
            last, first = end.split()[-1], begin.split()[0]
            box = line.pieces[-1].box
            if line.hyphened:
                if _NAME.match(last[:-1]) and not _begins_sentence(line):
                    word = last[:-1] + first.strip(".,;:!?»“)")
                    self.note("craft-name-hyphened", paragraph, line.page, box, name=word)
                continue
            surname = first.strip(".,;:!?»“)…")
            whole = f"{last} {surname}"
            initials = _INITIAL.search(end) and _NAME.match(surname)
            after_it = _INITIALS.match(begin)
            if initials or whole in named:
                self.note("craft-name", paragraph, line.page, box, name=whole)
            elif after_it and _NAME.match(last) and not _begins_sentence(line):
                name = f"{last} {after_it[0].strip()}"
                self.note("craft-name", paragraph, line.page, box, name=name)

    def headings(self, every: Iterable[Paragraph]) -> None:
        """A heading with too few lines under it at the foot of its column."""
        order = [(one, fragment) for one in every for fragment in one.fragments]
        for index, (paragraph, fragment) in enumerate(order[:-1]):
            if not fragment.heading or index == 0:
                continue
            before, after = order[index - 1][1], order[index + 1][1]
            if not _under(before, fragment) or after.heading:
                continue
            below = len(after.lines) if _under(fragment, after) else 0
            goes_on = below and after is not order[index + 1][0].fragments[-1]
            if below == 0 or (goes_on and below < LEAST_UNDER_HEADING):
                self.note(
                    "craft-heading", paragraph, fragment.page, fragment.box, text=_short(fragment)
                )

    def columns(self, pdf: PdfReading, every: Iterable[Paragraph]) -> None:
        """Columns of one text that end at different heights, where the text ends there."""
        by_page: dict[int, list[tuple[Paragraph, Fragment]]] = defaultdict(list)
        for paragraph in every:
            for fragment in paragraph.fragments:
                by_page[fragment.page.number].append((paragraph, fragment))
        for page in pdf.pages:
            for group in _columns(by_page[page.number]):
                if not all(any(f.running_text for _, f in column) for column in group):
                    continue  # entries and index lines fill columns as they come
                ends = [_foot(page, column) for column in group]
                line = _leading(fragment for column in group for _, fragment in column)
                low, high = min(ends), max(ends)
                if high - low > _RAGGED * line:
                    column = group[ends.index(high)]
                    paragraph, fragment = column[-1]
                    lines = round((high - low) / line)
                    self.note("craft-columns", paragraph, page, fragment.lines[-1].box, lines=lines)

    def spaces(self, text: Iterable[Paragraph]) -> Spaces | None:
        """Word spaces of justified lines beside those of last lines, which are natural."""
        natural: dict[float, list[float]] = defaultdict(list)
        justified: list[tuple[Paragraph, Line]] = []
        for paragraph in text:
            lines = paragraph.lines
            edge = {
                id(line): max(one.right for one in fragment.lines)
                for fragment in paragraph.fragments
                for line in fragment.lines
            }
            natural[lines[-1].size] += lines[-1].spaces
            flush = [
                line
                for line in lines[:-1]
                if edge[id(line)] - line.right < _FLUSH * line.size and line.spaces
            ]
            # A ragged paragraph has a line or two that happen to be full.
            if flush and len(flush) * 4 >= len(lines[:-1]) * 3 and len(lines) > 2:
                justified += ((paragraph, line) for line in flush)
        if not justified:
            return None
        widths = {size: statistics.median(gaps) for size, gaps in natural.items() if gaps}
        every: list[float] = []
        worst: tuple[float, int | None] = (0.0, None)
        for paragraph, line in justified:
            unit = widths.get(line.size) or _NATURAL
            every += (gap / unit for gap in line.spaces)
            mean = statistics.fmean(line.spaces) / unit
            worst = max(worst, (mean, line.page.number), key=lambda one: one[0])
            if mean > WIDEST_SPACE:
                whole, tenth = f"{mean:.1f}".split(".")
                self.note("craft-spaces", paragraph, line.page, line.box, whole=whole, tenth=tenth)
        every.sort()
        return Spaces(every[int(len(every) * 0.95)], *worst)


def _begins_sentence(line: Line) -> bool:
    """Whether the last word of a line begins a sentence: then its capital says nothing."""
    words = line.text.split()
    return len(words) < 2 or words[-2][-1] in '.!?…:—–-«„“"('


def _short(fragment: Fragment) -> str:
    text = fragment.lines[0].text
    return text if len(text) <= 40 else text[:39] + "…"


def _corner(lines: list[Line]) -> Box:
    """The ends of lines under one another."""
    return Box.around(line.pieces[-1].box for line in lines)


def _under(one: Fragment, other: Fragment) -> bool:
    """Whether a fragment stands below another, in its column."""
    if one.page is not other.page or other.box.top > one.lines[-1].baseline + one.lines[-1].size:
        return False
    return other.box.left < one.box.right and one.box.left < other.box.right


_Column = list[tuple[Paragraph, Fragment]]


def _columns(order: Iterable[tuple[Paragraph, Fragment]]) -> Iterator[list[_Column]]:
    """Columns that stand beside one another and hold one text, as lists of columns.

    They begin at one height; what spans them, or stands lower, begins a new group.
    """
    group: list[_Column] = []
    for paragraph, fragment in order:
        if fragment.block is None and fragment.role not in _CELLS:
            continue
        if fragment.block is not None and fragment.block.note:
            continue
        if group and fragment.role not in _CELLS and _beside(group, fragment):
            group.append([(paragraph, fragment)])
        elif group and _follows(group, fragment):
            group[-1].append((paragraph, fragment))
        else:
            if len(group) > 1:
                yield group
            group = [[(paragraph, fragment)]]
    if len(group) > 1:
        yield group


def _follows(group: list[_Column], fragment: Fragment) -> bool:
    """Whether a fragment goes on below a column, or beside what stands last in it, a cell."""
    size = fragment.lines[0].size
    column = group[-1]
    last = column[-1][1]
    if len(group) > 1:
        left = max(one.box.right for _, one in group[-2])
    else:
        left = min(one.box.left for _, one in column) - _INDENT * size
    wide = max(one.box.right for _, one in column) + _INDENT * size
    fits = fragment.box.left > left and (len(column) < 2 or fragment.box.right < wide)
    lower = fragment.box.top < last.box.top + size / 2
    return _same_text(column, fragment) and fits and lower


def _beside(group: list[_Column], fragment: Fragment) -> bool:
    """Whether a fragment begins a column to the right of another, at the height of its head.

    A title that stands over both is no part of the column then: it is taken away.
    """
    near = _NEXT_LINES * fragment.lines[0].size
    column = group[-1]
    for start, (_, head) in enumerate(column):
        right = max(one.box.right for _, one in column[start:])
        if abs(fragment.box.top - head.box.top) < near and fragment.box.left > right:
            if not _same_text(column, fragment):
                return False
            if len(group) == 1:
                del column[:start]
            return True
    return False


def _same_text(column: _Column, fragment: Fragment) -> bool:
    one, other = column[0][1].block, fragment.block
    if fragment.role in _CELLS:
        return True  # a figure alone may be found in another table
    return one is not None and other is not None and one.section == other.section


def _foot(page: PageReading, column: _Column) -> float:
    """Where a column ends; a picture or a box under its text is a part of it."""
    left = min(fragment.box.left for _, fragment in column) - 2
    right = max(fragment.box.right for _, fragment in column) + 2
    foot = min(fragment.box.bottom for _, fragment in column)
    line = _leading(fragment for _, fragment in column)
    boxes = [*(picture.box for picture in page.pictures), *page.drawings]
    boxes = [box for box in boxes if left < box.left and box.right < right and box.height > line]
    for box in sorted(boxes, key=lambda box: -box.top):
        if box.bottom < foot and box.top > foot - _NEXT_LINES * line:
            foot = box.bottom
    return foot


def _leading(fragments: Iterable[Fragment]) -> float:
    """The step from line to line that is met most."""
    steps = Counter(
        round(one.baseline - other.baseline, 1)
        for fragment in fragments
        for one, other in zip(fragment.lines, fragment.lines[1:], strict=False)
    )
    return steps.most_common(1)[0][0] if steps else 13.0
