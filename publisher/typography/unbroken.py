"""What must not be torn at the end of a line, although it holds hyphens, dashes or spaces.

The text itself stays as it is, so that a search in the PDF still finds `5-го`: `html` wraps
these spans, Word gets no-break hyphens in them. Acronyms are among them because a printer
would hyphenate `ЄДР-ПОУ`.
"""

from __future__ import annotations

import re

from publisher.model.language import Language
from publisher.typography import sacred
from publisher.typography.letters import LETTER, UPPER

_HYPHEN = "[-‑]"
_BEFORE = r"(?<![\w’ʼ'-])"
_AFTER = r"(?![\w’ʼ-])"
_LONGEST_E_MAIL = 32
_LONGEST_COMPOUND = 14

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 5-го, 1990-х, 10-річчя, 60–90-ті, 280-ВР
    (
        "-‑",
        re.compile(
            rf"(?<![\w.,–])\d+(?:[–—]\d+)*(?:[.,]\d+)?%?{_HYPHEN}[{LETTER}’ʼ']{{1,9}}(?!\w)"
        ),
    ),
    # 2014–2020, 09.00–18.00, 5 %–10 %, −5…+10
    (
        "–-‑",
        re.compile(
            r"(?<![\w.,–])[−+]?\d+(?:[.,:]\d+)*(?:[ \u00a0\u202f]?[%°])?"
            r"[–‑-]\d+(?:[.,:]\d+)*(?!\w)"
        ),
    ),
    ("–", re.compile(r"(?<![\w-])[IVXLCDMІХ]+–[IVXLCDMІХ]+(?![\w-])")),
    ("–", re.compile(r"(?<!\w)[АA]–[ЯZ](?!\w)")),
    # 280/97-ВР, 60×84/16, 1/2, 24/7
    (
        "/",
        re.compile(
            rf"(?<!\w)\d+[{LETTER}]?(?:[×xх]\d+)?(?:/\d+)+"
            rf"(?:{_HYPHEN}[{LETTER}]{{1,4}}\d*)?(?!\w)"
        ),
    ),
    # т-во, вид-во, р-н, с-ще, е-декларація: a part of one letter, or an ending of one or two
    ("-‑", re.compile(rf"{_BEFORE}[{LETTER}]{_HYPHEN}[{LETTER}’ʼ']+{_AFTER}")),
    ("-‑", re.compile(rf"{_BEFORE}[{LETTER}’ʼ']+{_HYPHEN}[{LETTER}]{{1,2}}{_AFTER}")),
    (
        "-‑",
        re.compile(
            rf"{_BEFORE}(?:тов|вид|ін|ун|каб|пр|просп|ст|гр|уч|зв|дит|мікр|вн|кільк|філ|люд|держ|"
            rf"об|м|п|б|ф|к|з|г|ж|изд|ин|об|пос|мкр){_HYPHEN}[{LETTER}]{{1,4}}{_AFTER}"
        ),
    ),
    # COVID-19, ЄС-27, А-4
    (
        "-‑",
        re.compile(rf"{_BEFORE}[{UPPER}]{{1,8}}{_HYPHEN}\d+(?:{_HYPHEN}[{LETTER}]{{1,4}})?(?!\w)"),
    ),
    # —“—
    ("—–", re.compile(r"(?<!\S)[—–][ \u00a0]?[\"“”„«»][ \u00a0]?[—–](?!\S)")),
    # −5 and its kin, where a dash was typed
    ("–", re.compile(r"(?<![\w–])–\d+(?:[.,]\d+)?(?!\w)")),
)
_TOKENS = frozenset(
    {"telephone", "isbn", "issn", "account", "hyphened", "number", "code", "house", "ditto"}
)
_ACRONYM = re.compile(
    rf"(?<![\w’ʼ'])[{UPPER}][{UPPER}\d]{{2,}}[{UPPER}\d](?:[а-яіїєґ]{{1,3}})?(?![\w’ʼ'])"
)
_WORD = re.compile(rf"[{LETTER}]{{2,}}")


def unbroken(text: str, language: Language) -> tuple[tuple[int, int], ...]:  # noqa: ARG001 - the rules are the same in all three
    """Spans (start, end in characters) that stay in one line, in order and apart.

    A line in capitals is no row of acronyms: there only what holds a hyphen or a dash counts.
    """
    signs = set(text)
    spans: list[tuple[int, int]] = []
    for needed, pattern in _PATTERNS:
        if not signs.isdisjoint(needed):
            spans += (match.span() for match in pattern.finditer(text))
    if not _in_capitals(text):
        spans += (match.span() for match in _ACRONYM.finditer(text))
    for name, start, end in sacred.tokens(text):
        if name not in _TOKENS:
            # What stands inside an address is part of it: a long one breaks where it can.
            spans = [span for span in spans if span[1] <= start or end <= span[0]]
        short_mail = name == "e-mail" and end - start <= _LONGEST_E_MAIL
        if (name in _TOKENS or short_mail) and not text[start:end].isdigit():
            spans.append((start, end))
    return _merged(spans)


def _in_capitals(text: str) -> bool:
    found = _WORD.findall(text)
    capitals = sum(word.isupper() for word in found)
    return len(found) > 1 and capitals * 2 > len(found)


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
