"""The fixed words around a finding: labels and counts."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

import yaml

from publisher.diagnostics.speech import Speech
from publisher.diagnostics.wording import fill


def say(key: str, speech: Speech, **values: object) -> str:
    """The phrase of a key in `phrases.yaml`; KeyError when there is none."""
    sentence = _phrases()[key][speech]
    return fill(sentence, {name: str(value) for name, value in values.items()}, speech)


@functools.cache
def _phrases() -> Mapping[str, Mapping[Speech, str]]:
    file = resources.files("publisher.diagnostics") / "phrases.yaml"
    phrases: Mapping[str, Mapping[Speech, str]] = yaml.load(
        file.read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return phrases
