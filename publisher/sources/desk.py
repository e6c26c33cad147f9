"""The desk one edition is read at: its folder, its language, its names, its report.

Texts in several languages are chosen here. A translation that is missing is an error: a page in
the wrong language is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from publisher.diagnostics import Place, Report
from publisher.model.issue import ForeignPage, Picture
from publisher.model.language import Language
from publisher.model.tables import Sheet
from publisher.model.text import Inlines, Line
from publisher.nodes import Scalar
from publisher.sources.inserts import load_insert
from publisher.sources.markdown import FIGURE, Copy, read_line
from publisher.sources.names import Names
from publisher.sources.pictures import load_picture
from publisher.sources.schema import Localised
from publisher.sources.sheets import read_sheet
from publisher.workspace import Refused, Workspace

DATA = "data:"
"""What stands before the name of a data table where a file may be named too."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ENGLISH = re.compile(r"(?<![\w@./:])[A-Za-z]?[a-z]{3,}(?![\w@./:])")


@dataclass(slots=True)
class Desk:
    """Everything the parts of one edition are read with."""

    workspace: Workspace
    folder: str
    language: Language
    languages: tuple[Language, ...]
    report: Report
    names: Names
    table: Callable[[str, Place | None], Sheet | None] | None = None
    """Finds a data table of the issue by its name."""
    _sheets: dict[str, Sheet | None] = field(default_factory=dict)
    _pictures: dict[str, Picture | None] = field(default_factory=dict)
    _inserts: dict[tuple[str, int], ForeignPage | None] = field(default_factory=dict)

    @property
    def first(self) -> bool:
        """Whether this is the language of the files without a suffix."""
        return self.language == self.languages[0]

    # -- words ---------------------------------------------------------------------------

    def line(self, words: Localised) -> Line:
        """A text in the language of the edition; an empty line where it was reported."""
        text = self.choose(words)
        if text is None:
            return Line("", self.language, words.place)
        return Line(self.with_figures(text), self.language, text.place)

    def with_figures(self, text: Scalar) -> str:
        """A text with single spaces and with every `{{ figure }}` worked out."""
        line = " ".join(text.split())
        printed = self.names.figure
        if printed is None or "{{" not in line:
            return line
        return FIGURE.sub(lambda match: printed(match[1], match[2], text.place), line)

    def line_or_none(self, words: Localised | None) -> Line | None:
        """The same for a text that may be left out."""
        return None if words is None else self.line(words)

    def inlines(self, words: Localised | None, owner: str) -> Inlines:
        """A text in the language of the edition that may hold emphasis, links, references."""
        if words is None or (text := self.choose(words)) is None:
            return ()
        return read_line(" ".join(text.split()), self.copy(text, owner))

    def copy(self, text: Scalar, owner: str) -> Copy:
        """The copy of a text typed in a YAML field."""
        place = text.place
        return Copy(place.file or "", self.language, self.names, self.report, owner, fixed=place)

    def choose(self, words: Localised) -> Scalar | None:
        """The text in the language of the edition, or an error that it is missing."""
        text = words.get(self.language) or words.plain
        if text is None or (words.plain is not None and self.needs_translation(text)):
            self.report.error("missing-translation", words.place, language=self.language)
            return None
        return text

    def needs_translation(self, text: str) -> bool:
        """Whether a text given in no particular language can't serve this one."""
        if self.first:
            return False
        if self.languages[0] == "en":
            return bool(_ENGLISH.search(text))
        return bool(_CYRILLIC.search(text))

    # -- files ---------------------------------------------------------------------------

    def picture(self, reference: Scalar | str, place: Place | None) -> Picture | None:
        """A picture; `map.en.svg` beside `map.svg` where this is the English edition."""
        name = self.localised(reference)
        if name not in self._pictures:
            self._pictures[name] = load_picture(
                self.workspace, name, self.folder, place, self.report
            )
        return self._pictures[name]

    def insert(self, reference: Scalar | str, page: int, place: Place | None) -> ForeignPage | None:
        """A page of a PDF; `advert.en.pdf` beside `advert.pdf` for the English edition."""
        key = self.localised(reference), page
        if key not in self._inserts:
            self._inserts[key] = load_insert(self.workspace, *key, self.folder, place, self.report)
        return self._inserts[key]

    def sheet(self, reference: str, place: Place | None) -> Sheet | None:
        """A sheet of data; `budget.en.csv` beside `budget.csv` for the English edition;
        `data:budget` for a table the issue declares."""
        if reference.startswith(DATA) and self.table is not None:
            return self.table(reference.removeprefix(DATA), place)
        name = self.localised(reference)
        if name not in self._sheets:
            self._sheets[name] = read_sheet(self.workspace, name, self.folder, place, self.report)
        return self._sheets[name]

    def check_language(self, lines: list[Line], reference: str, place: Place | None) -> None:
        """Report printed words of data that are in another language than the edition."""
        if self.localised(reference) == reference and any(
            self.needs_translation(line.text) for line in lines
        ):
            self.report.error("missing-translation", place, language=self.language)

    def localised(self, reference: str) -> str:
        """The reference to the file in the language of the edition, where there is one."""
        if self.first:
            return str(reference)
        path, hash_sign, sheet = reference.partition("#")
        stem, dot, suffix = path.rpartition(".")
        translated = f"{stem}.{self.language}{dot}{suffix}"
        try:
            there = self.workspace.exists(self.workspace.locate(translated, self.folder))
        except Refused:
            return str(reference)
        return f"{translated}{hash_sign}{sheet}" if there else str(reference)
