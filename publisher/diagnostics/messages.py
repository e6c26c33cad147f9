"""The catalogue: message, hint and explanation of every code, in every language we speak.

Each room keeps its codes in its own file of `catalogue/`. The files are read when the first
message is asked for. A code that stands in no file is shown as the code and its values, so
that a finding is never lost over its wording; `tests/house/test_catalogue.py` fails on it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from publisher.diagnostics.report import Diagnostic
from publisher.diagnostics.speech import MOTHER_TONGUE, SPEECHES, Speech
from publisher.diagnostics.turns import turned
from publisher.diagnostics.wording import fill, places, visible


@dataclass(frozen=True, slots=True)
class Wording:
    """What the press says about one code in one language."""

    message: str
    hints: tuple[str, ...] = ()
    explain: str = ""


def message(finding: Diagnostic, speech: Speech) -> str:
    """What is wrong, in one line."""
    wording = wording_of(finding.code, speech)
    if wording is None:
        return ", ".join(f"{name} `{visible(value)}`" for name, value in finding.values)
    return fill(wording.message, turned(finding.words, speech), speech)


def hint(finding: Diagnostic, speech: Speech) -> str | None:
    """The way out: the first hint whose values are all given."""
    wording = wording_of(finding.code, speech)
    words = turned(finding.words, speech)
    for sentence in wording.hints if wording else ():
        if places(sentence) <= words.keys():
            return fill(sentence, words, speech)
    return None


def explain(code: str, speech: Speech) -> str | None:
    """What a code means, why it matters and how to mend it; None for a code we don't know."""
    wording = wording_of(code, speech)
    return wording.explain.strip() if wording else None


def wording_of(code: str, speech: Speech) -> Wording | None:
    """All that is said about a code, with its places still empty."""
    for name, text in _rooms().items():
        # Only the room that speaks of it is read: a build often has but one thing to say.
        if f"\n{code}:" in f"\n{text}" and (entry := _room(name).get(code)):
            return entry.get(speech)
    return None


def skeleton(sentence: str) -> str:
    """A sentence of the catalogue with its places shown as `‹name›`, for a reference."""
    return fill(sentence, {}, MOTHER_TONGUE, empty="‹{}›")


def codes() -> tuple[str, ...]:
    """Every code of the catalogue, in alphabetical order."""
    return tuple(sorted(_catalogue()))


def _catalogue() -> Mapping[str, Mapping[Speech, Wording]]:
    return {code: entry for name in _rooms() for code, entry in _room(name).items()}


@functools.cache
def _rooms() -> Mapping[str, str]:
    """The catalogue's files by name, as text."""
    folder = resources.files("publisher.diagnostics") / "catalogue"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {
        file.name: file.read_text(encoding="utf-8") for file in files if file.name.endswith(".yaml")
    }


@functools.cache
def _room(name: str) -> Mapping[str, Mapping[Speech, Wording]]:
    return _read(_rooms()[name])


def _read(text: str) -> dict[str, dict[Speech, Wording]]:
    try:
        room = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        # Messages of one room must not silence those of all others.
        return {}
    entries = room.items() if isinstance(room, dict) else ()
    return {
        str(code): {
            speech: _wording(entry[speech]) for speech in SPEECHES if _is_worded(entry, speech)
        }
        for code, entry in entries
    }


def _is_worded(entry: object, speech: Speech) -> bool:
    said = entry.get(speech) if isinstance(entry, dict) else None
    return isinstance(said, dict) and isinstance(said.get("message"), str)


def _wording(said: Mapping[str, object]) -> Wording:
    hints = said.get("hints")
    return Wording(
        message=str(said["message"]).strip(),
        hints=tuple(str(sentence).strip() for sentence in hints) if isinstance(hints, list) else (),
        explain=str(said.get("explain") or "").strip(),
    )
