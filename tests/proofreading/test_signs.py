"""What the typographer does not dare to change is told with the place of the very word."""

from __future__ import annotations

import pytest

from tests.proofreading.conftest import Findings, spot


def test_a_latin_letter_in_a_cyrillic_word_is_told_with_its_line_and_column(findings: Findings):
    (found,) = findings("Перший рядок абзацу\nі *другий* рядок з Xарковом.\n")

    assert found.code == "latin-in-cyrillic-word"
    assert found.words == {"word": "Xарковом", "letters": "X", "meant": "Харковом"}
    assert spot(found) == "5:20"


def test_the_same_mistake_twice_is_told_twice_each_at_its_place(findings: Findings):
    found = findings("Слово Xарків і далі **знову** Xарків.\n")

    assert [spot(one) for one in found] == ["4:7", "4:31"]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("Рада рада вирішила", "word-repeated", "4:1"),
        ("Це це рішення", "word-repeated", "4:1"),
        ('Вийшов "Вісник без пари', "quote-unpaired", "4:8"),
        ("Сказав ёж", "letter-of-another-language", "4:8"),
        ("Примітка[^1].\n\n[^1]: Тут Kиїв", "latin-in-cyrillic-word", "6:11"),
        ("- пункт\n- пункт з Kиєвом", "latin-in-cyrillic-word", "5:11"),
        ("| А | Б |\n|---|---|\n| в | Kиїв |", "latin-in-cyrillic-word", "6:7"),
        ("> цитата про Kиїв", "latin-in-cyrillic-word", "4:14"),
    ],
)
def test_doubtful_signs_are_found_wherever_words_stand(findings: Findings, text, code, at):
    found = findings(text + "\n")

    assert [(one.code, spot(one)) for one in found] == [(code, at)]


@pytest.mark.parametrize(
    "text",
    [
        "Гурт [«Marvin»]{lang=en} грає",
        "Код `Xарків` лишається",
        "Пошта rada@kharkіv.example.ua".replace("і", "i"),
        "Стаття *«Вісник* громад» і „друга“",
    ],
)
def test_code_addresses_and_words_of_other_languages_are_left_alone(findings: Findings, text):
    assert findings(text + "\n") == []


def test_words_of_the_issue_file_are_read_too(findings: Findings):
    (found,) = findings("Слово.\n", more="subtitle: Для громад Xаркова\n")

    assert found.place is not None
    assert (found.place.file, found.place.line, found.place.column) == (
        "issues/proba/issue.yaml", 7, 22,
    )  # fmt: skip
