"""A small line in the cell of a table: where a value comes from."""

from __future__ import annotations

from salestui.views.documents.document import Trend

_WIDTH, _HEIGHT = 72.0, 16.0


def sparkline(trend: Trend, colour: str) -> str:
    """The trend as an ``<svg>`` line; empty with less than two values.

    Where nothing is known the line goes on straight.
    """
    known = [(n, value) for n, value in enumerate(trend) if value is not None]
    if len(known) < 2:
        return ""
    values = [value for _n, value in known]
    low, span = min(values), (max(values) - min(values)) or 1.0
    step = _WIDTH / (len(trend) - 1)
    places = [(n * step, _HEIGHT * (1 - (value - low) / span)) for n, value in known]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return (
        f'<svg class="spark" viewBox="-3 -3 {_WIDTH + 6:g} {_HEIGHT + 6:g}" aria-hidden="true">'
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/></svg>'
    )
