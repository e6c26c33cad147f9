"""Scripts and actions have no business in a print file."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found

RULES = (Rule("print-actions", f"{ISO}: no actions, no JavaScript"),)


def look(examined: Examined) -> Iterator[Found]:
    """Actions of the file and of its pages, scripts by name."""
    root = examined.pdf.Root
    for key in ("/OpenAction", "/AA"):
        if key in root:
            yield found("print-actions", key=key[1:])
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        yield found("print-actions", key="JavaScript")
    for sheet, page in zip(examined.sheets, examined.pdf.pages, strict=False):
        if "/AA" in page.obj:
            yield found("print-actions", sheet, key="AA")
