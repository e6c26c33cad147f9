"""What a proofreader marks on finished pages is found there, with its page and its source."""

from __future__ import annotations

import pytest

from publisher.diagnostics import Place, Report
from publisher.reading import Craft, judge_craft, read_pdf, tell_craft
from tests.reading.conftest import Press

NARROW = "p { hyphens: none; text-align: left; margin: 0 } h2 { break-after: auto; margin: 0 }"
PAGE = "@page { size: 80mm 60mm; margin: 10mm 10mm 13mm } p { widows: 1; orphans: 1 }"


def proof(press: Press, body: str, css: str = "") -> Craft:
    markup = press.document(f'<article id="a">{body}</article>', NARROW + css)
    content, _ = press.typeset(markup)
    places = {"p1": Place("issues/proba/articles/a.md", 7, 1)}
    return judge_craft(read_pdf(content), markup, places)


def lines(*texts: str) -> str:
    return "<br>".join(texts)


def found(craft: Craft) -> list[str]:
    return [finding.code for finding in craft.findings]


FOUR = (
    "рада на зборах ухвалила само-",
    "врядування це є спра-",
    "вою самої нашої громади, тому гро-",
    "мада вирі-",
    "шує сама за себе",
)


def test_four_hyphens_in_a_row_are_marked_three_are_not(press: Press):
    craft = proof(press, f'<p id="p1">{lines(*FOUR)}</p><p>{lines(*FOUR[1:])}</p>')

    assert found(craft) == ["craft-hyphens"]
    assert craft.findings[0].words["count"] == "4"


def test_a_finding_names_the_page_the_box_and_the_line_it_was_typed_at(press: Press):
    craft = proof(press, f"<p>{lines('перший', 'абзац тут')}</p>"
                  f'<p id="p1">{lines(*FOUR)}</p>')  # fmt: skip
    (finding,) = craft.findings
    place = finding.place

    assert place is not None
    assert (place.file, place.line, place.page) == ("issues/proba/articles/a.md", 7, 1)
    assert place.box is not None
    assert 40 < place.box.left < place.box.right < 380
    assert 3 * 13 < place.box.height < 4 * 13 + 10


@pytest.mark.parametrize(
    ("last", "marked"), [("ня.", True), ("так", True), ("усе гаразд", False), ("рад 15 %.", False)]
)
def test_a_last_line_shorter_than_the_indent_is_marked(press: Press, last: str, marked: bool):
    craft = proof(press, f"<p>{lines('рада ухвалила рішення про', last)}</p>")

    assert found(craft) == (["craft-last-line"] if marked else [])


def test_a_line_alone_at_the_head_or_foot_of_a_page_is_marked(press: Press):
    # Eight lines of 13 pt fit the page.
    seven = lines(*(f"рядок номер {number} з восьми" for number in range(7)))
    four = lines(*(f"інший абзац, рядок {number}" for number in range(4)))
    nine = lines(*(f"довгий абзац, рядок {number}" for number in range(9)))

    craft = proof(press, f"<p>{seven}</p><p>{four}</p>", PAGE)
    assert found(craft) == ["craft-orphan"]
    assert craft.findings[0].words["text"] == "інший абзац, рядок 0"

    craft = proof(press, f"<p>{nine}</p>", PAGE)
    assert found(craft) == ["craft-widow"]
    assert (craft.findings[0].words["text"], craft.findings[0].place.page) == (
        "довгий абзац, рядок 8", 2,
    )  # fmt: skip


def test_a_heading_without_two_lines_under_it_is_marked(press: Press):
    six = lines(*(f"рядок номер {number} із шести" for number in range(6)))
    four = lines(*(f"після заголовка, рядок {number}" for number in range(4)))
    craft = proof(press, f"<p>{six}</p><h2>Заголовок</h2><p>{four}</p>", PAGE)

    assert "craft-heading" in found(craft)
    one_less = six.partition("<br>")[2]
    craft = proof(press, f"<p>{one_less}</p><h2>Заголовок</h2><p>{four}</p>", PAGE)
    assert found(craft) == []


JUSTIFIED = "p { text-align: justify; width: 110mm } p.last { width: 62mm }"
LONG = "самоврядування-самоврядування"


def test_word_spaces_are_measured_against_natural_ones(press: Press):
    close = "рада і громада ухвалила своє рішення про новий статут нашої асоціації рад " * 3
    wide = f"ось так {LONG} чи так {LONG} і знов {LONG} як є"

    craft = proof(press, f"<p>{close}</p>", JUSTIFIED)
    assert craft.spaces is not None
    assert craft.spaces.worst < 3
    assert found(craft) == []

    craft = proof(press, f'<p>{close}</p><p class="last">{wide}</p>', JUSTIFIED)
    assert "craft-spaces" in found(craft)
    assert craft.spaces is not None
    assert craft.spaces.worst > 3
    assert craft.spaces.worst_page == 1
    assert 1 < craft.spaces.p95 <= craft.spaces.worst


def test_ragged_text_has_natural_word_spaces(press: Press):
    text = "рада і громада ухвалила своє рішення про новий статут нашої асоціації рад " * 4

    spaces = proof(press, f"<p>{text}</p>").spaces
    assert spaces is None or spaces.worst < 1.1


def columns(*counts: int) -> str:
    """Columns side by side, of so many lines each."""
    texts = (lines(*(f"колонка {at}, рядок {n}" for n in range(m))) for at, m in enumerate(counts))
    return "".join(f'<div class="entries"><p>{text}</p></div>' for text in texts)


def test_columns_that_end_lines_apart_are_marked(press: Press):
    css = ".entries { float: left; width: 38mm }"

    craft = proof(press, columns(10, 4), css)
    assert found(craft) == ["craft-columns"]
    assert craft.findings[0].words["lines"] == "6"
    assert found(proof(press, columns(10, 9), css)) == []
    assert found(proof(press, columns(9, 9, 5), css)) == ["craft-columns"]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (("так сказав С. І.", "Чернов на зборах"), "craft-name", "І. Чернов"),
        (("так сказав голова Чернов", "С. І. на зборах"), "craft-name", "Чернов С. І."),
        (("так сказала сама Ганна", "Дорошкевич на зборах"), "craft-name", "Ганна Дорошкевич"),
        (("це було в самому Хар-", "кові на зборах"), "craft-name-hyphened", "Харкові"),
    ],
)
def test_a_name_parted_by_the_end_of_a_line_is_marked(press: Press, text, code, name):
    byline = '<p class="byline"><span class="author">Ганна Дорошкевич</span></p>'
    speaker = '<p class="speaker">Ганна Дорошкевич</p>'
    craft = proof(press, f"{byline}{speaker}<p>{lines(*text)}</p>")

    assert [(one.code, one.words["name"]) for one in craft.findings] == [(code, name)]


def test_a_sentence_that_begins_with_a_hyphened_word_is_no_name(press: Press):
    craft = proof(press, f"<p>{lines('Це рішення. Само-', 'врядування діє.')}</p>")

    assert found(craft) == []


def test_the_summary_is_one_line_and_silent_where_there_is_nothing_to_mark(press: Press):
    report = Report()
    tell_craft(proof(press, f"<p>{lines('рядок', 'і ще один')}</p>"), "a.pdf", report)
    assert list(report) == []

    tell_craft(proof(press, f"<p>{lines(*FOUR)}</p><p>{lines(*FOUR)}</p>"), "a.pdf", report)
    (note,) = report
    assert (note.code, note.severity) == ("craft-summary", "note")
    assert (note.words["count"], note.words["hyphens"], note.words["pages"]) == ("2", "2", "1")
