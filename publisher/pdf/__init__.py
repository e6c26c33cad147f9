"""HtmlBook → PdfFile. The only home of WeasyPrint."""

from __future__ import annotations

from publisher.pdf.drawings import rasterise
from publisher.pdf.typeset import GalleyNote, Workshop, typeset

__all__ = ["GalleyNote", "Workshop", "rasterise", "typeset"]
