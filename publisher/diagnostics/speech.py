"""Which language the press speaks to the person at the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeGuard, get_args

Speech = Literal["uk", "en"]
SPEECHES: tuple[Speech, ...] = get_args(Speech)
MOTHER_TONGUE: Speech = "uk"

# Who works in Russian here reads Ukrainian; the press has no Russian messages.
_OF_LOCALE: dict[str, Speech] = {"uk": "uk", "ru": "uk", "en": "en"}
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def is_speech(name: str | None) -> TypeGuard[Speech]:
    """Whether the press speaks this language."""
    return name in SPEECHES


def choose_speech(arguments: Sequence[str], environment: Mapping[str, str]) -> Speech:
    """`--lang` of the command line, else PUBLISHER_LANG, else the locale, else Ukrainian."""
    for asked in (_asked_for(arguments), environment.get("PUBLISHER_LANG")):
        if is_speech(asked):
            return asked
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    return _OF_LOCALE.get(locale[:2].lower(), MOTHER_TONGUE)


def _asked_for(arguments: Sequence[str]) -> str | None:
    # `typography --lang` is the language of the text, not of the conversation.
    if next((word for word in arguments if not word.startswith("-")), "") == "typography":
        return None
    for index, word in enumerate(arguments):
        if word == "--":
            return None
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None
