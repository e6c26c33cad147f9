"""One walk over the HTML, block by block, from which the Word file is made.

What each element becomes is said in `forms`; here are the sentences for those that are more than a
paragraph in a style: lists, tables, figures, contents, index, columns.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from publisher.model.output import HtmlBook, record_bookmark
from publisher.word import fields, forms, source, tables
from publisher.word.bookmarks import Bookmarks
from publisher.word.contents import Plan
from publisher.word.inlines import Inlines
from publisher.word.looks import PARAGRAPHS
from publisher.word.numbering import DEPTH, Numbering, list_style, whole_pattern
from publisher.word.ooxml import Element, name, paragraph, style_of, w
from publisher.word.pictures import Pictures, fitted
from publisher.word.sections import BARE, QUIET, Heads, Running, Sections
from publisher.word.source import Node
from publisher.word.styles import StyleSheet

# Sections that stand on pages of their own; what comes after them begins a new one, too.
_ALONE = frozenset({"section.cover", "section.title-page", "section.contents"})
# What begins a new page, if the tokens do not say otherwise (`word.new-page`).
_NEW_PAGE = (
    "section.cover section.title-page section.contents section.directory section.index div.group"
)

_RECORDS = frozenset({"div.entry", "p.entry-line", "p.entry-see", "tr.entry"})

_HEADS = {
    "section.cover": BARE,
    "section.title-page": BARE,
    "section.contents": QUIET,
    "section.imprint": QUIET,
}
_RANGE = " — "


@dataclass(frozen=True, slots=True)
class _List:
    """The list an item stands in: its pattern down to here, its instance, its shared root."""

    pattern: tuple[str, ...]
    instance: int
    root: tuple[str, ...]

    @property
    def level(self) -> int:
        """Depth, from 0; Word has no more than nine."""
        return min(len(self.pattern), DEPTH) - 1


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where a paragraph stands."""

    look: str = "text"
    list: _List | None = None
    boxed: bool = False


@dataclass(slots=True)
class Walker:
    """Walks over the body and leaves Word blocks behind."""

    book: HtmlBook
    sheet: StyleSheet
    plan: Plan
    bookmarks: Bookmarks
    numbering: Numbering
    inlines: Inlines
    pictures: Pictures
    sections: Sections
    body: list[Element] = field(default_factory=list)
    _blocks: list[Element] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    """Bookmarks that wait for the next paragraph."""
    _marks: list[Element] = field(default_factory=list)
    """Index marks and contents marks that wait for it, too."""
    _item: _List | None = None
    """The list whose number the next paragraph takes."""
    _contents_made: bool = False
    _controls: int = 0

    def walk(self, body: Node) -> list[Element]:
        """The blocks of the whole edition, with the properties of its last section."""
        self._blocks = self.body
        before: str | None = None
        new_page = set(self.book.tokens.values.get("word.new-page", _NEW_PAGE).split())
        for node in body:
            key = source.key(node)
            if before is None or key in new_page or before in _ALONE:
                self.sections.wish_page(self._heads(node))
            self._element(node, _Setting())
            before = key
        return [*self.body, self.sections.close()]

    # -- elements ------------------------------------------------------------------------------

    def _element(self, node: Node, setting: _Setting) -> None:
        key = source.key(node)
        self._expect(node)
        if key in forms.LINES:
            self._line(node, forms.LINES[key])
        elif key in forms.CONTAINERS:
            self._children(node, setting)
        elif key in forms.SETTINGS:
            self._set(node, key, setting)
        elif key is not None and (sentence := self._sentence(key)):
            sentence(node, setting)
        else:
            place = source.place_of(node, self.book.places)
            self.inlines.report.error("word-misplaced-element", place, element=source.name(node))

    def _sentence(self, key: str) -> Callable[[Node, _Setting], None] | None:
        return {
            "p": self._paragraph,
            "div.flow": self._flow,
            "div.group": self._group,
            "div.entries": self._entries,
            "nav.contents-list": self._contents,
            "div.index-list": self._index,
            "ul": self._list,
            "ol": self._list,
            "ol.decision": self._list,
            "li": self._children,
            "hr": self._divider,
            "figure.figure": self._figure,
            "figure.cover-picture": self._figure,
            "div.table-block": self._table_block,
            "table.table": self._table,
            "table.calendar-table": self._table,
            "div.figures": self._figures,
            "div.figure-item": self._children,
        }.get(key)

    def _children(self, node: Node, setting: _Setting) -> None:
        """The blocks of a group; words that stand in it by themselves become a paragraph."""
        self._loose(node, node.text, setting)
        waiting: list[Node] = []
        for child in node:
            if source.key(child) in forms.INLINE:
                waiting.append(child)
                continue
            self._loose_inlines(node, waiting, setting)
            waiting = []
            self._element(child, setting)
            self._loose(node, child.tail, setting)
        self._loose_inlines(node, waiting, setting)

    def _loose(self, node: Node, text: str | None, setting: _Setting) -> None:
        if text and text.strip():
            self._add(setting.look, self.inlines.loose_text(text, node, setting.look), setting)

    def _loose_inlines(self, node: Node, waiting: list[Node], setting: _Setting) -> None:
        if waiting:
            runs = self.inlines.runs(node, setting.look, children=waiting)
            self._add(setting.look, runs, setting)

    def _line(self, node: Node, look: str) -> None:
        verbatim = node.tag == "pre"
        rubric = self._contents_mark(node)
        self.inlines.picture_width = self._width
        runs = self.inlines.runs(node, look, verbatim=verbatim)
        self._add(look, [*rubric, *runs], _Setting())

    def _paragraph(self, node: Node, setting: _Setting) -> None:
        look = setting.look
        if look == "text" and "first" in source.classes(node):
            look = "text-first"
        self.inlines.picture_width = self._width
        self._add(look, self.inlines.runs(node, look), setting)

    def _set(self, node: Node, key: str, setting: _Setting) -> None:
        boxed = setting.boxed or key == "aside.notice"
        inside = replace(setting, look=forms.SETTINGS[key], boxed=boxed)
        start = len(self._blocks)
        self._children(node, inside)
        if key == "aside.notice":
            self._shape_box(self._blocks[start:])

    def _shape_box(self, blocks: list[Element]) -> None:
        """The first and the last paragraph of a box keep their distance from the text around."""
        edges = {id(block): block for block in (*blocks[:1], *blocks[-1:])}
        for block in edges.values():
            first, last = block is blocks[0], block is blocks[-1]
            ending = ("-only" if last else "-first") if first else "-last"
            for look in ("notice-text", "notice-list"):
                shaped = PARAGRAPHS.get(look + ending)
                if shaped and style_of(block) == self.sheet.paragraph(look):
                    block[0][0].set(name("w:val"), shaped.id)

    def _divider(self, _node: Node, _setting: _Setting) -> None:
        self._add("rule", [], _Setting())

    # -- writing -------------------------------------------------------------------------------

    def _add(self, look: str, content: list[Element], setting: _Setting) -> None:
        """A paragraph, with the number of its item and the bookmarks that waited for it."""
        numbering = None
        inside = setting.list
        if inside is not None:
            # The first paragraph of an item has its number, those after it stand under the text.
            if self._item is inside:
                numbering = (inside.instance, inside.level)
                look = (
                    "notice-list" if setting.boxed else list_style(inside.pattern[-1], inside.level)
                )
            elif setting.boxed:
                look = "notice-text"
            else:
                look = list_style("continue", inside.level)
            self._item = None
        self._emit(
            paragraph(self.sheet.paragraph(look), *self._marked(content), numbering=numbering)
        )

    def _marked(self, content: list[Element]) -> list[Element]:
        content = [*self._marks, *content]
        names, self._names, self._marks = self._names, [], []
        return self.bookmarks.round(names, content)

    def _emit(self, block: Element) -> None:
        if self._blocks is self.body:
            self.sections.settle(self.body)
        self._blocks.append(block)

    @contextlib.contextmanager
    def _aside(self) -> Iterator[list[Element]]:
        """Write into a list of its own: a cell, a contents block."""
        outside, self._blocks = self._blocks, []
        try:
            yield self._blocks
        finally:
            self._blocks = outside

    def _expect(self, node: Node) -> None:
        """What points at an element waits for its first paragraph."""
        id = node.get("id")
        if id is None:
            return
        if source.key(node) in _RECORDS:
            self._names.append(record_bookmark(id))
        if id in self.plan.pointed:
            self._names.append(self.bookmarks.reference(id))
        for target in self.plan.headings.get(id, ()):
            self._names.append(self.bookmarks.contents_entry(target))
        self._marks += self.inlines.terms_at(id)

    @property
    def _width(self) -> float:
        """The width a block has, in points."""
        return self.sheet.column_width(self.sections.columns).points

    # -- pages and columns ---------------------------------------------------------------------

    def _heads(self, node: Node) -> Heads:
        """The running heads of a section: the edition inside, what the page holds outside."""
        key = source.key(node) or ""
        if key in _HEADS:
            return _HEADS[key]
        edition = Running(self.book.running_title or self.book.title)
        if key in ("section.directory", "div.group"):
            # What Word finds on each page; the results are those of the whole group.
            groups = [inner for inner in node if source.key(inner) == "div.group"]
            node = groups[0] if groups else node
            group = self._running(node, "h1.group-title", "group-title")
            entry = self._running(node, "h2.entry-name", "entry-name")
            names = [inner for inner in node.iter("h2") if source.key(inner) == "h2.entry-name"]
            guides: tuple[Running, ...] = ()
            if names:
                last = Running(source.words(names[-1]), f"{entry.code} \\l")
                guides = (entry, Running(_RANGE), last)
            return Heads((group,) if group.text else (edition,), guides)
        for wanted, look, mark in (
            ("p.rubric", "rubric", "running-rubric"),
            ("h1.article-title", "article-title", None),
            ("h1.section-title", "section-title", None),
            ("h1.index-title", "section-title", None),
        ):
            running = self._running(node, wanted, look, mark)
            if running.text:
                return Heads((edition,), (running,), opener=True)
        return Heads((edition,), opener=True)

    def _running(self, node: Node, key: str, look: str, mark: str | None = None) -> Running:
        found = next((inner for inner in source.elements(node) if source.key(inner) == key), None)
        text = source.words(found)
        if not text:
            return Running("")
        # A number is a built-in heading in every language of Word; other styles go by name.
        style = PARAGRAPHS[look].name
        number = isinstance(style, str) and style.startswith("heading ")
        called = str(style).removeprefix("heading ") if number else f'"{self.sheet.name(look)}"'
        return Running(text, f"STYLEREF {called}", mark)

    def _flow(self, node: Node, setting: _Setting) -> None:
        shape = next((name for name in source.classes(node) if name.startswith("columns-")), "")
        with self._columns(int(shape.removeprefix("columns-") or 1)):
            self._children(node, setting)

    @contextlib.contextmanager
    def _columns(self, columns: int) -> Iterator[None]:
        outside = self.sections.columns
        if self._blocks is self.body:
            self.sections.columns = columns
        try:
            yield
        finally:
            self.sections.columns = outside

    def _group(self, node: Node, setting: _Setting) -> None:
        new_page = self.book.tokens.values.get("word.new-page", _NEW_PAGE).split()
        before = list(node.itersiblings(preceding=True))
        follows = any(source.key(inner) == "div.group" for inner in before)
        # The first group stands under the title of the directory.
        if follows and "div.group" in new_page:
            self.sections.wish_page(self._heads(node))
        self._children(node, setting)

    def _entries(self, node: Node, setting: _Setting) -> None:
        columns = self.book.tokens.page.columns
        told = self._told("entries.columns", columns if columns > 1 else 2)
        with self._columns(1 if "rows" in source.classes(node) else told):
            self._children(node, setting)

    def _told(self, value: str, default: int) -> int:
        told = self.book.tokens.values.get(value, "")
        return int(told) if told.isdigit() else default

    # -- contents and index --------------------------------------------------------------------

    def _contents(self, node: Node, setting: _Setting) -> None:
        """The contents as a field in a block of Word's own kind, its result filled in."""
        if self._contents_made:
            self._children(node, setting)
            return
        self._contents_made = True
        levels = '\\o "1-1"'
        if self.plan.rubrics:
            levels += ' \\f \\l "2-2" \\n "2-2"'
        title = self._blocks.pop() if self._title_stands_before(node) else None
        self.inlines.in_contents = True
        with self._aside() as lines:
            self._children(node, setting)
        self.inlines.in_contents = False
        if not lines:
            return
        _field_round(lines, f"TOC {levels} \\h \\z \\u")
        self._controls += 1
        gallery = w("docPartGallery", val="Table of Contents")
        block = w(
            "sdt",
            w("sdtPr", w("id", val=self._controls), w("docPartObj", gallery, w("docPartUnique"))),
            w("sdtContent", *([title] if title is not None else []), *lines),
        )
        self._emit(block)

    def _title_stands_before(self, node: Node) -> bool:
        before = node.getprevious()
        return before is not None and source.key(before) == "h1.contents-title"

    def _contents_mark(self, node: Node) -> list[Element]:
        """The rubric as a mark for the contents, before the article it stands over there."""
        key = source.key(node)
        if key != "p.rubric" and node.tag != "h1":
            return []
        around = [outer for outer in source.above(node) if outer.get("id") in self.plan.rubrics]
        if not around:
            return []
        holder, target = around[0], str(around[0].get("id"))
        if key != "p.rubric" and any(source.key(inner) == "p.rubric" for inner in holder.iter("p")):
            return []
        # Asked once for each target: the first of these lines carries the mark.
        carriers = [inner for inner in holder.iter("p", "h1") if source.key(inner) == key]
        if carriers[:1] != [node]:
            return []
        code = f"TC {fields.quoted(self.plan.rubrics[target])} \\l 2"
        return fields.hidden(code, self.sheet.mark(["hidden"]) or "")

    def _index(self, node: Node, setting: _Setting) -> None:
        """An index Word can make anew: sorted by the rules of the language, under its letters."""
        kind = ""
        around = [outer for outer in source.above(node) if source.key(outer) == "section.index"]
        if around and len(self.plan.indexes) > 1:
            kind = f' \\f "{self.plan.indexes.get(around[0].get("id") or "", "a")}"'
        locale = fields.LOCALES[self.book.language]
        columns = self._told("index.columns", 3 if self._width > 280 else 2)
        shape = f'\\c "{columns}" ' if columns > 1 else ""
        # LibreOffice dies of letter headings in one of several indexes; theirs stand in the result
        # until Word makes the index anew.
        letters = "" if kind else ' \\h "A"'
        code = f'INDEX {shape}\\e "{fields.INDEX_SPACE}"{letters}{kind} \\z "{locale}"'
        # Word makes the columns of an index itself, inside the field: it begins in them, so that
        # LibreOffice makes them too, and ends in the section below.
        edge = self.sheet.paragraph("section-break")
        with self._columns(columns):
            self._emit(paragraph(edge, *self._marked(fields.begin(code))))
            self._children(node, setting)
        self._emit(paragraph(edge, fields.end()))

    # -- lists ---------------------------------------------------------------------------------

    def _list(self, node: Node, setting: _Setting) -> None:
        kind = {"ul": "ul", "ol": "ol", "ol.decision": "decision"}[source.key(node) or "ul"]
        outer = setting.list
        pattern = (*(outer.pattern if outer else ()), kind)[:DEPTH]
        start = node.get("start")
        number = int(start) if start and start.lstrip("-").isdigit() else 1
        first_inside = outer is not None and not any(
            source.key(before) in ("ol", "ul", "ol.decision")
            for before in node.itersiblings(preceding=True)
        )
        if (
            outer is not None
            and first_inside
            and number == 1
            and whole_pattern(outer.root) == whole_pattern(pattern)
        ):
            # A list of the same kind inside an item is the next level of the same list.
            inside = _List(pattern, outer.instance, outer.root)
        elif kind == "ul":
            inside = _List(pattern, self._bullets(pattern, boxed=setting.boxed), pattern)
        else:
            instance = self.numbering.instance(pattern, number, boxed=setting.boxed)
            inside = _List(pattern, instance, pattern)
        for item in node:
            self._item = inside
            look = list_style(kind, inside.level)
            self._element(item, replace(setting, list=inside, look=look))
        self._item = None

    def _bullets(self, pattern: tuple[str, ...], *, boxed: bool) -> int:
        if set(pattern) == {"ul"} and not boxed:
            return self.numbering.of_styles["ul", 0]
        return self.numbering.instance(pattern, None, boxed=boxed)

    # -- figures and tables --------------------------------------------------------------------

    def _figure(self, node: Node, setting: _Setting) -> None:
        wide = source.classes(node) & {"width-page", "width-bleed"}
        cover = source.key(node) == "figure.cover-picture"
        page = self.book.tokens.page
        tallest = (page.height - page.top - page.bottom).points * (0.3 if cover else 0.72)
        with self._columns(1 if wide or cover else self.sections.columns):
            for child in node:
                if source.key(child) == "img":
                    self._image(child, tallest)
                else:
                    self._element(child, setting)

    def _image(self, node: Node, tallest: float) -> None:
        self._expect(node)
        picture = self.pictures.take(node.get("src") or "", source.place_of(node, self.book.places))
        if picture is None:
            return
        size = fitted(
            (picture.width, picture.height), self._width, tallest, own_width=node.get("width")
        )
        drawing = self.pictures.drawing(picture, *size, node.get("alt") or "")
        self._add("figure", [drawing], _Setting())

    def _table_block(self, node: Node, setting: _Setting) -> None:
        wide = "width-page" in source.classes(node)
        with self._columns(1 if wide else self.sections.columns):
            self._children(node, setting)

    def _table(self, node: Node, _setting: _Setting) -> None:
        caption = node.getprevious()
        title = ""
        if caption is not None and source.key(caption) == "p.table-caption":
            title = source.words(caption)
        elif (heading := self._heading_before(node)) is not None:
            title = source.words(heading)
        self._emit_table(tables.table(node, self._width, self.sheet, self._cell, title))

    def _heading_before(self, node: Node) -> Node | None:
        holder = node.getparent()
        if holder is not None and source.key(holder) == "div.entries":
            node = holder  # entries as rows of a table, under the name of their group
        return next((inner for inner in node.itersiblings("h1", "h2", preceding=True)), None)

    def _cell(self, node: Node | None, look: str) -> Element:
        content: list[Element] = []
        if node is not None:
            line = node.getparent()
            if line is not None and node.getprevious() is None:
                self._expect(line)
            self._expect(node)
            content = self.inlines.runs(node, look)
        return paragraph(self.sheet.paragraph(look), *self._marked(content))

    def _figures(self, node: Node, setting: _Setting) -> None:
        items: list[list[Element]] = []
        for child in node:
            if source.key(child) != "div.figure-item":
                self._panel(items)
                items = []
                self._element(child, setting)
                continue
            with self._aside() as blocks:
                self._element(child, setting)
            if blocks:
                items.append(blocks)
        self._panel(items)

    def _panel(self, items: list[list[Element]]) -> None:
        if items:
            self._emit_table(tables.panel(items, self._width, self.sheet))

    def _emit_table(self, table: Element) -> None:
        if self._blocks and self._blocks[-1].tag == table.tag:
            # Two tables that touch are one to Word.
            self._emit(paragraph(self.sheet.paragraph("section-break")))
        self._emit(table)


def _field_round(lines: list[Element], code: str) -> None:
    """Open a field in the first paragraph and close it in the last."""
    first, last = lines[0], lines[-1]
    for place, element in enumerate(fields.begin(code), 1):
        first.insert(place, element)
    last.append(fields.end())
