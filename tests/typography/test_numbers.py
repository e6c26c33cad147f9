"""Numbers, money and dates as each language prints them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from publisher.typography import (
    Choices,
    date_long,
    date_numeric,
    date_range,
    list_and,
    money,
    month_year,
    number,
    percent,
    plural,
    plural_form,
    set_line,
    transliterate,
)
from tests.typography.cases import shown

RADA = ("рада", "ради", "рад")
RAION = ("район", "райони", "районів", "району")
COUNCIL = ("council", "councils")
SOVET = ("совет", "совета", "советов")
DAY = datetime.date(2026, 1, 31)


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (number(2598961, "uk"), "2^598^961"),
        (number(1157.8, "uk"), "1157,8"),
        (number(1157, "uk", grouping="always"), "1^157"),
        (number(36348, "uk", grouping="never"), "36348"),
        (number(-5, "uk"), "−5"),
        (number(Decimal("2.345"), "uk", 2), "2,35"),
        (number(0.125, "uk", 2), "0,13"),
        (number(7, "uk", 2), "7,00"),
        (number(2598961, "en"), "2,598,961"),
        (number(1157.8, "en"), "1,157.8"),
        (number(1e21, "uk"), "1^000^000^000^000^000^000^000"),
        (money(1500000, "uk"), "1^500^000~грн"),
        (money(1500.5, "uk"), "1500,50~грн"),
        (money(1500000, "uk", 2, sign=True), "1^500^000,00~₴"),
        (money(2500000, "uk", scale="million"), "2,5~млн~грн"),
        (money(10**9, "ru", scale="billion"), "1~млрд~грн"),
        (money(15000, "ru", scale="thousand"), "15~тыс.~грн"),
        (money(1500000, "en"), "UAH~1,500,000"),
        (money(2500000, "en", scale="million"), "UAH~2.5~million"),
        (money(500, "uk", currency="EUR"), "500~євро"),
        (money(500, "uk", currency="PLN"), "500~PLN"),
        (percent(98.1, "uk"), "98,1~%"),
        (percent(98.08, "ru", digits=1), "98,1~%"),
        (percent(98.1, "uk", Choices(percent_space=False)), "98,1%"),
        (percent(98.1, "en"), "98.1%"),
    ],
)
def test_numbers_are_printed_as_the_language_has_them(result, expected):
    assert shown(result) == expected


@pytest.mark.parametrize(
    ("n", "forms", "language", "expected"),
    [
        (1, RADA, "uk", "1~рада"), (22, RADA, "uk", "22~ради"), (25, RADA, "uk", "25~рад"),
        (11, RADA, "uk", "11~рад"), (12, RADA, "uk", "12~рад"), (101, RADA, "uk", "101~рада"),
        (0, RADA, "uk", "0~рад"), (1.5, RADA, "uk", "1,5~ради"), (1.5, RAION, "uk", "1,5~району"),
        (3, RAION, "uk", "3~райони"), (409, SOVET, "ru", "409~советов"),
        (1, COUNCIL, "en", "1~council"), (0, COUNCIL, "en", "0~councils"),
        (Decimal("1.0"), RADA, "uk", "1,0~рада"), (-2, RADA, "uk", "−2~ради"),
    ],
)  # fmt: skip
def test_nouns_agree_with_their_number(n, forms, language, expected):
    assert shown(plural(n, forms, language)) == expected


def test_a_noun_with_too_few_forms_is_refused():
    with pytest.raises(ValueError, match="three forms"):
        plural_form(5, ("рада", "ради"), "uk")
    with pytest.raises(ValueError, match="two forms"):
        plural_form(5, ("council",), "en")


def test_infinity_is_no_number_to_print():
    with pytest.raises(ValueError, match="no number"):
        number(float("inf"), "uk")


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (date_long(DAY, "uk"), "31~січня 2026~року"),
        (date_long(DAY, "uk", short=True), "31~січня 2026~р."),
        (date_long(DAY, "uk", year=False), "31~січня"),
        (date_long(DAY, "ru"), "31~января 2026~года"),
        (date_long(DAY, "en"), "31~January 2026"),
        (date_numeric(DAY, "uk"), "31.01.2026"),
        (date_numeric(DAY, "en"), "31/01/2026"),
        (month_year(DAY, "uk"), "січень~2026"),
        (month_year(DAY, "en"), "January~2026"),
        (date_range(DAY, DAY, "uk"), "31~січня 2026~року"),
        (
            date_range(datetime.date(2026, 1, 5), datetime.date(2026, 1, 7), "uk"),
            "5–7~січня 2026~року",
        ),
        (date_range(DAY, datetime.date(2026, 2, 2), "uk"), "31~січня~— 2~лютого 2026~року"),
        (
            date_range(datetime.date(2025, 12, 31), DAY, "uk", short=True),
            "31~грудня 2025~р.~— 31~січня 2026~р.",
        ),
        (date_range(DAY, datetime.date(2026, 2, 2), "en"), "31~January~– 2~February 2026"),
        (date_range(datetime.date(2026, 1, 5), DAY, "en"), "5–31~January 2026"),
    ],
)
def test_dates_are_printed_in_all_forms(result, expected):
    assert shown(result) == expected


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="can't end"):
        date_range(DAY, datetime.date(2025, 1, 1), "uk")


def test_what_is_printed_by_us_the_typographer_leaves_alone():
    ours = [
        date_long(DAY, "uk"), date_range(DAY, datetime.date(2026, 2, 2), "uk"),
        month_year(DAY, "uk"),
        money(2500000, "uk", scale="million"), percent(98.1, "uk"), plural(22, RADA, "uk"),
        number(2598961, "uk"), list_and(["рада", "громада", "область"], "uk"),
    ]  # fmt: skip

    assert [set_line(text, "uk") for text in ours] == ours


@pytest.mark.parametrize(
    ("items", "language", "expected"),
    [
        (["А", "Б", "В"], "uk", "А, Б і~В"), (["А", "Б", "В"], "ru", "А, Б и~В"),
        (["A", "B", "C"], "en", "A, B and C"), (["А", "Б"], "uk", "А і~Б"), (["А"], "uk", "А"),
        ([], "uk", ""), (["Харків", "Ізюм"], "uk", "Харків та Ізюм"),
        (["Харків", "«Ізюм»"], "uk", "Харків та «Ізюм»"),
    ],
)  # fmt: skip
def test_lists_are_read_as_sentences(items, language, expected):
    assert shown(list_and(items, language)) == expected


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Згурівка", "Zghurivka"), ("Куп’янськ", "Kupiansk"), ("Знам'янка", "Znamianka"),
        ("Гурʼїв", "Huriv"), ("Єнакієве", "Yenakiieve"), ("Їжакевич", "Yizhakevych"),
        ("Йосипівка", "Yosypivka"), ("Юрій Яготинський", "Yurii Yahotynskyi"),
        ("ЩАСТЯ", "SHCHASTIA"), ("Щастя", "Shchastia"), ("Ґалаґан", "Galagan"),
        ("Слобожанщина", "Slobozhanshchyna"), ("Харків, 2026", "Kharkiv, 2026"),
        ("Івано-Яблунівка", "Ivano-Yablunivka"),
    ],
)  # fmt: skip
def test_names_are_transliterated_by_resolution_55(name, latin):
    assert transliterate(name) == latin
