"""Round numbers for an axis."""

from __future__ import annotations

import math
import sys

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_step(span: float, most: int) -> float:
    """The smallest round step that cuts ``span`` into at most ``most`` parts.

    Raises:
        ValueError: a span that is not positive, or no parts.
    """
    if not (span > 0 and math.isfinite(span)) or most < 1:
        raise ValueError(f"no step for {span} in {most} parts")
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(s * power for s in _STEPS if s * power >= raw * (1 - 1e-9))


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values from at or below ``low`` to at or above ``high``, ascending."""
    if high - low < sys.float_info.min:  # steps of smaller spans are not exact numbers any more
        high = low + (abs(low) or 1.0)
    step = nice_step(high - low, max(most, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]
