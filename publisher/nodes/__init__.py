"""YAML as nodes that know where they were typed, and models that complain at those places.

Every value stays the text the editor typed: `04051234`, `+380…`, `no` and `1.10` are never
reinterpreted; the type a model declares decides. Files are read from the event stream, with a
limit on depth and size, so that no file can exhaust the press. Anything YAML would accept and
an editor would regret (equal keys, tags, merge keys, no-break spaces after a colon) is an error.
"""

from __future__ import annotations

from publisher.nodes.compose import compose, read_yaml
from publisher.nodes.node import Node, Path, Scalar
from publisher.nodes.text import guess_encoding, nearest, read_text, report_control_characters
from publisher.nodes.validate import validate

__all__ = [
    "Node",
    "Path",
    "Scalar",
    "compose",
    "guess_encoding",
    "nearest",
    "read_text",
    "read_yaml",
    "report_control_characters",
    "validate",
]
