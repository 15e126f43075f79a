"""What a header means."""

from __future__ import annotations

import pytest

from salestui.mapping.headers import meanings, name_score, normalise, split_unit
from salestui.model.entities import CUSTOMERS, DEALS, ENTITIES, MEMBERS, TARGETS


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Close Date", "closedate"),
        ("close_date", "closedate"),
        ("  CLOSE-DATE * ", "closedate"),
        ("Close\nDate", "closedate"),
        ("金额（万元）", "金额"),
        ("Ａｍｏｕｎｔ", "amount"),
        ("Deal #", "dealno"),
        ("(万元)", "万元"),
        ("***", ""),
    ],
)
def test_headers_are_compared_without_case_spaces_and_units(header: str, expected: str) -> None:
    assert normalise(header) == expected


@pytest.mark.parametrize(
    ("header", "core", "scale"),
    [
        ("金额(万元)", "金额", 1e4),
        ("金额（亿元）", "金额", 1e8),
        ("金额[千元]", "金额", 1e3),
        ("合同金额-万元", "合同金额", 1e4),
        ("金额万元", "金额", 1e4),
        ("Amount ($k)", "Amount", 1e3),
        ("Amount (USD m)", "Amount", 1e6),
        ("Amount (in thousands)", "Amount", 1e3),
        ("Amount, k$", "Amount", 1e3),
        ("Amount ('000)", "Amount", 1e3),
        ("Amount (USD)", "Amount", 1.0),
        ("金额(元)", "金额", 1.0),
        ("Amount (net)", "Amount (net)", 1.0),
        ("一万", "一", 1e4),
    ],
)
def test_the_unit_in_a_header_becomes_a_scale(header: str, core: str, scale: float) -> None:
    assert split_unit(header)[0] == core
    assert split_unit(header)[1].scale == scale


def test_a_percent_sign_in_a_header_is_a_unit() -> None:
    assert split_unit("Probability (%)")[1].percent
    assert split_unit("成功率%")[1].percent
    assert not split_unit("Probability")[1].percent


def _fields(header: str, entity: str) -> list[str]:
    return [m.field.name for m in meanings(header) if m.entity == entity]


@pytest.mark.parametrize(
    ("header", "entity", "field"),
    [
        ("opportunity_id", "deals", "id"),
        ("客户 Customer", "deals", "customer"),
        ("负责人 / Owner", "deals", "owner"),
        ("*客户名称", "customers", "name"),
        ("商机金额（万元）", "deals", "amount"),
        ("Amount (USD)", "deals", "amount"),
        ("赢率(%)", "deals", "probability"),
        ("预计签约日期", "deals", "expected_close"),
        ("Next Step", "deals", "next_step"),
        ("regional_office", "members", "region"),
        ("Quota", "targets", "target"),
        ("Deal - Expected close date", "deals", "expected_close"),
        ("项目状态", "deals", "stage"),
        ("预计签约时间", "deals", "expected_close"),
        ("客户电话", "customers", "phone"),
    ],
)
def test_synonyms_in_both_languages(header: str, entity: str, field: str) -> None:
    assert field in _fields(header, entity)


def test_prose_and_unknown_words_mean_nothing() -> None:
    assert meanings("") == ()
    assert meanings("Fuel consumption") == ()
    assert _fields("Customer status", "deals") == []
    assert meanings("amount " * 40) == ()


def test_every_field_is_found_under_its_own_names() -> None:
    for entity in ENTITIES:
        for field in entity.fields:
            for name in (field.name, field.en, field.zh):
                assert field.name in _fields(name, entity.name), (entity.name, name)


def test_sheet_names_speak_for_entities() -> None:
    assert name_score(DEALS, "sales_pipeline") == 3.0
    assert name_score(TARGETS, "2026销售目标") == 1.5
    assert name_score(CUSTOMERS, "tblCustomers") == 3.0
    assert name_score(MEMBERS, "Our team 2026") == 1.5
    assert name_score(DEALS, "Lookup") == 0.0
