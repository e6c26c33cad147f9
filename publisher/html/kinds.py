"""Kinds of edition: a kind IS a folder of `templates/`, found, not enumerated."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from publisher.diagnostics import Place, Report
from publisher.model.choices import GivenChoices
from publisher.nodes import read_yaml, validate
from publisher.typography import ChoicesSource
from publisher.workspace import Workspace


class _Card(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: dict[str, str]
    description: dict[str, str]
    parts: list[str]
    columns: int = 1
    typography: ChoicesSource = ChoicesSource()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edition: its name, its words for `publisher kinds`, what it may hold."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    parts: tuple[str, ...]
    columns: int
    choices: GivenChoices = field(default_factory=GivenChoices)


def kind_names(workspace: Workspace) -> tuple[str, ...]:
    """Names of all kinds: folders of `templates/` with an `edition.yaml`."""
    return tuple(
        name
        for name in workspace.folders("templates")
        if not name.startswith("_") and workspace.exists(f"templates/{name}/edition.yaml")
    )


def load_kind(
    workspace: Workspace, name: str, report: Report, place: Place | None = None
) -> Kind | None:
    """A kind by its name; reports `kind-unknown` with the nearest name."""
    names = kind_names(workspace)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        report.error(
            "kind-unknown",
            place,
            kind=name,
            known=", ".join(names),
            suggestion=near[0] if near else None,
        )
        return None
    node = read_yaml(workspace.read(f"templates/{name}/edition.yaml"), report)
    card = validate(node, _Card, report, "edition.yaml") if node is not None else None
    if card is None:
        return None
    return Kind(
        name,
        card.title,
        card.description,
        tuple(card.parts),
        card.columns,
        card.typography.given,
    )
