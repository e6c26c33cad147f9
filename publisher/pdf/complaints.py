"""What WeasyPrint complained of, as diagnostics: all errors, for it never stops by itself."""

from __future__ import annotations

import re
from urllib.parse import unquote

from publisher.diagnostics import Place, Report
from publisher.model.galley import Setting
from publisher.model.output import HtmlBook

_NOTDEF = re.compile(r"\.notdef glyph rendered for Unicode string unsupported by fonts: (.+)")


def tell(setting: Setting, book: HtmlBook, report: Report) -> None:
    """Report what went wrong with a section."""
    whole = Place(file=f"issues/{book.slug}")
    for url in setting.refused:
        report.error("asset-refused", None, asset=unquote(url))
    for message in setting.complaints:
        if match := _NOTDEF.search(message):
            report.error("glyph-missing-in-layout", None, text=match[1])
        else:
            report.error("layout-complaint", whole, message=message)
    # What made the layout stop is said first; that it stopped is said only without one.
    if setting.failure and not report.errors:
        report.error("layout-failed", whole, reason=setting.failure)
