"""Files inside the file."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publisher.press.checks.check import ISO, Examined, Found, Rule, found

RULES = (Rule("print-attachment", f"{ISO}: no embedded files"),)


def look(examined: Examined) -> Iterator[Found]:
    """Embedded files by name, associated files, and file specifications anywhere."""
    names = examined.pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        yield found("print-attachment")
        return
    for thing in examined.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/EF" in thing:
            yield found("print-attachment")
            return
