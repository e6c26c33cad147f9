"""Numbers, money, percentages, plurals and lists, as each language prints them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from publisher.model.language import Language
from publisher.typography.choices import NO_BREAK, Choices

Number = int | Decimal | float
Grouping = Literal["auto", "always", "never"]
Scale = Literal["thousand", "million", "billion"]

_SCALES: dict[Scale, tuple[Decimal, dict[Language, str]]] = {
    "thousand": (Decimal(1000), {"uk": "тис.", "ru": "тыс.", "en": "thousand"}),
    "million": (Decimal(10) ** 6, {"uk": "млн", "ru": "млн", "en": "million"}),
    "billion": (Decimal(10) ** 9, {"uk": "млрд", "ru": "млрд", "en": "billion"}),
}
_CURRENCIES: dict[str, dict[Language, str]] = {
    "UAH": {"uk": "грн", "ru": "грн", "en": "UAH"},
    "USD": {"uk": "дол.", "ru": "долл.", "en": "USD"},
    "EUR": {"uk": "євро", "ru": "евро", "en": "EUR"},
}


def _exact(value: Number) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"`{value}` is no number that can be printed")
    return exact


def _rounded(value: Decimal, digits: int | None) -> Decimal:
    if digits is None:
        return value
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def number(
    value: Number,
    language: Language,
    digits: int | None = None,
    grouping: Grouping = "auto",
    choices: Choices = Choices(),  # noqa: B008 - frozen
) -> str:
    """A number: `2 598 961`, `1157,8`; in English `2,598,961`, `1,157.8`.

    `digits` after the mark are kept or added, halves rounded up (ДСТУ and school rules alike);
    None prints what there is. "auto" groups from five digits, in
    English and by choice from four; tables,
    where figures stand under one another, want "always". Raises ValueError for infinities.
    """
    exact = _rounded(_exact(value), digits)
    whole, _, part = f"{abs(exact):f}".partition(".")
    from_four = language == "en" or choices.group_four_digits
    least = {"auto": 4 if from_four else 5, "always": 4, "never": 10**9}[grouping]
    if len(whole) >= least:
        whole = f"{int(whole):,}".replace(",", "," if language == "en" else choices.group_space)
    text = whole + (("." if language == "en" else ",") + part if part else "")
    return f"−{text}" if exact < 0 else text


def money(
    value: Number,
    language: Language,
    digits: int | None = None,
    *,
    currency: str = "UAH",
    scale: Scale | None = None,
    sign: bool = False,
    choices: Choices = Choices(),  # noqa: B008 - frozen
) -> str:
    """An amount: `1 500 000 грн`, `2,5 млн грн`, `1 500 000,00 ₴`; in English `UAH 1,500,000`.

    `value` is in whole hryvnias; `scale` prints it in thousands, millions or billions. Without
    `digits` a whole amount has none and any other has two (with a scale: what there is).
    `sign` puts ₴ for hryvnias. A currency without a word of ours is printed by its code.
    """
    exact = _exact(value)
    unit = ""
    if scale:
        divisor, names = _SCALES[scale]
        exact = (exact / divisor).normalize()
        unit = NO_BREAK + names[language]
    elif digits is None:
        digits = 0 if exact == exact.to_integral_value() else 2
    amount = number(exact, language, digits, choices=choices) + unit
    if sign and currency == "UAH":
        return f"₴{amount}" if language == "en" else f"{amount}{NO_BREAK}₴"
    word = _CURRENCIES.get(currency, {}).get(language, currency)
    return f"{word}{NO_BREAK}{amount}" if language == "en" else f"{amount}{NO_BREAK}{word}"


def scale_word(scale: Scale, language: Language) -> str:
    """What a scale is called before a unit: `тис.`, `млн`, `млрд`."""
    return _SCALES[scale][1][language]


def percent(
    value: Number,
    language: Language,
    choices: Choices = Choices(),  # noqa: B008 - frozen
    digits: int | None = None,
) -> str:
    """A percentage: `98,1 %`, or `98,1%` by choice; in English `98.1%`. 98.1 means 98.1 %."""
    spaced = choices.percent_space and language != "en"
    return number(value, language, digits, choices=choices) + (f"{NO_BREAK}%" if spaced else "%")


def plural_form(n: Number, forms: Sequence[str], language: Language) -> str:
    """The noun that goes with a number.

    `forms` are one, few, many and, where it differs from few, the form after a fraction:
    ("рада", "ради", "рад"), ("район", "райони", "районів", "району"). In English: one, many.
    Rule: CLDR 48, cardinals of uk, ru and en. Raises ValueError for too few forms.
    """
    exact = abs(_exact(n))
    whole = exact == exact.to_integral_value()
    if language == "en":
        if len(forms) < 2:
            raise ValueError("an English noun needs two forms: one, many")
        return forms[0] if exact == 1 and whole else forms[1]
    if len(forms) < 3:
        raise ValueError("a noun needs three forms: one, few, many")
    if not whole:
        return forms[3] if len(forms) > 3 else forms[1]
    last, two = int(exact) % 10, int(exact) % 100
    if last == 1 and two != 11:
        return forms[0]
    if 2 <= last <= 4 and not 12 <= two <= 14:
        return forms[1]
    return forms[2]


def plural(
    n: Number,
    forms: Sequence[str],
    language: Language,
    choices: Choices = Choices(),  # noqa: B008 - frozen
) -> str:
    """A number and its noun, bound: `1 рада`, `22 ради`, `25 рад`, `1,5 ради`."""
    return f"{number(n, language, choices=choices)}{NO_BREAK}{plural_form(n, forms, language)}"


def list_and(items: Sequence[str], language: Language) -> str:
    """Items as a sentence has them: `А, Б і В`, `А, Б и В`, `A, B and C`.

    Before a Ukrainian word that begins with і the conjunction is «та».
    """
    if len(items) < 2:
        return "".join(items)
    last = items[-1]
    begins = next((letter for letter in last.lower() if letter.isalpha()), "")
    word = {"uk": f"і{NO_BREAK}", "ru": f"и{NO_BREAK}", "en": "and "}[language]
    if language == "uk" and begins == "і":
        word = "та "
    return f"{', '.join(items[:-1])} {word}{last}"
