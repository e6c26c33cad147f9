"""Footnotes stay on the page of their call.

WeasyPrint 70 asks whether a note overflows its area by comparing two sums of the same numbers
taken in different order: one time in many they differ in the last bit, and the note wanders to
the next page. The area has no height of its own in our style sheets, so only the page can be
full, and that is asked elsewhere.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

PROVEN_ON = ("70.0",)


def install(weasyprint: ModuleType) -> bool:
    """Mend the question; False (and nothing changed) for a version this was not proven on."""
    if weasyprint.__version__ not in PROVEN_ON:
        return False
    from weasyprint.layout import LayoutContext

    if getattr(LayoutContext.layout_footnote, "mended", False):
        return True
    native = LayoutContext.layout_footnote

    def layout_footnote(context: Any, footnote: Any) -> bool:
        overflow = native(context, footnote)
        limited = context.current_footnote_area.style["max_height"].value != float("inf")
        return bool(overflow and limited)

    layout_footnote.mended = True  # type: ignore[attr-defined]
    LayoutContext.layout_footnote = layout_footnote
    return True
