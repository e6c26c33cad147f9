"""HtmlBook → PdfFile: one layout, tagged for PDF/UA-1, with bleed on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from publisher.diagnostics import BuildStopped, Place, Report
from publisher.faces import Faces
from publisher.model.output import HtmlBook, PageGeometry, PdfFile, Spot
from publisher.pdf import engine
from publisher.pdf.headings import balance
from publisher.pdf.tags import complete_list_items
from publisher.units import PIXELS_PER_POINT, Box

VARIANT = "pdf/ua-1"

_NOTDEF = re.compile(r"\.notdef glyph rendered for Unicode string unsupported by fonts: (.+)")
_BROKEN_ANCHOR = re.compile(r"No anchor #(\S+)")


def typeset(book: HtmlBook, faces: Faces, fontconfig: Path, report: Report) -> PdfFile:
    """Lay out a book and write its PDF.

    Whatever WeasyPrint complains of is an error: nothing it could not place, find or read may
    be missing from a page unnoticed. Raises BuildStopped when there was any.
    """
    weasyprint = engine.load(fontconfig)
    shelf = engine.Shelf({asset.name: asset for asset in book.assets})
    geometry: list[PageGeometry] = []
    with engine.complaints() as complaints:
        try:
            document = _layout(weasyprint, book, shelf, faces)
            content = document.write_pdf(
                pdf_variant=VARIANT,
                finisher=lambda _document, pdf: geometry.extend(_finish(pdf, weasyprint)),
                custom_metadata=False,
            )
        except (Exception, weasyprint.urls.FatalURLFetchingError) as error:
            # What made the layout stop is said first; that it stopped is said only without one.
            _report_complaints(complaints, shelf, book, report)
            if not report.errors:
                reason = f"{type(error).__name__}: {error}"[:400]
                report.error("layout-failed", Place(file=f"issues/{book.slug}"), reason=reason)
            raise BuildStopped(report) from error
    _report_complaints(complaints, shelf, book, report)
    report.stop_on_errors()
    return PdfFile(
        content=content,
        pages=tuple(geometry),
        spots=dict(_spots(document)),
        places=book.places,
        colours=book.tokens.colours,
        title=book.title,
        language=book.language,
        moment=book.moment,
        pictures={},
    )


def _layout(weasyprint: ModuleType, book: HtmlBook, shelf: engine.Shelf, faces: Faces) -> Any:
    fetcher = shelf.fetcher(weasyprint)
    sheets = [
        weasyprint.CSS(string=text, url_fetcher=fetcher, base_url=engine.BASE_URL)
        for text in (*book.stylesheets, balance(book, faces), _running_title(book))
    ]
    html = weasyprint.HTML(
        string=_with_metadata(book), base_url=engine.BASE_URL, url_fetcher=fetcher
    )
    return html.render(stylesheets=sheets, pdf_variant=VARIANT)


def _running_title(book: HtmlBook) -> str:
    text = book.running_title.replace("\\", "\\\\").replace('"', '\\"')
    # A picture at the head of a page silences the head: the string is set there once more.
    return f'body > :first-child, .figure.width-bleed {{ string-set: edition "{text}" }}'


def _with_metadata(book: HtmlBook) -> str:
    """The markup with dates, author and description in its head; layout never sees them."""
    stamp = book.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = {
        "author": ", ".join(book.authors),
        "description": book.description,
        "generator": "Publisher",
        "dcterms.created": stamp,
        "dcterms.modified": stamp,
    }
    tags = "".join(
        f'<meta name="{name}" content="{_attribute(value)}"/>\n'
        for name, value in metadata.items()
        if value
    )
    return book.markup.replace("</head>", f"{tags}</head>", 1)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _finish(pdf: Any, weasyprint: ModuleType) -> Iterator[PageGeometry]:
    """Cut the pages to the trim: CropBox is the trim, the bleed stays around it for the press."""
    pydyf = weasyprint.pdf.pydyf
    complete_list_items(pdf, pydyf)
    # The number a reader's program shows is the one that is printed: decimal, from the first page.
    decimal = pydyf.Dictionary({"S": "/D", "St": 1})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, decimal])})
    number = 0
    for page in pdf.objects:
        if isinstance(page, dict) and page.get("Type") == "/Page":
            number += 1
            page["CropBox"] = page["TrimBox"]
            page["BleedBox"] = page["MediaBox"]
            yield PageGeometry(Box(*page["MediaBox"]), Box(*page["TrimBox"]), str(number))


def _spots(document: Any) -> Iterator[tuple[str, Spot]]:
    """Where each id stands first, in points from the lower left corner of the trim."""
    seen: set[str] = set()
    for number, page in enumerate(document.pages, 1):
        height = page.height / PIXELS_PER_POINT
        for id, (left, top, right, bottom) in page.anchors.items():
            if id not in seen:
                seen.add(id)
                yield (
                    id,
                    Spot(
                        number,
                        Box(
                            left / PIXELS_PER_POINT,
                            height - bottom / PIXELS_PER_POINT,
                            right / PIXELS_PER_POINT,
                            height - top / PIXELS_PER_POINT,
                        ),
                    ),
                )


def _report_complaints(
    complaints: list[str], shelf: engine.Shelf, book: HtmlBook, report: Report
) -> None:
    for url in shelf.refused:
        report.error("asset-refused", None, asset=unquote(url))
    for message in complaints:
        if match := _NOTDEF.search(message):
            report.error("glyph-missing-in-layout", None, text=match[1])
        elif match := _BROKEN_ANCHOR.search(message):
            report.error("link-nowhere", book.places.get(match[1]), id=match[1])
        else:
            report.error("layout-complaint", Place(file=f"issues/{book.slug}"), message=message)


def page_labels(pdf: PdfFile, ids: Mapping[str, Place] | None = None) -> dict[str, str]:
    """Element id → label of the page it stands on; all ids, or only those asked for."""
    return {
        id: pdf.pages[spot.page - 1].label
        for id, spot in pdf.spots.items()
        if ids is None or id in ids
    }
