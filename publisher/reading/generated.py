"""Numbers that the layout prints itself: of pages, notes and list items.

They are looked for where the HTML says they must stand, between the same words. Found there
they are expected; a figure of the text can't then be lost behind a note's number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publisher.reading.expected import BESIDE, Generated
from publisher.reading.matching import Bit, hyphenated
from publisher.reading.seen import Joint
from publisher.reading.words import words

_LONGEST_NUMBER = 4
_LONGEST_NOTE = 3
# A note's number is believed when another one agrees with it on where the count begins.
_AGREED = 1.5
# How a number of each kind may follow what stands before it in the file.
_JOINTS = {
    "page": frozenset(Joint),
    "call": frozenset((Joint.TOUCH, Joint.GLUED, Joint.BREAK)),
    "mark": frozenset((Joint.BREAK,)),
    "ordinal": frozenset((Joint.BREAK,)),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it was seen, whole."""

    form: str
    joint: Joint
    where: int


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A page number that is not printed where it must be, and what may stand there instead."""

    reference: Generated
    label: str
    instead: str | None


@dataclass(slots=True)
class Numbers:
    """Numbers found in their places, by form; how many were not; wrong page numbers."""

    found: Counter[str] = field(default_factory=Counter)
    unmet: int = 0
    wrong: list[WrongNumber] = field(default_factory=list)


def tokens(seen: Sequence[Bit]) -> list[Token]:
    """Words in order; a word broken at a hyphen is one, a number glued to a word is another."""
    found: list[Token] = []
    text, joint, where = "", Joint.BREAK, 0
    for bit in seen:
        number = bit.text[:1].isdigit()
        glued = bit.joint is Joint.GLUED and not (number and text[-1:].isalpha())
        broken = bit.joint is Joint.BREAK and hyphenated(text) and not number
        if glued or broken:
            text += bit.text
        else:
            found.extend(_tokens(text, joint, where))
            text, joint, where = bit.text, bit.joint, bit.where
    found.extend(_tokens(text, joint, where))
    return found


def _tokens(text: str, joint: Joint, where: int) -> list[Token]:
    return [
        Token(form, joint if index == 0 else Joint.TOUCH, where)
        for index, form in enumerate(words(text))
    ]


def find_numbers(
    generated: Sequence[Generated], seen: Sequence[Token], labels: Mapping[str, str]
) -> Numbers:
    """Look for each number. `labels` leads from ids to the numbers their pages carry."""
    search = _Search(seen)
    turns = _turns(generated)
    for reference in generated:
        search.vote(reference, turns.get(id(reference)))
    numbers = Numbers()
    missed: list[tuple[Generated, str]] = []
    printed: set[tuple[tuple[str, ...], str]] = set()
    for reference in generated:
        label = labels.get(reference.target or "")
        if reference.kind == "ordinal":
            label = str(reference.number)
        forms = words(label)[-1:] if label else None
        index = search.best(reference, forms, turns.get(id(reference)))
        if index is not None:
            search.take(index)
            numbers.found[seen[index].form] += 1
            printed.add((reference.ids, label or ""))
        elif reference.kind == "page" and label:
            missed.append((reference, label))
        else:
            numbers.unmet += 1
    for reference, label in missed:
        # Two references of one line to one page may be printed once.
        if (reference.ids, label) not in printed:
            numbers.wrong.append(WrongNumber(reference, label, search.beside(reference)))
    return numbers


def _turns(generated: Sequence[Generated]) -> dict[int, int]:
    """The turn of each note's call and mark: they are numbered in the order of the text."""
    turns: dict[int, int] = {}
    for kind in ("call", "mark"):
        notes = [reference for reference in generated if reference.kind == kind]
        turns.update({id(reference): turn for turn, reference in enumerate(notes)})
    return turns


@dataclass(slots=True)
class _Search:
    """Short numbers among the words seen, by their neighbours."""

    seen: Sequence[Token]
    before: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken: set[int] = field(default_factory=set)
    votes: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    """How well numbers fit notes that are counted from each beginning."""

    def __post_init__(self) -> None:
        for index, token in enumerate(self.seen):
            if len(token.form) <= _LONGEST_NUMBER:
                if index:
                    self.before[self.seen[index - 1].form].append(index)
                if index + 1 < len(self.seen):
                    self.after[self.seen[index + 1].form].append(index)

    def vote(self, reference: Generated, turn: int | None) -> None:
        """Let every number that may belong to a note say where the count begins."""
        if turn is not None:
            for index in self._fitting(reference, None):
                begin = int(self.seen[index].form) - turn
                self.votes[begin] += self._neighbours(index, reference) ** 2

    def best(
        self, reference: Generated, forms: list[str] | None, turn: int | None = None
    ) -> int | None:
        """The free number that fits best between the words of a reference.

        A number that no other note's number agrees with is a number of the text.
        """
        fitting = self._fitting(reference, forms)
        if turn is not None:
            enough = min(_AGREED, max(self.votes.values(), default=0))
            fitting = [
                index
                for index in fitting
                if self.votes[int(self.seen[index].form) - turn] >= enough
            ]
        return max(
            fitting,
            key=lambda index: self._fit(index, reference, turn),
            default=None,
        )

    def _fitting(self, reference: Generated, forms: list[str] | None) -> list[int]:
        nearby = dict.fromkeys(
            (
                *(self.before[reference.before] if reference.before else ()),
                *(self.after[reference.after] if reference.after else ()),
                *self._after_taken(reference),
            )
        )
        return [
            index
            for index in nearby
            if index not in self.taken
            and self.seen[index].joint in _JOINTS[reference.kind]
            and (self.seen[index].form in forms if forms else self._is_number(index, reference))
        ]

    def _is_number(self, index: int, reference: Generated) -> bool:
        form = self.seen[index].form
        return form.isdecimal() and (reference.kind == "page" or len(form) <= _LONGEST_NOTE)

    def take(self, index: int) -> None:
        self.taken.add(index)

    def beside(self, reference: Generated) -> str | None:
        """The number that is printed where a reference stands, whatever it is."""
        index = self.best(reference, None)
        return None if index is None else self.seen[index].form

    def _after_taken(self, reference: Generated) -> list[int]:
        if reference.before != BESIDE:
            return []
        return [index + 1 for index in self.taken if index + 1 < len(self.seen)]

    def _neighbours(self, index: int, reference: Generated) -> float:
        """The share of its known neighbours that a number has."""
        previous = self.seen[index - 1].form if index else ""
        following = self.seen[index + 1].form if index + 1 < len(self.seen) else ""
        known = [word for word in (reference.before, reference.after) if word]
        hits = (previous == reference.before) + (following == reference.after)
        return hits / len(known) if known else 0.0

    def _fit(self, index: int, reference: Generated, turn: int | None) -> tuple[float, int]:
        score = self._neighbours(index, reference)
        if reference.kind == "call" and self.seen[index].joint is Joint.TOUCH:
            score += 0.25
        if turn is not None and self.votes:
            score += 3 * self.votes[int(self.seen[index].form) - turn] / max(self.votes.values())
        return score, -index
