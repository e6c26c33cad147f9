"""Each face embedded once for the whole edition, with the glyphs that its pages use.

Glyph numbers are kept, so that no text need be written anew (CIDToGIDMap Identity).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

import pydyf
import uharfbuzz

from publisher.cache import Cache, digest
from publisher.faces import Faces
from publisher.model.galley import GalleyFont

Add = Callable[[bytes, bytes | None], int]

_DROPPED = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ",
)  # fmt: skip
_FIXED_PITCH = 1
_BATCH = 100


@dataclass(frozen=True, slots=True)
class EmbeddedFace:
    """A face as it stands in the file."""

    names: tuple[str, ...]
    font: GalleyFont
    widths: Mapping[int, float]
    text: Mapping[int, str]
    subset: bytes


@dataclass(frozen=True, slots=True)
class Embedded:
    """All faces of an edition."""

    faces: tuple[EmbeddedFace, ...]

    def write(self, add: Callable[..., int]) -> bytes:
        """Add every face to a file by `add(dictionary, stream)`, which gives the number it got;
        the font resources that lead from the names in the text to the faces."""
        entries = []
        for face in self.faces:
            number = _write(face, add)
            entries += [(name, number) for name in face.names]
        return (
            b"<<"
            + b"".join(b"/%s %d 0 R" % (name.encode(), number) for name, number in sorted(entries))
            + b">>"
        )


def embed(fonts: Iterable[GalleyFont], shelf: Faces, cache: Cache) -> Embedded:
    """Bring together what the galleys used of each face, and cut the files down to that.

    A KeyError names a font file that is none of the project's.
    """
    files = {face.digest: face.content for face in shelf.files}
    groups: dict[tuple[str, int], list[GalleyFont]] = {}
    for font in fonts:
        groups.setdefault((font.digest, font.index), []).append(font)
    faces = []
    for (name, _), group in groups.items():
        widths: dict[int, float] = {}
        text: dict[int, str] = {}
        for font in group:
            widths = {**font.widths, **widths}
            text = {**font.text, **text}
        glyphs = sorted({*widths, *text})
        subset = _subset(files[name], name, group[0].index, glyphs, cache)
        names = tuple(sorted({font.name for font in group}))
        faces.append(EmbeddedFace(names, group[0], widths, text, subset))
    return Embedded(tuple(faces))


def _subset(content: bytes, name: str, index: int, glyphs: list[int], cache: Cache) -> bytes:
    """A face with these glyphs only, deflated; kept by file and glyphs."""
    key = digest(name, str(index), repr(glyphs), uharfbuzz.version_string())
    if (kept := cache.recall("subset", key)) is not None:
        return kept
    face = uharfbuzz.Face(content, index)
    small = _cut(face, glyphs, keep_numbers=True)
    # The numbers stand; now the empty places after the last glyph go.
    small = _cut(small, range(max(glyphs, default=0) + 1), keep_numbers=False)
    body = zlib.compress(bytes(small.blob.data), 9)
    cache.keep("subset", key, body)
    return body


def _cut(face: uharfbuzz.Face, glyphs: Iterable[int], *, keep_numbers: bool) -> uharfbuzz.Face:
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    if keep_numbers:
        flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    else:
        flags |= uharfbuzz.SubsetFlags.NO_HINTING
    wanted.flags = flags
    return wanted.subset(face)


def _write(face: EmbeddedFace, add: Callable[..., int]) -> int:
    """The objects of one face (ISO 32000-1, 9.7); the number of its font dictionary."""
    font = face.font
    name = b"/" + _tag(face).encode() + b"+" + font.base_font
    extra = b"/Subtype /OpenType" if font.opentype else b"/Length1 %d" % _length(face.subset)
    file = add(b"<<%s/Filter /FlateDecode/Length %d>>" % (extra, len(face.subset)), face.subset)
    key = b"FontFile3" if font.opentype else b"FontFile2"
    widest = max(face.widths.values(), default=0)
    flags = font.flags
    if len(face.widths) > 1 and len(set(face.widths.values())) == 1:
        flags |= _FIXED_PITCH
    descriptor = add(
        b"<</Type /FontDescriptor/FontName %s/FontFamily %s/Flags %d"
        b"/FontBBox [0 %d %s %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d"
        b"/StemV %d/StemH %d/%s %d 0 R>>"
        % (
            name, pydyf.String(font.family).data, flags, font.descent, pydyf._to_bytes(widest),
            font.ascent, font.italic_angle, font.ascent, font.descent, font.ascent,
            font.stem_v, font.stem_h, key, file,
        ),
        None,
    )  # fmt: skip
    descendant = add(
        b"<</Type /Font/Subtype /CIDFontType%d/BaseFont %s"
        b"/CIDSystemInfo <</Registry (Adobe)/Ordering (Identity)/Supplement 0>>"
        b"/CIDToGIDMap /Identity/W [%s]/FontDescriptor %d 0 R>>"
        % (0 if font.opentype else 2, name, _widths(face.widths), descriptor),
        None,
    )
    mapping = zlib.compress(_to_unicode(face.text), 9)
    unicode_map = add(b"<</Filter /FlateDecode/Length %d>>" % len(mapping), mapping)
    return add(
        b"<</Type /Font/Subtype /Type0/BaseFont %s/Encoding /Identity-H"
        b"/DescendantFonts [%d 0 R]/ToUnicode %d 0 R>>" % (name, descendant, unicode_map),
        None,
    )


def _length(deflated: bytes) -> int:
    return len(zlib.decompress(deflated))


def _tag(face: EmbeddedFace) -> str:
    """Six letters that name a subset (ISO 32000-1, 9.6.4): others for other glyphs."""
    seal = bytes.fromhex(digest(face.font.digest, repr(sorted(face.widths))))
    return "".join(chr(65 + byte % 26) for byte in seal[:6])


def _widths(widths: Mapping[int, float]) -> bytes:
    """The widths of glyphs, in runs of neighbours."""
    out = io.BytesIO()
    before = None
    for glyph in sorted(widths):
        if before is None or glyph != before + 1:
            out.write(b"%s%d [" % (b"] " if before is not None else b"", glyph))
        else:
            out.write(b" ")
        out.write(pydyf._to_bytes(widths[glyph]))
        before = glyph
    if before is not None:
        out.write(b"]")
    return out.getvalue()


def _to_unicode(text: Mapping[int, str]) -> bytes:
    """The character map that leads from glyphs back to text."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    entries = sorted(text.items())
    for start in range(ceil(len(entries) / _BATCH)):
        batch = entries[start * _BATCH : (start + 1) * _BATCH]
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{glyph:04x}> <{word.encode('utf-16-be').hex()}>" for glyph, word in batch]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
