"""What the typographer sees and does not change: a person has to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.model.language import Language
from publisher.typography import sacred
from publisher.typography.choices import Run
from publisher.typography.paragraph import Paragraph
from publisher.typography.rules import quotes

_LATIN = "A-Za-zÀ-ÖØ-öø-ÿ"
_CYRILLIC = "Ѐ-ӿ"
_WORD = re.compile(rf"[{_LATIN}{_CYRILLIC}’ʼ'`]+")
_ROMAN = re.compile(r"[IVXLCDMІХСМ]+")
_LATIN_LETTER = re.compile(rf"[{_LATIN}]")
_CYRILLIC_LETTER = re.compile(rf"[{_CYRILLIC}]")
_AGAIN = re.compile(
    rf"(?<![\w’ʼ'-])([{_LATIN}{_CYRILLIC}’ʼ']+)[ \n\u00a0\u202f]+(\1)(?![\w’ʼ'-])", re.IGNORECASE
)
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff]")
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "uk": re.compile("[ЁёЪъЫыЭэ]"),
    "ru": re.compile("[ҐґЄєІіЇї]"),
}

# Letters that look alike, by the alphabet they are typed in.
_TWINS = dict(zip("АВЕІКМНОРСТХасеіорхуАЁЇЅЈ", "ABEIKMHOPCTXaceiopxyAËÏSJ", strict=True))
_TWINS_BACK = {latin: cyrillic for cyrillic, latin in _TWINS.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person has to look at. `start` and `end` are characters of the text given."""

    code: str
    start: int
    end: int
    values: tuple[tuple[str, str], ...] = ()


def findings(text: str, language: Language) -> tuple[Finding, ...]:
    """What is doubtful in a text, in order; the codes stand in the catalogue.

    Looked for: letters of two alphabets in one word, Roman numbers of two alphabets, a word
    typed twice, quotes without a partner, signs no face has a glyph for.
    """
    paragraph = Paragraph((Run(text, language),), lines_stay=True)
    paragraph.protect(sacred.find(paragraph.view))
    view = paragraph.view
    found = [*_mixed(view), *_repeated(view, language), *_strange(text), *_foreign(view, language)]
    found += (
        Finding("quote-unpaired", place, place + 1, (("quote", text[place]),))
        for place in quotes.unpaired(view)
    )
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def _mixed(view: str) -> Iterator[Finding]:
    for match in _WORD.finditer(view):
        word = match[0]
        latin, cyrillic = _LATIN_LETTER.findall(word), _CYRILLIC_LETTER.findall(word)
        if not latin or not cyrillic:
            continue
        if _ROMAN.fullmatch(word):
            yield Finding("roman-number-mixed", *match.span(), (("word", word),))
            continue
        into_cyrillic = len(cyrillic) >= len(latin)
        strangers = latin if into_cyrillic else cyrillic
        twins = _TWINS_BACK if into_cyrillic else _TWINS
        meant = "".join(twins.get(sign, sign) if sign in strangers else sign for sign in word)
        values = [("word", word), ("letters", ", ".join(dict.fromkeys(strangers)))]
        if not _of_two_alphabets(meant):
            values.append(("meant", meant))
        code = "latin-in-cyrillic-word" if into_cyrillic else "cyrillic-in-latin-word"
        yield Finding(code, *match.span(), tuple(values))


def _of_two_alphabets(word: str) -> bool:
    return bool(_LATIN_LETTER.search(word) and _CYRILLIC_LETTER.search(word))


_MAY_REPEAT = frozenset(
    ["так", "ще", "ну", "ось", "от", "вот", "дуже", "очень", "very", "that", "had", "ха", "ні"]
)


def _repeated(view: str, language: Language) -> Iterator[Finding]:  # noqa: ARG001 - kept for the shape
    for match in _AGAIN.finditer(view):
        word = match[1]
        # Names may follow each other («Чернов, Чернов» has a comma); capitals may be labels.
        if word.lower() in _MAY_REPEAT or match[2] != word.lower():
            continue
        yield Finding("word-repeated", *match.span(), (("word", match[2]),))


def _strange(text: str) -> Iterator[Finding]:
    for match in _STRANGE.finditer(text):
        yield Finding("sign-unreadable", *match.span(), (("sign", f"U+{ord(match[0]):04X}"),))


def _foreign(view: str, language: Language) -> Iterator[Finding]:
    pattern = _FOREIGN.get(language)
    if pattern is None:
        return
    for match in _WORD.finditer(view):
        letters = pattern.findall(match[0])
        if letters:
            values = (("word", match[0]), ("letters", ", ".join(dict.fromkeys(letters))))
            yield Finding("letter-of-another-language", *match.span(), values)
