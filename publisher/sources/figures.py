"""Figures in running text: `{{ share | percent }}` is worked out, never typed.

A path leads to a number of the issue (`numbers:`), to a count, a sum or a mean of a table
(`hromady.population.sum`), or to one field of one record (`hromady.UA63….population`); a named
format says how it is printed. It is no language: nothing is computed here that was not declared.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from publisher import typography
from publisher.diagnostics import Place
from publisher.model.language import Language
from publisher.nodes import Scalar, nearest
from publisher.sources.desk import Desk
from publisher.sources.kinds import Value
from publisher.sources.ledger import Ledger, matching, total
from publisher.sources.numbers import parse_number
from publisher.sources.records import Records
from publisher.sources.schema import NumberSource

AGGREGATES = ("sum", "mean", "min", "max", "count")
_WAYS = ("value", "count", "sum", "share", "quotient", "difference", "total")


class _NoFigure(Exception):  # noqa: N818 - an answer, not a failure
    """It was reported."""


@dataclass(slots=True)
class Figures:
    """The figures one edition's text may name."""

    desk: Desk
    ledger: Ledger
    sources: Mapping[str, NumberSource]
    used: set[str] = field(default_factory=set)
    _values: dict[str, Value] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def printed(self, path: str, form: str | None, place: Place | None) -> str:
        """What stands in the text in place of a figure; empty when it was reported."""
        try:
            value = self._value(path, place)
            return self._formatted(value, form or "", place)
        except _NoFigure:
            return ""

    def check(self) -> None:
        """Work out every number, also those the text does not name."""
        for name in self.sources:
            try:
                self._value(name, self._place(name))
            except _NoFigure:
                continue

    # -- paths -------------------------------------------------------------------------------

    def _value(self, path: str, place: Place | None) -> Value:
        steps = path.split(".")
        if steps[0] in self.sources:
            if len(steps) == 1:
                return self._number(steps[0])
            if steps[1:] == ["as_of"]:
                return self._as_of(steps[0], place)
        elif steps[0] in self.ledger.sources and len(steps) in (2, 3):
            records = self.ledger.table(steps[0], place)
            if records is None:
                raise _NoFigure
            return self._of_table(records, steps[1:], path, place)
        raise self._refused(
            "figure-unknown",
            place,
            path=path,
            suggestion=nearest(steps[0], [*self.sources, *self.ledger.sources]),
            known=", ".join([*self.sources, *self.ledger.sources]) or None,
        )

    def _of_table(
        self, records: Records, steps: list[str], path: str, place: Place | None
    ) -> Value:
        if steps == ["count"]:
            return Decimal(len(records.rows))
        if steps == ["as_of"]:
            return self._dated(records.as_of, records.name, place)
        if len(steps) == 2 and steps[1] in AGGREGATES and steps[0] in records.fields:
            return self._aggregate(records, steps[0], steps[1], place)
        record = records.by_key().get(steps[0])
        if record is not None and len(steps) == 2:
            if steps[1] in record.values:
                return record.values[steps[1]] or record.cells[steps[1]].text
            self.ledger.has_field(records, Scalar(steps[1], place or Place()))
            raise _NoFigure
        known = [f"{records.name}.count"]
        known += [f"{records.name}.{name}.{one}" for name in records.fields for one in AGGREGATES]
        raise self._refused("figure-unknown", place, path=path, suggestion=nearest(path, known))

    def _aggregate(self, records: Records, name: str, way: str, place: Place | None) -> Decimal:
        numbers = [value for row in records.rows if isinstance(value := row.values[name], Decimal)]
        if way == "count":
            return Decimal(sum(row.values[name] is not None for row in records.rows))
        if not numbers:
            raise self._refused("figure-of-nothing", place, path=f"{records.name}.{name}.{way}")
        match way:
            case "sum":
                return sum(numbers, Decimal(0))
            case "mean":
                return sum(numbers, Decimal(0)) / len(numbers)
            case "min":
                return min(numbers)
            case _:
                return max(numbers)

    def _as_of(self, name: str, place: Place | None) -> datetime.date:
        """The date of a number: its own, else that of its table, else of what it was made of."""
        return self._dated(self._date(name), name, place)

    def _date(self, name: str) -> datetime.date | None:
        source = self.sources[name]
        if source.as_of:
            return source.as_of
        of = source.count or (source.sum and source.sum.partition(".")[0])
        if of and of in self.ledger.sources:
            return self.ledger.sources[str(of)].as_of
        parts = [*(source.share or ()), *(source.quotient or ()), *(source.total or ())]
        dates = {self._date(str(one)) for one in parts if one in self.sources}
        return dates.pop() if len(dates) == 1 else None

    def _dated(self, date: datetime.date | None, name: str, place: Place | None) -> datetime.date:
        if date is None:
            raise self._refused("figure-undated", place, path=name)
        return date

    # -- numbers -----------------------------------------------------------------------------

    def _number(self, name: str) -> Value:
        if name in self._open:
            place = self._place(name)
            raise self._refused("data-circle", place, names=" → ".join([*self._open, name]))
        if name not in self._values:
            self._open.append(name)
            try:
                self._values[name] = self._made(name, self.sources[name])
            finally:
                self._open.pop()
        return self._values[name]

    def _made(self, name: str, source: NumberSource) -> Value:
        given = [way for way in _WAYS if getattr(source, way) is not None]
        if len(given) != 1:
            raise self._refused(
                "compute-one-way", self._place(name), field=name, given=", ".join(given)
            )
        if source.value is not None:
            number = parse_number(source.value)
            if number is None:
                raise self._refused(
                    "value-not-number", source.value.place, text=source.value[:60], column=name
                )
            return number
        if source.count is not None or source.sum is not None:
            return self._selected(source)
        parts = source.share or source.quotient or source.difference or source.total or []
        numbers = [self._part(one) for one in parts]
        if source.total is not None:
            return sum(numbers, Decimal(0))
        first, second = numbers
        if source.difference is not None:
            return first - second
        if not second:
            raise self._refused("figure-by-zero", self._place(name), path=name)
        return first / second * (100 if source.share is not None else 1)

    def _selected(self, source: NumberSource) -> Decimal:
        of = source.count or source.sum
        assert of is not None
        name, _, column = of.partition(".")
        records = self.ledger.table(name, of.place)
        if records is None:
            raise _NoFigure
        rows = matching(self.ledger, records, source.where)
        if source.count is not None:
            return Decimal(len(rows))
        if not self.ledger.has_field(records, Scalar(column, of.place)):
            raise _NoFigure
        chosen = Records(records.name, records.path, records.fields, rows)
        return total(chosen, column)

    def _part(self, path: Scalar) -> Decimal:
        value = self._value(path, path.place)
        if not isinstance(value, Decimal):
            raise self._refused(
                "value-not-number", path.place, text=str(value)[:60], column=str(path)
            )
        return value

    # -- formats -----------------------------------------------------------------------------

    def _formatted(self, value: Value, form: str, place: Place | None) -> str:
        name, _, rest = form.partition(" ")
        name = name or ("date" if isinstance(value, datetime.date) else "number")
        if isinstance(value, str) and name in ("text", "number") and form != "number":
            return value
        formats = DATES if isinstance(value, datetime.date) else NUMBERS
        if name == "counted" and isinstance(value, Decimal):
            forms = [one.strip() for one in rest.split("/")]
            if len(forms) >= 3 or (self.desk.language == "en" and len(forms) == 2):
                return typography.plural(value, forms, self.desk.language)
        elif name in formats and not rest and isinstance(value, datetime.date | Decimal):
            return formats[name](value, self.desk.language)
        raise self._refused(
            "format-unknown",
            place,
            format=form or name,
            suggestion=nearest(name, [*formats, "counted"]),
            known=", ".join([*formats, "counted"]),
        )

    def _place(self, name: str) -> Place | None:
        source = self.sources[name]
        for way in _WAYS:
            given = getattr(source, way)
            if given:
                one = given[0] if isinstance(given, list) else given
                return one.place if isinstance(one, Scalar) else None
        return None

    def _refused(self, code: str, place: Place | None, **values: object) -> _NoFigure:
        self.desk.report.error(code, place, **values)
        return _NoFigure()


_SCALES: dict[int, dict[Language, str]] = {
    3: {"uk": "тис.", "ru": "тыс.", "en": "thousand"},
    6: {"uk": "млн", "ru": "млн", "en": "million"},
}


def _scaled(value: Decimal, language: Language, power: int) -> str:
    number = typography.number(value.scaleb(-power), language, 1)
    return f"{number}\u00a0{_SCALES[power][language]}"


NUMBERS: dict[str, Callable[..., str]] = {
    "number": lambda n, language: typography.number(n.normalize() if n % 1 else n, language),
    "whole": lambda n, language: typography.number(n, language, 0),
    "tenths": lambda n, language: typography.number(n, language, 1),
    "hundredths": lambda n, language: typography.number(n, language, 2),
    "percent": lambda n, language: typography.percent(n, language, digits=1),
    "whole-percent": lambda n, language: typography.percent(n, language, digits=0),
    "money": lambda n, language: typography.money(n, language),
    "millions": lambda n, language: _scaled(n, language, 6),
    "thousands": lambda n, language: _scaled(n, language, 3),
}
"""How numbers are printed, by name."""

DATES: dict[str, Callable[..., str]] = {
    "date": lambda d, language: typography.date_long(d, language),
    "numeric": lambda d, language: typography.date_numeric(d, language),
    "year": lambda d, _: str(d.year),
}
"""How dates are printed, by name."""
