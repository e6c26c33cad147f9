"""HtmlBook → PdfFile. The only home of WeasyPrint."""

from __future__ import annotations

from publisher.pdf.drawings import rasterise
from publisher.pdf.typeset import page_labels, typeset

__all__ = ["page_labels", "rasterise", "typeset"]
