"""HtmlBook → PdfFile. The only home of WeasyPrint."""

from __future__ import annotations

from publisher.pdf.drawings import rasterise
from publisher.pdf.typeset import GalleyNote, LayoutStep, Workshop, typeset

__all__ = ["GalleyNote", "LayoutStep", "Workshop", "rasterise", "typeset"]
