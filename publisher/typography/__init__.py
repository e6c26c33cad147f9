"""Text → text, per language: spaces, quotes, dashes, numbers, dates, hyphenation, order.

Pure functions. Nothing here reads the disk except the pattern files it is shipped with, nothing
knows of pages or markup. What may be changed in a text, and by which rules, is in
docs/typography.md.
"""

from __future__ import annotations

from publisher.typography.abbreviations import (
    Explanation,
    Shortening,
    explanations,
    shortenings,
)
from publisher.typography.choices import Choices, Run
from publisher.typography.collation import collation_key, index_letter
from publisher.typography.dates import date_long, date_numeric, date_range, month_year
from publisher.typography.engine import set_line, set_runs, set_text
from publisher.typography.findings import Finding, findings
from publisher.typography.hyphenation import hyphenate, listed, pyphen_dictionaries
from publisher.typography.numbers import (
    list_and,
    money,
    number,
    percent,
    plural,
    plural_form,
    scale_word,
)
from publisher.typography.plain import bare, plain
from publisher.typography.sacred import spans as sacred_spans
from publisher.typography.settings import ChoicesSource
from publisher.typography.transliteration import transliterate
from publisher.typography.unbroken import unbroken
from publisher.typography.vocabulary import abbreviated as abbreviated_words

__all__ = [
    "Choices",
    "ChoicesSource",
    "Explanation",
    "Finding",
    "Run",
    "Shortening",
    "abbreviated_words",
    "bare",
    "collation_key",
    "date_long",
    "date_numeric",
    "date_range",
    "explanations",
    "findings",
    "hyphenate",
    "index_letter",
    "list_and",
    "listed",
    "money",
    "month_year",
    "number",
    "percent",
    "plain",
    "plural",
    "plural_form",
    "pyphen_dictionaries",
    "sacred_spans",
    "scale_word",
    "set_line",
    "set_runs",
    "set_text",
    "shortenings",
    "transliterate",
    "unbroken",
]
