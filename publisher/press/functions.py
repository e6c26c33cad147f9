"""PDF functions, evaluated and made anew in inks (ISO 32000-1, 7.10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

Recolour = Callable[[Sequence[float]], Sequence[float]]
SAMPLES = 256


class Unknown(ValueError):  # noqa: N818 - says what happened
    """A function of a kind that colours are not made with here."""


def recoloured(pdf: pikepdf.Pdf, function: Any, recolour: Recolour, channels: int) -> Any:
    """A function of one input whose outputs are colours, with every colour replaced.

    Ends of ramps are replaced and the ramp runs between the new ends; sampled functions are
    replaced sample by sample. `channels` is how many values `recolour` returns.
    """
    if isinstance(function, pikepdf.Array):
        return _resampled(pdf, list(function), recolour, channels)
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        begin = [float(value) for value in function.get("/C0", [0.0])]
        end = [float(value) for value in function.get("/C1", [1.0])]
        return pikepdf.Dictionary(
            FunctionType=2,
            Domain=_numbers(function.Domain),
            C0=_numbers(recolour(begin)),
            C1=_numbers(recolour(end)),
            N=float(function.N),
        )
    if kind == 3:
        return pikepdf.Dictionary(
            FunctionType=3,
            Domain=_numbers(function.Domain),
            Functions=pikepdf.Array(
                [recoloured(pdf, part, recolour, channels) for part in function.Functions]
            ),
            Bounds=_numbers(function.Bounds),
            Encode=_numbers(function.Encode),
        )
    return _resampled(pdf, [function], recolour, channels)


def evaluate(function: Any, x: float) -> list[float]:
    """The outputs of a function of one input."""
    domain = [float(value) for value in function.get("/Domain", [0.0, 1.0])]
    x = min(max(x, domain[0]), domain[1])
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        begin = [float(value) for value in function.get("/C0", [0.0])]
        end = [float(value) for value in function.get("/C1", [1.0])]
        share = x ** float(function.N)
        return [a + share * (b - a) for a, b in zip(begin, end, strict=True)]
    if kind == 3:
        bounds = [domain[0], *(float(value) for value in function.Bounds), domain[1]]
        encode = [float(value) for value in function.Encode]
        last = len(bounds) - 2
        part = next((i for i in range(last) if x < bounds[i + 1]), last)
        low, high = bounds[part], bounds[part + 1]
        share = (x - low) / (high - low) if high > low else 0.0
        start, stop = encode[2 * part], encode[2 * part + 1]
        return evaluate(function.Functions[part], start + share * (stop - start))
    if kind == 0:
        return _sampled(function, x, domain)
    raise Unknown(f"function type {kind}")


def _sampled(function: Any, x: float, domain: list[float]) -> list[float]:
    size = [int(value) for value in function.Size]
    bits = int(function.BitsPerSample)
    spread = [float(value) for value in function.Range]
    if len(size) != 1 or bits not in (8, 16):
        raise Unknown("a sampled function of several inputs")
    outputs = len(spread) // 2
    decode = [float(value) for value in function.get("/Decode", spread)]
    content, width = function.read_bytes(), bits // 8
    share = (x - domain[0]) / (domain[1] - domain[0]) if domain[1] > domain[0] else 0.0
    at = share * (size[0] - 1)
    low = min(int(at), size[0] - 1)
    high = min(low + 1, size[0] - 1)
    found = []
    for output in range(outputs):
        ends = []
        for sample in (low, high):
            offset = (sample * outputs + output) * width
            value = int.from_bytes(content[offset : offset + width], "big") / (2**bits - 1)
            ends.append(decode[2 * output] + value * (decode[2 * output + 1] - decode[2 * output]))
        found.append(ends[0] + (at - low) * (ends[1] - ends[0]))
    return found


def _resampled(pdf: pikepdf.Pdf, parts: list[Any], recolour: Recolour, channels: int) -> Any:
    domain = [float(value) for value in parts[0].get("/Domain", [0.0, 1.0])]
    samples = bytearray()
    for step in range(SAMPLES):
        x = domain[0] + (domain[1] - domain[0]) * step / (SAMPLES - 1)
        colour = [value for part in parts for value in evaluate(part, x)]
        samples += bytes(max(0, min(255, round(255 * value))) for value in recolour(colour))
    return pikepdf.Stream(
        pdf,
        bytes(samples),
        FunctionType=0,
        Domain=_numbers(domain),
        Range=pikepdf.Array([0, 1] * channels),
        Size=pikepdf.Array([SAMPLES]),
        BitsPerSample=8,
    )


def _numbers(values: Any) -> pikepdf.Array:
    return pikepdf.Array([round(float(value), 6) for value in values])
