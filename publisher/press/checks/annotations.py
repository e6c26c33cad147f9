"""Links, notes and fields are for the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found
from publisher.units import Box

RULES = (
    Rule("print-annotation", f"{ISO}: none inside the BleedBox"),
    Rule("print-form-fields", f"{ISO}: no AcroForm"),
)
_ALLOWED = ("/TrapNet", "/PrinterMark")


def look(examined: Examined) -> Iterator[Found]:
    """Annotations that touch the bleed; forms to fill in."""
    if "/AcroForm" in examined.pdf.Root:
        yield found("print-form-fields")
    for sheet, page in zip(examined.sheets, examined.pdf.pages, strict=False):
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        for annotation in list(annotations)[:200]:
            if not isinstance(annotation, pikepdf.Dictionary):
                continue
            kind = str(annotation.get("/Subtype", "?"))
            box = _rectangle(annotation.get("/Rect"))
            if kind not in _ALLOWED and (box is None or box.meets(sheet.bleed_box)):
                yield found("print-annotation", sheet, box, kind=kind.removeprefix("/"))


def _rectangle(values: object) -> Box | None:
    try:
        x1, y1, x2, y2 = (float(value) for value in values)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return None
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
