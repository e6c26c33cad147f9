"""Pictures: decoded whole, turned upright, stripped of what nobody should read in print.

A photograph keeps its compressed data byte for byte where it can: only the segments that hold
metadata are cut out, the colour profile stays. Layout never decodes what was not decoded here.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import Literal

from PIL import Image, ImageFile, ImageOps

from publisher.diagnostics import Place, Report
from publisher.model.issue import Picture
from publisher.sources.drawings import check_drawing
from publisher.workspace import SourceFile, Workspace

MOST_PIXELS = 120_000_000
WIDEST = 15_999

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_ORIENTATION = 0x0112
_UPRIGHT = 1
# Segments of a JPEG that shape the picture: JFIF, the colour profile, Adobe's colour transform.
_KEPT_SEGMENTS = {0xE0, 0xE2, 0xEE}
_METADATA_SEGMENTS = {*range(0xE0, 0xF0), 0xFE} - _KEPT_SEGMENTS


def load_picture(
    workspace: Workspace, reference: str, beside: str, place: Place | None, report: Report
) -> Picture | None:
    """Read and check a picture that an editor's file points at; None when it was reported."""
    source = workspace.take(reference, beside, place, report)
    if source is None:
        return None
    suffix = "." + source.path.rpartition(".")[2].lower()
    name = source.path.removeprefix(f"{beside}/")
    if suffix == ".svg":
        return check_drawing(source, name, place, report)
    if suffix not in _FORMATS:
        report.error("picture-format", place, path=reference, known=", ".join([*_FORMATS, ".svg"]))
        return None
    return _photograph(source, name, _FORMATS[suffix], place, report)


def _photograph(
    source: SourceFile, name: str, expected: str, place: Place | None, report: Report
) -> Picture | None:
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(source.content), formats=["JPEG", "PNG"]) as image:
                if _too_large(image, source, place, report):
                    return None
                if image.format != expected:
                    report.warning("picture-misnamed", place, path=source.path, format=image.format)
                image.load()
                return _upright(image, source, name, place)
    except Image.DecompressionBombError:
        report.error("picture-too-large", place, path=source.path, limit=f"{MOST_PIXELS // 10**6}")
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        known = source.content[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")
        code = "picture-damaged" if known or source.content[:2] == b"\xff\xd8" else "picture-none"
        report.error(code, place, path=source.path, reason=str(error))
    return None


def _too_large(image: Image.Image, source: SourceFile, place: Place | None, report: Report) -> bool:
    width, height = image.size
    if max(width, height) <= WIDEST and width * height <= MOST_PIXELS:
        return False
    report.error(
        "picture-too-large",
        place,
        path=source.path,
        size=f"{width} × {height}",
        limit=f"{MOST_PIXELS // 10**6}",
    )
    return True


def _upright(image: Image.Image, source: SourceFile, name: str, place: Place | None) -> Picture:
    media_type: Literal["image/jpeg", "image/png"] = (
        "image/jpeg" if image.format == "JPEG" else "image/png"
    )
    turned = image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
    if media_type == "image/jpeg" and not turned:
        content = without_metadata(source.content)
        return Picture(name, media_type, content, *image.size, place)
    if media_type == "image/png" and not turned and not _has_png_metadata(source.content):
        return Picture(name, media_type, source.content, *image.size, place)
    upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    out = io.BytesIO()
    if media_type == "image/jpeg":
        upright.save(out, "JPEG", quality=95, subsampling=0, icc_profile=profile, exif=b"")
    else:
        upright.save(out, "PNG", icc_profile=profile, exif=b"")
    content = out.getvalue()
    if media_type == "image/jpeg":
        content = without_metadata(content)
    return Picture(name, media_type, content, *upright.size, place)


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC and comments; its compressed data is not touched.

    Source of the segment layout: ITU-T T.81, annex B.
    """
    out = bytearray(jpeg[:2])
    position = 2
    while position + 4 <= len(jpeg) and jpeg[position] == 0xFF:
        marker = jpeg[position + 1]
        if marker == 0xFF:  # a fill byte before a marker
            position += 1
            continue
        if marker == 0xDA:  # the scan begins: everything from here on is the picture
            break
        length = 2 + int.from_bytes(jpeg[position + 2 : position + 4], "big")
        if marker not in _METADATA_SEGMENTS:
            out += jpeg[position : position + length]
        position += length
    return bytes(out + jpeg[position:])


def _has_png_metadata(png: bytes) -> bool:
    return any(chunk in png for chunk in (b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"))
