"""Good pages to print: what the pdf room hands over, made small and by hand."""

from __future__ import annotations

import base64
import datetime
import functools
import io
from pathlib import Path

import numpy as np
import pikepdf
import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from publisher.diagnostics import Place
from publisher.model.output import Colour, Ink, PageGeometry, PdfFile, Spot
from publisher.units import Box, Length
from publisher.workspace import Workspace

ROOT = Path(__file__).parents[2]
MOMENT = datetime.datetime(2026, 3, 31, 12, tzinfo=datetime.UTC)
COLOURS = (
    Colour("accent", "#a3123f", Ink(c=20, m=100, y=60, k=15)),
    Colour("tint", "#f3e4e9", Ink(m=12, y=4, k=2)),
    Colour("ground", "#f6f2ee", Ink(c=2, m=4, y=6)),
    Colour("text", "#1d1d1b", Ink(k=100)),
)
WORDS = (
    "Рада громади слухала звіт про видатки за рік і затвердила план робіт: дороги, школа, "
    "вода, світло. Ґанок, їжак, євро, № 7 — усе на місці. "
)

STYLE = """
@font-face { font-family: Serif; src: url(fonts/source-serif-4/SourceSerif4-Regular.ttf) }
@font-face { font-family: Grotesk; src: url(fonts/source-sans-3/SourceSans3-Bold.ttf);
  font-weight: 700 }
@page { size: 148mm 210mm; bleed: 5mm; margin: 16mm; background: #f6f2ee;
  @bottom-center { content: counter(page); font: 700 8pt Grotesk; color: #a3123f } }
@page cover { background: #a3123f }
body { font: 9.6pt/13pt Serif; color: #1d1d1b; margin: 0 }
h1 { font: 700 20pt/24pt Grotesk; color: #a3123f; margin: 0 0 4mm }
.cover { page: cover; break-after: page; color: #fff }
.cover h1 { color: #fff; font-size: 36pt; line-height: 40pt; margin-top: 90mm }
.columns { columns: 2; column-gap: 5mm; column-rule: .25pt solid #1d1d1b; text-align: justify }
.box { background: #f3e4e9; border: .5pt solid #a3123f; padding: 3mm; margin: 3mm 0 }
table { border-collapse: collapse; width: 100%; margin: 3mm 0 }
td { border: .25pt solid #1d1d1b; padding: 1mm }
td.grey { background: #d9d9d9 }
.gradient { height: 10mm; background: linear-gradient(90deg, #a3123f, #f3e4e9); margin: 3mm 0 }
.opaque { height: 6mm; background: #a3123f; opacity: .5 }
img { height: 24mm }
a { color: #1d1d1b }
.full { position: absolute; left: -21mm; top: -21mm; width: 158mm; height: 70mm }
"""

LOGO = (
    '<svg width="60" height="40" viewBox="0 0 60 40"><rect width="60" height="20" '
    'fill="#0057b8"/><rect y="20" width="60" height="20" fill="#ffd700"/>'
    '<circle cx="30" cy="20" r="8" fill="#a3123f"/></svg>'
)


def _noise(width: int, height: int) -> np.ndarray:
    across = np.linspace(0, 1, width)[None, :]
    down = np.linspace(0, 1, height)[:, None]
    red = 90 + 130 * np.sin(3 * across + 2 * down) ** 2
    green = 80 + 140 * np.cos(2 * across - down) ** 2
    blue = 60 + 150 * across * down + 30 * np.sin(40 * across) * np.cos(30 * down)
    return np.dstack([red, green, blue]).clip(0, 255).astype(np.uint8)


@functools.cache
def picture(kind: str) -> str:
    """A picture as a `data:` address: photo, other, grey, cmyk, alpha."""
    stream = io.BytesIO()
    if kind == "photo":
        Image.fromarray(_noise(1900, 850)).save(stream, "JPEG", quality=90)
    elif kind == "other":
        Image.fromarray(_noise(700, 500)[::-1]).save(stream, "JPEG", quality=90)
    elif kind == "grey":
        Image.fromarray(_noise(500, 350)).convert("L").save(stream, "JPEG", quality=90)
    elif kind == "cmyk":
        Image.fromarray(_noise(500, 350)).convert("CMYK").save(stream, "JPEG", quality=90)
    else:
        pixels = np.zeros((350, 350, 4), np.uint8)
        pixels[:, :, :3] = (0, 120, 90)
        pixels[:, :, 3] = np.linspace(0, 255, 350)[None, :]
        Image.fromarray(pixels, "RGBA").save(stream, "PNG")
    media = "png" if kind == "alpha" else "jpeg"
    return f"data:image/{media};base64,{base64.b64encode(stream.getvalue()).decode()}"


def sheet(body: str, style: str = "") -> str:
    """A whole HTML document."""
    return (
        f'<html lang="uk"><head><title>Вісник</title><style>{STYLE}{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def bulletin(*, transparent: bool = True) -> str:
    """Everything an edition has: cover, columns, pictures, table, gradient, logo."""
    return sheet(
        '<div class="cover"><h1 id="masthead">Вісник</h1></div>'
        f'<img class="full" alt="світлина" src="{picture("photo")}" id="photo">'
        '<div style="height:55mm"></div>'
        f'<h1 id="title">Звіт</h1><div class="columns" id="text"><p>{WORDS * 5}</p></div>'
        '<div class="box" id="box">Примітка у рамці</div>'
        '<div style="break-before:page"></div><h1>Таблиця</h1>'
        '<table id="table"><tr><td>Громада<td class="grey">12<tr><td>Школа<td>7</table>'
        '<div class="gradient" id="gradient"></div>'
        + ('<div class="opaque" id="opaque"></div>' if transparent else "")
        + f'<p><img alt="світлина" src="{picture("grey")}"> '
        + f'<img alt="світлина" src="{picture("cmyk")}"> '
        + (f'<img alt="світлина" src="{picture("alpha")}"> ' if transparent else "")
        + f'</p><p id="logo">{LOGO} <a href="https://example.org">посилання</a></p>'
        f'<div class="columns"><p>{WORDS * 4}</p></div>'
    )


def typeset(html: str, colours: tuple[Colour, ...] = COLOURS) -> PdfFile:
    """Lay HTML out as the pdf room does: bleed 5 mm, CropBox on the trim, tagged."""
    stream = io.BytesIO()
    fonts = FontConfiguration()
    document = weasyprint.HTML(string=html, base_url=str(ROOT)).render(font_config=fonts)
    document.write_pdf(stream, pdf_variant="pdf/ua-1", pdf_tags=True)
    spots, places = {}, {}
    bleed = Length.mm(5).points
    for count, page in enumerate(document.pages, 1):
        for name, (x, y, width, height) in _anchors(page).items():
            top = page.height * 0.75 - y * 0.75
            spots[name] = Spot(count, Box(x * 0.75, top - height * 0.75, (x + width) * 0.75, top))
            places[name] = Place(file="issues/sample/article.md", line=10 * count + len(spots))
    with pikepdf.open(stream) as pdf:
        pages = []
        for count, page in enumerate(pdf.pages, 1):
            trim = Box(*(float(value) for value in page.trimbox))
            media = trim.grown(Length(bleed))
            page.obj.CropBox = page.obj.TrimBox
            page.obj.BleedBox = page.obj.MediaBox
            pages.append(PageGeometry(media, trim, str(count)))
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)
    return PdfFile(
        content=made.getvalue(),
        pages=tuple(pages),
        spots=spots,
        places=places,
        colours=colours,
        title="Вісник «Громада» № 3",
        language="uk",
        moment=MOMENT,
    )


def _anchors(page: weasyprint.document.Page) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for box in page._page_box.descendants():
        element = getattr(box, "element", None)
        name = element.get("id") if element is not None and box.element_tag else None
        if name and name not in found:
            found[name] = (box.position_x, box.position_y, box.margin_width(), box.margin_height())
    return found


@functools.cache
def good() -> PdfFile:
    """The bulletin, laid out."""
    return typeset(bulletin())


@functools.cache
def opaque() -> PdfFile:
    """The bulletin without anything transparent."""
    return typeset(bulletin(transparent=False))


def workspace() -> Workspace:
    """This checkout."""
    return Workspace(ROOT)
