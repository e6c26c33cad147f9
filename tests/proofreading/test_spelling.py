"""Spelling is judged by the dictionaries a machine has; each unknown word is told once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher import pipeline
from publisher.diagnostics import Diagnostic, Report
from publisher.proofreading.dictionaries import FOLDERS, find_dictionary
from publisher.workspace import Workspace
from tests.conftest import ROOT
from tests.proofreading.conftest import HEAD, ISSUE

AFF = "SET UTF-8\nTRY аоіеиунвтр\nWORDCHARS '\n"
WORDS = (
    *("назва", "проба", "рада", "громада", "рішення", "ухвалила", "нове", "і", "у"),
    *("об'єднання", "соціально", "економічний"),
)


@pytest.fixture
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dictionary of a dozen Ukrainian words."""
    folder = tmp_path_factory.mktemp("hunspell")
    folder.joinpath("uk_UA.aff").write_text(AFF, encoding="utf-8")
    listed = "\n".join([str(len(WORDS)), *WORDS]) + "\n"
    folder.joinpath("uk_UA.dic").write_text(listed, encoding="utf-8")
    return folder


@pytest.fixture
def spelt(bench: Workspace, write, machine: Path):
    """`spelt("text")`: what a check of the spelling says of one article."""

    def check(text: str, more: str = "", language: str = "uk", **files: str) -> list[Diagnostic]:
        write("issues/proba/issue.yaml", ISSUE.format(language=language) + more)
        write("issues/proba/articles/a.md", HEAD.format(title="Назва") + text)
        for name, content in files.items():
            write(f"issues/{name.replace('__', '/')}.txt", content)
        workspace = Workspace(bench.root, environment={"PUBLISHER_HUNSPELL": str(machine)})
        report = Report()
        pipeline.check(workspace, ["proba"], report, spelling=True)
        assert not report.errors, list(report)
        return list(report)

    return check


def unknown(found: list[Diagnostic]) -> list[str]:
    return [one.words["word"] for one in found if one.code == "word-unknown"]


def test_an_unknown_word_is_told_once_with_all_its_places_and_what_is_near(spelt):
    found = spelt("Рада ухвалила рішеня.\n\nНове *рішеня* і знову Рішеня у раді.\n")
    (word, *_) = [one for one in found if one.code == "word-unknown"]

    assert unknown(found) == ["рішеня", "знову", "раді"]
    assert (word.place.file, word.place.line, word.place.column) == (
        "issues/proba/articles/a.md", 4, 15,
    )  # fmt: skip
    assert word.words["count"] == "3"
    assert word.words["suggestions"].split(", ")[0] == "рішення"
    assert word.words["others"] == "issues/proba/articles/a.md:6:7, issues/proba/articles/a.md:6:23"


def test_how_many_words_were_judged_by_which_dictionary_is_said(spelt):
    (note,) = spelt("Рада ухвалила рішення.\n")

    assert note.code == "spelling-judged"
    assert note.words == {"language": "uk", "count": "5", "unknown": "0", "dictionary": "uk_UA"}


@pytest.mark.parametrize(
    "text",
    [
        "Рада ухвалила об'єднання, об’єднання, обʼєднання.",
        "соціально-економічний",
        "ЦНАП і ОТГ, 5-го, 1990-х, № 280/97-ВР",
        "Пишіть на rada@example.ua".removeprefix("Пишіть на "),
        "рада https://example.org/nevidome і `невідоме`",
        "у вул. і у тел.",
        "нове́ рішення",
    ],
)
def test_codes_acronyms_addresses_and_endings_of_numbers_are_no_words(spelt, text):
    assert unknown(spelt(text + "\n")) == []


def test_the_lists_of_the_house_and_of_the_issue_are_taken_as_right(spelt):
    text = "Гідрологинею і роздруківка і слово.\n"

    assert unknown(spelt(text)) == ["Гідрологинею", "роздруківка", "слово"]
    found = spelt(text, _shared__words="гідрологин*  # професія\n\n", proba__words="роздруківка\n")
    assert unknown(found) == ["слово"]


def test_names_from_the_data_are_known_with_any_ending(spelt, write):
    write("issues/_shared/rady.csv", "Назва,Голова\nБалаклійська рада,Дорошкевич Ганна\n")
    more = "imprint:\n  editor: Марія Лубенець\n"
    found = spelt("Балаклійською і Дорошкевичем, Лубенець і Ганні; балаклійський\n", more)

    assert unknown(found) == ["балаклійський"]


def test_two_words_in_a_line_of_a_list_are_an_error(bench: Workspace, write):
    write("issues/proba/issue.yaml", ISSUE.format(language="uk"))
    write("issues/proba/articles/a.md", HEAD.format(title="Назва") + "Рада.\n")
    write("issues/_shared/words.txt", "одне\nдва слова\n")
    report = Report()
    pipeline.check(bench, ["proba"], report)

    (found,) = report.errors
    assert (found.code, found.place.line) == ("words-apart", 2)


def test_a_span_in_another_language_is_judged_by_its_own_dictionary_or_not_at_all(spelt):
    found = spelt("Рада ухвалила [решение]{lang=ru} і [decision]{lang=en}.\n")

    not_judged = {one.words["language"]: one.words["count"] for one in found
                  if one.code == "spelling-not-judged"}  # fmt: skip
    assert not_judged == {"ru": "1", "en": "1"}
    assert unknown(found) == []


def test_a_file_that_is_no_dictionary_is_named(bench: Workspace, write, machine: Path):
    machine.joinpath("uk_UA.dic").write_bytes(b"\xff\xfe\x00broken")
    machine.joinpath("uk_UA.aff").write_bytes(b"SET NONE-SUCH\n")
    write("issues/proba/issue.yaml", ISSUE.format(language="uk"))
    write("issues/proba/articles/a.md", HEAD.format(title="Назва") + "Рада.\n")
    report = Report()
    workspace = Workspace(bench.root, environment={"PUBLISHER_HUNSPELL": str(machine)})
    pipeline.check(workspace, ["proba"], report, spelling=True)

    assert [one.code for one in report.errors] == ["dictionary-broken"]


def test_without_being_asked_nobody_looks_words_up(bench: Workspace, write, machine: Path):
    write("issues/proba/issue.yaml", ISSUE.format(language="uk"))
    write("issues/proba/articles/a.md", HEAD.format(title="Назва") + "Хтозналка.\n")
    report = Report()
    workspace = Workspace(bench.root, environment={"PUBLISHER_HUNSPELL": str(machine)})
    pipeline.check(workspace, ["proba"], report)

    assert list(report) == []


@pytest.mark.oracle
def test_the_shipped_editions_are_spelt_right_by_the_dictionaries_of_the_machine():
    """Ukrainian and Russian; what is missing here has not judged."""
    missing = [one for one in ("uk", "ru") if find_dictionary(one, os.environ) is None]
    if missing:
        if os.environ.get("PUBLISHER_JUDGES") == "required":
            pytest.fail(f"no dictionary for {missing}: make judges")
        pytest.skip(f"not judged: no dictionary for {missing} in {FOLDERS}")
    report = Report()
    workspace = Workspace(ROOT, environment=dict(os.environ))
    pipeline.check(workspace, ["association-about", "bulletin-2026-01", "councils-2020"],
                   report, spelling=True)  # fmt: skip

    assert unknown(list(report)) == []
    judged = [one.words for one in report if one.code == "spelling-judged"]
    assert sum(int(words["count"]) for words in judged) > 3000
