"""One face: a font file and what stands in it."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO

# OS/2 fsType: bit 1 forbids embedding; the others still allow a document to carry the face.
_RESTRICTED = 0x0002
_BITMAPS_ONLY = 0x0200


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes of a face in its own units; `units_per_em` of them make one em."""

    units_per_em: int
    ascent: int
    descent: int
    x_height: int
    cap_height: int


@dataclass(frozen=True, slots=True)
class _Facts:
    codepoints: frozenset[int]
    advances: dict[int, int]
    features: frozenset[str]
    metrics: Metrics
    fs_type: int
    name: str


@dataclass(frozen=True, slots=True)
class Face:
    """A font file under the family, weight and style it is listed with."""

    path: str
    family: str
    weight: int
    italic: bool
    digest: str
    content: bytes = field(repr=False, compare=False)

    def covers(self, char: str) -> bool:
        """Whether the face prints a character, whole or from its parts (й as и and breve)."""
        points = self.codepoints
        return ord(char) in points or (
            (parts := unicodedata.normalize("NFD", char)) != char
            and all(ord(part) in points for part in parts)
        )

    def measure(self, text: str) -> float:
        """How wide a text runs, in ems, without kerning: good enough to compare lines."""
        advances, units = self._facts.advances, self.metrics.units_per_em
        return sum(advances.get(ord(char), units // 2) for char in text) / units

    @property
    def codepoints(self) -> frozenset[int]:
        """Every code point with a glyph."""
        return self._facts.codepoints

    @property
    def features(self) -> frozenset[str]:
        """OpenType features, by tag."""
        return self._facts.features

    @property
    def metrics(self) -> Metrics:
        """Sizes in the face's own units."""
        return self._facts.metrics

    @property
    def fs_type(self) -> int:
        """The embedding rights of the OS/2 table; 0 means installable, without a limit."""
        return self._facts.fs_type

    @property
    def embeddable(self) -> bool:
        """Whether its licence bits let a PDF and a Word file carry it."""
        return not self.fs_type & (_RESTRICTED | _BITMAPS_ONLY)

    @property
    def name(self) -> str:
        """Family and style, as the file names itself."""
        return self._facts.name

    @property
    def readable(self) -> bool:
        """Whether the file is a font that leads from characters to glyphs."""
        return _readable(_Sealed(self.digest, self.content))

    @property
    def _facts(self) -> _Facts:
        return _facts_of(_Sealed(self.digest, self.content))


@dataclass(frozen=True, slots=True)
class _Sealed:
    """Bytes that are told apart by their digest alone."""

    digest: str
    content: bytes = field(repr=False, compare=False)


@functools.lru_cache(maxsize=256)
def _readable(file: _Sealed) -> bool:
    # Asked of every face at each start: fontTools would take twenty times as long.
    import uharfbuzz

    try:
        return bool(uharfbuzz.Face(file.content).unicodes)
    except (ValueError, RuntimeError, uharfbuzz.HarfBuzzError):
        return False


@functools.lru_cache(maxsize=256)
def _facts_of(file: _Sealed) -> _Facts:
    # fontTools is a large import and `publisher check` of a text without errors may not need it.
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(file.content), lazy=True) as font:
        os2, head, hhea = font["OS/2"], font["head"], font["hhea"]
        glyphs, advances = font.getBestCmap() or {}, font["hmtx"].metrics
        return _Facts(
            codepoints=frozenset(glyphs),
            advances={point: int(advances[glyph][0]) for point, glyph in glyphs.items()},
            features=frozenset(
                record.FeatureTag
                for tag in ("GSUB", "GPOS")
                if tag in font and font[tag].table.FeatureList
                for record in font[tag].table.FeatureList.FeatureRecord
            ),
            metrics=Metrics(
                units_per_em=int(head.unitsPerEm),
                ascent=int(hhea.ascent),
                descent=int(hhea.descent),
                x_height=int(getattr(os2, "sxHeight", 0)),
                cap_height=int(getattr(os2, "sCapHeight", 0)),
            ),
            fs_type=int(os2.fsType),
            name=" ".join(
                part
                for part in (
                    font["name"].getBestFamilyName(),
                    font["name"].getBestSubFamilyName(),
                )
                if part
            ),
        )
