"""Sheets that few teams keep: taken only where they are meant, and never in place of another."""

from __future__ import annotations

from datetime import date

import pytest
from made_sheets import recognised, sheet

from salestui.model.entities import DEALS, ENTITIES, OPTIONAL
from salestui.model.fields import Entity, Field, FieldType

_VALUES = {
    FieldType.TEXT: "text of a cell",
    FieldType.CHOICE: "Proposal",
    FieldType.INTEGER: 3,
    FieldType.NUMBER: 4.5,
    FieldType.MONEY: 12_000,
    FieldType.PERCENT: 0.25,
    FieldType.DATE: date(2026, 3, 5),
    FieldType.FLAG: True,
}
PIPELINE = sheet(
    "Pipeline",
    [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Rep"],
        ["D-1", "Press line", "Acme", "Proposal", 12_000, date(2026, 3, 5), "Ann"],
    ],
)


def _cell(field: Field, language: str) -> object:
    return field.choice_texts(language)[0] if field.choices else _VALUES[field.type]


def _templates() -> list[tuple[Entity, str]]:
    return [(kind, language) for kind in OPTIONAL for language in ("en", "zh")]


@pytest.mark.parametrize(
    ("kind", "language"), _templates(), ids=lambda v: v if isinstance(v, str) else v.name
)
def test_its_own_template_is_recognised_with_and_without_rows(kind: Entity, language: str) -> None:
    headers = [f.labels[language] for f in kind.fields]
    row = [_cell(f, language) for f in kind.fields]
    for rows in ([headers, row], [headers]):
        found = recognised(PIPELINE, sheet(kind.labels[language], rows)).tables
        assert set(found) == {"deals", kind.name}
        assert [c.name for c in found[kind.name].columns] == [f.name for f in kind.fields]
        assert found["deals"].sheet == "Pipeline"


def test_choices_are_offered_in_the_language_of_the_header() -> None:
    english = sheet("Contacts", [["Contact", "Customer", "Layer"], ["Li", "Acme", "decision"]])
    chinese = sheet("联系人", [["联系人", "客户", "层级"], ["李", "中建", "决策层"]])
    offered = [recognised(one).tables["contacts"].columns[2].choices for one in (english, chinese)]
    assert offered == [
        ("support", "technical", "execution", "decision"),
        ("辅助层", "技术层", "执行层", "决策层"),
    ]


@pytest.mark.parametrize("name", ["Activities", "Leads", "Tasks", "Quotes", "Contacts", "Sheet1"])
def test_a_pipeline_stays_one_whatever_its_sheet_is_called(name: str) -> None:
    rows = [[f.labels["en"] for f in DEALS.fields], [_cell(f, "en") for f in DEALS.fields]]
    assert set(recognised(sheet(name, rows)).tables) == {"deals"}


def test_a_nameless_sheet_needs_twice_the_evidence() -> None:
    much = ["Date", "Activity", "Deal", "Outcome", "Next step", "Next step on"]
    little = ["Date", "Outcome", "Customer"]
    assert "activities" in recognised(PIPELINE, sheet("Sheet7", [much])).tables
    assert set(recognised(PIPELINE, sheet("Sheet7", [little])).tables) == {"deals"}
    named = recognised(PIPELINE, sheet("Visit log", [little]))
    assert "activities" in named.tables


def test_every_field_is_found_by_its_own_name_in_either_language() -> None:
    from salestui.mapping.headers import meanings

    for kind in ENTITIES:
        for field in kind.fields:
            for header in (field.en, field.zh):
                found = [m.field.name for m in meanings(header) if m.entity == kind.name]
                assert field.name in found, (kind.name, header)
