"""What was received for a deal is the sum of its payments, each counted once."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.mapping.table import ID
from salestui.metrics.costs.profit import deal_profit
from salestui.selling.costs.profit import deal_money
from salestui.selling.costs.rows import spending
from salestui.views.inputs import inputs_of
from sample_workbooks import AS_OF, sample

SHEETS = {"en": ("Payments", "Deal", "Amount received"), "zh": ("回款", "商机", "回款金额")}


@pytest.mark.inventory(62)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_payment_that_names_contract_and_deal_counts_once(language: str, tmp_path: Path) -> None:
    path = Path(str(sample(language, "sales-projects")))
    book = Book(open_workbook(str(path), tmp_path), Settings(AS_OF))
    try:
        state = book.load()
    finally:
        book.close()
    paid = _paid(path, language)
    known = spending(state, inputs_of(state))
    rows = state.entities["deals"].live.select(ID, "name").rows()
    found = {
        name: deal_profit(deal_money(state, row, known, AS_OF))["received"].value
        for row, name in rows
    }
    assert found == pytest.approx({name: paid[name] for name in found})
    assert sum(found.values()) > 0


def _paid(path: Path, language: str) -> dict[str, float]:
    """The payments until the day by the deal that they name, from the cells."""
    sheet, deal, amount = SHEETS[language]
    rows = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    head = list(next(rows))
    received = head.index({"en": "Received on", "zh": "回款日期"}[language])
    found: dict[str, float] = defaultdict(float)
    for row in rows:
        if row[received] is not None and row[received].date() <= AS_OF:
            found[row[head.index(deal)]] += row[head.index(amount)]
    return found
