"""Abbreviations in a text, and the ways a text explains them."""

from __future__ import annotations

import pytest

from publisher.typography import explanations, shortenings


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Рада ОТГ ухвалила", ["ОТГ"]),
        ("у ЦНАПі та ЦНАПах, ЦНАП-у", ["ЦНАП", "ЦНАП", "ЦНАП"]),
        ("ЄДРПОУ 24283333", ["ЄДРПОУ"]),
        ("№ 280/97-ВР і 1275-VI", []),
        ("XIX ст. і розділ IV", []),
        ("РІШЕННЯ ЗАГАЛЬНИХ ЗБОРІВ", []),
        ("Чернов С. І. та А. Б.", []),
        ("rada@OTG.ua і COVID-19", []),
        ("The ATCs and an ATC", ["ATC", "ATC"]),
        ("Слово Я і Ще", []),
        ("ОТГ, ЦНАП, ОМС і КМУ діють", ["ОТГ", "ЦНАП", "ОМС", "КМУ"]),
    ],
)
def test_an_abbreviation_is_known_by_its_capitals(text: str, short: list[str]):
    assert [one.short for one in shortenings(text)] == short


@pytest.mark.parametrize(
    ("text", "short", "meaning"),
    [
        ("Асоціація органів місцевого самоврядування (далі — АОМС) діє", "АОМС",
         "Асоціація органів місцевого самоврядування"),
        ("Це центр надання адміністративних послуг (надалі – «ЦНАП»).", "ЦНАП",
         "центр надання адміністративних послуг"),
        ("ОТГ (об'єднана територіальна громада) є", "ОТГ", "об'єднана територіальна громада"),
        ("органи місцевого самоврядування (ОМС)", "ОМС", "органи місцевого самоврядування"),
        ("ОТГ — об'єднані територіальні громади. Далі", "ОТГ", "об'єднані територіальні громади"),
        ("ATCs: amalgamated territorial communities. The", "ATC",
         "amalgamated territorial communities"),
        ("органы местного самоуправления (далее — ОМС)", "ОМС", "органы местного самоуправления"),
        ("local self-government bodies (hereinafter LSGB)", "LSGB",
         "local self-government bodies"),
        ("Єдиний державний реєстр підприємств та організацій України (ЄДРПОУ)", "ЄДРПОУ",
         "Єдиний державний реєстр підприємств та організацій України"),
        ("Рада громади (далі — ЗБОРИ)", "ЗБОРИ", None),
    ],
)  # fmt: skip
def test_an_explanation_gives_the_meaning_its_letters_fit(text, short, meaning):
    assert [(one.short, one.meaning) for one in explanations(text)] == [(short, meaning)]


@pytest.mark.parametrize(
    "text",
    [
        "рішення ради (ОТГ) ухвалено",
        "ОТГ (див. с. 4)",
        "у районі (Україна)",
        "ЦНАП — це зручно для всіх людей",
    ],
)
def test_words_that_do_not_fit_explain_nothing(text: str):
    assert explanations(text) == ()
