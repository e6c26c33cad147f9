"""What no rule may touch: addresses, telephones, codes, numbers of laws, names of files.

Each kind is one pattern; what it matched (or its group `it`) is masked before the rules look.
Spaces inside a telephone or an account number stay open, so that a rule can make them no-break.

    uk | Тел.: +38-057-705-14-26, rada-info@ukr.net | Тел.: +38-057-705-14-26, rada-info@ukr.net
    uk | див. https://rada.gov.ua/280/97-вр... | див.~https://rada.gov.ua/280/97-вр…
    uk | ISBN 978-966-00-0000-0, ISSN 2078-9726 | ISBN~978-966-00-0000-0, ISSN~2078-9726
    uk | файл "budget--2024...v2.xlsx" | файл «budget--2024...v2.xlsx»
    uk | UA63120270000028556 - код громади | UA63120270000028556~— код громади
    uk | наказ № 12-15/34 - чинний | наказ №~12-15/34~— чинний
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.typography.letters import LETTER, LINE_END, NUMBER_MASK, UPPER, WORD_MASK

_DOMAINS = (
    "ua com org net gov info eu int edu io biz name pro tv me online site club media news укр рф "
    "pl de fr uk us lv lt ee md ro cz sk hu at ch it es"
)
_FILES = (
    "docx? xlsx? pptx? pdf csv tsv ya?ml md txt rtf odt ods odp html? xml json css js py sh zip "
    "rar 7z png jpe?g gif svg webp tiff? eps ai psd indd idml mp3 mp4 epub fb2 djvu ttf otf icc dic"
)
_CODES = (
    "ЄДРПОУ ЕДРПОУ ЕГРПОУ КОАТУУ КАТОТТГ КАТЕТТО КВЕД КОПФГ РНОКПП ІПН ИНН МФО УДК ББК ДКПП "
    "УКТЗЕД ОКПО DOI IBAN ISNI ORCID ЄДЕБО код коду кодом кодами EDRPOU KATOTTG UDC"
)
_TELEPHONES = "тел телефон телефони телефону телефоны телефону т факс факсу моб phone tel fax"
_STREETS = "вул ул просп пр-т пров пер бул б-р пл наб шосе буд корп кв"


def _any_of(words: str) -> str:
    return "|".join(sorted(set(words.split()), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sacred token. A text without any character of `signs` has none."""

    name: str
    signs: str
    mask: str
    pattern: re.Pattern[str]
    spaces_open: bool = False
    ends_a_sentence: bool = False
    """Whether stops and closing brackets at its end belong to the sentence around it."""


def _word(name: str, signs: str, pattern: str, ends_a_sentence: bool = False) -> Kind:
    return Kind(name, signs, WORD_MASK, re.compile(pattern, re.I), ends_a_sentence=ends_a_sentence)


def _number(name: str, signs: str, pattern: str, spaces_open: bool = False) -> Kind:
    return Kind(name, signs, NUMBER_MASK, re.compile(pattern), spaces_open=spaces_open)


_DIGITS = "0123456789"
_SP = "[ \u00a0\u202f\u2009]"
_START = rf"(?<![\w{WORD_MASK}{NUMBER_MASK}])"
_END = r"(?!\w)"
_ADDRESS = r"[^\s<>\"«»„“”|{}\\^`" + LINE_END + WORD_MASK + NUMBER_MASK + r"]"
_MORE_DIGITS = rf"(?:[-–.]|{_SP}?[-()]{_SP}?|{_SP})?\d"

KINDS: tuple[Kind, ...] = (
    _word("ditto", '"“”„«»', rf"(?<![^\s(«„\"])[—–-]{_SP}?[\"“”„«»]{_SP}?[—–-](?![^\s)»“\".,;])"),
    _word("code", "`", rf"(?<![^\s(«„\"{LINE_END}])(`{{1,3}})[^`\n{WORD_MASK}]+\1(?![\w`])"),
    _word("url", ":", rf"\b[a-z]{{2,8}}://{_ADDRESS}+", ends_a_sentence=True),
    _word("url", ".", rf"\bwww\.{_ADDRESS}+", ends_a_sentence=True),
    _word("url", ":", r"\b(?:mailto|tel|urn|doi):[\w+@./:()-]+", ends_a_sentence=True),
    _word("e-mail", "@", r"[\w.+-]{0,63}[\w+]@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    _word(
        "domain",
        ".",
        rf"{_START}(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,8}}(?:{_any_of(_DOMAINS)})\b"
        rf"(?![-.]\w)(?::\d{{1,5}})?(?:/{_ADDRESS}*)?",
        ends_a_sentence=True,
    ),
    _word("domain", ".", rf"{_START}[\w-]{{1,63}}\.(?:укр|рф)\b(?:/{_ADDRESS}*)?"),
    _word("doi", "/", rf"{_START}10\.\d{{4,9}}/{_ADDRESS}+", ends_a_sentence=True),
    _word(
        "file",
        ".",
        rf"{_START}[\w.()+-]{{0,99}}[\w)]\.(?:{_any_of(_FILES)})(?:#[\w.-]+)?(?![\w.]*\w)",
    ),
    _word(
        "path",
        "/\\",
        rf"(?<![\w{WORD_MASK}{NUMBER_MASK}/.])(?:[a-z]:\\|~/|\.{{1,2}}/|/(?=[\w.-]+/))"
        r"[\w.+/\\-]*[\w/\\]",
    ),
    _word("option", "-", r"(?<!\S)--?[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?=[\s=,.;:)\]]|$)"),
    _word("handle", "@#", rf"(?<![\w{WORD_MASK}])[@#]\w+(?:[.-]\w+)*"),
    _word("identifier", "_", rf"{_START}[a-z0-9]+(?:_[a-z0-9]+)+{_END}"),
    # --- numbers
    _number("account", _DIGITS, rf"{_START}UA(?:{_SP}?\d){{17,27}}{_END}", spaces_open=True),
    _number(
        "isbn",
        "BM",
        rf"(?<=IS[BM]N):?{_SP}?(?:-1[03]:?{_SP}?)?(?P<it>(?:\d[- \u00a0]?){{9,12}}[\dXХ]){_END}",
        spaces_open=True,
    ),
    _number("isbn", "-", rf"{_START}97[89](?:-\d+){{4}}{_END}"),
    _number(
        "issn",
        "S",
        rf"ISSN(?:{_SP}?\([^)\n]{{1,20}}\))?:?{_SP}?(?P<it>\d{{4}}[-–]\d{{3}}[\dXХxх]){_END}",
    ),
    _number("telephone", "+", rf"(?<![\w+])\+\d(?:{_MORE_DIGITS}){{8,14}}{_END}", True),
    _number(
        "telephone",
        "(",
        rf"(?<![\w+)])\(0\d{{2,4}}\){_SP}?\d(?:{_MORE_DIGITS}){{3,7}}{_END}",
        spaces_open=True,
    ),
    _number(
        "telephone",
        _DIGITS,
        rf"(?<!\w)(?i:{_any_of(_TELEPHONES)})[./:]*(?:{_SP}?факс[.:]*)?{_SP}?"
        rf"(?P<it>\(?\d(?:{_MORE_DIGITS}){{4,12}}){_END}",
        spaces_open=True,
    ),
    _number(
        "telephone",
        "0",
        rf"{_START}(?:0{_SP}?800(?:{_SP}\d+){{2,3}}|0\d{{2}}{_SP}\d{{3}}(?:[- \u00a0]\d{{2}}){{2}}"
        rf"|0(?:50|63|66|67|68|73|9[1-9])-\d{{7}}){_END}",
        spaces_open=True,
    ),
    # 705-14-26, 0-800-500-425, 2016-07-01: three numbers with hyphens are never a range.
    _number("hyphened", "-‑", rf"{_START}\d+(?:[-‑]\d+){{2,}}(?:[-‑][{LETTER}]+)?{_END}"),
    _number(
        "code",
        _DIGITS,
        rf"{_START}(?:{_any_of(_CODES)})(?:{_SP}?[:=#]|{_SP}?\([^)\n]{{1,20}}\))?{_SP}?"
        r"(?P<it>[\w.()/:-]{0,40}\d[\w()/:-]*(?:\.[\w()/:-]+)*)",
    ),
    # What stands after № is a number as it was registered: № 280/97-ВР, № 12-15, № АБ-123.
    _number(
        "number",
        "№",
        rf"(?<!№)№{_SP}?(?P<it>(?:[\w/.–-]{{0,40}}[\w/])?\d(?:[\w/.–-]{{0,40}}\w)?){_END}",
    ),
    # 280/97-ВР, 254к/96-ВР, 820/1234/19, 1/2
    _number(
        "number",
        "/",
        rf"{_START}\d+[{LETTER}]?(?:/\d+)+(?:[-‑][{LETTER}]{{1,4}}\d*)?{_END}(?!-\d)",
    ),
    # 1275-VI, 2657-ХІІ, 725-р, 12-ОД
    _number("number", "-‑", rf"{_START}\d+[-‑](?:[IVXLІХ]+|[{UPPER}]{{2,3}}|р|рп){_END}"),
    # A house and its flat after the street: вул. Сумська, 5-17
    _number(
        "house",
        "-",
        rf"(?<!\w)(?i:{_any_of(_STREETS)})\.?{_SP}[^;\n{LINE_END}\d]{{0,40}}?(?P<it>\d+-\d+){_END}",
    ),
)


def find(view: str) -> list[tuple[int, int, str]]:
    """Sacred spans of a text, in order, without overlaps: start, end, mask.

    Of a telephone or an account number only the groups of digits: its spaces stay open.
    """
    spans: list[tuple[int, int, str]] = []
    for kind, start, end in _kinds(view):
        if kind.spaces_open:
            words = re.finditer(r"\S+", view[start:end])
            spans += ((start + w.start(), start + w.end(), kind.mask) for w in words)
        else:
            spans.append((start, end, kind.mask))
    return sorted(spans)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Sacred tokens of a text, whole: kind, start, end."""
    return [(kind.name, start, end) for kind, start, end in _kinds(text)]


def spans(text: str) -> list[tuple[int, int]]:
    """Where what is sacred stands: start, end."""
    return [(start, end) for _, start, end in _kinds(text)]


def _kinds(view: str) -> Iterator[tuple[Kind, int, int]]:
    signs = set(view)
    for kind in KINDS:
        if signs.isdisjoint(kind.signs):
            continue
        group: int | str = "it" if "it" in kind.pattern.groupindex else 0
        pieces: list[str] = []
        done = 0
        for match in kind.pattern.finditer(view):
            start, end = match.span(group)
            if kind.ends_a_sentence:
                end = start + len(_without_the_end_of_a_sentence(match[group]))
            yield kind, start, end
            pieces += (view[done:start], kind.mask * (end - start))
            done = end
        # What one kind has taken, no later kind may take.
        view = "".join((*pieces, view[done:]))


def _without_the_end_of_a_sentence(address: str) -> str:
    while address:
        last = address[-1]
        unopened = last in ")]" and address.count(last) > address.count("(" if last == ")" else "[")
        if last not in ".,;:!?…'’" and not unopened:
            break
        address = address[:-1]
    return address
