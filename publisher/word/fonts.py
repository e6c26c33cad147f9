"""The table of fonts: what stands in for an absent face, and the faces themselves where given.

A face travels obfuscated, as Word wants it: its first 32 bytes crossed with a key that stands in
the table. This hides nothing; it keeps the part from being taken for a loose font file. A face
whose licence bits forbid embedding stays at home, with a warning.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from fontTools.ttLib import TTFont

from publisher.diagnostics import Report
from publisher.word.ooxml import Element, w

_NAMESPACE = uuid.UUID("6f8f2f1e-6a0c-5d0e-9d3c-8f6f0b7a1c55")
_RESTRICTED = 0x0002
_BITMAPS_ONLY = 0x0200

_CUTS = ("regular", "bold", "italic", "boldItalic")

# Faces a machine is likely to have, that know Cyrillic and run about as wide.
_STAND_INS = {
    "roman": "Source Serif Pro,Cambria,Georgia,PT Serif",
    "swiss": "Source Sans Pro,Segoe UI,Calibri,PT Sans",
}


@dataclass(frozen=True, slots=True)
class Embedded:
    """One face ready for the package: its part's name, its key, its crossed bytes."""

    part: str
    key: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Cut:
    family: str
    cut: str
    panose: str
    signature: dict[str, str]
    content: bytes
    allowed: bool
    name: str


def table(
    needed: Mapping[str, set[str]], files: Mapping[str, bytes], report: Report
) -> tuple[Element, list[Embedded]]:
    """The root of `word/fontTable.xml`, and the faces it refers to as rId1, rId2, …"""
    cuts: dict[tuple[str, str], _Cut] = {}
    for name in sorted(files):
        cut = _read(name, files[name])
        if cut:
            cuts.setdefault((cut.family, cut.cut), cut)
    embedded: list[Embedded] = []
    fonts = [
        _font(family, [cuts[family, cut] for cut in _CUTS if (family, cut) in cuts],
              needed[family], embedded, report)
        for family in sorted(needed)
    ]  # fmt: skip
    return w("fonts", *fonts), embedded


def _font(
    family: str,
    cuts: list[_Cut],
    needed: Iterable[str],
    embedded: list[Embedded],
    report: Report,
) -> Element:
    kind = "swiss" if "sans" in family.lower() else "roman"
    faces = []
    for cut in cuts:
        if cut.cut not in needed:
            continue
        if not cut.allowed:
            report.warning("word-font-refused", face=cut.name)
            continue
        face = _crossed(cut.content, len(embedded) + 1)
        embedded.append(face)
        tag = f"embed{cut.cut[0].upper()}{cut.cut[1:]}"
        faces.append(w(tag, r_id=f"rId{len(embedded)}", fontKey=face.key))
    first = cuts[0] if cuts else None
    return w(
        "font",
        w("altName", val=_STAND_INS[kind]),
        w("panose1", val=first.panose) if first else None,
        w("charset", val="CC"),
        w("family", val=kind),
        w("pitch", val="variable"),
        w("sig", **first.signature) if first else None,
        *faces,
        name=family,
    )


def _read(name: str, content: bytes) -> _Cut | None:
    with TTFont(BytesIO(content), lazy=True) as font:
        os2, names = font["OS/2"], font["name"]
        family, style = names.getDebugName(1), names.getDebugName(2)
        cut = {
            "Regular": "regular", "Bold": "bold", "Italic": "italic", "Bold Italic": "boldItalic",
        }.get(style or "")  # fmt: skip
        if not family or not cut:
            return None
        panose = os2.panose
        digits = [
            getattr(panose, f"b{part}")
            for part in (
                "FamilyType", "SerifStyle", "Weight", "Proportion", "Contrast", "StrokeVariation",
                "ArmStyle", "LetterForm", "Midline", "XHeight",
            )
        ]  # fmt: skip
        signature = {
            f"usb{n}": f"{getattr(os2, f'ulUnicodeRange{n + 1}'):08X}" for n in range(4)
        } | {f"csb{n}": f"{getattr(os2, f'ulCodePageRange{n + 1}', 0):08X}" for n in range(2)}
        return _Cut(
            family=family,
            cut=cut,
            panose="".join(f"{digit:02X}" for digit in digits),
            signature=signature,
            content=content,
            allowed=not os2.fsType & (_RESTRICTED | _BITMAPS_ONLY),
            name=name,
        )


def _crossed(content: bytes, number: int) -> Embedded:
    key = uuid.uuid5(_NAMESPACE, hashlib.sha256(content).hexdigest())
    mask = bytes(reversed(key.bytes)) * 2
    head = bytes(byte ^ other for byte, other in zip(content[:32], mask, strict=True))
    return Embedded(
        f"word/fonts/font{number}.odttf", f"{{{str(key).upper()}}}", head + content[32:]
    )
