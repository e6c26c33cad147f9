"""What annotations draw: stamps, signatures and filled fields that are printed with the page.

Annotations themselves never travel along. Those that are printed become part of the page; those
that only a screen shows are left out, and named.
"""

from __future__ import annotations

from typing import Any

import pikepdf

from publisher.foreign.unfit import Unfit

MOST = 2_000
_SILENT = frozenset(("/Link", "/Popup", "/PrinterMark", "/TrapNet"))
_HIDDEN, _PRINT, _NO_VIEW = 2, 4, 32
Matrix = tuple[float, float, float, float, float, float]
Told = tuple[str, tuple[tuple[str, str], ...]]


def appearances_of(page: Any) -> tuple[list[tuple[Any, Matrix]], list[Told]]:
    """Forms to draw, each with the matrix that puts it in its place; and what was left out."""
    annotations = page.get("/Annots")
    drawn: list[tuple[Any, Matrix]] = []
    left: dict[str, int] = {}
    if not isinstance(annotations, pikepdf.Array):
        return drawn, []
    if len(annotations) > MOST:
        raise Unfit("insert-too-heavy", reason=f"{len(annotations)} annotations")
    for annotation in annotations:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        kind = str(annotation.get("/Subtype", "/?"))
        flags = int(annotation.get("/F", 0))
        form = _appearance(annotation)
        if kind in _SILENT or flags & _HIDDEN or form is None:
            continue
        if not flags & _PRINT:
            if not flags & _NO_VIEW:
                left[kind[1:]] = left.get(kind[1:], 0) + 1
            continue
        matrix = _placed(annotation, form)
        if matrix is not None:
            drawn.append((form, matrix))
    told: list[Told] = [
        ("insert-annotation-left", (("kind", kind), ("count", str(count))))
        for kind, count in sorted(left.items())
    ]
    return drawn, told


def _appearance(annotation: Any) -> Any:
    """The form that shows an annotation as it is now; None where nothing shows it."""
    normal = annotation.get("/AP", pikepdf.Dictionary()).get("/N")
    if isinstance(normal, pikepdf.Dictionary) and not isinstance(normal, pikepdf.Stream):
        normal = normal.get(str(annotation.get("/AS", "/Off")))
    return normal if isinstance(normal, pikepdf.Stream) else None


def _placed(annotation: Any, form: Any) -> Matrix | None:
    """The map of an appearance onto its rectangle (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    left, bottom, right, top = (float(value) for value in annotation.Rect)
    left, right = min(left, right), max(left, right)
    bottom, top = min(bottom, top), max(bottom, top)
    x1, y1, x2, y2 = (float(value) for value in form.BBox)
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    wide, high = max(across) - min(across), max(up) - min(up)
    if wide <= 0 or high <= 0 or right <= left or top <= bottom:
        return None
    sx, sy = (right - left) / wide, (top - bottom) / high
    return (sx, 0.0, 0.0, sy, left - sx * min(across), bottom - sy * min(up))
