"""Gradients whose ends are press values, so that they run in inks and not on screen."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf

from publisher.press import functions
from publisher.press.inks import Inks, Mixture
from publisher.press.spaces import (
    NAMED_SPACES,
    RGB_SPACES,
    channels_of,
    family,
    in_inks,
    mix,
    process,
)

GREY = pikepdf.Name.DeviceGray
CMYK = pikepdf.Name.DeviceCMYK


class Unconvertible(ValueError):  # noqa: N818 - says what happened
    """A gradient of a kind that is not converted; the reason is the text."""


def convert(pdf: pikepdf.Pdf, shading: Any, inks: Inks, *, luminosity: bool) -> None:
    """Change a shading in place; `luminosity` when it only makes a soft mask."""
    space = shading.get("/ColorSpace")
    kind = family(space)
    if kind in NAMED_SPACES:
        shading.ColorSpace = in_inks(pdf, space, inks)
        return
    if kind == "/CalGray" or (kind == "/ICCBased" and channels_of(space) == 1):
        shading.ColorSpace = GREY
        return
    if kind == "/ICCBased" and channels_of(space) == 4:
        shading.ColorSpace = CMYK
        return
    if kind not in (*RGB_SPACES, "/Lab", "/ICCBased"):
        return
    if int(shading.get("/ShadingType", 0)) >= 4 and "/Function" not in shading:
        raise Unconvertible("a mesh of RGB colours")
    if luminosity:
        _replace(pdf, shading, GREY, lambda values: (_light(kind, values),), 1)
        return
    stops = _stops(shading, space, inks)
    spots = tuple(dict.fromkeys(mixture.spot for mixture in stops if mixture.spot))
    if not spots:
        _replace(pdf, shading, CMYK, lambda values: process(space, values, inks), 4)
    elif len(spots) == 1 and all(mixture.spot or mixture.paper for mixture in stops):
        alone = separation(spots[0], inks.spots[spots[0]])
        _replace(pdf, shading, alone, lambda values: _shares(space, values, inks, spots)[4:], 1)
    else:
        mixed = together(pdf, {spot: inks.spots[spot] for spot in spots})
        _replace(
            pdf, shading, mixed, lambda values: _shares(space, values, inks, spots), 4 + len(spots)
        )


def _light(kind: str, values: Sequence[float]) -> float:
    return values[0] / 100 if kind == "/Lab" else grey_of(*values[:3])


def _shares(space: Any, values: Sequence[float], inks: Inks, spots: Sequence[str]) -> list[float]:
    """A colour as shares of the four process inks and of these spot inks."""
    mixture = mix(space, values, inks)
    assert mixture is not None
    named = [1.0 if mixture.spot == spot else 0.0 for spot in spots]
    return [*((0.0,) * 4 if mixture.spot else mixture.process), *named]


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


def together(pdf: pikepdf.Pdf, spots: Mapping[str, Sequence[float]]) -> pikepdf.Array:
    """A DeviceN space of the four process inks and some spot inks, with their alternates.

    Its tint transform knows the corners, all or nothing of each ink, and mixes between them.
    """
    names = ["Cyan", "Magenta", "Yellow", "Black", *spots]
    samples = bytearray()
    for turned in itertools.product((0.0, 1.0), repeat=len(names)):
        shares = list(reversed(turned))
        mixed = shares[:4]
        for share, alternate in zip(shares[4:], spots.values(), strict=True):
            mixed = [min(1.0, a + share * b) for a, b in zip(mixed, alternate, strict=True)]
        samples += bytes(round(255 * value) for value in mixed)
    transform = pikepdf.Stream(
        pdf,
        bytes(samples),
        FunctionType=0,
        Domain=pikepdf.Array([0, 1] * len(names)),
        Range=pikepdf.Array([0, 1] * 4),
        Size=pikepdf.Array([2] * len(names)),
        BitsPerSample=8,
    )
    inks = pikepdf.Array([pikepdf.Name("/" + name) for name in names])
    return pikepdf.Array([pikepdf.Name.DeviceN, inks, CMYK, pdf.make_indirect(transform)])


def grey_of(red: float, green: float, blue: float) -> float:
    """How light a colour is in a luminosity mask (ISO 32000-1, 10.3.1)."""
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _replace(
    pdf: pikepdf.Pdf, shading: Any, space: Any, recolour: functions.Recolour, channels: int
) -> None:
    try:
        if "/Function" in shading:
            shading.Function = functions.recoloured(pdf, shading.Function, recolour, channels)
    except (functions.Unknown, ValueError, TypeError, AttributeError) as unknown:
        raise Unconvertible(str(unknown)) from unknown
    if "/Background" in shading:
        colour = [float(value) for value in shading.Background]
        shading.Background = pikepdf.Array([round(value, 6) for value in recolour(colour)])
    shading.ColorSpace = space


def _stops(shading: Any, space: Any, inks: Inks) -> list[Mixture]:
    """What the ends of a gradient are made of."""
    mixtures: list[Mixture] = []

    def look(values: Sequence[float]) -> Sequence[float]:
        mixture = mix(space, values, inks)
        if mixture is not None:
            mixtures.append(mixture)
        return (0.0,)

    try:
        functions.recoloured(pikepdf.new(), shading.get("/Function"), look, 1)
    except (functions.Unknown, AttributeError, TypeError):
        return []
    return mixtures
