"""One scorecard to be talked over and signed: lines, points, grade, commission."""

from __future__ import annotations

from collections.abc import Iterator

from salestui import i18n
from salestui.i18n import _, joined
from salestui.metrics.breakdown import there
from salestui.metrics.scorecard.cards import Line as Measured
from salestui.metrics.scorecard.incentives import Commission
from salestui.metrics.scorecard.leaderboard import Standing
from salestui.views.documents.document import (
    Block,
    Chart,
    ChartKind,
    Column,
    Derived,
    Facts,
    Form,
    Line,
    Notes,
    Operation,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.formats import say
from salestui.views.names import dimension_title, period_name
from salestui.views.past.looking_back import Present
from salestui.views.performance.lines import (
    amount,
    commission_said,
    points_text,
    points_tone,
    rate_text,
    said_of,
    unit_of,
)
from salestui.views.performance.view import PerformanceView

_ADDS = Derived(Operation.PRODUCT, "share", "points")
_PAID = Derived(Operation.PRODUCT, "revenue", "rate")
_SIGN = "_" * 22


def card(view: PerformanceView, present: Present, standing: Standing, name: str) -> Section:
    """The card of a rep as a section of that name, with lines to sign."""
    who = standing.card.subject.name
    blocks: list[Block] = [Facts(tuple(_facts(present, standing))), _lines(view, standing)]
    notes = [say(note) for note in standing.card.total.notes]
    if (reason := standing.card.total.reason) is not None:
        notes.insert(0, say(reason))
    if notes:
        blocks.append(Notes(tuple(Line(text) for text in notes)))
    if standing.commission is not None:
        blocks += _commission(view, standing, standing.commission)
    blocks += _trend(view, standing)
    blocks.append(_signatures(_manager(present, who), who))
    return Section(name, _("Scorecard of {name}").format(name=who), tuple(blocks))


def _facts(present: Present, standing: Standing) -> Iterator[tuple[str, str]]:
    """Who, when, and the result."""
    found, subject = standing.card, standing.card.subject
    yield dimension_title("rep"), subject.name
    if subject.team:
        yield dimension_title("team"), subject.team
    if manager := _manager(present, subject.name):
        yield _("Manager"), manager
    yield _("Period"), period_name(present.period)
    yield _("Total points"), points_text(found.total.value)
    if found.grade is not None:
        yield _("Grade"), i18n.label(found.grade.labels)
    if found.place is not None:
        place = _("{place} of {n}").format(place=found.place.place, n=found.place.of)
        yield _("Place"), place
    if standing.change is not None:
        text = _("{points} points against the period before, when it was as old")
        yield _("Change"), text.format(points=f"{standing.change:+.1f}")


def _manager(present: Present, name: str) -> str:
    """Who manages somebody in the period, as the team's sheet tells; empty where it does not."""
    rows = there(present.inputs.stints, present.period)
    known = rows.filter(rows["name"] == name)["manager"].drop_nulls()
    return str(known[-1]) if known.len() else ""


def _lines(view: PerformanceView, standing: Standing) -> Table:
    columns = (
        Column("metric", _("Metric")),
        Column("actual", _("Actual")),
        Column("target", _("Target")),
        Column("weight", _("Weight"), Form.SHARE, Total.SUM),
        Column("share", _("Weight in effect"), Form.SHARE, Total.SUM),
        Column("points", _("Points"), Form.POINTS),
        Column("adds", _("Adds"), Form.POINTS, Total.SUM, _ADDS, bar=True),
        Column("how", _("How")),
    )
    rows = tuple(_line(view, line) for line in standing.card.lines)
    return Table("lines", _("Scorecard"), columns, rows)


def _line(view: PerformanceView, line: Measured) -> Row:
    measure = line.rule.measure
    unit = unit_of(measure.metric, view.book.inputs.playbook)
    counts = line.points is not None
    # a line without a figure that counts all the same counts 0
    points = (line.score.value or 0.0) if counts else line.score.value
    cells = (
        i18n.label(measure.labels),
        amount(line.actual, unit, view.style, exact=True),
        amount(line.target, unit, view.style, exact=True),
        measure.weight / 100,
        line.share / 100 if counts else None,
        points,
        line.points,
        said_of(line, unit, view.style),
    )
    return Row(cells, points_tone(line.score.value))


def _commission(view: PerformanceView, standing: Standing, found: Commission) -> Iterator[Block]:
    """Each tier with the revenue in it; or why there is no commission."""
    if found.paid.reason is not None:
        reason = say(found.paid.reason)
        yield Notes((Line(_("No commission: {reason}").format(reason=reason)),))
        return
    columns = (
        Column("tier", _("Commission tier")),
        Column("from", _("From attainment"), Form.SHARE),
        Column("revenue", _("Revenue in it"), Form.MONEY, Total.SUM),
        Column("rate", _("Rate"), Form.SHARE),
        Column("paid", _("Commission"), Form.MONEY, Total.SUM, _PAID),
    )
    rows = tuple(
        Row(
            (
                f"{i18n.label(part.tier.labels)} ({rate_text(part.tier.rate)})",
                part.tier.from_attainment,
                part.revenue,
                part.tier.rate,
                part.paid,
            )
        )
        for part in found.slices
    )
    yield Table("commission", _("Commission"), columns, rows)
    paid = view.style.exact_money(found.paid.value or 0.0)
    said = _("Commission: {money}").format(money=paid)
    yield Notes((Line(joined((said, commission_said(standing, view.style)))),))


def _trend(view: PerformanceView, standing: Standing) -> Iterator[Block]:
    """The points of the periods up to this one, where more than one has any."""
    known = [
        Row((period_name(period), points))
        for period, points in zip(view.board.periods, standing.trend, strict=True)
        if points is not None
    ]
    if len(known) < 2:
        return
    title = _("Points by period")
    columns = (Column("period", _("Period")), Column("points", _("Points"), Form.POINTS))
    says = _("The points of the scorecard in this period and those before.")
    yield Chart(ChartKind.COLUMNS, title, "history", "period", ("points",), says)
    yield Table("history", title, columns, tuple(known))


def _signatures(manager: str, rep: str) -> Facts:
    """A line for each to sign."""
    text = _("{line} date: {day}")
    line = text.format(line=_SIGN, day=_SIGN[:10])
    return Facts(
        (
            (_("Signed by the manager, {name}").format(name=manager or _SIGN), line),
            (_("Signed by {name}").format(name=rep), line),
        )
    )
