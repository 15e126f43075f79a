"""Who leads and who is last by points of the scorecard, with grade, change and commission."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.scorecard.leaderboard import Standing
from salestui.views.documents.document import (
    Cell,
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Total,
)
from salestui.views.documents.needing import sentence
from salestui.views.documents.sections.listing import listed
from salestui.views.formats import say
from salestui.views.names import dimension_title
from salestui.views.performance.lines import points_tone
from salestui.views.performance.view import PerformanceView, card_title, subject_label


def ranking(view: PerformanceView) -> Section:
    """The leaderboard of whom is looked at."""
    title = _("Ranking")
    if view.board.reason is not None or not view.rows:
        needs = "" if view.board.reason is None else sentence(say(view.board.reason))
        nobody = _("Nobody of this kind is in what is looked at.")
        return Section("ranking", title, needs=needs or nobody)
    columns = (
        Column("place", _("Place"), Form.COUNT),
        Column("name", dimension_title("rep")),
        Column("team", dimension_title("team")),
        Column("points", _("Points"), Form.POINTS, bar=True),
        Column("grade", _("Grade")),
        Column("change", _("Change"), Form.POINTS),
        Column("trend", _("Trend"), Form.TREND),
        Column("commission", _("Commission"), Form.MONEY, Total.SUM),
    )
    found = standings(view)
    rated = [one for one in found if one.card.total.value is not None]
    if not rated:
        return Section("ranking", title, needs=sentence(view.rows[0].reason))
    said = [Line(f"{card_title(view)} · {view.missing}")]
    if others := [subject_label(s.card.subject.name) for s in found if s not in rated]:
        text = _("Without a figure in any line: {names}")
        said.append(Line(text.format(names=joined(others))))
    rows = [_row(standing) for standing in rated]
    table = listed("ranking", title, columns, rows)
    return Section("ranking", title, (table, Notes(tuple(said))))


def standings(view: PerformanceView) -> list[Standing]:
    """Those whom the focus shows, the best first."""
    found = (view.standing(row.name) for row in view.rows)
    return [standing for standing in found if standing is not None]


def _row(standing: Standing) -> Row:
    card, paid = standing.card, standing.commission
    total = card.total
    cells: tuple[Cell, ...] = (
        None if card.place is None else card.place.place,
        subject_label(card.subject.name),
        card.subject.team or "",
        total.value,
        "" if card.grade is None else card.grade.code,
        standing.change,
        standing.trend,
        None if paid is None else paid.paid.value,
    )
    return Row(cells, points_tone(total.value))
