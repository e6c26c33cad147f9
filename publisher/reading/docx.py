"""A Word file → what a reader of it finds, in reading order.

Read from the XML itself, not with the library that writes it. Deleted, moved-away and hidden
text is not there; what a field shows is, except the numbers of pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from publisher.reading.parts import MC, WP, A, M, Parts, R, W, raised, switch
from publisher.reading.words import words
from publisher.reading.written import DocxLink, DocxParagraph, DocxPicture, DocxReading

_PAGE_FIELDS = frozenset(("PAGE", "PAGEREF", "NUMPAGES", "SECTIONPAGES"))
_LISTS = frozenset(("TOC", "INDEX"))
_GONE = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}sectPr", f"{MC}Fallback", f"{W}tblPr",
     f"{W}tblGrid", f"{W}trPr", f"{W}tcPr", f"{W}sdtPr", f"{W}instrText", f"{W}delText")
)  # fmt: skip
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_TRAILING_PAGES = re.compile(r"(?:[\s,;…·.]*\d+(?:\s*[–-]\s*\d+)?)+\s*$")
_QUOTED = re.compile(r'"([^"]*)"')


def read_docx(content: bytes) -> DocxReading:
    """Read a Word file; `NoDocx` when the bytes are none."""
    parts = Parts.open(content)
    reader = _Reader(parts, parts.main)
    body = parts.tree(parts.main).find(f"{W}body")
    if body is not None:
        reader.blocks(body)
    return DocxReading(
        paragraphs=tuple(reader.paragraphs),
        running=tuple(_running(parts)),
        links=tuple(reader.links),
        pictures=tuple(reader.pictures),
        bookmarks=frozenset(reader.bookmarks),
        tables=reader.tables,
        title=parts.title,
        language=parts.language,
        marks=tuple(reader.marks),
    )


def _running(parts: Parts) -> dict[str, None]:
    texts: dict[str, None] = {}
    for relation in parts.relations(parts.main).values():
        name = relation.target.rpartition("/")[2]
        if relation.external or not name.startswith(("header", "footer")):
            continue
        reader = _Reader(parts, relation.target)
        reader.blocks(parts.tree(relation.target))
        texts.update(dict.fromkeys(p.text.strip() for p in reader.paragraphs if p.text.strip()))
    return texts


@dataclass(slots=True)
class _Field:
    """A field being read: its code, and whether its result has begun."""

    code: str = ""
    shows: bool = False

    @property
    def name(self) -> str:
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class _Open:
    """A paragraph being read."""

    texts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    after: list[DocxParagraph] = field(default_factory=list)
    """Notes and text boxes that stand in it."""
    list_field: str = ""


@dataclass(slots=True)
class _Reader:
    """Reads one part in order; notes are read where they are called."""

    parts: Parts
    part: str
    note: bool = False
    paragraphs: list[DocxParagraph] = field(default_factory=list)
    links: list[DocxLink] = field(default_factory=list)
    pictures: list[DocxPicture] = field(default_factory=list)
    bookmarks: set[str] = field(default_factory=set)
    marks: list[tuple[str, int]] = field(default_factory=list)
    tables: int = 0
    fields: list[_Field] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None
    notes: dict[str, tuple[str, dict[str, etree._Element]]] = field(default_factory=dict)

    def blocks(self, element: etree._Element) -> None:
        """Paragraphs and tables below an element."""
        for child in element.iterchildren("*"):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}bookmarkStart":
                self._bookmark(child)
            elif child.tag not in _GONE:
                self.blocks(child)

    def _bookmark(self, element: etree._Element) -> None:
        name = element.get(f"{W}name", "")
        self.bookmarks.add(name)
        self.marks.append((name, len(self.paragraphs)))

    def _table(self, table: etree._Element) -> None:
        self.tables += 1
        outer, number = self.cell, self.tables
        for row, line in enumerate(table.iterchildren(f"{W}tr"), 1):
            for column, cell in enumerate(line.iter(f"{W}tc"), 1):
                if _inside(cell, table):
                    self.cell = (number, row, column)
                    self.blocks(cell)
        self.cell = outer

    def _paragraph(self, element: etree._Element) -> None:
        style = element.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        own = None if outline is None else int(outline.get(f"{W}val", "9")) + 1
        open_ = _Open()
        hidden = any(ancestor.hidden for ancestor in self.parts.lineage(name))
        self._inline(element, open_, hidden=hidden)
        text = "".join(open_.texts)
        if open_.list_field:
            text = self._without_pages(text, open_)
        self.paragraphs.append(
            DocxParagraph(
                text=text,
                style=name,
                level=own if own is not None and own <= 9 else self.parts.level(name),
                note=self.note,
                cell=self.cell,
                numbers=tuple(open_.numbers),
            )
        )
        self.paragraphs.extend(open_.after)

    def _without_pages(self, text: str, open_: _Open) -> str:
        """A line of contents or of an index without the page numbers Word put at its end."""
        if open_.numbers:
            return text
        entry, tab, page = text.rpartition("\t")
        if tab and _TRAILING_PAGES.fullmatch(page):
            open_.numbers.append(page.strip())
            return entry
        if open_.list_field == "INDEX" and (pages := _TRAILING_PAGES.search(text)):
            open_.numbers.append(pages[0].strip(" ,;"))
            return text[: pages.start()]
        return text

    def _inline(self, element: etree._Element, open_: _Open, *, hidden: bool = False) -> None:
        for child in element.iterchildren("*"):
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == f"{W}r":
                self._run(child, open_, hidden=hidden)
            elif tag == f"{W}hyperlink":
                self._hyperlink(child, open_, hidden=hidden)
            elif tag == f"{W}fldSimple":
                self.fields.append(_Field(child.get(f"{W}instr", ""), shows=True))
                self._inline(child, open_, hidden=hidden)
                self._end_field()
            elif tag == f"{W}bookmarkStart":
                self._bookmark(child)
            elif tag == f"{M}t":
                self._write(child.text or "", open_)
            else:
                self._inline(child, open_, hidden=hidden)

    def _run(self, run: etree._Element, open_: _Open, *, hidden: bool) -> None:
        properties = run.find(f"{W}rPr")
        style = None if properties is None else properties.find(f"{W}rStyle")
        lineage = list(self.parts.lineage(None if style is None else style.get(f"{W}val")))
        own = switch(properties, "vanish")
        if own is None:
            own = next((s.hidden for s in lineage if s.hidden is not None), hidden)
        lifted = raised(properties)
        if lifted is None:
            lifted = next((s.raised for s in lineage if s.raised is not None), False)
        if lifted and not own:
            self._write(" ", open_)
        self._run_content(run, open_, hidden=own)
        if lifted and not own:
            self._write(" ", open_)

    def _run_content(self, run: etree._Element, open_: _Open, *, hidden: bool) -> None:
        for child in run.iterchildren("*"):
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field_mark(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                if self.fields and not self.fields[-1].shows:
                    self.fields[-1].code += child.text or ""
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, open_)
            elif tag in _GONE:
                continue
            elif tag == f"{W}t" and not hidden:
                self._write(child.text or "", open_)
            elif tag in _SIGNS and not hidden:
                self._write(_SIGNS[tag], open_)
            elif tag == f"{W}sym" and not hidden:
                self._write(chr(int(child.get(f"{W}char", "20"), 16)), open_)
            elif tag in (f"{WP}inline", f"{WP}anchor"):
                self._picture(child, open_)
            else:
                self._run_content(child, open_, hidden=hidden)

    def _write(self, text: str, open_: _Open) -> None:
        if any(not field.shows for field in self.fields):
            return
        names = [field.name for field in self.fields]
        if any(name in _PAGE_FIELDS for name in names):
            open_.numbers.append(text)
            return
        open_.list_field = next((name for name in names if name in _LISTS), open_.list_field)
        open_.texts.append(text)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            self._end_field()

    def _end_field(self) -> None:
        ended = self.fields.pop()
        if ended.name == "HYPERLINK":
            target = _QUOTED.search(ended.code)
            local = "\\l" in ended.code
            if target:
                self.links.append(
                    DocxLink((), None if local else target[1], target[1] if local else None)
                )
        elif ended.name in ("PAGEREF", "REF") and len(ended.code.split()) > 1:
            self.links.append(DocxLink((), bookmark=ended.code.split()[1]))

    def _hyperlink(self, element: etree._Element, open_: _Open, *, hidden: bool) -> None:
        start = len(open_.texts)
        self._inline(element, open_, hidden=hidden)
        relation = self.parts.relations(self.part).get(element.get(f"{R}id", ""))
        self.links.append(
            DocxLink(
                words=tuple(words("".join(open_.texts[start:]))),
                uri=relation.target if relation else None,
                bookmark=element.get(f"{W}anchor"),
            )
        )

    def _note(self, reference: etree._Element, open_: _Open) -> None:
        kind = "footnotes" if reference.tag.endswith("footnoteReference") else "endnotes"
        if kind not in self.notes:
            path = self.parts.related(self.parts.main, f"{kind}.xml") or ""
            found = self.parts.tree(path).iterchildren("*") if path else ()
            self.notes[kind] = (path, {note.get(f"{W}id", ""): note for note in found})
        path, notes = self.notes[kind]
        note = notes.get(reference.get(f"{W}id", ""))
        if note is not None:
            open_.after.extend(self._apart(note, path, note=True))

    def _picture(self, drawing: etree._Element, open_: _Open) -> None:
        properties = drawing.find(f"{WP}docPr")
        for blip in drawing.iter(f"{A}blip"):
            relation = self.parts.relations(self.part).get(blip.get(f"{R}embed", ""))
            name = relation.target if relation else ""
            self.pictures.append(
                DocxPicture(
                    part=name,
                    size=self.parts.size(name),
                    alternative="" if properties is None else properties.get("descr", ""),
                )
            )
        for box in drawing.iter(f"{W}txbxContent"):
            open_.after.extend(self._apart(box, self.part, note=self.note))

    def _apart(self, element: etree._Element, part: str, *, note: bool) -> list[DocxParagraph]:
        """Paragraphs that stand in a note or a text box, read with its own relationships."""
        inner = _Reader(self.parts, part, note=note, notes=self.notes)
        inner.blocks(element)
        self.links.extend(inner.links)
        self.pictures.extend(inner.pictures)
        self.bookmarks |= inner.bookmarks
        return inner.paragraphs


def _inside(cell: etree._Element, table: etree._Element) -> bool:
    """Whether a cell belongs to this table, not to one inside it."""
    return next(cell.iterancestors(f"{W}tbl"), None) is table
