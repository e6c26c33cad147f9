"""What outside judges say of our files: two validators of the format, and another office."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

from tests.conftest import ROOT, judge
from tests.word import editions, stress
from tests.word.pages import Word, document_words

FACES = {path.name: path.read_bytes() for path in sorted((ROOT / "fonts").glob("*/*.ttf"))}
EDITIONS = {
    "sample": editions.sample,
    "sample with its faces": lambda: editions.sample(faces=FACES),
    "a directory of 300 councils": stress.directory,
    "lists, tables and notes in one another": stress.nested,
    "boxes at every height": stress.boxes,
    "one word": lambda: editions.made(editions.article("<p>Слово</p>")),
    "an English edition": lambda: editions.made(editions.article("<p>Word</p>", "en"), "en"),
}
ALL = pytest.mark.parametrize("edition", EDITIONS)


@pytest.fixture(scope="session")
def file(tmp_path_factory):
    """Word files of the editions by name, each made once."""
    folder = tmp_path_factory.mktemp("judges")
    kept: dict[str, Path] = {}

    def put(edition: str) -> Path:
        if edition not in kept:
            kept[edition] = folder / f"{len(kept)}.docx"
            kept[edition].write_bytes(EDITIONS[edition]())
        return kept[edition]

    return put


@ALL
def test_openxml_audit_finds_no_error(file, edition):
    result = OpenXmlValidator().validate(str(file(edition)))

    assert [str(error) for error in result.errors] == []


@pytest.mark.oracle
@ALL
def test_the_open_xml_sdk_finds_no_error(file, edition):
    judge("node")
    validator = ROOT / "tools/judges/node_modules/.bin/ooxml-validator"
    if not validator.exists():
        if os.environ.get("PUBLISHER_JUDGES") == "required":
            pytest.fail("the Open XML SDK validator is required and absent: make judges")
        pytest.skip("not judged: the Open XML SDK validator is absent")
    done = subprocess.run(
        [str(validator), str(file(edition))], capture_output=True, text=True, check=False
    )

    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.oracle
@pytest.mark.parametrize(
    "edition", ["sample with its faces", "a directory of 300 councils", "boxes at every height"]
)
def test_libreoffice_shows_every_word(file, edition, tmp_path):
    office = judge("soffice")
    source = file(edition)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    with pypdfium2.PdfDocument(tmp_path / f"{source.stem}.pdf") as pdf:
        shown = "".join(page.get_textpage().get_text_range() for page in pdf)
    # Line ends, raised figures and spaced capitals part words; letters are what counts.
    letters = _letters(shown)
    lost = [
        word
        for word in document_words(Word(source.read_bytes()))
        if not word.isdigit() and _letters(word) not in letters
    ]

    assert lost == []


def _letters(shown: str) -> str:
    return re.sub(r"[\W_]", "", shown.casefold())
