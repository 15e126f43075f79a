"""Breakdowns, attention, trends, the chart, currencies: what SQL does not say."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from witness import BOOK, MEMBERS, random_deals

from salestui.metrics import reasons
from salestui.metrics.attention import Kind, Severity
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.definitions import DEFINITIONS, definition
from salestui.metrics.inputs import Inputs, Options, gather
from salestui.metrics.targets.course import ExpectedBy
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, Period, custom, parse_period

D = date.fromisoformat
Columns = dict[str, list[object]]


def period(name: str) -> Period:
    found = parse_period(name)
    assert found is not None
    return found


def targets(*rows: tuple[str, str, str, float]) -> pl.DataFrame:
    spans = [(*row[:2], None, period(row[2]), row[3]) for row in rows]
    return pl.DataFrame(
        [(kind, who, m, p.start, p.end, str(p.kind), t) for kind, who, m, p, t in spans],
        schema={"scope_type": pl.String, "scope": pl.String, "metric": pl.String,
                "start": pl.Date, "end": pl.Date, "kind": pl.String, "target": pl.Float64},
        orient="row",
    )  # fmt: skip


def inputs_of(deals: Columns, **more: object) -> Inputs:
    rows = max(map(len, deals.values()))
    frame = pl.DataFrame({"_id": range(10, rows + 10), **deals}, strict=False)
    return gather(frame, BOOK, **more)  # type: ignore[arg-type]


def figures(
    deals: Columns, focus: Focus = EVERYTHING, when: str = "2026-Q2", day: str = "2026-05-15",
    **more: object,
) -> DashboardFigures:  # fmt: skip
    return dashboard_figures(inputs_of(deals, **more), focus, period(when), D(day))


WON: Columns = {
    "stage": ["Won", "Won", "Lead"],
    "owner": ["张伟", "Ana", "Ana"],
    "amount": [100.0, 40.0, 7.0],
    "closed": [D("2026-04-10"), D("2026-05-01"), None],
}
QUOTAS = targets(
    ("rep", "张伟", "2026-Q2", 100.0), ("rep", "Ana", "2026-Q2", 400.0),
    ("rep", "Ghost", "2026-Q2", 10.0),
)  # fmt: skip


def test_members_and_targets_without_any_deal_are_shown_with_nothing() -> None:
    found = figures(WON, members=MEMBERS, targets=QUOTAS).breakdowns["rep"].lines
    by_name = {x.name: x for x in found}
    assert set(by_name) == {*MEMBERS["name"], "Ghost"}
    assert by_name["王芳"].actual.value == 0
    assert by_name["Ghost"].attainment.value == 0
    assert [x.name for x in found][:2] == ["张伟", "Ana"], "best attainment first"
    assert by_name["Ana"].attainment.value == 0.1
    assert by_name["Ana"].behind == 400 * 45 / 91 - 40


def test_a_member_who_left_or_has_yet_to_come_is_not_listed_without_deals() -> None:
    members = pl.DataFrame(
        {
            "name": ["old", "new", "now"],
            "joined": [None, D("2026-07-01"), D("2026-06-30")],
            "left": [D("2026-03-31"), None, D("2026-04-01")],
        }
    )
    found = figures(WON, members=members).breakdowns["rep"].lines
    assert {x.name for x in found} == {"张伟", "Ana", "now"}


def test_a_breakdown_stays_when_one_of_its_lines_is_chosen() -> None:
    chosen = figures(WON, EVERYTHING.with_term("rep", "Ana"), members=MEMBERS, targets=QUOTAS)
    assert chosen.kpis["actual"].value == 40
    assert {x.name for x in chosen.breakdowns["rep"].lines} >= {"张伟", "Ana", "Bob"}
    assert {x.name: x.won for x in chosen.breakdowns["team"].lines} == {"South": 1}
    team = figures(WON, EVERYTHING.with_term("team", "South"), members=MEMBERS, targets=QUOTAS)
    assert {x.name for x in team.breakdowns["rep"].lines} == {"Ana", "Bob"}


def test_a_focus_on_a_stage_narrows_all_but_the_funnel() -> None:
    chosen = figures(WON, EVERYTHING.with_term("stage", "lead"), targets=QUOTAS)
    assert {x.stage: x.deals for x in chosen.funnel} == {"lead": 1, "won": 2}
    assert chosen.kpis["weighted"].value == pytest.approx(0.7)
    reason = chosen.kpis["attainment"].reason
    assert reason is not None and reason.filled(str) == "no targets are set by stage"


def test_too_many_products_are_counted_not_listed() -> None:
    many: Columns = {"product": [f"P{i}" for i in range(400)], "stage": ["Won"] * 400,
                     "amount": [float(i) for i in range(400)],
                     "closed": [D("2026-04-10")] * 400}  # fmt: skip
    found = figures(many).breakdowns["product"]
    assert len(found.lines) == 300 and found.left_out == 100
    assert found.lines[0].name == "P399"


OPEN: Columns = {
    "stage": ["Lead"] * 7,
    "name": ["fine", "late", "step", "rot", "nostep", "undated", None],
    "customer": ["c"] * 6 + ["only the customer"],
    "owner": ["Ana"] * 7,
    "amount": [1.0, 2.0, 30.0, 4.0, 5.0, None, 6.0],
    "expected_close": [D("2026-05-15"), D("2026-05-14"), *[D("2026-06-01")] * 3, None,
                       D("2026-05-01")],
    "next_date": [D("2026-05-15"), D("2026-05-10"), D("2026-05-14"), D("2026-06-01"), None,
                  D("2026-06-01"), D("2026-06-01")],
    "last_activity": [D("2026-05-10")] * 3 + [D("2026-03-01"), D("2026-04-24"), D("2026-05-10"),
                                             D("2026-05-10")],
}  # fmt: skip


def test_attention_is_sorted_by_severity_then_money() -> None:
    found = figures(OPEN).attention
    assert [(a.title, a.kind, a.days, a.deal) for a in found.alerts] == [
        ("step", Kind.STEP_OVERDUE, 1, 12),
        ("only the customer", Kind.CLOSE_PASSED, 14, 16),
        ("late", Kind.CLOSE_PASSED, 1, 11),
        ("nostep", Kind.NO_STEP, 21, 14),
        ("rot", Kind.ROTTING, 75, 13),
        ("undated", Kind.UNDATED, None, 15),
    ]
    assert found.total == 6 and found.counts[Kind.CLOSE_PASSED] == 2


def test_reps_behind_pace_are_listed_with_what_they_lack() -> None:
    deals = {**WON, "expected_close": [None, None, D("2026-06-01")]}
    found = figures(deals, targets=QUOTAS).attention.alerts
    assert [(a.title, a.severity, a.deal) for a in found] == [
        ("Ana", Severity.URGENT, None), ("Ghost", Severity.URGENT, None),
    ]  # fmt: skip
    assert found[0].amount == 400 * 45 / 91 - 40
    assert found[0].pace == 40 / (400 * 45 / 91)


def test_one_rep_alone_is_not_shown_the_others_pace() -> None:
    ghost = figures(WON, EVERYTHING.with_term("rep", "Ghost"), targets=QUOTAS).attention
    assert [a.title for a in ghost.alerts] == ["Ghost"] and ghost.total == 1


def test_what_a_workbook_does_not_record_is_no_ones_omission() -> None:
    assert figures({"stage": ["Lead"] * 3}).attention.alerts == ()


def test_only_so_many_alerts_are_listed_but_all_are_counted() -> None:
    late: Columns = {"stage": ["Lead"] * 30, "amount": [float(i) for i in range(30)],
                     "expected_close": [D("2026-01-01")] * 30}  # fmt: skip
    found = figures(late, options=Options(listed=5)).attention
    assert [a.amount for a in found.alerts] == [29.0, 28.0, 27.0, 26.0, 25.0]
    assert found.total == 30


def test_trends_begin_with_the_book() -> None:
    found = figures(WON, targets=QUOTAS)
    assert [p.key for p in found.trend_periods] == [
        "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2",
    ]  # fmt: skip
    assert "actual" not in found.trends, "one known value is no trend"
    assert len(found.trends["pace"]) == 8
    assert found.trends["pace"][-1] == found.kpis["pace"].value
    assert found.trends["run_rate"][-1] == found.kpis["run_rate"].value
    assert found.trends["required_per_day"][-1] == found.kpis["required_per_day"].value


def test_no_trend_of_what_has_no_value() -> None:
    assert not {"pace", "gap"} & set(figures(WON).trends)


def test_the_chart_ends_at_target_and_landing() -> None:
    deals = {**WON, "expected_close": [None, None, D("2026-06-01")]}
    found = figures(deals, targets=QUOTAS)
    chart = found.chart
    assert len(chart.days) == 91
    assert chart.actual[:10] == (0.0,) * 9 + (100.0,)
    assert chart.actual[44] == 140 and chart.actual[45:] == (None,) * 46
    assert chart.expected[-1] == 510
    assert chart.expected[44] == found.kpis["expected"].value
    assert chart.forecast[43] is None and chart.forecast[44] == 140
    assert chart.forecast[-1] == found.kpis["landing"].value == pytest.approx(140.7)


def test_the_forecast_of_a_deal_whose_date_has_passed_is_tomorrow_at_the_earliest() -> None:
    deals = {**WON, "expected_close": [None, None, D("2026-04-02")]}
    chart = figures(deals).chart
    assert chart.forecast[44:46] == (140, pytest.approx(140.7))


def test_the_chart_of_a_period_that_is_over_has_no_forecast() -> None:
    chart = figures(WON, day="2026-08-01").chart
    assert chart.actual[-1] == 140 and set(chart.forecast) == {None}


def test_the_chart_of_a_period_to_come() -> None:
    chart = figures(WON, when="2027-Q1").chart
    assert set(chart.actual) == {None} and chart.forecast == (0.0,) * 90


@pytest.mark.parametrize(
    ("when", "steps"),
    [("2026-05", 31), ("2026-H1", 26), ("2026", 53), ("2020-01-01..2026-12-31", 84)],
)
def test_long_charts_go_by_weeks_and_months(when: str, steps: int) -> None:
    chart = figures(WON, when=when).chart
    assert abs(len(chart.days) - steps) <= 1
    assert list(chart.days) == sorted(set(chart.days))
    assert chart.days[-1] == period(when).end and D("2026-05-15") in chart.days


def test_the_chart_of_all_time_spans_the_data() -> None:
    found = dashboard_figures(inputs_of(WON), EVERYTHING, ALL_TIME, D("2026-05-15"))
    assert (found.chart.days[0], found.chart.days[-1]) == (D("2026-04-10"), D("2026-05-01"))
    assert found.chart.actual[-1] == 140
    empty = dashboard_figures(inputs_of({"stage": ["Lead"]}), EVERYTHING, ALL_TIME, D("2026-05-15"))
    assert empty.chart.days == ()


def test_several_currencies_are_never_added_up() -> None:
    mixed = {**WON, "currency": ["USD", "eur ", None]}
    found = figures(mixed, targets=QUOTAS)
    reason = found.kpis["actual"].reason
    assert reason is not None and reason.filled(str) == (
        "amounts are in several currencies (EUR, USD) and have no rates"
    )
    for kpi in DEFINITIONS:
        of_money = kpi.unit.value.startswith("money") or kpi.of_money
        of_money &= kpi.key not in ("target", "expected")
        assert (found.kpis[kpi.key].reason == reason) is of_money, kpi.key
    assert found.kpis["win_rate"].value == 1
    assert {x.actual.reason for x in found.breakdowns["rep"].lines} == {reason}
    assert sum(x.value for x in found.funnel) == 0
    assert set(found.chart.actual) <= {0.0, None}


def test_one_currency_in_focus_is_added_up() -> None:
    mixed = {**WON, "currency": ["USD", "eur", None]}
    assert figures(mixed, EVERYTHING.with_term("rep", "Ana")).kpis["actual"].value == 40
    same = {**WON, "currency": ["eur", "EUR", None]}
    assert figures(same).kpis["actual"].value == 140


def test_working_days_and_seasons_are_options() -> None:
    by_work = figures(WON, targets=QUOTAS, options=Options(expected_by=ExpectedBy.WORKING))
    assert by_work.kpis["expected"].value == pytest.approx(510 * 33 / 65)
    assert by_work.kpis["required_per_day"].value == pytest.approx((510 - 140) / 32)
    by_season = figures(WON, targets=QUOTAS, options=Options(expected_by=ExpectedBy.SEASON))
    said = [n.text for n in by_season.kpis["expected"].notes]
    assert reasons.NO_PRIOR_YEAR in said


@pytest.mark.parametrize("when", ["2026-Q2", "2026-05", "all", "2026-05-15..2026-05-15", "1901"])
@pytest.mark.parametrize("deals", [0, 1, 40])
def test_every_kpi_has_a_value_or_a_reason(when: str, deals: int) -> None:
    frame = random_deals(8, 40).head(deals)
    inputs = gather(frame, BOOK, members=MEMBERS, targets=QUOTAS)
    found = dashboard_figures(inputs, EVERYTHING, period(when), D("2026-05-15"))
    assert set(found.kpis) == {d.key for d in DEFINITIONS}


def test_the_first_days_of_the_calendar_have_no_previous_period() -> None:
    first = custom(date.min, date(1, 1, 31))
    found = dashboard_figures(inputs_of(WON), EVERYTHING, first, D("2026-05-15"))
    assert found.trend_periods == (first,)
    assert found.kpis["growth"].value is None


def test_an_edit_of_deals_alone_gives_the_same_as_from_scratch() -> None:
    before = random_deals(3, 200)
    after = before.with_columns(amount=pl.col("amount") * 2)
    inputs = gather(before, BOOK, members=MEMBERS, targets=QUOTAS).with_deals(after)
    scratch = gather(after, BOOK, members=MEMBERS, targets=QUOTAS)
    assert inputs.facts.equals(scratch.facts)
    look = (EVERYTHING, period("2025-Q1"), D("2025-02-02"))
    assert dashboard_figures(inputs, *look).kpis == dashboard_figures(scratch, *look).kpis


def test_definitions_are_complete_in_both_languages() -> None:
    for kpi in DEFINITIONS:
        assert kpi.en and kpi.zh and kpi.formula_en and kpi.formula_zh
        assert bool(kpi.edge_en) is bool(kpi.edge_zh)
    assert definition("pace").labels == {"en": "Pace", "zh": "进度指数"}
