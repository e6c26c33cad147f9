"""Words an editor wrote: lines of plain text, and flowing text as a small tree.

The tree is what Markdown means, not how it looks: `sources` fills it, `html` turns it into the
closed vocabulary, and the account of words is taken from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from publisher.diagnostics import Place
from publisher.model.language import Language

Use = Literal["printed", "alternative", "machine"]

PRINTED: Use = "printed"
"""The field's words stand on the pages, and are counted there."""
ALTERNATIVE: Use = "alternative"
"""The field's words are for those who do not see the page: alt texts, metadata."""
MACHINE: Use = "machine"
"""The field steers the press and is printed nowhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of plain text in one language, with the place it was typed at."""

    text: str
    language: Language
    place: Place | None = None

    def __str__(self) -> str:
        return self.text


Printed = Annotated[Line, PRINTED]
Alternative = Annotated[Line, ALTERNATIVE]

BlockName = Literal[
    "paragraph", "heading", "list", "item", "quote", "code-block", "rule",
    "definitions", "term", "definition",
    "table", "row", "cell", "caption",
    "figure", "insert",
    "notice", "pull-quote", "attribution", "question", "answer", "speech", "decision", "contacts",
]  # fmt: skip
InlineName = Literal[
    "emphasis", "strong", "subscript", "superscript", "code", "strikethrough",
    "link", "span", "break", "footnote", "reference", "index-mark", "small-caps",
    "sparkline", "picture",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text inside an element."""

    text: str
    language: Language
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A block or inline element. `attributes` are pairs, in the order given:

    heading: level (2–6), id · list: ordered (yes), start · cell: header (yes), align
    (left|right|center), colspan, rowspan · link: href · reference: to (id) ·
    index-mark: index, sort · notice: title is the first child `heading` of level 0 · figure:
    picture (index into the article's pictures), width, id · table: id · span: lang, class ·
    footnote: children are blocks · sparkline: values (apart by `;`, `?` for none), alt, drawn
    into a picture: src, alt. A table of the text has rows, the first of them its head,
    with a caption before them where there is one, and number, note, width; a table without
    children stands for the data table of its id.
    """

    name: BlockName | InlineName
    children: tuple[Element | Text, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    place: Place | None = None

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of an attribute."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    def walk(self) -> Iterator[Element | Text]:
        """The element and all below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()
            else:
                yield child

    def texts(self) -> Iterator[Text]:
        """All runs of text below, in reading order."""
        return (node for node in self.walk() if isinstance(node, Text))


Flow = tuple[Element, ...]
"""Blocks one after another."""
Inlines = tuple[Element | Text, ...]
"""What stands inside one paragraph."""
