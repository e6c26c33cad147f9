"""Gradients whose ends are press values, so that they run in inks and not on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from publisher.press import functions
from publisher.press.inks import Inks, Mixture
from publisher.press.pictures import RGB_SPACES, family

GREY = pikepdf.Name.DeviceGray
CMYK = pikepdf.Name.DeviceCMYK


class Unconvertible(ValueError):  # noqa: N818 - says what happened
    """A gradient of a kind that is not converted; the reason is the text."""


def convert(pdf: pikepdf.Pdf, shading: Any, inks: Inks, *, luminosity: bool) -> None:
    """Change a shading in place; `luminosity` when it only makes a soft mask."""
    space = shading.get("/ColorSpace")
    kind = family(space)
    if kind == "/ICCBased":
        channels = int(space[1].get("/N", 0))
        if channels in (1, 4):
            shading.ColorSpace = GREY if channels == 1 else CMYK
        if channels != 3:
            return
    elif kind == "/CalGray":
        shading.ColorSpace = GREY
        return
    elif kind not in RGB_SPACES:
        return
    if int(shading.get("/ShadingType", 0)) >= 4 and "/Function" not in shading:
        raise Unconvertible("a mesh of RGB colours")
    if int(shading.get("/ShadingType", 0)) == 1:
        raise Unconvertible("a gradient of a function of two inputs")
    if luminosity:
        _replace(pdf, shading, GREY, lambda rgb: (grey_of(*rgb),), 1)
        return
    spot = _only_spot(shading, inks)
    if spot:
        mixed = separation(spot, inks.spots[spot])
        _replace(pdf, shading, mixed, lambda rgb: (1.0 if inks.of(*rgb).spot else 0.0,), 1)
    else:
        _replace(pdf, shading, CMYK, lambda rgb: inks.of(*rgb).process, 4)


def separation(spot: str, alternate: Sequence[float]) -> pikepdf.Array:
    """A Separation space whose full tint looks like `alternate` (CMYK, 0 to 1)."""
    return pikepdf.Array(
        [
            pikepdf.Name.Separation,
            pikepdf.Name("/" + spot),
            CMYK,
            pikepdf.Dictionary(
                FunctionType=2,
                Domain=pikepdf.Array([0, 1]),
                C0=pikepdf.Array([0, 0, 0, 0]),
                C1=pikepdf.Array([round(value, 6) for value in alternate]),
                N=1,
            ),
        ]
    )


def grey_of(red: float, green: float, blue: float) -> float:
    """How light a colour is in a luminosity mask (ISO 32000-1, 10.3.1)."""
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _replace(
    pdf: pikepdf.Pdf, shading: Any, space: Any, recolour: functions.Recolour, channels: int
) -> None:
    try:
        if "/Function" in shading:
            shading.Function = functions.recoloured(pdf, shading.Function, recolour, channels)
    except functions.Unknown as unknown:
        raise Unconvertible(str(unknown)) from unknown
    if "/Background" in shading:
        colour = [float(value) for value in shading.Background]
        shading.Background = pikepdf.Array([round(value, 6) for value in recolour(colour)])
    shading.ColorSpace = space


def _only_spot(shading: Any, inks: Inks) -> str | None:
    """The spot ink, when every end of the gradient is that ink or the bare paper."""
    mixtures: list[Mixture] = []

    def look(rgb: Sequence[float]) -> Sequence[float]:
        mixtures.append(inks.of(*rgb))
        return rgb

    try:
        functions.recoloured(pikepdf.new(), shading.get("/Function"), look, 3)
    except (functions.Unknown, AttributeError, TypeError):
        return None
    spots = {mixture.spot for mixture in mixtures if not mixture.paper}
    return spots.pop() if len(spots) == 1 else None
