"""Drawings as pictures for printers that know no SVG: same faces, 300 pixels an inch."""

from __future__ import annotations

import io
from pathlib import Path

from publisher.model.output import HtmlBook
from publisher.pdf import engine

_PIXELS_PER_INCH = 300
_WIDEST = 180  # mm: wider than any text area, so that no picture is ever enlarged


def rasterise(book: HtmlBook, fontconfig: Path) -> dict[str, bytes]:
    """Each SVG asset of a book as PNG, by its name; transparent ground becomes white."""
    drawings = [asset for asset in book.assets if asset.media_type == "image/svg+xml"]
    if not drawings:
        return {}
    weasyprint = engine.load(fontconfig)
    import pypdfium2

    shelf = engine.Shelf({asset.name: asset for asset in drawings})
    fetcher = shelf.fetcher(weasyprint)
    pictures: dict[str, bytes] = {}
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


def _height(document: object) -> float:
    """The height the drawing took, in CSS pixels."""
    page = document.pages[0]._page_box  # type: ignore[attr-defined]
    boxes = [box for box in page.descendants() if box.element_tag == "img"]
    return float(boxes[0].height) if boxes else 0.0
