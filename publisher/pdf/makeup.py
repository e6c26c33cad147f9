"""Make-up: galleys → one PDF. Nothing is laid out here, and no line is changed.

Pages get their folios, sides and heads; links their targets; faces are embedded once, and
each picture once; the parts of the structure tree become one (ISO 32000-1, 14.7; PDF/UA-1).
"""

from __future__ import annotations

import datetime
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pydyf

from publisher.model.galley import Bookmark, Galley, GalleyObject, GalleyPage, Link, Mark, Piece
from publisher.model.output import HtmlBook, PageGeometry, Spot
from publisher.pdf.embedding import Embedded
from publisher.units import Box

_VERSION = b"1.7"
_EMPTY = Galley((), (), (), {}, ())


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page in the edition: from which galley, and how far it moves for its side."""

    galley: int | None
    """None for a blank page."""
    number: int
    page: GalleyPage
    shift: float
    folio: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The galleys in order, their pages in place, and the heads to be stamped on them."""

    galleys: tuple[Galley, ...]
    pages: tuple[PlacedPage, ...]
    heads: tuple[tuple[Galley, int], ...]
    """For each page the galley of its head, and the page of that galley."""
    fonts: Embedded


def spots(pages: Sequence[PlacedPage]) -> dict[str, Spot]:
    """Where each id of the edition stands first."""
    found: dict[str, Spot] = {}
    for number, placed in enumerate(pages, 1):
        for id, box in placed.page.anchors.items():
            if id not in found:
                found[id] = Spot(number, _moved(box, placed.shift))
    return found


def geometry(pages: Sequence[PlacedPage]) -> tuple[PageGeometry, ...]:
    """The boxes and the label of each page."""
    return tuple(
        PageGeometry(placed.page.media, placed.page.trim, str(placed.folio)) for placed in pages
    )


def make_up(edition: Edition, book: HtmlBook) -> bytes:
    """The finished file."""
    return _MakeUp(edition, book).file()


def _moved(box: Box, shift: float) -> Box:
    return Box(box.left + shift, box.bottom, box.right + shift, box.top)


class _Raw(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object whose bytes are known."""

    def __init__(self, content: bytes, stream: bytes | None = None) -> None:
        super().__init__()
        self._content = content
        self._stream = stream

    @property
    def data(self) -> bytes:
        if self._stream is None:
            return self._content
        return b"\n".join((self._content, b"stream", self._stream, b"endstream"))

    @property
    def compressible(self) -> bool:
        return self._stream is None

    def fill(self, content: bytes) -> None:
        """Give an object its bytes after its number is known."""
        self._content = content


@dataclass(slots=True)
class _Numbers:
    """The numbers a galley's objects have in the finished file."""

    objects: list[int] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)


class _MakeUp:
    def __init__(self, edition: Edition, book: HtmlBook) -> None:
        self.edition = edition
        self.book = book
        self.pdf = pydyf.PDF()
        self.pictures: dict[str, int] = {}
        self.page_objects = [_Raw(b"") for _ in edition.pages]
        self.document = _Raw(b"")
        self.parent_keys = len(edition.pages)
        self.parents: dict[int, bytes] = {}
        self.spots = spots(edition.pages)

    def file(self) -> bytes:
        """Write everything in an order that depends on nothing but the edition."""
        pdf = self.pdf
        for page in self.page_objects:
            pdf.add_page(page)
        pdf.add_object(self.document)
        fonts = _Raw(self.edition.fonts.write(self._add))
        pdf.add_object(fonts)
        self.fonts = _reference(fonts.number)
        kids: list[bytes] = []
        where: dict[int | None, list[int]] = {}
        for number, placed in enumerate(self.edition.pages):
            where.setdefault(placed.galley, []).append(number)
        for index, galley in enumerate(self.edition.galleys):
            kids += self._galley(galley, where[index])
        for number in where.get(None, ()):
            self._page(_EMPTY, number, _Filler(self, _Numbers(), ()), {})
        self._structure(kids)
        self._outlines()
        self._names()
        self._catalogue()
        out = io.BytesIO()
        pdf.write(out, _VERSION, False, True)
        return out.getvalue()

    def _add(self, content: bytes, stream: bytes | None = None) -> int:
        one = _Raw(content, stream)
        self.pdf.add_object(one)
        return int(one.number)

    # -- one galley ------------------------------------------------------------------------

    def _galley(self, galley: Galley, where: Sequence[int]) -> list[bytes]:
        """The objects and pages of a galley; references to its elements under the document."""
        numbers = _Numbers()
        raws: list[tuple[_Raw, GalleyObject]] = []
        for one in galley.objects:
            if one.digest is not None and one.digest in self.pictures:
                numbers.objects.append(self.pictures[one.digest])
                continue
            raw = _Raw(b"", one.stream)
            self.pdf.add_object(raw)
            numbers.objects.append(raw.number)
            raws.append((raw, one))
            if one.digest is not None:
                self.pictures[one.digest] = raw.number
        fill = _Filler(self, numbers, where)
        for raw, one in raws:
            if one.pieces:
                raw.fill(fill(one.pieces))
        links = {
            link.object: (self.edition.pages[number], link)
            for number in where
            for link in self.edition.pages[number].page.links
        }
        by_index = dict(self._by_index(galley, raws))
        for index in sorted(links):
            placed, link = links[index]
            key = self.parent_keys
            self.parent_keys += 1
            if link.element is not None:
                self.parents[key] = _reference(numbers.objects[link.element])
            by_index[index].fill(self._annotation(placed, link, key))
        resources: dict[tuple[int, int], bytes] = {}
        for number in where:
            self._page(galley, number, fill, resources)
        return [_reference(numbers.objects[kid]) for kid in galley.kids]

    @staticmethod
    def _by_index(
        galley: Galley, raws: list[tuple[_Raw, GalleyObject]]
    ) -> Iterator[tuple[int, _Raw]]:
        by_identity = {id(one): raw for raw, one in raws}
        for index, one in enumerate(galley.objects):
            if id(one) in by_identity:
                yield index, by_identity[id(one)]

    def _annotation(self, placed: PlacedPage, link: Link, key: int) -> bytes:
        box = _moved(link.box, placed.shift)
        target: bytes = pydyf.String(link.target).data
        way = b"/Dest %s" if link.internal else b"/A <</Type /Action/S /URI/URI %s>>"
        return (
            b"<</Type /Annot/Subtype /Link/F 4/Rect %s/BS <</W 0>>/Contents %s%s/StructParent %d>>"
            % (_box(box), target, way % target, key)
        )

    def _page(
        self,
        galley: Galley,
        index: int,
        fill: _Filler,
        known: dict[tuple[int, int], bytes],
    ) -> None:
        placed = self.edition.pages[index]
        page = placed.page
        contents = []
        if not page.content:
            pass  # a blank page
        elif placed.shift:
            move = b"q 1 0 0 1 " + _number(placed.shift) + b" 0 cm"
            contents.append(self._stream(move))
            contents.append(self._deflated(page.content))
            contents.append(self._stream(b"Q"))
        else:
            contents.append(self._deflated(page.content))
        head_galley, head_page = self.edition.heads[index]
        head = head_galley.pages[head_page].content
        if b"BDC" in zlib.decompress(head):
            # What a body leaves behind in the graphics state must not reach the head.
            if contents and not placed.shift:
                contents[:0] = [self._stream(b"q")]
                contents.append(self._stream(b"Q"))
            contents.append(self._deflated(head))
        own = (id(galley), id(head_galley))
        if own not in known:
            known[own] = self._resources(galley, head_galley, fill)
        annotations = b""
        if page.links:
            references = b" ".join(
                _reference(fill.numbers.objects[link.object]) for link in page.links
            )
            annotations = b"/Annots [" + references + b"]"
        if page.elements:
            self.parents[index] = (
                b"["
                + b" ".join(_reference(fill.numbers.objects[one]) for one in page.elements)
                + b"]"
            )
        media, trim = _box(page.media), _box(page.trim)
        self.page_objects[index].fill(
            b"<</Type /Page/Parent "
            + self.pdf.pages.reference
            + b"/MediaBox " + media
            + b"/CropBox " + trim
            + b"/BleedBox " + media
            + b"/TrimBox " + trim
            + b"/Contents [" + b" ".join(_reference(one) for one in contents) + b"]"
            + b"/Resources " + known[own]
            + b"/Tabs /S/StructParents " + str(index).encode()
            + annotations
            + b">>"
        )  # fmt: skip

    def _resources(self, galley: Galley, heads: Galley, fill: _Filler) -> bytes:
        categories: dict[str, dict[str, bytes]] = {}
        for source, filler in ((heads, None), (galley, fill)):
            for category, entries in source.resources.items():
                for name, pieces in entries.items():
                    if filler is None and any(isinstance(piece, Mark) for piece in pieces):
                        raise ValueError(f"a head points at {category} {name}")
                    content = filler(pieces) if filler else b"".join(map(bytes, pieces))  # type: ignore[arg-type]
                    categories.setdefault(category, {})[name] = content
        parts = [
            b"/" + category.encode() + b" <<"
            + b"".join(b"/" + name.encode() + b" " + content for name, content in entries.items())
            + b">>"
            for category, entries in sorted(categories.items())
        ]  # fmt: skip
        return _reference(self._add(b"<<" + b"".join(parts) + b"/Font " + self.fonts + b">>"))

    def _deflated(self, content: bytes) -> int:
        extra = b"<</Filter /FlateDecode/Length " + str(len(content)).encode() + b">>"
        return self._add(extra, content)

    def _stream(self, content: bytes) -> int:
        return self._add(b"<</Length " + str(len(content)).encode() + b">>", content)

    # -- the whole -------------------------------------------------------------------------

    def _structure(self, kids: Sequence[bytes]) -> None:
        numbers = b" ".join(
            str(key).encode() + b" " + value for key, value in sorted(self.parents.items())
        )
        tree = self._add(b"<</Nums [" + numbers + b"]>>")
        root = self._add(
            b"<</Type /StructTreeRoot/K [" + self.document.reference
            + b"]/ParentTree " + _reference(tree)
            + b"/ParentTreeNextKey " + str(self.parent_keys).encode() + b">>"
        )  # fmt: skip
        self.document.fill(
            b"<</Type /StructElem/S /Document/P " + _reference(root)
            + b"/K [" + b" ".join(kids) + b"]>>"
        )  # fmt: skip
        self.pdf.catalog["StructTreeRoot"] = _reference(root)

    def _outlines(self) -> None:
        marks = [
            (mark, number, placed.shift)
            for number, placed in enumerate(self.edition.pages)
            for mark in placed.page.bookmarks
        ]
        if not marks:
            return
        root = _Outline(None, 0, 0.0)
        open_ones = [(0, root)]
        for mark, number, shift in marks:
            while open_ones[-1][0] >= mark.level:
                open_ones.pop()
            entry = _Outline(mark, number, shift)
            open_ones[-1][1].entries.append(entry)
            open_ones.append((mark.level, entry))
        self._number_outlines(root)
        self._fill_outlines(root, None, None, None)
        self.pdf.catalog["Outlines"] = root.reference

    def _number_outlines(self, outline: _Outline) -> None:
        self.pdf.add_object(outline)
        for entry in outline.entries:
            self._number_outlines(entry)

    def _fill_outlines(
        self,
        outline: _Outline,
        parent: _Outline | None,
        before: _Outline | None,
        after: _Outline | None,
    ) -> None:
        """Write an entry and all below it (ISO 32000-1, 12.3.3)."""
        parts = []
        if outline.mark is not None:
            page = self.page_objects[outline.page].reference
            x, y = _number(outline.mark.x + outline.shift), _number(outline.mark.y)
            parts.append(b"/Title " + pydyf.String(outline.mark.title).data)
            parts.append(b"/Dest [" + page + b" /XYZ " + x + b" " + y + b" 0]")
        entries = outline.entries
        neighbours = {
            b"Parent": parent,
            b"Prev": before,
            b"Next": after,
            b"First": entries[0] if entries else None,
            b"Last": entries[-1] if entries else None,
        }
        parts += [b"/" + name + b" " + one.reference for name, one in neighbours.items() if one]
        if entries:
            parts.append(b"/Count %d" % outline.count)
        outline.fill(b"<<" + b"".join(parts) + b">>")
        for index, one in enumerate(entries):
            left = entries[index - 1] if index else None
            right = entries[index + 1] if index + 1 < len(entries) else None
            self._fill_outlines(one, outline, left, right)

    def _names(self) -> None:
        entries = []
        for id, spot in sorted(self.spots.items()):
            page = self.page_objects[spot.page - 1].reference
            entries.append(
                pydyf.String(id).data + b" [" + page + b" /XYZ "
                + _number(spot.box.left) + b" " + _number(spot.box.top) + b" 0]"
            )  # fmt: skip
        # A name tree is sorted by the bytes of its names (ISO 32000-1, 7.9.6).
        tree = self._add(b"<</Names [" + b" ".join(sorted(entries)) + b"]>>")
        self.pdf.catalog["Names"] = pydyf.Dictionary({"Dests": _reference(tree)})

    def _catalogue(self) -> None:
        book, catalogue = self.book, self.pdf.catalog
        catalogue["PageLabels"] = pydyf.Dictionary(
            {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D", "St": 1})])}
        )
        catalogue["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalogue["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalogue["Lang"] = pydyf.String(book.language)
        packet = _metadata(book)
        extra = b"<</Type /Metadata/Subtype /XML/Length " + str(len(packet)).encode() + b">>"
        catalogue["Metadata"] = _reference(self._add(extra, packet))
        info = self.pdf.info
        info["Title"] = pydyf.String(book.title)
        if book.authors:
            info["Author"] = pydyf.String(", ".join(book.authors))
        if book.description:
            info["Subject"] = pydyf.String(book.description)
        info["Creator"] = info["Producer"] = pydyf.String("Publisher")
        stamp = pydyf.String(f"D:{book.moment.astimezone(datetime.UTC):%Y%m%d%H%M%S}Z")
        info["CreationDate"] = info["ModDate"] = stamp


class _Filler:
    """Fills the open ends of one galley's objects."""

    def __init__(self, whole: _MakeUp, numbers: _Numbers, where: Sequence[int]) -> None:
        self.whole = whole
        self.numbers = numbers
        self.where = where

    def __call__(self, pieces: tuple[Piece, ...]) -> bytes:
        return b"".join(
            piece if isinstance(piece, bytes) else self._filled(piece) for piece in pieces
        )

    def _filled(self, mark: Mark) -> bytes:
        match mark.sort:
            case "object":
                return _reference(self.numbers.objects[mark.number])
            case "page":
                return bytes(self.whole.page_objects[self.where[mark.number]].reference)
            case "document":
                return bytes(self.whole.document.reference)
            case "font":
                return self.whole.fonts
            case "id":
                # Unique in the edition: the galley's first page stands before it.
                return bytes(pydyf.String(f"{self.where[0] + 1}-{mark.name}").data)
            case "x":
                shift = self.whole.edition.pages[self.where[mark.number]].shift
                return _number(mark.value + shift)
        raise AssertionError(mark)


class _Outline(_Raw):
    """An entry of the outlines and those below it; without a mark their root."""

    def __init__(self, mark: Bookmark | None, page: int, shift: float) -> None:
        super().__init__(b"")
        self.mark = mark
        self.page = page
        self.shift = shift
        self.entries: list[_Outline] = []

    @property
    def count(self) -> int:
        """How many entries are seen below this one; less than nothing when it is closed."""
        closed = self.mark is not None and self.mark.closed
        return -self._seen if closed else self._seen

    @property
    def _seen(self) -> int:
        return sum(1 + max(entry.count, 0) for entry in self.entries)


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number


def _number(value: float) -> bytes:
    return bytes(pydyf._to_bytes(float(value)))


def _box(box: Box) -> bytes:
    sides = (box.left, box.bottom, box.right, box.top)
    return b"[" + b" ".join(_number(side) for side in sides) + b"]"


def _metadata(book: HtmlBook) -> bytes:
    """The XMP packet: what the file is, and that it is PDF/UA-1 (ISO 14289-1, 5)."""
    stamp = book.moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    creators = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in book.authors)
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdf:Producer>Publisher</pdf:Producer>",
        "<xmp:CreatorTool>Publisher</xmp:CreatorTool>",
        f"<xmp:CreateDate>{stamp}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{stamp}</xmp:ModifyDate>",
        f"<dc:title>{_alternatives(book.title)}</dc:title>",
        f"<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>" if creators else "",
        f"<dc:description>{_alternatives(book.description)}</dc:description>"
        if book.description
        else "",
        f"<dc:language><rdf:Bag><rdf:li>{book.language}</rdf:li></rdf:Bag></dc:language>",
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(line for line in lines if line).encode()


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
