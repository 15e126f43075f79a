"""Contracts where they are told beside other things: the customer's file, odd books, both words."""

from __future__ import annotations

from datetime import date

import pytest
from contract_books import TODAY, sheets, state_of

from salestui.i18n import set_language
from salestui.selling.contracts.account import account_named, contract_account, line_account
from salestui.selling.contracts.creating import parse_split, split_kinds
from salestui.selling.contracts.lifecycle import contract_state, next_step
from salestui.views.contract.view import contract_view
from salestui.views.customer.contracts import contracts_told
from salestui.views.deal.contracts import contracts_section
from salestui.views.formats import Style
from salestui.views.states import State

STYLE = Style()


def test_the_customers_file_tells_contracts_and_what_is_overdue() -> None:
    told = contracts_told(state_of(), 0, TODAY, STYLE)
    assert told == ("2 contracts, 75.0k open, 60.0k overdue", State.LATE)
    assert contracts_told(state_of(), 1, TODAY, STYLE) is None
    assert contracts_told(state_of("Contracts", "Payment plan"), 0, TODAY, STYLE) is None


@pytest.mark.inventory(57)
def test_a_contract_without_a_status_is_as_far_as_its_days() -> None:
    grid = [[v for n, v in enumerate(row) if n != 6] for row in sheets()["Contracts"]]
    state = state_of(more={"Contracts": grid})  # type: ignore[dict-item]
    assert [contract_state(state, row) for row in (0, 1)] == ["effective", "draft"]
    assert [next_step(state, row) for row in (0, 1)] == ["fulfilled", "review"]


@pytest.mark.inventory(59)
def test_several_currencies_are_never_added_up() -> None:
    grid = sheets()["Payments"]
    grid[0].append("Currency")
    grid[1].append("USD")
    grid.append(["P-002", TODAY, "C-2026-01", None, "Progress", 10, None, None, None, "CNY"])
    view = contract_view(state_of(more={"Payments": grid}), 0, TODAY, STYLE)
    assert {figure.value for figure in view.told.figures.values()} == {None}
    reason = view.told.figures["open"].reason
    assert reason is not None
    assert dict(reason.parts)["currencies"] == "CNY, USD"


@pytest.mark.inventory(59)
def test_as_of_an_earlier_day_less_was_paid_and_billed() -> None:
    view = contract_view(state_of(), 0, date(2026, 6, 24), STYLE)
    told = {key: figure.value for key, figure in view.told.figures.items()}
    assert told == {
        "in_force": 105_000, "changes": 5_000, "billed": 30_000, "received": 0,
        "open": 105_000, "overdue": 30_000,
    }  # fmt: skip


def test_a_contract_without_amount_and_plan_says_why_it_has_no_figures() -> None:
    grid = sheets()["Contracts"]
    grid[1][5] = None
    state = state_of("Payment plan", more={"Contracts": grid})
    view = contract_view(state, 0, TODAY, STYLE)
    assert view.told.figures["open"].reason is not None
    assert view.told.figures["billed"].reason is not None
    assert view.told.figures["received"].value == 30_000
    assert view.section("plan").lines[-1].cells[0].strip() == "P-001"


def test_without_payments_the_plan_itself_says_what_was_received() -> None:
    view = contract_view(state_of("Payments"), 0, TODAY, STYLE)
    assert view.told.figures["received"].value == 30_000
    assert any("as the plan says" in line.cells[0] for line in view.section("plan").lines)


@pytest.mark.inventory(59)
def test_numbers_of_lines_may_begin_anew_in_each_contract() -> None:
    plan = [
        ["Plan line", "Contract", "Due", "Amount due"],
        ["1", "C-2026-01", TODAY, 60.0], ["1", "C-2026-02", TODAY, 8.0],
    ]  # fmt: skip
    state = state_of("Payments", more={"Payment plan": plan})  # type: ignore[dict-item]
    found = account_named(state, "1", "C-2026-02", "")
    assert found is not None
    assert found.row == 1
    assert line_account(state, 0).row == 0
    assert contract_account(state, 1).planned == 8


def test_a_deal_without_a_contracts_sheet_tells_what_is_planned_for_it() -> None:
    plan = [["Plan line", "Deal", "Due", "Amount due"], ["1", "Robot", TODAY, 60.0]]
    book = {"Payment plan": plan}
    state = state_of("Contracts", "Payments", "Contract changes", "Deliveries", more=book)  # type: ignore[arg-type]
    (line,) = contracts_section(state, 1, TODAY, STYLE).lines
    assert line.cells[:5] == ("without a contract", "", "250,000", "250,000", "2026-12-09 60")


@pytest.mark.parametrize(
    ("text", "shares", "kinds"),
    [
        ("30/60/10", (0.3, 0.6, 0.1), ("advance", "progress", "final")),
        ("100", (1.0,), ("final",)),
        ("50%、50%", (0.5, 0.5), ("advance", "final")),
        ("0.2 0.3 0.4 0.1", (0.2, 0.3, 0.4, 0.1), ("advance", "progress", "final", "retention")),
        ("30/60", (), None),
        ("110/-10", (), None),
        ("some", (), None),
    ],
)
def test_splits(text: str, shares: tuple[float, ...], kinds: tuple[str, ...] | None) -> None:
    assert parse_split(text) == pytest.approx(shares)
    if kinds is not None:
        assert split_kinds(parse_split(text)) == kinds


def test_in_chinese_every_section_has_a_title() -> None:
    set_language("zh")
    try:
        view = contract_view(state_of(), 0, TODAY, Style("zh"))
        assert all(section.title for section in view.sections)
        assert view.section("path").lines[3].cells[0] == "已生效"
    finally:
        set_language("en")
