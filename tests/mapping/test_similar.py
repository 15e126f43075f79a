"""One name in several spellings: suggested with its cells, never made one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from made_sheets import Rows, read

from adapters.registry import open_workbook
from salestui.book.reading import Reading, Settings, read_book
from salestui.mapping.problems import sentence
from salestui.mapping.similar import name_key, similar_values

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"
HEADER = ["Deal", "Customer", "Stage", "Amount", "Rep", "Product", "Team"]
PRODUCTS: Rows = [["Product", "Series", "Price"], ["GTX Pro", "GTX", 5], ["MG", "MG", 6]]


def found(sheets: dict[str, Rows]) -> list[dict[str, str]]:
    """The suggestions: the parts of each, with its place."""
    suggestions = similar_values(read(sheets))
    assert all((p.code, p.severity) == ("similar-values", "warning") for p in suggestions)
    return [dict(p.parts) | {"where": p.where} for p in suggestions]


def deal(**given: str) -> list[str | float]:
    kept = {"Stage": "Won", "Customer": "Acme", "Rep": "Ann", "Product": "MG", "Team": "East"}
    row = kept | given
    return ["D", row["Customer"], row["Stage"], 5.0, row["Rep"], row["Product"], row["Team"]]


def test_the_name_on_its_own_sheet_is_the_better_one() -> None:
    rows = [HEADER, *[deal(Product="GTXPro")] * 7, deal(Product="GTX Pro")]
    assert found({"Deals": rows, "Products": PRODUCTS}) == [
        {"text": "GTXPro", "better": "GTX Pro", "count": "7", "header": "Product",
         "cells": "F2, F3, F4, F5, F6, …", "where": "Deals!F2"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other", ["CLOTHING", "Ｃｌｏｔｈｉｎｇ", "Clo thing", "clothing.", "Clo-thing"]
)
@pytest.mark.parametrize("column", ["Stage", "Customer", "Rep", "Product", "Team"])
def test_the_commoner_spelling_is_the_better_one_without_such_a_sheet(
    column: str, other: str
) -> None:
    rows = [HEADER, deal(**{column: other}), *[deal(**{column: "Clothing"})] * 2]
    (suggestion,) = found({"Deals": rows})
    assert (suggestion["text"], suggestion["better"]) == (other, "Clothing")
    assert (suggestion["count"], suggestion["header"]) == ("1", column)


def test_names_on_other_sheets_are_compared_too() -> None:
    customers: Rows = [["Customer", "Industry", "Rep"], ["ＡＣＭＥ", "Energy", "ann"]]
    rows = [HEADER, deal(), deal()]
    assert [(s["where"], s["text"], s["better"]) for s in found(
        {"Deals": rows, "Customers": customers}
    )] == [("Customers!C2", "ann", "Ann"), ("Deals!B2", "Acme", "ＡＣＭＥ")]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"), [("Model 1.5", "Model 15"), ("C#", "C++"), ("A", "A+"), ("MG", "GTX")]
)
def test_different_names_are_left_alone(one: str, other: str) -> None:
    assert found({"Deals": [HEADER, deal(Product=one), deal(Product=other)]}) == []


@given(st.lists(st.text("abcxyz", min_size=1), min_size=1))
def test_spaces_separators_and_case_make_no_other_name(words: list[str]) -> None:
    key = name_key(" ".join(words))
    assert key == name_key("-".join(words)) == name_key("".join(words).upper())


def opened(path: Path) -> Reading:
    workbook = open_workbook(str(path), path.parent / "state")
    try:
        return read_book(workbook, Settings(date(2026, 11, 21)))
    finally:
        workbook.close()


def test_spaces_around_a_name_are_read_as_one_and_told(tmp_path: Path) -> None:
    path = tmp_path / "team.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Deals")
    rows = [HEADER, deal(), deal(Customer="Acme "), deal(Customer=" Lone")]
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    reading = opened(path)
    assert reading.tables["deals"].frame["customer"].to_list() == ["Acme", "Acme", "Lone"]
    assert [(p.severity, p.code, p.where) for p in reading.problems] == [
        ("info", "spaces-around", "Deals!B3")
    ]


def test_their_texts_are_kept_by_row_on_every_sheet_and_not_of_totals(tmp_path: Path) -> None:
    path = tmp_path / "months.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, customers in {"Jan": ["Acme", "Acme\u00a0"], "Feb": [" Bolt", "Bolt"]}.items():
        sheet = book.add_worksheet(name)
        rows = [HEADER, *[deal(Customer=c) for c in customers], ["Total", "", "", 10.0]]
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    reading = opened(path)
    deals = reading.tables["deals"]
    assert deals.frame["customer"].to_list() == ["Acme", "Acme", "Bolt", "Bolt"]
    assert deals.padded == {(1, "customer"): "Acme\u00a0", (2, "customer"): " Bolt"}
    told = [p for p in reading.problems if p.code == "spaces-around"]
    assert [(p.where, p.suggestion, dict(p.parts)["count"]) for p in told] == [
        ("Jan!B3", "Acme", "1"),
        ("Feb!B2", "Bolt", "1"),
    ]


@pytest.mark.skipif(not REAL.exists(), reason="the real workbooks are not here")
def test_a_product_of_a_real_workbook_is_suggested_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "crm.xlsx"
    shutil.copyfile(REAL / "maven_crm.xlsx", path)
    reading = opened(path)
    (problem,) = [p for p in reading.problems if p.code == "similar-values"]
    parts = dict(problem.parts)
    assert (parts["text"], parts["better"], parts["count"]) == ("GTXPro", "GTX Pro", "1480")
    assert "GTX Pro" in sentence(problem.hint, problem.parts, str)
    assert (reading.tables["deals"].frame["product"] == "GTXPro").sum() == 1480
