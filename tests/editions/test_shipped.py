"""The editions this press ships with: built whole, read again, the same bytes anywhere."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from publisher import pipeline, reading, sources
from publisher.diagnostics import Report
from publisher.model.issue import Directory, Index, Issue
from publisher.workspace import Workspace
from tests.conftest import ROOT

SHIPPED = {
    "association-about-uk": range(4, 9),
    "association-about-ru": range(4, 9),
    "association-about-en": range(4, 9),
    "bulletin-2026-01": range(12, 17),
    "councils-2020": range(30, 61),
}
SLUGS = ("association-about", "bulletin-2026-01", "councils-2020")


class _Quiet:
    """Nobody watches a test; what would have been shown is kept."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def step(self, title: str, done: int, total: int) -> None:
        assert done <= total
        self.shown.append(title)


_JUDGED_WITH: dict[str, dict[str, Any]] = {}
"""What the build told the account of the pages, by markup: where each section stands."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All outputs by file name, from a clean build without errors or warnings."""
    out = tmp_path_factory.mktemp("build")
    report = Report()
    order = pipeline.Order(SLUGS, ("html", "pdf", "docx"), out=out, use_cache=False)
    account = reading.account_pdf

    def overheard(markup: str, *given: Any, **told: Any) -> reading.Account:
        _JUDGED_WITH[markup] = told
        return account(markup, *given, **told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "account_pdf", overheard)
        made = pipeline.build(Workspace(ROOT, environment={}), order, report, _Quiet())
    assert not report.errors, [str(finding) for finding in report.errors]
    assert not report.warnings, [str(finding) for finding in report.warnings]
    return {Path(one.path).name: one.content for one in made}


@pytest.fixture(scope="module")
def councils() -> Issue:
    (issue,) = sources.load_issue(Workspace(ROOT, environment={}), "councils-2020", Report())
    return issue


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_edition_has_the_pages_it_was_planned_for(built, name: str):
    with pikepdf.open(io.BytesIO(built[f"{name}.pdf"])) as file:
        assert len(file.pages) in SHIPPED[name]


@pytest.mark.parametrize("name", SHIPPED)
def test_pdf_and_word_say_the_same_words(built, name: str):
    """Both counted once more from the finished files. The pages are told where each section
    stands, as in the build: a book counted as one bag can't tell the number of an issue on its
    cover from a number that a page reference prints."""
    markup = built[f"{name}.html"].decode()
    pages = reading.account_pdf(
        markup, reading.read_pdf(built[f"{name}.pdf"]), Report(), **_JUDGED_WITH[markup]
    )
    manuscript = reading.account_docx(markup, reading.read_docx(built[f"{name}.docx"]), Report())

    assert pages.words > 500
    assert (pages.lost, pages.gained) == ((), ())
    assert manuscript.words > 500
    assert (manuscript.lost, manuscript.gained) == ((), ())


@pytest.mark.parametrize("name", SHIPPED)
def test_every_pdf_is_tagged_titled_and_has_its_bookmarks(built, name: str):
    with pikepdf.open(io.BytesIO(built[f"{name}.pdf"])) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang)[:2] in ("uk", "ru", "en")
        with file.open_outline() as outline:
            assert outline.root
        assert b"pdfuaid" in bytes(file.Root.Metadata.read_bytes())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_reader_is_shown_the_page_numbers_that_are_printed(built, name: str):
    document = pypdfium2.PdfDocument(built[f"{name}.pdf"])
    assert document.get_page_label(0) == "1"
    assert document.get_page_label(3) == "4"


def test_a_build_names_each_article_while_it_reads_it(tmp_path: Path):
    watched = _Quiet()
    order = pipeline.Order(("association-about",), out=tmp_path)
    pipeline.build(Workspace(ROOT, environment={}), order, Report(), watched)

    assert "articles/04-napriamy.md" in watched.shown
    assert "articles/04-napriamy.en.md" in watched.shown
    assert watched.shown.index("articles/01-khto-my.md") < watched.shown.index(
        "association-about-uk.pdf"
    )


def test_the_bulletin_carries_a_photograph_to_the_bleed(built):
    with pikepdf.open(io.BytesIO(built["bulletin-2026-01.pdf"])) as file:
        sizes = [
            (int(image.Width), int(image.Height))
            for page in file.pages
            for image in page.get_images().values()
        ]
    assert (4000, 3000) in sizes


def test_the_running_title_stands_on_every_page_without_a_picture_at_its_head(built):
    document = pypdfium2.PdfDocument(built["bulletin-2026-01.pdf"])
    heads = ["січень 2026" in p.get_textpage().get_text_bounded(0, 790, 600, 842) for p in document]

    assert heads.count(True) >= 12
    assert not heads[0]
    assert not heads[-1]


def test_all_458_councils_stand_in_the_directory_and_in_its_index(councils: Issue):
    parts = [part for section in councils.sections for part in section.parts]
    (directory,) = [part for part in parts if isinstance(part, Directory)]
    (index,) = [part for part in parts if isinstance(part, Index)]
    ids = [entry.id for group in directory.groups for entry in group.entries]
    targets = [t for letter in index.letters for entry in letter.entries for t in entry.targets]

    assert len(ids) == len(set(ids)) == 458
    assert sorted(targets) == sorted(ids)
    assert sum(total.value for total in directory.totals) == 458


def test_the_index_is_in_ukrainian_order(councils: Issue):
    parts = [part for section in councils.sections for part in section.parts]
    (index,) = [part for part in parts if isinstance(part, Index)]
    letters = [letter.letter.text for letter in index.letters]
    alphabet = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ"

    assert letters == sorted(letters, key=alphabet.index)
    assert letters.index("Е") < letters.index("Є") < letters.index("З") < letters.index("І")


def test_councils_of_one_name_are_told_apart(councils: Issue):
    parts = [part for section in councils.sections for part in section.parts]
    (index,) = [part for part in parts if isinstance(part, Index)]
    shown = [
        (entry.text.text, entry.qualifier.text if entry.qualifier else None)
        for letter in index.letters
        for entry in letter.entries
    ]
    petrivska = [line for line in shown if line[0] == "Петрівська сільська рада"]

    assert len(shown) == len(set(shown))
    assert len(petrivska) >= 3
    assert all(qualifier for _, qualifier in petrivska)


def test_printed_page_numbers_of_the_index_are_the_pages_where_the_councils_stand(built):
    document = pypdfium2.PdfDocument(built["councils-2020.pdf"])
    texts = [page.get_textpage().get_text_range() for page in document]
    index_page = next(n for n, text in enumerate(texts) if "Алісівська" in text and n > 30)
    line = next(x for x in texts[index_page].split("\r\n") if x.startswith("Алісівська"))
    number = int(line.split()[-1])

    assert "Алісівська" in texts[number - 1]


def test_no_spelling_of_the_apostrophe_but_one_is_printed(built):
    for name in SHIPPED:
        document = pypdfium2.PdfDocument(built[f"{name}.pdf"])
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert not set("'ʼ`´") & set(text), name


def test_the_same_sources_give_the_same_bytes_elsewhere(built, tmp_path: Path):
    """Another folder, another time zone, another hash seed."""
    root = tmp_path / "інша тека"
    for folder in ("templates", "fonts", "issues", "printers", "icc"):
        shutil.copytree(ROOT / folder, root / folder, copy_function=os.link)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(ROOT / "cli.py"), "build", *SLUGS, "--no-cache"]
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    elsewhere = {path.name: path.read_bytes() for path in root.glob("build/*/*.*")}
    for name, content in built.items():
        if name.endswith(".html"):
            continue
        assert _digest(elsewhere[name]) == _digest(content), name


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
