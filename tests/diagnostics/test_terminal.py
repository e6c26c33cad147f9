"""What an editor sees: the place, the line with carets, the way out."""

from __future__ import annotations

import io
import re

import pytest

from publisher.diagnostics import Diagnostic, Place, Report, Severity
from publisher.diagnostics.terminal import (
    ProgressLine,
    name_place,
    render,
    render_health,
    render_report,
    wants_colour,
)
from publisher.diagnostics.wording import fill

FILE = "issues/bulletin/issue.yaml"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def finding(place: Place | None = None, code: str = "wrong-value", **values: str) -> Diagnostic:
    words = {"value": "x", "option": "y"} | values
    return Diagnostic(code, Severity.ERROR, place, tuple(words.items()))


def excerpt(line: str, column: int, end_column: int | None = None, **more: int) -> list[str]:
    place = Place(file=FILE, line=1, column=column, end_column=end_column, **more)
    return render(finding(place), "en", lambda _: line).splitlines()[2:5]


def test_a_finding_shows_code_place_line_and_way_out():
    place = Place(file=FILE, line=5, column=1, end_line=5, end_column=9)
    source = "kind: bulletin\ntitle: Вісник\nnumber: 3\ndate: 2026-03-31\nlangauge: uk\n"

    shown = render(finding(place, suggestion="language"), "en", {FILE: source}.get)

    assert shown == (
        "error[wrong-value]: `x` does not suit `y`\n"
        "  --> issues/bulletin/issue.yaml:5:1\n"
        "   |\n"
        " 5 | langauge: uk\n"
        "   | ^^^^^^^^\n"
        "  hint: did you mean `language`?\n"
    )


def test_the_same_finding_speaks_ukrainian():
    shown = render(finding(suggestion="language"), "uk", lambda _: None)

    assert shown == (
        "помилка[wrong-value]: `x` не підходить для `y`\n  порада: може, `language`?\n"
    )


def test_carets_stand_under_cyrillic_letters():
    assert excerpt("title: Вісник Асоціації", 15, 24) == [
        "   |",
        " 1 | title: Вісник Асоціації",
        "   |               ^^^^^^^^^",
    ]


def test_an_accent_takes_no_column_of_its_own():
    lines = excerpt("за́мок: x", 8, 9)

    assert lines[2] == "   |       ^"


def test_wide_letters_take_two_columns():
    assert excerpt("漢字: x", 1, 3)[2] == "   | ^^^^"


def test_a_tab_is_shown_as_four_spaces():
    assert excerpt("a:\tb", 4, 5)[1:] == [" 1 | a:    b", "   |       ^"]


def test_carets_of_many_lines_go_to_the_end_of_the_first():
    place = Place(file=FILE, line=1, column=4, end_line=3, end_column=2)
    shown = render(finding(place), "en", lambda _: "a: [b,\nc,\nd]")

    assert "   |    ^^^\n" in shown


def test_a_line_of_a_thousand_letters_is_cut_around_the_carets():
    line = "а" * 600 + "ПОМИЛКА" + "б" * 600

    shown, carets = excerpt(line, 601, 608)[1:]

    assert len(shown) < 120
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "ПОМИЛКА"


def test_a_place_beyond_the_file_shows_no_excerpt():
    place = Place(file=FILE, line=99, column=1)

    assert "|" not in render(finding(place), "en", lambda _: "one line")


def test_a_spreadsheet_cell_is_named_as_the_editor_names_it():
    assert name_place(Place(file="members.xlsx", cell="Ради!C14"), "uk") == "members.xlsx!Ради!C14"


@pytest.mark.parametrize(("speech", "said"), [("uk", "book.pdf, с. 3"), ("en", "book.pdf, p. 3")])
def test_a_page_is_named_in_the_language_of_the_conversation(speech, said):
    assert name_place(Place(file="book.pdf", page=3), speech) == said


def test_the_editors_words_never_steer_the_terminal():
    nasty = "\x1b[2J\u202eтекст\x07"
    place = Place(file=f"issues/{nasty}.md", line=1, column=1)

    shown = render(finding(place, value=nasty), "uk", lambda _: nasty)

    assert not any(sign in shown for sign in "\x1b\u202e\x07")
    assert "текст" in shown


def test_a_value_of_a_megabyte_is_cut():
    assert len(render(finding(value="я" * 10**6), "uk", lambda _: None)) < 1000


def test_a_code_nobody_worded_is_still_shown_with_its_values():
    unworded = Diagnostic("brand-new", Severity.ERROR, None, (("file", "a.md"),))

    assert render(unworded, "uk", lambda _: None) == "помилка[brand-new]: file `a.md`\n"


def test_several_findings_are_counted_at_the_end():
    report = Report()
    report.error("wrong-value", value="a", option="b")
    report.error("wrong-value", value="c", option="d")
    report.warning("interrupted")

    assert render_report(report, "uk", lambda _: None).endswith("\n2 помилки, 1 попередження\n")
    assert render_report(report, "en", lambda _: None).endswith("\n2 errors, 1 warning\n")


def test_an_explanation_stands_once_for_each_code():
    report = Report()
    for word in "ab":
        report.error("wrong-value", value=word, option="--to")

    shown = render_report(report, "en", lambda _: None, explained=True)

    assert shown.count("  = The value of an option is not one of those it takes") == 1


def test_nothing_found_is_nothing_said():
    assert render_report(Report(), "uk", lambda _: None) == ""


def test_colour_repeats_what_is_said_and_adds_nothing():
    place = Place(file=FILE, line=1, column=1)
    plain = render(finding(place), "uk", lambda _: "рядок")
    painted = render(finding(place), "uk", lambda _: "рядок", colour=True)

    assert "\x1b[1;31m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


@pytest.mark.parametrize(
    ("stream", "environment", "wanted"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_and_those_who_ask(stream, environment, wanted):
    assert wants_colour(stream, environment) is wanted


def test_the_doctor_says_the_command_under_what_is_wrong():
    report = Report()
    report.note("doctor-console", encoding="utf-8")
    report.error("doctor-library-missing", library="Pango", file="libpango", command="brew it")

    assert render_health(report, "en") == (
        "✓ the terminal shows Ukrainian letters (utf-8)\n"
        "✗ Pango was not found (libpango)\n"
        "  → brew it\n"
    )


def test_progress_is_silent_where_nobody_watches():
    stream = io.StringIO()
    line = ProgressLine(stream, {})

    line.step("Громади області", 1, 3)
    line.clear()

    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("number", "form"),
    [("0", "слів"), ("1", "слово"), ("2", "слова"), ("5", "слів"), ("11", "слів"), ("12", "слів"),
     ("21", "слово"), ("22", "слова"), ("111", "слів"), ("1 001", "слово")],
)  # fmt: skip
def test_a_noun_goes_with_its_number(number, form):
    assert fill("{n:слово|слова|слів}", {"n": number}, "uk") == form


def test_braces_and_places_nobody_filled_stay():
    assert fill("{{file: {name}}} {gone}", {"name": "a"}, "en") == "{file: a} {gone}"
