"""What recognition looks at: little of what cannot be a table of an entity, with one result."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from adapters.contents import CellValue
from adapters.excel.backend import ExcelBackend
from adapters.outlines import Outline, SheetOutline
from salestui.mapping import matching
from salestui.mapping.headers import meanings, name_score
from salestui.mapping.headings import HeaderRows
from salestui.mapping.recognise import recognise
from salestui.mapping.regions import Region
from salestui.model.entities import ENTITIES
from salestui.model.fields import Entity

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
WORKBOOKS = (
    *sorted((ROOT / "sample_workbooks").glob("*.xlsx")),
    *sorted((ROOT.parent / "shared" / "data" / "real").glob("*.xlsx")),
)


def outline_of(path: Path, folder: Path) -> Outline:
    """What a workbook holds, read from a copy."""
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    workbook = ExcelBackend.open(str(copy), folder)
    try:
        return workbook.outline()
    finally:
        workbook.close()


def everything(entity: Entity, region: Region) -> frozenset[str]:
    """No field is ruled out by the headers."""
    return frozenset(f.name for f in entity.fields)


@pytest.mark.inventory(1)
@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda p: p.stem)
def test_ruling_out_by_headers_changes_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = outline_of(path, tmp_path)
    quick = recognise(outline, TODAY)
    monkeypatch.setattr(matching, "nameable", everything)
    assert recognise(outline, TODAY) == quick


def test_cells_are_looked_at_only_where_headers_leave_an_entity_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = outline_of(ROOT / "sample_workbooks" / "sales_team_en.xlsx", tmp_path)
    tried: Counter[str] = Counter()

    def counted(entity: Entity, region: Region, said: object) -> object:
        tried[entity.name] += 1
        return assign(entity, region, {})

    assign = matching.assign
    monkeypatch.setattr(matching, "assign", counted)
    layout = recognise(outline, TODAY)
    assert len(layout.tables) > 20
    assert tried.total() < 6 * len(outline.sheets)  # of 26 entities each


def test_a_row_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    head: tuple[tuple[CellValue, ...], ...] = (
        ("Deal", "Amount", "Stage", None, "Rep", "Email"),
        *((f"D{n}", n, "Won", None, "Ann", "a@b.c") for n in range(35)),
    )
    sheet = SheetOutline("Deals", visible=True, last_row=36, last_column=6, head=head)
    asked: Counter[int] = Counter()
    row = SheetOutline.row

    def counted(self: SheetOutline, number: int) -> tuple[CellValue, ...]:
        asked[number] += 1
        return row(self, number)

    monkeypatch.setattr(SheetOutline, "row", counted)
    rows = HeaderRows(sheet)
    assert rows.best[0].row == 1
    assert [rows.at(n) for n in (1, 2, 3)] == [rows.at(n) for n in (1, 2, 3)]
    assert set(asked.values()) == {1}


def test_numbers_and_days_name_nothing() -> None:
    for text in ("12000", "12,000.50", "2026-11-22", "22/11/2026", "09:30", "-3"):
        assert meanings(text) == ()
    assert meanings("#")  # the number of a row, and so an ID


def test_a_sheet_s_name_speaks_for_its_entity() -> None:
    for entity in ENTITIES:
        for name in (entity.name, entity.en, entity.zh, *entity.sheet_aliases):
            assert name_score(entity, name) == 3.0
            assert name_score(entity, f"tbl{name}") == 3.0
    assert not any(name_score(entity, "Zebra crossing") for entity in ENTITIES)
