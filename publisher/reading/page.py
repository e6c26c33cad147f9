"""One page of a PDF → pieces of text with their boxes, and whether a reader sees them.

PDFium guesses lines and spaces; only its letters and boxes are used here. What is a word is
decided by real spaces and by gaps, measured against the tracking of the same run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from publisher.reading import pdfium
from publisher.reading.pdfium import Handle, common
from publisher.reading.seen import Joint, Matter, Piece, PlacedPicture, Sight
from publisher.reading.structure import Structure
from publisher.units import Box

_LINE_ENDS = (0x0D, 0x0A)
_HYPHEN_SIGNS = (0x02, 0xAD, 0xFFFE, 0x2010, 0x2011)
# Of its em: a gap wider than the tracking by this much parts two words.
_WORD_GAP = 0.12
_WIDEST_TRACKING = 0.18
_SURELY_TRACKED = 4
# Of its em: parts of a line stand no further apart, nor on baselines further apart.
_NEXT = 0.5
_LEVEL = 0.01
# A letter is seen when so much of the zone of small letters is.
_ENOUGH = 0.5
_TOO_SMALL = 0.5


@dataclass(slots=True)
class _Letter:
    char: str
    box: Box
    spaced: bool
    """A space that PDFium guessed stands before it."""


@dataclass(slots=True)
class _Run:
    """A text object: letters drawn in one go."""

    order: int
    clip: Box | None
    matter: Matter
    block: int | None
    inkless: bool
    font: Handle
    size: float
    told: bool
    """Whether its text is told beside it, so that it had to be drawn by itself."""
    letters: list[_Letter] = field(default_factory=list)
    start: float = 0.0
    baseline: float = 0.0

    def goes_on(self, other: _Run) -> bool:
        """Whether another run is the next part of the same line, drawn apart to tell its text."""
        return (
            (self.told or other.told)
            and (self.font, self.size, self.block, self.matter, self.clip, self.inkless)
            == (other.font, other.size, other.block, other.matter, other.clip, other.inkless)
            and min(abs(self.start - other.start), abs(self.baseline - other.baseline))
            < _LEVEL * self.size
            and abs(_gap(self.letters[-1].box, other.letters[0].box)) < _NEXT * self.size
        )


@dataclass(slots=True)
class Leaf:
    """What one page holds."""

    pieces: list[Piece]
    pictures: list[PlacedPicture]
    drawings: list[Box]
    fonts: set[Handle]


@dataclass(slots=True)
class _Sheet:
    """Objects of a page, sorted by what they are."""

    structure: Structure
    runs: dict[Handle, _Run] = field(default_factory=dict)
    pictures: list[PlacedPicture] = field(default_factory=list)
    drawings: list[Box] = field(default_factory=list)
    covers: list[tuple[int, Box]] = field(default_factory=list)
    order: int = 0

    def take(
        self,
        things: Iterable[Handle],
        space: pdfium.Matrix | None = None,
        clip: Box | None = None,
        within: Matter | None = None,
    ) -> None:
        """Look at objects in the order they are painted, into groups too."""
        for thing in things:
            self.order += 1
            kind = pdfium.object_type(thing)
            matter = self._matter(thing, within)
            own = pdfium.clip_box(thing)
            if own and space:
                own = pdfium.moved(own, space)
            seen_in = common(own, clip) if own and clip else own or clip
            if kind == pdfium.TEXT:
                self.runs[thing] = _Run(
                    order=self.order,
                    clip=seen_in,
                    matter=matter,
                    block=self.structure.block.get(pdfium.content_id(thing)),
                    inkless=pdfium.inkless(thing),
                    font=pdfium.font(thing),
                    size=pdfium.text_size(thing, space),
                    told=pdfium.told(thing),
                )
            elif kind == pdfium.FORM:
                inner = pdfium.matrix(thing)
                self.take(
                    pdfium.inner_objects(thing),
                    pdfium.product(inner, space) if space else inner,
                    seen_in,
                    None if matter is Matter.TEXT else matter,
                )
            else:
                self._place(thing, kind, space, seen_in, matter)

    def _place(
        self,
        thing: Handle,
        kind: int,
        space: pdfium.Matrix | None,
        clip: Box | None,
        matter: Matter,
    ) -> None:
        box = pdfium.bounds(thing)
        if space:
            box = pdfium.moved(box, space)
        if clip:
            box = common(box, clip)
        if not box.width or not box.height:
            return
        if kind == pdfium.IMAGE:
            self.pictures.append(PlacedPicture(box, *pdfium.pixel_size(thing)))
            if not pdfium.transparent(thing):
                self.covers.append((self.order, box))
        elif matter is not Matter.RUNNING:
            self.drawings.append(box)
        if kind == pdfium.PATH and _hides(thing):
            self.covers.append((self.order, box))

    def _matter(self, thing: Handle, within: Matter | None) -> Matter:
        number = pdfium.content_id(thing)
        if number >= 0:
            return self.structure.of(number)
        if "Artifact" in pdfium.mark_names(thing):
            return Matter.RUNNING
        return within or (Matter.RUNNING if self._outside_tree(thing) else Matter.TEXT)

    def _outside_tree(self, thing: Handle) -> bool:
        # A group has no mark of its own: what is inside it has.
        return self.structure.tagged and pdfium.object_type(thing) != pdfium.FORM


def read_leaf(page: Handle, clip: Box, structure: Structure) -> Leaf:
    """Read what stands on a page; `clip` is the part of it a reader will hold."""
    sheet = _Sheet(structure)
    sheet.take(pdfium.objects(page))
    text = pdfium.load_text(page)
    try:
        _take_letters(text, sheet.runs)
    finally:
        pdfium.close_text(text)
    drawn = (run for run in sheet.runs.values() if run.letters)
    runs = list(_whole(sorted(drawn, key=lambda run: run.order)))
    pieces = _joined(piece for run in runs for piece in _pieces(run, clip, sheet.covers))
    return Leaf(pieces, sheet.pictures, sheet.drawings, {run.font for run in runs})


def _whole(runs: Iterable[_Run]) -> Iterator[_Run]:
    """The runs, with those made one again that are parted only to tell what some glyph says."""
    last: _Run | None = None
    for run in runs:
        if last and last.goes_on(run):
            last.letters += run.letters
            last.order, last.told = run.order, run.told
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _hides(path: Handle) -> bool:
    return pdfium.filled_rectangle(path) and pdfium.fill_opacity(path) == 255


def _take_letters(text: Handle, runs: dict[Handle, _Run]) -> None:
    """Give every letter of the page to the run it was drawn in."""
    code_of, object_of, box_of = pdfium.char_code, pdfium.char_object, pdfium.char_box
    rectangle = pdfium.Rect()
    spaced = False
    nowhere = Box(0, 0, 0, 0)
    for index in range(max(0, pdfium.count_chars(text))):
        code = code_of(text, index)
        if code in _LINE_ENDS or code == 0:
            continue
        run = runs.get(object_of(text, index) or 0)
        if code == 0x20 and pdfium.char_generated(text, index):
            spaced = True
            continue
        if run is None:
            continue
        char = "-" if code in _HYPHEN_SIGNS else chr(code)
        box = nowhere
        if box_of(text, index, rectangle):
            box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if not run.letters:
            run.start, run.baseline = pdfium.char_origin(text, index)
        run.letters.append(_Letter(char, box, spaced))
        spaced = False


def _pieces(run: _Run, clip: Box, covers: list[tuple[int, Box]]) -> Iterator[Piece | None]:
    """Pieces of a run, with None for each space beside or between them."""
    tracking = _tracking(run) if any(letter.spaced for letter in run.letters) else 0.0
    above = [box for order, box in covers if order > run.order]
    group: list[_Letter] = []
    for letter in run.letters:
        space = letter.char.isspace()
        if space or (
            letter.spaced
            and group
            and _gap(group[-1].box, letter.box) > tracking + _WORD_GAP * run.size
        ):
            if group:
                yield _piece(run, group, clip, above)
                group = []
            yield None
        if not space:
            group.append(letter)
    if group:
        yield _piece(run, group, clip, above)


def _tracking(run: _Run) -> float:
    """The gap between letters of one word."""
    gaps = [
        _gap(one.box, other.box)
        for one, other in zip(run.letters, run.letters[1:], strict=False)
        if not one.char.isspace() and not other.char.isspace()
    ]
    least = max(0.0, min(gaps, default=0.0))
    # A few letters that far apart may as well be words of one letter.
    spaced_out = least < _WIDEST_TRACKING * run.size or len(gaps) >= _SURELY_TRACKED
    return least if spaced_out else 0.0


def _gap(one: Box, other: Box) -> float:
    """The distance between two boxes, whichever way the line runs; negative where they meet."""
    return max(
        other.left - one.right,
        one.left - other.right,
        other.bottom - one.top,
        one.bottom - other.top,
    )


def _piece(run: _Run, letters: list[_Letter], clip: Box, above: list[Box]) -> Piece:
    boxes = [letter.box for letter in letters if letter.box.height]
    box = Box.around(boxes or [letters[0].box])
    return Piece(
        text="".join(letter.char for letter in letters),
        box=box,
        size=run.size,
        baseline=run.baseline,
        joint=Joint.BREAK,
        sight=_sight(run, box, letters, clip, above),
        matter=run.matter,
        block=run.block,
    )


def _sight(run: _Run, box: Box, letters: list[_Letter], clip: Box, above: list[Box]) -> Sight:
    if run.inkless or max(box.height, box.width) < _TOO_SMALL:
        return Sight.HIDDEN
    if not clip.contains(box) and not _all_seen(letters, clip):
        return Sight.OUTSIDE
    if run.clip and not run.clip.contains(box) and not _all_seen(letters, run.clip):
        return Sight.CLIPPED
    if any(cover.meets(box) and _share(_core(box), cover) > _ENOUGH for cover in above):
        return Sight.COVERED
    return Sight.VISIBLE


def _all_seen(letters: list[_Letter], window: Box) -> bool:
    return all(
        _share(_core(letter.box), window) >= _ENOUGH for letter in letters if letter.char.isalnum()
    )


def _core(box: Box) -> Box:
    part = box.height * 0.3
    return Box(box.left, box.bottom + part, box.right, box.top - part)


def _share(box: Box, window: Box) -> float:
    area = box.width * box.height
    if not area:
        return 1.0 if window.contains(box) else 0.0
    inside = common(box, window)
    return inside.width * inside.height / area


def _joined(pieces: Iterable[Piece | None]) -> list[Piece]:
    """The pieces, each told how it follows the one before it."""
    joined: list[Piece] = []
    spaced = False
    for piece in pieces:
        if piece is None:
            spaced = True
            continue
        joint = _joint(joined[-1], piece, spaced=spaced) if joined else Joint.BREAK
        joined.append(replace(piece, joint=joint))
        spaced = False
    return joined


def _joint(one: Piece, other: Piece, *, spaced: bool) -> Joint:
    em = max(one.size, other.size) or 1.0
    gap = other.box.left - one.box.right
    if abs(one.baseline - other.baseline) > 0.6 * em or gap < -0.5 * em:
        return Joint.BREAK
    level = abs(one.baseline - other.baseline) < 0.02 * em + 0.05
    if spaced or gap > 0.15 * em:
        return Joint.SPACE if level or gap < 2 * em else Joint.BREAK
    return Joint.GLUED if level and abs(one.size - other.size) < 0.02 * em else Joint.TOUCH
