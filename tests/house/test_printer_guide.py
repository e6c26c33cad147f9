"""The guide for printing houses names every field that a house may set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from publisher.press.printers import Printer
from tests.conftest import ROOT

GUIDE = (ROOT / "docs/guides/printer.md").read_text(encoding="utf-8")
# Where the preset was read is not the house's to say.
OURS = {"name", "place"}


def fields(model: type[BaseModel], above: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        if not above and name in OURS:
            continue
        inner = [
            part
            for part in (field.annotation, *get_args(field.annotation))
            if isinstance(part, type) and issubclass(part, BaseModel)
        ]
        if inner:
            yield from fields(inner[0], f"{above}{name}.")
        else:
            yield above + name


@pytest.mark.parametrize("field", sorted(fields(Printer)))
def test_every_field_of_a_printing_house_is_in_its_guide(field: str):
    group, _, leaf = field.rpartition(".")
    # One row may hold a whole group: `marks` with `crop`, `bar`, …
    rows = [row for row in GUIDE.splitlines() if row.startswith(f"| `{group}`")]
    assert f"`{field}`" in GUIDE or any(f"`{leaf}`" in row for row in rows)
