"""Pictures: what Word can show, at the size of their place, with the words that stand for them.

Drawings come as PNG from the printer that drew them; photographs as they are, except that inks
(CMYK) become light (sRGB), through the picture's own profile where it carries one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from PIL import Image, ImageCms, UnidentifiedImageError

from publisher.diagnostics import Place, Report
from publisher.model.output import HtmlBook
from publisher.word.ooxml import ADEC, PIC, WP, A, Element, R, emu, run, w

_SHOWN = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "GIF": ("image/gif", "gif")}
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the package: its relationship and its size in pixels."""

    link: str
    width: int
    height: int


@dataclass(slots=True)
class Pictures:
    """The pictures of a file; the same bytes are kept once."""

    book: HtmlBook
    drawings: Mapping[str, bytes]
    document: Part
    report: Report
    _parts: dict[str, Part] = field(default_factory=dict)
    _known: dict[str, Picture | None] = field(default_factory=dict)
    count: int = 0

    def take(self, source: str, place: Place | None) -> Picture | None:
        """The picture of an `src`; None, with an error, when Word can't have it."""
        name = source.removeprefix("asset:")
        if name not in self._known:
            self._known[name] = self._load(name, place)
        return self._known[name]

    def drawing(self, picture: Picture, width: float, height: float, words: str) -> Element:
        """A run with the picture in the line, in points; `words` are read out in its stead."""
        self.count += 1
        return run(w("drawing", _inline(self.count, picture.link, emu(width), emu(height), words)))

    def _load(self, name: str, place: Place | None) -> Picture | None:
        content = self.drawings.get(name)
        if content is None:
            asset = next((asset for asset in self.book.assets if asset.name == name), None)
            if asset is None or asset.media_type == "image/svg+xml":
                self.report.error("word-picture-missing", place, name=name)
                return None
            content = asset.content
        try:
            content, form, size = _showable(content)
        except (UnidentifiedImageError, OSError, ValueError, ImageCms.PyCMSError) as fault:
            reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
            self.report.error("word-picture-unreadable", place, name=name, reason=reason)
            return None
        return Picture(self._keep(content, form), *size)

    def _keep(self, content: bytes, form: str) -> str:
        digest = hashlib.sha256(content).hexdigest()
        part = self._parts.get(digest)
        if part is None:
            media_type, extension = _SHOWN[form]
            path = PackURI(f"/word/media/image{len(self._parts) + 1}.{extension}")
            part = Part(path, media_type, content, self.document.package)
            self._parts[digest] = part
        return self.document.relate_to(part, RELATIONSHIP_TYPE.IMAGE)


def fitted(
    size: tuple[int, int], width: float, height: float, *, own_width: str | None = None
) -> tuple[float, float]:
    """The size of a picture in points: as wide as its place, no higher than `height`.

    `own_width` is the width an `img` asks for, in CSS pixels.
    """
    across = width
    if own_width and own_width.isdigit():
        across = min(width, int(own_width) * _POINTS_PER_PIXEL)
    down = across * size[1] / size[0]
    if down > height:
        across, down = across * height / down, height
    return across, down


def _showable(content: bytes) -> tuple[bytes, str, tuple[int, int]]:
    with Image.open(BytesIO(content)) as image:
        if image.mode == "CMYK":
            light = _in_light(image)
            out = BytesIO()
            light.save(out, "JPEG", quality=92, subsampling=0)
            return out.getvalue(), "JPEG", light.size
        if image.format in _SHOWN:
            return content, image.format, image.size
        out = BytesIO()
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(out, "PNG")
        return out.getvalue(), "PNG", image.size


def _in_light(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile:
        return image.convert("RGB")
    light = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return light if light is not None else image.convert("RGB")


def _inline(number: int, link: str, across: int, down: int, words: str) -> Element:
    name = f"Picture {number}"
    properties = {"id": str(number), "name": name}
    if words:
        properties["descr"] = words
    described = etree.Element(f"{{{WP}}}docPr", properties)
    if not words:
        described.append(_decorative())
    return _element(
        WP, "inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        _element(WP, "extent", {"cx": str(across), "cy": str(down)}),
        described,
        _element(
            WP, "cNvGraphicFramePr", {},
            _element(A, "graphicFrameLocks", {"noChangeAspect": "1"}),
        ),
        _element(
            A, "graphic", {},
            _element(
                A, "graphicData", {"uri": PIC},
                _element(
                    PIC, "pic", {},
                    _element(
                        PIC, "nvPicPr", {},
                        _element(PIC, "cNvPr", properties),
                        _element(PIC, "cNvPicPr", {}),
                    ),
                    _element(
                        PIC, "blipFill", {},
                        _element(A, "blip", {f"{{{R}}}embed": link}),
                        _element(A, "stretch", {}, _element(A, "fillRect", {})),
                    ),
                    _element(
                        PIC, "spPr", {},
                        _element(
                            A, "xfrm", {},
                            _element(A, "off", {"x": "0", "y": "0"}),
                            _element(A, "ext", {"cx": str(across), "cy": str(down)}),
                        ),
                        _element(A, "prstGeom", {"prst": "rect"}, _element(A, "avLst", {})),
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def _decorative() -> Element:
    """The mark of a picture that says nothing and is not read out."""
    extension = _element(A, "ext", {"uri": _DECORATIVE})
    extension.append(etree.Element(f"{{{ADEC}}}decorative", {"val": "1"}, {"adec": ADEC}))
    return _element(A, "extLst", {}, extension)


def _element(namespace: str, tag: str, attributes: dict[str, str], *children: Element) -> Element:
    element = etree.Element(f"{{{namespace}}}{tag}", attributes, {"wp": WP, "a": A, "pic": PIC})
    element.extend(children)
    return element
