"""Rules about waivers; preflight itself tells them, when all findings are known."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.press.checks.check import ERROR, WARNING, Examined, Found, Rule

RULES = (
    Rule("print-waiver-unknown", "issue", ERROR),
    Rule("print-waiver-refused", "issue", ERROR),
    Rule("print-waiver-unused", "issue", WARNING),
    Rule("print-waiver-expired", "issue", WARNING),
)


def look(examined: Examined) -> Iterator[Found]:
    """Nothing: waivers are not in the file."""
    del examined
    yield from ()
