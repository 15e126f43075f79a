"""Who comes, and what the phases of a launch were to sell, as tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from salestui import i18n
from salestui.i18n import N_, _
from salestui.metrics.figure import Figure
from salestui.metrics.floor.phases import Phase
from salestui.metrics.floor.visitors import Came, Register, Week, by_credit
from salestui.model.entities import entity as entity_of
from salestui.model.period import Period, PeriodKind
from salestui.views.formats import Style, not_available
from salestui.views.onsite.selling import MEANT
from salestui.views.onsite.table import Heading, Line, Table, equals, unnamed

_STANDING = {
    "coming": N_("coming"),
    "running": N_("running"),
    "over": N_("over"),
    "undated": N_("without dates"),
}
_FINE, _POOR = 1.0, 0.8


@dataclass(frozen=True, slots=True)
class Visits:
    """The register, who of it bought, and the days that are looked at."""

    register: Register
    buyers: Collection[str]
    period: Period
    as_of: date


def came_tables(visits: Visits | None, weeks: tuple[Week, ...], style: Style) -> tuple[Table, ...]:
    """Visitors by channel and by agent, and the course of the weeks."""
    names = {"channel": (_("Visitors by channel"), _("Channel")),
             "agent": (_("Visitors by agent"), _("Agent"))}  # fmt: skip
    nothing = _("no visitor register yet: n adds it") if visits is None else _(
        "nobody came in this period: t chooses another, n registers a visitor"
    )  # fmt: skip
    found = [
        Table(code, title, named, _came_headings(), _came(visits, code, style),
              MEANT["visit_conversion"], nothing)
        for code, (title, named) in names.items()
    ]  # fmt: skip
    return (*found, _course(weeks, style, nothing))


def _came_headings() -> tuple[Heading, ...]:
    return (
        Heading(_("Visits"), 7, 2), Heading(_("People"), 7, 3), Heading(_("Bought"), 7, 1),
        Heading(_("Share"), 7), Heading(_("Complete"), 8, 4),
    )  # fmt: skip


def _came(visits: Visits | None, code: str, style: Style) -> tuple[Line, ...]:
    if visits is None:
        return ()
    found = by_credit(visits.register, visits.buyers, code, visits.period, visits.as_of)
    return tuple(_came_line(came, code, visits, style) for came in found)


def _came_line(came: Came, code: str, visits: Visits, style: Style) -> Line:
    chosen = equals(code, came.key)
    if chosen and visits.period.kind is not PeriodKind.ALL:
        chosen += f" date>={visits.period.start} date<={min(visits.period.end, visits.as_of)}"
    return Line(
        key=came.key,
        name=unnamed(came.key),
        cells=(
            style.count(came.visits),
            style.count(came.people),
            style.count(came.bought),
            _percent(came.conversion, style),
            _percent(came.completeness, style),
        ),
        figure=came.conversion,
        entity="visitors",
        rows=came.rows,
        numbers=f"{came.bought:,} / {came.people:,}",
        filter=chosen,
    )


def _course(weeks: tuple[Week, ...], style: Style, nothing: str) -> Table:
    headings = (Heading(_("Visits"), 7), Heading(_("Subscriptions"), 13), Heading(_("Signings"), 9))
    lines = tuple(
        Line(
            key=week.monday.isoformat(),
            name=_("week of {day}").format(day=week.monday.isoformat()),
            cells=tuple(map(style.count, (week.visits, week.subscriptions, week.signings))),
            figure=Figure(float(week.visits)),
            entity="visitors",
            rows=(),
            filter=f"date>={week.monday} date<={week.monday + timedelta(days=6)}",
        )
        for week in reversed(weeks)
    )
    return Table("weeks", _("Week by week"), _("Week"), headings, lines, MEANT["visits"], nothing)


def phase_table(phases: tuple[Phase, ...] | None, style: Style) -> Table:
    """The phases against their targets."""
    headings = (
        Heading(_("Days"), 11, 4), Heading(_("Now"), 8, 3), Heading(_("Units"), 9),
        Heading(_("Reached"), 8), Heading(_("Revenue"), 21, 1), Heading(_("Reached"), 8, 2),
    )  # fmt: skip
    nothing = _("no launch phases yet: n adds their sheet") if phases is None else _(
        "no launch phases yet: n goes to their sheet, n adds one there"
    )  # fmt: skip
    lines = tuple(_phase(phase, style) for phase in phases or ())
    return Table("phases", _("Launch phases"), _("Launch phase"), headings, lines,
                 MEANT["phase_units"], nothing)  # fmt: skip


def _phase(phase: Phase, style: Style) -> Line:
    def of(figure: Figure, target: Figure, *, money: bool) -> str:
        texts = [
            not_available() if f.value is None
            else style.money(f.value) if money else style.count(f.value)
            for f in (figure, target)
        ]  # fmt: skip
        return " / ".join(texts)

    days = "" if phase.start is None or phase.end is None else (
        f"{phase.start:%m-%d}…{phase.end:%m-%d}"
    )  # fmt: skip
    return Line(
        key=str(phase.row),
        name=phase.name or _kind_name(phase.kind),
        cells=(
            days,
            _(_STANDING[phase.standing]),
            of(phase.units, phase.units_target, money=False),
            _percent(phase.units_attained, style),
            of(phase.revenue, phase.revenue_target, money=True),
            _percent(phase.revenue_attained, style),
        ),
        figure=phase.units_attained,
        entity="units",
        rows=phase.rows,
        numbers=of(phase.units, phase.units_target, money=False),
        tones=("", "", "", _tone(phase, phase.units_attained), "",
               _tone(phase, phase.revenue_attained)),
    )  # fmt: skip


def _tone(phase: Phase, attained: Figure) -> str:
    """How a phase stands that is over; one that runs on may still get there."""
    if attained.value is None:
        return "muted"
    if attained.value >= _FINE:
        return "ok"
    if phase.standing != "over":
        return ""
    return "late" if attained.value < _POOR else "warning"


def _kind_name(kind: str) -> str:
    field = entity_of("phases").field("kind")
    choices = field.choices if field is not None else ()
    return next((i18n.label(c.labels) for c in choices if c.code == kind), "") or unnamed("")


def _percent(figure: Figure, style: Style) -> str:
    return not_available() if figure.value is None else style.percent(figure.value)
