"""A finished PDF → what a reader of it sees, page by page.

Read with PDFium, which no printer of this press writes with. Nothing is compared here.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterator
from typing import Literal

import pypdfium2
import pypdfium2.raw as raw

from publisher.reading import pdfium
from publisher.reading.page import read_leaf
from publisher.reading.pdfium import address, common
from publisher.reading.seen import (
    Bookmark,
    PageReading,
    PdfFont,
    PdfLink,
    PdfReading,
)
from publisher.reading.structure import read_structure
from publisher.units import Box


@functools.lru_cache(maxsize=1)  # the pages are read for the account, then for the craft
def read_pdf(content: bytes, clip: Literal["trim", "media"] = "trim") -> PdfReading:
    """Read a PDF. `clip` is the edge beyond which nothing is seen: the trim (within the crop
    box), or the whole sheet with its bleed.

    `pypdfium2.PdfiumError` when the file is no PDF.
    """
    with pdfium.LOCK:
        document = pypdfium2.PdfDocument(content)
        try:
            tagged = bool(raw.FPDFCatalog_IsTagged(document.raw))
            fonts: dict[tuple[str, bool], None] = {}
            pages = tuple(
                _read_page(document, index, clip, tagged, fonts) for index in range(len(document))
            )
            return PdfReading(
                pages=pages,
                fonts=tuple(PdfFont(name, embedded) for name, embedded in sorted(fonts)),
                outline=tuple(_outline(document)),
                title=document.get_metadata_value("Title"),
                language=_language(document),
                tagged=tagged,
                destinations=tuple(_destinations(document)),
            )
        finally:
            document.close()


def _read_page(
    document: pypdfium2.PdfDocument,
    index: int,
    clip: str,
    tagged: bool,
    fonts: dict[tuple[str, bool], None],
) -> PageReading:
    page = document[index]
    handle = address(page.raw)
    media = Box(*page.get_mediabox())
    window = media
    if clip == "trim":
        window = common(common(media, Box(*page.get_cropbox())), Box(*page.get_trimbox()))
    structure = read_structure(handle, tagged=tagged)
    leaf = read_leaf(handle, window, structure)
    fonts.update(dict.fromkeys(pdfium.font_facts(font) for font in leaf.fonts if font))
    reading = PageReading(
        number=index + 1,
        label=document.get_page_label(index) or str(index + 1),
        media=media,
        clip=window,
        pieces=tuple(leaf.pieces),
        pictures=tuple(leaf.pictures),
        drawings=tuple(leaf.drawings),
        links=tuple(_links(document, page)),
        alternatives=tuple(structure.alternatives),
        blocks=tuple(structure.blocks),
    )
    page.close()
    return reading


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[PdfLink]:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        rectangle = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, rectangle)
        # Some writers give the upper corner first.
        low, high = sorted((rectangle.bottom, rectangle.top))
        box = Box(rectangle.left, low, rectangle.right, high)
        action = raw.FPDFLink_GetAction(link)
        destination = raw.FPDFLink_GetDest(document.raw, link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            yield PdfLink(box, uri=_address(document, action))
        elif destination:
            yield PdfLink(box, None, *_target(document, destination))
        else:
            # A link that leads nowhere is a link still: the account will miss its target.
            yield PdfLink(box)


def _destinations(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int, float, float]]:
    for index in range(raw.FPDF_CountNamedDests(document.raw)):
        length = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document.raw, index, None, length)
        if length.value <= 0:
            continue
        buffer = ctypes.create_string_buffer(length.value)
        destination = raw.FPDF_GetNamedDest(document.raw, index, buffer, length)
        name = buffer.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace")
        page = raw.FPDFDest_GetDestPageIndex(document.raw, destination)
        given = [ctypes.c_int() for _ in range(3)]
        values = [ctypes.c_float() for _ in range(3)]
        raw.FPDFDest_GetLocationInPage(destination, *given, *values)
        yield name, page + 1, values[0].value, values[1].value


def _target(
    document: pypdfium2.PdfDocument, destination: raw.FPDF_DEST
) -> tuple[int | None, float | None]:
    index = raw.FPDFDest_GetDestPageIndex(document.raw, destination)
    given = [ctypes.c_int() for _ in range(3)]
    values = [ctypes.c_float() for _ in range(3)]
    raw.FPDFDest_GetLocationInPage(destination, *given, *values)
    return (index + 1 if index >= 0 else None), (values[1].value if given[1].value else None)


def _address(document: pypdfium2.PdfDocument, action: raw.FPDF_ACTION) -> str:
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(max(1, length))
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _outline(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    for bookmark in document.get_toc():
        destination = bookmark.get_dest()
        index = destination.get_index() if destination else None
        yield Bookmark(
            bookmark.level + 1, bookmark.get_title(), None if index is None else index + 1
        )


def _language(document: pypdfium2.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = ctypes.create_string_buffer(max(2, length))
    raw.FPDFCatalog_GetLanguage(
        document.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length
    )
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")
