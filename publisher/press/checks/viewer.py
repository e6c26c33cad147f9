"""Preferences that make a printer cut elsewhere than the boxes say."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found

RULES = (Rule("print-viewer-area", f"{ISO}: MediaBox or BleedBox only"),)
_KEYS = ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip")


def look(examined: Examined) -> Iterator[Found]:
    """ViewerPreferences that name other boxes."""
    preferences = examined.pdf.Root.get("/ViewerPreferences")
    if isinstance(preferences, pikepdf.Dictionary):
        for key in _KEYS:
            if str(preferences.get(key, "/MediaBox")) not in ("/MediaBox", "/BleedBox"):
                yield found("print-viewer-area", key=key[1:], named=str(preferences[key])[1:])
