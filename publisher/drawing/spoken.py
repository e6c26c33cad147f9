"""A drawing in words, for those who don't see it: what it shows, then every value."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from publisher import typography
from publisher.drawing.board import Numbers, unit_words
from publisher.model.charts import Chart, Map, Scale
from publisher.model.language import Language

MOST_VALUES = 120
"""More values than this nobody listens to: then the least and the greatest are said."""

_FORMS: dict[str, dict[Language, str]] = {
    "bar": {"uk": "Стовпчаста діаграма", "ru": "Столбчатая диаграмма", "en": "Bar chart"},
    "column": {"uk": "Стовпчаста діаграма", "ru": "Столбчатая диаграмма", "en": "Column chart"},
    "line": {"uk": "Лінійний графік", "ru": "Линейный график", "en": "Line chart"},
    "area": {"uk": "Діаграма з областями", "ru": "Диаграмма с областями", "en": "Area chart"},
    "pie": {"uk": "Кругова діаграма", "ru": "Круговая диаграмма", "en": "Pie chart"},
    "donut": {"uk": "Кільцева діаграма", "ru": "Кольцевая диаграмма", "en": "Donut chart"},
    "pyramid": {"uk": "Піраміда", "ru": "Пирамида", "en": "Pyramid"},
    "dots": {"uk": "Точкова діаграма", "ru": "Точечная диаграмма", "en": "Dot plot"},
    "areas": {"uk": "Картограма", "ru": "Картограмма", "en": "Map"},
    "tiles": {"uk": "Схематична карта", "ru": "Схематическая карта", "en": "Schematic map"},
    "points": {"uk": "Карта", "ru": "Карта", "en": "Map"},
}
_NONE: dict[Language, str] = {"uk": "немає даних", "ru": "нет данных", "en": "no data"}
_PARTIAL: dict[Language, str] = {
    "uk": "неповні дані", "ru": "неполные данные", "en": "incomplete data",
}  # fmt: skip
_RANGE: dict[Language, str] = {
    "uk": "значень: {count}, від {low} до {high}",
    "ru": "значений: {count}, от {low} до {high}",
    "en": "{count} values, from {low} to {high}",
}


def say_chart(chart: Chart, language: Language) -> str:
    """A chart as sentences: its form and unit, then a sentence for each series."""
    every = [v for panel in chart.panels for s in panel.series for v in s.values]
    numbers = Numbers.of(every, language, chart.scale, chart.digits)
    partial = f" ({_PARTIAL[language]})"
    sentences = []
    for panel in chart.panels:
        for series in panel.series:
            many = len(panel.series) > 1
            names = [line.text for line in (panel.title, series.title if many else None) if line]
            pairs = [
                (label.text + (partial if index in chart.partial else ""), value)
                for index, (label, value) in enumerate(
                    zip(chart.labels, series.values, strict=True)
                )
            ]
            said = _listed(pairs, numbers, language, whole=len(every) <= MOST_VALUES)
            sentences.append(": ".join([*names, said]))
    return _said(
        chart.form, chart.unit.text if chart.unit else None, chart.scale, sentences, language
    )


def say_map(map: Map, language: Language) -> str:
    """A map as sentences: its form and unit, then each place with its value."""
    numbers = Numbers.of((r.value for r in map.regions), language, map.scale, map.digits)
    if any(region.value is not None for region in map.regions):
        pairs = [(region.name.text, region.value) for region in map.regions]
        said = _listed(pairs, numbers, language, whole=len(pairs) <= MOST_VALUES)
    else:
        said = "; ".join(region.name.text for region in map.regions)
    unit = map.unit.text if map.unit else None
    return _said(map.form, unit, map.scale, [said], language)


def say_values(values: Iterable[Decimal | None], language: Language) -> str:
    """The values of a sparkline."""
    values = list(values)
    numbers = Numbers.of(values, language, None, None)
    return "; ".join(_NONE[language] if v is None else numbers.text(v) for v in values)


def _listed(
    pairs: list[tuple[str, Decimal | None]], numbers: Numbers, language: Language, *, whole: bool
) -> str:
    if whole:
        return "; ".join(
            f"{name} — {_NONE[language] if value is None else numbers.text(value)}"
            for name, value in pairs
        )
    known = [value for _, value in pairs if value is not None]
    if not known:
        return _NONE[language]
    low, high = numbers.text(min(known)), numbers.text(max(known))
    return _RANGE[language].format(count=len(known), low=low, high=high)


def _said(
    form: str, unit: str | None, scale: Scale | None, sentences: list[str], language: Language
) -> str:
    counted = unit_words(unit, scale, language)
    head = f"{_FORMS[form][language]}, {counted}" if counted else _FORMS[form][language]
    return typography.set_line(" ".join(f"{s.rstrip('.')}." for s in (head, *sentences)), language)
