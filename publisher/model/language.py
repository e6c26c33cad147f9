"""Languages the press sets."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal["uk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

WORD_TAGS: dict[Language, str] = {"uk": "uk-UA", "ru": "ru-RU", "en": "en-GB"}
PDF_TAGS: dict[Language, str] = {"uk": "uk-UA", "ru": "ru-RU", "en": "en-GB"}
