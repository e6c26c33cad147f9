"""Where the classes of a map end."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from publisher.model.charts import Method


def class_breaks(values: Sequence[Decimal], method: Method, classes: int) -> tuple[Decimal, ...]:
    """The upper ends of all classes but the last; fewer where values are too alike.

    A value equal to an end belongs to the class below it. `quantile` puts equally many values
    into each class, `equal` makes equal steps, `jenks` keeps classes as alike inside as can be
    (Fisher 1958, the exact solution).
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if method != "equal":
        classes = min(classes, len(distinct))
    if classes < 2 or len(distinct) < 2:
        return ()
    if method == "equal":
        low, high = ordered[0], ordered[-1]
        ends = [low + (high - low) * step / classes for step in range(1, classes)]
    elif method == "quantile":
        ends = [
            ordered[max(0, -(-len(ordered) * step // classes) - 1)] for step in range(1, classes)
        ]
    else:
        ends = _natural(distinct, ordered, classes)
    return tuple(end for end in sorted(set(ends)) if end < ordered[-1])


def class_of(value: Decimal, breaks: Sequence[Decimal]) -> int:
    """The number of a value's class, from 0."""
    return sum(value > end for end in breaks)


def _natural(distinct: list[Decimal], ordered: list[Decimal], classes: int) -> list[Decimal]:
    weights = [ordered.count(value) for value in distinct]
    count = len(distinct)
    number, total, squares = [0], [Decimal(0)], [Decimal(0)]
    for value, weight in zip(distinct, weights, strict=True):
        number.append(number[-1] + weight)
        total.append(total[-1] + value * weight)
        squares.append(squares[-1] + value * value * weight)

    def unlike(first: int, last: int) -> Decimal:
        """The squared deviations inside a class of `distinct[first:last]`."""
        some = total[last] - total[first]
        return squares[last] - squares[first] - some * some / (number[last] - number[first])

    best = [unlike(0, last) if last else Decimal(0) for last in range(count + 1)]
    cuts: list[list[int]] = []
    for made in range(2, classes + 1):
        following = list(best)
        cut = [0] * (count + 1)
        for last in range(made, count + 1):
            costs = [(best[first] + unlike(first, last), first) for first in range(made - 1, last)]
            following[last], cut[last] = min(costs)
        best = following
        cuts.append(cut)
    ends, last = [], count
    for cut in reversed(cuts):
        last = cut[last]
        ends.append(distinct[last - 1])
    return ends
