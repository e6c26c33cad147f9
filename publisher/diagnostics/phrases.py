"""The fixed words of the counter: labels, counts, and what `--help` says."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml

from publisher.diagnostics.speech import Speech
from publisher.diagnostics.wording import fill


def say(key: str, speech: Speech, **values: object) -> str:
    """The phrase of a key in `phrases/labels.yaml`; KeyError when there is none."""
    sentence = _read("labels")[key][speech]
    return fill(sentence, {name: str(value) for name, value in values.items()}, speech)


def help_pages() -> Mapping[str, Any]:
    """What `--help` says, by command (`phrases/help.yaml`)."""
    return _read("help")


@functools.cache
def _read(name: str) -> Mapping[str, Any]:
    file = resources.files("publisher.diagnostics") / "phrases" / f"{name}.yaml"
    content: Mapping[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return content
