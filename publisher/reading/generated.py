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
    numbers = Numbers()
    missed: list[tuple[Generated, str]] = []
    printed: set[tuple[tuple[str, ...], str]] = set()
    for reference in generated:
        label = labels.get(reference.target or "")
        if reference.kind == "ordinal":
            label = str(reference.number)
        index = search.best(reference, words(label)[-1:] if label else None)
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


@dataclass(slots=True)
class _Search:
    """Short numbers among the words seen, by their neighbours."""

    seen: Sequence[Token]
    before: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    after: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        for index, token in enumerate(self.seen):
            if len(token.form) <= _LONGEST_NUMBER:
                if index:
                    self.before[self.seen[index - 1].form].append(index)
                if index + 1 < len(self.seen):
                    self.after[self.seen[index + 1].form].append(index)

    def best(self, reference: Generated, forms: list[str] | None) -> int | None:
        """The free number that fits best between the words of a reference."""
        nearby = dict.fromkeys(
            (
                *(self.before[reference.before] if reference.before else ()),
                *(self.after[reference.after] if reference.after else ()),
                *self._after_taken(reference),
            )
        )
        fitting = [
            index
            for index in nearby
            if index not in self.taken
            and self.seen[index].joint in _JOINTS[reference.kind]
            and (self.seen[index].form in forms if forms else self.seen[index].form.isdigit())
        ]
        return max(fitting, key=lambda index: self._fit(index, reference), default=None)

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

    def _fit(self, index: int, reference: Generated) -> tuple[int, int]:
        token = self.seen[index]
        previous = self.seen[index - 1].form if index else ""
        following = self.seen[index + 1].form if index + 1 < len(self.seen) else ""
        score = (
            (previous == reference.before)
            + (following == reference.after)
            + (reference.kind == "call" and token.joint is Joint.TOUCH)
        )
        return score, -index
