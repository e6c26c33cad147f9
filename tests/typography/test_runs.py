"""A paragraph of several text nodes is set as one."""

from __future__ import annotations

import pytest

from publisher.typography import Choices, Run, set_line, set_runs
from tests.typography.cases import meant, shown


def of(*texts: str) -> list[Run]:
    return [Run(text, "uk") for text in texts]


def lined(runs: list[Run], choices: Choices | None = None) -> str:
    return "|".join(map(shown, set_runs(runs, choices or Choices())))


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ("Рада в |області", "Рада в~|області"),
        ("Рада в| області", "Рада в|~області"),
        ("409| рад", "409|~рад"),
        ("Асоціації - |Сергій Чернов", "Асоціації~— |Сергій Чернов"),
        ("Асоціації| - Сергій", "Асоціації|~— Сергій"),
        ('ТОВ "|Видавництво "Форт"|" надрукувало', "ТОВ «|Видавництво „Форт“|» надрукувало"),
        ("С.| І. Чернов", "С.|~І.~Чернов"),
        ("рада |, громада", "рада|, громада"),
        ("км|2", "км|²"),
        ("об'|єднання", "об’|єднання"),
        ("", ""),
    ],
)
def test_rules_reach_across_nodes(nodes, expected):
    assert lined(of(*nodes.split("|"))) == expected


def test_code_is_never_touched_but_its_neighbours_are():
    paragraph = [Run("команда ", "uk"), Run('a - "b"  c', "uk", sacred=True), Run(' - "так"', "uk")]

    assert lined(paragraph) == 'команда |a - "b"  c|~— «так»'


def test_each_language_has_its_quotes():
    paragraph = [
        Run('Закон "Про ради" (', "uk"),
        Run('the Law "On Councils"', "en"),
        Run(")", "uk"),
    ]

    assert lined(paragraph) == "Закон «Про ради» (|the Law “On Councils”|)"


def test_each_language_has_its_rules():
    paragraph = [Run("98,1 % (", "uk"), Run("98.1 %", "en"), Run(")", "uk")]

    assert lined(paragraph) == "98,1~% (|98.1%|)"


def test_a_line_end_inside_a_paragraph_is_a_space():
    assert lined(of("Рада в\nобласті")) == "Рада в~області"


@pytest.mark.parametrize(
    ("choices", "typed", "expected"),
    [
        (Choices(percent_space=False), "98,1 %", "98,1%"),
        (Choices(apostrophe="ʼ"), "Куп'янськ", "Купʼянськ"),
        (Choices(initials_space="\u202f"), "С.І. Чернов", "С.^І.^Чернов"),
        (Choices(group_four_digits=True), "1157 осіб", "1^157~осіб"),
        (Choices(group_space="\u00a0"), "36348 осіб", "36~348~осіб"),
    ],
)
def test_an_edition_has_its_choices(choices, typed, expected):
    assert shown(set_line(typed, "uk", choices)) == expected


def test_an_english_edition_may_choose_the_em_dash():
    choices = Choices(english_dash="em")

    assert set_line("the Council - a body", "en", choices) == "the Council—a body"
    assert set_line("the Council—a body", "en", choices) == "the Council—a body"


def test_the_english_apostrophe_is_no_matter_of_choice():
    assert set_line("it's", "en", Choices(apostrophe="ʼ")) == "it’s"


@pytest.mark.parametrize(
    "text",
    ["a." * 5000, '"' * 5000, "1-" * 5000, "№ 1/" * 2500, "А. " * 3000, "(" * 5000, "`a" * 5000],
    ids=lambda text: text[:4],
)
def test_no_text_takes_long(text):
    """A pattern that goes back over its steps would not come back from these."""
    set_line(text, "uk")


def test_signs_of_the_cases_are_what_they_stand_for():
    assert meant("5~км, 1^000") == "5\u00a0км, 1\u202f000"
