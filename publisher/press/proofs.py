"""Pictures for the preflight report: pages as they will look, plates, where ink is heavy."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import pikepdf
from PIL import Image

from publisher.press.engine import Engine
from publisher.press.plates import Coverage, Plates, cut_out, plates_of
from publisher.press.printers import Printer
from publisher.units import Box
from publisher.workspace import Refused, Workspace

RESOLUTION = 72.0
PLATES = ("cyan", "magenta", "yellow", "black")
_FULL = ((0, 174, 239), (236, 0, 140), (255, 242, 0), (35, 31, 32))
"""What a full plate looks like on screen, for people who look at one plate."""


@dataclass(frozen=True, slots=True)
class PagePictures:
    """One page in pictures (JPEG or PNG bytes), all of the same part of it."""

    page: int
    box: Box
    """The part shown, in the page's own space."""
    proof: bytes
    """As it will look, through the profile of the condition; JPEG."""
    plates: tuple[bytes, bytes, bytes, bytes]
    """Cyan, magenta, yellow, black; PNG."""
    heat: bytes
    """Where the sum of inks nears the limit (yellow), reaches it (red); PNG."""


def picture_pages(
    content: bytes,
    printer: Printer,
    workspace: Workspace,
    pages: Sequence[int],
    executor: Executor | None = None,
) -> Mapping[int, PagePictures]:
    """Pictures of some pages, counted from 1, by page."""
    try:
        profile = workspace.read(printer.profile.file).content
    except Refused:
        profile = b""
    if not pages:
        return {}
    try:
        cuts = list(cut_out(content, [[page - 1] for page in pages]))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, IndexError):
        # A file too broken to be shown; its findings say so.
        return {}
    jobs = [(cut, printer, profile, page) for cut, page in zip(cuts, pages, strict=True)]
    if executor is None or len(jobs) < 2:
        drawn = [_picture(*job) for job in jobs]
    else:
        drawn = [made.result() for made in [executor.submit(_picture, *job) for job in jobs]]
    return {pictures.page: pictures for pictures in drawn if pictures}


def _picture(cut: bytes, printer: Printer, profile: bytes, page: int) -> PagePictures | None:
    """A page in pictures; None where it is too broken to be drawn."""
    try:
        (plates,) = plates_of(cut, printer, profile, [0], RESOLUTION, keep=True)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError,
            IndexError, OSError):  # fmt: skip
        return None
    assert plates.inks is not None
    assert plates.box is not None
    cyan, magenta, yellow, black = (
        _plate(plates.inks[index], colour) for index, colour in enumerate(_FULL)
    )
    return PagePictures(
        page,
        plates.box,
        _proof(plates.inks, profile),
        (cyan, magenta, yellow, black),
        heat_map(plates, printer.ink.total),
    )


def _proof(inks: Coverage, profile: bytes) -> bytes:
    picture = Image.fromarray(np.ascontiguousarray(inks.transpose(1, 2, 0)), "CMYK")
    seen = Engine(profile).screen(picture) if profile else picture.convert("RGB")
    stream = io.BytesIO()
    seen.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _plate(share: Coverage, colour: tuple[int, int, int]) -> bytes:
    ramp = [round(255 + (full - 255) * at / 255) for at in range(256) for full in colour]
    picture = Image.fromarray(share, "P")
    picture.putpalette(ramp)
    return _png(picture)


def heat_map(plates: Plates, limit: float) -> bytes:
    """Total ink as a picture: grey below 60 % of the limit, then yellow, red from the limit on."""
    assert plates.inks is not None
    total = plates.inks.sum(axis=0, dtype=np.float32) / 2.55
    heat = np.empty((*total.shape, 3), np.uint8)
    calm = 255 - (total / 400 * 200).astype(np.uint8)
    heat[:] = calm[:, :, None]
    warm = (total >= 0.6 * limit) & (total < limit)
    share = np.clip((total - 0.6 * limit) / (0.4 * limit), 0, 1)
    heat[warm] = np.dstack([np.full_like(share, 255), 230 - 110 * share, 60 - 60 * share])[warm]
    heat[total >= limit] = (214, 0, 28)
    return _png(Image.fromarray(heat, "RGB").quantize(64))


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
