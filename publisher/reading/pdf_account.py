"""Every word of the HTML stands on the pages of the PDF where a reader can see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.diagnostics import Place, Report
from publisher.model.output import Spot
from publisher.reading.account import (
    Account,
    Gain,
    Loss,
    attributed,
    neighbours_of,
    report_account,
)
from publisher.reading.drawings import drawing_words
from publisher.reading.expected import Block, Generated, HtmlReading
from publisher.reading.generated import Token, WrongNumber, find_numbers, tokens
from publisher.reading.html import read_html
from publisher.reading.matching import Bit, Stray, match
from publisher.reading.sections import Stretch, stretches
from publisher.reading.seen import Joint, Matter, PageReading, PdfReading, Piece, Sight
from publisher.reading.words import words

RUNNING_BLOCKS = frozenset(("p.thumb",))
"""Blocks that the layout may take into the margin, where they are running matter."""


def account_pdf(
    book_markup: str,
    pdf: PdfReading,
    report: Report,
    *,
    spots: Mapping[str, Spot] | None = None,
    places: Mapping[str, Place] | None = None,
    drawings: Mapping[str, bytes] | None = None,
    running: frozenset[str] = RUNNING_BLOCKS,
    expected_extra: Iterable[str] = (),
) -> Account:
    """Count the words of a book on the visible pages of its PDF.

    `spots` say on which page each id stands: with them words are counted section by section
    and printed page numbers are checked. `drawings` are SVG files by asset name: their
    lettering is counted too. `expected_extra` are texts that looks add to the page.
    """
    expected = read_html(book_markup)
    extra = frozenset(form for text in expected_extra for form in words(text))
    labels = {
        id: pdf.page(spot.page).label
        for id, spot in (spots or {}).items()
        if 1 <= spot.page <= len(pdf.pages)
    }
    count = _Count(expected, pdf.tagged, drawings or {}, running, extra, labels)
    for stretch in stretches(expected, pdf, spots or {}):
        count.take(stretch)
    account = Account(
        output="pdf",
        words=count.words,
        lost=tuple(count.lost),
        gained=tuple(count.gained),
        sections=tuple(
            (section, sum(len(b.forms) for b in expected.blocks if b.section == section))
            for section in expected.sections
        ),
    )
    report_account(account, expected, report, places)
    for wrong in count.wrong:
        _report_number(wrong, places, report)
    return account


@dataclass(slots=True)
class _Count:
    """The count as it goes from stretch to stretch."""

    expected: HtmlReading
    tagged: bool
    drawings: Mapping[str, bytes]
    running: frozenset[str]
    extra: frozenset[str]
    labels: Mapping[str, str]
    words: int = 0
    lost: list[Loss] = field(default_factory=list)
    gained: list[Gain] = field(default_factory=list)
    wrong: list[WrongNumber] = field(default_factory=list)

    def take(self, stretch: Stretch) -> None:
        blocks = [b for b in self.expected.blocks if b.section in stretch.sections]
        page = _Seen.of(stretch.pages)
        numbers = find_numbers(
            [
                reference
                for reference in self.expected.generated
                if reference.section in stretch.sections
                # Numbers of lists that are tagged as labels are no part of the text.
                and not (reference.kind == "ordinal" and page.labelled)
            ],
            page.tokens,
            self.labels,
        )
        self.wrong.extend(numbers.wrong)
        standing = [block for block in blocks if block.key not in self.running]
        wanted = Counter(form for block in standing for form in block.forms)
        drawn, drawn_blocks = self._drawn(stretch)
        self.words += sum(len(block.forms) for block in blocks) + drawn.total()
        result = match(wanted + numbers.found + (Counter() if self.tagged else drawn), page.bits)
        if self.tagged:
            self._lose(match(drawn, page.drawn).lost, drawn_blocks, page)
        strays = self._take_running(
            [b for b in blocks if b.key in self.running], page, result.strays
        )
        strays, masked = self._without_repeats(strays, stretch)
        strays = _without_wrong_numbers(strays, numbers.wrong)
        self._lose(result.lost + masked, standing, page)
        self._gain(strays, page, numbers.unmet)

    def _drawn(self, stretch: Stretch) -> tuple[Counter[str], list[Block]]:
        """Lettering of the drawings of a stretch, each as a block."""
        blocks = []
        for picture in self.expected.pictures:
            name = picture.source.removeprefix("asset:")
            if picture.section in stretch.sections and name in self.drawings:
                typed, forms = drawing_words(self.drawings[name])
                blocks.append(Block(picture.section, picture.ids, "img", typed, forms))
        return Counter(form for block in blocks for form in block.forms), blocks

    def _lose(self, lost: Counter[str], blocks: Sequence[Block], page: _Seen) -> None:
        if not lost:
            return
        near = neighbours_of([token.form for token in page.tokens], lost)
        unseen = page.unseen(lost)
        for word, block in attributed(lost, blocks, near):
            sights = unseen.get(words(word)[0]) if words(word) else None
            sight, number = sights.pop(0) if sights else (None, None)
            self.lost.append(Loss(word, block.section, block.ids, sight, number))

    def _take_running(
        self, blocks: Sequence[Block], page: _Seen, strays: Sequence[Stray]
    ) -> list[Stray]:
        """Words that may stand in the margin: enough that they are seen there once."""
        margin = page.margin
        left = list(strays)
        for block in blocks:
            for word, form in zip(block.typed, block.forms, strict=True):
                stray = next((stray for stray in left if stray.form == form), None)
                if stray:
                    left.remove(stray)
                elif form not in margin:
                    self.lost.append(Loss(word, block.section, block.ids))
        return left

    def _without_repeats(
        self, strays: list[Stray], stretch: Stretch
    ) -> tuple[list[Stray], Counter[str]]:
        """Heads of tables that go on over a page come again, whole.

        Where most of a head comes again but a word of it does not, that word was taken for one
        of the text: the text has lost it. Such words come back beside the other strays.
        """
        masked: Counter[str] = Counter()
        for section, head in self.expected.repeated:
            if section not in stretch.sections or not head:
                continue
            need, have = Counter(head), Counter(stray.form for stray in strays)
            times = max(have[form] // count for form, count in need.items())
            again = Counter({form: count * times for form, count in need.items()})
            short = again - have
            if 2 * short.total() > again.total():
                continue
            masked += short
            left = []
            for stray in strays:
                if again[stray.form] > 0:
                    again[stray.form] -= 1
                else:
                    left.append(stray)
            strays = left
        return strays, masked

    def _gain(self, strays: Sequence[Stray], page: _Seen, numbers: int) -> None:
        for stray in strays:
            if stray.form in self.extra:
                continue
            if stray.form.isdigit() and numbers > 0:
                numbers -= 1
                continue
            number, piece = page.found[stray.where]
            corner = page.corner(number)
            self.gained.append(Gain(stray.text, number, piece.box.shifted(-corner[0], -corner[1])))


@dataclass(slots=True)
class _Seen:
    """What a stretch of pages shows."""

    pages: Sequence[PageReading]
    found: list[tuple[int, Piece]]
    bits: list[Bit]
    drawn: list[Bit]
    tokens: list[Token]

    @classmethod
    def of(cls, pages: Sequence[PageReading]) -> _Seen:
        seen = cls(pages, [], [], [], [])
        for page in pages:
            previous: list[Bit] | None = None
            for piece in page.pieces:
                shelf = seen._shelf(piece)
                if shelf is not None:
                    # What stood between was not text: the file's own joint says nothing here.
                    joint = piece.joint if previous is shelf else Joint.BREAK
                    shelf.append(Bit(piece.text, joint, len(seen.found)))
                    seen.found.append((page.number, piece))
                previous = shelf
        seen.tokens.extend(tokens(seen.bits))
        return seen

    def _shelf(self, piece: Piece) -> list[Bit] | None:
        if piece.sight is not Sight.VISIBLE:
            return None
        if piece.matter is Matter.DRAWN:
            return self.drawn
        return self.bits if piece.matter is Matter.TEXT or _worded_label(piece) else None

    @property
    def labelled(self) -> bool:
        return any(piece.matter is Matter.LABEL for page in self.pages for piece in page.pieces)

    @property
    def margin(self) -> set[str]:
        return {
            form
            for page in self.pages
            for piece in page.pieces
            if piece.matter is Matter.RUNNING and piece.sight is Sight.VISIBLE
            for form in words(piece.text)
        }

    def unseen(self, lost: Counter[str]) -> dict[str, list[tuple[Sight, int]]]:
        """Where lost words are that no reader can see."""
        places: dict[str, list[tuple[Sight, int]]] = {form: [] for form in lost}
        for page in self.pages:
            hidden = [piece for piece in page.pieces if piece.sight is not Sight.VISIBLE]
            bits = [Bit(piece.text, piece.joint, at) for at, piece in enumerate(hidden)]
            for token in tokens(bits):
                if token.form in places:
                    places[token.form].append((hidden[token.where].sight, page.number))
        return places

    def corner(self, number: int) -> tuple[float, float]:
        for page in self.pages:
            if page.number == number:
                return page.clip.left, page.clip.bottom
        return 0.0, 0.0


def _without_wrong_numbers(strays: Sequence[Stray], wrong: Sequence[WrongNumber]) -> list[Stray]:
    """A number printed instead of another is told of once."""
    told = Counter(number.instead for number in wrong if number.instead)
    left = []
    for stray in strays:
        if told[stray.form] > 0:
            told[stray.form] -= 1
        else:
            left.append(stray)
    return left


def _worded_label(piece: Piece) -> bool:
    """Whether a label is more than the number or letter of a list item."""
    return piece.matter is Matter.LABEL and any(
        len(form) > 1 and not form.isdigit() for form in words(piece.text)
    )


def _report_number(wrong: WrongNumber, places: Mapping[str, Place] | None, report: Report) -> None:
    reference: Generated = wrong.reference
    place = next(
        (places[id] for id in (*reference.ids, reference.section) if places and id in places), None
    )
    report.error(
        "page-number-wrong",
        place,
        target=reference.target,
        label=wrong.label,
        instead=wrong.instead,
        before=reference.before,
    )
