"""Which paragraph came of which, and which letters of it: alignment by likeness.

Marks that travelled with the file are a hint, never a proof: LibreOffice moves some of them to a
neighbour. Words decide.
"""

from __future__ import annotations

import collections
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.merge.manuscript import Block

ALIKE = 0.5
"""From here on two paragraphs that stand in the same place are one, edited."""
MOVED = 0.72
"""And two that stand in different places are one, moved."""
_MOST_PAIRS = 60_000

_SAME = str.maketrans(
    {"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u2011": "-", "\t": " "}
)
_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Text of the same length in which kinds of spaces and hyphens are no difference."""
    return text.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; None where there is no such paragraph."""

    before: int | None
    after: int | None
    moved: bool = False


def pairs(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Every paragraph of both files, matched or alone, in the order of the later file; those
    that are gone stand where they were."""
    keys = [_key(block) for block in before], [_key(block) for block in after]
    matcher = difflib.SequenceMatcher(None, *keys, autojunk=False)
    found: list[Pair] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            found += [Pair(a1 + step, b1 + step) for step in range(a2 - a1)]
        else:
            found += _gap(before, after, (a1, a2), (b1, b2))
    return _moved(found, before, after)


def _key(block: Block) -> tuple[str, str, bool]:
    return (folded(block.text).strip(), _story(block), block.cell is not None)


def _story(block: Block) -> str:
    """Notes are numbered anew by every program: that they are notes is all that counts."""
    return block.story.partition(":")[0]


def likeness(one: Block, other: Block) -> float:
    """0 for strangers, 1 for the same words; a shared mark helps those that are alike at all."""
    if _story(one) != _story(other) or (one.cell is None) != (other.cell is None):
        return 0.0
    a, b = _WORD.findall(folded(one.text).lower()), _WORD.findall(folded(other.text).lower())
    if not a and not b:
        alike = 1.0 if folded(one.text).strip() == folded(other.text).strip() else 0.0
    else:
        shared = sum((_bag(a) & _bag(b)).values())
        alike = 2 * shared / (len(a) + len(b))
        if min(len(a), len(b)) and max(len(a), len(b)) <= 4:
            # Of few words each counts for too much: letters tell `Петров` from `Петренко`.
            letters = difflib.SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()
            alike = max(alike, letters * 0.9)
        elif min(len(a), len(b)) >= 4 and shared / min(len(a), len(b)) > 0.8:
            # One that was split or joined holds the other whole.
            alike = max(alike, 0.6)
    same_place = one.cell is not None and one.cell == other.cell
    if same_place and not (a and b):
        return 0.6  # a cell that was emptied, or filled
    if alike >= 0.2 and set(one.names) & set(other.names):
        alike += 0.25
    return min(alike + (0.3 if same_place else 0.0), 1.0)


def _bag(words: list[str]) -> collections.Counter[str]:
    return collections.Counter(words)


def _gap(
    before: Sequence[Block], after: Sequence[Block], old: tuple[int, int], new: tuple[int, int]
) -> list[Pair]:
    """The best pairing, in order, of paragraphs between two that stayed."""
    rows, columns = range(*old), range(*new)
    if not rows or not columns or len(rows) * len(columns) > _MOST_PAIRS:
        return [*(Pair(a, None) for a in rows), *(Pair(None, b) for b in columns)]
    if len(rows) == len(columns) and all(
        before[a].cell is not None and before[a].cell == after[b].cell
        for a, b in zip(rows, columns, strict=True)
    ):
        # Cells stay in their places however much is changed in them.
        return [Pair(a, b) for a, b in zip(rows, columns, strict=True)]
    score = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    like = [[likeness(before[a], after[b]) for b in columns] for a in rows]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            best = max(score[i + 1][j], score[i][j + 1])
            if like[i][j] >= ALIKE:
                best = max(best, score[i + 1][j + 1] + like[i][j])
            score[i][j] = best
    found: list[Pair] = []
    i = j = 0
    while i < len(rows) and j < len(columns):
        taken = score[i + 1][j + 1] + like[i][j]
        if like[i][j] >= ALIKE and score[i][j] == taken:
            found.append(Pair(rows[i], columns[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            found.append(Pair(rows[i], None))
            i += 1
        else:
            found.append(Pair(None, columns[j]))
            j += 1
    found += [Pair(a, None) for a in rows[i:]]
    return found + [Pair(None, b) for b in columns[j:]]


def _moved(found: list[Pair], before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """A paragraph gone here and new there is one paragraph that moved."""
    gone = [p.before for p in found if p.after is None and p.before is not None]
    come = [p.after for p in found if p.before is None and p.after is not None]
    if len(gone) * len(come) > _MOST_PAIRS:
        return found
    wanted: dict[int, int] = {}
    candidates = sorted(
        ((likeness(before[a], after[b]), a, b) for a in gone for b in come),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    taken: set[int] = set()
    for alike, a, b in candidates:
        long = len(_WORD.findall(before[a].text)) > 3
        if alike < (MOVED if long else 0.99) or a in taken or b in wanted:
            continue
        if before[a].cell is None and before[a].text.strip():
            wanted[b] = a
            taken.add(a)
    out = []
    for pair in found:
        if pair.before is None and pair.after in wanted:
            out.append(Pair(wanted[pair.after], pair.after, moved=True))
        elif not (pair.after is None and pair.before in taken):
            out.append(pair)
    return out


@dataclass(frozen=True, slots=True)
class Hunk:
    """Letters `start` to `end` before became letters `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


def hunks(old: str, new: str) -> list[Hunk]:
    """What changed between two texts, word by word."""
    a, b = _TOKEN.findall(folded(old)), _TOKEN.findall(folded(new))
    at_a, at_b = _offsets(a), _offsets(b)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    found: list[Hunk] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        made = Hunk(at_a[a1], at_a[a2], at_b[b1], at_b[b2])
        last = found[-1] if found else None
        # A space kept between two changed words is no reason to tell two stories.
        if last and made.start - last.end == 1 and folded(old)[last.end] == " ":
            found[-1] = Hunk(last.start, made.end, last.new_start, made.new_end)
        else:
            found.append(made)
    return found


def letters(old: str, new: str) -> list[int | None]:
    """For each letter of `old` the letter of `new` it is; None where it has gone."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[int | None] = [None] * len(old)
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            found[a + step] = b + step
    return found


def _offsets(tokens: list[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found
