"""What is wrong, where, and the way out.

A diagnostic is a value: a code, a severity, a place and the words that fill its message.
The message itself lives in the catalogue, in every language the press speaks. Stages add
diagnostics to the report they are given and go on, so that an editor sees all problems at
once; `BuildStopped` ends a build that can't go on.
"""

from __future__ import annotations

from publisher.diagnostics.place import Place
from publisher.diagnostics.report import BuildStopped, Diagnostic, Report, Severity

__all__ = ["BuildStopped", "Diagnostic", "Place", "Report", "Severity"]
