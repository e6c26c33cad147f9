"""The fixed words of an edition: `templates/_base/words/<language>.yaml` and the kind's own."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.diagnostics import Report
from publisher.model.language import Language
from publisher.nodes import read_yaml
from publisher.workspace import Workspace

BASE = "templates/_base"


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words by dotted key; an unknown key is our own fault and raises KeyError."""

    language: Language
    by_key: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.by_key[key]


def load_words(workspace: Workspace, kind: str, language: Language, report: Report) -> Words:
    """The words of a language, the kind's own over the shared ones."""
    by_key: dict[str, str] = {}
    for folder in (BASE, f"templates/{kind}"):
        path = f"{folder}/words/{language}.yaml"
        if folder == BASE or workspace.exists(path):
            node = read_yaml(workspace.read(path), report)
            if node is not None:
                by_key |= {str(key): str(value) for key, value in node.value.items()}
    return Words(language, by_key)
