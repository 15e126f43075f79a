"""A big team's workbook for benchmarks: many deals and the sheets that go with them.

``python tests/benchmarks/bulk_workbook.py PATH [DEALS]`` makes one by hand, with all sheets.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bulk_cash import cash_sheets, floor_sheets, project_sheets
from bulk_selling import Names, selling_sheets
from xlsxwriter.workbook import Workbook

from salestui.model.period import add_months
from salestui.model.playbook import playbook

AS_OF = date(2026, 11, 21)
FOLDER = "SALESTUI_BENCH_DIR"
"""Environment variable naming the folder in which big workbooks are kept between runs."""

_VERSION = 2
_FIRST_MONTH = date(2024, 1, 1)
_MONTHS = 36
_TEAMS, _REPS, _CUSTOMERS, _PRODUCTS = 8, 50, 5_000, 24
_REGIONS = ("North", "South", "East", "West", "华东", "华南")
_SOURCES = ("Referral", "Website", "Outbound", "Trade show", "Partner")
_REASONS = ("Price", "Competitor", "No budget", "No decision")
_STEPS = ("Call", "Send quote", "Visit", "Demo", "Contract draft")
_HEADERS = (
    "Deal ID", "Deal", "Customer", "Stage", "Amount", "Probability", "Weighted", "Close date",
    "Closed on", "Created", "Rep", "Region", "Product", "Next step", "Next step on",
    "Last activity", "In stage since", "Source", "Loss reason", "Notes",
)  # fmt: skip

_Cell = str | float | date | None


def bulk_workbook(deals: int = 100_000, *, selling: bool = False, cash: bool = False) -> Path:
    """The workbook with so many deals, made if it is not there yet.

    Args:
        selling: with the sheets of ``bulk_selling`` too.
        cash: with those of ``bulk_cash`` too.
    """
    default = Path(tempfile.gettempdir()) / "salestui-bench"
    path = (
        Path(os.environ.get(FOLDER, default))
        / f"bulk-{_VERSION}-{deals}{'-selling' * selling}{'-cash' * cash}.xlsx"
    )
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.tmp")
        make_bulk(partial, deals, selling=selling, cash=cash)
        partial.replace(path)
    return path


def make_bulk(
    path: Path, deals: int = 100_000, *, selling: bool = False, cash: bool = False
) -> None:
    """Write deals (20 columns, one of them formulas), customers, targets, team and products."""
    random = Random(deals)
    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        looks = {
            "money": book.add_format({"num_format": "#,##0"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        _sheet(book, "Deals", _HEADERS, (_deal(n, random) for n in range(deals)), looks)
        _sheet(
            book, "Customers",
            ("Customer ID", "Customer", "Industry", "Tier", "Region", "Rep", "Last contact"),
            (_customer(n) for n in range(_CUSTOMERS)), looks,
        )  # fmt: skip
        targets = (
            (add_months(_FIRST_MONTH, month), _rep(rep), 900_000.0 + 10_000 * (rep % 7))
            for month in range(_MONTHS)
            for rep in range(_REPS)
        )
        _sheet(book, "Targets", ("Month", "Rep", "Target"), targets, looks)
        team = (
            (_rep(n), f"Team {n % _TEAMS + 1}", f"Manager {n % _TEAMS + 1}") for n in range(_REPS)
        )
        _sheet(book, "Team", ("Member", "Team", "Manager"), team, looks)
        products = (
            (_product(n), f"Series {n % 4 + 1}", 1_000.0 * (n + 1)) for n in range(_PRODUCTS)
        )
        _sheet(book, "Products", ("Product", "Series", "List price"), products, looks)
        further = [selling_sheets] * selling + [cash_sheets, project_sheets, floor_sheets] * cash
        for sheets in further:
            for name, headers, rows in sheets(Names(deals, _CUSTOMERS, _REPS), AS_OF):
                _sheet(book, name, headers, rows, looks)


def _sheet(
    book: Workbook,
    name: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[_Cell]],
    looks: dict[str, object],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, headers)
    weighted = headers.index("Weighted") if "Weighted" in headers else None
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if column == weighted:
                formula = f"=E{number + 1}*F{number + 1}"
                sheet.write_formula(number, column, formula, looks["money"], value)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, looks["date"])
            elif value is not None:
                sheet.write_number(number, column, value, looks["money"] if value > 1 else None)
    sheet.autofilter(0, 0, number, len(headers) - 1)


def _deal(number: int, random: Random) -> tuple[_Cell, ...]:
    created = _FIRST_MONTH + timedelta(days=random.randrange((AS_OF - _FIRST_MONTH).days))
    closes = created + timedelta(days=random.randint(10, 160))
    stages = playbook("b2b").stages
    is_open = closes >= AS_OF or random.random() < 0.03
    if is_open:
        stage = random.choice([s for s in stages if s.kind == "open"])
        touched = max(created, AS_OF - timedelta(days=random.randrange(90)))
    else:
        stage = random.choice([s for s in stages if s.kind != "open"])
        touched = closes
    customer = random.randrange(_CUSTOMERS)
    amount = float(round(random.lognormvariate(9.6, 0.9), -2))
    product = _product(random.randrange(_PRODUCTS))
    return (
        f"D-{number + 1:06d}",
        f"Customer {customer:04d}: {product}",
        _customer_name(customer),
        stage.en,
        amount,
        stage.probability,
        amount * stage.probability,
        None if is_open and number % 50 == 0 else closes,
        None if is_open else closes,
        created,
        _rep(customer % _REPS),
        _REGIONS[customer % len(_REGIONS)],
        product,
        random.choice(_STEPS) if is_open else None,
        AS_OF + timedelta(days=random.randint(-10, 30)) if is_open else None,
        touched,
        touched,
        random.choice(_SOURCES),
        random.choice(_REASONS) if stage.kind == "lost" else None,
        f"Note {random.randrange(50_000)} about this deal" if number % 3 else None,
    )


def _customer(number: int) -> tuple[_Cell, ...]:
    return (
        f"C-{number:04d}",
        _customer_name(number),
        f"Industry {number % 12 + 1}",
        "ABC"[number % 3],
        _REGIONS[number % len(_REGIONS)],
        _rep(number % _REPS),
        AS_OF - timedelta(days=number % 120),
    )


def _customer_name(number: int) -> str:
    return f"Customer {number:04d} Ltd" if number % 3 else f"客户{number:04d}有限公司"


def _rep(number: int) -> str:
    return f"Rep {number + 1:02d}"


def _product(number: int) -> str:
    return f"Product {number + 1:02d}"


if __name__ == "__main__":
    make_bulk(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 100_000,
        selling=True,
        cash=True,
    )
