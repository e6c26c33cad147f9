"""What rooms give as values is said in the reader's language, too."""

from __future__ import annotations

import pytest

from publisher.diagnostics import Diagnostic
from publisher.diagnostics.messages import message
from publisher.diagnostics.turns import turn


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("picture", "зображення"),
        ("opacity 0.50", "непрозорість 0.50"),
        ("an object that never ends at byte 9", "об’єкт, що не кінчається, байт 9"),
        ("operator `cs` with operands it can't take, at byte 41",
         "оператор `cs` з недопустимими операндами, байт 41"),
        ("what a library said", "what a library said"),
    ],
)  # fmt: skip
def test_a_turn_of_phrase_is_said_in_ukrainian(phrase, said):
    assert turn(phrase, "uk") == said
    assert turn(phrase, "en") == phrase


def test_a_name_that_looks_like_a_turn_of_phrase_stays_as_it_is():
    finding = Diagnostic("printer-unknown", values=(("name", "picture"),))
    assert "`picture`" in message(finding, "uk")
