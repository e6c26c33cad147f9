"""Every record is proved in the finished file: what is lost, doubled or elsewhere is named."""

from __future__ import annotations

import pytest

from publisher.diagnostics import Report
from publisher.model.output import record_bookmark
from publisher.reading import account_records, read_docx, read_pdf
from tests.reading.docx_file import docx, paragraph, run

NAMES = ("Валківська", "Ізюмська", "Лозівська", "Чугуївська")
LONG = " ".join(f"слово{number}" for number in range(400))


def entry(name: str, text: str = "Центр: місто", inner: str = "") -> str:
    return (
        f'<div class="entry" id="r-{name}"><h2 class="entry-name">{name}</h2>'
        f'<p class="entry-text">{text} {name}</p>{inner}</div>'
    )


def book(entries: str) -> str:
    return f'<html lang="uk"><body><section id="s">{entries}</section></body></html>'


WHOLE = book("".join(entry(name) for name in NAMES))
IDS = tuple(f"r-{name}" for name in NAMES)
INNER = '<div class="entry-lists"><p class="entry-line" id="r-selo">с. Петрівка</p></div>'


@pytest.fixture(scope="module")
def printed():
    """The PDF of a book in two narrow columns on small pages."""
    import weasyprint

    def printing(markup: str, css: str = ""):
        sheet = weasyprint.CSS(
            string="@page { size: 90mm 60mm; margin: 8mm } section { columns: 2 }" + css
        )
        return read_pdf(weasyprint.HTML(string=markup).write_pdf(stylesheets=[sheet]))

    return printing


def proved(markup, ids, *, pdf=None, docx=None):
    report = Report()
    return account_records(markup, ids, report, places={}, pdf=pdf, docx=docx), report


def test_all_records_are_found_over_columns_and_pages(printed):
    markup = book("".join(entry(name, LONG if name == "Ізюмська" else "Центр") for name in NAMES))
    account, report = proved(markup, IDS, pdf=printed(markup))

    assert (account.given, account.found) == (4, 4)
    assert [(one.code, one.words["count"]) for one in report] == [("records-proved", "4")]


def test_a_record_inside_another_is_proved_by_itself(printed):
    markup = book(entry("Валківська", inner=INNER) + entry("Ізюмська"))
    account, _ = proved(markup, ("r-Валківська", "r-selo", "r-Ізюмська"), pdf=printed(markup))

    assert account.found == 3


def test_a_record_the_template_forgot_is_named(printed):
    account, report = proved(WHOLE, (*IDS, "r-Берестинська"), pdf=printed(WHOLE))

    assert account.missing == ("r-Берестинська",)
    assert [one.code for one in report.errors] == ["record-missing"]


def test_a_record_without_its_place_in_the_file_is_named(printed):
    torn = WHOLE.replace('id="r-Лозівська"', "")

    assert proved(WHOLE, IDS, pdf=printed(torn))[0].missing == ("r-Лозівська",)


@pytest.mark.parametrize(
    "torn",
    [
        WHOLE.replace("місто Лозівська", "село Лозівська"),
        WHOLE.replace("Центр: місто Лозівська", "місто Лозівська"),
        WHOLE.replace(">Лозівська</h2>", "></h2>"),
    ],
)
def test_other_words_at_the_place_of_a_record_are_found(printed, torn):
    assert torn != WHOLE
    assert proved(WHOLE, IDS, pdf=printed(torn))[0].elsewhere == ("r-Лозівська",)


def test_a_field_nobody_can_see_is_found(printed):
    account, _ = proved(WHOLE, IDS, pdf=printed(WHOLE, ".entry-text { visibility: hidden }"))

    assert account.elsewhere == IDS


def test_a_record_printed_twice_is_named(printed):
    twice = WHOLE.replace(entry("Ізюмська"), entry("Ізюмська") * 2)

    assert proved(twice, IDS, pdf=printed(twice))[0].twice == ("r-Ізюмська",)


def mark(id: str, number: int) -> str:
    name = record_bookmark(id)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def word(names=NAMES, doubled=()):
    blocks = []
    for number, name in enumerate((*names, *doubled)):
        blocks += [
            paragraph(mark(f"r-{name}", number) + run(name)),
            paragraph(run(f"Центр: місто {name}")),
        ]
    return read_docx(docx("".join(blocks)))


def test_records_are_found_in_word_by_their_bookmarks():
    account, report = proved(WHOLE, IDS, docx=word())

    assert account.found == 4
    assert [one.code for one in report] == ["records-proved"]


def test_word_without_a_record_or_with_one_twice_is_refused():
    assert proved(WHOLE, IDS, docx=word(NAMES[:3]))[0].missing == ("r-Чугуївська",)
    assert proved(WHOLE, IDS, docx=word(doubled=NAMES[:1]))[0].twice == ("r-Валківська",)


def test_bookmarks_of_records_are_names_word_takes_and_no_two_alike():
    ids = ["dir-1", "dir_1", "dir-" + "0" * 40, "dir-" + "0" * 41, "r-Ізюмська", "r-Лозівська"]
    names = [record_bookmark(id) for id in ids]

    assert all(len(name) <= 40 and name.isascii() for name in names)
    assert len(set(names)) == len(ids)
