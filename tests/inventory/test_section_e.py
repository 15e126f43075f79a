"""Section E (and row 20), targets to performance: through the commands or the app."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from driving import sample_copy
from noting import kept
from written_books import in_order, told

from salestui.cli.exits import Exit
from salestui.model.entities import ENTITIES
from sample_workbooks import sample

Capsys = pytest.CaptureFixture[str]
AT = ("--as-of", "2026-11-21")
BOOK = sample("en")


@pytest.mark.inventory(20)
def test_row_20_patterns_of_a_rep_with_their_evidence(capsys: Capsys) -> None:
    said = told(capsys, "person", BOOK, "Tara Nguyen", *AT)
    assert in_order(said, "Patterns to watch", "Only new stories", "Only late effort",
                    "Spends early")  # fmt: skip
    assert "18 of 18 open deals" in said


@pytest.mark.inventory(63)
def test_row_63_targets_of_a_year_by_month(capsys: Capsys) -> None:
    found = told(capsys, "targets", BOOK, *AT, "--year", "2026")
    assert in_order(found, "revenue · 2026", "Jan", "Dec", "company", "7,375,500")


@pytest.mark.inventory(64)
def test_row_64_what_reps_are_to_do_adds_up_to_the_company(capsys: Capsys) -> None:
    found = json.loads(told(capsys, "targets", BOOK, *AT, "--year", "2026", "--json"))["lines"]
    whole, *rest = found
    assert whole["scope_type"] == "company"
    for kind in ("team", "rep"):
        assert sum(x["target"] or 0 for x in rest if x["scope_type"] == kind) == whole["target"]


@pytest.mark.inventory(66)
def test_row_66_actual_target_and_gap(capsys: Capsys) -> None:
    kpis = json.loads(told(capsys, "kpi", BOOK, *AT, "--json"))["kpis"]
    actual, target, gap = (kpis[key]["value"] for key in ("actual", "target", "gap"))
    assert gap == target - actual
    assert kpis["attainment"]["value"] == actual / target


@pytest.mark.inventory(67)
def test_row_67_the_forecast_adds_up_over_the_team_tree(capsys: Capsys) -> None:
    said = told(capsys, "forecast", BOOK, *AT)
    assert in_order(said, "Won", "Commit", "Best case", "Landing", "P10", "P50", "P90")
    assert in_order(said, "Company", "Enterprise", "Maya Okafor", "Growth", "Mid-Market")


@pytest.mark.inventory(68)
def test_row_68_conversion_from_stage_to_stage_with_the_bottleneck(capsys: Capsys) -> None:
    said = told(capsys, "person", BOOK, "Victor Hale", *AT)
    assert in_order(said, "Bottleneck", "Lead → Qualified", "Qualified → Proposal",
                    "Proposal → Negotiation", "Negotiation → Won")  # fmt: skip


@pytest.mark.inventory(69)
def test_row_69_every_figure_has_its_definition(capsys: Capsys) -> None:
    kpis = json.loads(told(capsys, "kpi", BOOK, *AT, "--json"))["kpis"]
    for key in ("actual", "growth", "win_rate", "average_deal", "velocity"):
        assert kpis[key]["definition"]
        assert kpis[key]["value"] is not None or kpis[key]["reason"]
    said = told(capsys, "channels", BOOK, *AT, "--period", "2026")
    assert in_order(said, "Acquisition cost", "Lifetime value", "Satisfaction", "Return")
    told_of = json.loads(told(capsys, "channels", BOOK, *AT, "--period", "2026", "--json"))
    found, reasons = told_of["figures"], told_of["reasons"]
    # the products of this book carry no unit cost
    for key in ("units", "cost_ratio", "lead_conversion", "market_share", "margin", "growth_ahead"):
        assert (found[key] is None) == (key in reasons)
    assert found["market_share"] is not None and "margin" in reasons


@pytest.mark.inventory(70)
def test_row_70_a_scorecard_is_weights_times_points(capsys: Capsys) -> None:
    found = json.loads(told(capsys, "performance", BOOK, *AT, "--json"))
    for card in found["standings"]:
        lines = [line for line in card["lines"] if line["points"] is not None]
        assert sum(line["share"] for line in lines) == pytest.approx(100)
        by_hand = sum(line["share"] / 100 * line["score"] for line in lines)
        assert card["score"] == pytest.approx(by_hand)


@pytest.mark.inventory(71)
def test_row_71_ranking_and_commission_by_tier(capsys: Capsys) -> None:
    said = told(capsys, "performance", BOOK, *AT)
    assert in_order(said, "Commission", " 1  Maya Okafor", " 2  Daniel Reyes", "12  ")
    assert "more reach “From 120 %”" in said


@pytest.mark.inventory(72)
async def test_row_72_training_is_logged() -> None:
    assert await kept("training", "course", "price talks") == "price talks"


@pytest.mark.inventory(73)
@pytest.mark.parametrize("by", ["line", "functional", "product", "region", "matrix"])
def test_row_73_the_same_people_in_five_structures(by: str, capsys: Capsys) -> None:
    said = told(capsys, "structure", BOOK, *AT, "--by", by)
    assert "company" in said
    assert "Maya Okafor" in said


@pytest.mark.inventory(74)
def test_row_74_managers_have_a_scorecard(capsys: Capsys) -> None:
    said = told(capsys, "performance", BOOK, *AT, "--by", "manager")
    assert in_order(said, "Manager", "Commission", "Weight")
    assert "ollection" in said


@pytest.mark.inventory(75)
async def test_row_75_a_task_names_the_department() -> None:
    assert await kept("tasks", "department", "Legal") == "Legal"


@pytest.mark.inventory(76)
def test_row_76_a_report_is_written_by_a_script(tmp_path: Path, capsys: Capsys) -> None:
    out = tmp_path / "report.xlsx"
    told(capsys, "export", sample_copy(tmp_path), "-o", out)
    assert openpyxl.load_workbook(out, read_only=True).sheetnames
    for command in ("kpi", "forecast", "performance"):
        assert json.loads(told(capsys, command, BOOK, *AT, "--json"))


@pytest.mark.inventory(77)
def test_row_77_tables_of_other_programs_come_in(tmp_path: Path, capsys: Capsys) -> None:
    source = tmp_path / "crm.csv"
    with source.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(
            [["Deal ID", "Deal", "Stage", "Amount"], ["1", "Press", "Proposal", "1000"]]
        )
    assert "Proposal" in told(capsys, "deal", source, "Press")
    told(capsys, "convert", source, "-o", tmp_path / "team.xlsx")
    told(capsys, "edit", tmp_path / "team.xlsx", "1.amount=2000")
    assert "2,000" in told(capsys, "deal", tmp_path / "team.xlsx", "Press")
    told(capsys, "edit", source, "1.amount=2000", code=Exit.UNWRITABLE)


@pytest.mark.inventory(78)
def test_row_78_no_field_is_about_character() -> None:
    left_out = ("personality", "stress", "career", "leadership style", "性格", "压力", "职业规划")
    for entity in ENTITIES:
        for field in entity.fields:
            for name in (field.name, field.en, field.zh, *field.aliases):
                assert not any(word in name.casefold() for word in left_out)
