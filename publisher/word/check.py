"""What no validator sees, and Word's reader would: looked for in every file before it is given out.

The judges of the format know schemas; they pass a field that never ends, a link to nowhere, two
bookmarks of one name, a row with a cell too few. This only looks and never repairs.
"""

from __future__ import annotations

import collections
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from publisher.word.ooxml import ADEC, Element, R, W, name

_STORY = re.compile(r"word/(document|footnotes|endnotes|header\d+|footer\d+)\.xml$")
_TARGET = re.compile(r"^\s*(?:PAGEREF|REF)\s+(\S+)")
_HIDDEN_CODES = re.compile(r"^\s*(?:XE|TC)\s")
_EXTERNAL = re.compile(r"^(?:https?|mailto|tel|ftp)[:]", re.IGNORECASE)

# What a paragraph and a run may say of themselves; all else is formatting by hand.
_OF_PARAGRAPH = {"pStyle", "numPr", "sectPr"}
_OF_RUN = {"rStyle", "lang"}
_BLOCKS = {name("w:p"), name("w:tbl")}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its sort, the part it is in, and what shows it."""

    sort: str
    part: str
    detail: str


def faults(content: bytes) -> list[Fault]:
    """Every fault of a DOCX file, in order of parts; an empty list for a sound one."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return list(_Reading(parts).faults())


class _Reading:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.stories = {
            part: etree.fromstring(body) for part, body in parts.items() if _STORY.search(part)
        }
        self.styles = self._defined("word/styles.xml", "style", "styleId")
        self.lists = self._defined("word/numbering.xml", "num", "numId")

    def _defined(self, part: str, tag: str, attribute: str) -> set[str]:
        if part not in self.parts:
            return set()
        root = etree.fromstring(self.parts[part])
        return {element.get(_w(attribute), "") for element in root.iter(_w(tag))}

    def faults(self) -> Iterator[Fault]:
        yield from self._bookmarks()
        yield from self._links()
        yield from self._notes()
        yield from self._settings()
        yield from self._drawing_numbers()
        for part, root in self.stories.items():
            yield from _fields(part, root)
            yield from self._names(part, root)
            yield from _by_hand(part, root)
            yield from _tables(part, root)
            yield from _pictures(part, root)
            yield from self._relationships(part, root)

    def _bookmarks(self) -> Iterator[Fault]:
        names: collections.Counter[str] = collections.Counter()
        opened: collections.Counter[str] = collections.Counter()
        closed: collections.Counter[str] = collections.Counter()
        for root in self.stories.values():
            for start in root.iter(_w("bookmarkStart")):
                names[start.get(_w("name"), "")] += 1
                opened[start.get(_w("id"), "")] += 1
            closed.update(end.get(_w("id"), "") for end in root.iter(_w("bookmarkEnd")))
        self.bookmarks = set(names)
        for twin in (called for called, count in names.items() if count > 1):
            yield Fault("bookmark-twice", "word/document.xml", str(twin))
        for number in sorted(set(opened) | set(closed)):
            if opened[number] != 1 or closed[number] != 1:
                yield Fault("bookmark-unclosed", "word/document.xml", number)

    def _links(self) -> Iterator[Fault]:
        for part, root in self.stories.items():
            for link in root.iter(_w("hyperlink")):
                anchor = link.get(_w("anchor"))
                if anchor is not None and anchor not in self.bookmarks:
                    yield Fault("anchor-nowhere", part, anchor)
                if not link.findall(f".//{_w('t')}"):
                    yield Fault("link-empty", part, str(anchor or link.get(_r("id"))))
            for code in _codes(root):
                target = _TARGET.match(code)
                if target and target[1] not in self.bookmarks:
                    yield Fault("anchor-nowhere", part, target[1])

    def _notes(self) -> Iterator[Fault]:
        document = self.stories.get("word/document.xml")
        for tag in ("footnote", "endnote"):
            root = self.stories.get(f"word/{tag}s.xml")
            written = [] if root is None else [note.get(_w("id"), "") for note in root]
            marked = []
            if document is not None:
                marked = [mark.get(_w("id"), "") for mark in document.iter(_w(f"{tag}Reference"))]
            for number in marked:
                if number not in written:
                    yield Fault("note-missing", "word/document.xml", number)
            for number in written:
                if number not in ("-1", "0") and marked.count(number) != 1:
                    yield Fault("note-unmarked", f"word/{tag}s.xml", number)

    def _settings(self) -> Iterator[Fault]:
        part = "word/settings.xml"
        if part not in self.parts:
            yield Fault("settings-missing", part, part)
            return
        root = etree.fromstring(self.parts[part])
        if root.find(_w("updateFields")) is not None:
            yield Fault("asks-on-opening", part, "updateFields")
        mode = [
            setting.get(_w("val"))
            for setting in root.iter(_w("compatSetting"))
            if setting.get(_w("name")) == "compatibilityMode"
        ]
        if mode != ["15"]:
            yield Fault("compatibility-mode", part, str(mode[0] if mode else ""))
        for story, tree in self.stories.items():
            for element in tree.iter(_w("fldChar"), _w("fldSimple")):
                if element.get(_w("dirty")) is not None:
                    yield Fault("asks-on-opening", story, "dirty")

    def _drawing_numbers(self) -> Iterator[Fault]:
        numbers = collections.Counter(
            element.get("id", "")
            for root in self.stories.values()
            for element in root.iter(name("wp:docPr"))
        )
        for number, count in numbers.items():
            if count > 1:
                yield Fault("picture-number-twice", "word/document.xml", number)

    def _names(self, part: str, root: Element) -> Iterator[Fault]:
        for element in root.iter(_w("pStyle"), _w("rStyle"), _w("tblStyle")):
            if element.get(_w("val"), "") not in self.styles:
                yield Fault("style-undefined", part, element.get(_w("val"), ""))
        for element in root.iter(_w("numId")):
            if element.get(_w("val"), "") not in self.lists:
                yield Fault("list-undefined", part, element.get(_w("val"), ""))

    def _relationships(self, part: str, root: Element) -> Iterator[Fault]:
        folder, _, file = part.rpartition("/")
        links = self.parts.get(f"{folder}/_rels/{file}.rels")
        known: dict[str, Element] = {}
        if links is not None:
            known = {link.get("Id", ""): link for link in etree.fromstring(links)}
        for element in root.iter(etree.Element):
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{R}}}") and str(value) not in known:
                    yield Fault("relationship-missing", part, str(value))
        for link in known.values():
            target = link.get("Target", "")
            if link.get("TargetMode") == "External":
                if not _EXTERNAL.match(target):
                    yield Fault("address-strange", part, target)
            elif f"{folder}/{target}" not in self.parts and target.lstrip("/") not in self.parts:
                yield Fault("part-missing", part, target)


def _fields(part: str, root: Element) -> Iterator[Fault]:
    """Each field begins, shows its result, ends, and none crosses another."""
    open_fields: list[str] = []
    for element in root.iter(_w("fldChar"), _w("tc"), _w("footnote")):
        kind = element.get(_w("fldCharType"))
        if kind is None:
            continue
        if kind == "begin":
            open_fields.append("code")
        elif not open_fields:
            yield Fault("field-unbalanced", part, kind)
        elif kind == "separate":
            if open_fields[-1] != "code":
                yield Fault("field-unbalanced", part, kind)
            open_fields[-1] = "result"
        else:
            open_fields.pop()
    for _ in open_fields:
        yield Fault("field-unclosed", part, "begin")
    for run in root.iter(_w("r")):
        code = run.findtext(_w("instrText")) or ""
        if _HIDDEN_CODES.match(code) and run.find(f"{_w('rPr')}/{_w('rStyle')}") is None:
            yield Fault("mark-visible", part, code.strip())


def _by_hand(part: str, root: Element) -> Iterator[Fault]:
    for properties, allowed in (("pPr", _OF_PARAGRAPH), ("rPr", _OF_RUN)):
        for element in root.iter(_w(properties)):
            for child in element:
                if _local(child) not in allowed:
                    yield Fault("formatted-by-hand", part, _local(child))
    for paragraph in root.iter(_w("p")):
        if paragraph.find(f"{_w('pPr')}/{_w('pStyle')}") is None:
            yield Fault("paragraph-without-style", part, _words(paragraph))


def _tables(part: str, root: Element) -> Iterator[Fault]:
    for table in root.iter(_w("tbl")):
        columns = len(table.findall(f"{_w('tblGrid')}/{_w('gridCol')}"))
        rows = table.findall(_w("tr"))
        if not rows:
            yield Fault("table-empty", part, "")
        for number, row in enumerate(rows, 1):
            breadth = sum(_span(cell) for cell in row.findall(_w("tc")))
            breadth += sum(
                int(skip.get(_w("val"), "0"))
                for skip in row.iterfind(f"{_w('trPr')}/*")
                if _local(skip) in ("gridBefore", "gridAfter")
            )
            if breadth != columns:
                yield Fault("row-uneven", part, f"{number}: {breadth}/{columns}")
        for cell in table.iter(_w("tc")):
            blocks = [child for child in cell if child.tag in _BLOCKS]
            if not blocks or blocks[-1].tag != _w("p"):
                yield Fault("cell-without-paragraph", part, _words(cell))


def _span(cell: Element) -> int:
    span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
    return 1 if span is None else int(span.get(_w("val"), "1"))


def _pictures(part: str, root: Element) -> Iterator[Fault]:
    for picture in root.iter(name("wp:docPr")):
        silent = picture.find(f".//{{{ADEC}}}decorative") is not None
        if not silent and not (picture.get("descr") or "").strip():
            yield Fault("picture-without-words", part, picture.get("name", ""))


def _codes(root: Element) -> Iterable[str]:
    yield from (element.text or "" for element in root.iter(_w("instrText")))
    yield from (element.get(_w("instr"), "") for element in root.iter(_w("fldSimple")))


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _r(tag: str) -> str:
    return f"{{{R}}}{tag}"


def _words(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())[:60]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
