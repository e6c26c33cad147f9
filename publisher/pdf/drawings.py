"""Drawings and inserts as pictures for printers that know neither SVG nor PDF.

Drawings in the same faces at 300 pixels an inch, pages of other people at 200.
"""

from __future__ import annotations

import io
from pathlib import Path

from publisher.model.output import HtmlBook
from publisher.pdf import engine, inserts

_PIXELS_PER_INCH = 300
_PAGE_PIXELS_PER_INCH = 200
_MOST_PIXELS = 4_000
"""Of the longer side of an insert: more than any page of Word can show."""
_LARGEST_PNG = 1_500_000
_WIDEST = 180  # mm: wider than any text area, so that no picture is ever enlarged


def rasterise(book: HtmlBook, fontconfig: Path) -> dict[str, bytes]:
    """Each drawing and insert of a book as a picture, by its name; transparent becomes white."""
    pages = {
        asset.name: picture_of(asset.content)
        for asset in book.assets
        if asset.media_type == inserts.PDF
    }
    drawings = [asset for asset in book.assets if asset.media_type == "image/svg+xml"]
    if not drawings:
        return pages
    weasyprint = engine.load(fontconfig)
    import pypdfium2

    shelf = engine.Shelf({asset.name: asset for asset in drawings})
    fetcher = shelf.fetcher(weasyprint)
    pictures = pages
    for asset in drawings:
        html = weasyprint.HTML(
            string=f'<img src="{engine.ASSET}{asset.name}" alt="">',
            base_url=engine.BASE_URL,
            url_fetcher=fetcher,
        )
        page = f"@page{{size:{_WIDEST}mm 400mm;margin:0}}body{{margin:0}}"
        page += f"img{{display:block;width:{_WIDEST}mm;height:auto}}"
        with engine.complaints():
            document = html.render(stylesheets=[weasyprint.CSS(string=page)])
            content = document.write_pdf()
        height = _height(document)
        with pypdfium2.PdfDocument(content) as pdf:
            image = pdf[0].render(scale=_PIXELS_PER_INCH / 72).to_pil().convert("RGB")
        image = image.crop((0, 0, image.width, round(height * _PIXELS_PER_INCH / 96)))
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(_PIXELS_PER_INCH, _PIXELS_PER_INCH), optimize=False)
        pictures[asset.name] = out.getvalue()
    return pictures


def picture_of(page: bytes) -> bytes:
    """The trimmed page of an insert: PNG, or JPEG where a photograph would make that heavy."""
    import pypdfium2

    with pypdfium2.PdfDocument(page) as pdf:
        sheet = pdf[0]
        media, trim = sheet.get_mediabox(), sheet.get_trimbox()
        crop = tuple(abs(inner - outer) for inner, outer in zip(trim, media, strict=True))
        longest = max(trim[2] - trim[0], trim[3] - trim[1])
        scale = min(_PAGE_PIXELS_PER_INCH / 72, _MOST_PIXELS / longest)
        image = sheet.render(scale=scale, crop=crop).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(_PAGE_PIXELS_PER_INCH, _PAGE_PIXELS_PER_INCH))
    if out.tell() > _LARGEST_PNG:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=90, subsampling=0)
    return out.getvalue()


def _height(document: object) -> float:
    """The height the drawing took, in CSS pixels."""
    page = document.pages[0]._page_box  # type: ignore[attr-defined]
    boxes = [box for box in page.descendants() if box.element_tag == "img"]
    return float(boxes[0].height) if boxes else 0.0
