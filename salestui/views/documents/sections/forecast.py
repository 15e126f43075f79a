"""Where the period lands: the forecast by category and by chance, of teams and reps."""

from __future__ import annotations

from collections.abc import Sequence

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.figure import Figure
from salestui.metrics.forecast.definitions import forecast_definition
from salestui.metrics.forecast.rollup import ForecastLine
from salestui.metrics.reasons import NO_OVERRIDES
from salestui.views.documents.basis import noted_once, told
from salestui.views.documents.document import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Derived,
    Figures,
    Form,
    Line,
    Notes,
    Operation,
    Row,
    Section,
    Told,
    Total,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_stages, sentence
from salestui.views.documents.sections.listing import listed
from salestui.views.forecast.view import line_name, reach_state
from salestui.views.kpis import figure_kpi
from salestui.views.names import dimension_title
from salestui.views.states import State

CATEGORIES = ("won", "commit", "best_case", "pipeline", "omitted")
CHANCES = ("won", "likely", "even", "unlikely", "remote", "unrated")

_SHOWN = (
    "won", "commit", "best_case", "pipeline", "weighted", "landing", "override", "low", "middle",
    "high", "target", "forecast_gap", "reach",
)  # fmt: skip


def forecast(ground: Ground) -> Section:
    """The figures of the whole, then the lines of what it is divided by."""
    title = _("Forecast")
    if needs := needs_of(ground):
        return Section("forecast", title, needs=needs)
    blocks: list[Block] = [Figures(whole(ground))]
    divided = ground.divided_by()
    if divided:
        blocks += by_category(ground, divided[0])
    if notes := ground.forecast.notes:
        blocks.append(Notes(tuple(Line(text) for text in notes)))
    return Section("forecast", title, tuple(blocks))


def needs_of(ground: Ground) -> str:
    """Why there is no forecast; empty where there is one."""
    return no_stages(ground.present.inputs) or sentence(ground.forecast.needs)


def whole(ground: Ground) -> tuple[Told, ...]:
    """The figures of all that is looked at; the manager's only where there is one."""
    line = ground.forecast.figures.lines[0]
    return noted_once(
        _told(ground, key, line.figures[key])
        for key in _SHOWN
        if not (key == "override" and _is_unsaid(line.figures[key]))
    )


def reach_line(ground: Ground) -> Line | None:
    """How likely the target is met; None where that is not known."""
    if needs_of(ground):
        return None
    reach = ground.forecast.figures.lines[0].figures["reach"].value
    if reach is None:
        return None
    text = _("The target is met in {share} of the runs of the forecast")
    return Line(text.format(share=ground.style.percent(reach)), reach_state(reach))


def _told(ground: Ground, key: str, figure: Figure) -> Told:
    meant = forecast_definition(key)
    return told(figure_kpi(meant, figure, ground.style), figure.value, meant.unit)


def _is_unsaid(figure: Figure) -> bool:
    return figure.reason is not None and figure.reason.text == NO_OVERRIDES


def lines_of(ground: Ground, dimension: str) -> tuple[ForecastLine, ...]:
    """The lines of all teams, or of all reps, that say anything."""
    depth = 1 if dimension == "team" else 2
    lines = ground.forecast.figures.lines
    return tuple(x for x in lines if len(x.path) == depth and _says_something(x))


def _says_something(line: ForecastLine) -> bool:
    """Whether there is anything of somebody: who only supports others has nothing."""
    known = line.due or line.figures["won"].value
    return bool(known) or line.figures["target"].value is not None


def by_category(ground: Ground, dimension: str) -> tuple[Block, ...]:
    """A chart of landing beside target, and the lines by forecast category."""
    return _divided(ground, dimension, CATEGORIES, f"category_{dimension}", charted=True)


def by_chance(ground: Ground, dimension: str) -> tuple[Block, ...]:
    """The lines by probability."""
    return _divided(ground, dimension, CHANCES, f"chance_{dimension}", charted=False)


def _divided(
    ground: Ground, dimension: str, keys: Sequence[str], name: str, *, charted: bool
) -> tuple[Block, ...]:
    lines = lines_of(ground, dimension)
    if not lines:
        return ()
    shown = (*keys, "weighted", "landing", "target")
    title = _("Forecast by {dimension}").format(dimension=dimension_title(dimension))
    columns = (
        *name_columns(dimension),
        *(Column(key, column_title(key), Form.MONEY, Total.SUM) for key in shown),
        Column("share", _("Landing / target"), Form.SHARE, derived=_SHARE),
        Column("short", column_title("forecast_gap"), Form.MONEY),
    )
    table = listed(name, title, columns, [_row(line, shown) for line in lines])
    if not charted or all(line.figures["target"].value is None for line in lines):
        return (table,)
    says = _("Where each lands beside the target.")
    last = name_columns(dimension)[-1].name
    chart = Chart(ChartKind.TARGET, title, name, last, ("landing", "target"), says)
    return (chart, table)


_SHARE = Derived(Operation.QUOTIENT, "landing", "target")


def name_columns(dimension: str) -> tuple[Column, ...]:
    """What names a line: the team, or team and rep."""
    if dimension == "team":
        return (Column("team", dimension_title("team")),)
    return (Column("team", dimension_title("team")), Column("rep", dimension_title("rep")))


def names_of(line: ForecastLine) -> tuple[str, ...]:
    """The same of a line."""
    return tuple(line_name(line.path[: depth + 1], "") for depth in range(len(line.path)))


def column_title(key: str) -> str:
    """What a column of the forecast is called."""
    return i18n.label(forecast_definition(key).labels)


def _row(line: ForecastLine, shown: Sequence[str]) -> Row:
    landing, target = line.figures["landing"].value, line.figures["target"].value
    share = landing / target if landing is not None and target else None
    cells: tuple[Cell, ...] = (
        *names_of(line),
        *(line.figures[key].value for key in shown),
        share,
        line.figures["forecast_gap"].value,
    )
    short = line.figures["forecast_gap"].value
    state = State.NEUTRAL if short is None else State.WARNING if short > 0 else State.OK
    return Row(cells, state)
