"""What WeasyPrint draws, taken over as objects with open ends.

Its pages are drawn onto streams of pydyf's, tagged by its own tag tree; then every object is
cut where it refers to something that make-up decides.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.model.galley import (
    Bookmark,
    Galley,
    GalleyFont,
    GalleyObject,
    GalleyPage,
    Link,
    Mark,
    PageSort,
    Piece,
)
from publisher.pdf import text_layer
from publisher.pdf.tags import complete_list_items
from publisher.units import PIXELS_PER_POINT, Box

_SCALE = 1 / PIXELS_PER_POINT
_FONTS = b"the fonts of the edition"
_DOCUMENT = b"the document"
_REFERENCE = re.compile(rb"(\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Known:
    """What the layout knows of a page and its drawing does not."""

    sort: PageSort
    shift: float | None = 0.0
    strings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()


@dataclass(slots=True)
class Drawn:
    """Pages of WeasyPrint's, drawn: its objects, and which of them are what."""

    pages: Sequence[Any]
    fonts: dict[Any, Any]
    pdf: Any
    resources: Any
    streams: list[Any]
    dictionaries: list[Any]
    links: list[list[tuple[Any, ...]]]
    page_numbers: dict[int, int] = field(default_factory=dict)

    @property
    def fixed_to_the_page(self) -> bool:
        """Whether there are patterns: they lie on the page, and don't move with its content."""
        return bool(self.resources["Pattern"])


def draw(pages: Sequence[Any], fonts: dict[Any, Any], *, tagged: bool) -> Drawn:
    """Draw pages of WeasyPrint's: whole and tagged, or their margin boxes only, as artifacts."""
    import pydyf
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import _use_references
    from weasyprint.pdf.anchors import add_links
    from weasyprint.pdf.stream import Stream
    from weasyprint.pdf.tags import add_tags

    pdf = pydyf.PDF()
    images: dict[Any, Any] = {}
    resources = pydyf.Dictionary(
        {name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading")}
    )
    resources["ColorSpace"] = _colour_spaces(pydyf)
    resources["Font"] = _FONTS
    drawn = Drawn(pages, fonts, pdf, resources, [], [], [])
    for page in pages:
        tags: dict[Any, Any] | None = {} if tagged else None
        rectangle = (
            -page.bleed["left"],
            -page.bleed["top"],
            page.width + page.bleed["left"] + page.bleed["right"],
            page.height + page.bleed["top"] + page.bleed["bottom"],
        )
        stream = Stream(fonts, rectangle, resources, images, tags, {}, None)
        height = page.height * _SCALE
        stream.transform(d=-1, f=height)
        dictionary = pydyf.Dictionary()
        pdf.add_page(dictionary)
        links = [link for link in page.links if link[0] in ("internal", "external")]
        add_links((links, []), Matrix(_SCALE, 0, 0, -_SCALE, 0, height), pdf, dictionary, [], tags)
        if tagged:
            page.paint(stream, _SCALE)
        else:
            _paint_margin_boxes(page, stream)
        drawn.streams.append(stream)
        drawn.dictionaries.append(dictionary)
        drawn.links.append(links)
    _use_references(pdf, resources, images, {})
    if tagged:
        pdf.catalog["Lang"] = ""  # make-up writes it; the tag tree only asks whether it is there
        add_tags(pdf, _Pages(pages), "1.7", drawn.streams)
        complete_list_items(pdf, pydyf)
    return drawn


def take(drawn: Drawn, known: Sequence[Known]) -> Galley:
    """The galley of what was drawn."""
    return _Taking(drawn).galley(known)


@dataclass(frozen=True, slots=True)
class _Pages:
    """As much of a document as the tag tree asks for."""

    pages: Sequence[Any]


def _paint_margin_boxes(page: Any, stream: Any) -> None:
    from weasyprint.draw import draw_stacking_context
    from weasyprint.stacking import StackingContext

    if not page._page_box.children:
        return
    stream.begin_marked_content("Artifact", _dictionary({"Type": "/Pagination"}))
    with stream.stacked():
        stream.transform(a=_SCALE, d=_SCALE)
        draw_stacking_context(stream, StackingContext.from_page(page._page_box))
    stream.end_marked_content()


def _dictionary(values: dict[str, Any]) -> Any:
    import pydyf

    return pydyf.Dictionary(values)


def _colour_spaces(pydyf: Any) -> Any:
    from weasyprint.pdf import D50, D65

    spaces = pydyf.Dictionary()
    for name, point in (("lab-d50", D50), ("lab-d65", D65)):
        values = {
            "WhitePoint": pydyf.Array(point),
            "Range": pydyf.Array((-125, 125, -125, 125)),
        }
        spaces[name] = pydyf.Array(("/Lab", pydyf.Dictionary(values)))
    return spaces


class _Taking:
    """Turns the objects of one drawing into those of a galley."""

    def __init__(self, drawn: Drawn) -> None:
        import pydyf

        self.pydyf: Any = pydyf
        self.drawn = drawn
        self.pdf = drawn.pdf
        root = self._structure_root()
        self.document = self._target(root["K"][0]) if root is not None else None
        self.parent_tree = self._target(root["ParentTree"]) if root is not None else None
        self.pages = {page.number: index for index, page in enumerate(drawn.dictionaries)}
        self.annotations = [[link[3].link_annotation for link in links] for links in drawn.links]
        flat = [one for page in self.annotations for one in page]
        self.links = {annotation.number: index for index, annotation in enumerate(flat)}
        left_out = {0, self.pdf.pages.number, self.pdf.catalog.number, *self.pages}
        left_out |= {one.number for one in (root, self.document, self.parent_tree) if one}
        kept = [one for one in self.pdf.objects if one.number not in left_out]
        self.numbers = {one.number: index for index, one in enumerate(kept)}
        self.kept = kept

    def galley(self, known: Sequence[Known]) -> Galley:
        """Everything, page by page and object by object."""
        parents, links = self._parents()
        pages = tuple(
            self._page(index, parents[index], links, one) for index, one in enumerate(known)
        )
        objects = [self._object(one) for one in self.kept]
        objects = [replace(one, digest=_picture_digest(one, objects)) for one in objects]
        kids = self.document["K"] if self.document is not None else ()
        resources = {
            category: {str(name): self._pieces(value) for name, value in entries.items()}
            for category, entries in self.drawn.resources.items()
            if category != "Font" and entries
        }
        return Galley(
            pages=pages,
            objects=tuple(objects),
            kids=tuple(self.numbers[self._number(kid)] for kid in kids),
            resources=resources,
            fonts=tuple(self._fonts()),
        )

    # -- pages ---------------------------------------------------------------------------

    def _page(
        self, index: int, elements: tuple[int, ...], links: Mapping[int, int], known: Known
    ) -> GalleyPage:
        page = self.drawn.pages[index]
        width, height = page.width * _SCALE, page.height * _SCALE
        bleed = {side: value * _SCALE for side, value in page.bleed.items()}
        return GalleyPage(
            sort=known.sort,
            media=Box(
                -bleed["left"], -bleed["bottom"], width + bleed["right"], height + bleed["top"]
            ),
            trim=Box(0, 0, width, height),
            content=_deflated(self.drawn.streams[index]),
            shift=known.shift,
            elements=elements,
            links=tuple(self._link(annotation, links) for annotation in self.annotations[index]),
            anchors={
                name: Box(
                    left * _SCALE, height - bottom * _SCALE, right * _SCALE, height - top * _SCALE
                )
                for name, (left, top, right, bottom) in page.anchors.items()
            },
            bookmarks=tuple(
                Bookmark(level, title, x * _SCALE, height - y * _SCALE, state == "closed")
                for level, title, (x, y), state in page.bookmarks
            ),
            strings=known.strings,
            opened=known.opened,
        )

    def _link(self, annotation: Any, elements: Mapping[int, int]) -> Link:
        left, top, right, bottom = annotation["Rect"]
        internal = "Dest" in annotation
        target = annotation["Dest"] if internal else annotation["A"]["URI"]
        return Link(
            box=Box(left, min(top, bottom), right, max(top, bottom)),
            target=target.string,
            internal=internal,
            object=self.numbers[annotation.number],
            element=elements.get(annotation.number),
        )

    def _parents(self) -> tuple[list[tuple[int, ...]], dict[int, int]]:
        """Structure elements by page and MCID, and those of the annotations."""
        pages: list[tuple[int, ...]] = [() for _ in self.drawn.pages]
        links: dict[int, int] = {}
        if self.parent_tree is None:
            return pages, links
        numbers = self.parent_tree["Nums"]
        by_key = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for index in range(len(pages)):
            pages[index] = tuple(self.numbers[self._number(one)] for one in by_key[index])
        for number in self.links:
            key = self.pdf.objects[number].get("StructParent")
            if key is not None:
                links[number] = self.numbers[self._number(by_key[key])]
        return pages, links

    # -- objects ---------------------------------------------------------------------------

    def _object(self, one: Any) -> GalleyObject:
        if one.number in self.links:
            return GalleyObject(())  # make-up writes links
        if isinstance(one, self.pydyf.Stream):
            extra = dict(one.extra)
            if one.compress:
                extra["Filter"] = "/FlateDecode"
                content = _deflated(one)
            else:
                content = _plain(one)
            extra["Length"] = len(content)
            pieces = self._pieces(self.pydyf.Dictionary(extra))
            return GalleyObject(pieces, content)
        if one.get("S") == "/Figure" and "A" in one:
            one["A"]["BBox"] = self._figure_box(one)
        return GalleyObject(self._pieces(one))

    def _figure_box(self, element: Any) -> Any:
        """The box of a picture as PDF measures it; WeasyPrint 70 writes CSS pixels from the top."""
        index = self.pages[self._number(element["Pg"])]
        height = self.drawn.pages[index].height
        left, top, right, bottom = element["A"]["BBox"]
        return [
            Mark("x", number=index, value=left * _SCALE),
            (height - bottom) * _SCALE,
            Mark("x", number=index, value=right * _SCALE),
            (height - top) * _SCALE,
        ]

    def _pieces(self, value: Any) -> tuple[Piece, ...]:
        """An object's text, cut at its open ends."""
        pieces: list[Piece] = []
        for piece in self._cut(value):
            if pieces and isinstance(piece, bytes) and isinstance(pieces[-1], bytes):
                pieces[-1] += piece
            else:
                pieces.append(piece)
        return tuple(pieces)

    def _cut(self, value: Any, key: str = "") -> Iterator[Piece]:
        pydyf = self.pydyf
        if isinstance(value, Mark):
            yield value
        elif isinstance(value, dict):
            yield b"<<"
            for name, entry in value.items():
                yield b"/" + (name if isinstance(name, bytes) else str(name).encode()) + b" "
                yield from self._cut(entry, str(name))
            yield b">>"
        elif isinstance(value, list | tuple):
            yield b"["
            for position, entry in enumerate(value):
                if position:
                    yield b" "
                yield from self._cut(entry, key)
            yield b"]"
        elif key in ("ID", "Headers") and isinstance(value, pydyf.String):
            yield Mark("id", name=value.string)
        elif isinstance(value, bytes) and value == _FONTS:
            yield Mark("font")
        elif isinstance(value, bytes) and (match := _REFERENCE.fullmatch(value)):
            yield self._mark(int(match[1]))
        else:
            yield pydyf._to_bytes(value)

    def _mark(self, number: int) -> Mark:
        if number in self.pages:
            return Mark("page", number=self.pages[number])
        if self.document is not None and number == self.document.number:
            return Mark("document")
        return Mark("object", number=self.numbers[number])

    def _structure_root(self) -> Any:
        reference = self.pdf.catalog.get("StructTreeRoot")
        return None if reference is None else self._target(reference)

    def _target(self, reference: bytes) -> Any:
        return self.pdf.objects[self._number(reference)]

    @staticmethod
    def _number(reference: bytes) -> int:
        return int(reference.split()[0])

    # -- faces -----------------------------------------------------------------------------

    def _fonts(self) -> Iterator[GalleyFont]:
        by_name: dict[str, list[Any]] = {}
        for font in self.drawn.fonts.values():
            by_name.setdefault(font.hash, []).append(font)
        for name, fonts in sorted(by_name.items()):
            font = fonts[0]
            widths: dict[int, float] = {}
            text: dict[int, str] = {}
            for one in fonts:
                widths |= one.widths
                text = {**text_layer.characters(one), **text}
            if not widths:
                continue
            yield GalleyFont(
                name=name,
                base_font=font.name.split(b"+", 1)[1],
                family=font.family,
                digest=hashlib.sha256(font.file_content).hexdigest(),
                index=font.index,
                opentype=font.type == "otf",
                flags=font.flags,
                ascent=font.ascent,
                descent=font.descent,
                italic_angle=font.italic_angle,
                stem_v=font.stemv,
                stem_h=font.stemh,
                widths=widths,
                text=text,
            )


def _plain(stream: Any) -> bytes:
    import pydyf

    return b"\n".join(pydyf._to_bytes(item) for item in stream.stream)


def _deflated(stream: Any) -> bytes:
    return zlib.compress(_plain(stream), 9)


def _picture_digest(one: GalleyObject, objects: Sequence[GalleyObject]) -> str | None:
    """A name for a picture by all that it is made of; None for what is no picture."""
    text = b"".join(piece for piece in one.pieces if isinstance(piece, bytes))
    if one.stream is None or b"/Subtype /Image" not in text:
        return None
    seal = hashlib.sha256(one.stream)
    for piece in one.pieces:
        if isinstance(piece, bytes):
            seal.update(piece)
            continue
        mask = _picture_digest(objects[piece.number], objects) if piece.sort == "object" else None
        if mask is None:
            return None
        seal.update(mask.encode())
    return seal.hexdigest()
