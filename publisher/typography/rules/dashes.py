"""The dash between words, and the dash that begins a speech.

Ukrainian and Russian: an em dash, a no-break space before it, a space after it. English by the
edition's choice: a spaced en dash or an em dash without spaces.

    uk | Харків - обласний центр | Харків~— обласний центр
    uk | Харків – центр -- області --- так | Харків~— центр~— області~— так
    uk | - Слово надається голові. | —~Слово надається голові.
    uk | -Так, - сказав він. | —~Так,~— сказав він.
    uk | (далі - Асоціація) | (далі~— Асоціація)
    uk | дво- і тривимірний, Івано-Шийчинська | дво- і~тривимірний, Івано-Шийчинська
    uk | рада--громада, рада—громада | рада~— громада, рада~— громада
    uk | - | —
    en | — | —
    en | - | –
    en | the Council - a body - works | the Council~– a body~– works
    en | the Council--a body | the Council~– a body
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import (
    CYRILLIC,
    ENGLISH,
    LINE_END,
    NO_BREAK,
    NUMBER_MASK,
    WORD_MASK,
    pattern,
)
from publisher.typography.paragraph import Paragraph

SIGNS = "-–—―"

_DASH = "(?:-{1,3}|[–—―])"
_BETWEEN = pattern(
    rf"(?<=[^\s{LINE_END}])(?P<dash>~+{_DASH}(?:~+|(?=[{LINE_END}])|$))(?!=|[-–—]|\d+~?=)"
)
_SPEECH = pattern(rf"(?:^|(?<=[{LINE_END}]))~*(?P<dash>{_DASH}(?:~+|(?=[А-ЯЁЄІЇҐA-Z«„“\"])))(?=\S)")
_ALONE = re.compile(rf"(?:^|(?<={LINE_END}))(?P<dash>{_DASH})(?=$|{LINE_END})")
_IN_WORDS = re.compile(rf"(?<=[\w»“”)!?…,.{WORD_MASK}{NUMBER_MASK}])(?P<dash>---?)(?=[\w«„“(\"])")
_TIGHT_CYRILLIC = re.compile(r"(?<=[а-яёєіїґ»“)])(?P<dash>—)(?=[а-яёєіїґ«„(])")
_TIGHT_ENGLISH = re.compile(r"(?<=[a-z”’)])(?P<dash>—)(?=[a-z“‘(])")


def apply(paragraph: Paragraph, choices: Choices) -> None:
    """Set the dashes that stand between words or begin a speech."""
    tight = choices.english_dash == "em"
    english = "—" if tight else "–"

    def dash(match: re.Match[str], before: str, after: str) -> None:
        language = paragraph.language_at(match.start("dash"))
        sign = english if language == "en" else "—"
        if language == "en" and tight:
            before = after = ""
        paragraph.edit(*match.span("dash"), before + sign + after)

    for match in paragraph.matches(_ALONE):
        # A dash alone is a sign, "no data"; in English an author may have meant either.
        if match["dash"] not in "–—" or paragraph.language_at(match.start("dash")) != "en":
            dash(match, "", "")
    for match in paragraph.matches(_SPEECH):
        language = paragraph.language_at(match.start("dash"))
        sign = english if language == "en" else "—"
        paragraph.edit(*match.span("dash"), sign + NO_BREAK)
    paragraph.settle()
    for match in paragraph.matches(_BETWEEN):
        found = match["dash"]
        dash(match, NO_BREAK, " " if found[-1:].isspace() else "")
    paragraph.settle()
    for match in paragraph.matches(_IN_WORDS):
        dash(match, NO_BREAK, " ")
    paragraph.settle()
    for match in paragraph.matches(_TIGHT_CYRILLIC, CYRILLIC):
        dash(match, NO_BREAK, " ")
    if not tight:
        for match in paragraph.matches(_TIGHT_ENGLISH, ENGLISH):
            dash(match, NO_BREAK, " ")
    paragraph.settle()
