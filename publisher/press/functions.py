"""PDF functions, evaluated and made anew in inks (ISO 32000-1, 7.10)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

from publisher.press import calculator

Recolour = Callable[[Sequence[float]], Sequence[float]]
_STEPS = {1: 256, 2: 33, 3: 12, 4: 7, 5: 5}
"""Samples along each input of a function that is made anew."""
_MOST_INPUTS = 8
_DEEPEST = 16


class Unknown(ValueError):  # noqa: N818 - says what happened
    """A function of a kind that colours are not made with here."""


def recoloured(pdf: pikepdf.Pdf, function: Any, recolour: Recolour, channels: int) -> Any:
    """A function whose outputs are colours, with every colour replaced.

    Ends of ramps are replaced and the ramp runs between the new ends; other functions are
    sampled anew. `channels` is how many values of 0 to 1 `recolour` returns.
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


def evaluate(function: Any, inputs: Sequence[float], depth: int = 0) -> list[float]:
    """The outputs of a function, or of several of one output each; `Unknown` where it has none."""
    if depth > _DEEPEST:
        raise Unknown("functions nested too deep")
    if isinstance(function, pikepdf.Array):
        return [value for part in function for value in evaluate(part, inputs, depth + 1)]
    domain = [float(value) for value in function.get("/Domain", [0.0, 1.0])]
    given = [
        min(max(value, domain[2 * i]), domain[2 * i + 1])
        for i, value in enumerate(inputs[: len(domain) // 2])
    ]
    if len(given) < len(domain) // 2:
        raise Unknown("a function of more inputs than there are")
    kind = int(function.get("/FunctionType", -1))
    if kind == 2:
        begin = [float(value) for value in function.get("/C0", [0.0])]
        end = [float(value) for value in function.get("/C1", [1.0])]
        share = given[0] ** float(function.N)
        return [a + share * (b - a) for a, b in zip(begin, end, strict=True)]
    if kind == 3:
        return _stitched(function, given[0], domain, depth)
    if kind == 0:
        return _sampled(function, given, domain)
    if kind == 4:
        return _calculated(function, given)
    raise Unknown(f"function type {kind}")


def _stitched(function: Any, x: float, domain: list[float], depth: int) -> list[float]:
    bounds = [domain[0], *(float(value) for value in function.Bounds), domain[1]]
    encode = [float(value) for value in function.Encode]
    last = len(bounds) - 2
    part = next((i for i in range(last) if x < bounds[i + 1]), last)
    low, high = bounds[part], bounds[part + 1]
    share = (x - low) / (high - low) if high > low else 0.0
    start, stop = encode[2 * part], encode[2 * part + 1]
    return evaluate(function.Functions[part], [start + share * (stop - start)], depth + 1)


def _calculated(function: Any, given: list[float]) -> list[float]:
    spread = [float(value) for value in function.Range]
    outputs = len(spread) // 2
    try:
        left = calculator.run(calculator.read(function.read_bytes()), given)
    except calculator.Nonsense as nonsense:
        raise Unknown(str(nonsense)) from nonsense
    if len(left) < outputs:
        raise Unknown("fewer outputs than promised")
    found = left[len(left) - outputs :]
    return [min(max(v, spread[2 * i]), spread[2 * i + 1]) for i, v in enumerate(found)]


def _sampled(function: Any, given: list[float], domain: list[float]) -> list[float]:
    size = [int(value) for value in function.Size]
    bits = int(function.BitsPerSample)
    spread = [float(value) for value in function.Range]
    outputs = len(spread) // 2
    if len(size) != len(given) or bits not in (1, 2, 4, 8, 12, 16, 24, 32):
        raise Unknown("a sampled function that does not fit its inputs")
    if len(size) > _MOST_INPUTS or min(size) < 1:
        raise Unknown("a sampled function of too many inputs")
    encode = [float(v) for v in function.get("/Encode", [v for s in size for v in (0, s - 1)])]
    decode = [float(value) for value in function.get("/Decode", spread)]
    content = function.read_bytes()
    if len(content) * 8 < math.prod(size) * outputs * bits:
        raise Unknown("fewer samples than promised")
    corners: list[tuple[tuple[int, float], ...]] = []
    for i, value in enumerate(given):
        low, high = domain[2 * i], domain[2 * i + 1]
        share = (value - low) / (high - low) if high > low else 0.0
        at = encode[2 * i] + share * (encode[2 * i + 1] - encode[2 * i])
        at = min(max(at, 0.0), size[i] - 1)
        before = min(int(at), size[i] - 1)
        after = min(before + 1, size[i] - 1)
        corners.append(((before, 1 - (at - before)), (after, at - before)))
    found = [0.0] * outputs
    for corner in itertools.product(*corners):
        weight = math.prod(part for _, part in corner)
        if not weight:
            continue
        index, stride = 0, 1
        for (position, _), count in zip(corner, size, strict=True):
            index += position * stride
            stride *= count
        for output in range(outputs):
            raw = _bits(content, (index * outputs + output) * bits, bits) / (2**bits - 1)
            low, high = decode[2 * output], decode[2 * output + 1]
            found[output] += weight * (low + raw * (high - low))
    return found


def _bits(content: bytes, begin: int, count: int) -> int:
    end = begin + count
    part = int.from_bytes(content[begin // 8 : (end + 7) // 8], "big")
    return (part >> (-end % 8)) & ((1 << count) - 1)


def _resampled(pdf: pikepdf.Pdf, parts: list[Any], recolour: Recolour, channels: int) -> Any:
    domain = [float(value) for value in parts[0].get("/Domain", [0.0, 1.0])]
    inputs = len(domain) // 2
    steps = _STEPS.get(inputs)
    if steps is None:
        raise Unknown(f"a function of {inputs} inputs")
    samples = bytearray()
    # The first input runs fastest (ISO 32000-1, 7.10.2), the last of a product does.
    for turned in itertools.product(range(steps), repeat=inputs):
        given = [
            domain[2 * i] + (domain[2 * i + 1] - domain[2 * i]) * step / (steps - 1)
            for i, step in enumerate(reversed(turned))
        ]
        colour = [value for part in parts for value in evaluate(part, given)]
        samples += bytes(max(0, min(255, round(255 * value))) for value in recolour(colour))
    return pikepdf.Stream(
        pdf,
        bytes(samples),
        FunctionType=0,
        Domain=_numbers(domain),
        Range=pikepdf.Array([0, 1] * channels),
        Size=pikepdf.Array([steps] * inputs),
        BitsPerSample=8,
    )


def _numbers(values: Any) -> pikepdf.Array:
    return pikepdf.Array([round(float(value), 6) for value in values])
