"""Pages of other people, put into the finished proof.

WeasyPrint can't place a PDF. It is given a picture of the same proportions to lay out, one that
nobody else has; in the finished file that picture is exchanged for the page itself, as a form.
Place, order, tag (a Figure with its other words) and links stay as they were laid out, and this
module need not know how pages are made.
"""

from __future__ import annotations

import functools
import hashlib
import io
from typing import Any

import pikepdf
from PIL import Image

from publisher.diagnostics import Report
from publisher.foreign import MARK
from publisher.foreign.cutting import written
from publisher.model.output import Asset, HtmlBook

PDF = "application/pdf"
_WIDEST = 1_400


def stand_in(asset: Asset) -> tuple[bytes, str]:
    """What the layout gets to see of an asset, and its media type: for most, the asset itself."""
    if asset.media_type != PDF:
        return asset.content, asset.media_type
    return _picture(asset.content), "image/jpeg"


def place_inserts(content: bytes, book: HtmlBook, report: Report) -> bytes:
    """Exchange the pictures that stand in for inserts; without inserts the file stays as it is.

    An insert that stands nowhere is an error: nothing an editor gave may be missing.
    """
    pages = {_picture(asset.content): asset for asset in book.assets if asset.media_type == PDF}
    if not pages:
        return content
    missing = {asset.name: asset for asset in pages.values()}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        made: dict[str, Any] = {}
        for holder in _holders(pdf):
            for name, thing in list(holder.items()):
                asset = _meant(thing, pages)
                if asset is None:
                    continue
                if asset.name not in made:
                    made[asset.name] = _form(pdf, asset.content)
                holder[name] = made[asset.name]
                missing.pop(asset.name, None)
        for asset in missing.values():
            report.error("insert-not-placed", asset.place, name=asset.name)
        return written(pdf)


def _holders(pdf: pikepdf.Pdf) -> list[Any]:
    """Every dictionary of drawable things in the file; a file has few that are not shared."""
    held = (
        thing.Resources.XObject
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
        and isinstance(thing.get("/Resources"), pikepdf.Dictionary)
        and isinstance(thing.Resources.get("/XObject"), pikepdf.Dictionary)
    )
    return list(held)


def _meant(thing: Any, pages: dict[bytes, Asset]) -> Asset | None:
    if not isinstance(thing, pikepdf.Stream) or str(thing.get("/Filter")) != "/DCTDecode":
        return None
    return pages.get(thing.read_raw_bytes())


def _form(pdf: pikepdf.Pdf, content: bytes) -> Any:
    """A page as a form of the size of a picture: one by one."""
    with pikepdf.open(io.BytesIO(content)) as single:
        page = single.pages[0].obj
        left, bottom, right, top = (float(value) for value in page.MediaBox)
        form: Any = pdf.make_stream(page.Contents.read_bytes())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([left, bottom, right, top])
        # PDF readers round matrices: ten digits keep a page's far corner within a micrometre.
        across, up = 1 / (right - left), 1 / (top - bottom)
        form.Matrix = pikepdf.Array(
            [_long(across), 0, 0, _long(up), _long(-left * across), _long(-bottom * up)]
        )
        form.Resources = pdf.copy_foreign(single.make_indirect(page.Resources))
        form[MARK] = pikepdf.String(hashlib.sha256(content).hexdigest()[:16])
        return pdf.make_indirect(form)


def _long(value: float) -> pikepdf.Object:
    return pikepdf.Object.parse(f"{value:.10f}".encode())


@functools.lru_cache(maxsize=64)
def _picture(content: bytes) -> bytes:
    """A white JPEG of a page's proportions, with the page's digest in a comment."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left, bottom, right, top = (float(value) for value in pdf.pages[0].obj.MediaBox)
    ratio = (top - bottom) / (right - left)
    wide = min(_WIDEST, max(8, round(_WIDEST / ratio)))
    # Of the widths near the largest, the one whose height comes nearest to a whole number.
    across = min(range(max(8, wide * 2 // 3), wide + 1), key=lambda w: _off(w * ratio) / w)
    stream = io.BytesIO()
    Image.new("L", (across, max(1, round(across * ratio))), 255).save(
        stream, "JPEG", quality=50, comment=b"insert " + hashlib.sha256(content).digest()
    )
    return stream.getvalue()


def _off(value: float) -> float:
    return abs(value - round(value))
