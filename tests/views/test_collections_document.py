"""The collections list: its figures are those of ``salestui collections``, and add up."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from cash_books import CHINESE, ENGLISH, TODAY, cash_book
from documents_told import assert_sound, cells, figures_of, made, reported, rows_of, section
from written_books import told, write

from salestui.metrics.cash.coming import coming, last_payments
from salestui.selling.cash.calling import whom_to_call
from salestui.views.documents.document import Table
from sample_workbooks import AS_OF, SAMPLES, sample

pytestmark = pytest.mark.inventory(59, 60)

WINDOW = ("--period", "2026-Q4", "--as-of", AS_OF.isoformat())


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_are_those_of_the_command(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sample(language, name)
    data = reported(capsys, "collections", path, *WINDOW)
    same = json.loads(told(capsys, "collections", path, *WINDOW, "--json"))
    found = figures_of(data, "standing")
    assert len(found) >= 9
    assert found == pytest.approx({key: same["figures"][key] for key in found})
    ages = [row["unpaid"] for row in rows_of(data, "ages", "ages")]
    assert ages == pytest.approx([age["amount"] for age in same["ageing"]])
    chase = rows_of(data, "chase", "chase")
    first = same["chase"][: len(chase)]
    assert [row["unpaid"] for row in chase] == [line["unpaid"] for line in first]
    assert all(line["standing"] in ("broken promise", "promised today", "overdue", "due today")
               for line in first)  # fmt: skip
    owed = {row["customer"]: row["receivable"] for row in same["by"]["customer"]}
    customers = rows_of(data, "by_customer", "by_customer")
    assert all(row["receivable"] == pytest.approx(owed[row["customer"]]) for row in customers)
    reps = {row["rep"]: row["overdue"] for row in same["by"]["rep"]}
    for row in rows_of(data, "by_rep", "by_rep"):
        assert row["overdue"] == pytest.approx(reps[row["rep"]])


COLUMNS = {
    "en": {
        "contracts": ("Contracts", "Contract no", "Contract amount", "Signed on", "Customer"),
        "changes": ("Contract changes", "Contract", "Effect on amount", "Status", "Approved"),
        "plan": ("Payment plan", "Contract", "Amount due", "Due"),
        "payments": ("Payments", "Contract", "Amount received", "Received on"),
    },
    "zh": {
        "contracts": ("合同台账", "合同编号", "合同金额", "签订日期", "客户"),
        "changes": ("合同变更", "合同", "金额影响", "状态", "已批准"),
        "plan": ("收款计划", "合同", "应收金额", "应收日期"),
        "payments": ("回款", "合同", "回款金额", "回款日期"),
    },
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_contracts_are_what_their_cells_add_up_to(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(str(sample(language, "sales-projects")))
    names = COLUMNS[language]
    sheet, no, amount, signed, customer = names["contracts"]
    contracts = {row[no]: row for row in cells(path, sheet, no) if _by(row[signed])}
    planned, paid, added = (defaultdict[str, float](float) for _ in range(3))
    for row in cells(path, *names["plan"][:2]):
        planned[row[names["plan"][1]]] += row[names["plan"][2]]
    for row in cells(path, *names["payments"][:2]):
        if _by(row[names["payments"][3]]):
            paid[row[names["payments"][1]]] += row[names["payments"][2]]
    sheet, of, effect, status, approved = names["changes"]
    for row in cells(path, sheet, of):
        if row[status] == approved:
            added[row[of]] += row[effect] or 0
    expected = {
        key: (row[customer], row[amount] + added[key], paid[key], planned[key] - paid[key])
        for key, row in contracts.items()
        if planned[key] - paid[key] > 0
    }
    data = reported(capsys, "collections", path, *WINDOW)
    found = {
        row["contract"]: (row["customer"], row["amount"], row["received"], row["unpaid"])
        for row in rows_of(data, "by_contract", "by_contract")
    }
    assert found == expected
    assert len(found) > 2


def _by(day: datetime | None) -> bool:
    return day is not None and day.date() <= AS_OF


def test_a_small_book_in_full() -> None:
    document = made(cash_book(), "collections", TODAY)
    assert_sound(document)
    chase = document.section("chase")
    assert chase is not None
    table = chase.table("chase")
    assert table.values("customer") == ("Acme Works", "Delta", "Acme Works")
    assert table.values("unpaid") == (200.0, 200.0, 300.0)
    assert table.values("standing") == ("promise broken", "promised today", "overdue")
    assert table.values("promise") == ("2026-12-05 after the board", "2026-12-09", "")
    by_customer = document.section("by_customer")
    assert by_customer is not None
    table = by_customer.table("by_customer")
    assert table.values("customer") == ("Acme Works", "Delta")
    assert table.values("receivable") == (1200.0, 200.0)
    assert table.values("paid") == (date(2026, 12, 2), date(2026, 12, 1))
    said = [line.text for line in document.summary]
    assert said[0] == "$1.40k is owed, $700 of it is overdue (50.0%)"
    assert "3 lines are to be chased today." in said


def test_weeks_to_come_hold_promises_and_due_days_once() -> None:
    lines = pl.DataFrame(
        {
            "unpaid": [10.0, 20.0, 40.0, 80.0, 160.0, 0.0],
            "due": [date(2026, 12, 1), date(2026, 12, 20), date(2026, 12, 9), date(2026, 12, 1),
                    date(2027, 12, 1), date(2026, 12, 10)],
            "promised": [date(2026, 12, 14), None, date(2026, 12, 1), None, None, None],
        },
        schema={"unpaid": pl.Float64, "due": pl.Date, "promised": pl.Date},
    )  # fmt: skip
    found = coming(lines, TODAY)  # a Wednesday
    first, second, *others = found.rows()
    assert first == (TODAY, date(2026, 12, 13), 40.0, 0.0, 1)  # its promise is broken
    assert second == (date(2026, 12, 14), date(2026, 12, 20), 30.0, 10.0, 2)
    assert len(others) == 6
    assert not any(lines for *_rest, lines in others)


def test_the_last_payment_is_no_refund() -> None:
    receipts = pl.DataFrame(
        {
            "customer": ["A", "A", "A", "B", None],
            "date": [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), None, date(2026, 1, 1)],
            "amount": [5.0, 7.0, -2.0, 9.0, 1.0],
        }
    )
    assert last_payments(receipts).rows() == [("A", date(2026, 2, 1), 7.0)]


def test_whom_to_call_is_who_pays_and_has_a_number() -> None:
    contacts = [
        ["Contact", "Customer", "Position", "Phone", "Influence"],
        ["Boss", "Acme Works", "Managing director", "111", "High"],
        ["Silent", "Acme Works", "Finance director", None, "High"],
        ["Payer", "Acme Works", "Accounts payable", "222", "Low"],
        ["Only", "Beta", "Engineer", None, "Low"],
    ]
    customers = [["Customer", "Contact", "Phone"], ["Acme Works", "Old", "000"],
                 ["Beta", None, None], ["Gamma", "Gina", "333"]]  # fmt: skip
    state = cash_book({**ENGLISH, "Customers": customers, "Contacts": contacts}).state
    rows = {state.title_of("customers", row): row for row in state.entities["customers"].positions}
    found = whom_to_call(state, rows.values())
    told_of = {name: found.get(row) for name, row in rows.items()}
    assert [(c.name, c.phone) if c else None for c in told_of.values()] == [
        ("Payer", "222"), ("Only", ""), ("Gina", "333"),
    ]  # fmt: skip


def test_without_a_plan_it_says_what_is_missing() -> None:
    document = made(cash_book({"Pipeline": ENGLISH["Pipeline"]}), "collections", TODAY)
    assert_sound(document)
    plan = document.section("plan")
    assert plan is not None
    assert "payment_plan" in plan.needs
    assert document.section("ages") is None


def test_an_empty_workbook_has_a_list_too() -> None:
    document = made(cash_book({"Pipeline": ENGLISH["Pipeline"][:1]}), "collections", TODAY)
    assert_sound(document)


def test_amounts_of_several_currencies_are_not_added() -> None:
    named = ["Currency", "EUR", "USD", "EUR", "EUR", "EUR"]
    contracts = [[*row, c] for row, c in zip(ENGLISH["Contracts"], named, strict=True)]
    document = made(cash_book({**ENGLISH, "Contracts": contracts}), "collections", TODAY)
    assert_sound(document)
    ages, chase = document.section("ages"), document.section("chase")
    assert ages is not None and chase is not None
    assert "EUR" in ages.needs
    table = chase.table("chase")
    assert all(column.total.value == "none" for column in table.columns)


def test_hostile_names_stay_in_their_cells() -> None:
    nasty = "=cmd|' /C calc'!A0\n## x | <b>\x1b[31m"
    rows = [[nasty if cell == "Acme Works" else cell for cell in row]
            for row in ENGLISH["Contracts"]]  # fmt: skip
    document = made(cash_book({**ENGLISH, "Contracts": rows}), "collections", TODAY)
    assert_sound(document)


def test_a_long_list_is_cut_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = [ENGLISH["Payment plan"][0]]
    plan += [[f"L{n}", None, "Kiln", "Final", date(2026, 10, 1), 1.0 + n, None, None, None]
             for n in range(80)]  # fmt: skip
    path = write(tmp_path / "team.xlsx", {**ENGLISH, "Payment plan": plan})
    data = reported(capsys, "collections", path, "--period", "2026", "--as-of", TODAY)
    block = next(b for b in section(data, "chase")["blocks"] if b["block"] == "table")
    assert (len(block["rows"]), block["left_out"]) == (60, 7)  # 13 of 80 are paid


def test_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = write(tmp_path / "团队.xlsx", CHINESE)
    day = ("--as-of", TODAY.isoformat(), "--period", "2026", "--lang", "zh")
    data = reported(capsys, "collections", book, *day)
    [row] = [r for r in rows_of(data, "by_contract", "by_contract") if r["overdue"]]
    assert (row["contract"], row["unpaid"], row["overdue"]) == ("HT-1", 1_100_000.0, 500_000.0)
    assert "月初付款" in rows_of(data, "chase", "chase")[0]["promise"]


def test_totals_are_sums_of_their_columns() -> None:
    document = made(cash_book(), "collections", TODAY)
    tables = [b for one in document.sections for b in one.blocks if isinstance(b, Table)]
    summed = [c.name for t in tables for c in t.columns if c.total.value == "sum"]
    assert {"unpaid", "receivable", "lines", "overdue"} <= set(summed)
