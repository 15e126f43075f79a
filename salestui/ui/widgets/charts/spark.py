"""A trend in one line: each value a block of one to eight eighths."""

from __future__ import annotations

import math
from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"
_FLAT = "▄"


def sparkline(values: Sequence[float | None], width: int) -> str:
    """At most ``width`` cells, lowest to highest value; a missing value is a blank.

    More values than cells are thinned to the last of each bucket, so that the newest is always
    shown; a constant series is a line at half height.
    """
    if width <= 0 or not values:
        return ""
    if len(values) > width:
        values = [values[(n + 1) * len(values) // width - 1] for n in range(width)]
    known = [v for v in values if v is not None]
    if not known:
        return " " * len(values)
    low, high = min(known), max(known)
    if high == low:
        return "".join(" " if v is None else _FLAT for v in values)
    if math.isinf(high - low):
        return sparkline([None if v is None else v / 2 for v in values], width)
    return "".join(
        " " if v is None else _LEVELS[min(int((v - low) / (high - low) * 8), 7)] for v in values
    )
