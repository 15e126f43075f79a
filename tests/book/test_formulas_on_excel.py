"""Formulas in the team's workbook: results that are missing are told, never blanks or zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adapters.excel.backend import ExcelBackend
from salestui.book.book import Book
from salestui.book.edits import NOT_CALCULATED
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.cells import Mark
from salestui.views.dashboard import dashboard_view
from salestui.views.figure_sheet import figure_sheet
from salestui.views.inputs import inputs_of
from salestui.views.kpi_report import kpi_report
from salestui.views.table import Wanted, table_view

TODAY = date(2026, 11, 21)
HEADERS = ("Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Owner", "Margin")
Opener = Callable[[Path], Book]


@pytest.fixture
def opened() -> Iterator[Opener]:
    books: list[Book] = []

    def open_(path: Path) -> Book:
        book = Book(ExcelBackend.open(str(path), path.parent / "state"), Settings(TODAY))
        books.append(book)
        book.load()
        return book

    yield open_
    for book in books:
        book.close()


def kpis(state: BookState) -> dict[str, Any]:
    """The figures of November 2026."""
    november = parse_period("2026-11")
    assert november is not None
    found: dict[str, Any] = kpi_report(inputs_of(state), EVERYTHING, november, TODAY)["kpis"]
    return found


def deals(folder: Path, formulas: dict[str, str]) -> Path:
    """Twelve won deals of 100; openpyxl stores these formulas without results."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Deals"
    page.append(HEADERS)
    for n in range(2, 14):
        day = date(2026, 11, n)
        page.append([f"D{n}", f"Deal {n}", "Acme", "Won", 100, day, "Ann", f"=E{n}*0.2"])
        page[f"H{n}"].number_format = "0.00"
    for place, formula in formulas.items():
        page[place] = formula
    path = folder / "team.xlsx"
    book.save(path)
    return path


def test_a_calculated_column_without_results_is_told_once(tmp_path: Path, opened: Opener) -> None:
    state = opened(deals(tmp_path, {})).state
    (found,) = [p for p in state.problems if p.code == "not-calculated"]
    assert (found.where, found.severity) == ("Deals!H2", "warning")
    assert dict(found.parts) == {"count": "12", "header": "Margin", "cells": "H2:H13"}


def test_single_formulas_deep_in_typed_columns_are_named(tmp_path: Path, opened: Opener) -> None:
    path = deals(tmp_path, {"E5": "=50+50", "E6": "=1+1", "E9": "=E8", "G7": '="A"&"nn"'})
    state = opened(path).state
    found = [p for p in state.problems if p.code == "not-calculated" and p.column != "x:Margin"]
    assert [(p.where, p.severity, dict(p.parts)["cells"]) for p in found] == [
        ("Deals!E5", "error", "E5:E6, E9"),
        ("Deals!G7", "error", "G7"),
    ]
    rows = state.entities["deals"]
    assert rows.frame.height == 12
    assert rows.value(3, "amount") == NOT_CALCULATED
    assert rows.base.formulas == {"amount": frozenset({3, 4, 7}), "owner": frozenset({5})}


def test_figures_leave_them_out_and_say_so(tmp_path: Path, opened: Opener) -> None:
    state = opened(deals(tmp_path, {"E5": "=50+50", "E9": "=E8"})).state
    actual = kpis(state)["actual"]
    assert actual["value"] == 1_000.0
    assert actual["notes"] == ["won deals without an amount: 2"]


def test_all_amounts_without_results_make_no_zero(tmp_path: Path, opened: Opener) -> None:
    path = deals(tmp_path, {f"E{n}": "=50+50" for n in range(2, 14)})
    state = opened(path).state
    actual = kpis(state)["actual"]
    assert (actual["value"], actual["reason"]) == (None, "no won deal carries an amount")


def test_they_are_shown_as_not_calculated(tmp_path: Path, opened: Opener) -> None:
    state = opened(deals(tmp_path, {"E5": "=50+50"})).state
    view = table_view(state, "deals", Wanted(), TODAY)
    cell = view.cells(3, 4)[0][HEADERS.index("Amount")]
    assert (cell.text, cell.mark) == ("not calculated", Mark.STALE)
    blank = table_view(state, "deals", Wanted(filter="empty(amount)"), TODAY)
    assert list(blank.ids) == []


def test_figures_say_that_formulas_wait_for_unsaved_edits(tmp_path: Path, opened: Opener) -> None:
    path = deals(tmp_path, {f"E{n}": f"=J{n}*SUM(K$2:K{n})" for n in range(2, 14)})
    book = opened(path)
    november = parse_period("2026-11")
    assert november is not None

    def said() -> str:
        inputs = inputs_of(book.state)
        shown = dashboard_view(inputs, EVERYTHING, november, TODAY)
        return figure_sheet(shown, inputs, book.state, "actual").approximate

    assert said() == ""
    book.set_values("x", "deals", [(3, "owner", "Bo")])
    assert said().endswith("unsaved edits: Amount")


def test_a_value_replaces_a_formula_where_it_was_meant(tmp_path: Path, opened: Opener) -> None:
    path = deals(tmp_path, {"E5": "=50+50"})
    book = opened(path)
    book.set_values("both", "deals", [(3, "amount", 70.0), (4, "x:Margin", 5.0)])
    assert book.state.entities["deals"].frame["amount"][3] == 70.0
    assert book.undo().label == "both"
    assert book.state.entities["deals"].value(3, "amount") == NOT_CALCULATED
    assert book.state.pending_count == 0
    book.redo()
    book.save()
    page = openpyxl.load_workbook(path)["Deals"]
    assert (page["E5"].value, page["H6"].value, page["H5"].value) == (70, 5, "=E5*0.2")
    again = opened(path).state
    assert again.entities["deals"].value(3, "amount") == 70.0
    assert not book.state.entities["deals"].base.formulas.get("amount")


def test_a_lone_formula_below_the_data_is_no_deal_but_told(tmp_path: Path, opened: Opener) -> None:
    state = opened(deals(tmp_path, {"E14": "=SUM(E2:E13)"})).state
    assert state.entities["deals"].frame.height == 12
    (found,) = [p for p in state.problems if p.column == "amount"]
    assert (found.code, found.where) == ("not-calculated", "Deals!E14")
