"""In which language a workbook is kept."""

from __future__ import annotations

import pytest

from salestui.mapping.language import language_of
from salestui.mapping.layout import Column, TableLayout
from salestui.model.entities import DEALS
from salestui.model.fields import FieldType


def table(sheet: str, *headers: str) -> TableLayout:
    columns = tuple(
        Column(f"x:{header}", header, FieldType.TEXT, place)
        for place, header in enumerate(headers, 1)
    )
    return TableLayout(DEALS, sheet, 1, 2, 1, 1, len(columns), columns)


@pytest.mark.parametrize(
    ("sheet", "headers", "language"),
    [
        ("Deals", ("Deal", "Stage", "客户"), "en"),
        ("Deals", ("商机", "阶段", "ID"), "zh"),
        ("商机", ("客户", "Stage"), "zh"),
        ("Deals", ("客户", "Stage"), "en"),
        ("2026", ("1", "2"), "en"),
        ("商机", (), "zh"),
    ],
)
def test_the_language_of_most_headers_then_of_the_sheets(
    sheet: str, headers: tuple[str, ...], language: str
) -> None:
    assert language_of({"deals": table(sheet, *headers)}) == language


def test_without_any_table_it_is_english() -> None:
    assert language_of({}) == "en"
