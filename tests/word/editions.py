"""Editions for the tests of the Word room: the sample bulletin, and small bodies in sight."""

from __future__ import annotations

import datetime
from collections import UserDict
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from publisher.diagnostics import Place, Report
from publisher.model.language import Language
from publisher.model.output import (
    Asset,
    Colour,
    HtmlBook,
    Ink,
    PageFormat,
    TextStyle,
    Tokens,
)
from publisher.units import Length
from publisher.word import write

SAMPLE = Path(__file__).with_name("sample.html")
SERIF, SANS, DISPLAY = "Source Serif 4", "Source Sans 3", "Source Serif 4 Display"
CAPTION = "Source Serif 4 Caption"

PAGE = PageFormat(
    width=Length.mm(210),
    height=Length.mm(297),
    inner=Length.mm(18),
    outer=Length.mm(16),
    top=Length.mm(24),
    bottom=Length.mm(22),
    columns=2,
    gap=Length.mm(6),
)

COLOURS = tuple(
    Colour(name, screen, Ink())
    for name, screen in {
        "text": "#1d1d1b",
        "secondary": "#646464",
        "hairline": "#b4b4b4",
        "accent": "#a3123f",
        "tint": "#f5e7ec",
        "ground": "#f6f2ee",
        "paper": "#ffffff",
    }.items()
)

_S = TextStyle
STYLES = {
    "text": _S(SERIF, 9.6, 13, align="justify", indent=13),
    "list-item": _S(SERIF, 9.6, 13),
    "quote": _S(SERIF, 9.6, 13, italic=True),
    "code-block": _S(SANS, 8.6, 13),
    "term": _S(SANS, 9, 13, weight=600),
    "definition": _S(SERIF, 9.6, 13),
    "heading-2": _S(SANS, 10.6, 13, weight=600, space_before=13),
    "heading-3": _S(SANS, 9.6, 13, weight=600, colour="accent", space_before=13),
    "heading-4": _S(SERIF, 9.6, 13, italic=True, space_before=13),
    "rubric": _S(SANS, 7.6, 13, weight=600, colour="accent", tracking=90, capitals=True),
    "kicker": _S(SANS, 8.6, 13, colour="secondary"),
    "article-title": _S(DISPLAY, 31, 34, tracking=-12),
    "section-title": _S(DISPLAY, 31, 34, tracking=-12),
    "section-note": _S(SANS, 9, 13, colour="secondary"),
    "lead": _S(SERIF, 13, 18),
    "byline": _S(SANS, 8, 13, colour="secondary"),
    "speaker": _S(SANS, 9, 13, weight=600),
    "pull-quote": _S(DISPLAY, 17, 22, colour="accent"),
    "attribution": _S(SANS, 8, 13, colour="secondary"),
    "notice-title": _S(SANS, 10.6, 13, weight=600, colour="accent"),
    "footnote": _S(CAPTION, 7.6, 10),
    "caption": _S(SANS, 8, 10.6),
    "table-caption": _S(SANS, 8.6, 11.4),
    "table-head": _S(SANS, 8, 10.4, weight=600),
    "table-text": _S(SANS, 8.6, 11.4),
    "table-note": _S(SANS, 7.4, 10, colour="secondary"),
    "figure-value": _S(DISPLAY, 34, 39, colour="accent"),
    "figure-label": _S(SANS, 8.6, 11.4),
    "figure-note": _S(SANS, 7.4, 10, colour="secondary"),
    "organisation": _S(SANS, 8, 11, weight=600, tracking=70, capitals=True),
    "edition-title": _S(DISPLAY, 76, 78, weight=300, tracking=-15),
    "edition-subtitle": _S(SANS, 12, 16),
    "issue-number": _S(DISPLAY, 40, 40, weight=300),
    "issue-date": _S(SANS, 9, 12),
    "as-of": _S(SANS, 10, 13),
    "city": _S(SANS, 9, 13),
    "cover-title": _S(DISPLAY, 27, 31, tracking=-10),
    "cover-text": _S(SERIF, 11.5, 16),
    "cover-item": _S(SANS, 9, 12),
    "cover-line": _S(SANS, 7.6, 10, colour="secondary"),
    "contents-title": _S(DISPLAY, 31, 34, tracking=-12),
    "contents-rubric": _S(SANS, 7.6, 13, weight=600, colour="accent", tracking=90, capitals=True),
    "contents-entry": _S(SERIF, 11, 15),
    "index-letter": _S(DISPLAY, 15, 19.6, colour="accent"),
    "index-entry": _S(SANS, 7.6, 9.8),
    "group-title": _S(DISPLAY, 23, 26, colour="accent", tracking=-8),
    "group-totals": _S(SANS, 8.6, 11.4),
    "thumb": _S(SANS, 9, 11, weight=600, colour="paper"),
    "entry-name": _S(SERIF, 10, 12, weight=600),
    "entry-text": _S(SANS, 8, 10.4),
    "entry-line": _S(SANS, 7.6, 9.8),
    "entry-list-title": _S(SANS, 8, 10.4, weight=600),
    "subgroup-title": _S(SANS, 15, 19.6),
    "imprint-title": _S(SANS, 8.6, 11.4, weight=600),
    "imprint": _S(SANS, 8, 11),
    "running": _S(SANS, 7.4, 10, colour="secondary"),
    "running-rubric": _S(SANS, 7.4, 10, weight=600, colour="accent", tracking=90, capitals=True),
    "folio": _S(SANS, 9, 11, weight=600),
}

VALUES = {
    "grid.line": "13pt",
    "rule.strong": "0.75pt",
    "rule.accent": "1.25pt",
    "rule.hair": "0.35pt",
    "measure.title": "72%",
    "hyphen.last": "3",
    "links.underline": "none",
}

TOKENS = Tokens(PAGE, COLOURS, STYLES, VALUES)


def drawing(width: int = 800, height: int = 500) -> bytes:
    """A drawing as the PDF printer hands it over."""
    image = Image.new("RGB", (width, height), "#f5e7ec")
    image.paste("#a3123f", (width // 4, height // 4, width // 2, height // 2))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def photograph(mode: str = "RGB") -> bytes:
    """A photograph of one colour; inks in mode CMYK."""
    image = Image.new(mode, (400, 300), (20, 180, 110, 30) if mode == "CMYK" else "#557799")
    out = BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


PICTURES = {"images/cover.svg": drawing(1200, 700), "images/map.svg": drawing()}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def book_of(markup: str, language: Language = "uk", **changes: object) -> HtmlBook:
    """A book around a whole document."""
    book = HtmlBook(
        slug="bulletin-2026-01",
        output_name="bulletin-2026-01",
        kind="bulletin",
        language=language,
        title="Вісник Асоціації",
        authors=("Асоціація органів місцевого самоврядування",),
        description="Інформаційний бюлетень",
        moment=datetime.datetime(2026, 1, 31, 12, 0, tzinfo=datetime.UTC),
        markup=markup,
        stylesheets=(),
        assets=(
            Asset("images/cover.svg", "image/svg+xml", SVG),
            Asset("images/map.svg", "image/svg+xml", SVG),
            Asset("images/photo.jpg", "image/jpeg", photograph()),
        ),
        tokens=TOKENS,
        sections=(),
        words={"figure.label": "Рис.", "table.label": "Таблиця"},
        places={"zbory-1": Place("issues/bulletin/articles/01-zbory.md", 7, 1)},
        running_title="Вісник Асоціації № 1 (25)",
    )
    return replace(book, **changes)  # type: ignore[arg-type]


def page(body: str, language: str = "uk") -> str:
    """A document around the content of a body."""
    return f'<!DOCTYPE html><html lang="{language}"><body class="bulletin">{body}</body></html>'


def article(flow: str, language: str = "uk") -> str:
    """A document of one article with this text."""
    return page(
        f'<article class="article news" id="a"><h1 class="article-title">Назва</h1>'
        f'<div class="flow columns-1">{flow}</div></article>',
        language,
    )


class Everywhere(UserDict[str, str]):
    """Pages of every id, for editions whose pages do not matter."""

    def __missing__(self, key: str) -> str:
        return str(3 + sum(map(ord, key)) % 20)

    def __contains__(self, key: object) -> bool:
        return True


def made(
    markup: str,
    language: Language = "uk",
    faces: Mapping[str, bytes] | None = None,
    pages: Mapping[str, str] | None = None,
    **changes: object,
) -> bytes:
    """The Word file of a document; BuildStopped shows its findings."""
    pages = Everywhere() if pages is None else pages
    book = book_of(markup, language, **changes)
    return write(book, pages, PICTURES, faces or {}, Report()).content


def sample(**changes: object) -> bytes:
    """The Word file of the sample bulletin."""
    return made(SAMPLE.read_text(encoding="utf-8"), **changes)  # type: ignore[arg-type]
