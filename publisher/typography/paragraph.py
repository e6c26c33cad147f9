"""A paragraph while rules work on it: one string, the runs it came from, what is sacred in it.

Rules look at `view`, where sacred characters are masked, and propose edits; `settle` makes
them and keeps the borders of runs and sacred spans where they belong. An edit that would touch
a sacred character is dropped, so no rule can hurt what it does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate

from publisher.model.language import Language
from publisher.typography.choices import Run
from publisher.typography.letters import LINE_END, NO_BREAK, WORD_MASK

Edit = tuple[int, int, str]


class Paragraph:
    """Text of one paragraph, changed by edits. Positions are characters of `text`."""

    def __init__(self, runs: Sequence[Run], lines_stay: bool = False) -> None:
        self.text = "".join(run.text for run in runs)
        self.lines_stay = lines_stay
        self._languages = [run.language for run in runs]
        self._sacred_runs = [run.sacred for run in runs]
        self._ends: list[int] = []
        self._sacred: list[tuple[int, int, str]] = []
        self._edits: list[Edit] = []
        end = 0
        for run in runs:
            start, end = end, end + len(run.text)
            self._ends.append(end)
            if run.sacred and run.text:
                self._sacred.append((start, end, WORD_MASK))
        self.languages: frozenset[Language] = frozenset(self._languages)
        self._look()

    def _look(self) -> None:
        view = self.text
        if self.lines_stay:
            view = view.replace("\n", LINE_END)
        if self._sacred:
            pieces: list[str] = []
            done = 0
            for start, end, mask in self._sacred:
                pieces += (view[done:start], mask * (end - start))
                done = end
            pieces.append(view[done:])
            view = "".join(pieces)
        self.view = view

    def protect(self, spans: Collection[tuple[int, int, str]]) -> None:
        """Make spans sacred; each has the mask it is seen as."""
        if spans:
            self._sacred = sorted([*self._sacred, *spans])
            self._look()

    def language_at(self, position: int) -> Language:
        """The language of the run a character stands in."""
        index = bisect_right(self._ends, position)
        return self._languages[min(index, len(self._languages) - 1)]

    def matches(
        self, pattern: re.Pattern[str], languages: frozenset[Language] | None = None
    ) -> Iterator[re.Match[str]]:
        """Matches in the view that begin in one of the languages."""
        if languages is not None:
            if self.languages.isdisjoint(languages):
                return
            if not self.languages <= languages:
                for match in pattern.finditer(self.view):
                    if self.language_at(match.start()) in languages:
                        yield match
                return
        yield from pattern.finditer(self.view)

    def edit(self, start: int, end: int, new: str) -> None:
        """Propose to put `new` where `start`–`end` is now."""
        if self.text[start:end] != new:
            self._edits.append((start, end, new))

    def bind(
        self,
        pattern: re.Pattern[str],
        languages: frozenset[Language] | None = None,
        space: str = NO_BREAK,
    ) -> None:
        """Put `space` into every group of every match, at once."""
        for match in self.matches(pattern, languages):
            for group in range(1, pattern.groups + 1):
                start, end = match.span(group)
                if start >= 0:
                    self.edit(start, end, space)
        self.settle()

    def put(
        self,
        pattern: re.Pattern[str],
        new: str | Callable[[re.Match[str]], str | None],
        languages: frozenset[Language] | None = None,
    ) -> None:
        """Put text in the place of every match, at once. None leaves the match as it is."""
        for match in self.matches(pattern, languages):
            text = new if isinstance(new, str) else new(match)
            if text is not None:
                self.edit(match.start(), match.end(), text)
        self.settle()

    def settle(self) -> None:
        """Make the proposed edits. Of two that overlap the first wins."""
        if not self._edits:
            return
        edits: list[Edit] = []
        done = -1
        for start, end, new in sorted(self._edits):
            # Two insertions at one place are one too many as well.
            if start < done or (start == end == done) or self._hurts(start, end):
                continue
            edits.append((start, end, new))
            done = end
        self._edits.clear()
        if not edits:
            return
        pieces: list[str] = []
        done = 0
        for start, end, new in edits:
            pieces += (self.text[done:start], new)
            done = end
        pieces.append(self.text[done:])
        self.text = "".join(pieces)
        shift = _Shift(edits)
        # What is inserted right behind a sacred run belongs to the run after it.
        ends = (
            shift.before(end) if sacred else shift.behind(end)
            for end, sacred in zip(self._ends, self._sacred_runs, strict=True)
        )
        self._ends = list(accumulate(ends, max))
        self._ends[-1] = len(self.text)
        self._sacred = [
            (shift.behind(start), shift.before(end), mask) for start, end, mask in self._sacred
        ]
        self._look()

    def _hurts(self, start: int, end: int) -> bool:
        if not self._sacred:
            return False
        index = bisect_left(self._sacred, end, key=lambda span: span[0]) - 1
        touched = index >= 0 and self._sacred[index][1] > start
        return touched or (start == end and not self._may_grow(start))

    def _may_grow(self, position: int) -> bool:
        # An insertion goes to the run that ends here, or, if that is sacred, to the next one.
        for index in range(bisect_left(self._ends, position), len(self._ends)):
            if not self._sacred_runs[index]:
                return True
            if self._ends[index] > position:
                return False
        return False

    def texts(self) -> tuple[str, ...]:
        """The text of every run, in order."""
        starts = [0, *self._ends[:-1]]
        return tuple(self.text[a:b] for a, b in zip(starts, self._ends, strict=True))


class _Shift:
    """Where positions of the old text stand in the new one."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [start for start, _, _ in edits]
        self._sums = [0]
        for start, end, new in edits:
            self._sums.append(self._sums[-1] + len(new) - (end - start))

    def _move(self, position: int, count: int) -> int:
        # The position may lie inside the last edit (a run's border in a replaced space).
        if count:
            start, end, new = self._edits[count - 1]
            if end > position:
                return start + self._sums[count - 1] + len(new)
        return position + self._sums[count]

    def before(self, position: int) -> int:
        """New place of an old position; an insertion at it comes behind."""
        return self._move(position, bisect_left(self._starts, position))

    def behind(self, position: int) -> int:
        """New place of an old position; an insertion at it comes before."""
        count = bisect_right(self._starts, position)
        if count and self._starts[count - 1] == position:
            start, end, _ = self._edits[count - 1]
            if start != end:
                count -= 1
        return self._move(position, count)
