"""The HTML of a book → what must be found again in its PDF and its Word file.

Read with lxml, not with the parsers of the printers, and without their knowledge of looks:
block elements part words, inline elements do not, raised and lowered figures do.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from publisher.reading.expected import (
    BESIDE,
    Block,
    ExpectedPicture,
    Generated,
    GeneratedKind,
    Heading,
    HtmlReading,
    Reference,
)
from publisher.reading.words import form, typed_words

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "tr", "ul"),
    )
)
_RAISED = frozenset(("sub", "sup"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@functools.lru_cache(maxsize=4)
def read_html(markup: str) -> HtmlReading:
    """Read the HTML of a whole book."""
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = lxml_html.document_fromstring(markup.encode(), parser=parser)
    body = root.find("body")
    walk = _Walk()
    if body is not None:
        walk.sections_of(body)
    return HtmlReading(
        title=(root.findtext("head/title") or "").strip(),
        language=root.get("lang", ""),
        sections=tuple(walk.sections),
        titles=tuple(
            {heading.section: heading.text for heading in reversed(walk.headings)}.items()
        ),
        blocks=tuple(walk.blocks),
        generated=tuple(walk.generated),
        links=tuple(walk.links),
        pictures=tuple(walk.pictures),
        headings=tuple(walk.headings),
        repeated=tuple(walk.repeated),
        ids=frozenset(id for element in root.iter() if (id := element.get("id"))),
    )


@dataclass(slots=True)
class _Place:
    """A number to come: its kind, and what is known of it."""

    kind: GeneratedKind
    target: str | None = None
    number: int | None = None


@dataclass(slots=True)
class _Open:
    """A block being read: runs of text, and numbers to come between them."""

    key: str
    ids: tuple[str, ...]
    level: int | None = None
    note: bool = False
    parts: list[str | _Place] = field(default_factory=lambda: [""])

    def write(self, text: str | None) -> None:
        if text:
            last = self.parts[-1]
            if isinstance(last, str):
                self.parts[-1] = last + text
            else:
                self.parts.append(text)

    def expect(self, place: _Place) -> None:
        self.parts.append(place)


@dataclass(slots=True)
class _Walk:
    """One walk over the tree, in reading order."""

    sections: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    generated: list[Generated] = field(default_factory=list)
    links: list[Reference] = field(default_factory=list)
    pictures: list[ExpectedPicture] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    repeated: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    section: str = ""
    ordinals: list[_Place] = field(default_factory=list)
    """Numbers of list items whose first word has not come yet."""

    def sections_of(self, body: etree._Element) -> None:
        for child in body:
            if not isinstance(child.tag, str):
                continue
            self.section = child.get("id") or f"section-{len(self.sections) + 1}"
            self.sections.append(self.section)
            self._block(child, ())

    def _block(self, element: etree._Element, outer: tuple[str, ...]) -> None:
        ids = _ids(element, outer)
        block = _Open(_key(element), ids, _HEADINGS.get(str(element.tag)))
        start = len(self.blocks)
        self._children(element, block)
        self._close(block)
        if element.tag in ("thead", "tfoot"):
            words = tuple(form for read in self.blocks[start:] for form in read.forms)
            self.repeated.append((self.section, words))

    def _children(self, element: etree._Element, block: _Open) -> None:
        block.write(element.text)
        number = _start(element)
        for child in element:
            if isinstance(child.tag, str):
                if child.tag == "li" and element.tag == "ol":
                    self.ordinals.append(_Place("ordinal", number=number))
                    number += 1
                self._child(child, block)
            block.write(child.tail)

    def _child(self, child: etree._Element, block: _Open) -> None:
        tag, name = str(child.tag), _name(child)
        if tag in _BLOCKS:
            # What follows an inner block is a line of its own.
            self._close(block)
            block.parts = [""]
            self._block(child, block.ids)
        elif tag == "img":
            self._picture(child, block)
        elif tag == "br":
            block.write("\n")
        elif tag == "span" and name == "footnote":
            self._note(child, block)
        elif tag == "a":
            self._link(child, name, block)
        else:
            apart = " " if tag in _RAISED or name == "footnote-paragraph" else ""
            block.write(apart)
            self._children(child, block)
            block.write(apart)

    def _note(self, element: etree._Element, block: _Open) -> None:
        block.expect(_Place("call"))
        note = _Open(_key(element), _ids(element, block.ids), note=True)
        note.expect(_Place("mark"))
        self._children(element, note)
        self._close(note)

    def _link(self, element: etree._Element, name: str, block: _Open) -> None:
        href = element.get("href", "")
        ids = _ids(element, block.ids)
        if name == "page-number":
            block.expect(_Place("page", target=href.lstrip("#")))
        else:
            self._children(element, block)
        words = typed_words("".join(str(text) for text in element.itertext()))
        if href:
            self.links.append(Reference(href, self.section, ids, tuple(words)))

    def _picture(self, element: etree._Element, block: _Open) -> None:
        around = element.getparent()
        names = (around.get("class") or "").split() if around is not None else []
        self.pictures.append(
            ExpectedPicture(
                source=element.get("src", ""),
                alternative=element.get("alt", ""),
                section=self.section,
                ids=_ids(element, block.ids),
                insert="insert" in names,
            )
        )
        block.write(" ")

    def _close(self, block: _Open) -> None:
        """Make a block of what was read, and say which words stand beside its numbers."""
        items: list[str | _Place] = []
        for part in block.parts:
            items.extend(typed_words(part) if isinstance(part, str) else [part])
        typed = tuple(item for item in items if isinstance(item, str))
        for index, item in enumerate(items):
            if isinstance(item, _Place):
                self._number(item, block, _beside(items, index, -1), _beside(items, index, 1))
        if not typed:
            return
        read = Block(
            section=self.section,
            ids=block.ids,
            key=block.key,
            typed=typed,
            forms=tuple(form(word) for word in typed),
            level=block.level,
            note=block.note,
        )
        while self.ordinals and not block.note:
            self._number(self.ordinals.pop(), block, "", read.forms[0])
        self.blocks.append(read)
        if block.level:
            text = " ".join("".join(p for p in block.parts if isinstance(p, str)).split())
            self.headings.append(Heading(block.level, text, read.id, self.section))

    def _number(self, place: _Place, block: _Open, before: str, after: str) -> None:
        self.generated.append(
            Generated(
                place.kind, self.section, block.ids, before, after, place.target, place.number
            )
        )


def _beside(items: list[str | _Place], index: int, step: int) -> str:
    index += step
    if not 0 <= index < len(items):
        return ""
    neighbour = items[index]
    return form(neighbour) if isinstance(neighbour, str) else BESIDE


def _start(element: etree._Element) -> int:
    given = element.get("start", "1")
    return int(given) if given.lstrip("-").isdigit() else 1


def _name(element: etree._Element) -> str:
    return (element.get("class") or "").partition(" ")[0]


def _key(element: etree._Element) -> str:
    name = _name(element)
    return f"{element.tag}.{name}" if name else str(element.tag)


def _ids(element: etree._Element, outer: tuple[str, ...]) -> tuple[str, ...]:
    id = element.get("id")
    return (id, *outer) if id else outer
