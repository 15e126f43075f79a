"""What the dashboard says, as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from rich.cells import cell_len

from salestui import i18n
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.definitions import DEFINITIONS
from salestui.metrics.forecast.landing import with_range
from salestui.metrics.forecast.rollup import forecast
from salestui.metrics.inputs import Inputs, Options, gather
from salestui.metrics.pipeline import Coverage
from salestui.metrics.targets.lookup import target_book
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, Period, parse_period
from salestui.model.playbook import playbook
from salestui.views.dashboard import DashboardView, dashboard_view, default_period, view_of
from salestui.views.explain import explain, explained
from salestui.views.formats import Style
from salestui.views.kpi_report import kpi_report, kpi_text
from salestui.views.states import State

D = date.fromisoformat
TODAY = D("2026-12-09")


def period(name: str) -> Period:
    found = parse_period(name)
    assert found is not None
    return found


QUARTER = period("2026-Q4")
DEALS = pl.DataFrame(
    {
        "_id": [1, 2, 3, 4, 5, 6, 7, 8],
        "name": ["won a", "won b", "中建三局 平台", "open", "odd", "lost", "last year", "[red]"],
        "owner": ["张伟", "李娜", "张伟", "李娜", None, "张伟", "张伟", None],
        "stage": ["Won", "Won", "Proposal", "Lead", "Limbo", "Lost", "Won", "Lead"],
        "amount": [700e4, 100e4, 120e4, 66e4, 5.0, 40e4, 500e4, None],
        "created": [D("2026-08-01")] * 6 + [D("2025-08-01"), D("2026-12-01")],
        "closed": [D("2026-10-20"), D("2026-11-02"), None, None, None, D("2026-10-01"),
                   D("2026-09-01"), None],
        "expected_close": [None, None, D("2026-11-30"), D("2026-12-20"), None, None, None, None],
    }
)  # fmt: skip
TARGETS = pl.DataFrame(
    {
        "scope_type": ["rep", "rep"],
        "scope": ["张伟", "李娜"],
        "metric": [None, None],
        "start": [QUARTER.start] * 2,
        "end": [QUARTER.end] * 2,
        "kind": ["quarter"] * 2,
        "target": [500e4, 500e4],
    },
    schema_overrides={"metric": pl.String},
)


def inputs(targets: pl.DataFrame | None = TARGETS, options: Options | None = None) -> Inputs:
    members = pl.DataFrame({"name": ["张伟", "李娜"], "team": ["华东", "华东"]})
    return gather(DEALS, playbook("b2b"), members=members, targets=targets, options=options)


def view(focus: Focus = EVERYTHING, when: Period = QUARTER, **more: object) -> DashboardView:
    return dashboard_view(inputs(**more), focus, when, TODAY, "¥")  # type: ignore[arg-type]


@pytest.fixture
def chinese() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("zh")
    yield
    i18n.set_language(before)


def test_the_headline_says_whether_we_make_it() -> None:
    head = view().headline
    assert (head.attainment, head.target, head.pace) == ("80.0%", "of ¥10.0M", "▲ 1.05 pace")
    assert (head.severity, head.word) == (State.OK, "ahead")
    assert head.landing == "landing ¥8.67M (P10      … · P90      …)"
    assert head.per_day == "¥90.9k a day to go"
    assert head.coverage == "coverage 0.9x"
    assert (head.actual, head.gap) == ("actual ¥8.00M", "gap ¥2.00M")
    assert head.expected == "expected by today ¥7.61M"
    assert head.share == 0.8 and head.expected_share == 70 / 92
    assert head.needs == ""


def ranged(figures: DashboardFigures, data: Inputs) -> DashboardFigures:
    return with_range(figures, forecast(data, EVERYTHING, QUARTER, TODAY))


def test_the_range_comes_later_and_has_its_place_from_the_first() -> None:
    """Of the deals due, ¥1.2M wins in half the runs, ¥660k in a tenth: 95 % end up to ¥9.2M."""
    data = inputs()
    figures = ranged(dashboard_figures(data, EVERYTHING, QUARTER, TODAY), data)
    said = view_of(figures, data, Style("en", "¥")).headline.landing
    assert said == "landing ¥8.67M (P10 ¥8.00M · P90 ¥9.20M)"
    assert len(said) == len(view().headline.landing)


def test_without_anything_due_no_place_is_kept_for_a_range() -> None:
    data = gather(DEALS.filter(pl.col("stage") == "Won"), playbook("b2b"), targets=TARGETS)
    shown = dashboard_view(data, EVERYTHING, QUARTER, TODAY, "¥")
    assert "P10" not in shown.headline.landing
    after = ranged(shown.figures, data)
    assert view_of(after, data, Style("en", "¥")).headline.landing == shown.headline.landing


def test_a_target_that_is_met() -> None:
    head = view(Focus((("rep", "张伟"),))).headline
    assert (head.attainment, head.gap) == ("140%", "surplus ¥2.00M")
    assert (head.per_day, head.coverage) == ("", "target met")


def test_without_a_target_the_headline_says_what_it_needs() -> None:
    head = view(targets=None).headline
    assert (head.attainment, head.target, head.pace, head.gap) == ("", "", "", "")
    assert head.needs == "the workbook has no targets"
    assert head.actual == "actual ¥8.00M"
    assert head.growth == "▲ +60.0% on the period before"
    assert head.pipeline == "open ¥1.86M, weighted ¥666k"


def test_a_period_that_is_over_has_nothing_left_to_cover() -> None:
    late = dashboard_view(inputs(), EVERYTHING, QUARTER, D("2027-02-01"), "¥")
    assert (late.headline.coverage, late.headline.landing, late.headline.per_day) == ("", "", "")


def test_a_stage_is_focused_by_the_workbook_s_own_name() -> None:
    rows = {r.name: r for r in view().funnel.rows}
    assert rows["Proposal"].stage == "Proposal"
    chosen = view(Focus((("stage", "Proposal"),)))
    assert [r.name for r in chosen.funnel.rows if r.selected] == ["Proposal"]


def test_reps_of_an_open_stage_are_compared_by_what_is_open() -> None:
    panel = view(Focus((("stage", "Proposal"),))).breakdowns["rep"]
    assert panel.measure == "open pipeline"
    assert next((r.name, r.amount, r.bar) for r in panel.rows) == ("张伟", "¥1.20M", 1.0)
    assert view().breakdowns["rep"].measure == "actual"


def test_the_strip() -> None:
    strip = {k.key: k for k in view().kpis}
    assert len(strip) == 14
    actual = strip["actual"]
    assert (actual.value, actual.exact, actual.word) == ("¥8.00M", "¥8,000,000", "ahead")
    assert actual.delta == "▲ +60.0%", "against the same 70 days of the quarter before"
    assert strip["coverage"].value == "0.9x" and strip["coverage"].word == "not enough"
    assert strip["landing"].word == "falls short"
    assert strip["win_rate"].formula == "won / (won + lost), closed in the period"
    assert strip["win_rate"].delta == "▼ -33.3 pp"
    assert strip["target"].notes == ("sum of the targets by rep",)
    assert all(k.reason if k.value == "n/a" else k.exact for k in strip.values())


@pytest.mark.parametrize(
    ("due", "word", "severity"),
    [(1.0, "not enough", State.LATE), (250e4, "thin", State.WARNING), (301e4, "enough", State.OK)],
)
def test_coverage_is_judged_by_the_usual_win_rate(due: float, word: str, severity: State) -> None:
    amount = pl.when(pl.col("_id") == 4).then(due).when(pl.col("_id") != 3).then("amount")
    data = gather(DEALS.with_columns(amount=amount), playbook("b2b"), targets=TARGETS)
    strip = {k.key: k for k in dashboard_view(data, EVERYTHING, QUARTER, TODAY).kpis}
    assert (strip["coverage"].word, strip["coverage"].severity) == (word, severity)


def test_the_chosen_definition_is_named() -> None:
    strip = {k.key: k for k in view(options=Options(coverage=Coverage.WEIGHTED)).kpis}
    assert strip["coverage"].formula == "weighted open deals closing in the period / gap"


def test_a_met_coverage_is_said() -> None:
    strip = {k.key: k for k in view(Focus((("rep", "张伟"),))).kpis}
    assert (strip["coverage"].value, strip["coverage"].severity) == ("met", State.OK)


def test_reps_by_attainment() -> None:
    panel = view(Focus((("rep", "李娜"),))).breakdowns["rep"]
    first, second, none = panel.rows
    assert (first.name, first.attainment, first.actual, first.word) == (
        "张伟", "140%", "¥7.00M", "ahead",
    )  # fmt: skip
    assert (second.attainment, second.word, second.selected) == ("20.0%", "far behind", True)
    assert (first.share, second.share, second.bar) == (1.4, 0.2, 1 / 7)
    assert (first.trend, first.growth, second.trend) == ("▲", "40.0%", "")
    assert (none.name, none.value, none.reason) == ("(none)", None, "these deals name none")
    assert panel.has_targets


def test_a_dimension_that_is_not_kept_says_what_it_needs() -> None:
    panel = view().breakdowns["product"]
    assert panel.rows == () and panel.needs == (
        "needs a column Product on the pipeline or team sheet"
    )


def test_the_funnel() -> None:
    found = view().funnel
    assert [(r.name, r.count, r.value, r.conversion, r.kind) for r in found.rows] == [
        ("Lead", "2", "¥660k", "", "open"),
        ("Proposal", "1", "¥1.20M", "57.1%", "open"),
        ("Won", "2", "¥8.00M", "75.0%", "won"),
        ("Limbo", "1", "¥5", "", "unknown"),
    ]
    assert found.rows[3].word == "unknown stage" and found.rows[3].severity is State.WARNING
    assert [r.share for r in found.rows][:2] == [66 / 800, 120 / 800]
    assert found.note == "conversion inferred from the last stage"


def test_a_list_of_orders_has_no_funnel() -> None:
    orders = gather(DEALS.drop("stage"), playbook("b2b"))
    found = dashboard_view(orders, EVERYTHING, QUARTER, TODAY).funnel
    assert found.rows == () and found.needs == "needs a column of stages on the pipeline sheet"


def test_attention_in_words() -> None:
    panel = view().attention
    assert [(r.mark, r.title, r.amount, r.reason, r.deal) for r in panel.rows] == [
        ("!!", "李娜", "¥2.80M", "pace 0.26: behind plan", None),
        ("!!", "中建三局 平台", "¥1.20M", "close date passed 9 d ago", 3),
        ("!", "open", "¥660k", "open for 130 d", 4),
        ("!", "[red]", "", "no close date", 8),
    ]
    assert panel.total == 4
    assert ("rotting", 1) in panel.counts


def test_nothing_to_see_to_is_said() -> None:
    calm = gather(DEALS.filter(pl.col("stage") == "Won"), playbook("b2b"))
    panel = dashboard_view(calm, EVERYTHING, QUARTER, TODAY).attention
    assert panel.rows == () and panel.nothing


def test_the_chart_is_labelled_by_months() -> None:
    chart = view().chart
    assert chart.ticks == ((0, "Oct"), (31, "Nov"), (61, "Dec"))
    assert len(chart.days) == len(chart.actual) == len(chart.expected) == 92
    assert view(when=period("2026-11")).chart.ticks[1] == (7, "8 Nov")
    assert [t for _, t in view(when=period("2026-01-01..2026-12-31")).chart.ticks][:2] == [
        "Jan",
        "Feb",
    ]
    over_new_year = view(when=period("2025-11-01..2026-04-30")).chart.ticks
    assert [t for _, t in over_new_year][1:4] == ["Dec 2025", "Jan 2026", "Feb 2026"]
    assert [t for _, t in view(when=period("2024-01-01..2026-12-31")).chart.ticks] == [
        "2024", "2025", "2026",
    ]  # fmt: skip
    assert view(when=period("2019"), targets=None).chart.needs


def test_progress_filters_and_quality() -> None:
    shown = view(Focus((("rep", "李娜"),)))
    assert shown.progress == "day 70/92"
    assert shown.filters == (("Rep", "李娜"),)
    assert ("Open deals with their stage's probability", 1) in shown.quality
    assert view(when=ALL_TIME).progress == ""


def test_chinese(chinese: None) -> None:
    shown = view()
    assert {k.key: k.label for k in shown.kpis}["attainment"] == "完成率"
    assert {k.key: k.value for k in shown.kpis}["actual"] == "¥800万"
    assert shown.chart.ticks[0] == (0, "10月")
    assert Style("zh").month_of_year(D("2026-10-01")) == "2026年10月"


def test_the_same_figures_can_be_said_in_another_language() -> None:
    data = inputs()
    figures = dashboard_figures(data, EVERYTHING, QUARTER, TODAY)
    assert view_of(figures, data, Style("en", "¥")) == view()


@pytest.mark.parametrize("key", [d.key for d in DEFINITIONS])
def test_every_figure_can_be_explained(key: str) -> None:
    data = inputs()
    figures = dashboard_figures(data, EVERYTHING, QUARTER, TODAY)
    found = explain(figures, data, key, Style("en", "¥"))
    assert found.kpi.formula
    assert bool(found.numbers) is (figures.kpis[key].value is not None and key != "target")


def test_the_range_is_explained_by_the_runs_behind_it() -> None:
    data = inputs()
    figures = ranged(dashboard_figures(data, EVERYTHING, QUARTER, TODAY), data)
    assert explained(["landing", "gap"]) == [
        "landing", "landing_low", "landing_high", "gap", "rotting"
    ]  # fmt: skip
    found = explain(figures, data, "landing_low", Style("en", "¥"))
    assert found.numbers == "¥8,000,000 + what the open deals due bring (2), in each of 2,000 runs"
    assert found.deals == (1, 2, 3, 4)
    assert "no past period's start was kept" in "".join(found.kpi.notes)


def test_explained_numbers_and_deals() -> None:
    data = inputs()
    figures = dashboard_figures(data, EVERYTHING, QUARTER, TODAY)

    def said(key: str) -> tuple[str, tuple[int, ...]]:
        found = explain(figures, data, key, Style("en", "¥"))
        return found.numbers, found.deals

    assert said("actual") == ("sum of 2 deals", (1, 2))
    assert said("attainment") == ("¥8,000,000 / ¥10,000,000", (1, 2))
    assert said("win_rate") == ("2 / (2 + 1)", (1, 2, 6))
    assert said("required_per_day") == ("¥2,000,000 / 22 d", (1, 2))
    assert said("coverage") == ("¥1,860,000 / ¥2,000,000", (3, 4))
    assert said("growth") == ("(¥8,000,000 - ¥5,000,000) / |¥5,000,000|", (1, 2, 7))
    assert said("landing") == ("¥8,000,000 + ¥666,000", (1, 2, 3, 4))
    assert said("undated") == ("1 deals", (8,))
    assert said("rotting") == ("2 deals", (3, 4))
    assert said("target") == ("", ())


@pytest.mark.parametrize(
    ("today", "targets", "key"),
    [
        ("2026-12-09", None, "2026-Q4"),
        ("2026-09-01", None, "2026-Q3"),
        ("2026-03-01", None, "2026-Q1"),
        ("2031-03-01", None, "2026-Q4"),
        ("2026-10-01", TARGETS, "2026-Q4"),
    ],
)
def test_the_period_a_book_is_first_shown_for(
    today: str, targets: pl.DataFrame | None, key: str
) -> None:
    book = target_book(targets, None)
    assert default_period(inputs().facts, book, D(today)).key == key


def test_the_first_period_of_an_empty_book_and_of_a_fiscal_year() -> None:
    facts, none = inputs().facts, target_book(None, None)
    assert default_period(facts.clear(), none, D("2031-03-01")).key == "2031-Q1"
    assert default_period(facts, none, D("2031-03-01"), 4).key == "FY27-Q3"


def test_the_report_is_json_with_a_reason_for_every_null() -> None:
    for when in (QUARTER, ALL_TIME, period("2019")):
        report = kpi_report(inputs(), EVERYTHING, when, TODAY)
        again = json.loads(json.dumps(report, allow_nan=False, ensure_ascii=False))
        assert again == report
        for kpi in report["kpis"].values():
            assert (kpi["value"] is None) is (kpi["reason"] is not None)
        for line in report["by_rep"]:
            nulls = {k for k, v in line.items() if v is None and k != "name"}
            assert nulls == set(line["reasons"])


def test_the_report_of_a_quarter() -> None:
    report = kpi_report(inputs(), Focus((("team", "华东"),)), QUARTER, TODAY)
    assert report["period"] == {"key": "2026-Q4", "kind": "quarter", "start": "2026-10-01",
                                "end": "2026-12-31"}  # fmt: skip
    assert report["scope"] == {"team": "华东"} and report["as_of"] == "2026-12-09"
    assert report["kpis"]["undated"]["value"] == 0
    assert report["counts"] == {
        "deals": 6, "won": 2, "lost": 1, "open": 2,
        "by_stage": {"Won": 3, "Lead": 1, "Lost": 1, "Proposal": 1},
    }  # fmt: skip
    assert [x["name"] for x in report["by_rep"]] == ["张伟", "李娜"]
    assert report["data_quality"]["open_with_stage_probability"] == 2


def test_the_report_as_text_is_aligned_and_harmless() -> None:
    hostile = DEALS.with_columns(owner=pl.lit("\x1b[2J\u202eevil\n李"))
    report = kpi_report(gather(hostile, playbook("b2b")), EVERYTHING, QUARTER, TODAY)
    text = kpi_text(report)
    assert "\x1b" not in text and "\u202e" not in text
    line = next(x for x in text.splitlines() if "evil" in x)
    assert line.startswith("␛[2J␦evil↵李")  # as the grid shows it
    table = kpi_text(kpi_report(inputs(), EVERYTHING, QUARTER, TODAY)).split("\n\n")
    reps = next(part for part in table if part.startswith("By rep")).splitlines()[1:]
    assert len({cell_len(row) for row in reps}) == 1
    assert re.search(r"^Attainment +80% ", table[1], re.MULTILINE)


def needs_of(shown: DashboardView) -> set[str]:
    return {shown.funnel.needs, *(panel.needs for panel in shown.breakdowns.values())}


def test_a_book_without_deals_needs_deals_and_no_columns() -> None:
    empty = gather(DEALS.clear(), playbook("b2b"))
    said = needs_of(dashboard_view(empty, EVERYTHING, QUARTER, TODAY))
    assert said == {"needs deals: 2 opens the pipeline, n adds one there"}


def test_a_panel_without_its_column_names_it() -> None:
    bare = gather(DEALS.select("_id", "amount", "closed"), playbook("b2b"))
    shown = dashboard_view(bare, EVERYTHING, QUARTER, TODAY)
    assert shown.funnel.needs == "needs a column of stages on the pipeline sheet"
    assert shown.breakdowns["region"].needs == "needs a column Region on the pipeline or team sheet"


def test_a_filter_that_leaves_nothing_is_what_to_clear() -> None:
    deals = gather(DEALS, playbook("b2b"))
    shown = dashboard_view(deals, Focus((("customer", "nobody"),)), QUARTER, TODAY)
    assert shown.breakdowns["rep"].needs.endswith("esc clears the filter")
