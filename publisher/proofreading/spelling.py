"""The spelling of an edition, span by span in the language of each, by Hunspell's dictionaries.

Told word by word, not spot by spot: a word that no dictionary knows is one finding with all its
places. What nobody can judge on this machine is said, never passed over in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publisher.diagnostics import Place, Report
from publisher.model.house import House
from publisher.model.issue import Issue
from publisher.model.language import Language
from publisher.model.passages import Passage, passages
from publisher.proofreading.dictionaries import (
    Dictionary,
    NoReader,
    find_dictionary,
    load_dictionary,
)
from publisher.proofreading.names import Names
from publisher.proofreading.spots import Spots
from publisher.typography import abbreviated_words, sacred_spans
from publisher.workspace import Workspace

MOST_SUGGESTED = 60
"""Words that get suggestions: looking for them takes up to a second each."""
_MOST_PLACES = 6

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"(?<![\w\d]){_LETTER}\u0301?(?:(?:['’ʼ-]?){_LETTER}\u0301?)*(?!\w)")
_ALPHABET: dict[Language, re.Pattern[str]] = {
    "uk": re.compile(r"[А-Яа-яІіЇїЄєҐґ'-]+"),
    "ru": re.compile(r"[А-Яа-яЁё'-]+"),
    "en": re.compile(r"[A-Za-zÀ-ÿ'-]+"),
}
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u0301": None})


@dataclass(slots=True)
class _Tally:
    """The words of an edition by language, each with where it stands."""

    spots: Spots
    words: dict[tuple[Language, str], list[Place | None]] = field(default_factory=dict)

    def take(self, passage: Passage) -> None:
        """Take the words of a passage; addresses, codes and acronyms are none."""
        for language in passage.languages:
            text = passage.read_in(language)
            spared = sacred_spans(text)
            for match in _WORD.finditer(text):
                start, end = match.span()
                if any(a < end and start < b for a, b in spared) or _beside_figures(text, start):
                    continue
                word = match[0].translate(_APOSTROPHES)
                if len(word) < 2 or sum(sign.isupper() for sign in word.replace("-", "")) > 1:
                    continue
                if _abbreviated(word, text, end, language):
                    continue
                if _ALPHABET[language].fullmatch(word):
                    place = self.spots.find(*passage.at(start, end))
                    self.words.setdefault((language, word), []).append(place)


def check_spelling(issue: Issue, house: House, workspace: Workspace, report: Report) -> None:
    """Warn of every word that no dictionary, list or name of the data knows."""
    tally = _Tally(Spots(workspace))
    for passage in passages(issue):
        tally.take(passage)
    names = Names(issue, house, workspace)
    languages = dict.fromkeys(language for language, _ in tally.words)
    for language in languages:
        words = {word: p for (of, word), p in tally.words.items() if of == language}
        _judge(language, words, names, workspace, report)


def _judge(
    language: Language,
    words: dict[str, list[Place | None]],
    names: Names,
    workspace: Workspace,
    report: Report,
) -> None:
    path = find_dictionary(language, workspace.environment)
    if path is None:
        report.warning("spelling-not-judged", None, language=language, count=len(words))
        return
    try:
        dictionary = load_dictionary(path)
    except NoReader:
        report.error("spelling-reader-missing", None)
        return
    except ValueError as broken:
        report.error("dictionary-broken", None, path=path, reason=str(broken)[:200])
        return
    unknown = [w for w in words if not _right(w, language, dictionary, names)]
    together: dict[str, list[str]] = {}
    for word in unknown:
        together.setdefault(word.casefold(), []).append(word)
    for number, spellings in enumerate(together.values()):
        word = spellings[0]
        near = dictionary.suggest(word) if number < MOST_SUGGESTED else ()
        places = [place for spelling in spellings for place in words[spelling]]
        report.warning(
            "word-unknown",
            places[0],
            word=word,
            language=language,
            count=len(places),
            suggestions=", ".join(near) or None,
            others=_others(places),
        )
    report.note(
        "spelling-judged",
        None,
        language=language,
        count=len(words),
        unknown=len(together),
        dictionary=path.name,
    )


def _right(word: str, language: Language, dictionary: Dictionary, names: Names) -> bool:
    """Whether a word is known; one with hyphens also when all its parts are."""
    if names.know(word, language) or dictionary.knows(word):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(
        not part or len(part) < 2 or names.know(part, language) or dictionary.knows(part)
        for part in parts
    )


def _abbreviated(word: str, text: str, end: int, language: Language) -> bool:
    """Whether a word is an abbreviation that is printed with a stop: `вул.`, `тел.`."""
    return text[end : end + 1] == "." and word.casefold() in abbreviated_words(language)


def _beside_figures(text: str, start: int) -> bool:
    """Whether a word is the ending of a number: `5-го`, `1990-х`."""
    return start >= 2 and text[start - 1] in "-–" and text[start - 2].isdigit()


def _others(places: list[Place | None]) -> str | None:
    shown = [str(place) for place in dict.fromkeys(places) if place][1:]
    if not shown:
        return None
    more = len(shown) - _MOST_PLACES
    return ", ".join(shown[:_MOST_PLACES]) + (f" … +{more}" if more > 0 else "")
