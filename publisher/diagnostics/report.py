"""The report every stage adds to."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publisher.diagnostics.place import Place


class Severity(enum.StrEnum):
    """How bad it is: an error stops the output, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `values` fill the placeholders of the catalogue's message and hints."""

    code: str
    severity: Severity = Severity.ERROR
    place: Place | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> dict[str, str]:
        """The values as a mapping."""
        return dict(self.values)


@dataclass(slots=True)
class Report:
    """Findings in the order they were made; the same finding at the same place counts once."""

    _findings: dict[Diagnostic, None] = field(default_factory=dict)

    def error(self, code: str, place: Place | None = None, **values: object) -> None:
        """Add an error."""
        self._add(code, Severity.ERROR, place, values)

    def warning(self, code: str, place: Place | None = None, **values: object) -> None:
        """Add a warning."""
        self._add(code, Severity.WARNING, place, values)

    def note(self, code: str, place: Place | None = None, **values: object) -> None:
        """Add a note."""
        self._add(code, Severity.NOTE, place, values)

    def add(self, findings: Iterable[Diagnostic]) -> None:
        """Take over findings made elsewhere (a worker, the cache)."""
        for finding in findings:
            self._findings.setdefault(finding)

    def _add(
        self, code: str, severity: Severity, place: Place | None, values: dict[str, object]
    ) -> None:
        words = tuple((name, str(value)) for name, value in values.items() if value is not None)
        self._findings.setdefault(Diagnostic(code, severity, place, words))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop the output."""
        return tuple(d for d in self._findings if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The findings that stop it only under `--strict`."""
        return tuple(d for d in self._findings if d.severity is Severity.WARNING)

    def stop_on_errors(self) -> None:
        """Raise `BuildStopped` when there is any error."""
        if self.errors:
            raise BuildStopped(self)


class BuildStopped(Exception):  # noqa: N818 - the name is the sentence an editor reads
    """The build can't go on; the report says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return f"stopped with {len(self.report.errors)} error(s)"
