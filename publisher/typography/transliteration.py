"""Ukrainian in Latin letters, by the Cabinet's resolution № 55 of 27 January 2010."""

from __future__ import annotations

_LETTERS = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщ",
        [*"abvhgde", "zh", *"zyiklmnoprstuf", "kh", "ts", "ch", "sh", "shch"],
        strict=True,
    )
)
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_INSIDE = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
_DROPPED = "ь'’ʼ‘`´′"


def transliterate(text: str) -> str:
    """Ukrainian words as passports and maps have them: `Згурівка` → `Zghurivka`.

    Soft sign and apostrophes are left out, all else that is no Ukrainian letter stays. Words in
    capitals stay in capitals: `ЩАСТЯ` → `SHCHASTIA`.
    """
    out: list[str] = []
    before = ""
    for place, sign in enumerate(text):
        letter = sign.lower()
        inside = before.isalpha() or before in tuple(_DROPPED)
        latin = _LETTERS.get(letter) or (_INSIDE if inside else _FIRST).get(letter)
        if letter == "г" and before.lower() == "з":
            latin = "gh"
        if letter in _DROPPED and (letter == "ь" or _in_word(text, place)):
            latin = ""
        if latin is None:
            latin = sign
        elif sign != letter:
            latin = latin.upper() if _in_capitals(text, place) else latin.capitalize()
        out.append(latin)
        before = sign
    return "".join(out)


def _in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()


def _in_capitals(text: str, place: int) -> bool:
    """Whether a capital letter belongs to a word in capitals."""
    after = next((s for s in text[place + 1 : place + 3] if s.isalpha()), "")
    before = next((s for s in reversed(text[max(0, place - 2) : place]) if s.isalpha()), "")
    return after.isupper() if after else before.isupper()
