"""The words of an edition, paragraph by paragraph, with what a proofreader must know of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from publisher.model.issue import Abbreviations, Index, Issue
from publisher.model.language import Language
from publisher.model.text import BlockName, Element, Inlines, Line, Text

HIDDEN = "\ufffc"
"""Stands for what is not read as words here: code, a reference to come, another language."""

_BLOCKS = frozenset(get_args(BlockName))
# Words of others, printed as they were said: a law, a quotation.
_WORDS_OF_OTHERS = frozenset(("quote", "act"))
_QUOTES = frozenset("\"“”„«»‘‚'")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of one paragraph. Code is read by nobody."""

    text: Text
    code: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, title or cell: its runs, and whether they are the words of others."""

    stretches: tuple[Stretch, ...]
    of_others: bool = False

    @property
    def languages(self) -> tuple[Language, ...]:
        """Its languages; the first is that of the passage."""
        return tuple(dict.fromkeys(s.text.language for s in self.stretches if not s.code))

    def read_in(self, language: Language, *, quotes: bool = False) -> str:
        """The text as one string in one language, each sign at its place; what is in another
        language or code is hidden, but for its quotes where they are asked for."""
        out = []
        for stretch in self.stretches:
            text = stretch.text.text
            if stretch.code or stretch.text.language != language:
                keep = _QUOTES if quotes and not stretch.code else frozenset()
                text = "".join(sign if sign in keep else HIDDEN for sign in text)
            out.append(text)
        return "".join(out)

    def at(self, start: int, end: int) -> tuple[Text, int, int]:
        """The run where a span of the passage begins, and the span within it."""
        for stretch in self.stretches:
            size = len(stretch.text.text)
            if start < size:
                return stretch.text, start, min(end, size)
            start, end = start - size, end - size
        raise IndexError(start)


def passages(issue: Issue) -> Iterator[Passage]:
    """Every paragraph, title and cell an editor gave, in the order of the edition.

    What the press collects itself, an index or a list, is passed over: its words stand elsewhere.
    """
    return _of(issue, issue.language)


def passages_in(value: object, language: Language) -> Iterator[Passage]:
    """The same of a part, or of several."""
    return _of(value, language)


def words_of(value: object) -> Iterator[str]:
    """The texts of a value of the model, one a line, cell or paragraph."""
    for passage in _of(value, "uk"):
        yield "".join(stretch.text.text for stretch in passage.stretches)


def _of(value: object, language: Language) -> Iterator[Passage]:
    if isinstance(value, Line):
        yield Passage((Stretch(Text(value.text, value.language, value.place)),))
    elif isinstance(value, Element):
        yield from _of_block(value, language, of_others=False)
    elif isinstance(value, tuple):
        if any(isinstance(item, Text) for item in value):
            yield from _of_paragraph(value, language, of_others=False)
        else:
            for item in value:
                yield from _of(item, language)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Index | Abbreviations):
        for field in dataclasses.fields(value):
            yield from _of(getattr(value, field.name), language)


def _of_block(element: Element, language: Language, *, of_others: bool) -> Iterator[Passage]:
    of_others = of_others or element.name in _WORDS_OF_OTHERS
    for name in ("speaker", "note"):
        if words := element.get(name):
            yield Passage((Stretch(Text(words, language, element.place)),), of_others)
    if element.name == "code-block":
        return
    blocks = [c for c in element.children if isinstance(c, Element) and c.name in _BLOCKS]
    if blocks:
        for block in blocks:
            yield from _of_block(block, language, of_others=of_others)
    elif element.children:
        yield from _of_paragraph(element.children, language, of_others=of_others)


def _of_paragraph(nodes: Inlines, language: Language, *, of_others: bool) -> Iterator[Passage]:
    notes: list[Element] = []
    stretches = tuple(_stretches(nodes, language, notes, code=False))
    if stretches:
        yield Passage(stretches, of_others)
    for note in notes:
        for block in note.children:
            if isinstance(block, Element):
                yield from _of_block(block, language, of_others=of_others)


def _stretches(
    nodes: Inlines, language: Language, notes: list[Element], *, code: bool
) -> Iterator[Stretch]:
    for node in nodes:
        if isinstance(node, Text):
            yield Stretch(node, code)
        elif node.name == "footnote":
            notes.append(node)
        elif node.name == "break":
            yield Stretch(Text(" ", language))
        elif node.name == "reference" and not node.children:
            yield Stretch(Text(HIDDEN, language), code=True)
        else:
            yield from _stretches(node.children, language, notes, code=code or node.name == "code")
