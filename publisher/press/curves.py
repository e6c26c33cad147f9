"""Text as outlines."""

from __future__ import annotations

import pikepdf

from publisher.diagnostics import Report


def to_curves(pdf: pikepdf.Pdf, report: Report) -> None:
    raise NotImplementedError
