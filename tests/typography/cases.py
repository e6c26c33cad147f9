"""Cases as people write them: `-` what was typed, `+` what is set, `=` what stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.model.language import LANGUAGES, Language

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "publisher/typography/rules"

_SIGNS = str.maketrans({"~": "\u00a0", "^": "\u202f", "¬": "\u00ad"})
_SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "^", "\u00ad": "¬"})
_NAMED = re.compile(r"\[([a-z]+-[a-z]\d+)\] ")
_EXAMPLE = re.compile(r" *(uk|ru|en) \| (.*?) \| (.*)")


@dataclass(frozen=True)
class Case:
    """One case, with the real spaces. `name` is the identifier it had, or its file and line."""

    name: str
    language: Language
    rule: str
    typed: str
    set: str


def shown(text: str) -> str:
    """A text with its special spaces to be seen."""
    return text.translate(_SHOWN)


def meant(text: str) -> str:
    """A text with the special spaces its signs stand for."""
    return text.translate(_SIGNS)


def written() -> list[Case]:
    """The cases of tests/cases/typography-*.md."""
    return [case for language in LANGUAGES for case in _written_in(language)]


def _written_in(language: Language) -> Iterator[Case]:
    path = ROOT / f"tests/cases/typography-{language}.md"
    rule = typed = name = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        kind, text = line[:2], line[2:]
        if line.startswith("## "):
            rule = text.strip()
        if not rule or kind not in ("- ", "+ ", "= "):
            continue
        if kind != "+ ":
            named = _NAMED.match(text)
            name = named[1] if named else f"{language}:{number}"
            typed = text[named.end() :] if named else text
        if kind != "- ":
            result = text if kind == "+ " else typed
            yield Case(name, language, rule, meant(typed), meant(result))


def examples() -> Iterator[Case]:
    """The examples in the docstrings of the rules."""
    for path in sorted([*RULES.glob("*.py"), RULES.parent / "sacred.py"]):
        docstring = path.read_text("utf-8").split('"""')[1]
        for number, line in enumerate(docstring.splitlines(), 1):
            match = _EXAMPLE.fullmatch(line)
            if match and match[1] in LANGUAGES:
                language: Language = match[1]  # type: ignore[assignment]  # the pattern says so
                yield Case(
                    f"{path.stem}:{number}", language, path.stem, meant(match[2]), meant(match[3])
                )
