"""Every face travels with the file, and has every sign."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import GWG, ISO, WARNING, Examined, Found, Rule, found
from publisher.press.sheet import Sheet
from publisher.units import Box

RULES = (
    Rule("print-font-not-embedded", f"{ISO}: fonts embedded"),
    Rule("print-font-courier", f"{GWG} R0014", WARNING),
    Rule("print-glyph-missing", f"{ISO}; notdef"),
)


def look(examined: Examined) -> Iterator[Found]:
    """Faces used on a page, and signs that are not in them."""
    told: set[int] = set()
    for sheet in examined.sheets:
        for index in sorted(sheet.fonts - told):
            told.add(index)
            face = examined.faces[index]
            if not face.embedded:
                yield found("print-font-not-embedded", sheet, _where(sheet, index), font=face.name)
            if face.name.removeprefix("/")[-len("Courier") :] == "Courier":
                yield found("print-font-courier", sheet, _where(sheet, index), font=face.name)
        for index, box in sheet.notdef.items():
            yield found("print-glyph-missing", sheet, box, font=examined.faces[index].name)


def _where(sheet: Sheet, face: int) -> Box | None:
    return next((text.box for text in sheet.texts if text.font == face), None)
