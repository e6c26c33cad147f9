"""Words that were expected against words that were seen, whatever their order.

Layout breaks words: at hyphens, at the foot of a column, between two styles, round a drop cap.
A word counts as found when it is seen whole, or when pieces that nothing else explains make it
up: neighbours, or a piece before a line's end and a piece that begins a line elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from publisher.reading.seen import Joint
from publisher.reading.words import APOSTROPHE, HYPHENS, words

# So many pieces in a row may make one word: letter-spaced titles are drawn letter by letter.
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Bit:
    """Letters that were seen together; `where` tells their finder where."""

    text: str
    joint: Joint
    where: int = 0


@dataclass(frozen=True, slots=True)
class Stray:
    """A word that was seen and is not expected."""

    form: str
    text: str
    where: int


@dataclass(frozen=True, slots=True)
class Match:
    """What is left when all that was expected has been looked for."""

    lost: Counter[str]
    strays: tuple[Stray, ...]


@dataclass(slots=True)
class _Rest:
    """A word that nothing explains yet. `bits` are those it was seen as, in order."""

    form: str
    text: str
    bits: tuple[int, ...]
    chain: int
    hyphen: bool
    begins: bool
    ends: bool
    used: bool = False

    @property
    def key(self) -> str:
        return self.form.replace(APOSTROPHE, "")


def match(expected: Counter[str], seen: Sequence[Bit]) -> Match:
    """Find every expected word among what was seen."""
    linked = list(chains(seen))
    found = [words("".join(seen[index].text for index in chain)) for chain in linked]
    if Counter(form for forms in found for form in forms) == expected:
        return Match(Counter(), ())
    lost = Counter(expected)
    rests = _take_whole(linked, found, seen, lost)
    _put_together(rests, lost)
    rests = _take_apart(rests, seen, lost)
    _set_aside_remains(rests, lost)
    return Match(+lost, tuple(_strays(rests, linked, found, seen)))


def chains(seen: Sequence[Bit]) -> Iterator[list[int]]:
    """Bits that make one word at first sight: glued, or broken at a hyphen."""
    chain: list[int] = []
    for index, bit in enumerate(seen):
        follows = bit.joint is Joint.GLUED or (
            bit.joint is Joint.BREAK and chain and hyphenated(seen[chain[-1]].text)
        )
        if chain and not follows:
            yield chain
            chain = []
        chain.append(index)
    if chain:
        yield chain


def hyphenated(text: str) -> bool:
    """Whether a word goes on after this, on the next line."""
    return len(text) > 1 and (text[-1] in HYPHENS or text[-1] == "\u00ad") and text[-2].isalnum()


def _take_whole(
    linked: Iterable[list[int]],
    found: Iterable[list[str]],
    seen: Sequence[Bit],
    lost: Counter[str],
) -> list[_Rest]:
    """Strike out words that are seen whole; what remains comes back, in order."""
    rests: list[_Rest] = []
    doubtful: list[tuple[int, list[int]]] = []
    for number, (chain, forms) in enumerate(zip(linked, found, strict=True)):
        if len(chain) == 1:
            rests.extend(_take_some(tuple(chain), number, seen, lost))
        elif not _take_all(forms, lost):
            doubtful.append((number, chain))
    # Only now: a chain's parts must not take what another word has a better claim to.
    for number, chain in doubtful:
        for group in _glued(chain, seen):
            pieces = [form for index in group for form in words(seen[index].text)]
            whole = words("".join(seen[index].text for index in group))
            if not _take_all(whole, lost) and not _take_all(pieces, lost):
                rests.extend(_take_some(tuple(group), number, seen, lost))
    return sorted(rests, key=lambda rest: rest.bits)


def _glued(chain: list[int], seen: Sequence[Bit]) -> Iterator[list[int]]:
    """The parts of a chain that stand together on one line."""
    group = chain[:1]
    for index in chain[1:]:
        if seen[index].joint is not Joint.GLUED:
            yield group
            group = []
        group.append(index)
    yield group


def _take_all(forms: list[str], lost: Counter[str]) -> bool:
    need = Counter(forms)
    if any(lost[form] < count for form, count in need.items()):
        return False
    lost.subtract(need)
    return True


def _take_some(
    group: tuple[int, ...], chain: int, seen: Sequence[Bit], lost: Counter[str]
) -> Iterator[_Rest]:
    """Strike out the expected words of bits that stand together; the others are rests."""
    text = "".join(seen[index].text for index in group)
    forms = words(text)
    following = seen[group[-1] + 1].joint if group[-1] + 1 < len(seen) else Joint.BREAK
    for position, form in enumerate(forms):
        if lost[form] > 0:
            lost[form] -= 1
            continue
        first, last = position == 0, position == len(forms) - 1
        yield _Rest(
            form=form,
            text=text,
            bits=group,
            chain=chain,
            hyphen=last and hyphenated(text),
            begins=first and seen[group[0]].joint is not Joint.SPACE,
            ends=last and following is not Joint.SPACE,
        )


def _take_apart(rests: list[_Rest], seen: Sequence[Bit], lost: Counter[str]) -> list[_Rest]:
    """Words that stand together without a gap and are not one: a word and a note's number."""
    apart: list[_Rest] = []
    for rest in rests:
        if rest.used or len(rest.bits) == 1:
            apart.append(rest)
            continue
        for index in rest.bits:
            apart.extend(_take_some((index,), rest.chain, seen, lost))
    return apart


def _strays(
    rests: list[_Rest], linked: list[list[int]], found: list[list[str]], seen: Sequence[Bit]
) -> Iterator[Stray]:
    """What nothing explains; a word broken at a hyphen is one word again."""
    left: dict[int, list[_Rest]] = defaultdict(list)
    for rest in rests:
        if not rest.used:
            left[rest.chain].append(rest)
    for number, parts in left.items():
        chain = linked[number]
        where = seen[chain[0]].where
        if len(found[number]) == 1 and {i for part in parts for i in part.bits} == set(chain):
            yield Stray(found[number][0], "".join(seen[i].text for i in chain), where)
        else:
            for part in parts:
                yield Stray(part.form, part.text, seen[part.bits[0]].where)


@dataclass(slots=True)
class _Shelf:
    """Rests by their letters."""

    rests: list[_Rest]
    beginnings: dict[str, list[_Rest]] = field(default_factory=lambda: defaultdict(list))
    endings: dict[str, list[_Rest]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for rest in self.rests:
            if rest.ends or rest.hyphen:
                self.beginnings[rest.key].append(rest)
            self.endings[rest.key].append(rest)


def _put_together(rests: list[_Rest], lost: Counter[str]) -> None:
    """Make lost words of pieces that nothing else explains."""
    _put_neighbours_together(rests, lost)
    shelf = _Shelf([rest for rest in rests if not rest.used])
    for form in [form for form, count in lost.items() if count > 0]:
        while lost[form] > 0 and _put_halves_together(form, shelf):
            lost[form] -= 1


def _set_aside_remains(rests: list[_Rest], lost: Counter[str]) -> None:
    """Halves of lost words are no words that nobody wrote."""
    for form, times in lost.items():
        key = form.replace(APOSTROPHE, "")
        for rest in rests:
            if times <= 0:
                break
            half = (rest.hyphen and key.startswith(rest.key)) or (
                rest.begins and len(rest.key) < len(key) and key.endswith(rest.key)
            )
            if half and not rest.used:
                rest.used = True
                times -= 1


def _put_neighbours_together(rests: list[_Rest], lost: Counter[str]) -> None:
    keys = {form.replace(APOSTROPHE, ""): form for form, count in lost.items() if count > 0}
    beginnings = {key[:length] for key in keys for length in range(1, len(key) + 1)}
    for start, rest in enumerate(rests):
        if rest.used:
            continue
        letters = ""
        for end in range(start, min(len(rests), start + _LONGEST)):
            neighbour = rests[end]
            if neighbour.used or (end > start and neighbour.bits[0] - rests[end - 1].bits[-1] > 1):
                break
            letters += neighbour.key
            if letters not in beginnings:
                break
            form = keys.get(letters)
            if form and end > start and lost[form] > 0:
                lost[form] -= 1
                for part in rests[start : end + 1]:
                    part.used = True
                break


def _put_halves_together(form: str, shelf: _Shelf) -> bool:
    key = form.replace(APOSTROPHE, "")
    for cut in range(1, len(key)):
        for one in shelf.beginnings.get(key[:cut], ()):
            for other in shelf.endings.get(key[cut:], ()):
                # After a hyphen any such word will do: its like may have stood for it above.
                if one is other or one.used or other.used:
                    continue
                if one.hyphen or other.begins:
                    one.used = other.used = True
                    return True
    return False
