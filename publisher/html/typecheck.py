"""Type-checks the templates against the model, without rendering anything.

A template says what its names are in comments of one form, `{# part: Article #}`; from there
the types of loop variables and fields follow from the dataclasses. A field the model does
not have is reported with template and line.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Iterator

import jinja2
from jinja2 import nodes

from publisher.diagnostics import Place, Report
from publisher.html.templates import BASE, environment
from publisher.model import issue as model
from publisher.workspace import Workspace

_DECLARATION = re.compile(r"\{#\s*(\w+):\s*(\w+)\s*#\}")

Types = dict[str, tuple[type, ...]]


def check_templates(workspace: Workspace, kind: str, report: Report) -> None:
    """Check every template a kind can use: its own and the base's."""
    jinja = environment(workspace, kind)
    for folder in (BASE, f"{BASE}/parts", f"templates/{kind}", f"templates/{kind}/parts"):
        for name in workspace.files(folder, ".j2"):
            path = f"{folder}/{name}"
            source = workspace.read(path).content.decode()
            try:
                tree = jinja.parse(source)
            except jinja2.TemplateSyntaxError as error:
                report.error(
                    "template-failed", Place(file=path, line=error.lineno), reason=str(error)
                )
                continue
            names: Types = {}
            for variable, type_name in _DECLARATION.findall(source):
                declared = getattr(model, type_name, None)
                if declared is None:
                    report.error(
                        "template-type-unknown", Place(file=path), name=variable, type=type_name
                    )
                else:
                    names[variable] = (declared,)
            _check(tree, names, path, report)


def _check(node: nodes.Node, names: Types, path: str, report: Report) -> None:
    if isinstance(node, nodes.For):
        names = names | _loop_names(node, names)
    elif isinstance(node, nodes.Macro):
        names = {
            name: known
            for name, known in names.items()
            if name not in {argument.name for argument in node.args} or known
        }
    if isinstance(node, nodes.Getattr):
        _check_field(node, names, path, report)
    for child in node.iter_child_nodes():
        _check(child, names, path, report)


def _check_field(node: nodes.Getattr, names: Types, path: str, report: Report) -> None:
    owners = _types(node.node, names)
    for owner in owners:
        fields = _fields(owner)
        if fields is not None and node.attr not in fields:
            near = difflib.get_close_matches(node.attr, fields, n=1)
            report.error(
                "template-field-unknown",
                Place(file=path, line=node.lineno),
                type=owner.__name__,
                field=node.attr,
                suggestion=near[0] if near else None,
            )


def _loop_names(node: nodes.For, names: Types) -> Types:
    if not isinstance(node.target, nodes.Name):
        return {}
    items = tuple(
        item for owner in _types(node.iter, names, many=True) for item in _item_types(owner)
    )
    return {node.target.name: tuple(i for i in items if isinstance(i, type))}


def _types(node: nodes.Node, names: Types, *, many: bool = False) -> tuple[typing.Any, ...]:
    """The types an expression may have; empty where they are not known."""
    if isinstance(node, nodes.Name):
        return names.get(node.name, ())
    if isinstance(node, nodes.Getattr):
        found: list[typing.Any] = []
        for owner in _types(node.node, names):
            hint = (_fields(owner) or {}).get(node.attr)
            if hint is not None:
                found.extend(_members(hint, many=many))
        return tuple(found)
    return ()


def _members(hint: typing.Any, *, many: bool) -> Iterator[typing.Any]:
    """The classes of a type hint, without None, `Annotated` and (unless many) tuples."""
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        yield from _members(typing.get_args(hint)[0], many=many)
    elif origin in (typing.Union, types.UnionType):
        for member in typing.get_args(hint):
            yield from _members(member, many=many)
    elif origin is tuple:
        if many:
            yield hint
    elif isinstance(hint, type) and hint is not types.NoneType:
        yield hint


def _item_types(hint: typing.Any) -> Iterator[typing.Any]:
    if typing.get_origin(hint) is tuple:
        yield from _members(typing.get_args(hint)[0], many=False)


def _fields(owner: typing.Any) -> dict[str, typing.Any] | None:
    """The fields and properties of a model class with their hints; None for other classes."""
    if not (isinstance(owner, type) and dataclasses.is_dataclass(owner)):
        return None
    fields: dict[str, typing.Any] = dict(typing.get_type_hints(owner, include_extras=True))
    for name, member in vars(owner).items():
        if isinstance(member, property) or (callable(member) and not name.startswith("_")):
            fields[name] = object
    return fields
