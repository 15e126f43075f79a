"""What is wrong with the targets: sums that do not add up, and who has none."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.i18n import _, ngettext
from salestui.mapping.targets import Scope
from salestui.model.period import Period, PeriodKind
from salestui.selling.targets.breakdown import Check
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told, without_sheet
from salestui.views.names import period_name
from salestui.views.states import State
from salestui.views.targets.matrix import MatrixView, first_wish, matrix_view
from salestui.views.targets.texts import amount, metric_name, scope_name

_LISTED = 20


def targets_area(asked: Asked) -> AreaView:
    """Differences of the year's targets, the largest first, then who sells without any. Blocks."""
    present = asked.present
    state = present.state
    if state.rows("targets") is None:
        return without_sheet("targets")
    day = present.period.clamp(present.as_of)
    view = matrix_view(state, present.inputs, first_wish(state, day), present.as_of)
    if not view.matrix.cells:
        return AreaView((), needs=_("needs targets: 8 opens the matrix to set them"))
    wrong = sorted(_differences(view), key=lambda found: -abs(found[2].difference))
    rows = [_difference(*found) for found in wrong]
    sellers = set(present.inputs.facts["rep"].drop_nulls().unique().to_list())
    idle = _reps_without(view, present.period)
    rows += [_without(view, scope) for scope in idle if scope[1] in sellers]
    if not rows:
        name = metric_name(view.wish.metric)
        said = _("{metric}: all sums add up and every rep has a target").format(metric=name)
        return AreaView((AreaRow("fine", said, "", Opens("target_matrix"), severity=State.OK),))
    count = ngettext("{n} to see to", "{n} to see to", len(rows)).format(n=f"{len(rows):,}")
    return AreaView(tuple(rows[:_LISTED]), note=count)


def _differences(view: MatrixView) -> Iterator[tuple[Scope, Period, Check]]:
    """Each sum once: over people for every period, over time where people say nothing."""
    found = view.matrix
    for line in found.lines:
        for period in view.periods.values():
            for check in (found.check_people(line.scope, period),
                          found.check_time(line.scope, period)):  # fmt: skip
                if check is not None and check.difference:
                    yield line.scope, period, check
                    break


def _difference(scope: Scope, period: Period, check: Check) -> AreaRow:
    who, when = scope_name(scope), period_name(period)
    numbers = _("parts {sum} - target {target}").format(
        sum=amount(check.total), target=amount(check.whole)
    )
    return AreaRow(
        key=f"{scope}:{period.key}",
        label=f"{who} · {when}",
        value=f"{check.difference:+,.0f}",
        opens=Opens("target_matrix"),
        said=_("parts do not add up"),
        severity=State.WARNING,
        told=told(_("by how much the parts' targets differ from the whole's"), numbers),
    )


def _reps_without(view: MatrixView, period: Period) -> Iterator[Scope]:
    """Reps of the matrix without a target for the period that is looked at, else for the year."""
    wanted = view.matrix.year if period.kind is PeriodKind.ALL else period
    for line in view.matrix.lines:
        year = view.matrix.value(line.scope, view.matrix.year)
        if line.scope[0] == "rep" and not year and not view.matrix.value(line.scope, wanted):
            yield line.scope


def _without(view: MatrixView, scope: Scope) -> AreaRow:
    name = scope_name(scope)
    return AreaRow(
        key=f"without:{name}",
        label=name,
        value=_("none"),
        opens=Opens("target_matrix"),
        said=_("no target in {year}").format(year=period_name(view.matrix.year)),
        severity=State.WARNING,
        told=_("nobody set a target of this metric for this rep in the year"),
    )
