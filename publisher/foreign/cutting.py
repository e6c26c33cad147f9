"""One page of somebody's PDF, checked and cut loose from its file.

What comes out is a PDF of a single page, upright, from 0,0 and in points, that holds the page's
own content as one form: no annotations, scripts, layers, tags or metadata travel along. What
would be lost or altered on the way is refused by name, or told.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.foreign import syntax
from publisher.foreign.appearances import appearances_of
from publisher.foreign.cleaning import Cleaner
from publisher.foreign.layers import hidden_layers
from publisher.foreign.unfit import Unfit
from publisher.units import Box, Length

FORM = "/Insert"
"""What the page's content is called in the resources of a cut page."""
LARGEST_PAGES = 20_000
_SMALLEST_SIDE = Length.mm(5).points
_LARGEST_SIDE = 14_400.0
Matrix = tuple[float, float, float, float, float, float]

__all__ = ["CutPage", "Unfit", "cut_page"]


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page cut loose. Sizes in points, as a reader sees the trimmed page."""

    content: bytes
    width: float
    height: float
    told: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=())
    """What was left out, as codes of warnings and their values."""


def cut_page(content: bytes, number: int) -> CutPage:
    """Cut a page (from 1) out of a PDF. `Unfit` says by a code why it can't be had.

    Time and memory are bounded: streams are unpacked with limits, drawings that repeat
    themselves without end are refused.
    """
    if b"%PDF-" not in content[:1024]:
        raise Unfit("insert-no-pdf")
    try:
        with pikepdf.open(
            io.BytesIO(content), suppress_warnings=True, attempt_recovery=False,
            inherit_page_attributes=True,
        ) as pdf:  # fmt: skip
            if pdf.is_encrypted:
                raise Unfit("insert-encrypted")
            return _cut(pdf, number)
    except pikepdf.PasswordError as error:
        raise Unfit("insert-encrypted") from error
    except syntax.Spoiled as spoiled:
        raise Unfit("insert-damaged", reason=str(spoiled)) from spoiled
    except (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, IndexError,
            AttributeError, RuntimeError, RecursionError, OverflowError) as error:  # fmt: skip
        reason = str(error).replace("\n", " ")[:160] or type(error).__name__
        raise Unfit("insert-damaged", reason=reason) from error


def _cut(pdf: pikepdf.Pdf, number: int) -> CutPage:
    pages = int(pdf.Root.Pages.get("/Count", 0))
    if pages > LARGEST_PAGES:
        raise Unfit("insert-too-heavy", reason=f"{pages} pages")
    pages = len(pdf.pages)
    if not 1 <= number <= pages:
        raise Unfit("insert-no-page", page=str(number), pages=str(pages))
    page = pdf.pages[number - 1].obj
    trim, bleed = _boxes(page)
    unit = _positive(page.get("/UserUnit", 1))
    matrix, width, height = _upright(page, trim, unit)
    cleaner = Cleaner(pdf, hidden_layers(pdf))
    resources = page.get("/Resources", pikepdf.Dictionary())
    if not isinstance(resources, pikepdf.Dictionary):
        resources = pikepdf.Dictionary()
    drawn, told = appearances_of(page)
    body = _contents(page, cleaner)
    if drawn:
        # A signature or stamp is drawn over the page: here it becomes part of it.
        resources = pikepdf.Dictionary(dict(resources.items()))
        things = pikepdf.Dictionary(dict(resources.get("/XObject", {}).items()))
        body = b"q\n" + body + b"\nQ\n"
        for index, (form, placed) in enumerate(drawn):
            things[f"/PressAppearance{index}"] = form
            numbers = b" ".join(syntax.number(value) for value in placed)
            body += b"q %s cm /PressAppearance%d Do Q\n" % (numbers, index)
        resources.XObject = things
    made: Any = pdf.make_stream(body)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox = _array(bleed)
    made.Resources = resources
    cleaner.clean(made)
    if cleaner.see_through:
        made.Group = _group(page)
    placed_bleed = _moved(matrix, bleed)
    matrix = (*matrix[:4], matrix[4] - placed_bleed.left, matrix[5] - placed_bleed.bottom)
    made.Matrix = pikepdf.Array([round(value, 6) for value in matrix])
    placed_trim = Box(0, 0, width, height).shifted(-placed_bleed.left, -placed_bleed.bottom)
    return CutPage(_written(made, placed_bleed, placed_trim), width, height, tuple(told))


def _contents(page: Any, cleaner: Cleaner) -> bytes:
    given = page.get("/Contents")
    streams = list(given) if isinstance(given, pikepdf.Array) else [given]
    bodies = [cleaner.unpacked(stream) for stream in streams if isinstance(stream, pikepdf.Stream)]
    return b"\n".join(bodies)


# -- boxes ------------------------------------------------------------------------------------


def _boxes(page: Any) -> tuple[Box, Box]:
    """The trimmed page and what may be seen around it, in the page's own space."""
    media = _box(page.get("/MediaBox"))
    if media is None:
        raise Unfit("insert-box", box="MediaBox")
    crop = _within(_box(page.get("/CropBox")) or media, media) or media
    trim = _box(page.get("/TrimBox")) or _box(page.get("/ArtBox")) or crop
    if not media.contains(trim, 0.5):
        raise Unfit("insert-box", box="TrimBox")
    trim = _within(trim, media) or media
    # ISO 32000-1, 14.11.2: without a bleed box the crop box stands for it.
    bleed = _within(_box(page.get("/BleedBox")) or crop, media) or trim
    return trim, _around(trim, bleed)


def _box(values: Any) -> Box | None:
    if not isinstance(values, pikepdf.Array) or len(values) != 4:
        return None
    x1, y1, x2, y2 = (float(value) for value in values)
    if not all(math.isfinite(value) and abs(value) < 1e6 for value in (x1, y1, x2, y2)):
        return None
    box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return box if box.width > 0 and box.height > 0 else None


def _within(box: Box, window: Box) -> Box | None:
    common = Box(
        max(box.left, window.left), max(box.bottom, window.bottom),
        min(box.right, window.right), min(box.top, window.top),
    )  # fmt: skip
    return common if common.width > 0 and common.height > 0 else None


def _around(trim: Box, bleed: Box) -> Box:
    return Box(
        min(trim.left, bleed.left), min(trim.bottom, bleed.bottom),
        max(trim.right, bleed.right), max(trim.top, bleed.top),
    )  # fmt: skip


def _upright(page: Any, trim: Box, unit: float) -> tuple[Matrix, float, float]:
    """The map that turns the page upright with the trim's corner at 0,0; the trim's sides.

    Rotate turns clockwise (ISO 32000-1, table 30); UserUnit is points a unit.
    """
    turned = int(page.get("/Rotate", 0)) % 360
    u = unit
    matrix: Matrix
    match turned:
        case 0:
            matrix = (u, 0, 0, u, -u * trim.left, -u * trim.bottom)
        case 90:
            matrix = (0, -u, u, 0, -u * trim.bottom, u * trim.right)
        case 180:
            matrix = (-u, 0, 0, -u, u * trim.right, u * trim.top)
        case 270:
            matrix = (0, u, -u, 0, u * trim.top, -u * trim.left)
        case _:
            raise Unfit("insert-box", box="Rotate")
    width, height = u * trim.width, u * trim.height
    if turned in (90, 270):
        width, height = height, width
    if min(width, height) < _SMALLEST_SIDE or max(width, height) > _LARGEST_SIDE:
        raise Unfit("insert-box", box="TrimBox")
    return matrix, width, height


def _positive(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or not 0 < number <= 1000:
        raise Unfit("insert-box", box="UserUnit")
    return number


def _moved(matrix: Matrix, box: Box) -> Box:
    a, b, c, d, e, f = matrix
    across = sorted(a * x + c * y + e for x, y in ((box.left, box.bottom), (box.right, box.top)))
    up = sorted(b * x + d * y + f for x, y in ((box.left, box.bottom), (box.right, box.top)))
    return Box(across[0], up[0], across[1], up[1])


# -- the new file -----------------------------------------------------------------------------


def _group(page: Any) -> pikepdf.Dictionary:
    """A page is an isolated group of its own (ISO 32000-1, 11.4.7): placed, it must stay one."""
    given = page.get("/Group")
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, I=True)
    if isinstance(given, pikepdf.Dictionary):
        if isinstance(given.get("/CS"), pikepdf.Name | pikepdf.Array):
            group.CS = given.CS
        if given.get("/K"):
            group.K = True
    return group


def _written(form: Any, media: Box, trim: Box) -> bytes:
    with pikepdf.new() as single:
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=_array(media.shifted(-media.left, -media.bottom)),
            BleedBox=_array(media.shifted(-media.left, -media.bottom)),
            TrimBox=_array(trim),
            Resources=pikepdf.Dictionary(
                XObject=pikepdf.Dictionary({FORM: single.copy_foreign(form)})
            ),
            Contents=single.make_stream(f"{FORM} Do\n".encode()),
        )
        single.pages.append(pikepdf.Page(single.make_indirect(page)))
        return written(single)


def written(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a file; the same file gives the same bytes."""
    stream = io.BytesIO()
    pdf.save(
        stream, deterministic_id=True, compress_streams=True, fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )  # fmt: skip
    return stream.getvalue()


def _array(box: Box) -> pikepdf.Array:
    return pikepdf.Array([round(value, 4) for value in (box.left, box.bottom, box.right, box.top)])
