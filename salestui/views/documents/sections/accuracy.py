"""How the forecasts of earlier periods fared: accuracy, bias, and how many deals slipped."""

from __future__ import annotations

from salestui.i18n import _
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Column,
    Form,
    Row,
    Section,
    Table,
)
from salestui.views.documents.ground import Ground
from salestui.views.forecast.past import PastForecast
from salestui.views.formats import say
from salestui.views.names import period_name


def accuracy(ground: Ground) -> Section:
    """The periods before the one looked at, the last one first."""
    title, past = _("How earlier forecasts fared"), ground.forecast.past_forecasts
    if not past:
        return Section("accuracy", title, needs=ground.forecast.past_needs)
    columns = (
        Column("period", _("Period")),
        Column("forecast", _("Forecast"), Form.MONEY),
        Column("actual", _("Actual"), Form.MONEY),
        Column("accuracy", _("Accuracy"), Form.SHARE),
        Column("bias", _("Bias"), Form.SHARE),
        Column("slip", _("Slipped"), Form.SHARE),
        Column("remark", _("Remark")),
    )
    table = Table("accuracy", title, columns, tuple(_row(one) for one in past))
    if all(one.forecast is None for one in past):
        return Section("accuracy", title, (table,))
    says = _("What was forecast as each period began, and what was won in it.")
    chart = Chart(ChartKind.COLUMNS, title, "accuracy", "period", ("forecast", "actual"), says)
    return Section("accuracy", title, (chart, table))


def _row(one: PastForecast) -> Row:
    reason = one.accuracy.reason
    return Row(
        (
            period_name(one.period),
            one.forecast,
            one.actual,
            one.accuracy.value,
            one.bias.value,
            one.slip.value,
            "" if reason is None else say(reason),
        )
    )
