"""What the targets of one scope say of a period: no day counts twice, no length is cut but a month.

Targets of several lengths may speak of the same days: a year's beside its months'.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from salestui.i18n import N_
from salestui.metrics import reasons
from salestui.metrics.figure import Figure, note
from salestui.model.period import Period, PeriodKind

_LENGTHS = ((31, N_("month")), (92, N_("quarter")), (184, N_("half")), (366, N_("year")))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A target for the days from ``start`` to ``end``, both included."""

    start: date
    end: date
    target: float

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Cover:
    """What targets say of a period: their sum, and the days of the period they speak of."""

    target: float
    days: int
    months: int
    prorated: bool

    def figure(self, period: Period) -> Figure:
        """The sum, with what is to be known of it."""
        notes = []
        if self.prorated:
            notes.append(note(reasons.PRORATED))
        if self.days < period.days:
            total = _months(period.start, period.end)
            if period.kind is PeriodKind.CUSTOM or total == 0:
                said = note(reasons.PARTLY_COVERED_DAYS, covered=self.days, total=period.days)
            else:
                said = note(reasons.PARTLY_COVERED, covered=self.months, total=total)
            notes.append(said)
        return Figure(self.target, notes=tuple(notes))


def covered(spans: Sequence[Span], period: Period) -> Cover | None:
    """The targets inside the period; None where there are none."""
    custom = period.kind is PeriodKind.CUSTOM
    reach = period.start - timedelta(days=30) if custom else period.start
    whole: list[Span] = []
    cut: list[tuple[float, int]] = []
    for span in spans[bisect_left(spans, reach, key=lambda s: s.start) :]:
        if span.start > period.end:
            break
        if period.start <= span.start and span.end <= period.end:
            whole.append(span)
        elif custom and span.days <= 31:
            inside = (min(span.end, period.end) - max(span.start, period.start)).days + 1
            if inside > 0:
                cut.append((span.target * inside / span.days, inside))
    if not whole and not cut:
        return None
    tiles = _tiled(whole)
    return Cover(
        sum(t.target for t in tiles) + sum(share for share, _ in cut),
        sum(t.days for t in tiles) + sum(days for _, days in cut),
        sum(_months(t.start, t.end) for t in tiles),
        bool(cut),
    )


def summed(covers: Sequence[Cover]) -> Cover:
    """The targets of several scopes together; there is at least one."""
    best = max(covers, key=lambda c: c.days)
    return Cover(
        sum(c.target for c in covers), best.days, best.months, any(c.prorated for c in covers)
    )


def length_name(days: int) -> str:
    """The shortest of the usual lengths that so many days fit into, as a key of the catalogue."""
    return next((name for limit, name in _LENGTHS if days <= limit), _LENGTHS[-1][1])


def _tiled(spans: list[Span]) -> list[Span]:
    """Disjoint spans: of two lengths over the same days the finer, where it covers the coarser."""
    if all(earlier.end < later.start for earlier, later in pairwise(spans)):
        return spans
    tiles: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.days, s.start)):
        inside = [t for t in tiles if span.start <= t.start and t.end <= span.end]
        crossing = [t for t in tiles if t.start <= span.end and span.start <= t.end]
        if sum(t.days for t in inside) == span.days or len(crossing) > len(inside):
            continue
        tiles = [t for t in tiles if t not in inside]
        tiles.append(span)
    return tiles


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month + 1
