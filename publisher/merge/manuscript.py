"""A Word file as its readers see it: paragraphs with their letters, notes, remarks, changes.

Tracked changes are read as accepted, and kept beside with their author and date. What a field
shows is known to be its result, so that an edit of it is told apart from an edit of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from publisher.merge.package import R, Sent, W

NOTE = "\uf8f0"
"""Stands in a text where a note is called."""
PICTURE = "\uf8f1"
"""Stands in a text where a picture is."""

MARK = "_src"
EDITION = "_sent_"
_LETTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_STRANGE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NUMBERED = re.compile(r"(\D*?)\s*(\d*)$")

Marks = frozenset[str]
NONE: Marks = frozenset()


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change."""

    kind: str  # inserted | deleted | moved-here | moved-away
    author: str
    date: str
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment: who, when, what, and the words it hangs on."""

    author: str
    date: str
    text: str
    about: str
    block: int


@dataclass(slots=True)
class Block:
    """One paragraph. `fields` names the field a letter is the result of; `cell` is table, row
    and column from 0; `story` is `body`, a note or a running head."""

    style: str
    text: str = ""
    marks: list[Marks] = field(default_factory=list)
    fields: list[str | None] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    authors: list[str | None] = field(default_factory=list)
    cell: tuple[int, int, int] | None = None
    story: str = "body"
    erased: set[str] = field(default_factory=set)
    """Who struck words out of it."""


@dataclass(slots=True)
class Manuscript:
    """The whole file, notes behind the paragraphs that call them."""

    name: str
    blocks: list[Block]
    revisions: list[Revision]
    remarks: list[Remark]
    edition: str | None


def read(sent: Sent) -> Manuscript:
    """Read an opened Word file."""
    return _Reader(sent).read()


@dataclass(slots=True)
class _Field:
    code: str = ""
    result: bool = False


@dataclass(slots=True)
class _Around:
    """What a run stands in."""

    link: str | None = None
    author: str | None = None
    date: str = ""
    change: str | None = None
    simple: str | None = None


@dataclass(slots=True)
class _Reader:
    sent: Sent
    blocks: list[Block] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    comments: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    remarks: list[tuple[str, int, list[str]]] = field(default_factory=list)
    """Comments met: id, block, the words they hang on."""
    opened: dict[str, int] = field(default_factory=dict)
    styles: dict[str, tuple[str, str | None, dict[str, bool]]] = field(default_factory=dict)
    stack: list[_Field] = field(default_factory=list)
    tables: int = 0
    part: str = "word/document.xml"
    joining: Block | None = None
    edition: str | None = None
    _known: dict[str, dict[str, bool]] = field(default_factory=dict)

    def read(self) -> Manuscript:
        self._styles()
        self._comments()
        body = self.sent.parts["word/document.xml"].find(_w("body"))
        if body is not None:
            self._blocks(body, "body", None)
        count = len(self.blocks)
        notes = self._notes()
        whole: list[Block] = []
        called: set[str] = set()
        moved: dict[int, int] = {}
        for number, block in enumerate(self.blocks[:count]):
            moved[number] = len(whole)
            whole.append(block)
            for note in block.notes:
                if note not in called:
                    called.add(note)
                    for old, inner in notes.get(note, ()):
                        moved[old] = len(whole)
                        whole.append(inner)
        for note, inners in notes.items():
            if note not in called:  # a note nobody calls any more
                for old, inner in inners:
                    inner.story = "lost-note"
                    moved[old] = len(whole)
                    whole.append(inner)
        start = len(self.blocks)
        for part in sorted(self.sent.parts):
            if part.startswith(("word/header", "word/footer")):
                self._story(part, self.sent.parts[part], "running")
        whole += self.blocks[start:]
        revisions = [
            Revision(r.kind, r.author, r.date, r.text, moved.get(r.block, r.block))
            for r in self.revisions
        ]
        remarks = []
        seen = set()
        for id, number, about in self.remarks:
            author, date, text = self.comments.get(id, ("", "", ""))
            seen.add(id)
            remarks.append(Remark(author, date, text, "".join(about), moved.get(number, number)))
        for id, (author, date, text) in self.comments.items():
            if id not in seen:
                remarks.append(Remark(author, date, text, "", 0))
        return Manuscript(
            self.sent.name, whole, _joined(revisions), remarks, self.edition or self._property()
        )

    # -- the file as a whole -------------------------------------------------------------------

    def _property(self) -> str | None:
        root = self.sent.part("docProps/custom.xml")
        for item in root if root is not None else ():
            if item.get("name") == "PublisherSent":
                return "".join(map(str, item.itertext())).strip() or None
        root = self.sent.part("docProps/core.xml")
        text = "".join(map(str, root.itertext())) if root is not None else ""
        found = re.search(r"publisher-sent:([0-9a-f]{16})", text)
        return found[1] if found else None

    def _styles(self) -> None:
        root = self.sent.part("word/styles.xml")
        for style in root.iter(_w("style")) if root is not None else ():
            name, based = style.find(_w("name")), style.find(_w("basedOn"))
            shown = _val(name) or ""
            self.styles[style.get(_w("styleId"), "")] = (
                shown.lower(),
                _val(based),
                _switches(style.find(_w("rPr"))),
            )

    def _style_switches(self, id: str, depth: int = 0) -> dict[str, bool]:
        if id in self._known:
            return self._known[id]
        _name, based, own = self.styles.get(id, ("", None, {}))
        upper = self._style_switches(based, depth + 1) if based and depth < 20 else {}
        self._known[id] = {**upper, **own}
        return self._known[id]

    def _comments(self) -> None:
        root = self.sent.part("word/comments.xml")
        for comment in root.iter(_w("comment")) if root is not None else ():
            lines = ["".join(_plain(p)) for p in comment.iter(_w("p"))]
            self.comments[comment.get(_w("id"), "")] = (
                comment.get(_w("author"), ""),
                comment.get(_w("date"), ""),
                "\n".join(line for line in lines if line.strip()),
            )

    def _notes(self) -> dict[str, list[tuple[int, Block]]]:
        found: dict[str, list[tuple[int, Block]]] = {}
        for part, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
            root = self.sent.part(part)
            for note in root.iter(_w(tag)) if root is not None else ():
                if note.get(_w("type")) in (None, "normal"):
                    id = f"{tag}:{note.get(_w('id'))}"
                    start = len(self.blocks)
                    self._story(part, note, id)
                    made = list(enumerate(self.blocks[start:], start))
                    for _, block in made[:1]:
                        # The mark before a note's text, and Word's space behind it.
                        kept = len(block.text.lstrip(" \u00a0\t"))
                        _cut(block, len(block.text) - kept)
                    found[id] = made
        return found

    def _story(self, part: str, root: etree._Element, story: str) -> None:
        self.part, self.stack, self.joining = part, [], None
        self._blocks(root, story, None)

    # -- blocks --------------------------------------------------------------------------------

    def _blocks(self, root: etree._Element, story: str, cell: tuple[int, int, int] | None) -> None:
        for node in root:
            tag = _tag(node)
            if tag == "p":
                self._paragraph(node, story, cell)
            elif tag == "tbl":
                self._table(node, story)
            elif tag == "sdt":
                for content in node.findall(_w("sdtContent")):
                    self._blocks(content, story, cell)
            elif tag in ("customXml", "ins", "moveTo", "smartTag", "footnote"):
                self._blocks(node, story, cell)
            elif tag == "bookmarkStart":
                self._name(node.get(_w("name"), ""), None)

    def _table(self, node: etree._Element, story: str) -> None:
        table, self.tables = self.tables, self.tables + 1
        rows = [row for row in node.iter(_w("tr")) if _owner(row) is node]
        for r, row in enumerate(rows):
            properties = row.find(_w("trPr"))
            struck = properties.find(_w("del")) if properties is not None else None
            if struck is not None:
                text = " ".join("".join(_plain(p, struck=True)) for p in row.iter(_w("p")))
                self._revise("deleted", struck, text)
                continue
            column = 0
            for tc in row.iter(_w("tc")):
                if _owner(tc) is not node:
                    continue
                self._blocks(tc, story, (table, r, column))
                span = tc.find(f"{_w('tcPr')}/{_w('gridSpan')}")
                column += int(_val(span) or 1) if (_val(span) or "1").isdigit() else 1

    def _paragraph(
        self, node: etree._Element, story: str, cell: tuple[int, int, int] | None
    ) -> None:
        properties = node.find(_w("pPr"))
        style = _val(properties.find(_w("pStyle"))) if properties is not None else None
        shown = self.styles.get(style or "", ("", None, {}))[0]
        block = self.joining
        if block is None:
            block = Block(shown, cell=cell, story=story)
            self.blocks.append(block)
        self.joining = None
        if properties is not None:
            self._ends(properties, block)
        self._inside(node, block, _Around(), style)

    def _ends(self, properties: etree._Element, block: Block) -> None:
        """A paragraph mark that was struck out joins this paragraph to the next."""
        marks = properties.find(_w("rPr"))
        if marks is None:
            return
        for tag, kind in (("del", "deleted"), ("moveFrom", "moved-away"), ("ins", "inserted")):
            change = marks.find(_w(tag))
            if change is not None:
                self._revise(kind, change, "¶")
                if tag != "ins":
                    self.joining = block

    # -- inside a paragraph ----------------------------------------------------------------------

    def _inside(
        self, root: etree._Element, block: Block, around: _Around, style: str | None
    ) -> None:
        for node in root:
            tag = _tag(node)
            if tag == "r":
                self._run(node, block, around)
            elif tag == "hyperlink":
                address = self.sent.links.get(self.part, {}).get(node.get(f"{{{R}}}id", ""))
                inner = _Around(address, around.author, around.date, around.change, around.simple)
                self._inside(node, block, inner, style)
            elif tag in ("ins", "moveTo"):
                kind = "inserted" if tag == "ins" else "moved-here"
                self._changed(node, block, around, style, kind)
            elif tag in ("del", "moveFrom"):
                kind = "deleted" if tag == "del" else "moved-away"
                text = "".join(_plain(node, struck=True))
                self._revise(kind, node, text)
                block.erased.add(node.get(_w("author"), ""))
            elif tag == "fldSimple":
                code = (node.get(_w("instr"), "").split() or ["?"])[0]
                inner = _Around(around.link, around.author, around.date, around.change, code)
                self._inside(node, block, inner, style)
            elif tag in ("smartTag", "customXml", "bdo", "dir"):
                self._inside(node, block, around, style)
            elif tag == "sdt":
                for content in node.findall(_w("sdtContent")):
                    self._inside(content, block, around, style)
            elif tag == "bookmarkStart":
                self._name(node.get(_w("name"), ""), block)
            elif tag == "commentRangeStart":
                self.remarks.append((node.get(_w("id"), ""), len(self.blocks) - 1, []))
                self.opened[node.get(_w("id"), "")] = len(self.remarks) - 1
            elif tag == "commentRangeEnd":
                self.opened.pop(node.get(_w("id"), ""), None)
            elif tag.startswith("{") and node.tag == f"{_STRANGE}AlternateContent":
                self._alternate(node, block, around)

    def _changed(
        self,
        node: etree._Element,
        block: Block,
        around: _Around,
        style: str | None,
        kind: str,
    ) -> None:
        author = node.get(_w("author"), "")
        start = len(block.text)
        inner = _Around(around.link, author, node.get(_w("date"), ""), kind, around.simple)
        self._inside(node, block, inner, style)
        if text := block.text[start:]:
            self._revise(kind, node, text)

    def _revise(self, kind: str, node: etree._Element, text: str) -> None:
        if text:
            self.revisions.append(
                Revision(
                    kind,
                    node.get(_w("author"), ""),
                    node.get(_w("date"), ""),
                    text,
                    max(len(self.blocks) - 1, 0),
                )
            )

    def _name(self, name: str, block: Block | None) -> None:
        if name.startswith(EDITION):
            self.edition = name.removeprefix(EDITION)
        elif name.startswith(MARK) and block is not None:
            block.names.append(name)

    def _run(self, node: etree._Element, block: Block, around: _Around) -> None:
        properties = node.find(_w("rPr"))
        switches: dict[str, bool] = {}
        if properties is not None:
            id = _val(properties.find(_w("rStyle")))
            switches = {**(self._style_switches(id) if id else {}), **_switches(properties)}
        hidden = switches.pop("vanish", False)
        marks = {name for name, on in switches.items() if on}
        if around.link:
            marks.add(f"link:{around.link}")
        shown = frozenset(marks)
        for piece in node:
            tag = _tag(piece)
            if tag == "fldChar":
                self._field(piece.get(_w("fldCharType"), ""))
            elif tag == "instrText":
                if self.stack and not self.stack[-1].result:
                    self.stack[-1].code += piece.text or ""
            elif self.stack and not self.stack[-1].result:
                continue
            elif tag in ("t", "delText"):
                text = (piece.text or "").replace("\u00ad", "")
                if not hidden:
                    self._write(block, text, shown, around)
            elif tag in _LETTERS:
                if tag == "br" and piece.get(_w("type")) in ("page", "column"):
                    continue
                self._write(block, _LETTERS[tag], shown, around)
            elif tag in ("footnoteReference", "endnoteReference"):
                block.notes.append(f"{tag.removesuffix('Reference')}:{piece.get(_w('id'))}")
                self._write(block, NOTE, NONE, around)
            elif tag in ("drawing", "pict", "object"):
                self._drawing(piece, block, around)
            elif tag == "sym":
                code = int(piece.get(_w("char"), "0"), 16)
                self._write(block, chr(code) if code else "", shown, around)
            elif piece.tag == f"{_STRANGE}AlternateContent":
                self._alternate(piece, block, around)
            elif tag == "commentReference" and not any(
                id == piece.get(_w("id"), "") for id, _, _ in self.remarks
            ):
                self.remarks.append((piece.get(_w("id"), ""), len(self.blocks) - 1, []))

    def _alternate(self, node: etree._Element, block: Block, around: _Around) -> None:
        for choice in node:
            if choice.tag == f"{_STRANGE}Choice":
                for piece in choice:
                    self._drawing(piece, block, around)
                return

    def _drawing(self, node: etree._Element, block: Block, around: _Around) -> None:
        boxes = list(node.iter(_w("txbxContent")))
        if not boxes:
            self._write(block, PICTURE, NONE, around)
        for box in boxes:
            for p in box.iter(_w("p")):
                self._inside(p, block, around, None)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.stack.append(_Field())
        elif kind == "separate" and self.stack:
            self.stack[-1].result = True
        elif kind == "end" and self.stack:
            self.stack.pop()

    def _write(self, block: Block, text: str, marks: Marks, around: _Around) -> None:
        if not text:
            return
        code = around.simple
        for opened in self.stack:
            word = (opened.code.split() or ["?"])[0].upper()
            if word != "HYPERLINK":
                code = code or word
        block.text += text
        block.marks += [marks] * len(text)
        block.fields += [code] * len(text)
        block.authors += [around.author] * len(text)
        for place in self.opened.values():
            self.remarks[place][2].append(text)


def kind_of(style: str) -> tuple[str, int]:
    """What a style makes of a paragraph: `heading` with its level, `bullet`, `number`, `text`."""
    found = _NUMBERED.match(style)
    name, number = (found[1].strip(), int(found[2] or 0)) if found else (style, 0)
    if name == "heading":
        return "heading", number or 1
    if name == "list bullet":
        return "bullet", number or 1
    if name == "list number":
        return "number", number or 1
    return "text", 0


def _joined(revisions: list[Revision]) -> list[Revision]:
    """Word breaks one change into many runs: those that touch are one again."""
    joined: list[Revision] = []
    for one in revisions:
        last = joined[-1] if joined else None
        if last is not None and (last.kind, last.author, last.date, last.block) == (
            one.kind,
            one.author,
            one.date,
            one.block,
        ):
            joined[-1] = Revision(one.kind, one.author, one.date, last.text + one.text, one.block)
        else:
            joined.append(one)
    return [one for one in joined if one.text.strip("¶ ")] + [
        one for one in joined if not one.text.strip("¶ ")
    ]


def _cut(block: Block, count: int) -> None:
    block.text = block.text[count:]
    for letters in (block.marks, block.fields, block.authors):
        del letters[:count]


_SWITCHES = {"b": "b", "i": "i", "strike": "strike", "vanish": "vanish"}


def _switches(properties: etree._Element | None) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for node in properties if properties is not None else ():
        tag = _tag(node)
        if tag in _SWITCHES:
            found[_SWITCHES[tag]] = _val(node) not in ("0", "false", "off")
        elif tag == "vertAlign":
            found["sup"] = _val(node) == "superscript"
            found["sub"] = _val(node) == "subscript"
    return found


def _plain(node: etree._Element, *, struck: bool = False) -> Iterator[str]:
    wanted = ("t", "delText") if struck else ("t",)
    for piece in node.iter():
        tag = _tag(piece)
        if tag in wanted:
            yield piece.text or ""
        elif tag in _LETTERS:
            yield " "


def _owner(node: etree._Element) -> etree._Element | None:
    """The table a row or cell belongs to."""
    return next(node.iterancestors(_w("tbl")), None)


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _tag(node: etree._Element) -> str:
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(f"{{{W}}}")


def _val(node: etree._Element | None) -> str | None:
    return node.get(_w("val")) if node is not None else None
