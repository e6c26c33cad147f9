"""Markdown as editors write it → the tree of the model, every word with its place."""

from __future__ import annotations

from publisher.sources.markdown.attributes import Attributes
from publisher.sources.markdown.blocks import read_flow, read_line
from publisher.sources.markdown.copy import Copy, Insets
from publisher.sources.markdown.inlines import MARKS
from publisher.sources.markdown.rules import FIGURE

__all__ = ["FIGURE", "MARKS", "Attributes", "Copy", "Insets", "read_flow", "read_line"]
