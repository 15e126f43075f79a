"""The matrix of targets as rows and columns of texts, and what there is to say of one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.targets import Scope
from salestui.metrics.cash.collected import collected
from salestui.metrics.inputs import Inputs
from salestui.metrics.targets.actuals import COLLECTED, actuals
from salestui.model.period import Period, PeriodKind, period_of
from salestui.selling.cash.rows import cash_rows
from salestui.selling.targets.breakdown import Check
from salestui.selling.targets.matrix import COMPANY, Matrix, Place, Spot, matrix
from salestui.views.cells import Mark
from salestui.views.formats import style
from salestui.views.names import period_name
from salestui.views.targets.cells import where_is
from salestui.views.targets.texts import (
    LOCKED,
    Measure,
    amount,
    counted,
    measure_name,
    metric_name,
    scope_name,
    share,
    short_period,
)

WHO, YEAR, DIFFERENCE = "who", "year", "difference"


@dataclass(frozen=True, slots=True)
class MatrixWish:
    """What is to be shown; ``kind``: the length of a column, None for the team's own."""

    metric: str
    year: Period
    measure: Measure = Measure.TARGET
    kind: PeriodKind | None = None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell as shown; ``role``: ``muted`` where it is worked out, ``warning`` for a gap."""

    text: str
    mark: Mark = Mark.PLAIN
    role: str = ""


@dataclass(frozen=True)
class MatrixView:
    """The matrix of one look.

    Attributes:
        wish: what was asked for.
    """

    state: BookState
    matrix: Matrix
    wish: MatrixWish
    as_of: date

    @cached_property
    def periods(self) -> Mapping[str, Period]:
        """The periods by column key, the year first."""
        return {YEAR: self.matrix.year} | {p.key: p for p in self.matrix.periods}

    @cached_property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Key and title of every column."""
        year = period_name(self.matrix.year)
        parts = [(p.key, short_period(p)) for p in self.matrix.periods]
        if [key for key, _title in parts] == [self.matrix.year.key]:
            parts = []
        head = ((WHO, _("Who")), (YEAR, year), (DIFFERENCE, _("Difference")))
        return (*head, *parts)

    @cached_property
    def scopes(self) -> tuple[Scope | None, ...]:
        """Whose each row is; None for sum and difference."""
        below = (None, None) if self.matrix.adds else ()
        return (*(line.scope for line in self.matrix.lines), *below)

    @cached_property
    def rows(self) -> tuple[tuple[MatrixCell, ...], ...]:
        """The cells by row and column."""
        lines = [
            (self._name(line.scope, line.depth), *self._cells(line.scope))
            for line in self.matrix.lines
        ]
        return (*lines, *(self._sums() if self.matrix.adds else ()))

    @property
    def title(self) -> str:
        """What is shown, in a line."""
        parts = [metric_name(self.wish.metric), period_name(self.matrix.year)]
        parts.append(measure_name(self.wish.measure))
        check = self.matrix.check_people(COMPANY, self.matrix.year)
        if check is not None:
            parts.append(_said(check, scope_name(COMPANY)))
        return " · ".join(parts)

    def place(self, row: int, column: str) -> tuple[Scope, Period] | None:
        """Whose target, and for when, a cell is; None for names, sums and differences."""
        period = self.periods.get(column)
        scope = self.scopes[row] if 0 <= row < len(self.scopes) else None
        return None if period is None or scope is None else (scope, period)

    def free_places(self, row: int, column: str) -> list[tuple[Scope, Period]]:
        """The places meant by a cell: itself, or all columns where it is a name or the year."""
        scope = self.scopes[row] if 0 <= row < len(self.scopes) else None
        if scope is None:
            return []
        if (period := self.periods.get(column)) is not None and column != YEAR:
            return [(scope, period)]
        return [(scope, period) for period in self.matrix.periods]

    def detail(self, row: int, column: str) -> tuple[str, ...]:
        """What there is to know of a cell: figures, where it stands, whether sums agree."""
        place = self.place(row, column if column in self.periods else YEAR)
        if place is None:
            return (_("Sums of the lines above, and by how much they differ from the company."),)
        found = self.matrix
        target, reached = found.value(*place), found.actuals.reached(*place)
        texts = [
            f"{scope_name(place[0])} · {period_name(place[1])}",
            _("target {value}").format(value=amount(target)),
            _("actual {value}").format(value=amount(reached)),
            _("attainment {value}").format(value=share(reached, target)),
        ]
        if target is not None and reached is not None:
            texts.append(_("gap {value}").format(value=amount(max(target - reached, 0.0))))
        if found.is_locked(*place):
            texts.append(_("locked"))
        texts.append(where_is(self.state, found, *place))
        return (" · ".join(texts), *self._checks(*place))

    def explanation(self, scope: Scope, period: Period) -> str:
        """What the metric counts, and attainment with the numbers in it."""
        target = self.matrix.value(scope, period)
        reached = self.matrix.actuals.reached(scope, period)
        numbers = f"{amount(reached)} / {amount(target)} = {share(reached, target)}"
        lines = [counted(self.wish.metric), _("Attainment is actual / target: {numbers}")]
        lines[1] = lines[1].format(numbers=numbers)
        return "\n".join([*lines, where_is(self.state, self.matrix, scope, period)])

    def _checks(self, scope: Scope, period: Period) -> list[str]:
        people = self.matrix.check_people(scope, period)
        time = self.matrix.check_time(scope, period)
        found = [_said(people, scope_name(scope))] if people is not None else []
        return found + ([_said(time, period_name(period))] if time is not None else [])

    def _name(self, scope: Scope, depth: int) -> MatrixCell:
        return MatrixCell("  " * depth + scope_name(scope))

    def _cells(self, scope: Scope) -> list[MatrixCell]:
        cells = []
        for key, _title in self.columns[1:]:
            if key == DIFFERENCE:
                cells.append(self._difference(scope))
            else:
                cells.append(self._cell(scope, self.periods[key]))
        return cells

    def _difference(self, scope: Scope) -> MatrixCell:
        year = self.matrix.year
        return _gap(self.matrix.check_people(scope, year) or self.matrix.check_time(scope, year))

    def _cell(self, scope: Scope, period: Period) -> MatrixCell:
        found = self.matrix
        text = self._text(scope, period)
        if self.wish.measure in (Measure.TARGET, Measure.ALL) and found.is_locked(scope, period):
            text = f"{LOCKED} {text}"
        if self.wish.measure is not Measure.TARGET:
            return MatrixCell(text)
        wrong = [found.check_people(scope, period), found.check_time(scope, period)]
        role = "" if found.own(scope, period) is not None else "muted"
        if any(check is not None and check.difference for check in wrong):
            role = "warning"
        return MatrixCell(text, self._mark(found.spots(scope, period)), role)

    def _text(self, scope: Scope, period: Period) -> str:
        target = self.matrix.value(scope, period)
        reached = self.matrix.actuals.reached(scope, period)
        match self.wish.measure:
            case Measure.TARGET:
                return amount(target, "")
            case Measure.ACTUAL:
                return amount(reached, "")
            case Measure.ATTAINMENT:
                return share(reached, target, "")
            case Measure.ALL:
                shown = ["–" if n is None else style().money(n) for n in (target, reached)]
                return " | ".join((*shown, share(reached, target, "–")))

    def _mark(self, spots: Sequence[Spot]) -> Mark:
        rows = self.state.rows("targets")
        pending = rows.overlay.cells if rows is not None else {}
        edited = any((spot.row, spot.column) in pending for spot in spots)
        return Mark.PENDING if edited else Mark.PLAIN

    def _sums(self) -> tuple[tuple[MatrixCell, ...], ...]:
        found = self.matrix
        periods = [self.periods.get(key) for key, _title in self.columns[1:]]
        sums = [amount(found.below(COMPANY, p), "") if p else "" for p in periods]
        gaps = [_gap(found.check_people(COMPANY, p)) if p else MatrixCell("") for p in periods]
        name = MatrixCell(_("Sum"), role="muted")
        return (
            (name, *(MatrixCell(text, role="muted") for text in sums)),
            (MatrixCell(_("Sum − company"), role="muted"), *gaps),
        )


def matrix_view(
    state: BookState,
    inputs: Inputs,
    wish: MatrixWish,
    as_of: date,
    locked: frozenset[Place] = frozenset(),
) -> MatrixView:
    """The matrix of a state; ``locked``: the places that the user locked."""
    deals, activities = state.live("deals"), state.live("activities")
    cash = collected(cash_rows(state), inputs) if wish.metric in COLLECTED else None
    reached = actuals(wish.metric, inputs.facts, deals, activities, as_of, cash=cash)
    found = matrix(
        state, inputs, wish.metric, wish.year, reached=reached, kind=wish.kind, locked=locked
    )
    return MatrixView(state, found, wish, as_of)


def first_wish(state: BookState, as_of: date) -> MatrixWish:
    """What is shown at first: the year, and the metric that most targets are of."""
    counts = state.targets["metric"].value_counts(sort=True)["metric"]
    metric = "revenue" if "revenue" in counts.to_list() or counts.is_empty() else counts[0]
    return MatrixWish(metric, period_of(as_of, PeriodKind.YEAR, state.fiscal_start))


def _gap(check: Check | None) -> MatrixCell:
    if check is None:
        return MatrixCell("")
    text = f"{check.difference:+,.2f}".removesuffix(".00") if check.difference else "0"
    return MatrixCell(text, role="warning" if check.difference else "ok")


def _said(check: Check, whole: str) -> str:
    sums = {"sum": amount(check.total), "whole": whole, "target": amount(check.whole)}
    if not check.difference:
        return _("parts add up to {whole}: {sum}").format(**sums)
    sums["gap"] = amount(abs(check.difference))
    if check.difference > 0:
        return _("parts {sum}, {gap} more than {whole}: {target}").format(**sums)
    return _("parts {sum}, {gap} less than {whole}: {target}").format(**sums)
