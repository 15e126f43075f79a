"""Figures of customers and channels, against plain Python and by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from customer_books import ENGLISH, TODAY, loaded
from hypothesis import given
from hypothesis import strategies as st

from salestui.book.state import BookState
from salestui.metrics.customers.channels import channel_report
from salestui.metrics.customers.loyalty import ORDERS, loyalty
from salestui.metrics.customers.satisfaction import answers, satisfaction
from salestui.metrics.facts import deal_facts
from salestui.metrics.figure import Figure
from salestui.model.period import ALL_TIME, Period, PeriodKind
from salestui.selling.customers.rows import company_loyalty, lead_rows, orders
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.customer.figures import company_figures, customer_figures

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), PeriodKind.YEAR, "2026")


def book_facts(*left_out: str) -> tuple[BookState, pl.DataFrame]:
    state = loaded(ENGLISH, *left_out).state
    deals = state.live("deals")
    assert deals is not None
    return state, deal_facts(deals, None, state.playbook)


@pytest.mark.inventory(34, 46)
def test_satisfaction_by_hand() -> None:
    state, _facts = book_facts()
    found = satisfaction(answers(state.live("surveys")))
    assert found.csat.value == 1 / 2
    assert [n.parts for n in found.csat.notes] == [(("n", 1),)]
    assert found.nps.value == 0.0
    assert satisfaction(answers(None)).csat.reason is not None
    assert satisfaction(answers(pl.DataFrame({"_id": [1]}))).nps.value is None


@given(st.lists(st.integers(0, 10), max_size=30))
def test_nps_as_plain_python_counts_it(scores: list[int]) -> None:
    frame = pl.DataFrame(
        [(n, "nps", float(s), 10.0) for n, s in enumerate(scores)],
        schema={"_id": pl.Int64, "kind": pl.String, "score": pl.Float64, "scale": pl.Float64},
        orient="row",
    )
    found = satisfaction(frame).nps
    if not scores:
        assert found.value is None
        return
    promoters = sum(s >= 9 for s in scores)
    detractors = sum(s <= 6 for s in scores)
    assert found.value == pytest.approx((promoters - detractors) / len(scores))


@pytest.mark.inventory(47, 69)
def test_repeat_referral_and_acquisition_by_hand() -> None:
    state, facts = book_facts()
    found = company_loyalty(state, facts, YEAR, TODAY).figures
    # of Acme Ltd, ACME (another row), Boreal and Cobalt none bought twice
    assert found["repeat_rate"].value == 0.0
    assert found["new_customers"].value == 2
    assert found["referral_rate"].value == 1 / 2
    assert found["cac"].value == (30 + 20) / 2
    # Acme Ltd and Cobalt bought in 2025, neither since
    assert found["churn"].value == 1.0
    assert found["retention"].value == 0.0
    # four orders of 115 on average; years as customers: 648, 365, 365 and 678 days
    years = (648 + 365 + 365 + 678) / 365
    assert found["clv"].value == pytest.approx(115 * (4 / years) / 1.0)


def test_figures_without_meaning_say_why() -> None:
    state, facts = book_facts("Leads", "Surveys")
    found = company_loyalty(state, facts.clear(), YEAR, TODAY).figures
    assert all(f.value is None for key, f in found.items() if key != "new_customers")
    assert company_loyalty(state, facts, ALL_TIME, TODAY).figures["churn"].value is None
    assert company_loyalty(state, facts, YEAR, TODAY).figures["cac"].reason is not None


def test_the_example_of_retention() -> None:
    rows = [(n, f"c{n}", date(2025, 6, 1), 1.0) for n in range(1000)]
    rows += [(1000 + n, f"c{n}", date(2026, 6, 1), 1.0) for n in range(800)]
    rows += [(3000 + n, f"n{n}", date(2026, 6, 1), 1.0) for n in range(400)]
    frame = pl.DataFrame(rows, schema=ORDERS, orient="row")
    found = loyalty(frame, None, None, YEAR, date(2026, 12, 31)).figures
    assert found["retention"].value == pytest.approx(0.8)
    assert found["churn"].value == pytest.approx(0.2)
    assert found["new_customers"].value == 400
    assert found["referral_rate"].value is None


moments = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2026, 12, 31)))
bought = st.lists(st.tuples(st.sampled_from(["a", "b", "c", "d", None]), moments), max_size=25)


@given(bought)
def test_rates_as_plain_python_counts_them(rows: list[tuple[str | None, date | None]]) -> None:
    frame = pl.DataFrame(
        [(n, who, day, 5.0) for n, (who, day) in enumerate(rows)], schema=ORDERS, orient="row"
    )
    found = loyalty(frame, None, 60.0, YEAR, TODAY).figures
    days: dict[str, list[date]] = {}
    for who, day in rows:
        if who is not None and day is not None and day <= TODAY:
            days.setdefault(who, []).append(day)
    twice = sum(len(d) >= 2 for d in days.values())
    assert found["repeat_rate"].value == (pytest.approx(twice / len(days)) if days else None)
    new = sum(min(d) >= YEAR.start for d in days.values())
    assert found["cac"].value == (pytest.approx(60 / new) if new else None)
    last = date(2025, 12, 31)
    start = {w for w, d in days.items() if any(0 <= (last - x).days < 365 for x in d)}
    end = {w for w, d in days.items() if any(0 <= (TODAY - x).days < 365 for x in d)}
    kept = (len(end) - len(end - start)) / len(start) if start else None
    assert found["retention"].value == (None if kept is None else pytest.approx(kept))


@pytest.mark.inventory(21, 23, 24)
def test_channels_by_hand() -> None:
    state, facts = book_facts()
    report = channel_report(lead_rows(state), facts, state.playbook, ALL_TIME)
    web, fair, other = report.channels
    assert (web.code, web.leads, web.converted, web.deals, web.won) == ("web", 1, 1, 2, 2)
    assert (web.value, web.cost, web.roi) == (400.0, 10.0, Figure(39.0))
    assert (fair.code, fair.leads, fair.converted, fair.deals) == ("exhibition", 2, 0, 2)
    assert (fair.cost, fair.roi.value, fair.win_rate.value) == (50.0, -1.0, 0.0)
    assert (other.labels["en"], other.leads, other.roi.value) == ("Friend of a friend", 1, None)


def test_channels_of_a_period_and_without_leads() -> None:
    state, facts = book_facts()
    quarter = Period(date(2026, 10, 1), date(2026, 12, 31), PeriodKind.QUARTER, "2026-Q4")
    report = channel_report(lead_rows(state), facts, state.playbook, quarter)
    assert [(c.code, c.leads, c.deals) for c in report.channels] == [
        ("exhibition", 2, 0), ("Friend of a friend", 1, 0),
    ]  # fmt: skip
    alone = channel_report(None, facts, state.playbook, ALL_TIME)
    assert {c.code: c.won for c in alone.channels} == {"web": 2, "exhibition": 0}
    assert orders(ReferenceLinks(state), facts).height == 4


@pytest.mark.inventory(34, 46)
def test_satisfaction_is_of_the_surveys_of_the_period() -> None:
    state, facts = book_facts()
    fourth = company_figures(state, facts, november(2, 4), "2 to 4 November", TODAY).figures
    # of 2 to 4 November: one answer of 3 of 5, and 9 and 6 for recommendation
    assert (fourth["csat"].value, fourth["nps"].value) == (0.0, 0.0)
    first = company_figures(state, facts, november(1, 1), "1 November", TODAY).figures
    assert (first["csat"].value, first["nps"].value) == (1.0, None)
    # what is answered after the day that is looked at is not known
    early = company_figures(state, facts, YEAR, "2026", date(2026, 11, 2)).figures
    assert (early["csat"].value, early["nps"].value) == (0.5, None)


@pytest.mark.inventory(47, 69)
def test_returns_are_no_orders() -> None:
    rows = [
        (1, "a", date(2026, 3, 1), 100.0),
        (2, "a", date(2026, 4, 1), -40.0),
        (3, "b", date(2026, 3, 1), 60.0),
        (4, "b", date(2026, 5, 1), 20.0),
        (5, "c", date(2026, 5, 1), -5.0),
    ]
    found = loyalty(pl.DataFrame(rows, schema=ORDERS, orient="row"), None, 50.0, YEAR, TODAY)
    assert found.figures["repeat_rate"].value == 1 / 2
    assert found.figures["new_customers"].value == 2
    assert found.figures["cac"].value == 25
    assert ("n", 2) in found.figures["repeat_rate"].notes[-1].parts


@pytest.mark.inventory(47, 69)
def test_a_lead_says_who_referred_the_customer(monkeypatch: pytest.MonkeyPatch) -> None:
    head, *rows = ENGLISH["Leads"]
    leads = [[*head, "Referred by"], [*rows[0], None], [*rows[1], "Acme Ltd"], *rows[2:]]
    # the first lead became "Robot", the order of ACME, which is new in 2026
    leads[1] = [*rows[0][:11], "Robot", 10.0, "Cobalt"]
    monkeypatch.setitem(ENGLISH, "Leads", leads)
    state, facts = book_facts()
    found = company_loyalty(state, facts, YEAR, TODAY).figures
    assert found["referral_rate"].value == 1.0


@pytest.mark.inventory(69)
def test_leads_of_a_period_without_costs_make_no_acquisition_cost() -> None:
    state, facts = book_facts()
    span = Period(date(2026, 6, 1), date(2026, 6, 30), PeriodKind.MONTH, "2026-06")
    # somebody was new in June, and no lead came then
    found = company_loyalty(state, facts, span, TODAY).figures
    assert (found["new_customers"].value, found["cac"].value) == (1, None)


@pytest.mark.inventory(23, 69)
def test_several_currencies_are_not_added_up() -> None:
    state, facts = book_facts()
    mixed = facts.with_columns(currency=pl.Series(["USD", "EUR", None, "USD", None, "USD"]))
    report = channel_report(lead_rows(state), mixed, state.playbook, ALL_TIME)
    assert all(c.value is None and c.roi.value is None for c in report.channels)
    assert {c.code: c.won for c in report.channels}["web"] == 2
    told = company_figures(state, mixed, YEAR, "2026", TODAY).figures
    assert told["clv"].value is None and told["repeat_rate"].value == 0.0
    links = ReferenceLinks(state)
    own = customer_figures(links, mixed, state.live("customers")["_id"][2], TODAY).figures
    assert own["bought"].value == 40.0  # one currency alone adds up
    both = facts.with_columns(currency=pl.Series(["USD", None, "EUR", None, None, None]))
    acme = customer_figures(links, both, state.live("customers")["_id"][0], TODAY).figures
    assert acme["bought"].value is None and acme["orders"].value is not None


def november(first: int, last: int) -> Period:
    return Period(date(2026, 11, first), date(2026, 11, last), PeriodKind.CUSTOM, "november")
