"""The order of dictionaries and indexes: Ukrainian, Russian and Latin letters in one list.

Equal to ICU's for uk and ru (tests/typography/test_oracles.py asks it), with what indexes want
beside: apostrophes ignored, word by word, numbers by value, leading quotes, № and English
articles passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from publisher.model.language import Language

# Every Cyrillic letter, in the order ICU 72 has them in Ukrainian and Russian.
_CYRILLIC = (
    "аәӕбвгґғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋіїйјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұѹфхӽӿҳһԧѡѿѽѻцҵч"
    "ԭҷӌҹҽҿџшщъыьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ"
)
# Letters with a mark, which count only where all else is equal: ё after е.
_MARKED = {
    letter: (base, order)
    for base, letters in {
        "а": "ӑӓ", "ә": "ӛ", "г": "ѓ", "е": "ѐӗё", "ж": "ӂӝ", "з": "ӟ", "и": "ѝӥӣ", "к": "ќ",
        "о": "ӧ", "ө": "ӫ", "у": "ўӱӳӯ", "ч": "ӵ", "ы": "ӹ", "э": "ӭ", "ѵ": "ѷ",
    }.items()
    for order, letter in enumerate(letters, start=1)
}  # fmt: skip
# Only Ukrainian has ґ and ї for letters of their own.
_MARKED_ELSEWHERE = {**_MARKED, "ґ": ("г", 2), "ї": ("і", 1)}
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LATIN_WIDE = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th"}

_NUMBER, _FIRST_SCRIPT, _SECOND_SCRIPT, _OTHER = range(1, 5)
_APOSTROPHES = re.compile(r"['’ʼ‘`´′＇\u0301\u00ad]")
_ARTICLE = re.compile(r"^(?:the|an|a)\s+(?=\w)", re.IGNORECASE)
_PIECE = re.compile(r"\d+|[^\W\d_]|[\W_]+")
_WEIGHTS = {letter: order for order, letter in enumerate(_CYRILLIC)}

_SPACE, _HYPHEN = (0, 0), (0, 1)
_HYPHENS = frozenset("-‐‑–—")

Weight = tuple[int, int]
Key = tuple[tuple[Weight, ...], tuple[int, ...], tuple[bool, ...], str]


def collation_key(text: str, language: Language = "uk") -> Key:
    """A key to sort by. In Ukrainian and Russian lists Latin words come last, in English first.

    Levels, as ICU has them: words, letter by letter, and numbers; marks (ё after е); capitals
    after small letters; and the text itself, so that the order never depends on chance.
    """
    weights: list[Weight] = []
    marks: list[int] = []
    capitals: list[bool] = []
    for weight, mark, capital in _elements(_without_noise(text, language), language):
        weights.append(weight)
        marks.append(mark)
        capitals.append(capital)
    while weights and weights[-1] == _SPACE:
        weights.pop()
    return tuple(weights), tuple(marks), tuple(capitals), text


def _without_noise(text: str, language: Language) -> str:
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text))
    text = re.sub(r"^[\W_]+", "", text)
    return _ARTICLE.sub("", text, count=1) if language == "en" else text


def _elements(text: str, language: Language) -> Iterator[tuple[Weight, int, bool]]:
    latin_script = _FIRST_SCRIPT if language == "en" else _SECOND_SCRIPT
    cyrillic_script = _SECOND_SCRIPT if language == "en" else _FIRST_SCRIPT
    marked = _MARKED if language == "uk" else _MARKED_ELSEWHERE
    for piece in _PIECE.findall(text):
        letter = piece.lower()
        capital = letter != piece
        base, mark = marked.get(letter, (letter, 0))
        if base in _WEIGHTS:
            yield (cyrillic_script, _WEIGHTS[base]), mark, capital
        elif piece[0].isdecimal():
            # Python refuses to read numbers of more than 4,300 digits.
            yield (_NUMBER, int(piece[:4000])), 0, False
        elif not piece[0].isalpha():
            # All of «Лиманська Друга» before all of «Лиманська-Друга», both after «Лиманська».
            yield (_HYPHEN if set(piece) <= _HYPHENS else _SPACE), 0, False
        else:
            plain = _LATIN_WIDE.get(letter) or unicodedata.normalize("NFD", letter)[0]
            if all(part in _LATIN for part in plain):
                mark = 0 if plain == letter else ord(letter[0])
                for part in plain:
                    yield (latin_script, _LATIN.index(part)), mark, capital
            else:
                yield (_OTHER, ord(letter[0])), 0, capital


def index_letter(text: str, language: Language) -> str:
    """The letter an entry stands under: `Ґ`, `Є`, `Щ`; `0–9` for numbers, `#` for none.

    Ё stands under Е, and outside Ukrainian Ґ under Г and Ї under І, as they are sorted; a letter
    of another alphabet is its own.
    """
    marked = _MARKED if language == "uk" else _MARKED_ELSEWHERE
    sign: str
    for sign in _PIECE.findall(_without_noise(text, language)):
        if sign[0].isdecimal():
            return "0–9"
        if not sign[0].isalpha():
            continue
        letter = sign.lower()
        base, _ = marked.get(letter, (letter, 0))
        if base not in _WEIGHTS:
            base = (_LATIN_WIDE.get(letter) or unicodedata.normalize("NFD", letter))[0]
        return base.upper()
    return "#"
