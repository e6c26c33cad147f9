"""Lists stand in the order of a dictionary."""

from __future__ import annotations

import random

import pytest

from publisher.typography import collation_key, index_letter


def ordered(items: str, language: str = "uk") -> str:
    words = items.split(", ")
    shuffled = random.Random(7).sample(words, len(words))
    return ", ".join(sorted(shuffled, key=lambda word: collation_key(word, language)))


@pytest.mark.parametrize(
    "items",
    [
        "гай, гук, ґава, ґудзик, дім",
        "ера, єдність, жито, зоря, иній, індик, їжак, йод, кава",
        "рись, ріг, с, сімка, сім’я, юнак, явір",
        "Лиманська, Лиманська Друга, Лиманська-Нова, Лиманський",
        "вагон, в’яз, пава, пів, п’явка",
        "5, 9, 10, 100, абетка, вода, zebra",
        "9 травня, 10 травня",
        "№ 2, № 10, «Аптека», Бібліотека, “Вісник”",
        "еда, ёж, ежевика, ель",
        "аб, Аб, аба",
        "Петрівська (Балаклійський район), Петрівська (Красноградський район)",
    ],
)
def test_a_list_is_in_the_order_of_a_dictionary(items):
    assert ordered(items) == items


def test_english_lists_have_latin_first_and_no_articles():
    assert ordered("apple, The bell, a cat, zebra, громада", "en") == (
        "apple, The bell, a cat, zebra, громада"
    )


def test_the_order_never_depends_on_chance():
    assert collation_key("Рада") != collation_key("рада")
    assert collation_key("п’ять")[:3] == collation_key("п'ять")[:3]


@pytest.mark.parametrize(
    ("text", "language", "letter"),
    [
        ("ґава", "uk", "Ґ"), ("«Єдність»", "uk", "Є"), ("щука", "uk", "Щ"), ("їжак", "uk", "Ї"),
        ("ёж", "ru", "Е"), ("эхо", "ru", "Э"), ("№ 5", "uk", "0–9"), ("The bell", "en", "B"),
        ("École", "en", "E"), ("Zoom", "uk", "Z"), ("…", "uk", "#"), ("'Ябко'", "uk", "Я"),
    ],
)  # fmt: skip
def test_entries_stand_under_their_letter(text, language, letter):
    assert index_letter(text, language) == letter


def test_a_number_too_long_to_read_is_sorted_all_the_same():
    assert collation_key("9" * 5000) > collation_key("8" * 5000)
