"""Lists that are lists: Enter goes on, Tab goes down to а), and each list begins at its own number.

A pattern is what stands at each depth ("ol", "ul"). Lists of one pattern share an abstract
definition; each numbered list is an instance of it that restarts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.language import Language
from publisher.word.looks import PARAGRAPHS
from publisher.word.ooxml import Element, twips, w

DEPTH = 9
"""Levels a Word list can have."""
STEP = 1.3
"""How far each level stands in, in lines of the grid."""

KINDS = ("ul", "ol", "decision")

_BULLETS = ("–", "•", "·")
# Word's own row of Cyrillic letters; the first of them agree with DSTU 3008 (а, б, в, г, д, е, ж).
_LETTERS: dict[Language, str] = {"uk": "russianLower", "ru": "russianLower", "en": "lowerLetter"}

Pattern = tuple[str, ...]


@dataclass(slots=True)
class Numbering:
    """The lists of a file, as they come up."""

    language: Language
    line: float
    """The line of the grid, in points."""
    _patterns: dict[tuple[Pattern, bool], int] = field(default_factory=dict)
    _instances: list[tuple[int, int, int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for kind in KINDS:
            self.instance((kind,), None)

    @property
    def of_styles(self) -> Mapping[tuple[str, int], int]:
        """The instance that the paragraph styles of each kind carry."""
        return {(kind, level): 1 + KINDS.index(kind) for kind in KINDS for level in range(DEPTH)}

    def instance(self, pattern: Pattern, start: int | None, *, boxed: bool = False) -> int:
        """A list of this pattern, at its depth; `start` is its first number, None goes on.

        A boxed list stands inside a notice.
        """
        whole = (whole_pattern(pattern), boxed)
        abstract = self._patterns.setdefault(whole, len(self._patterns))
        self._instances.append((abstract, len(pattern) - 1, start))
        return len(self._instances)

    def element(self) -> Element:
        """The root of `word/numbering.xml`."""
        return w(
            "numbering",
            *(self._abstract(*pattern, id) for pattern, id in self._patterns.items()),
            *(self._instance(id, *instance) for id, instance in enumerate(self._instances, 1)),
        )

    def _abstract(self, pattern: Pattern, boxed: bool, id: int) -> Element:
        return w(
            "abstractNum",
            w("nsid", val=f"{0x10000000 + id:08X}"),
            w("multiLevelType", val="multilevel"),
            *(self._level(pattern, level, boxed=boxed) for level in range(DEPTH)),
            abstractNumId=id,
        )

    def _level(self, pattern: Pattern, level: int, *, boxed: bool) -> Element:
        form, text = self._sign(pattern, level)
        left, hanging = twips(STEP * (level + 1) * self.line), twips(STEP * self.line)
        if boxed:
            # Paragraphs share a box only where their indents agree.
            left, hanging = twips(PARAGRAPHS["notice-text"].left * self.line), 0
        uniform = len(set(pattern)) == 1 and not boxed
        style = _style_of(pattern[level], level) if uniform else None
        return w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form),
            w("pStyle", val=style) if style else None,
            w("suff", val="space") if boxed else None,
            w("lvlText", val=text),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=left, hanging=hanging or None, firstLine=0 if boxed else None)),
            ilvl=level,
        )

    def _sign(self, pattern: Pattern, level: int) -> tuple[str, str]:
        kind, above = pattern[level], pattern[:level]
        number = f"%{level + 1}"
        if kind == "ul":
            return "bullet", _BULLETS[above.count("ul") % len(_BULLETS)]
        if kind == "decision":
            first = level
            while first and pattern[first - 1] == "decision":
                first -= 1
            return "decimal", "".join(f"%{n + 1}." for n in range(first, level + 1))
        depth = above.count("ol") + above.count("decision")
        return (
            ("decimal", f"{number}."),
            (_LETTERS[self.language], f"{number})"),
            ("decimal", f"{number})"),
        )[depth % 3]

    def _instance(self, id: int, abstract: int, level: int, start: int | None) -> Element:
        override = None
        if start is not None:
            override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        return w("num", w("abstractNumId", val=abstract), override, numId=id)


def whole_pattern(pattern: Pattern) -> Pattern:
    """A pattern down to the last level: deeper lists go on in kind."""
    return (*pattern, *[pattern[-1]] * (DEPTH - len(pattern)))[:DEPTH]


def list_style(kind: str, level: int) -> str:
    """The key of the paragraph style an item wears."""
    if kind == "decision":
        return "list-decision"
    level = min(level, 4)
    return f"list-{kind}-{level}" if level else f"list-{kind}"


def _style_of(kind: str, level: int) -> str | None:
    # A style belongs to one level only; below the fifth, and under decisions, none is left.
    if level > (0 if kind == "decision" else 4):
        return None
    return PARAGRAPHS[list_style(kind, level)].id
