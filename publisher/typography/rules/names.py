"""Titles before names, kinds of places before their names.

uk | м. Харків, с.Липці, с-ще Утківка, смт Есхар | м.~Харків, с.~Липці, с-ще~Утківка, смт~Есхар
uk | вул. 23 Серпня, пл. Свободи, 5 | вул.~23 Серпня, пл.~Свободи, 5
uk | Харківська обл., Чугуївський р-н | Харківська~обл., Чугуївський~р-н
uk | ім. В. Н. Каразіна, проф. Іваненко | ім.~В.~Н.~Каразіна, проф.~Іваненко
ru | г. Харьков, пл. Свободы, 5 | г.~Харьков, пл.~Свободы, 5
en | Mr. Chernov, Dr Smith | Mr.~Chernov, Dr~Smith
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography.choices import Choices
from publisher.typography.letters import CYRILLIC, ENGLISH, UKRAINIAN, UPPER, pattern
from publisher.typography.paragraph import Paragraph
from publisher.typography.vocabulary import (
    NAMES,
    PLACES,
    PLACES_WITHOUT_STOP,
    capitalised,
    words,
)

SIGNS = " \u00a0."

_BEFORE: dict[Language, re.Pattern[str]] = {
    language: pattern(
        rf"(?<![\w’ʼ.-])(?<!\d~)(?:{capitalised(f'{NAMES[language]} {PLACES[language]}')})\."
        rf"(~?)(?=[{UPPER}«„])(?![{UPPER}]\w?\.?$)"
    )
    for language in ("uk", "ru")
}
# In `буд. 5 м. Харків` the number counts no metres.
_TOWN = pattern(rf"(?<=\d~)м\.(~)(?=[{UPPER}])")
_STREET = pattern(r"(?<![\w’ʼ-])(?:[Вв]ул|[Пп]росп|[Пп]л|[Пп]ров|[Бб]ул|[Уу]л|[Пп]ер)\.(~?)(?=\d)")
_WITHOUT_STOP: dict[Language, re.Pattern[str]] = {
    language: pattern(rf"(?<![\w’ʼ.-])(?:{words(PLACES_WITHOUT_STOP[language])})(~)(?=[{UPPER}«„])")
    for language in ("uk", "ru")
}
_BEHIND = pattern(r"(?<=[а-яіїєґё])(~)(?=(?:обл\.|р-н[уіа]?(?![\w-])|р-ном(?!\w)))")
_ENGLISH = pattern(rf"(?<!\w)(?:{words(NAMES['en'])})\.?(~)(?=[A-Z])")


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind titles and kinds of places to names."""
    for language, before in _BEFORE.items():
        paragraph.bind(before, frozenset({language}))
    for language, before in _WITHOUT_STOP.items():
        paragraph.bind(before, frozenset({language}))
    paragraph.bind(_TOWN, UKRAINIAN)
    paragraph.bind(_STREET, CYRILLIC)
    paragraph.bind(_BEHIND, CYRILLIC)
    paragraph.bind(_ENGLISH, ENGLISH)
