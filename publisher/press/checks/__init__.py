"""One small file for each check; a check is a module with `RULES` and `look`.

They are found, not listed: whoever adds a file adds a check.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass

from publisher.press.checks.check import Examined, Found, Look, Rule

__all__ = ["Check", "Examined", "Found", "Rule", "all_checks", "all_rules"]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, its rules, its look."""

    name: str
    rules: tuple[Rule, ...]
    look: Look


@functools.cache
def all_checks() -> tuple[Check, ...]:
    """Every check, in order of name."""
    checks = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if module.name != "check":
            loaded = importlib.import_module(f"{__name__}.{module.name}")
            checks.append(Check(module.name, loaded.RULES, loaded.look))
    return tuple(checks)


@functools.cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code."""
    return {rule.code: rule for check in all_checks() for rule in check.rules}
