"""What an editor may write in `issue.yaml` and at the head of an article, field by field.

Texts arrive as `Scalar` or `Localised`: they keep their places. Numbers and dates are typed
here and nowhere else; all other values stay what was typed.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from publisher.diagnostics import Place
from publisher.model.charts import ChartForm, ChartWidth, MapForm, Method, Scale, Stacking
from publisher.model.issue import ArticleKind, Binding, Design
from publisher.model.language import LANGUAGES, Language
from publisher.model.tables import Align
from publisher.nodes import Scalar, nearest
from publisher.typography import ChoicesSource
from publisher.units import Length

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LOCAL_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_WHOLE = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Localised:
    """A text in one language or in several; `plain` was given without naming a language."""

    place: Place
    plain: Scalar | None = None
    by_language: tuple[tuple[str, Scalar], ...] = ()

    def get(self, language: Language) -> Scalar | None:
        """The text in a language, where it was given."""
        return dict(self.by_language).get(language)


def parse_date(text: str) -> datetime.date | None:
    """`2026-01-31` or `31.01.2026`; None where it is no date of the calendar."""
    if match := _ISO_DATE.fullmatch(text.strip()):
        year, month, day = match.groups()
    elif match := _LOCAL_DATE.fullmatch(text.strip()):
        day, month, year = match.groups()
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(str(key) for key in list(value)[:3]) + "}"
    return "[…]" if isinstance(value, list) else str(value or "")


def _text(value: object) -> Scalar:
    if isinstance(value, Scalar):
        if value.strip():
            return value
        raise PydanticCustomError("empty-field", "empty")
    if value is None:
        raise PydanticCustomError("empty-field", "empty")
    raise PydanticCustomError("text-expected", "text", {"value": _shown(value)})


def _localised(value: object) -> Localised:
    if not isinstance(value, dict):
        text = _text(value)
        return Localised(text.place, plain=text)
    by_language = []
    for key, inner in value.items():
        if key not in LANGUAGES:
            # A mapping where a text is expected: the first key says what the editor meant.
            raise PydanticCustomError(
                "language-unknown",
                "unknown language",
                {
                    "language": str(key),
                    "known": ", ".join(LANGUAGES),
                    "suggestion": nearest(str(key), LANGUAGES, cutoff=0.4),
                },
            )
        by_language.append((str(key), _text(inner)))
    if not by_language:
        raise PydanticCustomError("empty-field", "empty")
    return Localised(by_language[0][1].place, by_language=tuple(by_language))


def _date(value: object) -> datetime.date:
    text = _text(value)
    date = parse_date(text)
    if date is None:
        raise PydanticCustomError("bad-date", "no date", {"value": str(text)})
    return date


def _whole(value: object) -> int:
    text = _text(value)
    if not _WHOLE.fullmatch(text) or int(text) == 0:
        raise PydanticCustomError("whole-number-expected", "no number", {"value": str(text)})
    return int(text)


def _digits(value: object) -> int:
    text = _text(value)
    if not re.fullmatch(r"[0-6]", text):
        raise PydanticCustomError("whole-number-expected", "no number", {"value": str(text)})
    return int(text)


_TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_LOCALISED_SCHEMA: dict[str, Any] = {
    "anyOf": [
        _TEXT_SCHEMA,
        {
            "type": "object",
            "properties": dict.fromkeys(LANGUAGES, _TEXT_SCHEMA),
            "additionalProperties": False,
        },
    ]
}

Text = Annotated[Scalar, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
Words = Annotated[Localised, PlainValidator(_localised), WithJsonSchema(_LOCALISED_SCHEMA)]
Date = Annotated[
    datetime.date, PlainValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
Digits = Annotated[
    int, PlainValidator(_digits), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 6})
]
Whole = Annotated[int, PlainValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 1})]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class PictureSource(_Strict):
    """A picture and its words."""

    file: Text
    alt: Words
    caption: Words | None = None
    credit: Words | None = None


class CoverSource(_Strict):
    """What the first page shows besides the masthead."""

    picture: PictureSource | None = None
    lead: Text | None = None
    announce: list[Text] = []
    lines: list[Words] = []


class ArticleSource(_Strict):
    """A text of its own file."""

    type: Literal["article"]
    file: Text


class FigureItemSource(_Strict):
    """One large figure."""

    value: Words
    label: Words
    note: Words | None = None


class FiguresSource(_Strict):
    """A panel of large figures."""

    type: Literal["figures"]
    items: list[FigureItemSource] = Field(min_length=1)
    title: Words | None = None
    id: Text | None = None


def _several(value: object) -> object:
    """`a, b` stands for `[a, b]`."""
    if isinstance(value, Scalar):
        return [Scalar(part.strip(), value.place) for part in value.split(",")]
    return value


Several = Annotated[list[Text], BeforeValidator(_several)]
SeveralWords = Annotated[list[Words], BeforeValidator(_several)]


class ColumnSource(_Strict):
    """A printed column of a data table."""

    column: Text
    title: Words | None = None
    align: Align | None = None
    total: Literal["sum"] | None = None


class TableSource(_Strict):
    """A table from a sheet."""

    type: Literal["table"]
    source: Text
    caption: Words | None = None
    note: Words | None = None
    id: Text | None = None
    columns: list[ColumnSource] = []
    sparkline: Several = []
    sparkline_title: Words | None = None
    total: Words | None = None
    width: Literal["column", "page"] = "column"


def _millimetres(value: object) -> float:
    text = _text(value)
    try:
        length = Length.parse(text)
    except ValueError:
        length = Length(0)
    if not 20 <= length.millimetres <= 300:
        raise PydanticCustomError("chart-height", "no height", {"value": str(text)})
    return length.millimetres


def _decimals(value: object) -> int:
    text = _text(value)
    if not re.fullmatch("[0-6]", text):
        raise PydanticCustomError("chart-digits", "no digits", {"value": str(text)})
    return int(text)


Height = Annotated[float, PlainValidator(_millimetres), WithJsonSchema(_TEXT_SCHEMA)]
Decimals = Annotated[
    int, PlainValidator(_decimals), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 6})
]


class _DrawnSource(_Strict):
    """What charts and maps have in common."""

    source: Text
    where: Several = []
    unit: Words | None = None
    scale: Scale | None = None
    digits: Decimals | None = None
    highlight: Several = []
    caption: Words | None = None
    credit: Words | None = None
    alt: Words | None = None
    table: Words | None = None
    width: ChartWidth = "page"
    id: Text | None = None


class ChartSource(_DrawnSource):
    """A chart from a sheet."""

    type: Literal["chart"]
    form: ChartForm
    x: Text
    y: Several = Field(min_length=1)
    titles: SeveralWords = []
    by: Text | None = None
    panels: Text | None = None
    sum: Literal["yes", "no"] = "no"
    sort: Literal["value", "label", "no"] = "no"
    top: Whole | None = None
    rest: Words | None = None
    stacked: Stacking = "no"
    partial: Several = []
    height: Height | None = None


class MapSource(_DrawnSource):
    """A map from a sheet, with boundaries or without."""

    type: Literal["map"]
    form: MapForm
    name: Text
    value: Text | None = None
    group: Text | None = None
    lat: Text | None = None
    lon: Text | None = None
    boundaries: Text | None = None
    key: Text | None = None
    feature: Text | None = None
    breaks: Method = "quantile"
    classes: Whole | None = None
    limits: Several = []


class CalendarSource(_Strict):
    """Events from a sheet."""

    type: Literal["calendar"]
    title: Words
    source: Text
    id: Text | None = None


class FigureSource(_Strict):
    """A picture as a part of its own."""

    type: Literal["figure"]
    file: Text
    alt: Words
    caption: Words | None = None
    credit: Words | None = None
    width: Literal["column", "page", "bleed"] = "page"
    id: Text | None = None


class InsertSource(_Strict):
    """A page of somebody's PDF, placed as it is."""

    type: Literal["insert"]
    source: Text
    alt: Words
    page: Whole = 1
    place: Literal["page", "measure", "column"] = "measure"
    caption: Words | None = None
    credit: Words | None = None
    id: Text | None = None


class NoticeSource(_Strict):
    """A boxed notice; its text is Markdown."""

    type: Literal["notice"]
    text: Words
    title: Words | None = None
    id: Text | None = None


Kind = Literal[
    "text", "integer", "decimal", "date", "phone", "email", "url", "postcode", "edrpou",
    "katottg", "code", "choice", "reference",
]  # fmt: skip


def _kind_shorthand(value: object) -> object:
    """`phone` stands for `{type: phone}`."""
    return {"type": value} if isinstance(value, Scalar) else value


class DataFieldSource(_Strict):
    """One field of a data table: its column, its kind and what it may hold."""

    type: Kind = "text"
    column: Text | None = None
    required: bool = False
    of: list[Text] = []
    words: dict[str, Text] = {}
    """What is printed in place of the values of a choice: `{M: м., C: с.}`."""
    to: Text | None = None
    separator: Text | None = None
    """What parts the values where a cell holds several."""


DataField = Annotated[DataFieldSource, BeforeValidator(_kind_shorthand)]
Schema = dict[str, DataField]


class SchemaFile(_Strict):
    """A schema in a file of its own, for several tables or several issues."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    fields: Schema = Field(alias="schema")


class JoinSource(_Strict):
    """Fields of another table, taken over by its key."""

    table: Text
    by: Text
    take: dict[str, Text] = Field(min_length=1)


class CountSource(_Strict):
    """Records of another table that name this one."""

    table: Text
    by: Text


class ComputeSource(_Strict):
    """A field worked out from others; exactly one way is given."""

    sum: list[Text] | None = None
    difference: Annotated[list[Text], Field(min_length=2, max_length=2)] | None = None
    quotient: Annotated[list[Text], Field(min_length=2, max_length=2)] | None = None
    share: Text | None = None
    count: CountSource | None = None
    text: Text | None = None
    digits: Digits | None = None


class DataSource(_Strict):
    """A table of records: a sheet, what its columns hold, what is joined and worked out."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    source: Text
    fields: Schema | Text = Field(alias="schema")
    key: Text | None = None
    corrections: Text | None = None
    missing_as: list[Text] = []
    leave_out: list[Text] = []
    hidden: Literal["print", "leave-out"] | None = None
    merged: Literal["repeat"] | None = None
    join: list[JoinSource] = []
    compute: dict[str, ComputeSource] = {}
    where: dict[str, list[Text]] = {}
    as_of: Date | None = None


class NumberSource(_Strict):
    """A figure that the text names: given with its source, or worked out."""

    value: Text | None = None
    count: Text | None = None
    sum: Text | None = None
    where: dict[str, list[Text]] = {}
    share: Annotated[list[Text], Field(min_length=2, max_length=2)] | None = None
    quotient: Annotated[list[Text], Field(min_length=2, max_length=2)] | None = None
    difference: Annotated[list[Text], Field(min_length=2, max_length=2)] | None = None
    total: list[Text] | None = None
    source: Text | None = None
    as_of: Date | None = None


def _one_or_more(value: object) -> object:
    """One name stands for a list of one."""
    return [value] if isinstance(value, Scalar) else value


Texts = Annotated[
    list[Text],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA}]}),
]


class FieldSource(_Strict):
    """A value of directory entries, with a label or without."""

    column: Text
    label: Words | None = None
    format: Text | None = None
    missing: Literal["dash", "leave-out"] = "dash"


class FormerSource(_Strict):
    """Former names: a sheet that leads from each of them to the key of an entry."""

    source: Text
    name: Text
    key: Text


class ListSource(_Strict):
    """Records of another table that stand under the entry they name by its key."""

    title: Words
    source: Text
    by: Text
    name: Text
    key: Text | None = None
    prefix: Text | None = None
    fields: list[FieldSource] = []
    apart: list[Text] = []
    order: Literal["name", "source"] = "name"
    id: Text | None = None


class GroupSource(_Strict):
    """Several values of the grouping column under one heading, before all others."""

    title: Words
    values: list[Text] = Field(min_length=1)
    mark: Words | None = None


class DirectorySource(_Strict):
    """Entries from a sheet, grouped."""

    type: Literal["directory"]
    source: Text
    name: Text
    key: Text | None = None
    corrections: Text | None = None
    fields: list[FieldSource] = []
    group_by: Texts = []
    groups: list[GroupSource] = []
    entry: Design = "card"
    lists: list[ListSource] = []
    former: FormerSource | None = None
    apart: list[Text] = []
    mark: Text | None = None
    tabs: bool = False
    count_by: Text | None = None
    count_titles: dict[str, Words] = {}
    title: Words | None = None
    id: Text | None = None


class IndexSource(_Strict):
    """An alphabetical index: of a directory, or of the marks in the texts."""

    type: Literal["index"]
    title: Words
    of: Text | None = None
    former: FormerSource | None = None
    note: Words | None = None
    id: Text | None = None


class AbbreviationsSource(_Strict):
    """The list of abbreviations, collected from the text."""

    type: Literal["abbreviations"]
    title: Words
    id: Text | None = None


def _shorthand(value: object) -> object:
    """`articles/a.md` stands for `{type: article, file: articles/a.md}`."""
    return {"type": "article", "file": value} if isinstance(value, Scalar) else value


PartSource = Annotated[
    Annotated[
        ArticleSource
        | FiguresSource
        | TableSource
        | ChartSource
        | MapSource
        | CalendarSource
        | FigureSource
        | NoticeSource
        | DirectorySource
        | IndexSource
        | AbbreviationsSource
        | InsertSource,
        Field(discriminator="type"),
    ],
    BeforeValidator(_shorthand),
]


class SectionSource(_Strict):
    """Parts under one rubric."""

    parts: list[PartSource] = Field(min_length=1)
    rubric: Words | None = None


class FirmSource(_Strict):
    """A publisher or a printing house."""

    name: Words
    address: Words | None = None
    certificate: Words | None = None


class ImprintSource(_Strict):
    """Вихідні відомості."""

    kind_label: Words | None = None
    udc: Words | None = None
    isbn: Words | None = None
    issn: Words | None = None
    media_id: Words | None = None
    founder: Words | None = None
    editor: Words | None = None
    editorial_board: Words | None = None
    compiler: Words | None = None
    reviewer: Words | None = None
    approval: Words | None = None
    copyright: Words | None = None
    format: Words | None = None
    paper: Words | None = None
    typeface: Words | None = None
    printing: Words | None = None
    print_run: Whole | None = None
    order: Words | None = None
    signed_to_print: Date | None = None
    publisher: FirmSource | None = None
    printer: FirmSource | None = None
    contacts: list[Words] = []


class WaiverSource(_Strict):
    """A finding of preflight someone answers for."""

    rule: Text
    reason: Text
    page: Whole | None = None
    until: Date | None = None
    by: Text | None = None
    language: Language | None = None


class IssueSource(_Strict):
    """The whole of `issue.yaml`."""

    kind: Text
    title: Words
    date: Date
    sections: list[SectionSource] = Field(min_length=1)
    language: Language | None = None
    languages: Annotated[list[Language], Field(min_length=1)] | None = None
    subtitle: Words | None = None
    organisation: Words | None = None
    series: Words | None = None
    number: Whole | None = None
    total_number: Whole | None = None
    as_of: Words | None = None
    place: Words | None = None
    cover: CoverSource | None = None
    imprint: ImprintSource | None = None
    printer: Text | None = None
    typography: ChoicesSource = ChoicesSource()
    binding: Binding | None = None
    waivers: list[WaiverSource] = []
    data: dict[str, DataSource] = {}
    numbers: dict[str, NumberSource] = {}


class ArticleHead(_Strict):
    """The front matter of an article."""

    title: Text
    lead: Text | None = None
    author: Text | None = None
    role: Text | None = None
    kicker: Text | None = None
    id: Text | None = None
    kind: ArticleKind = "news"
    columns: Literal["1", "2", "3"] | None = None


def schema(kinds: tuple[str, ...]) -> dict[str, object]:
    """The JSON schema of `issue.yaml` (draft 2020-12, without constructs newer than draft 7)."""
    made = IssueSource.model_json_schema()
    made["properties"]["kind"] = {"enum": list(kinds)}
    made["title"] = "Publisher: issue.yaml"
    return made
