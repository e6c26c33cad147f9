"""Quotes by nesting: «„“» in Ukrainian and Russian, “‘’” in English.

All quotes of a paragraph are read together, whatever was typed, and each pair is set by its
depth and by the language it opens in. Where they do not pair, typed curly ones stay as they
are, straight ones only get their side, and a finding tells the editor (`findings`).

    uk | Закон "Про місцеве самоврядування" | Закон «Про місцеве самоврядування»
    uk | ТОВ "Видавництво "Форт"" надрукувало | ТОВ «Видавництво „Форт“» надрукувало
    uk | «Клуб «Білія» сьогодні» | «Клуб „Білія“ сьогодні»
    uk | “Вісник” і „Рада” | «Вісник» і~«Рада»
    uk | ,,Вісник'' та <<Рада>> | «Вісник» та «Рада»
    uk | "Рада", — сказав він. | «Рада»,~— сказав він.
    uk | монітор 19" та "Білія" | монітор 19" та «Білія»
    uk | ТОВ «Видавництво «Форт» надрукувало | ТОВ «Видавництво «Форт» надрукувало
    ru | Клуб "Общество "Белые" сегодня" | Клуб «Общество „Белые“ сегодня»
    en | The Law "On Associations" | The Law “On Associations”
    en | "The 'Silver' club" isn't the councils' club | “The ‘Silver’ club” isn’t the councils’ club
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import ENGLISH, LINE_END
from publisher.typography.paragraph import Paragraph

SIGNS = "\"“”„«»‟'‘’‚‹›<,＂"

PAIRS: dict[Language, tuple[tuple[str, str], tuple[str, str]]] = {
    "uk": (("«", "»"), ("„", "“")),
    "ru": (("«", "»"), ("„", "“")),
    "en": (("“", "”"), ("‘", "’")),
}
"""Outer and inner quotes; deeper levels take turns."""

_TYPED_AS_TWO = re.compile(
    r"(?<![^\s(\[«])(?:,,|<<)(?=[\w«\"])|(?<=[^\W\d]|[.!?…»\"])(?:''|>>)(?!\w)"
)
_ANY = re.compile(r"[\"“”„«»‟＂'‘’‚‹›]")
_ROW = re.compile(r"[\"“”„«»‟＂'‘’‚‹›]+")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])'(?=[\s.,;:!?)…—–]|$)")
_SINGLE = "'‘’‚‹›"
_NOTHING_BEFORE = frozenset("([{—–-/|=") | {""}
_NOTHING_AFTER = frozenset(".,;:!?…)]}—–-/|") | {""}


@dataclass(slots=True)
class _Mark:
    place: int
    sign: str
    opens: bool
    partner: _Mark | None = None
    depth: int = 0


@dataclass(slots=True)
class _Reading:
    """The quotes of a paragraph and whether all of them found a partner."""

    marks: list[_Mark]
    unpaired: list[_Mark]
    never_closed: bool


def read(view: str) -> _Reading:
    """Pair the quotes of a paragraph's view."""
    marks: list[_Mark] = []
    unpaired: list[_Mark] = []
    waiting: list[_Mark] = []
    doubles = 0
    for place, sign, left, right in _quotes(view):
        # A space is missing: слово,"Рада"
        glued = left in tuple(",;:") and right.isalnum() and not waiting
        side = _side(
            sign,
            left,
            glued or _may_open(left, right),
            _may_close(left, right),
            double_waits=doubles > 0,
            single_waits=len(waiting) > doubles,
        )
        if side is None:
            continue
        mark = _Mark(place, sign, side)
        single = sign in _SINGLE
        if side:
            waiting.append(mark)
            doubles += not single
            continue
        # A single quote does not close across a double one, a double one closes single ones.
        while waiting and not single and waiting[-1].sign in _SINGLE:
            waiting.pop()
        if not waiting or (waiting[-1].sign in _SINGLE) != single:
            if not single:
                unpaired.append(mark)
            continue
        partner = waiting.pop()
        doubles -= not single
        mark.partner, partner.partner = partner, mark
        marks += (partner, mark)
    never_closed = [mark for mark in waiting if mark.sign not in _SINGLE]
    marks.sort(key=lambda mark: mark.place)
    depth = 0
    for mark in marks:
        depth -= not mark.opens
        mark.depth = depth
        depth += mark.opens
    unpaired = sorted([*unpaired, *never_closed], key=lambda mark: mark.place)
    return _Reading(marks, unpaired, bool(never_closed))


def _quotes(view: str) -> Iterator[tuple[int, str, str, str]]:
    """Each quote with the first signs before and after that are none; "" for a space or an end."""
    for row in _ROW.finditer(view):
        start, end = row.span()
        left = view[start - 1 : start]
        right = view[end : end + 1]
        left = "" if left.isspace() or left == LINE_END else left
        right = "" if right.isspace() or right == LINE_END else right
        for place in range(start, end):
            yield place, view[place], left, right


def _may_open(left: str, right: str) -> bool:
    return left in _NOTHING_BEFORE and right not in _NOTHING_AFTER - set("—–-…(")


def _may_close(left: str, right: str) -> bool:
    return left not in _NOTHING_BEFORE - set("—–-/|") and right in _NOTHING_AFTER


def _side(
    sign: str, left: str, may_open: bool, may_close: bool, *, double_waits: bool, single_waits: bool
) -> bool | None:
    """Whether a sign opens (True) or closes (False); None if it is no quote."""
    if sign in "«„‚‹":
        return True
    if sign in "»›":
        return False
    if sign in "'‘’":
        if sign != "’" and may_open and not may_close:
            return True
        return False if may_close and single_waits and sign != "‘" else None
    if may_open and not may_close:
        return True
    if may_close and not may_open:
        # 19" is a screen, not the end of a quotation.
        screen = not double_waits and not single_waits and left.isdigit() and sign == '"'
        return None if screen else False
    if double_waits and left:
        return False
    return True if may_open else None


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Set the quotes of a paragraph."""
    paragraph.put(_TYPED_AS_TWO, lambda match: {"<<": "«", ">>": "»"}.get(match[0], '"'))
    if not _ANY.search(paragraph.view):
        return
    reading = read(paragraph.view)
    if reading.never_closed:
        _set_sides(paragraph, [*reading.marks, *reading.unpaired])
    else:
        for mark in reading.marks:
            assert mark.partner is not None
            opening = mark if mark.opens else mark.partner
            pairs = PAIRS[paragraph.language_at(opening.place)]
            sign = pairs[mark.depth % 2][0 if mark.opens else 1]
            paragraph.edit(mark.place, mark.place + 1, sign)
        _set_sides(paragraph, reading.unpaired)
    paragraph.settle()
    paragraph.put(_POSSESSIVE, "’", ENGLISH)


def _set_sides(paragraph: Paragraph, marks: list[_Mark]) -> None:
    for mark in marks:
        if mark.sign in '"＂‟':
            outer = PAIRS[paragraph.language_at(mark.place)][0]
            paragraph.edit(mark.place, mark.place + 1, outer[0 if mark.opens else 1])


def unpaired(view: str) -> list[int]:
    """Places of quotes without a partner, for `findings`."""
    return [mark.place for mark in read(view).unpaired]
