"""The names on the architecture page are the names in the program."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.conftest import ROOT

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
NAMES = sorted(
    {
        name
        for name in re.findall(r"`([a-z_]+(?:\.\w+)+)`", PAGE)
        if not name.endswith((".py", ".md", ".yaml", ".toml", ".json"))
    }
)


def found(name: str) -> bool:
    """`html.vocabulary.VOCABULARY`, as seen from inside `publisher` or `publisher.diagnostics`."""
    for home in ("publisher", "publisher.diagnostics"):
        thing: object = importlib.import_module(home)
        for step in name.split("."):
            where = getattr(thing, "__name__", "")
            try:
                thing = getattr(thing, step)
            except AttributeError:
                try:
                    thing = importlib.import_module(f"{where}.{step}")
                except ModuleNotFoundError:
                    break
        else:
            return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_the_page_is_in_the_program(name):
    assert found(name)


@pytest.mark.parametrize("room", sorted(p.name for p in (ROOT / "publisher").iterdir()
                                        if (p / "__init__.py").exists()))  # fmt: skip
def test_every_room_is_on_the_page(room):
    assert f"`{room}`" in PAGE


def test_files_named_on_the_page_are_there():
    for path in re.findall(r"`((?:publisher|tests|docs|tools)/[\w/.]*)`", PAGE):
        assert (ROOT / path).exists(), path
