"""Pieces of finished pages → lines and paragraphs, as a proofreader sees them.

A tagged PDF says which pieces belong to one block; where a block goes on in the next column or
on the next page it is known by its words. An untagged PDF has no paragraphs here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.reading.expected import Block, HtmlReading
from publisher.reading.seen import Joint, Matter, PageReading, PdfReading, Piece, Sight
from publisher.reading.words import HYPHENS, words
from publisher.units import Box

# Of the size: baselines nearer than this are one line, raised figures and notes' numbers too.
_SAME_LINE = 0.55
# Of the size: a step down that is longer leads out of the paragraph, to a note at the foot.
_LONGEST_STEP = 3.0
_FEWEST_WORDS = 3
_COMPARED = 8
_RUNNING = frozenset(("p", "p.first", "p.last", "li", "dd", "p.lead"))


@dataclass(frozen=True)
class Line:
    """One line of a block."""

    page: PageReading
    pieces: tuple[Piece, ...]

    @cached_property
    def size(self) -> float:
        """The size most of its letters have, in points."""
        letters: dict[float, int] = defaultdict(int)
        for piece in self.pieces:
            letters[piece.size] += len(piece.text)
        return max(letters, key=lambda size: letters[size])

    @cached_property
    def baseline(self) -> float:
        """That of its own letters, not of raised ones."""
        return next(p.baseline for p in self.pieces if p.size == self.size)

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(piece.box.left for piece in self.pieces)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(piece.box.right for piece in self.pieces)

    @property
    def box(self) -> Box:
        """In the page's own points."""
        return Box.around(piece.box for piece in self.pieces)

    @cached_property
    def text(self) -> str:
        """Its words, with single spaces."""
        out = ""
        for piece in self.pieces:
            apart = out and piece.joint in (Joint.SPACE, Joint.BREAK)
            out += (" " if apart else "") + piece.text
        return out

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen ends it."""
        return len(self.text) > 1 and self.text[-1] in HYPHENS and self.text[-2].isalpha()

    @property
    def spaces(self) -> tuple[float, ...]:
        """Its word spaces, in ems."""
        return tuple(
            (other.box.left - one.box.right) / self.size
            for one, other in zip(self.pieces, self.pieces[1:], strict=False)
            if other.joint is Joint.SPACE
        )


@dataclass(frozen=True)
class Fragment:
    """Lines of one block that stand under one another."""

    page: PageReading
    role: str
    lines: tuple[Line, ...]
    block: Block | None = None

    @property
    def box(self) -> Box:
        """In the page's own points."""
        return Box.around(line.box for line in self.lines)

    @property
    def heading(self) -> bool:
        """Whether it is one."""
        return self.role[:1] == "H" and self.role[1:].isdigit()

    @property
    def running_text(self) -> bool:
        """Whether it is read on and on: paragraphs and items, not entries, cells and captions."""
        return self.block is not None and self.block.key in _RUNNING


@dataclass(frozen=True)
class Paragraph:
    """A block, whole: its fragments in reading order."""

    fragments: tuple[Fragment, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines."""
        return tuple(line for fragment in self.fragments for line in fragment.lines)

    @property
    def block(self) -> Block | None:
        """What the HTML has of it, where it was found there."""
        return self.fragments[0].block


def paragraphs(pdf: PdfReading, expected: HtmlReading) -> tuple[Paragraph, ...]:
    """The blocks of all pages in reading order, each with what the HTML says of it."""
    finder = _Finder(expected.blocks)
    every = [fragment for page in pdf.pages for fragment in _fragments(page)]
    placed = [finder.placed(fragment) for fragment in every]
    gathered: list[list[Fragment]] = []
    by_block: dict[int, list[Fragment]] = {}
    for fragment in placed:
        key = id(fragment.block)
        if fragment.block is not None and key in by_block and _goes_on(by_block[key], fragment):
            by_block[key].append(fragment)
            continue
        gathered.append([fragment])
        if fragment.block is not None:
            by_block[key] = gathered[-1]
    return tuple(Paragraph(tuple(fragments)) for fragments in gathered)


def _goes_on(fragments: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether a fragment may follow others of its block: heads of tables are repeated whole."""
    last = fragments[-1]
    return fragment.running_text and fragment.page.number - last.page.number in (0, 1)


def _fragments(page: PageReading) -> Iterator[Fragment]:
    by_block: dict[int, list[Piece]] = defaultdict(list)
    for piece in page.pieces:
        seen = piece.sight is Sight.VISIBLE and piece.matter is Matter.TEXT
        if seen and piece.block is not None:
            by_block[piece.block].append(piece)
    for number in sorted(by_block):
        lines = list(_lines(page, by_block[number]))
        start = 0
        for index in range(1, len(lines) + 1):
            if index < len(lines):
                step = lines[index - 1].baseline - lines[index].baseline
                if 0 < step <= _LONGEST_STEP * max(lines[index].size, lines[index - 1].size):
                    continue
            yield Fragment(page, page.blocks[number], tuple(lines[start:index]))
            start = index


def _lines(page: PageReading, pieces: Sequence[Piece]) -> Iterator[Line]:
    row: list[Piece] = []
    for piece in pieces:
        if row:
            size = max(piece.size, row[-1].size)
            level = min(abs(piece.baseline - one.baseline) for one in row)
            if level > _SAME_LINE * size or piece.box.left < row[-1].box.left - 0.5 * size:
                yield Line(page, tuple(row))
                row = []
        row.append(piece)
    if row:
        yield Line(page, tuple(row))


class _Finder:
    """Finds the block a fragment is a part of, by its first words."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, block in enumerate(blocks):
            for offset, form in enumerate(block.forms):
                self._places[form].append((number, offset))
        self._last = 0

    def placed(self, fragment: Fragment) -> Fragment:
        """The fragment with its block; without one where its words are found nowhere."""
        forms = words(_joined(fragment.lines))[:_COMPARED]
        best: tuple[int, bool, int] | None = None
        for start in range(min(2, len(forms))):
            # The first word may be the rest of one that began in another column.
            for number, offset in self._places.get(forms[start], ()):
                block = self._blocks[number]
                same = 0
                for ours, theirs in zip(forms[start:], block.forms[offset:], strict=False):
                    if ours != theirs:
                        break
                    same += 1
                whole = offset == 0 or offset + same == len(block.forms)
                if same < min(_FEWEST_WORDS, len(forms) - start, len(block.forms)):
                    continue
                if same < _FEWEST_WORDS and not whole:
                    continue
                score = (same, offset == 0, -abs(number - self._last))
                if best is None or score > best:
                    best, found = score, number
            if best is not None:
                break
        if best is None:
            return fragment
        self._last = found
        return Fragment(fragment.page, fragment.role, fragment.lines, self._blocks[found])


def _joined(lines: Iterable[Line]) -> str:
    """The words of lines, those parted at a line's end joined again."""
    out = ""
    for line in lines:
        out = out[:-1] + line.text if out and out[-1] in HYPHENS else f"{out} {line.text}"
    return out
