"""Editions with inserts, laid out."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from publisher import faces, html, pdf
from publisher.diagnostics import Report
from publisher.model.output import HtmlBook, PdfFile
from publisher.workspace import Workspace
from tests.conftest import ROOT
from tests.html.issues import issue


@functools.cache
def fontconfig() -> Path:
    """The faces of the house, for the layout."""
    shelf = faces.load_faces(Workspace(ROOT, environment={}), Report())
    return faces.fontconfig_file(shelf, ROOT, Path(tempfile.mkdtemp(prefix="fonts")))


def lay(*parts: object, report: Report | None = None, **more: object) -> tuple[HtmlBook, PdfFile]:
    """The book of an issue with these parts, and its proof."""
    report, house = report or Report(), Workspace(ROOT, environment={})
    book = html.render(issue(*parts, **more), house, report)
    workshop = pdf.Workshop(faces.load_faces(house, report), fontconfig())
    return book, pdf.typeset(book, workshop, report)
