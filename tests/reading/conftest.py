"""Pages for these tests are set with WeasyPrint itself: reading must not trust our own printer."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publisher.diagnostics import Report
from publisher.faces import fontconfig_file, load_faces
from publisher.model.output import Spot
from publisher.reading import Account, PdfReading, account_pdf, read_pdf
from publisher.units import Box
from publisher.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]

LOOKS = """
@page { size: 148mm 210mm; margin: 18mm 15mm; bleed: 5mm;
        @bottom-center { content: counter(page); font: 8pt "Source Sans 3" }
        @top-left { content: string(title); font: 8pt "Source Sans 3" } }
body { font: 10pt/13pt "Source Serif 4"; margin: 0; hyphens: auto; text-align: justify;
       hyphenate-limit-chars: 6 3 3 }
h1 { font: 700 16pt/18pt "Source Sans 3"; string-set: title content(); text-align: left }
.footnote { float: footnote; font-size: 8pt; line-height: 10pt }
.columns-2 { columns: 2; column-gap: 5mm }
a.page-number::after { content: target-counter(attr(href), page) }
table { width: 100%; border-collapse: collapse } th, td { padding: 2pt; text-align: left }
.footnote-paragraph { display: block }
img { width: 40mm }
"""


class Press:
    """Sets HTML with WeasyPrint, and reads it back."""

    def __init__(self, folder: Path) -> None:
        faces = load_faces(Workspace(ROOT), Report())
        os.environ.setdefault("FONTCONFIG_FILE", str(fontconfig_file(faces, ROOT, folder)))
        import weasyprint

        logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
        self.weasyprint = weasyprint

    def document(self, body: str, css: str = "", language: str = "uk") -> str:
        return (
            f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
            f"<title>Вісник</title><style>{LOOKS}{css}</style></head><body>{body}</body></html>"
        )

    def typeset(self, markup: str, **assets: str) -> tuple[bytes, dict[str, Spot]]:
        """The PDF, tagged, and where its ids stand."""
        weasyprint = self.weasyprint

        class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]
            def fetch(self, url: str, headers: object = None) -> Any:
                if not url.startswith("asset:"):
                    return super().fetch(url, headers)
                content = assets[url.removeprefix("asset:").partition(".")[0]]
                return weasyprint.urls.URLFetcherResponse(
                    url, content.encode(), {"Content-Type": "image/svg+xml"}
                )

        laid_out = weasyprint.HTML(
            string=markup, base_url="https://edition.invalid/", url_fetcher=Fetcher()
        ).render(pdf_tags=True)
        spots: dict[str, Spot] = {}
        for number, page in enumerate(laid_out.pages, 1):
            height = page.height * 0.75
            for id, (left, top, right, bottom) in page.anchors.items():
                box = Box(left * 0.75, height - bottom * 0.75, right * 0.75, height - top * 0.75)
                spots.setdefault(id, Spot(number, box))
        return laid_out.write_pdf(pdf_tags=True), spots

    def read(self, body: str, css: str = "", language: str = "uk") -> PdfReading:
        return read_pdf(self.typeset(self.document(body, css, language))[0])

    def account(
        self, body: str, css: str = "", printed: str | None = None, **options: Any
    ) -> tuple[Account, Report]:
        """The account of a body; `printed` is what was set instead of it."""
        assets = options.pop("assets", {})
        content, spots = self.typeset(
            self.document(body if printed is None else printed, css), **assets
        )
        report = Report()
        account = account_pdf(
            self.document(body), read_pdf(content), report, spots=spots, **options
        )
        return account, report


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(tmp_path_factory.mktemp("fontconfig"))


@pytest.fixture
def count() -> Callable[[str], int]:
    return lambda text: len(text.split())
