"""How findings look in a terminal: what, where, the line itself with carets, the way out.

Readable without colour, by a screen reader and in a log: colour only repeats what is said.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import IO

from publisher.diagnostics.messages import explain, hint, message
from publisher.diagnostics.phrases import say
from publisher.diagnostics.place import Place
from publisher.diagnostics.report import Diagnostic, Report, Severity
from publisher.diagnostics.speech import Speech
from publisher.diagnostics.wording import visible

Source = Callable[[str], str | None]
"""File as the editor names it → its text, or None where there is none to show."""

WIDEST_EXCERPT = 100
_TAB = " " * 4

_BOLD = "1"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_GUTTER = "34"
_HINT = "32"
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTE: "✓"}


def wants_colour(stream: IO[str], environment: Mapping[str, str]) -> bool:
    """Whether to colour what goes to a stream: NO_COLOR, then FORCE_COLOR, then a terminal."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def render_report(
    report: Report,
    speech: Speech,
    source: Source,
    *,
    colour: bool = False,
    explained: bool = False,
) -> str:
    """All findings in the order they were made, then, of several, how many.

    `explained` adds to the first finding of each code what `publisher explain` says of it.
    """
    blocks = []
    known: set[str] = set()
    for finding in report:
        block = render(finding, speech, source, colour=colour)
        if explained and finding.code not in known:
            known.add(finding.code)
            block += _explanation(finding.code, speech)
        blocks.append(block)
    if len(blocks) > 1:
        blocks.append(_painted(count(report, speech), _BOLD, colour=colour) + "\n")
    return "\n".join(blocks)


def render(finding: Diagnostic, speech: Speech, source: Source, *, colour: bool = False) -> str:
    """One finding, with the excerpt it is about; ends with a line break."""
    label = f"{say(finding.severity, speech)}[{finding.code}]"
    said = message(finding, speech)
    lines = [
        _painted(label, _COLOURS[finding.severity], colour=colour)
        + (_painted(f": {said}", _BOLD, colour=colour) if said else "")
    ]
    if finding.place and (where := name_place(finding.place, speech)):
        lines.append("  " + _painted("-->", _GUTTER, colour=colour) + f" {where}")
        lines += _excerpt(finding, source, colour=colour)
    if way_out := hint(finding, speech):
        word = _painted(say("hint", speech) + ":", _HINT, colour=colour)
        lines.append(f"  {word} " + way_out.replace("\n", "\n    "))
    return "\n".join(lines) + "\n"


def name_place(place: Place, speech: Speech) -> str:
    """A place as people write it: `file:5:1`, `members.xlsx!Ради!C14`, `file.pdf, p. 3`."""
    where = visible(place.file or "")
    if place.cell:
        where += f"!{visible(place.cell)}"
    elif place.line:
        where += f":{place.line}" + (f":{place.column}" if place.column else "")
    if place.page:
        page = say("page", speech, page=place.page)
        where = f"{where}, {page}" if where else page
    return where


def count(report: Report, speech: Speech) -> str:
    """How many errors and warnings: `2 errors, 1 warning`."""
    numbers = {"count-errors": len(report.errors), "count-warnings": len(report.warnings)}
    said = [say(key, speech, n=number) for key, number in numbers.items() if number]
    return ", ".join(said) or say("count-none", speech)


def render_health(report: Report, speech: Speech, *, colour: bool = False) -> str:
    """What `doctor` found: ✓, ! or ✗, and under it the command that mends it."""
    lines = []
    for finding in report:
        mark = _painted(_MARKS[finding.severity], _COLOURS[finding.severity], colour=colour)
        lines.append(f"{mark} {message(finding, speech)}")
        if finding.severity is not Severity.NOTE and (way_out := hint(finding, speech)):
            lines.append("  → " + way_out.replace("\n", "\n    "))
    return "".join(line + "\n" for line in lines)


def _explanation(code: str, speech: Speech) -> str:
    said = explain(code, speech)
    if not said:
        return ""
    return "".join(f"  = {line}\n" if line else "  =\n" for line in said.splitlines())


# -- the excerpt ---------------------------------------------------------------------------


def _excerpt(finding: Diagnostic, source: Source, *, colour: bool) -> Iterable[str]:
    place = finding.place
    if place is None or place.file is None or place.line is None:
        return
    text = source(place.file)
    lines = _lines(text) if text is not None else []
    if not 1 <= place.line <= len(lines):
        return
    line = lines[place.line - 1]
    first, after = _span(place, line)
    shown, first, after = _window(line, first, after)
    number = str(place.line)
    bar = _painted("|", _GUTTER, colour=colour)
    margin = " " * (len(number) + 2) + bar
    yield margin
    yield f" {_painted(number, _GUTTER, colour=colour)} {bar} {_laid_out(shown)}".rstrip()
    if place.column:
        indent = " " * _width(shown[:first])
        carets = "^" * max(1, _width(shown[first:after]))
        yield f"{margin} {indent}" + _painted(carets, _COLOURS[finding.severity], colour=colour)


def _lines(text: str) -> list[str]:
    # Not `splitlines`: it also breaks at U+2028 and form feeds, where editors count no line.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _span(place: Place, line: str) -> tuple[int, int]:
    """Where the carets begin and end, counted from 0 in characters of the line."""
    first = min(max((place.column or 1) - 1, 0), len(line))
    if place.end_line is not None and place.end_line > (place.line or 0):
        return first, max(len(line.rstrip()), first)
    if place.end_column is not None and place.end_column > first + 1:
        return first, min(place.end_column - 1, len(line))
    return first, min(first + 1, len(line))


def _window(line: str, first: int, after: int) -> tuple[str, int, int]:
    """The part of a very long line that holds the carets."""
    if _width(line) <= WIDEST_EXCERPT:
        return line, first, after
    start = max(0, min(first - WIDEST_EXCERPT // 4, len(line) - WIDEST_EXCERPT))
    shown = line[start : start + WIDEST_EXCERPT]
    lead = "…" if start else ""
    tail = "…" if start + WIDEST_EXCERPT < len(line) else ""
    move = len(lead) - start
    limit = len(lead) + len(shown)
    return lead + shown + tail, first + move, min(after + move, limit)


def _laid_out(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _width(text: str) -> int:
    """How many columns of the terminal a text takes: Cyrillic is one each, an accent none."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> int:
    if letter == "\t":
        return len(_TAB)
    if unicodedata.combining(letter) or letter in "\u200b\u200c\u200d\u2060\ufeff":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _painted(text: str, colour_code: str, *, colour: bool) -> str:
    return f"\x1b[{colour_code}m{text}\x1b[0m" if colour else text


# -- progress ------------------------------------------------------------------------------


class ProgressLine:
    """One line at the foot of a terminal that says what is being made; silent elsewhere."""

    def __init__(self, stream: IO[str], environment: Mapping[str, str]) -> None:
        self._stream = stream
        self._shown = stream.isatty() and environment.get("TERM") != "dumb"
        self._drawn = False
        self._total = 0
        self._begun = 0.0

    def step(self, title: str, done: int, total: int) -> None:
        """Say what is being worked on now, how far the whole is, and how long it will take."""
        if not self._shown:
            return
        line = f"[{done}/{total}{self._to_go(done, total)}] {visible(title)}"
        room = os.get_terminal_size(self._stream.fileno()).columns - 1
        while _width(line) > room > 0:
            line = line[:-1]
        self._stream.write(f"\r\x1b[2K{line}")
        self._stream.flush()
        self._drawn = True

    def _to_go(self, done: int, total: int) -> str:
        """What is left at the pace so far; nothing where no more than a breath is left."""
        now = time.monotonic()
        if total != self._total or not done:
            self._total, self._begun = total, now
        left = round((now - self._begun) / done * (total - done)) if done else 0
        return f", {left // 60}:{left % 60:02d}" if left > 1 else ""

    def clear(self) -> None:
        """Leave the line as it was found."""
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = False
