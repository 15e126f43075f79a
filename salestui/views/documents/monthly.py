"""The monthly review: the month, the year so far, the quarter's forecast, and what came of it."""

from __future__ import annotations

from dataclasses import replace

from salestui.i18n import _
from salestui.metrics.scorecard.people import Kind
from salestui.model.period import PeriodKind, period_of
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Line
from salestui.views.documents.ground import Ground, ground
from salestui.views.documents.sections import behind
from salestui.views.documents.sections.attainment import attainment
from salestui.views.documents.sections.costs import costs
from salestui.views.documents.sections.deals import due_deals, won_deals
from salestui.views.documents.sections.duty import projects
from salestui.views.documents.sections.forecast import forecast
from salestui.views.documents.sections.funnel import funnel
from salestui.views.documents.sections.losses import losses
from salestui.views.documents.sections.months import year
from salestui.views.documents.sections.movement import movement
from salestui.views.documents.sections.owed import owed
from salestui.views.documents.sections.pipeline_risks import risks
from salestui.views.documents.sections.ranking import ranking
from salestui.views.documents.sections.standing import standing, summary_line
from salestui.views.names import period_name
from salestui.views.performance.view import performance

_DEALS = 15


def monthly(basis: Basis) -> Document:
    """The review of a company, a team or a rep; of a month, or of what period is looked at.

    Blocks: files of kept days.
    """
    present = basis.present
    month = ground(basis)
    day = present.period.clamp(present.as_of)
    quarter = ground(basis, period_of(day, PeriodKind.QUARTER, present.state.fiscal_start))
    ahead = forecast(quarter)
    title = _("Forecast of {period}").format(period=period_name(quarter.present.period))
    sections = (
        standing(month),
        *(attainment(month, one) for one in (*month.divided_by(), "region", "product")),
        behind.behind(month),
        year(basis),
        funnel(month),
        losses(month),
        won_deals(month),
        movement(basis, present.period.start),
        replace(ahead, title=title),
        due_deals(quarter, _DEALS),
        owed(basis),
        costs(basis),
        ranking(performance(present, Kind.REP, basis.style)),
        *projects(basis),
        risks(quarter),
    )
    summary = (summary_line(month.view), behind.summary(month), _of_quarter(quarter))
    lines = [line for line in summary if line is not None]
    return document(basis, "monthly", _("Monthly review"), lines, sections)


def _of_quarter(found: Ground) -> Line:
    """The headline of the quarter."""
    line = summary_line(found.view)
    text = _("{period}: {text}")
    period = period_name(found.present.period)
    return replace(line, text=text.format(period=period, text=line.text))
