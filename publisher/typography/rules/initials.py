"""Initials and surname stay together, whichever comes first.

uk | Голова С.І. Чернов | Голова С.~І.~Чернов
uk | В.О.Симоненко, С.Чернов, Т. Шевченко | В.~О.~Симоненко, С.~Чернов, Т.~Шевченко
uk | Чернов С.І., Нечуй-Левицький І. С. | Чернов~С.~І., Нечуй-Левицький~І.~С.
uk | вітаміни групи В. Рада | вітаміни групи В. Рада
ru | С. И. Чернов и Н. И. Титов | С.~И.~Чернов и~Н.~И.~Титов
en | S. I. Chernov of the U.S. Army | S.~I.~Chernov of the U.S. Army
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import CYRILLIC, ENGLISH, LOWER, UPPER, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "."

_CYRILLIC_INITIAL = r"(?:Дж|Дз|Хр|[А-ЯЁЄІЇҐ])\."
_SURNAME = rf"(?:[{UPPER}](?:[’ʼ'][{UPPER}])?[{LOWER}]|[А-ЯЁЄІЇҐ]{{4}})"
_START = r"(?<![\w’ʼ'.-])"
# A letter at the end of a sentence is no initial: `групи В. Рада`.
_LABEL = (
    "груп категорі клас вітамін витамин гепатит пункт літер лит буква букв секці корпус додат "
    "Додат розділ Розділ частин Частин блок тип варіант план План лист форм Форм зон сектор рівен "
    "уровен Приложени приложени позначк знак індекс"
)
_A_LABEL = rf"(?:{'|'.join(_LABEL.split())})\w*"
_LABELS = re.compile(rf"(?:^|[\s«(]){_A_LABEL}[ \u00a0]$")
_THREE = pattern(
    rf"{_START}{_CYRILLIC_INITIAL}(~?){_CYRILLIC_INITIAL}(~?){_CYRILLIC_INITIAL}(~?)(?={_SURNAME})"
)
_TWO = pattern(rf"{_START}{_CYRILLIC_INITIAL}(~?){_CYRILLIC_INITIAL}(~?)(?={_SURNAME})")
_ONE = pattern(rf"{_START}{_CYRILLIC_INITIAL}(?P<gap>~?)(?={_SURNAME})")
_BEHIND = pattern(
    rf"(?<![\w’-])[{UPPER}](?:[’ʼ][{UPPER}])?[{LOWER}’ʼ]+(?:-[{UPPER}][{LOWER}’ʼ]+)?(~){_CYRILLIC_INITIAL}(~?)"
    rf"{_CYRILLIC_INITIAL}(?!~?{_SURNAME})(?!\w)"
)
_ONE_BEHIND = pattern(
    rf"(?<![\w’-])(?!{_A_LABEL}~)"
    rf"[{UPPER}][{LOWER}’ʼ]{{2,}}(?:-[{UPPER}][{LOWER}’ʼ]+)?(~)(?:Дж|[А-ЯЁЄІЇҐ])\.(?=[,;)]|~[а-яёєіїґ(—]|$)"
)
_ENGLISH_TWO = pattern(rf"{_START}[A-Z]\.(~)[A-Z]\.(~)(?=[A-Z][a-z])")
_ENGLISH_ONE = pattern(
    r"(?<![\w’'.-])[A-Z]\.(~)(?=[A-Z][a-z])(?!(?:The|This|It|In|On|At|We|He|She|They|For|If|As|But)\b)"
)


def apply(paragraph: Paragraph, choices: Choices) -> None:
    """Bind, and part where they were typed in one."""
    space = choices.initials_space
    for several in (_THREE, _TWO, _BEHIND, _ONE_BEHIND):
        paragraph.bind(several, CYRILLIC, space)
    for match in paragraph.matches(_ONE, CYRILLIC):
        if not _LABELS.search(paragraph.view[max(0, match.start() - 40) : match.start()]):
            paragraph.edit(*match.span("gap"), space)
    paragraph.settle()
    for english in (_ENGLISH_TWO, _ENGLISH_ONE):
        paragraph.bind(english, ENGLISH, space)
