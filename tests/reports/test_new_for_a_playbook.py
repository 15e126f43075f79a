"""``salestui new --playbook``: the sheets, columns and lists that a way of selling asks for."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.model.entities import CORE, OPTIONAL, entity
from salestui.model.playbook import (
    Named,
    Playbook,
    PlaybookError,
    builtin_file,
    parse_playbook,
    playbook,
)
from salestui.reports.guide import guide
from salestui.reports.new_workbook import create_workbook
from sample_workbooks import AS_OF

NAMES = ("ltc", "real-estate")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def path(name: str, language: str, tmp_path: Path) -> Path:
    made = tmp_path / "new.xlsx"
    create_workbook(made, playbook(name), language, 2027)
    return made


def read(path: Path) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of the 2010 form of data bars, which it does not read.
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


@pytest.fixture
def book(path: Path) -> Workbook:
    return read(path)


def test_the_playbooks_sheets_stand_behind_those_of_every_team(
    book: Workbook, name: str, language: str
) -> None:
    more = [entity(sheet) for sheet in playbook(name).method.sheets]
    assert len(more) >= 9
    assert book.sheetnames[1:] == [e.labels[language] for e in (*CORE, *more)]
    for each in more:
        sheet = book[each.labels[language]]
        (table,) = sheet.tables.values()
        assert table.ref.endswith("2"), "a header and one free row"
        assert sheet.freeze_panes is not None
        headers = {str(cell.value) for cell in sheet[1]}
        assert {f.labels[language] for f in each.fields if f.starter} <= headers
        assert {c.value for c in sheet[2]} == {None}


def test_columns_that_the_way_of_selling_needs_are_there(
    book: Workbook, name: str, language: str
) -> None:
    for table, fields in playbook(name).method.columns.items():
        known = entity(table)
        headers = {str(cell.value) for cell in book[known.labels[language]][1]}
        for field in fields:
            found = known.field(field)
            assert found is not None
            assert not found.starter, "a column that every workbook has need not be told"
            assert found.labels[language] in headers, (table, field)


def test_a_plain_playbook_has_none_of_these_columns(language: str, tmp_path: Path) -> None:
    create_workbook(tmp_path / "plain.xlsx", playbook("b2b"), language, 2027)
    plain = read(tmp_path / "plain.xlsx")
    assert len(plain.sheetnames) == 1 + len(CORE)
    deals = entity("deals")
    headers = {str(cell.value) for cell in plain[deals.labels[language]][1]}
    assert not headers & {f.labels[language] for f in deals.fields if not f.starter}


def test_cells_are_chosen_from_lists_that_exist(book: Workbook) -> None:
    named = set(book.defined_names)
    offered = {
        str(rule.formula1) for sheet in book for rule in sheet.data_validations.dataValidation
    }
    by_name = {text for text in offered if not text.startswith('"')}
    assert by_name <= named
    assert {"DealNames", "ContractNumbers", "PlanLines", "RepNames", "StageNames"} <= by_name
    for name in named:
        text = book.defined_names[name].attr_text
        if "[" in text:
            table, _, header = text.rstrip("]").partition("[")
            sheet = next(s for s in book if table in s.tables)
            assert header in {cell.value for cell in sheet[1]}


@pytest.mark.parametrize(
    ("selling", "where", "texts"),
    [
        ("ltc", ("deal_team", "role"), lambda p: p.lists.roles),
        ("ltc", ("costs", "type"), lambda p: p.lists.cost_types),
        ("ltc", ("gates", "gate"), lambda p: p.gates),
        ("ltc", ("documents", "type"), lambda p: p.project.documents),
        ("real-estate", ("visitors", "channel"), lambda p: p.lists.channels),
    ],
)
def test_lists_of_the_playbook_stand_on_the_first_page(
    selling: str,
    where: tuple[str, str],
    texts: Callable[[Playbook], Sequence[Named]],
    language: str,
    tmp_path: Path,
) -> None:
    (sheet, field), chosen = where, playbook(selling)
    create_workbook(tmp_path / "new.xlsx", chosen, language, 2027)
    book = read(tmp_path / "new.xlsx")
    page = book[entity(sheet).labels[language]]
    known = entity(sheet).field(field)
    assert known is not None
    place = [cell.value for cell in page[1]].index(known.labels[language])
    rule = next(
        r for r in page.data_validations.dataValidation if page.cell(2, place + 1).coordinate in r
    )
    front, cells = next(iter(book.defined_names[rule.formula1].destinations))
    listed = [row[0].value for row in book[front][cells]]
    assert listed == [item.labels[language] for item in texts(chosen)]


def test_the_first_page_tells_what_each_sheet_is_for(
    book: Workbook, name: str, language: str
) -> None:
    lines = [str(row[0].value) for row in book.worksheets[0].iter_rows()]
    for sheet in playbook(name).method.sheets:
        what = guide(language).sheets[sheet]
        assert any(entity(sheet).labels[language] in line and what in line for line in lines)


def test_every_optional_entity_can_be_told_of(language: str) -> None:
    assert set(guide(language).sheets) == {each.name for each in OPTIONAL}


def test_it_opens_whole_with_its_own_playbook(path: Path, name: str, tmp_path: Path) -> None:
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(AS_OF))
    try:
        state = book.load()
        assert state.playbook.name == name
        assert state.all_problems == ()
        assert set(state.entities) == {e.name for e in CORE} | set(playbook(name).method.sheets)
    finally:
        book.close()


def test_a_row_goes_into_a_new_sheet(path: Path, language: str, tmp_path: Path) -> None:
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(AS_OF))
    try:
        book.load()
        row = {"date": AS_OF, "amount": 5_000.0, "kind": {"en": "deposit", "zh": "定金"}[language]}
        book.add_rows("Payment", "payments", [row])
        book.save()
    finally:
        book.close()
    again = read(path)[entity("payments").labels[language]]
    assert 5_000 in [cell.value for cell in again[2]]


def test_columns_of_what_is_unknown_are_a_fault() -> None:
    data = b'name = "ours"\nbased_on = "ltc"\n[columns]\nships = ["mast"]\ndeals = ["colour"]\n'
    with pytest.raises(PlaybookError) as refused:
        parse_playbook(data, "ours.toml", builtin_file)
    assert {fault.key for fault in refused.value.faults} == {"columns", "columns.deals"}
