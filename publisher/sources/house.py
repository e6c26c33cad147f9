"""`terms.yaml`, `abbreviations.yaml` and `words.txt` of `issues/_shared` → a `House`.

Each file may be left out. `words.txt` of the issue counts beside that of the house.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from publisher.diagnostics import Place, Report
from publisher.model.house import Abbreviation, House, Term
from publisher.model.language import LANGUAGES, Language
from publisher.model.text import Line
from publisher.nodes import Node, Scalar, read_text, read_yaml, validate
from publisher.sources.schema import Localised, Text, Words
from publisher.workspace import Workspace

SHARED = "issues/_shared"
TERMS = f"{SHARED}/terms.yaml"
ABBREVIATIONS = f"{SHARED}/abbreviations.yaml"
WORDS = "words.txt"


_Model = TypeVar("_Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _TermSource(_Strict):
    approved: Words
    forbidden: dict[Language, Annotated[list[Text], Field(min_length=1)]] = {}
    note: Text | None = None


class _TermsSource(_Strict):
    terms: list[_TermSource] = []


class _AbbreviationsSource(_Strict):
    abbreviations: dict[str, Words] = {}
    known: list[Text] = []


def load_house(workspace: Workspace, slug: str, report: Report) -> House:
    """What the house has settled, and the words of one issue; mistakes go to the report."""
    terms = _read(workspace, TERMS, _TermsSource, report)
    short = _read(workspace, ABBREVIATIONS, _AbbreviationsSource, report)
    return House(
        terms=_terms(terms[0], terms[1], report) if terms else (),
        abbreviations=_abbreviations(short[0]) if short else (),
        known=frozenset(str(word) for word in short[0].known) if short else frozenset(),
        words=(
            *_words(workspace, f"{SHARED}/{WORDS}", report),
            *_words(workspace, f"issues/{slug}/{WORDS}", report),
        ),
    )


def _read(
    workspace: Workspace, path: str, model: type[_Model], report: Report
) -> tuple[_Model, Node] | None:
    if not workspace.exists(path):
        return None
    node = read_yaml(workspace.read(path), report)
    typed = validate(node, model, report, path.rpartition("/")[2]) if node else None
    return (typed, node) if node and typed else None


def _terms(source: _TermsSource, node: Node, report: Report) -> tuple[Term, ...]:
    terms = []
    for number, term in enumerate(source.terms):
        approved = _lines(term.approved)
        forbidden = []
        for language, forms in term.forbidden.items():
            if not any(line.language == language for line in approved):
                at = node.key_at(("terms", number, "forbidden", language))
                report.error("term-without-name", at, language=language)
            forbidden += [Line(" ".join(form.split()), language, form.place) for form in forms]
        terms.append(Term(approved, tuple(forbidden), str(term.note) if term.note else None))
    return tuple(terms)


def _abbreviations(source: _AbbreviationsSource) -> tuple[Abbreviation, ...]:
    return tuple(
        Abbreviation(short, _lines(meaning)) for short, meaning in source.abbreviations.items()
    )


def _lines(words: Localised) -> tuple[Line, ...]:
    """The words by language; given without one, they serve all of them."""
    if words.plain is not None:
        return tuple(_line(words.plain, language) for language in LANGUAGES)
    return tuple(
        _line(text, language) for language in LANGUAGES if (text := words.get(language)) is not None
    )


def _line(text: Scalar, language: Language) -> Line:
    return Line(" ".join(text.split()), language, text.place)


def _words(workspace: Workspace, path: str, report: Report) -> tuple[str, ...]:
    """A word a line; what follows `#` is a remark."""
    if not workspace.exists(path):
        return ()
    text = read_text(workspace.read(path), report) or ""
    words = []
    for number, line in enumerate(text.split("\n"), 1):
        word = line.partition("#")[0].strip()
        if len(word.split()) > 1:
            report.error("words-apart", Place(path, number, 1), text=word[:60])
        elif word:
            words.append(word)
    return tuple(words)
