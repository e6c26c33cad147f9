"""What a cell says, by the kind of its column: a number, a date, a telephone, a code.

Each reader answers with the value and how it is written from now on, or with what is wrong.
A form that has one meaning is read; one that has two (`01/02/2024`, `1,234`) is refused.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from publisher.model.tables import Native
from publisher.sources.cells import TO_LATIN
from publisher.sources.numbers import parse_number

Value = str | Decimal | datetime.date | tuple["Value", ...] | None

_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?р\.?)?")
_WORDS = re.compile(r"(\d{1,2}) ([а-яіїєґ]+) (\d{4})(?: (?:р\.|року))?", re.IGNORECASE)
_AMBIGUOUS_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_SERIAL = re.compile(r"[34]\d{4}(?:\.\d+)?")
_GROUPS = re.compile(r"[-−+]?\d{1,3}(?:[.,]\d{3})+")
_MANY_GROUPS = re.compile(r"[-−+]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3}|[.,]\d+)+")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_EMAIL = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
)
_URL = re.compile(r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?::\d+)?(?:/[^\s<>\"]*)?")
_KATOTTG = re.compile(r"UA(\d{2})(\d{2})(\d{3})(\d{3})(\d{2})(\d{5})")
# Oblasts, Crimea, Kyiv and Sevastopol, as the codifier numbers them.
_OBLASTS = re.compile(
    "01|05|07|12|14|18|21|23|26|32|35|44|46|48|51|53|56|59|61|63|65|68|71|73|74|80|85"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell read: its value and its text; `done` names what was changed, `fault` what is wrong."""

    value: Value = None
    text: str = ""
    done: str | None = None
    fault: str | None = None
    guess: str | None = None
    """What a faulty cell probably meant."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell as typed, cleaned; `native` is what a workbook holds in it."""

    text: str
    native: Native = ""


Reader = Callable[[Typed], Reading]


def _wrong(fault: str, guess: str | None = None) -> Reading:
    return Reading(fault=fault, guess=guess)


def read_text(typed: Typed) -> Reading:
    """Any text."""
    text = typed.text
    return Reading(text, text)


def read_decimal(typed: Typed) -> Reading:
    """`1 234,5`, `1234.5`, `−3`; not `1,234.5`, which two countries read in two ways."""
    text = typed.text
    if _MANY_GROUPS.fullmatch(text):
        return _wrong("number-ambiguous")
    if _SCIENTIFIC.fullmatch(text):
        return _wrong("number-scientific")
    number = parse_number(text)
    if number is None:
        return _wrong("value-not-number")
    return Reading(number, f"{number:f}", "numbers-as-text" if typed.native == "text" else None)


def read_integer(typed: Typed) -> Reading:
    """The same without a fraction; `1,234` may be a thousand or a little more than one."""
    text = typed.text
    if _GROUPS.fullmatch(text) and typed.native != "number":
        return _wrong("number-ambiguous")
    reading = read_decimal(typed)
    number = reading.value
    if isinstance(number, Decimal):
        if number != number.to_integral_value():
            return _wrong("value-not-whole")
        return Reading(number, f"{number.to_integral_value():f}", reading.done)
    return reading


def read_date(typed: Typed) -> Reading:
    """`2024-05-06`, `06.05.2024`, `6 травня 2024 р.`, and a workbook's own date."""
    text = typed.text
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _POINTS.fullmatch(text):
        day, month, year = match.groups()
    elif (match := _WORDS.fullmatch(text)) and match[2].lower() in _MONTHS:
        day, month, year = match[1], str(_MONTHS.index(match[2].lower()) + 1), match[3]
    elif _AMBIGUOUS_DATE.fullmatch(text):
        return _wrong("date-ambiguous")
    elif _SERIAL.fullmatch(text):
        day_zero = datetime.date(1899, 12, 30)
        meant = day_zero + datetime.timedelta(days=int(float(text)))
        return _wrong("date-serial", meant.isoformat())
    else:
        return _wrong("value-not-date")
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return _wrong("date-impossible")
    done = "dates-respelt" if typed.native != "date" and text != date.isoformat() else None
    return Reading(date, date.isoformat(), done)


def read_phone(typed: Typed) -> Reading:
    """A Ukrainian number with its code: `(057) 705-14-26`, `+380577051426`; or one from abroad."""
    text = typed.text
    if not re.fullmatch(r"\+?[\d() ./–-]+", text):
        return _wrong("phone-wrong")
    digits = re.sub(r"\D", "", text)
    if text.startswith("+") and not digits.startswith("380"):
        return Reading(f"+{digits}", text) if 8 <= len(digits) <= 15 else _wrong("phone-wrong")
    if typed.native == "number" and len(digits) == 9:
        text = digits = f"0{digits}"  # a spreadsheet's number keeps no zero at its front
    match = re.fullmatch(r"(?:\+?3)?8?[ -]*(\(?0[\d() ./–-]+)", text)
    local = re.sub(r"\D", "", match[1]) if match else ""
    if match is None or len(local) != 10:
        return _wrong("phone-wrong")
    if match[1] == local:
        shown = f"+38 ({local[:3]}) {local[3:6]}-{local[6:8]}-{local[8:]}"
    elif text.startswith("+38"):
        shown = text  # complete, and grouped by someone who knows how long the code of a town is
    else:
        shown = f"+38 {match[1]}"
    return Reading(f"+38{local}", shown, "phones-respelt" if shown != text else None)


def read_email(typed: Typed) -> Reading:
    """An address; what surrounds it in mail programs is cut off."""
    text = typed.text
    bare = re.sub(r"^(?:mailto:|e-?mail:)\s*", "", text, flags=re.IGNORECASE)
    bare = bare.strip("<>;,. ")
    if not _EMAIL.fullmatch(bare) or ".." in bare:
        latin = bare.translate(TO_LATIN)
        return _wrong("email-wrong", latin if _EMAIL.fullmatch(latin) else None)
    name, _, domain = bare.rpartition("@")
    shown = f"{name}@{domain.lower()}"
    return Reading(shown, shown, "addresses-respelt" if shown != text else None)


def read_url(typed: Typed) -> Reading:
    """An address of the web, with or without its protocol."""
    text = typed.text
    bare = text.strip("<>;, ")
    if not _URL.fullmatch(bare):
        return _wrong("url-wrong")
    return Reading(bare, bare, "addresses-respelt" if bare != text else None)


def read_postcode(typed: Typed) -> Reading:
    """Five digits. Four may have lost their zero, or any other digit."""
    text = typed.text
    if re.fullmatch(r"\d{5}", text):
        return Reading(text, text)
    return _wrong("postcode-wrong", f"0{text}" if re.fullmatch(r"\d{4}", text) else None)


def read_edrpou(typed: Typed) -> Reading:
    """Eight digits, the last of them a check of the others.

    A spreadsheet drops zeros at the front; they are put back where the check then holds.
    """
    text = typed.text
    if _SCIENTIFIC.fullmatch(text):
        return _wrong("number-scientific")
    if not re.fullmatch(r"\d{5,8}", text):
        return _wrong("edrpou-wrong")
    whole = text.zfill(8)
    if not edrpou_holds(whole):
        return _wrong("edrpou-check" if len(text) == 8 else "edrpou-wrong")
    return Reading(whole, whole, "code-zeros" if whole != text else None)


def edrpou_holds(code: str) -> bool:
    """Whether the last digit is the check of the others: weighted sum modulo 11, by the rule
    of the register (other weights between 30 and 60 million; a second round for 10)."""
    digits = [int(digit) for digit in code]
    weights = [7, 1, 2, 3, 4, 5, 6] if 30_000_000 <= int(code) <= 60_000_000 else [*range(1, 8)]
    for extra in (0, 2):
        total = sum(
            digit * (weight + extra) for digit, weight in zip(digits[:7], weights, strict=True)
        )
        if total % 11 < 10:
            return total % 11 == digits[7]
    return digits[7] == 0


def read_katottg(typed: Typed) -> Reading:
    """`UA` and 17 digits: oblast, raion, hromada, settlement, district, number. A level that is
    filled needs all levels above it."""
    text = typed.text
    upper = text.upper()
    code = upper.translate(TO_LATIN).replace(" ", "")
    match = _KATOTTG.fullmatch(code)
    if not match or not _OBLASTS.fullmatch(match[1]):
        return _wrong("katottg-wrong")
    levels = [int(level) > 0 for level in match.groups()[1:5]]
    if levels[:3] != sorted(levels[:3], reverse=True):
        return _wrong("katottg-wrong")
    return Reading(code, code, "codes-respelt" if code != text else None)


def read_code(typed: Typed) -> Reading:
    """A code without a check of its own: kept as typed, unless a spreadsheet rounded it."""
    text = typed.text
    return _wrong("number-scientific") if _SCIENTIFIC.fullmatch(text) else Reading(text, text)


READERS: dict[str, Reader] = {
    "text": read_text,
    "integer": read_integer,
    "decimal": read_decimal,
    "date": read_date,
    "phone": read_phone,
    "email": read_email,
    "url": read_url,
    "postcode": read_postcode,
    "edrpou": read_edrpou,
    "katottg": read_katottg,
    "code": read_code,
    "choice": read_text,
    "reference": read_code,
}
WORDS = frozenset({"text", "choice"})
"""Kinds whose cells hold words: their letters and apostrophes are looked at."""
