"""Issue folder → `Issue`: YAML, Markdown, sheets and pictures, every value with its place.

Nothing is reinterpreted and nothing is dropped: what can't be printed as typed is an error with
its file, line and column, or its sheet and cell.
"""

from __future__ import annotations

from publisher.sources.house import load_house
from publisher.sources.issue import load_issue
from publisher.sources.schema import schema

__all__ = ["load_house", "load_issue", "schema"]
