"""A figure that several screens show is the same on each of them, over both samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.breakdown import Breakdown
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.forecast.rollup import forecast
from salestui.metrics.history.stage_stays import STAYS
from salestui.metrics.people.funnel import Ways, rep_funnel
from salestui.metrics.people.structure import Structure, chart
from salestui.metrics.scorecard.people import Kind
from salestui.metrics.targets.actuals import actuals
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period, parse_period
from salestui.selling.customers.decision_chain import Lack, decision_chain
from salestui.selling.customers.uncovered import uncovered_layers
from salestui.selling.following.followups import Bucket, Source, follow_ups
from salestui.selling.reference_links import ReferenceLinks
from salestui.selling.targets.matrix import matrix
from salestui.views.followups import follow_ups_view
from salestui.views.formats import style
from salestui.views.home.area import Asked
from salestui.views.home.customers import customers_area
from salestui.views.home.followups import followups_area
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.performance.view import performance
from salestui.views.person.work import due_section
from sample_workbooks import AS_OF, sample

PERIODS = ("2026-Q4", "2026-Q3", "2026-11", "2026")


class Whole:
    """A sample, read once."""

    def __init__(self, state: BookState) -> None:
        self.state = state
        self.inputs = inputs_of(state)

    def figures(self, period: Period, focus: Focus = EVERYTHING) -> DashboardFigures:
        return dashboard_figures(self.inputs, focus, period, AS_OF)


@pytest.fixture(scope="module", params=["en", "zh"])
def whole(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Whole]:
    folder = tmp_path_factory.mktemp("one_figure")
    path: Path = folder / "team.xlsx"
    path.write_bytes(sample(request.param).read_bytes())
    workbook = open_workbook(str(path), folder / "state")
    book = Book(workbook, Settings(AS_OF))
    try:
        yield Whole(book.load())
    finally:
        book.close()


@pytest.fixture(params=PERIODS)
def period(request: pytest.FixtureRequest) -> Period:
    found = parse_period(request.param)
    assert found is not None
    return found


def by_name(found: Breakdown) -> dict[str | None, tuple[float | None, ...]]:
    return {
        line.name: (
            line.actual.value,
            line.target.value,
            line.attainment.value,
            line.win_rate.value,
        )
        for line in found.lines
    }


def near(values: tuple[float | None, ...]) -> tuple[object, ...]:
    return tuple(None if v is None else pytest.approx(v) for v in values)


@pytest.mark.parametrize("dimension", ["rep", "team", "region", "product"])
def test_a_bar_of_the_home_is_the_strip_narrowed_to_it(
    whole: Whole, period: Period, dimension: str
) -> None:
    """The rep's page, too, shows the strip of its rep."""
    lines = by_name(whole.figures(period).breakdowns[dimension])
    assert lines
    for name, shown in lines.items():
        if name is None:
            continue
        kpis = whole.figures(period, EVERYTHING.with_term(dimension, name)).kpis
        keys = ("actual", "target", "attainment", "win_rate")
        assert shown == near(tuple(kpis[key].value for key in keys)), name


def test_the_forecast_s_lines_are_the_home_s(whole: Whole, period: Period) -> None:
    found = forecast(whole.inputs, EVERYTHING, period, AS_OF)
    for line in found.lines:
        focus = EVERYTHING
        for dimension, name in zip(("team", "rep"), line.path, strict=False):
            if name is not None:
                focus = focus.with_term(dimension, name)
        if None in line.path:
            continue
        kpis = whole.figures(period, focus).kpis
        pairs = {"won": "actual", "target": "target", "landing": "landing"}
        shown = tuple(line.figures[key].value for key in pairs)
        assert shown == near(tuple(kpis[key].value for key in pairs.values())), line.path


def test_a_team_s_unit_in_the_structure_is_the_home_s_bar(whole: Whole, period: Period) -> None:
    figures = whole.figures(period)
    bars = by_name(figures.breakdowns["team"])
    found = chart(whole.inputs, Structure.LINE, period, AS_OF)
    kpis = figures.kpis
    assert (found.whole.actual.value, found.whole.target.value, found.whole.attainment.value) == (
        near(tuple(kpis[key].value for key in ("actual", "target", "attainment")))
    )
    for unit in found.units:
        if unit.name is None:  # people whom the sheet puts in no team are no bar of the home
            continue
        shown = (unit.actual.value, unit.target.value, unit.attainment.value)
        assert shown == near(bars[unit.name][:3]), unit.name


def test_the_matrix_of_targets_has_the_home_s_targets_and_actuals(
    whole: Whole, period: Period
) -> None:
    year = parse_period("2026")
    assert year is not None
    state, inputs = whole.state, whole.inputs
    reached = actuals("revenue", inputs.facts, state.live("deals"), state.live("activities"), AS_OF)
    found = matrix(state, inputs, "revenue", year, reached=reached)
    figures = whole.figures(period)
    kpis = figures.kpis
    company = ("company", "")
    assert found.value(company, period) == pytest.approx(kpis["target"].value)
    assert reached.reached(company, period) == pytest.approx(kpis["actual"].value)
    for dimension in ("team", "rep"):
        for name, (actual, target, *_rest) in by_name(figures.breakdowns[dimension]).items():
            if name is not None and target is not None:
                assert found.value((dimension, name), period) == pytest.approx(target), name
                assert reached.reached((dimension, name), period) == pytest.approx(actual), name


def test_a_scorecard_s_figures_are_the_home_s(whole: Whole, period: Period) -> None:
    present = Present(whole.state, whole.inputs, EVERYTHING, period, AS_OF)
    keys = {"revenue": "actual", "attainment": "attainment", "win rate": "win_rate"}
    compared = set()
    for kind in (Kind.REP, Kind.TEAM):  # the company is among the teams
        view = performance(present, kind, style(""))
        for standing in view.board.standings:
            subject = standing.card.subject
            name = subject.name
            whom = EVERYTHING.with_term(str(subject.kind), name) if name else EVERYTHING
            kpis = whole.figures(period, whom).kpis
            for line in standing.card.lines:
                key = keys.get(line.rule.measure.metric)
                if key is not None and line.rule.actual is None and not line.rule.manual:
                    shown, wanted = line.actual.value, kpis[key].value
                    assert shown == (None if wanted is None else pytest.approx(wanted)), name
                    compared.add(kind)
    assert compared == {Kind.REP, Kind.TEAM}


def test_overdue_is_counted_alike_on_the_home_the_list_and_the_rep_s_page(whole: Whole) -> None:
    state = whole.state
    found = follow_ups(state, AS_OF)
    overdue = found.filter(pl.col("bucket") == str(Bucket.OVERDUE))
    view = follow_ups_view(state, EVERYTHING, AS_OF)
    period = parse_period("2026-Q4")
    assert period is not None
    asked = Asked(Present(state, whole.inputs, EVERYTHING, period, AS_OF), style(""))
    home = {row.key: row.value for row in followups_area(asked).rows}
    assert home["overdue"] == f"{view.counts[Bucket.OVERDUE]:,}" == f"{overdue.height:,}"
    by_rep = overdue.drop_nulls("rep").group_by("rep").len().rows()
    for rep, count in by_rep:
        assert due_section(state, rep, AS_OF).note.endswith(f" {count} overdue")
        alone = follow_ups_view(state, EVERYTHING.with_term("rep", rep), AS_OF)
        assert alone.counts[Bucket.OVERDUE] == count
    contacts = overdue.filter(pl.col("source").is_in([str(Source.CUSTOMER), str(Source.CADENCE)]))
    customers = {row.key: row.value for row in customers_area(asked).rows}
    assert customers["overdue"] == str(contacts.height)


def test_gaps_in_the_decision_chain_are_the_customers_own(whole: Whole) -> None:
    """The home counts customers with open deals; of a customer without contacts, each layer."""
    links = ReferenceLinks(whole.state)
    at_home = uncovered_layers(links)
    assert at_home.height
    lacks = (Lack.NOBODY, Lack.NO_CONTACT, Lack.NOT_COVERED)
    for row in at_home["row"].unique():
        chain = decision_chain(links, row, AS_OF)
        own = [(gap.layer, str(gap.lack)) for gap in chain.gaps if gap.lack in lacks]
        shown = at_home.filter(pl.col("row") == row).select("layer", "lack").rows()
        assert sorted(own) == sorted(shown) or not chain.people


def test_the_rep_s_page_passes_deals_on_as_the_funnel_does(whole: Whole) -> None:
    """Neither knows more than the workbook here: no history is kept."""
    ways = Ways(whole.inputs.facts, pl.DataFrame(schema=STAYS), whole.inputs.playbook)
    period = parse_period("all")
    assert period is not None
    compared = 0
    for name in whole.inputs.people["name"]:
        figures = whole.figures(period, EVERYTHING.with_term("rep", name))
        reached = {x.stage: x for x in figures.funnel if x.reached is not None}
        found = rep_funnel(ways, name, None, AS_OF)
        for step in found.steps:
            if step.start.code in reached:
                assert len(step.rep.came) == reached[step.start.code].reached
            if step.end.code in reached and (rate := step.rep.rate.value) is not None:
                assert rate == pytest.approx(reached[step.end.code].conversion)
                compared += 1
        if (won := found.wins.rate.value) is not None:
            assert won == pytest.approx(figures.kpis["win_rate"].value)
    assert compared
