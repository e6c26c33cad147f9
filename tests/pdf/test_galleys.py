"""Galleys and make-up: the same pages as one layout gives, and the same bytes kept or new."""

from __future__ import annotations

import dataclasses
import io
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import faces, html, pdf, sources
from publisher.cache import Cache
from publisher.diagnostics import BuildStopped, Report
from publisher.faces import Faces
from publisher.hands import Hands, Lost, hired
from publisher.model.output import Asset, HtmlBook, PdfFile
from publisher.pdf.sections import cut, whole
from publisher.workspace import Workspace
from tests.conftest import ROOT
from tests.html.issues import article, issue, note, paragraph

PROSE = (
    "Асоціація органів місцевого самоврядування об'єднує ради різного рівня. На зборах ішлося "
    "про те, чого громади чекають від спільного представництва: захисту прав та інтересів. "
)
DIFFERENT_MARGINS = (
    "@page { margin: 20mm 15mm 20mm 25mm } @page :left { margin: 20mm 25mm 20mm 15mm }"
)
STARTS = ".article { break-before: page }"


@pytest.fixture(scope="module")
def shelf() -> Faces:
    return faces.load_faces(Workspace(ROOT, environment={}), Report())


@pytest.fixture(scope="module")
def fontconfig(tmp_path_factory: pytest.TempPathFactory, shelf: Faces) -> Path:
    return faces.fontconfig_file(shelf, ROOT, tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def desk(shelf: Faces, fontconfig: Path):
    def make(**more: Any) -> pdf.Workshop:
        return pdf.Workshop(shelf, fontconfig, **more)

    return make


def book_of(*articles: Any, css: str = STARTS, **more: Any) -> HtmlBook:
    """A small edition, with a style sheet of its own after those of its kind."""
    made = html.render(issue(*articles, **more), Workspace(ROOT, environment={}), Report())
    return dataclasses.replace(made, stylesheets=(*made.stylesheets, css))


def prose(name: str, length: int, *, notes: int = 0) -> Any:
    """An article of so many paragraphs, some with a note."""
    body = [
        paragraph(
            f"{name} {number}. ", PROSE * 2, *([note(f"Виноска {number}.")] * (number < notes))
        )
        for number in range(length)
    ]
    return article(*body, id=name, title=f"Стаття {name}")


def alike(one: PdfFile, other: PdfFile) -> None:
    """The same words at the same places (to 0.02 points), the same links and tags."""
    here, there = shown(one), shown(other)
    assert len(here) == len(there)
    for mine, yours in zip(here, there, strict=True):
        assert [entry[0] for entry in mine] == [entry[0] for entry in yours]
        for left, right in zip(mine, yours, strict=True):
            assert left[1:] == pytest.approx(right[1:], abs=0.02)


def shown(proof: PdfFile) -> list[Any]:
    """What stands where: each page's characters with their boxes, its links with targets."""
    pages: list[Any] = []
    with pypdfium2.PdfDocument(proof.content) as file:
        for page in file:
            text = page.get_textpage()
            pages.append(
                [
                    (
                        text.get_text_range(index, 1),
                        *(round(side, 2) for side in text.get_charbox(index)),
                    )
                    for index in range(text.count_chars())
                    if text.get_text_range(index, 1).strip()
                ]
            )
    with pikepdf.open(io.BytesIO(proof.content)) as file:
        for number, page in enumerate(file.pages):
            pages[number] += sorted(
                (str(link.get("/Dest", link.get("/A", {}).get("/URI", ""))),
                 *(float(side) for side in link.Rect))
                for link in page.get("/Annots", ())
            )  # fmt: skip
        pages.append(list(tags(file.Root.StructTreeRoot.K[0])))
    return pages


def tags(element: Any, depth: int = 0) -> Iterator[tuple[str, int]]:
    """The structure tree in reading order: depth, tag, alternative text."""
    yield f"{element.get('/S')} {element.get('/Alt', '')}", depth
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from tags(kid, depth + 1)


@pytest.mark.parametrize("slug", ["association-about", "bulletin-2026-01", "councils-2020"])
def test_a_shipped_edition_has_the_pages_that_one_layout_gives(slug: str, desk):
    workspace, report = Workspace(ROOT, environment={}), Report()
    made = sources.load_issue(workspace, slug, report)[0]
    book = html.render(made, workspace, report)

    galleys = pdf.typeset(book, desk(), report)
    one = pdf.typeset(book, desk(), report, sections=whole(book))

    alike(galleys, one)


@pytest.mark.parametrize(
    "css",
    [
        STARTS,
        STARTS + DIFFERENT_MARGINS,
        STARTS + DIFFERENT_MARGINS + "@page :left { background: #ecd0d9 }",
        STARTS + ".article + .article h1 { color: #a3123f } .article:first-child { margin: 0 }",
        ".article:nth-of-type(2) { page: bare } #v { break-before: page }" + DIFFERENT_MARGINS,
        STARTS + ".flow { background: linear-gradient(#ecd0d9, #ffffff) }" + DIFFERENT_MARGINS,
        "",
    ],
    ids=["starts", "margins", "sides", "siblings", "named", "gradient", "flowing"],
)
def test_sections_on_pages_of_their_own_look_as_in_one_layout(css: str, desk):
    book = book_of(
        prose("a", 3), prose("b", 9, notes=4), prose("v", 1), prose("h", 14, notes=2), css=css
    )
    report = Report()

    galleys = pdf.typeset(book, desk(), report)
    one = pdf.typeset(book, desk(), report, sections=whole(book))

    alike(galleys, one)
    assert len(galleys.pages) > 3
    assert pictures(galleys) == pictures(one)


def pictures(proof: PdfFile) -> list[bytes]:
    with pypdfium2.PdfDocument(proof.content) as file:
        return [bytes(page.render(scale=1).to_pil().tobytes()) for page in file]


def test_style_sheets_alone_say_where_a_galley_begins():
    book = book_of(prose("a", 1), prose("b", 1), prose("v", 1), css="#v { break-before: page }")

    assert [section.id for section in cut(book)] == ["cover", "contents", "a", "v"]
    assert {"a", "b"} <= cut(book)[2].ids


def test_a_token_lets_each_article_start_a_page():
    css = ":root { --article-break: page } .article { break-before: var(--article-break, auto) }"
    book = book_of(prose("a", 1), prose("b", 1), css=css)

    assert [section.id for section in cut(book)][2:4] == ["a", "b"]


def test_a_section_that_must_stand_on_the_right_gets_a_blank_page_before_it(desk):
    book = book_of(prose("a", 1), prose("b", 1), css=".article { break-before: right }")
    report = Report()

    galleys = pdf.typeset(book, desk(), report)

    first, second = galleys.spots["a"].page, galleys.spots["b"].page
    assert first % 2 == second % 2 == 1
    assert second == first + 2
    with pypdfium2.PdfDocument(galleys.content) as file:
        assert file[first].get_textpage().get_text_range() == ""


def test_editing_one_article_sets_one_article(tmp_path: Path, desk):
    workshop = desk(cache=Cache(tmp_path))
    notes: list[pdf.GalleyNote] = []
    pdf.typeset(book_of(prose("a", 2), prose("b", 2), prose("v", 2)), workshop, Report())

    edited = book_of(
        prose("a", 2), article(paragraph("Інше"), id="b", title="Стаття b"), prose("v", 2)
    )
    pdf.typeset(edited, workshop, Report(), notes)

    assert [one.id for one in notes if not one.kept] == ["b"]


def test_a_page_number_that_moves_sets_only_those_who_print_it(tmp_path: Path, desk):
    workshop = desk(cache=Cache(tmp_path))
    notes: list[pdf.GalleyNote] = []
    css = STARTS + DIFFERENT_MARGINS
    pdf.typeset(book_of(prose("a", 2), prose("b", 2), prose("v", 2), css=css), workshop, Report())

    longer = book_of(prose("a", 14), prose("b", 2), prose("v", 2), css=css)
    moved = pdf.typeset(longer, workshop, Report(), notes)

    assert [one.id for one in notes if not one.kept] == ["contents", "a"]
    clean = pdf.typeset(longer, desk(), Report())
    assert moved.content == clean.content


@st.composite
def histories(draw: st.DrawFn) -> list[list[tuple[str, int, str]]]:
    """Versions of one edition: articles by name, length and their last word."""
    entry = st.tuples(
        st.sampled_from("abcd"), st.integers(1, 5), st.sampled_from(["рада", "громада", "1275-VI"])
    )
    version = st.lists(entry, min_size=1, max_size=4, unique_by=lambda one: one[0])
    return draw(st.lists(version, min_size=2, max_size=3))


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(versions=histories(), dye=st.sampled_from(["", "p { color: #a3123f }"]))
def test_a_kept_build_and_a_clean_build_are_the_same_bytes(
    versions: list[list[tuple[str, int, str]]],
    dye: str,
    tmp_path_factory: pytest.TempPathFactory,
    desk,
):
    kept = desk(cache=Cache(tmp_path_factory.mktemp("cache")), version="1")
    for number, version in enumerate(versions):
        articles = [
            article(*[paragraph(PROSE) for _ in range(length)], paragraph(word), id=name)
            for name, length, word in version
        ]
        book = book_of(*articles, css=STARTS + DIFFERENT_MARGINS + (dye if number else ""))

        assert (
            pdf.typeset(book, kept, Report()).content == pdf.typeset(book, desk(), Report()).content
        )


def test_two_hands_make_the_same_bytes_as_one(desk):
    book = book_of(*(prose(name, 3) for name in "abcde"))
    with hired(2) as hands:
        together = pdf.typeset(book, desk(hands=hands), Report())

    assert together.content == pdf.typeset(book, desk(), Report()).content


def test_a_spoilt_or_foreign_entry_of_the_cache_is_a_miss(tmp_path: Path, desk):
    book = book_of(prose("a", 2), prose("b", 2))
    clean = pdf.typeset(book, desk(cache=Cache(tmp_path)), Report())
    for number, entry in enumerate(path for path in tmp_path.rglob("*") if path.is_file()):
        content = bytearray(entry.read_bytes())
        content[random.Random(number).randrange(len(content))] ^= 0x40
        entry.write_bytes(content if number % 2 else content[: len(content) // 2])

    assert pdf.typeset(book, desk(cache=Cache(tmp_path)), Report()).content == clean.content


def test_a_number_that_never_comes_to_rest_is_an_error_that_names_the_entry(desk):
    # Printed as 3 it pushes its article to page 4; printed as 4 it lets it come back.
    css = (
        STARTS + ".contents { break-after: auto }"
        ".contents a.page-number { display: block; break-before: auto }"
        ".contents a.page-number[data-page='3'] { break-before: page; margin-top: 500pt }"
        "p.contents-entry { display: block !important }"
    )
    report = Report()

    with pytest.raises(BuildStopped):
        pdf.typeset(book_of(prose("a", 1), css=css), desk(), report)

    (finding,) = report.errors
    assert finding.code == "references-unsettled"
    assert dict(finding.values)["id"] == "a"


def test_a_section_whose_worker_dies_is_named_and_the_others_are_kept(tmp_path: Path, desk):
    book = book_of(prose("a", 1), prose("b", 1), prose("v", 1))
    cache, report = Cache(tmp_path), Report()
    with hired(2) as hands:
        assert hands is not None
        with pytest.raises(BuildStopped):
            pdf.typeset(book, desk(hands=_Deadly(hands, "Стаття b"), cache=cache), report)

    assert [(one.code, dict(one.values)["section"]) for one in report.errors] == [
        ("section-lost", "Стаття b")
    ]
    notes: list[pdf.GalleyNote] = []
    pdf.typeset(book, desk(cache=cache), Report(), notes)
    assert [one.id for one in notes if not one.kept and one.id in "abv"] == ["b"]


class _Deadly(Hands):
    """Hands among which the one that takes up a certain section dies of it."""

    def __init__(self, hands: Hands, title: str) -> None:
        super().__init__(hands.count)
        self.title = title

    def each(self, task: Any, given: Any, seconds: float = 60) -> Iterator[tuple[int, Any | Lost]]:
        tasks = [
            (os._exit, 1) if getattr(one[0], "title", "") == self.title else (task, *one)
            for one in given
        ]
        yield from super().each(_done, tasks, seconds)


def _done(task: Any, *given: Any) -> Any:
    return task(*given)


def test_a_task_that_takes_too_long_is_given_up_and_the_others_are_done():
    import time

    with hired(2) as hands:
        assert hands is not None
        results = dict(hands.each(time.sleep, [(0,), (600,), (0.1,)], seconds=3))

    assert results == {0: None, 1: Lost("late"), 2: None}


def test_a_picture_on_many_pages_stands_in_the_file_once(desk):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#a3123f").save(out, "PNG")
    book = book_of(prose("a", 1), prose("b", 1))
    picture = '<p><img src="asset:p.png" alt="Прапор"/></p><div class="flow'
    book = dataclasses.replace(
        book,
        markup=book.markup.replace('<div class="flow', picture),
        assets=(*book.assets, Asset("p.png", "image/png", out.getvalue())),
    )

    proof = pdf.typeset(book, desk(), Report())

    with pikepdf.open(io.BytesIO(proof.content)) as file:
        images = [one for one in file.objects if isinstance(one, pikepdf.Stream)
                  and one.get("/Subtype") == "/Image"]  # fmt: skip
        assert len(images) == 1


def test_each_face_is_embedded_once_with_the_glyphs_of_all_pages(desk):
    book = book_of(*(prose(name, 1) for name in "abcd"))
    proof = pdf.typeset(book, desk(), Report())

    with pikepdf.open(io.BytesIO(proof.content)) as file:
        names = [
            str(one.FontName).split("+")[1]
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        assert len(names) == len(set(names)) > 1
