"""Design tokens: `tokens.yaml` of the base and of the kind, typed, one over the other."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from publisher.diagnostics import Place, Report
from publisher.model.output import Colour, Ink, PageFormat, TextStyle, Tokens
from publisher.nodes import Node, read_yaml, validate
from publisher.units import Length
from publisher.workspace import Workspace


def _length(value: object) -> object:
    return Length.parse(value) if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, frozen=True)


_Size = Annotated[Length, BeforeValidator(_length)]
_Percent = Annotated[float, Field(ge=0, le=100)]


class _Press(_Strict):
    c: _Percent = 0
    m: _Percent = 0
    y: _Percent = 0
    k: _Percent = 0
    spot: str | None = None


class _Colour(_Strict):
    screen: Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]
    press: _Press


class _Style(_Strict):
    family: str
    size: float
    leading: float
    weight: int = 400
    italic: bool = False
    colour: str = "text"
    tracking: float = 0
    capitals: bool = False
    space_before: float = 0
    space_after: float = 0
    indent: float = 0
    align: str = "left"


class _Page(_Strict):
    width: _Size
    height: _Size
    inner: _Size
    outer: _Size
    top: _Size
    bottom: _Size
    columns: int = 1
    gap: _Size = Length(0)
    bleed: _Size = Length.mm(5)


class _Tokens(_Strict):
    page: _Page
    colours: dict[str, _Colour]
    styles: dict[str, _Style]
    values: dict[str, str] = {}


def load_tokens(workspace: Workspace, kind: str, report: Report) -> Tokens | None:
    """The tokens of a kind; None when they have errors."""
    base = read_yaml(workspace.read("templates/_base/tokens.yaml"), report)
    if base is None:
        return None
    own_path = f"templates/{kind}/tokens.yaml"
    merged = base
    if workspace.exists(own_path):
        own = read_yaml(workspace.read(own_path), report)
        if own is None:
            return None
        merged = base.overlaid(own)
    typed = validate(merged, _Tokens, report, "tokens")
    if typed is None:
        return None
    colours = tuple(
        Colour(name, colour.screen, Ink(**colour.press.model_dump()))
        for name, colour in typed.colours.items()
    )
    _check_colours(colours, typed, merged, report)
    return Tokens(
        page=PageFormat(**{name: getattr(typed.page, name) for name in _Page.model_fields}),
        colours=colours,
        styles={name: TextStyle(**style.model_dump()) for name, style in typed.styles.items()},
        values=typed.values,
    )


def _check_colours(colours: tuple[Colour, ...], typed: _Tokens, node: Node, report: Report) -> None:
    """One screen value must mean one ink, and every style must wear a known colour."""
    first: dict[str, Colour] = {}
    for colour in colours:
        twin = first.setdefault(colour.screen, colour)
        if twin.press != colour.press:
            report.error(
                "colour-ambiguous",
                _at(node, "colours", colour.name),
                first=twin.name,
                second=colour.name,
                screen=colour.screen,
            )
    known = {colour.name for colour in colours}
    for name, style in typed.styles.items():
        if style.colour not in known:
            report.error(
                "colour-unknown",
                _at(node, "styles", name, "colour"),
                style=name,
                colour=style.colour,
                known=", ".join(sorted(known)),
            )


def _at(node: Node, *path: Any) -> Place | None:
    return node.at(path)
