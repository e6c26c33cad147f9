"""The account of words: how many were expected, which were lost, which came from nowhere.

Values only, and how they are told to the editor; counting is done beside, for each output.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from publisher.diagnostics import Place, Report
from publisher.reading.expected import Block, HtmlReading
from publisher.reading.seen import Sight
from publisher.units import Box

Output = Literal["pdf", "docx", "html"]
OUTPUT_NAMES: dict[Output, str] = {"pdf": "PDF", "docx": "Word", "html": "HTML"}

_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Loss:
    """A word that was expected and not seen; `sight` and `page` where it is but is not seen."""

    word: str
    section: str
    ids: tuple[str, ...] = ()
    sight: Sight | None = None
    page: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """A word that was seen and that nothing explains."""

    word: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Words expected, lost and gained in one output. `sections` counts expected words by id."""

    output: Output
    words: int
    lost: tuple[Loss, ...] = ()
    gained: tuple[Gain, ...] = ()
    sections: tuple[tuple[str, int], ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing was lost and nothing came from nowhere."""
        return not self.lost and not self.gained


def attributed(
    lost: Counter[str], blocks: Sequence[Block], neighbours: Mapping[str, set[tuple[str, str]]]
) -> list[tuple[str, Block]]:
    """Which block each lost word most likely belongs to, with the word as it was typed.

    The same word may stand in many blocks: it is missed where its neighbours are missing too.
    """
    places: dict[str, list[tuple[int, Block, int]]] = defaultdict(list)
    for block in blocks:
        for index, form in enumerate(block.forms):
            if lost.get(form):
                before = block.forms[index - 1] if index else ""
                after = block.forms[index + 1] if index + 1 < len(block.forms) else ""
                near = neighbours.get(form, set())
                score = sum(
                    (not before or any(b == before for b, _ in near),
                     not after or any(a == after for _, a in near),
                     (before, after) in near)
                )  # fmt: skip
                places[form].append((score, block, index))
    found: list[tuple[str, Block]] = []
    for form, count in lost.items():
        likely = sorted(places[form], key=lambda place: place[0])[:count]
        found.extend((block.typed[index], block) for _, block, index in likely)
    order = {id(block): index for index, block in enumerate(blocks)}
    return sorted(found, key=lambda pair: order[id(pair[1])])


def neighbours_of(words: Sequence[str], wanted: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
    """The words seen before and after each of the wanted ones."""
    near: dict[str, set[tuple[str, str]]] = {form: set() for form in wanted}
    for index, form in enumerate(words):
        if form in near:
            before = words[index - 1] if index else ""
            after = words[index + 1] if index + 1 < len(words) else ""
            near[form].add((before, after))
    return near


def report_account(
    account: Account,
    expected: HtmlReading,
    report: Report,
    places: Mapping[str, Place] | None = None,
) -> None:
    """Tell of losses, section by section, and of gains, page by page."""
    titles = dict(expected.titles)
    by_section: dict[str, list[Loss]] = defaultdict(list)
    for loss in account.lost:
        by_section[loss.section].append(loss)
    for section, losses in by_section.items():
        unseen = Counter((loss.sight, loss.page) for loss in losses if loss.sight)
        (sight, page), _ = unseen.most_common(1)[0] if unseen else ((None, None), 0)
        hints = {sight.value: page} if sight else {}
        report.error(
            "words-lost",
            place_of(losses, places),
            output=OUTPUT_NAMES[account.output],
            title=titles.get(section) or section,
            count=len(losses),
            words=quoted(loss.word for loss in losses),
            **hints,
        )
    by_page: dict[int | None, list[Gain]] = defaultdict(list)
    for gain in account.gained:
        by_page[gain.page].append(gain)
    for page, gains in by_page.items():
        report.error(
            "words-gained",
            Place(page=page, box=gains[0].box) if page else None,
            output=OUTPUT_NAMES[account.output],
            count=len(gains),
            words=quoted(gain.word for gain in gains),
        )


def place_of(losses: Sequence[Loss], places: Mapping[str, Place] | None) -> Place | None:
    """Where the first lost word was typed: its own place, else that of the nearest known id."""
    for loss in losses:
        if loss.place:
            return loss.place
        for id in (*loss.ids, loss.section):
            if places and id in places:
                return places[id]
    return None


def quoted(words: Iterable[str]) -> str:
    """The first words, for a message."""
    words = list(words)
    return " ".join(words[:_QUOTED]) + (" …" if len(words) > _QUOTED else "")
