"""Blocks of a text: tokens of the parser → the tree of the model.

The set of tokens is closed. What is not known here is an error by name, and what a page could
not show (a list in a pull quote, a table in a footnote) is refused where it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from publisher.diagnostics import Place
from publisher.model.tables import Align, Column, TableRow, Words
from publisher.model.text import BlockName, Element, Flow, Inlines, Line, Text
from publisher.nodes import nearest
from publisher.sources.markdown.attributes import NONE, Attributes
from publisher.sources.markdown.copy import Copy
from publisher.sources.markdown.inlines import Inliner
from publisher.sources.markdown.parse import (
    DEEPEST,
    Knot,
    TooDeep,
    parse,
    parse_line,
    unused_definitions,
)

_BLOCKS: dict[str, BlockName] = {
    "notice": "notice",
    "note": "notice",
    "pull-quote": "pull-quote",
    "question": "question",
    "answer": "answer",
    "speech": "speech",
    "decision": "decision",
    "contacts": "contacts",
}
_TABLE = "table"
_DRAWN = ("chart", "map")
_INSERT = "insert"
_KNOWN_BLOCKS = (*_BLOCKS, _TABLE, *_DRAWN, _INSERT)
_ALERTS = {"note", "tip", "important", "warning", "caution"}
_DASHES = ("— ", "– ", "- ", "-- ")
_HEADING_WITHOUT_SPACE = re.compile(r"#{1,6}[^\s#]")
_CODE_LANGUAGE = re.compile(r"[a-z0-9+-]{1,20}")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_TABLE_ATTRIBUTES = ("note", "width")
_SHEET_ATTRIBUTES = (
    "src", "caption", "note", "columns", "numbers", "total", "total-title", "width",
    "sparkline", "sparkline-title",
)  # fmt: skip
_INSERT_ATTRIBUTES = ("src", "page", "place", "alt", "caption", "credit")
_ALIGN: dict[str, Align] = {"right": "number", "center": "center", "left": "text"}


def read_flow(text: str, copy: Copy) -> Flow:
    """The blocks of a Markdown text; mistakes go to the report of the copy."""
    copy.lines = copy.lines or text.split("\n")
    try:
        knots, environment = parse(text)
    except TooDeep as found:
        line = found.token.map[0] if found.token.map else 0
        copy.error("nesting-too-deep", copy.line(line), limit=DEEPEST // 2)
        return ()
    builder = _Builder(copy, environment)
    flow = builder.read(knots)
    for code, line, values in environment.get("complaints", ()):
        copy.error(code, copy.line(line), **values)
    for label, line in unused_definitions(environment):
        copy.error("definition-unused", copy.line(line), label=label)
    return flow


def read_line(text: str, copy: Copy) -> Inlines:
    """A text that is one paragraph: a lead, a caption. Notes and pictures have no place in it."""
    token, environment = parse_line(text)
    builder = _Builder(copy, environment)
    inlines = builder.inlines(token, 0)
    builder.report_notes()
    return inlines


@dataclass(slots=True)
class _Note:
    """A footnote as defined: its blocks, its line, whether the text called it."""

    knot: Knot
    line: int
    used: bool = False


@dataclass(slots=True)
class _Builder:
    copy: Copy
    environment: dict[str, Any]
    notes: dict[str, _Note] = field(default_factory=dict)
    inside_note: bool = False

    # -- the whole -----------------------------------------------------------------------

    def read(self, knots: list[Knot]) -> Flow:
        """All blocks of a text."""
        flow = self.blocks(self.without_notes(knots))
        self.report_notes()
        return flow

    def without_notes(self, knots: list[Knot]) -> list[Knot]:
        """The blocks without the definitions of footnotes, which are kept by label."""
        rest = []
        for knot in knots:
            if knot.type == "footnote_reference":
                label = str(knot.token.meta["label"])
                line = _line(knot)
                if label in self.notes:
                    first = self.copy.line(self.notes[label].line).line
                    self.copy.error(
                        "footnote-twice", self.copy.line(line), label=label, first=first
                    )
                    continue
                self.notes[label] = _Note(knot, line)
            else:
                knot.children = self.without_notes(knot.children)
                rest.append(knot)
        return rest

    def report_notes(self) -> None:
        """Report footnotes the text never calls."""
        for label, note in self.notes.items():
            if not note.used:
                self.copy.error("footnote-unused", self.copy.line(note.line), label=label)

    # -- blocks --------------------------------------------------------------------------

    def blocks(self, knots: list[Knot]) -> Flow:
        """Blocks one after another."""
        out: list[Element] = []
        for index, knot in enumerate(knots):
            following = knots[index + 1] if index + 1 < len(knots) else None
            out.extend(self.block(knot, following))
        return tuple(out)

    def block(self, knot: Knot, following: Knot | None) -> Iterator[Element]:
        place = self.copy.line(_line(knot))
        match knot.type:
            case "paragraph":
                yield from self.paragraph(knot, place)
            case "heading":
                yield from self.heading(knot, place)
            case "bullet_list" | "ordered_list":
                yield self.list(knot, place)
            case "blockquote":
                yield from self.quote(knot, place)
            case "fence":
                info = knot.token.info.strip()
                if info and not _CODE_LANGUAGE.fullmatch(info):
                    self.copy.error("code-words", place, text=info[:40])
                text = Text(knot.token.content.rstrip("\n"), self.copy.language, place)
                yield Element("code-block", (text,), place=place)
            case "hr":
                yield Element("rule", place=place)
            case "table":
                caption = following if following and following.type == "table_caption" else None
                yield from self.table(knot, caption, place)
            case "table_caption":
                pass  # read with its table
            case "dl":
                yield self.definitions(knot, place)
            case "div":
                yield from self.div(knot, place)
            case other:
                self.copy.error("markdown-unknown", place, element=other)

    def paragraph(self, knot: Knot, place: Place) -> Iterator[Element]:
        token, first = knot.children[0].token, _line(knot.children[0])
        self.check_paragraph(token.content, first)
        pictures = self.inliner().pictures(token, first)
        if pictures is None:
            yield Element("paragraph", self.inlines(token, first), place=place)
            return
        for image, caption, at in pictures:
            source = str(image.attrs.get("src", ""))
            attributes = image.meta.get("attributes", NONE)
            known = ("alt", "credit", "width")
            self.copy.check_attributes(attributes, known, at, "picture")
            if title := image.attrs.get("title"):
                self.copy.error("picture-title", at, title=str(title)[:60])
            if self.copy.insets is None or self.inside_note:
                self.copy.error("block-out-of-place", at, block="picture")
            elif id := self.copy.insets.figure(source, caption, attributes, at):
                yield Element("figure", (), (("id", id),), at)

    def check_paragraph(self, content: str, first: int) -> None:
        """Report what was meant as another block and would be printed with its signs."""
        lines = content.split("\n")
        for number, line in enumerate(lines):
            place = self.copy.line(first + number)
            if _HEADING_WITHOUT_SPACE.match(line):
                self.copy.error("heading-without-space", place, text=line[:40])
            if number and "|" in line and _TABLE_RULE.match(line):
                heads, rules = _cells(lines[number - 1]), _cells(line)
                self.copy.error("table-broken", place, heads=len(heads), rules=len(rules))
        if lines[0].startswith(("| ", "|\t")) and not any(_TABLE_RULE.match(x) for x in lines[1:]):
            self.copy.error("table-without-rule", self.copy.line(first))
        if lines[0].startswith(": "):
            self.copy.error("caption-astray", self.copy.line(first), text=lines[0][2:42])

    def heading(self, knot: Knot, place: Place) -> Iterator[Element]:
        level = int(knot.token.tag[1:])
        attributes: Attributes = knot.token.meta.get("attributes", NONE)
        self.copy.check_attributes(attributes, (), place, "heading")
        inlines = self.inlines(knot.children[0].token, _line(knot.children[0]))
        if not inlines:
            self.copy.error("heading-empty", place)
            return
        if level == 1:
            self.copy.error("heading-first", place)
        elif level > 4:
            self.copy.error("heading-too-deep", place, level=level)
        yield Element(
            "heading", inlines, (("level", str(level)), *self.id(attributes, place)), place
        )

    def list(self, knot: Knot, place: Place) -> Element:
        items = []
        for child in knot.children:
            at = self.copy.line(_line(child))
            blocks = self.blocks(child.children)
            if not blocks:
                self.copy.error("item-empty", at)
            items.append(Element("item", blocks, place=at))
        ordered = knot.type == "ordered_list"
        start = knot.token.attrs.get("start")
        given: tuple[tuple[str, str], ...] = (("ordered", "yes"),) if ordered else ()
        if ordered and start is not None:
            given += (("start", str(start)),)
        return Element("list", tuple(items), given, place)

    def quote(self, knot: Knot, place: Place) -> Iterator[Element]:
        kind = knot.token.meta.get("alert")
        if kind is None:
            yield Element("quote", self.blocks(knot.children), place=place)
            return
        if str(kind).lower() not in _ALERTS:
            known = ", ".join(f"[!{name.upper()}]" for name in sorted(_ALERTS))
            self.copy.error("alert-unknown", place, alert=kind, known=known)
        title = str(knot.token.meta["title"])
        children = [child for child in knot.children if not _is_empty(child)]
        if not children:
            self.copy.error("block-empty", place, block=f"[!{kind}]")
        yield Element("notice", self.titled(title, place) + self.blocks(children), place=place)

    def definitions(self, knot: Knot, place: Place) -> Element:
        children = []
        for child in knot.children:
            at = self.copy.line(_line(child)) if child.token.map else place
            if child.type == "dt":
                inline = child.children[0]
                words = self.inlines(inline.token, _line(inline))
                children.append(Element("term", words, place=at))
            else:
                children.append(Element("definition", self.blocks(child.children), place=at))
        return Element("definitions", tuple(children), place=place)

    # -- divs ----------------------------------------------------------------------------

    def div(self, knot: Knot, place: Place) -> Iterator[Element]:
        name: str = knot.token.meta["name"]
        attributes: Attributes = knot.token.meta["attributes"]
        if name == _TABLE:
            yield from self.sheet(knot, attributes, place)
            return
        if name in _DRAWN:
            yield from self.drawn(name, knot, attributes, place)
            return
        if name == _INSERT:
            yield from self.insert(knot, attributes, place)
            return
        block = _BLOCKS.get(name)
        if block is None:
            self.copy.error(
                "unknown-block",
                place,
                block=name or "…",
                suggestion=nearest(name, _KNOWN_BLOCKS),
                known=", ".join(_KNOWN_BLOCKS),
            )
            yield from self.blocks(knot.children)
            return
        known = {"notice": ("title",), "speech": ("speaker",)}.get(block, ())
        self.copy.check_attributes(attributes, known, place, name)
        title = knot.token.meta["title"]
        if title and (block != "notice" or attributes.get("title")):
            self.copy.error("block-title", place, block=name, title=title[:60])
        if not knot.children:
            self.copy.error("block-empty", place, block=name)
        children = self.titled(attributes.get("title") or title, place) if block == "notice" else ()
        children += (
            self.pull_quote(knot, place) if block == "pull-quote" else self.blocks(knot.children)
        )
        given = self.id(attributes, place)
        if block == "speech":
            speaker = attributes.get("speaker")
            if not speaker:
                self.copy.error("speaker-missing", place)
            given += (("speaker", speaker or ""),)
        yield Element(block, children, given, place)

    def titled(self, title: str, place: Place) -> Flow:
        """The title of a box, as its first heading."""
        if not title:
            return ()
        words = read_line(title, self.fixed_at(place))
        return (Element("heading", words, (("level", "0"),), place),)

    def pull_quote(self, knot: Knot, place: Place) -> Flow:
        """Paragraphs; the last that starts with a dash names whose words they are."""
        blocks = []
        for block in self.blocks(knot.children):
            if block.name == "paragraph":
                blocks.append(block)
            else:
                self.copy.error("block-out-of-place", block.place or place, block=block.name)
        if len(blocks) > 1 and (words := _without_dash(blocks[-1].children)):
            blocks[-1] = Element("attribution", words, place=blocks[-1].place)
        return tuple(blocks)

    def sheet(self, knot: Knot, attributes: Attributes, place: Place) -> Iterator[Element]:
        """A table from data: what stands between its fences would be printed nowhere."""
        self.copy.check_attributes(attributes, _SHEET_ATTRIBUTES, place, _TABLE)
        if knot.children:
            self.copy.error("table-block-filled", self.copy.line(_line(knot.children[0])))
        if self.copy.insets is None or self.inside_note:
            self.copy.error("block-out-of-place", place, block=_TABLE)
        elif id := self.copy.insets.sheet(attributes, place):
            yield Element("table", (), (("id", id),), place)

    def drawn(
        self, name: str, knot: Knot, attributes: Attributes, place: Place
    ) -> Iterator[Element]:
        """A chart or a map from data: like a table, it holds no text of its own."""
        if knot.children:
            self.copy.error("table-block-filled", self.copy.line(_line(knot.children[0])))
        if self.copy.insets is None or self.inside_note:
            self.copy.error("block-out-of-place", place, block=name)
        else:
            for block, id in self.copy.insets.drawn(name, attributes, place):
                yield Element(block, (), (("id", id),), place)

    def insert(self, knot: Knot, attributes: Attributes, place: Place) -> Iterator[Element]:
        """A page of somebody's PDF: between its fences nothing may stand either."""
        self.copy.check_attributes(attributes, _INSERT_ATTRIBUTES, place, _INSERT)
        if knot.children:
            self.copy.error("insert-block-filled", self.copy.line(_line(knot.children[0])))
        if self.copy.insets is None or self.inside_note:
            self.copy.error("block-out-of-place", place, block=_INSERT)
        elif id := self.copy.insets.insert(attributes, place):
            yield Element("insert", (), (("id", id),), place)

    # -- tables --------------------------------------------------------------------------

    def table(self, knot: Knot, caption: Knot | None, place: Place) -> Iterator[Element]:
        rows = [row for part in knot.children for row in part.children]
        columns = tuple(Column(self.cell(cell), _align(cell.token)) for cell in rows[0].children)
        self.check_rows(knot, len(columns))
        printed = tuple(
            TableRow(
                tuple(self.cell(cell) for cell in row.children),
                place=self.copy.line(_line(row)),
            )
            for row in rows[1:]
        )
        words: Inlines = ()
        attributes = NONE
        if caption:
            attributes = caption.token.meta["attributes"]
            at = self.copy.line(_line(caption))
            self.copy.check_attributes(attributes, _TABLE_ATTRIBUTES, at, "caption")
            words = self.inlines(caption.children[0].token, _line(caption))
        if not printed:
            self.copy.error("table-empty", place)
        if self.copy.insets is None or self.inside_note:
            self.copy.error("block-out-of-place", place, block=_TABLE)
        elif id := self.copy.insets.table(columns, printed, words, attributes, place):
            yield Element("table", (), (("id", id),), place)

    def cell(self, knot: Knot) -> Words:
        """A cell: a line where it is nothing but text."""
        inline = knot.children[0]
        words = self.inlines(inline.token, _line(inline))
        place = self.copy.line(_line(inline))
        if not words:
            return Line("", self.copy.language, place)
        if len(words) == 1 and isinstance(words[0], Text):
            return Line(words[0].text, words[0].language, words[0].place)
        return words

    def check_rows(self, knot: Knot, columns: int) -> None:
        """Cells beyond the last column are dropped by the parser, and so found here."""
        first, last = knot.token.map or (0, 0)
        for number in range(first + 2, last):
            typed = self.copy.lines[number] if number < len(self.copy.lines) else ""
            cells = _cells(typed.lstrip("> "))
            place = self.copy.line(number)
            if len(cells) > columns:
                self.copy.error(
                    "table-row-too-long",
                    place,
                    text=cells[columns].strip()[:60],
                    cells=len(cells),
                    columns=columns,
                )
            elif len(cells) < columns:
                self.copy.report.warning(
                    "table-row-too-short", place, cells=len(cells), columns=columns
                )

    # -- paragraphs and notes ----------------------------------------------------------------

    def inliner(self) -> Inliner:
        return Inliner(self.copy, self.note)

    def inlines(self, token: Token, first: int) -> Inlines:
        """The inlines of a paragraph."""
        return self.inliner().build(token, first)

    def note(self, token: Token, place: Place) -> Element | None:
        """The footnote a text calls: its words stand where they are called."""
        if self.inside_note:
            self.copy.error("footnote-in-footnote", place)
            return None
        self.inside_note = True
        try:
            return self.written_note(token, place)
        finally:
            self.inside_note = False

    def written_note(self, token: Token, place: Place) -> Element | None:
        label = token.meta.get("label")
        if label is None:
            return self.inline_note(token, place)
        note = self.notes.get(label)
        if note is None:
            self.copy.error(
                "footnote-undefined", place, label=label, suggestion=nearest(label, self.notes)
            )
            return None
        if note.used:
            self.copy.error("footnote-reused", place, label=label)
            return None
        note.used = True
        blocks = self.blocks(note.knot.children)
        for block in blocks:
            if block.name != "paragraph":
                at = block.place or self.copy.line(note.line)
                self.copy.error("block-out-of-place", at, block=block.name)
        paragraphs = tuple(block for block in blocks if block.name == "paragraph")
        if not blocks:
            self.copy.error("footnote-empty", self.copy.line(note.line), label=label)
        return Element("footnote", paragraphs, place=place)

    def inline_note(self, token: Token, place: Place) -> Element:
        """`^[a note where it stands]`."""
        kept = self.environment["footnotes"]["list"][token.meta["id"]]
        inner = Token("inline", "", 0, content=kept["content"], children=kept["tokens"])
        words = Inliner(self.fixed_at(place), self.note).build(inner, 0)
        return Element("footnote", (Element("paragraph", words, place=place),), place=place)

    def fixed_at(self, place: Place) -> Copy:
        """The same copy, for words whose exact place is not followed."""
        copy = self.copy
        return Copy(copy.path, copy.language, copy.names, copy.report, copy.owner, fixed=place)

    def id(self, attributes: Attributes, place: Place) -> tuple[tuple[str, str], ...]:
        """The id an editor gave, claimed."""
        if attributes.id is None:
            return ()
        return (("id", self.copy.names.claim(attributes.id, place)),)


def _line(knot: Knot) -> int:
    """The first line of a block, from 0."""
    for below in knot.walk():
        if below.token.map:
            return below.token.map[0]
    return 0


def _is_empty(knot: Knot) -> bool:
    return knot.type == "paragraph" and not knot.children[0].token.content.strip()


def _align(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    return _ALIGN.get(style.removeprefix("text-align:"), "text")


def _cells(line: str) -> list[str]:
    """The cells of a typed row."""
    text = line.strip()
    cells = re.split(r"(?<!\\)\|", text)
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip() and text.endswith("|"):
        cells = cells[:-1]
    return cells


def _without_dash(children: tuple[Element | Text, ...]) -> tuple[Element | Text, ...] | None:
    """The words after the dash a paragraph begins with; None where it has none."""
    first = children[0] if children else None
    if not isinstance(first, Text):
        return None
    for dash in _DASHES:
        if first.text.startswith(dash):
            rest = Text(first.text[len(dash) :].lstrip(), first.language, first.place)
            return (rest, *children[1:])
    return None
