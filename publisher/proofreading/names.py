"""Names that the edition's own data makes known: councils, places, persons, firms.

A name is known with any ending of its language: `Дорошкевич` makes `Дорошкевичем` known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model.house import House
from publisher.model.issue import Article, Calendar, Directory, Imprint, Issue, Table
from publisher.model.language import LANGUAGES, Language
from publisher.model.passages import words_of
from publisher.proofreading.forms import stems
from publisher.workspace import Workspace

_NAME = re.compile(r"[^\W\d_a-zа-яіїєґё][^\W\d_]*(?:['’ʼ-][^\W\d_]+)*")
_SHARED = "issues/_shared"


class Names:
    """Stems of known names, and the words the house takes as right."""

    def __init__(self, issue: Issue, house: House, workspace: Workspace) -> None:
        texts = [*_texts_of(issue), *_texts_of_house(house), *_shared(workspace)]
        names = {name.replace("’", "'").replace("ʼ", "'") for t in texts for name in _names(t)}
        self._stems: dict[Language, set[str]] = {
            language: {stem for name in names for stem in stems(name, language)[:1]}
            for language in LANGUAGES
        }
        self._words = {word.casefold() for word in house.words if not word.endswith("*")}
        open_ended = [re.escape(word[:-1]) for word in house.words if word.endswith("*")]
        self._begun = re.compile(f"(?i:{'|'.join(open_ended)})") if open_ended else None

    def know(self, word: str, language: Language) -> bool:
        """Whether a word is one of them; a name is known only with its capital."""
        if word.casefold() in self._words or (self._begun and self._begun.match(word)):
            return True
        return word[:1].isupper() and any(
            stem in self._stems[language] for stem in stems(word, language)
        )


def _names(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        yield match[0]
        if "-" in match[0]:
            yield from (part for part in match[0].split("-") if part[:1].isupper())


def _texts_of(issue: Issue) -> Iterator[str]:
    """What stands in data and in fields for names; running text makes no name known."""
    if isinstance(issue.imprint, Imprint):
        yield from words_of(issue.imprint)
    for line in (issue.organisation, issue.city, issue.series):
        yield from words_of(line)
    for section in issue.sections:
        for part in section.parts:
            if isinstance(part, Directory | Calendar | Table):
                yield from words_of(part)
            elif isinstance(part, Article):
                yield from words_of(part.author)
                yield from words_of(part.tables)
                yield from (
                    speaker
                    for block in part.body
                    for node in block.walk()
                    if hasattr(node, "get") and (speaker := node.get("speaker"))
                )


def _texts_of_house(house: House) -> Iterator[str]:
    for term in house.terms:
        yield from (line.text for line in term.approved)
    for abbreviation in house.abbreviations:
        yield from (line.text for line in abbreviation.meanings)


def _shared(workspace: Workspace) -> Iterator[str]:
    for name in workspace.files(_SHARED, ".csv"):
        yield workspace.read(f"{_SHARED}/{name}").content.decode("utf-8-sig", errors="ignore")
