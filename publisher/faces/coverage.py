"""Every character has a glyph in the face that is to print it."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Iterable

from publisher.diagnostics import Place, Report
from publisher.faces.face import Face
from publisher.faces.family import Faces

Run = tuple[str, int, bool, str, Place | None]
"""Family, weight, whether italic, the text, and where it was typed."""

# The same character is missing everywhere it stands: more places than this add nothing.
_MOST_PLACES = 20

# Layout never asks a face for these: breaks, joiners, directions, the soft hyphen.
_GLYPHLESS = frozenset("\t\n\r\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff") | {
    chr(point) for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def check_coverage(texts: Iterable[Run], faces: Faces, report: Report) -> None:
    """Report `missing-face` and `missing-glyph` for all that these texts ask and no face has.

    A near weight or slope is not taken: nothing downstream makes a false italic or bold, the
    text would silently be printed upright.
    """
    alphabets: dict[tuple[str, int, bool], frozenset[str]] = {}
    times: Counter[tuple[str, str]] = Counter()
    for family, weight, italic, text, place in texts:
        face = faces.face(family, weight, italic)
        if face is None:
            _report_face(family, weight, italic, text, place, faces, report)
            continue
        known = alphabets.get((family, weight, italic), _GLYPHLESS)
        strange = set(text) - known
        missing = {char for char in strange if not face.covers(char)}
        alphabets[family, weight, italic] = known | (strange - missing)
        for char in sorted(missing):
            times[face.path, char] += 1
            if times[face.path, char] <= _MOST_PLACES:
                _report_glyph(char, face, text, place, faces, report)


def _report_glyph(
    char: str, face: Face, text: str, place: Place | None, faces: Faces, report: Report
) -> None:
    others = sorted(name for name, having in faces.families.items() if _any_covers(having, char))
    report.error(
        "missing-glyph",
        _place_of(text.index(char), text, place),
        char=char,
        codepoint=f"U+{ord(char):04X}",
        name=unicodedata.name(char, "UNNAMED"),
        face=face.name,
        context=_context(text, char),
        families=", ".join(others) or None,
    )


def _report_face(
    family: str,
    weight: int,
    italic: bool,
    text: str,
    place: Place | None,
    faces: Faces,
    report: Report,
) -> None:
    having = faces.families.get(family)
    if not having:
        report.error(
            "missing-family",
            place,
            family=family,
            text=text[:40],
            families=", ".join(sorted(faces.families)),
        )
        return
    report.error(
        "missing-italic" if italic else "missing-face",
        place,
        family=family,
        weight=weight,
        text=text[:40],
        faces=", ".join(face.name for face in having),
    )


def _any_covers(faces: Iterable[Face], char: str) -> bool:
    return any(face.covers(char) for face in faces)


def _place_of(index: int, text: str, place: Place | None) -> Place | None:
    """The character's own column, as far as the text stands on one line of its source."""
    if place is None or place.column is None or place.cell or "\n" in text[:index]:
        return place
    column = place.column + index
    return dataclasses.replace(place, column=column, end_line=place.line, end_column=column + 1)


def _context(text: str, char: str) -> str:
    index = text.index(char)
    return " ".join(text[max(0, index - 20) : index + 21].split())
