"""The worked examples of the definitions, and their edges."""

from __future__ import annotations

from datetime import date

from salestui.metrics import reasons
from salestui.metrics.daily import Daily
from salestui.metrics.daycount import Elapsed
from salestui.metrics.figure import Figure, na
from salestui.metrics.tally import ClosedTally
from salestui.metrics.targets import attainment as a
from salestui.metrics.targets.course import course
from salestui.model.period import ALL_TIME, custom, parse_period


def why(figure: Figure) -> str:
    assert figure.value is None and figure.reason is not None
    return figure.reason.text


def test_run_rate_of_the_worked_example() -> None:
    assert a.run_rate(Figure(96_000.0), Elapsed(12, 30)).value == 240_000


def test_run_rate_edges() -> None:
    assert why(a.run_rate(Figure(1.0), Elapsed(0, 30))) == reasons.NOT_BEGUN
    assert why(a.run_rate(Figure(1.0), None)) == reasons.ALL_TIME_OPEN_ENDED
    assert why(a.run_rate(na("x"), Elapsed(1, 2))) == "x"


def test_attainment_is_na_without_a_target_or_with_none_to_reach() -> None:
    assert a.attainment(Figure(3.0), Figure(4.0)).value == 0.75
    assert why(a.attainment(Figure(3.0), Figure(0.0))) == reasons.TARGET_ZERO
    assert why(a.attainment(Figure(3.0), na(reasons.NO_TARGET))) == reasons.NO_TARGET


def test_expected_before_inside_and_after_the_period() -> None:
    quarter = custom(date(2017, 10, 1), date(2017, 12, 31))
    target = Figure(3_000_000.0)
    for day, wanted in (("2017-09-30", 0.0), ("2017-11-15", 1_500_000.0), ("2018-02-01", 3e6)):
        run = course(quarter, date.fromisoformat(day))
        assert a.expected_to_date(target, run.due_share).value == wanted


def test_pace_before_the_period_is_na() -> None:
    assert why(a.pace_index(Figure(5.0), Figure(0.0))) == reasons.NOTHING_EXPECTED


def test_gap_and_surplus() -> None:
    assert a.gap(Figure(3.0), Figure(10.0)).value == 7
    assert a.gap(Figure(12.0), Figure(10.0)).value == 0
    assert a.surplus(Figure(12.0), Figure(10.0)).value == 2
    assert a.surplus(Figure(3.0), Figure(10.0)).value == 0


def test_required_per_day() -> None:
    assert a.required_per_day(Figure(1_751_675.0), Elapsed(46, 92)).value == 1_751_675 / 46
    assert why(a.required_per_day(Figure(5.0), Elapsed(92, 92))) == reasons.PERIOD_OVER
    assert why(a.required_per_day(Figure(0.0), Elapsed(92, 92))) == reasons.PERIOD_OVER
    met = a.required_per_day(Figure(0.0), Elapsed(46, 92))
    assert met.value == 0 and met.notes[0].text == reasons.MET
    assert why(a.required_per_day(Figure(5.0), None)) == reasons.ALL_TIME_OPEN_ENDED


def test_growth() -> None:
    assert a.growth(Figure(120.0), Figure(100.0)).value == 0.2
    assert a.growth(Figure(50.0), Figure(-100.0)).value == 1.5
    assert why(a.growth(Figure(5.0), Figure(0.0))) == reasons.NO_PREVIOUS


def test_previous_to_date_takes_as_many_days_as_are_gone() -> None:
    days = tuple(date(2026, m, d) for m, d in ((1, 1), (1, 31), (2, 1), (2, 28), (3, 1), (3, 31)))
    daily = Daily(days, (1.0, 3.0, 7.0, 15.0, 31.0, 63.0))
    march = parse_period("2026-03")
    assert march is not None
    assert a.previous_to_date(daily, march, date(2026, 3, 27)).value == 4.0
    assert a.previous_to_date(daily, march, date(2026, 3, 28)).value == 12.0
    assert a.previous_to_date(daily, march, date(2026, 3, 30)).value == 12.0
    february = parse_period("2026-02")
    assert february is not None
    # a period that is over is compared with the whole of the one before, 31 days to its 28
    assert a.previous_to_date(daily, february, date(2026, 2, 28)).value == 3.0
    assert why(a.previous_to_date(daily, ALL_TIME, date(2026, 2, 28))) == reasons.NO_PRIOR
    assert why(a.previous_to_date(daily, march, date(2026, 2, 1))) == reasons.NOT_BEGUN


def test_actual_without_any_amount_is_na_and_some_missing_are_noted() -> None:
    assert why(a.actual(ClosedTally(won=2, won_without_amount=2))) == reasons.NO_WON_AMOUNTS
    assert a.actual(ClosedTally()).value == 0
    some = a.actual(ClosedTally(won=3, revenue=5.0, won_without_amount=1))
    assert some.value == 5 and some.notes[0].filled(str) == "won deals without an amount: 1"
