"""What the matrix's keys do to the book: cells, breakdowns, suggestions and locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.applying import make_changes
from salestui.ui.targets.dialog import Answers, PlanDialog
from salestui.ui.working import work_out

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.mapping.targets import Scope
    from salestui.metrics.figure import Note
    from salestui.model.period import Period
    from salestui.selling.changes import Changes
    from salestui.selling.targets.plans import Plan
    from salestui.selling.targets.writing import Wish
    from salestui.ui.app import SalesApp
    from salestui.views.targets.matrix import MatrixView


def set_target(app: SalesApp, view: MatrixView, place: tuple[Scope, Period], text: str) -> None:
    """Write one target; of a year without a cell of its own, its periods."""
    from salestui.views.targets.cells import read_target
    from salestui.views.targets.texts import amount

    value = read_target(view.state, view.matrix, place, text, view.as_of)
    if isinstance(value, str):
        app.say(value, "error")
        return
    if value is not None and view.matrix.parts(place[1]) and not view.matrix.spots(*place):
        break_down(app, view, place, value)
        return
    label = _("Target of {who}: {value}").format(who=_named(view, place), value=amount(value, "–"))
    _write(app, view, label, ((*place, value),))


def break_down(
    app: SalesApp, view: MatrixView, place: tuple[Scope, Period], value: float | None = None
) -> None:
    """Ask how a target is to be split, and write the shares."""
    from salestui.selling.targets.plans import methods
    from salestui.views.targets.cells import number_text
    from salestui.views.targets.plan import method_name, usual_unit

    ways = methods(view.matrix, *place)
    if not ways:
        app.say(_nothing_below(view))
        return
    whole = view.matrix.value(*place) if value is None else value
    asked = (
        _("Target"),
        "" if whole is None else number_text(view.state, view.matrix, place, whole),
        number_text(view.state, view.matrix, place, usual_unit(whole or 0.0)),
    )

    def preview(answers: Answers) -> tuple[str, bool]:
        from salestui.views.targets.plan import plan_text

        plan = _plan(view, place, answers)
        return (plan, False) if isinstance(plan, str) else (plan_text(plan), True)

    def answered(answers: Answers | None) -> None:
        plan = None if answers is None else _plan(view, place, answers)
        if plan is not None and not isinstance(plan, str):
            _write(app, view, _("{who} broken down").format(who=_named(view, place)), plan.wishes)

    title = _("Break down {who}").format(who=_named(view, place))
    names = {str(way): method_name(way) for way in ways}
    app.push_screen(PlanDialog(title, asked, names, preview), answered)


def suggest(app: SalesApp, view: MatrixView, places: list[tuple[Scope, Period]]) -> None:
    """Ask for the growth, and write last year's figures with it."""
    from salestui.views.targets.cells import number_text
    from salestui.views.targets.plan import usual_unit

    most = max((view.matrix.value(*place) or 0.0 for place in places), default=0.0)
    unit = number_text(view.state, view.matrix, places[0], usual_unit(most * 10))

    def preview(answers: Answers) -> tuple[str, bool]:
        from salestui.views.targets.plan import plan_text

        plan = _suggestion(view, places, answers)
        return (plan, False) if isinstance(plan, str) else (plan_text(plan), bool(plan.wishes))

    def answered(answers: Answers | None) -> None:
        plan = None if answers is None else _suggestion(view, places, answers)
        if plan is not None and not isinstance(plan, str):
            label = _("Targets of {who} from last year").format(who=_named(view, places[0]))
            _write(app, view, label, plan.wishes)

    title = _("Last year with growth: {who}").format(who=_named(view, places[0]))
    app.push_screen(PlanDialog(title, (_("Growth in %"), "10", unit), {}, preview), answered)


def lock(app: SalesApp, view: MatrixView, place: tuple[Scope, Period]) -> bool:
    """Lock or unlock in the workbook; False where it has no column for that."""
    from salestui.selling.targets.writing import lock_changes

    state = view.state if app.session is None else app.session.state
    changes = lock_changes(state, view.matrix, *place)
    if changes is None:
        return False
    said = _("{who} unlocked") if view.matrix.is_locked(*place) else _("{who} locked")
    make_changes(app, said.format(who=_named(view, place)), changes)
    return True


def may_keep_locks(app: SalesApp, view: MatrixView, place: tuple[Scope, Period]) -> bool:
    """Whether a column for locks can be added, and the target has a row to be locked in."""
    from salestui.book.widening.new_columns import missing_fields

    session = app.session
    rows = session.state.rows("targets") if session is not None else None
    if session is None or rows is None or session.read_only or session.refusal is not None:
        return False
    written = any(spot.value is not None for spot in view.matrix.spots(*place))
    return written and bool(missing_fields(rows.layout, ["locked"]))


def _write(app: SalesApp, view: MatrixView, label: str, wanted: tuple[Wish, ...]) -> None:
    """Write all of the targets, or none of them where one has no place."""
    from salestui.selling.targets.writing import wishes
    from salestui.views.formats import say

    session = app.session
    if session is None:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return

    def write(found: tuple[Changes, tuple[Note, ...]]) -> None:
        changes, refused = found
        if refused:
            app.say(say(refused[0]), "warning")
        else:
            make_changes(app, label, changes)

    def work(state: BookState) -> tuple[Changes, tuple[Note, ...]]:
        return wishes(state, view.matrix, wanted)

    work_out(app, work, write, _("Looking for the cells of the targets …"))


def _plan(view: MatrixView, place: tuple[Scope, Period], answers: Answers) -> Plan | str:
    from salestui.selling.targets.plans import Method, break_down
    from salestui.views.targets.cells import read_target

    method, number, rounding = answers
    amount = read_target(view.state, view.matrix, place, number, view.as_of)
    unit = read_target(view.state, view.matrix, place, rounding, view.as_of)
    for value in (amount, unit):
        if isinstance(value, str):
            return value
    if amount is None or not isinstance(unit, float) or unit < 1:
        return _("Type the target, and a rounding unit of at least 1.")
    return break_down(view.matrix, place, float(amount), Method(method), unit=unit)


def _suggestion(
    view: MatrixView, places: list[tuple[Scope, Period]], answers: Answers
) -> Plan | str:
    from salestui.selling.targets.plans import suggest
    from salestui.views.targets.cells import read_target
    from salestui.views.targets.plan import read_growth

    growth = read_growth(answers[1])
    unit = read_target(view.state, view.matrix, places[0], answers[2], view.as_of)
    if growth is None:
        return _("Type the growth in per cent, such as 8 or -2.5.")
    if not isinstance(unit, float) or unit < 1:
        return _("Type a rounding unit of at least 1.")
    return suggest(view.matrix, places, growth, unit)


def _named(view: MatrixView, place: tuple[Scope, Period]) -> str:
    from salestui.views.names import period_name
    from salestui.views.targets.texts import metric_name, scope_name

    names = (scope_name(place[0]), period_name(place[1]), metric_name(view.wish.metric))
    return " ".join(names)


def _nothing_below(view: MatrixView) -> str:
    if not view.matrix.adds:
        return _("A rate is the same for the parts as for the whole: it is not broken down.")
    return _("Nothing is below this target: neither shorter periods nor people.")
