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
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from publisher.diagnostics import Place, Report
from publisher.model.issue import Picture
from publisher.nodes import read_yaml
from publisher.sources.drawings import check_drawing
from publisher.workspace import SourceFile, Workspace

MOST_PIXELS = 120_000_000
WIDEST = 15_999

FONTS_FILE = "fonts/fonts.yaml"

_FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
_ORIENTATION = 0x0112
_READERS: tuple[tuple[bytes, type[ImageFile.ImageFile]], ...] = (
    (b"\xff\xd8\xff", JpegImageFile),
    (b"\x89PNG\r\n\x1a\n", PngImageFile),
)
_TURNED = range(2, 9)
_DEEP_MODES = {"I", "I;16", "I;16B", "I;16L", "F"}
_PROFILE = b"ICC_PROFILE\0"
_PNG_METADATA = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}
_TAIL = 1 << 16
END_OF_IMAGE = b"\xff\xd9"
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
        return check_drawing(source, name, place, report, font_families(workspace, report))
    if suffix not in _FORMATS:
        report.error("picture-format", place, path=reference, known=", ".join([*_FORMATS, ".svg"]))
        return None
    return _photograph(source, name, _FORMATS[suffix], place, report)


def font_families(workspace: Workspace, report: Report) -> frozenset[str]:
    """The families of `fonts/fonts.yaml`; none where there is no such file."""
    if not workspace.exists(FONTS_FILE):
        return frozenset()
    node = read_yaml(workspace.read(FONTS_FILE), report)
    families = node.find(("families",)).fields if node else None
    return frozenset(families or ())


def _photograph(
    source: SourceFile, name: str, expected: str, place: Place | None, report: Report
) -> Picture | None:
    known = next((read for magic, read in _READERS if source.content.startswith(magic)), None)
    if known is None:
        report.error("picture-none", place, path=source.path)
        return None
    # WeasyPrint, once imported, lets Pillow take pictures that are cut short.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        # The readers are called themselves: `Image.open` makes of a phone's picture with a
        # preview a collection of pictures, and stops at large ones without saying their size.
        with warnings.catch_warnings(), known(io.BytesIO(source.content)) as image:
            warnings.simplefilter("ignore")
            if _too_large(image, source, place, report):
                return None
            if image.format != expected:
                report.warning("picture-misnamed", place, path=source.path, format=image.format)
            if getattr(image, "n_frames", 1) > 1:
                report.error("picture-moves", place, path=source.path)
                return None
            if image.format == "PNG":
                known(io.BytesIO(source.content)).verify()  # its checksums, which `load` skips
            image.load()
            if image.format == "JPEG" and END_OF_IMAGE not in source.content[-_TAIL:]:
                raise OSError("no end of the picture in the file")
            return _upright(image, source, name, place)
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        report.error("picture-damaged", place, path=source.path, reason=str(error))
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
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
    """The picture as it will be placed. Its compressed data stays as it came wherever it can."""
    media_type: Literal["image/jpeg", "image/png"] = (
        "image/jpeg" if image.format == "JPEG" else "image/png"
    )
    turned = image.getexif().get(_ORIENTATION) in _TURNED
    if not turned and image.mode not in _DEEP_MODES:
        clean = without_metadata if media_type == "image/jpeg" else without_png_metadata
        return Picture(name, media_type, clean(source.content), *image.size, place)
    upright = ImageOps.exif_transpose(image) if turned else image
    if upright.mode in _DEEP_MODES:
        # Sixteen bits of grey: layout knows eight, and would take the picture for another.
        upright = upright.point(lambda value: value / 257).convert("L")
    profile = image.info.get("icc_profile")
    out = io.BytesIO()
    if media_type == "image/jpeg":
        upright.save(out, "JPEG", quality=95, subsampling=0, icc_profile=profile, exif=b"")
        content = without_metadata(out.getvalue())
    else:
        upright.save(out, "PNG", icc_profile=profile, exif=b"")
        content = without_png_metadata(out.getvalue())
    return Picture(name, media_type, content, *upright.size, place)


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, IPTC and comments; its compressed data is not touched.

    Of the second application segment only colour profiles stay: cameras keep previews there too.
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
        segment = jpeg[position : position + length]
        preview = marker == 0xE2 and not segment[4:].startswith(_PROFILE)
        if marker not in _METADATA_SEGMENTS and not preview:
            out += segment
        position += length
    end = jpeg.rfind(END_OF_IMAGE)
    return bytes(out + jpeg[position : end + 2 if end > position else len(jpeg)])


def without_png_metadata(png: bytes) -> bytes:
    """A PNG without texts, EXIF and time; all other chunks as they were."""
    out = bytearray(png[:8])
    position = 8
    while position + 12 <= len(png):
        length = 12 + int.from_bytes(png[position : position + 4], "big")
        name = png[position + 4 : position + 8]
        if name not in _PNG_METADATA:
            out += png[position : position + length]
        position += length
        if name == b"IEND":
            break
    return bytes(out)
