"""What only a person can decide is reported, and left as it is."""

from __future__ import annotations

import pytest

from publisher.diagnostics import messages
from publisher.typography import findings, set_line


def found(text, language="uk"):
    return [
        (finding.code, text[finding.start : finding.end]) for finding in findings(text, language)
    ]


def test_a_latin_letter_in_a_cyrillic_word_is_reported_with_the_word_that_was_meant():
    (finding,) = findings("наша кoмпанія", "uk")

    assert finding.code == "latin-in-cyrillic-word"
    assert dict(finding.values) == {"word": "кoмпанія", "letters": "o", "meant": "компанія"}
    assert set_line("наша кoмпанія", "uk") == "наша кoмпанія"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hаказ", [("latin-in-cyrillic-word", "Hаказ")]),
        ("рroject", [("cyrillic-in-latin-word", "рroject")]),
        ("ІV скликання", [("roman-number-mixed", "ІV")]),
        ("у у складі", [("word-repeated", "у у")]),
        ("рада рада", [("word-repeated", "рада рада")]),
        ("«рада", [("quote-unpaired", "«")]),
        ("рада\ufffd", [("sign-unreadable", "\ufffd")]),
        ("объект", [("letter-of-another-language", "объект")]),
        ("ІІІ та IV скликання", []),
        ("IT-компанія, e-mail, 5 км2", []),
        ("так так, дуже дуже", []),
        ("https://рада.uа/x", []),
        ('«рада» і "громада"', []),
    ],
)
def test_doubtful_places_are_found(text, expected):
    assert found(text) == expected


def test_a_ukrainian_letter_is_a_stranger_in_russian():
    assert found("город Ізюм", "ru") == [("letter-of-another-language", "Ізюм")]


def test_every_finding_has_its_message():
    codes = {
        code
        for text in ("кoмпанія", "рroject", "ІV", "у у", "«рада", "\ufffd", "объект")
        for code, _ in found(text)
    }

    assert len(codes) == 7
    assert codes <= set(messages.codes())
