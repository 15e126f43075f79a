"""``salestui new``: what stands in the file, read by a second pair of eyes (openpyxl)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from salestui.model.entities import CORE
from salestui.model.period import parse_period
from salestui.model.playbook import Playbook, builtin_playbooks, playbook
from salestui.reports.new_workbook import create_workbook


def read(path: Path) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of the 2010 form of data bars, which it does not read.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def headers(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def book(tmp_path: Path, language: str) -> Iterator[Workbook]:
    path = tmp_path / "new.xlsx"
    create_workbook(path, playbook("project-sales"), language, 2027)
    yield read(path)


def test_has_a_sheet_and_a_table_for_each_entity(book: Workbook, language: str) -> None:
    assert book.sheetnames[1:] == [e.labels[language] for e in CORE]
    for entity in CORE:
        sheet = book[entity.labels[language]]
        (table,) = sheet.tables.values()
        assert table.name == entity.name.capitalize()
        assert table.ref.endswith("2"), "a header and one free row"
        assert sheet.freeze_panes is not None


def test_headers_are_the_labels_of_the_model(book: Workbook, language: str) -> None:
    for entity in CORE:
        found = headers(book[entity.labels[language]])
        assert len(found) == len(set(found))
        if entity.name != "targets":
            labels = [f.labels[language] for f in entity.fields if f.starter]
            assert found[0] == labels[0]
            assert set(labels) <= set(found), "only what few teams need is left out"


def test_no_row_holds_data(book: Workbook, language: str) -> None:
    for entity in CORE:
        sheet = book[entity.labels[language]]
        typed = [c.value for row in sheet.iter_rows(min_row=2) for c in row if c.data_type != "f"]
        assert set(typed) <= {None}


def test_targets_have_the_months_of_the_year(book: Workbook, language: str) -> None:
    found = [parse_period(h) for h in headers(book[{"en": "Targets", "zh": "目标"}[language]])]
    assert [p.key for p in found if p] == [f"2027-{m:02d}" for m in range(1, 13)]


def test_stages_are_those_of_the_playbook(book: Workbook, language: str) -> None:
    deals = book[{"en": "Pipeline", "zh": "商机"}[language]]
    label = {"en": "Stage", "zh": "阶段"}[language]
    letter = "ABCDEFGH"[headers(deals).index(label)]
    rules = {str(v.sqref): v.formula1 for v in deals.data_validations.dataValidation}
    assert rules[f"{letter}2:{letter}2001"] == "StageNames"
    sheet, cells = next(iter(book.defined_names["StageNames"].destinations))
    offered = [row[0].value for row in book[sheet][cells]]
    assert offered == [s.labels[language] for s in playbook("project-sales").stages]


def test_lists_of_reps_customers_and_products_follow_their_tables(
    book: Workbook, language: str
) -> None:
    for name, entity in (("RepNames", "members"), ("CustomerNames", "customers")):
        sheet = book[next(e.labels[language] for e in CORE if e.name == entity)]
        table, _, column = book.defined_names[name].attr_text.partition("[")
        assert table in sheet.tables
        assert column.rstrip("]") in headers(sheet)
    deals = book[{"en": "Pipeline", "zh": "商机"}[language]]
    offered = {v.formula1 for v in deals.data_validations.dataValidation}
    assert {"RepNames", "CustomerNames", "ProductNames", "StageNames"} <= offered


def test_types_show_in_number_formats(book: Workbook, language: str) -> None:
    deals = book[{"en": "Pipeline", "zh": "商机"}[language]]
    formats = {
        header: deals.column_dimensions[cell.column_letter].number_format
        for header, cell in zip(headers(deals), deals[1], strict=True)
    }
    en = {"money": "$#,##0", "amount": "Amount", "chance": "Probability", "date": "Close date"}
    zh = {"money": "¥#,##0", "amount": "金额", "chance": "成功率", "date": "预计成交日期"}
    expected = {"en": en, "zh": zh}[language]
    assert formats[expected["amount"]] == expected["money"]
    assert formats[expected["chance"]] == "0%"
    assert formats[expected["date"]] == "yyyy-mm-dd"


def test_weighted_amount_is_worked_out_in_every_new_row(book: Workbook, language: str) -> None:
    deals = book[{"en": "Pipeline", "zh": "商机"}[language]]
    (table,) = deals.tables.values()
    calculated = {
        c.name: c.calculatedColumnFormula.attr_text
        for c in table.tableColumns
        if c.calculatedColumnFormula
    }
    amount, chance = {"en": ("Amount", "Probability"), "zh": ("金额", "成功率")}[language]
    formula = f"Deals[[#This Row],[{amount}]]*Deals[[#This Row],[{chance}]]"
    assert calculated == {{"en": "Weighted", "zh": "加权金额"}[language]: formula}


@pytest.mark.parametrize("selling", builtin_playbooks(), ids=lambda p: p.name)
def test_every_playbook_makes_a_workbook_with_its_colours(
    selling: Playbook, tmp_path: Path
) -> None:
    create_workbook(tmp_path / "new.xlsx", selling, "en", 2026)
    rules = read(tmp_path / "new.xlsx")["Pipeline"].conditional_formatting
    formulas = [str(rule.formula[0]) for area in rules for rule in area.rules if rule.formula]
    for stage in selling.stages:
        assert any(f'"{stage.en}"' in f for f in formulas) == (stage.kind != "open")


def test_leaves_an_existing_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(b"ours")
    with pytest.raises(FileExistsError):
        create_workbook(path, playbook("b2b"), "en", 2026)
    assert path.read_bytes() == b"ours"


def test_unknown_language_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en, zh"):
        create_workbook(tmp_path / "new.xlsx", playbook("b2b"), "fr", 2026)
    assert list(tmp_path.iterdir()) == []
