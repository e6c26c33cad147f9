"""Abbreviated phrases that never break: `і~т.~д.`, `та~ін.`, `в.~о.`, `до~н.~е.`

uk | бюлетені та т. п. | бюлетені та~т.~п.
uk | і т.д., й т. ін., та ін., у т.ч. | і~т.~д., й~т.~ін., та~ін., у~т.~ч.
uk | т. зв. реформа, до н.е., в.о. голови | т.~зв. реформа, до~н.~е., в.~о.~голови
uk | канд. юрид. наук, к.е.н. | канд.~юрид.~наук, к.~е.~н.
ru | и т.д., и др., т.е. | и~т.~д., и~др., т.~е.
ru | в т. ч. и.о. председателя | в~т.~ч. и.~о.~председателя
en | Chernov et al. | Chernov et~al.
"""

from __future__ import annotations

import re

from publisher.typography.choices import Choices
from publisher.typography.letters import ENGLISH, RUSSIAN, UKRAINIAN, pattern
from publisher.typography.paragraph import Paragraph

SIGNS = "."

_UKRAINIAN: tuple[re.Pattern[str], ...] = (
    pattern(r"(?<!\w)(?:і|й|та)(~)(?=т\.~?(?:д|п|ін)\.)"),
    pattern(r"(?<!\w)т\.(~?)(?=(?:д|п|ін|зв|ч|о|к)\.)"),
    pattern(r"(?<!\w)[ув](~)(?=т\.~?ч\.)"),
    pattern(r"(?<!\w)(?:та|й|і)(~)(?=(?:ін|под|подіб)\.)"),
    pattern(r"(?<!\w)до(~)(?=н\.~?е\.)"),
    pattern(r"(?<!\w)н\.(~?)(?=[ер]\.)"),
    pattern(r"(?<![\w.])(?:[тТ]\.(~?))?[вВ]\.(~?)о\.(~?)(?=[а-яєіїґ])"),
    pattern(r"(?<!\w)[кдКД]\.(~?)[а-яєі]{1,4}\.(~?)(?=н\.)"),
    pattern(r"(?<!\w)(?:[кК]анд|[дД]окт|[дД]-р)\.?(~)[а-яєіїґ-]+\.(~)(?=наук)"),
    pattern(r"(?<!\w)(?:[зЗ]асл|[нН]ар)\.(~)(?=[а-яєіїґ]{4})"),
)
_RUSSIAN: tuple[re.Pattern[str], ...] = (
    pattern(r"(?<!\w)и(~)(?=т\.~?[дп]\.|др\.|пр\.)"),
    pattern(r"(?<!\w)т\.(~?)(?=[дпечкно]\.)"),
    pattern(r"(?<!\w)в(~)(?=т\.~?ч\.)"),
    pattern(r"(?<!\w)до(~)(?=н\.~?э\.)"),
    pattern(r"(?<!\w)н\.(~?)(?=э\.)"),
    pattern(r"(?<![\w.])(?:[вВ]р\.(~?))?[иИ]\.(~?)о\.(~?)(?=[а-яё])"),
    pattern(r"(?<!\w)[кдКД]\.(~?)[а-яё]{1,4}\.(~?)(?=н\.)"),
    pattern(r"(?<!\w)(?:[кК]анд|[дД]окт|[дД]-р)\.?(~)[а-яё-]+\.(~)(?=наук)"),
)
_ENGLISH: tuple[re.Pattern[str], ...] = (pattern(r"(?<!\w)et(~)(?=al\.)"),)


def apply(paragraph: Paragraph, choices: Choices) -> None:  # noqa: ARG001 - every rule is called alike
    """Bind the parts of phrases that are always abbreviated alike."""
    for languages, phrases in (
        (UKRAINIAN, _UKRAINIAN),
        (RUSSIAN, _RUSSIAN),
        (ENGLISH, _ENGLISH),
    ):
        for phrase in phrases:
            paragraph.bind(phrase, languages)
