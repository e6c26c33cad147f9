"""Two texts have the same words when a reader would say they do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.reading.words import typed_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Асоціація об’єднує 409 рад", ["асоціація", "об’єднує", "409", "рад"]),
        ("об'єднує обʼєднує", ["об’єднує", "об’єднує"]),
        ("Івано-Франківськ", ["іванофранківськ"]),
        ("Івано\u2011Франківськ", ["іванофранківськ"]),
        ("само\u00adвря\u00adдування", ["самоврядування"]),
        ("№ 1275-VI", ["1275vi"]),
        ("2020-2021, 2020–2021", ["2020", "2021", "2020", "2021"]),
        ("5-й, 10-й", ["5й", "10й"]),
        ("60×84/8", ["60", "84", "8"]),
        ("98,1 %", ["98", "1"]),
        ("км², H₂O", ["км2", "h2o"]),
        ("½ ставки", ["1", "2", "ставки"]),
        ("ﬁ ﬂ eﬃcient", ["fi", "fl", "efficient"]),
        ("за́мок и\u0306", ["замок", "й"]),
        ("«Вісник» (2026)", ["вісник", "2026"]),
        ("одно- і двоповерхові", ["одно", "і", "двоповерхові"]),
        ("слово — слово–слово", ["слово", "слово", "слово"]),
        ("д’Артаньян 'так'", ["д’артаньян", "так"]),
        ("info@asso-kharkiv.org.ua", ["info", "assokharkiv", "org", "ua"]),
        ("snake_case", ["snake", "case"]),
        ("ЗМІСТ Straße", ["зміст", "strasse"]),
        ("", []),
        ("— … «»", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_words_are_quoted_as_they_were_typed() -> None:
    assert typed_words("Івано-Франківськ, 5 м²") == ["Івано-Франківськ", "5", "м2"]


LETTERS = "абґєїйщАБҐЄЇЁыъazAZ019-–\u2011'’ʼ\u0301\u00ad ²½ﬁ№/.,"


@given(st.text(LETTERS))
def test_words_of_words_are_the_same_words(text: str) -> None:
    once = words(text)
    assert [again for word in once for again in words(word)] == once
