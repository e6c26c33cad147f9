"""Models that complain at the place of the mistake."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from publisher.diagnostics import Place, Report
from publisher.nodes.compose import KEY_WITHOUT_SPACE
from publisher.nodes.node import Node, Path
from publisher.nodes.text import nearest

Model = TypeVar("Model", bound=BaseModel)


def validate(node: Node, model: type[Model], report: Report, owner: str) -> Model | None:
    """Type a node by a pydantic model; every mistake becomes an error at its exact place.

    `owner` names the thing as a whole (`issue`, `tokens`) where a field of it is unknown. A
    validator that raises `PydanticCustomError(code, …, values)` names a diagnostic of its own.
    """
    if node.fields is None and node.text is not None and KEY_WITHOUT_SPACE.match(node.text):
        report.error("yaml-no-space", node.place)
        return None
    try:
        return model.model_validate(node.located)
    except ValidationError as failure:
        mistakes = failure.errors(include_url=False)
    found = [_Mistake.of(mistake, node, model, owner) for mistake in mistakes]
    meant = {(m.path[:-1], m.values.get("suggestion")) for m in found if m.code == "unknown-field"}
    for mistake in sorted(found, key=lambda m: (m.place.line or 0, m.place.column or 0)):
        # A misspelt field is missing too, but the editor made one mistake.
        if mistake.code == "missing-field" and (mistake.path[:-1], mistake.path[-1]) in meant:
            continue
        if mistake.code == "unknown-field":  # spelt out: other rooms say it with fewer words
            report.error("unknown-field", mistake.place, **mistake.values)
        else:
            report.error(mistake.code, mistake.place, **mistake.values)
    return None


_PLAIN_CODES = {
    "string_type": "text-expected",
    "int_type": "whole-number-expected",
    "int_parsing": "whole-number-expected",
    "int_from_float": "whole-number-expected",
    "int_parsing_size": "whole-number-expected",
    "float_type": "number-expected",
    "float_parsing": "number-expected",
    "decimal_type": "number-expected",
    "decimal_parsing": "number-expected",
    "finite_number": "number-expected",
    "bool_type": "yes-or-no-expected",
    "bool_parsing": "yes-or-no-expected",
    "list_type": "list-expected",
    "tuple_type": "list-expected",
    "set_type": "list-expected",
    "dict_type": "fields-expected",
    "model_type": "fields-expected",
    "model_attributes_type": "fields-expected",
    "union_tag_not_found": "missing-field",
    "date_type": "bad-date",
    "date_parsing": "bad-date",
    "date_from_datetime_parsing": "bad-date",
    "date_from_datetime_inexact": "bad-date",
}


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One pydantic error in the words of the catalogue."""

    code: str
    place: Place
    path: Path
    values: dict[str, object]

    @classmethod
    def of(cls, error: ErrorDetails, node: Node, model: type[BaseModel], owner: str) -> _Mistake:
        path, sort = tuple(error["loc"]), error["type"]
        context = dict(error.get("ctx") or {})
        value = node.find(path)
        field_name = next((step for step in reversed(path) if isinstance(step, str)), owner)
        if sort == "extra_forbidden":
            known = _fields_of(model, path[:-1])
            values: dict[str, object] = {
                "owner": _owner(path[:-1], owner),
                "field": path[-1],
                "suggestion": nearest(str(path[-1]), known),
                "known": ", ".join(known),
            }
            return cls("unknown-field", node.key_at(path), path, values)
        if sort == "missing":
            values = {"owner": _owner(path[:-1], owner), "field": path[-1]}
            return cls("missing-field", node.at(path[:-1]), path, values)
        if sort in ("literal_error", "union_tag_invalid"):
            return cls._choice(context, sort, node, path, value, str(field_name))
        code = _PLAIN_CODES.get(sort)
        if code == "missing-field":
            values = {"owner": _owner(path, owner), "field": "type"}
            return cls(code, value.place, (*path, "type"), values)
        if code and value.absent:
            return cls("empty-field", node.key_at(path), path, {"field": field_name})
        if code:
            return cls(code, value.place, path, {"field": field_name, "value": _shown(value)})
        if "-" in sort:
            place = node.key_at(path) if value.absent else value.place
            return cls(sort, place, path, {"field": field_name, **context})
        reason = str(context.get("error") or error["msg"])
        values = {"field": field_name, "value": _shown(value), "reason": reason}
        return cls("value-refused", value.place, path, values)

    @classmethod
    def _choice(
        cls,
        context: dict[str, Any],
        sort: str,
        node: Node,
        path: Path,
        value: Node,
        field_name: str,
    ) -> _Mistake:
        expected = str(context["expected_tags" if sort == "union_tag_invalid" else "expected"])
        known = re.findall(r"'([^']*)'", expected)
        if sort == "union_tag_invalid":
            field_name, value = "type", node.find((*path, "type"))
        values: dict[str, object] = {
            "field": field_name,
            "value": _shown(value),
            "suggestion": nearest(_shown(value), known),
            "known": ", ".join(known),
        }
        if value.absent:
            return cls("empty-field", node.key_at(path), path, {"field": field_name})
        return cls("unknown-choice", value.place, path, values)


def _owner(path: Path, owner: str) -> str:
    """What a field belongs to, in the editor's words: the key or the sort of part above it."""
    names = [str(step) for step in path if isinstance(step, str)]
    return f"`{names[-1]}`" if names else owner


def _shown(node: Node) -> str:
    if node.fields is not None:
        return "{" + ", ".join(list(node.fields)[:3]) + "}"
    if node.items is not None:
        return "[…]" if node.items else "[]"
    text = node.text or ""
    return text if len(text) <= 60 else text[:59] + "…"


def _fields_of(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Names of the fields of the model that a path leads to."""
    reached: list[Any] = [model]
    for step in path:
        reached = [inner for one in reached for inner in _steps(one, step)]
    names = dict.fromkeys(
        field.alias or name
        for one in _flattened(reached)
        if _is_model(one)
        for name, field in one.model_fields.items()
    )
    return tuple(names)


def _flattened(annotations: list[Any]) -> Iterator[Any]:
    for annotation in annotations:
        origin = get_origin(annotation)
        if origin in (Union, types.UnionType):
            yield from _flattened(list(get_args(annotation)))
        elif origin is Annotated:
            yield from _flattened([get_args(annotation)[0]])
        else:
            yield annotation


def _steps(annotation: Any, step: int | str) -> Iterator[Any]:
    """The annotations one step of a path leads to."""
    for one in _flattened([annotation]):
        origin, arguments = get_origin(one), get_args(one)
        if _is_model(one):
            fields = {field.alias or name: field for name, field in one.model_fields.items()}
            if step in fields:
                yield fields[str(step)].annotation
            elif "type" in fields and step in get_args(fields["type"].annotation):
                yield one  # the name of a union's member, not a step of its own
        elif origin in (list, tuple) and isinstance(step, int):
            yield arguments[0]
        elif origin in (dict, Mapping) and isinstance(step, str):
            yield arguments[1]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
