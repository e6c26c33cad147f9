"""From letters on the page back to letters in the editor's file.

Between the two stand the typographer and the syntax of the file: quotes turned, spaces tied,
backslashes and doubled quotes taken away. Each letter is followed back through both, so that a
change touches its own letters in the file and no others.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from publisher.merge.manuscript import Manuscript
from publisher.merge.record import Record
from publisher.model.traces import Trace

Form = Literal["markdown", "yaml", "csv"]

_SPACE = re.compile(r"[ \t\r\n]+(?:>[ \t]?)*[ \t]*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_FIGURE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_CELL = re.compile(r"(?:.*!)?([A-Z]+)(\d+)$")
_FOLD = {
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u2011": "-", "\u2013": "-",
    "\u2014": "-", "\u2212": "-", "«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "’": "'",
    "‘": "'", "ʼ": "'", "`": "'", "×": "x", "\n": " ", "\t": " ",
}  # fmt: skip
_FOLDED = str.maketrans(_FOLD)
_FARTHEST = 4_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a source file, in letters of its decoded text."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """The value of a YAML field as it stands: its stretch and the quotes it wears."""

    start: int
    end: int
    quotes: str  # "", "'", '"', ">" for a block


@dataclass(slots=True)
class SourceText:
    """A source as text that can be written back byte for byte."""

    path: str
    text: str
    codec: str
    front: int = 0
    """Where the text of a Markdown file begins, behind its front matter."""
    lines: list[int] = field(default_factory=list)
    cells: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, path: str, content: bytes) -> SourceText | None:
        """The text of a source; None for workbooks and what is no text."""
        if not path.endswith((".md", ".yaml", ".yml", ".csv", ".tsv")):
            return None
        for codec in ("utf-8", "utf-16", "cp1251"):
            try:
                text = content.decode(codec)
            except UnicodeDecodeError:
                continue
            if text.encode(codec) != content:
                continue
            break
        else:
            return None
        made = cls(path, text, codec)
        made.lines = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text))]
        opened = re.match("\ufeff?---[ \t]*\r?\n", text)
        if path.endswith(".md") and opened:
            closed = re.compile(r"^---[ \t]*\r?$", re.MULTILINE).search(text, opened.end())
            made.front = closed.end() if closed else 0
        if path.endswith((".csv", ".tsv")):
            made.cells = _cells(text)
        return made

    def encoded(self, text: str) -> bytes:
        """Text in the encoding of the file."""
        return text.encode(self.codec)

    def offset(self, line: int, column: int) -> int | None:
        """Where a line and a column stand."""
        if not 1 <= line <= len(self.lines):
            return None
        bom = 1 if line == 1 and self.text.startswith("\ufeff") else 0
        return min(self.lines[line - 1] + column - 1 + bom, len(self.text))

    def line_of(self, offset: int) -> tuple[int, int]:
        """The line and column of a letter, from 1."""
        import bisect

        line = bisect.bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def form(self, offset: int) -> Form:
        """What language stands at a letter."""
        if self.path.endswith((".csv", ".tsv")):
            return "csv"
        if self.path.endswith(".md") and offset >= self.front:
            return "markdown"
        return "yaml"


def _cells(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Each cell of a CSV text by row and column from 0: the stretch of what stands in it."""
    head = text.split("\n", 1)[0]
    declared = re.match("\ufeff?sep=([;,\t])\r?\n", text)
    at = declared.end() if declared else (1 if text.startswith("\ufeff") else 0)
    row = 1 if declared else 0
    bare = re.sub('"[^"]*"', "", head)
    separator = declared[1] if declared else max(";,\t", key=bare.count)
    found: dict[tuple[int, int], tuple[int, int]] = {}
    column = 0
    while at <= len(text):
        if text.startswith('"', at):
            end = at + 1
            while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
                end += 2
            if end < 0:
                break
            found[row, column] = (at + 1, end)
            end += 1
            while end < len(text) and text[end] not in (separator, "\r", "\n"):
                end += 1
        else:
            end = at
            while end < len(text) and text[end] not in (separator, "\r", "\n"):
                end += 1
            found[row, column] = (at, end)
        if end >= len(text):
            break
        if text[end] == separator:
            at, column = end + 1, column + 1
        else:
            at = end + (2 if text.startswith("\r\n", end) else 1)
            row, column = row + 1, 0
            if at >= len(text):
                break
    return found


def cell_at(cell: str) -> tuple[int, int] | None:
    """`C14` as row and column from 0."""
    found = _CELL.match(cell)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


@dataclass(slots=True)
class Typed:
    """For every letter of the file given out, where it was typed."""

    record: Record
    sources: Mapping[str, SourceText]
    letters: list[list[Spot | None]] = field(default_factory=list)
    origins: list[list[int | None]] = field(default_factory=list)
    _spots: dict[int, list[tuple[int, int] | None]] = field(default_factory=dict)
    _cursors: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record) -> Typed:
        """Follow every letter of an edition home."""
        texts = {path: SourceText.of(path, body) for path, body in record.sources.items()}
        made = cls(record, {path: text for path, text in texts.items() if text is not None})
        made._follow(record.given)
        return made

    def _follow(self, given: Manuscript) -> None:
        for number, trace in enumerate(self.record.traces):
            self._spots[number] = self._home(trace)
        for block, spans in zip(given.blocks, self.record.spans, strict=True):
            spots: list[Spot | None] = [None] * len(block.text)
            origins: list[int | None] = [None] * len(block.text)
            for start, end, number in spans:
                origins[start:end] = [number] * (end - start)
            for number in dict.fromkeys(n for n in origins if n is not None):
                here = [at for at, n in enumerate(origins) if n == number]
                self._settle(number, here, block.text, spots)
            self.letters.append(spots)
            self.origins.append(origins)

    def _settle(self, number: int, here: list[int], text: str, spots: list[Spot | None]) -> None:
        trace = self.record.traces[number]
        home = self._spots[number]
        shown = "".join(text[at] for at in here)
        groups = _followed(shown, trace.text)
        for at, group in zip(here, groups, strict=True):
            if group is None:
                continue
            typed = [spot for spot in home[group[0] : group[1]] if spot is not None]
            if typed:
                spots[at] = Spot(trace.place.file or "", typed[0][0], typed[-1][1])

    def _home(self, trace: Trace) -> list[tuple[int, int] | None]:
        """Where each letter of a text stands in its file."""
        nowhere: list[tuple[int, int] | None] = [None] * len(trace.text)
        source = self.sources.get(trace.place.file or "")
        if source is None:
            return nowhere
        if trace.place.cell:
            at = cell_at(trace.place.cell)
            stretch = source.cells.get(at) if at else None
            if stretch is None:
                return nowhere
            return _walked(source.text, stretch[0], stretch[1], trace.text, "csv")
        if not trace.place.line:
            return nowhere
        start = source.offset(trace.place.line, trace.place.column or 1)
        if start is None:
            return nowhere
        form = source.form(start)
        if form == "markdown":
            return _walked(source.text, start, len(source.text), trace.text, form)
        # Texts of one YAML value share its place: each begins where the last one ended.
        value = scalar(source, start, trace)
        key = (source.path, start)
        begin = max(value.start, self._cursors.get(key, value.start))
        found = _walked(source.text, begin, value.end, trace.text, form)
        if not any(found):
            found = _walked(source.text, value.start, value.end, trace.text, form)
        last = next((spot for spot in reversed(found) if spot), None)
        if last and not trace.plain:
            self._cursors[key] = last[1]
        return found


def scalar(source: SourceText, start: int, trace: Trace) -> Scalar:
    """The YAML value at a letter."""
    at = trace.place
    end = None
    if at.end_line:
        end = source.offset(at.end_line, at.end_column or 1)
    if end is None or end <= start:
        line = source.text.find("\n", start)
        end = len(source.text) if line < 0 else line
    mark = source.text[start : start + 1]
    if mark in ("'", '"') and end > start + 1:
        return Scalar(start + 1, end - 1, mark)
    if mark in (">", "|"):
        line = source.text.find("\n", start)
        return Scalar(line + 1 if line >= 0 else start, end, ">")
    return Scalar(start, end, "")


def _walked(
    raw: str, start: int, limit: int, text: str, form: Form
) -> list[tuple[int, int] | None]:
    """Each letter of a text found in the file, one after another."""
    found: list[tuple[int, int] | None] = [None] * len(text)
    limit = min(limit, start + len(text) * 3 + _FARTHEST)
    at, k = _begin(raw, start, limit, text), 0
    while k < len(text) and at < limit:
        step = _step(raw, at, limit, text[k], form)
        if step is not None:
            found[k] = step
            at, k = step[1], k + 1
            continue
        if text[k].isspace():  # white space that the file writes by other means
            k += 1
            continue
        ahead = _ahead(raw, at, limit, text, k)
        if ahead is None:
            break
        at, k = ahead
    # Half a text found is a text mistaken for another.
    if sum(spot is not None for spot in found) * 2 < len(text.strip()):
        return [None] * len(text)
    return found


def _begin(raw: str, start: int, limit: int, text: str) -> int:
    """Where a text begins: the place names its paragraph when its letters were escaped."""
    if raw.startswith(text[:1], start):
        return start
    found = _loosely(text[:12].strip()).search(raw, start, limit)
    return found.start() if found else start


def _loosely(text: str) -> re.Pattern[str]:
    """A text whose spaces may be line ends."""
    return re.compile(r"\s+".join(map(re.escape, text.split())))


def _step(raw: str, at: int, limit: int, letter: str, form: Form) -> tuple[int, int] | None:
    here = raw[at]
    if letter == " " and (space := _SPACE.match(raw, at, limit)):
        return space.start(), space.end()
    if form == "markdown" and here == "\\" and raw[at + 1 : at + 2] == letter:
        return at, at + 2
    if form == "csv" and letter == "," and here == ".":
        return at, at + 1
    if form == "csv" and letter == '"' and raw.startswith('""', at):
        return at, at + 2
    if form == "yaml" and letter in "'\"\\" and raw.startswith((letter * 2, "\\" + letter), at):
        return at, at + 2
    if here == letter:
        return at, at + 1
    entity = _ENTITY.match(raw, at, limit) if form == "markdown" else None
    if entity and html.unescape(entity[0]) == letter:
        return at, entity.end()
    return None


def _ahead(raw: str, at: int, limit: int, text: str, k: int) -> tuple[int, int] | None:
    """Where both go on together, after something that stands in one of them only."""
    if figure := _FIGURE.match(raw, at, limit):
        at = figure.end()
    for step in range(min(80, len(text) - k)):
        probe = text[k + step : k + step + 6]
        if (len(probe) < 3 and step) or probe[:1].isspace():
            continue
        if found := _loosely(probe).search(raw, at, min(limit, at + 240)):
            return found.start(), k + step
    return None


def _followed(shown: str, typed: str) -> list[tuple[int, int] | None]:
    """For each letter shown, the stretch of typed letters it was made of."""
    a, b = shown.translate(_FOLDED), typed.translate(_FOLDED)
    if a == b:
        return [(at, at + 1) for at in range(len(a))]
    found: list[tuple[int, int] | None] = [None] * len(a)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            for step in range(a2 - a1):
                found[a1 + step] = (b1 + step, b1 + step + 1)
        elif tag == "replace":
            for place in range(a1, a2):
                found[place] = (b1, b2)
    return found
