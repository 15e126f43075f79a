"""Every screen has a story to show on either sample, and the sheets refer to what exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.links import referred
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.costs.staging import with_stages
from salestui.metrics.forecast.rollup import forecast
from salestui.metrics.inputs import Inputs
from salestui.metrics.people.funnel import Ways
from salestui.metrics.people.structure import Structure
from salestui.metrics.scorecard.people import Kind
from salestui.model.entities import CORE, OPTIONAL
from salestui.model.focus import EVERYTHING
from salestui.model.period import Period, parse_period
from salestui.selling.costs.rows import spending
from salestui.selling.customers.similar import similar_customers
from salestui.selling.deals.quoting import status_of, wrong_net
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.channels import channels_view
from salestui.views.customer.view import customer_view
from salestui.views.dashboard import dashboard_view
from salestui.views.deal.whole import DealLook, deal_view
from salestui.views.followups import follow_ups_view
from salestui.views.forecast.view import forecast_view
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.past.remembering import with_history
from salestui.views.performance.view import performance
from salestui.views.person.view import found_patterns, person_view
from salestui.views.structure import structure_view
from salestui.views.targets.matrix import MatrixWish, first_wish, matrix_view
from sample_workbooks import AS_OF, LANGUAGES, sample
from sample_workbooks.make_samples import telling_of
from sample_workbooks.optional.tell import told as told_sheets
from sample_workbooks.optional.telling import Telling

STYLE = style("")
HELD = (*CORE, *(each for each in OPTIONAL if each.name in told_sheets(telling_of("en"))))
"""What this sample holds; contracts carried out, projects and homes have samples of their own."""
OUTSIDE = {"deal_team", "tasks", "contacts", "proposals"}
"""Sheets that name people of other departments too, and companies that are no customers yet."""


@dataclass(frozen=True)
class Told:
    """A sample as the program reads it, and what it was made from."""

    state: BookState
    telling: Telling

    @cached_property
    def inputs(self) -> Inputs:
        return inputs_of(self.state)

    @property
    def quarter(self) -> Period:
        period = parse_period("2026-Q4")
        assert period is not None
        return period

    def row(self, entity: str, field: str, text: str) -> int:
        rows = self.state.entities[entity]
        return next(r for r in rows.live["_id"].to_list() if rows.value(r, field) == text)


@pytest.fixture(scope="module", params=LANGUAGES)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    path = folder / "team.xlsx"
    path.write_bytes(sample(request.param).read_bytes())
    book = Book(open_workbook(str(path), folder / "state"), Settings(AS_OF))
    book.load()
    yield Told(book.state, telling_of(request.param))
    book.close()


def test_the_only_thing_to_remark_is_the_total_below_the_chinese_targets(told: Told) -> None:
    found = [(p.code, p.severity) for p in told.state.all_problems]
    assert found == {"en": [], "zh": [("totals-row", "info")]}[told.telling.language]


def test_every_sheet_is_there_with_rows(told: Told) -> None:
    empty = [e.name for e in HELD if told.state.entities[e.name].live.is_empty()]
    assert empty == []


def test_what_a_row_refers_to_exists(told: Told) -> None:
    """People of other departments, and companies of leads, are known by their name alone."""
    state, lost = told.state, []
    for entity in HELD:
        rows = state.entities[entity.name]
        for field in (f for f in entity.fields if f.refers):
            by_name_alone = (entity.name in OUTSIDE and field.refers == "members") or (
                entity.name,
                field.name,
            ) == ("leads", "company")
            if by_name_alone or rows.layout.column(field.name) is None:
                continue
            lost += [
                (entity.name, field.name, rows.value(row, field.name))
                for row in rows.live["_id"].to_list()
                if rows.value(row, field.name) is not None
                and referred(state, entity.name, row, field.name) is None
            ]
    assert lost == []


def test_choices_and_dates_are_understood(told: Told) -> None:
    for entity in HELD:
        for field in entity.fields:
            frame = told.state.entities[entity.name].live
            if not field.choices or field.name not in frame.columns or entity.name == "deals":
                continue
            texts = frame[field.name].drop_nulls().unique().to_list()
            assert all(field.code(text) for text in texts), (entity.name, field.name)
    activities = told.state.entities["activities"].live
    assert activities["date"].max() <= AS_OF
    assert activities.filter(pl.col("next_date") < pl.col("date")).is_empty()


def test_dashboard(told: Told) -> None:
    view = dashboard_view(told.inputs, EVERYTHING, told.quarter, AS_OF)
    assert view.kpis
    assert view.attention.rows
    assert view.funnel.rows
    assert set(view.breakdowns) == {"rep", "team", "region", "product"}
    assert [len(view.breakdowns[d].rows) for d in ("rep", "team")] == [12, 3]


@pytest.mark.parametrize("flagship", [0, 1])
def test_deal_screen_of_a_flagship(told: Told, flagship: int) -> None:
    """Stages until now are known from the day the book is first opened with the program."""
    deal = told.row("deals", "id", told.telling.keys[flagship].id)
    view = deal_view(DealLook(told.state, deal, told.inputs, AS_OF, STYLE))
    empty = {section.key for section in view.sections if not section.lines}
    assert empty == {"history"}


def test_customer_screen_of_a_flagship(told: Told) -> None:
    row = told.row("customers", "name", told.telling.keys[0].customer)
    view = customer_view(told.state, told.inputs, row, AS_OF, STYLE)
    assert view.missing == ()
    assert len(view.people) == 7
    assert len(view.gaps) >= 2
    assert view.file
    assert view.deals
    assert len(view.happenings) > 5
    assert any(kpi.value for kpi in view.figures)


def test_channels(told: Told) -> None:
    period = parse_period("2026")
    assert period is not None
    view = channels_view(told.state, told.inputs, period, AS_OF, STYLE)
    assert len(view.lines) >= 14
    assert sum(line.won != "0" for line in view.lines) >= 4
    assert all(kpi.value for kpi in view.figures)


def test_follow_ups(told: Told) -> None:
    view = follow_ups_view(told.state, EVERYTHING, AS_OF)
    assert view.missing == ()
    counts = {str(bucket): n for bucket, n in view.counts.items()}
    assert counts["overdue"] > 20
    assert counts["today"] >= 5
    assert counts["later"] > 20


def test_target_matrix(told: Told) -> None:
    wish = first_wish(told.state, AS_OF)
    assert wish.metric == "revenue"
    for metric in ("revenue", "new customers", "activities", "units", "satisfaction"):
        asked = MatrixWish(metric, wish.year)
        view = matrix_view(told.state, told.inputs, asked, AS_OF)
        assert view.matrix.cells, metric
        sums = [view.matrix.check_people(line.scope, wish.year) for line in view.matrix.lines]
        wrong = [check for check in sums if check is not None and check.difference]
        assert len(wrong) == (1 if metric == "new customers" else 0), metric


def test_forecast(told: Told) -> None:
    found = forecast(told.inputs, EVERYTHING, told.quarter, AS_OF)
    view = forecast_view(found, (), EVERYTHING, STYLE)
    assert view.needs == ""
    assert len(view.rows) == 1 + 3 + 12
    whole = view.rows[0].cells
    assert whole["override"] != whole["landing"]


def test_two_customers_are_entered_twice(told: Told) -> None:
    names = told.state.entities["customers"]
    pairs = similar_customers(told.state)
    later = [names.value(pair.second, "name") for pair in pairs]
    assert len(later) == 2
    assert set(later) == {row.name for row in told.telling.rows.customers[-2:]}


def test_a_discount_waits_and_a_net_price_does_not_fit(told: Told) -> None:
    rows = told.state.entities["quotes"].live.to_dicts()
    assert sum(status_of(row) == "requested" for row in rows) == 2
    assert [row["id"] for row in rows if wrong_net(row)] == [rows[4]["id"]]


def test_two_reps_fail_as_patterns_say_and_nobody_else(told: Told) -> None:
    stays = with_history(told.state, told.inputs, None).stays
    ways = Ways(told.inputs.facts, stays, told.state.playbook)
    links = ReferenceLinks(told.state)
    costs = spending(told.state, told.inputs).costs
    assert costs is not None
    staged = with_stages(costs, told.inputs.facts, stays, told.state.playbook)
    seen = {
        (rep, found.pattern.code)
        for rep in told.telling.names.reps
        for found in found_patterns(links, ways, rep, staged.filter(pl.col("rep") == rep))
        if found.seen
    }
    late, early = told.telling.rep(4), told.telling.rep(9)
    assert seen == {(late, "late-effort"), (early, "new-stories"), (early, "early-spending")}


def test_performance(told: Told) -> None:
    present = Present(told.state, told.inputs, EVERYTHING, told.quarter, AS_OF)
    view = performance(present, Kind.REP, STYLE)
    assert view.needs == ""
    assert len(view.rows) == 12
    assert view.rows[0].name == told.telling.rep(0)


def test_a_rep_page_has_no_empty_panel(told: Told) -> None:
    present = Present(told.state, told.inputs, EVERYTHING, told.quarter, AS_OF)
    stays = with_history(told.state, told.inputs, None).stays
    for rep in (4, 9):
        view = person_view(present, stays, told.telling.rep(rep), STYLE)
        assert [key for key, section in view.sections.items() if not section.lines] == []


@pytest.mark.parametrize("structure", list(Structure))
def test_structures(told: Told, structure: Structure) -> None:
    present = Present(told.state, told.inputs, EVERYTHING, told.quarter, AS_OF)
    view = structure_view(present, structure, STYLE)
    assert len(view.lines) > 12
