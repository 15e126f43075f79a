"""Section A, the pipeline's structure: each row through the headless commands or the app."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from advance_books import chinese, english
from deal_books import full
from table_support import table
from textual.widgets import Input
from walking import painted
from written_books import in_order, told, write

from salestui.locations import playbooks_dir
from salestui.ui.screens.choose import ChooseDialog

ALL_THE_SAME = ("--reason", "agreed by phone")
Capsys = pytest.CaptureFixture[str]
SIX = ("信息收集", "概念交流", "项目策划", "谈判签约", "项目实施和服务", "新项目延伸")
EIGHT = ("客户规划与电话邀约", "客户拜访与初步调研", "提交初步方案", "方案演示与技术交流",
         "需求分析与正式方案设计", "项目评估", "商务谈判", "签约成交")  # fmt: skip


@pytest.fixture
def zh(tmp_path: Path) -> Path:
    return write(tmp_path / "zh.xlsx", chinese().sheets)


@pytest.fixture
def en(tmp_path: Path) -> Path:
    return write(tmp_path / "en.xlsx", english().sheets)


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    return write(tmp_path / "deal.xlsx", full().sheets)


@pytest.mark.inventory(1)
async def test_row_1_six_stages_are_the_lanes_of_the_board(capsys: Capsys) -> None:
    assert in_order(told(capsys, "playbook", "project-sales", "--lang", "zh"), *SIX)
    async with table(workbook=chinese(), size=(200, 60)) as t:
        await t.press("b")
        assert in_order(painted(t.app), *SIX[:4])


@pytest.mark.inventory(2)
def test_row_2_four_gates_are_asked_on_the_way(zh: Path, capsys: Capsys) -> None:
    gates = ("初步评审", "立项评审", "商务评审", "客户关系评审")
    assert in_order(told(capsys, "playbook", "project-sales", "--lang", "zh"), *gates)
    said = told(capsys, "edit", zh, "A-1.stage=项目策划", *ALL_THE_SAME, "--lang", "zh")
    assert "评审：立项评审：尚无结论" in said


@pytest.mark.inventory(3)
def test_row_3_key_tasks_of_the_stage_are_counted_and_get_rows(deal: Path, capsys: Capsys) -> None:
    said = told(capsys, "deal", deal, "Press")
    assert "Checklist · 1/5" in said
    assert "☐  Ask the boss" in said
    said = told(capsys, "edit", deal, "D-1.stage=Negotiation", *ALL_THE_SAME)
    assert "Press → Negotiation: Checklist: Ask the boss" in said
    sheet = openpyxl.load_workbook(deal)["Checklist"]
    assert "Send the contract" in [cell.value for cell in sheet["D"]]


@pytest.mark.inventory(4)
def test_row_4_small_deals_merge_stages_and_keep_every_activity(zh: Path, capsys: Capsys) -> None:
    shown = {}
    for name in ("数据平台", "备件"):
        shown[name] = json.loads(told(capsys, "deal", zh, name, "--json", "--lang", "zh"))
    small = shown["备件"]["sections"]
    assert small["path"]["note"] == "小型项目 · 自审"
    stages = [line["texts"][0].strip() for line in small["path"]["lines"]]
    assert "项目策划" not in stages
    assert "谈判签约" in stages
    texts = [line["texts"][0] for line in small["checklist"]["lines"]]
    for kept in ("信息收集", "客户分析", "竞争分析", "项目立项准备"):
        assert any(kept in text for text in texts)


@pytest.mark.inventory(5)
def test_row_5_eight_stages_of_project_sales(tmp_path: Path, capsys: Capsys) -> None:
    head = ["商机编号", "商机名称", "阶段", "金额"]
    deals = [head, *([f"D-{n}", f"项目{n}", stage, 100] for n, stage in enumerate(EIGHT))]
    path = write(tmp_path / "eight.xlsx", {"商机": deals})
    said = told(capsys, "deal", path, "项目3", "--lang", "zh")
    for stage in ("提交初步方案", "商务谈判", "签约成交"):
        assert stage in said
    assert in_order(told(capsys, "playbook", "eight-stages", "--lang", "zh"), *EIGHT)
    assert "unknown-stage" not in told(capsys, "check", path)


@pytest.mark.inventory(6)
def test_row_6_the_buyers_step_stands_beside_and_warns(deal: Path, capsys: Capsys) -> None:
    said = told(capsys, "deal", deal, "Press")
    assert "ahead of the customer" in said
    assert "▶  Proposal                         ! Tender, shortlist" in said
    told(capsys, "edit", deal, "D-1.buyer_step=Terms reviewed and negotiated")
    assert "ahead of the customer" not in told(capsys, "deal", deal, "Press")


@pytest.mark.inventory(7)
def test_row_7_milestone_and_exit_criterion_are_checked(en: Path, capsys: Capsys) -> None:
    said = told(capsys, "edit", en, "D-3.stage=Won", *ALL_THE_SAME, "--dry-run")
    assert "Line → Won: Exit criterion: The contract or order is signed." in said
    said = told(capsys, "edit", en, "D-2.stage=Proposal", *ALL_THE_SAME, "--dry-run")
    assert "Robot → Proposal: Milestone: The proposal has been sent." in said


@pytest.mark.inventory(8)
def test_row_8_the_stages_chance_and_a_deals_own(tmp_path: Path, capsys: Capsys) -> None:
    rows = [["Deal ID", "Deal", "Stage", "Amount", "Probability", "Close date"],
            ["1", "A", "Proposal", 1000, 0.9, None],
            ["2", "B", "Proposal", 1000, None, None]]  # fmt: skip
    path = write(tmp_path / "chances.xlsx", {"Pipeline": rows})
    found = json.loads(told(capsys, "kpi", path, "--period", "all", "--json"))
    assert found["kpis"]["weighted"]["value"] == 1000 * 0.9 + 1000 * 0.5
    assert "50.0% (the stage's)" in told(capsys, "deal", path, "B")


@pytest.mark.inventory(9)
def test_row_9_a_state_owned_buyer_and_a_negotiated_tender(tmp_path: Path, capsys: Capsys) -> None:
    rows = [["商机编号", "商机名称", "阶段", "金额", "客户采购步骤", "采购方式"],
            ["1", "电厂", "谈判签约", 9e6, "可行性研究", "议标"]]  # fmt: skip
    path = write(tmp_path / "soe.xlsx", {"商机": rows})
    said = told(capsys, "deal", path, "电厂", "--playbook", "state-owned", "--lang", "zh")
    for part in ("购买请求", "可行性研究", "招标", "合同签订", "议标"):
        assert part in said
    assert "走在客户前面" in said


@pytest.mark.inventory(10)
def test_row_10_a_telecom_operators_purchase(tmp_path: Path, capsys: Capsys) -> None:
    rows = [["商机编号", "商机名称", "阶段", "金额", "客户采购步骤"],
            ["1", "基站", "项目策划", 9e6, "标书制作"]]  # fmt: skip
    path = write(tmp_path / "telecom.xlsx", {"商机": rows})
    said = told(capsys, "deal", path, "基站", "--playbook", "telecom", "--lang", "zh")
    assert in_order(said, "建设计划", "方案论证", "标书制作", "决策评审", "谈判签约")


@pytest.mark.inventory(11)
def test_row_11_other_named_processes_ship_and_are_edited(capsys: Capsys) -> None:
    names = ("eight-steps", "five-steps", "nine-steps", "research-to-service", "seven-steps",
             "ten-segments")  # fmt: skip
    assert in_order(told(capsys, "playbook", "--list"), *names)
    said = told(capsys, "playbook", "ten-segments", "--lang", "zh")
    assert in_order(said, "客户开发", "客户接触", "合同签署", "客户维护")
    told(capsys, "playbook", "--copy", "ten-segments")
    own = playbooks_dir() / "ten-segments.toml"
    own.write_text(own.read_text(encoding="utf-8").replace("客户维护", "客户经营"), "utf-8")
    assert "客户经营" in told(capsys, "playbook", "ten-segments", "--lang", "zh")


@pytest.mark.inventory(12)
def test_row_12_a_project_is_approved_with_what_that_needs(zh: Path, capsys: Capsys) -> None:
    said = told(
        capsys, "edit", zh, "A-1.stage=项目策划", *ALL_THE_SAME, "--dry-run", "--lang", "zh"
    )
    assert "字段：“主要竞争对手”未填写" in said
    assert "里程碑：项目已立项，项目组已成立。" in said
    assert "项目立项准备：立项要素、评审、确定项目团队" in said


@pytest.mark.inventory(13)
def test_row_13_four_analyses_are_written_at_the_deal(deal: Path, capsys: Capsys) -> None:
    told(capsys, "edit", deal, "D-1.customer_analysis=two plants, one buyer")
    said = told(capsys, "deal", deal, "Press")
    assert "Customer analysis  two plants, one buyer" in said
    listed = told(capsys, "playbook", "project-sales")
    assert in_order(listed, "Analyse the customer", "Analyse ourselves", "Analyse competitors",
                    "Analyse the environment")  # fmt: skip


@pytest.mark.inventory(14)
def test_row_14_a_plan_is_a_tree_of_tasks_with_owners_and_days(deal: Path, capsys: Capsys) -> None:
    found = json.loads(told(capsys, "deal", deal, "Press", "--json"))["sections"]["tasks"]
    texts = [line["texts"][0] for line in found["lines"]]
    assert "  Draw" in texts
    assert texts.index("  Draw") == texts.index("Plan") + 1
    assert any("Bob" in line["texts"] for line in found["lines"])


@pytest.mark.inventory(15)
def test_row_15_steps_of_the_third_stage_are_its_checklist(zh: Path, capsys: Capsys) -> None:
    told(capsys, "edit", zh, "A-1.stage=项目策划", *ALL_THE_SAME)
    said = told(capsys, "deal", zh, "数据平台", "--lang", "zh")
    assert in_order(said, "检查项", "技术确认", "关系支撑", "方案确定")
    listed = told(capsys, "playbook", "project-sales", "--lang", "zh")
    assert in_order(listed, "方案确定", "商务谈判", "客户决策")


@pytest.mark.inventory(16)
async def test_row_16_a_won_deal_offers_the_one_that_follows() -> None:
    async with table(workbook=english("Checklist", "Gates")) as t:
        await t.press("b")
        assert t.screen.board.go_to(2)
        await t.pilot.pause()
        await t.press("shift+right")
        assert isinstance(t.app.screen, ChooseDialog)
        t.app.screen.query_one(Input).value = "follow"
        await t.press("enter")
        deals = t.book.state.entities["deals"].live
        assert deals["name"].to_list()[-1] == "Line (follow-on)"
        assert deals["parent_deal"].to_list()[-1] == "Line"


@pytest.mark.inventory(17)
def test_row_17_the_post_mortem_has_its_sheet(deal: Path, capsys: Capsys) -> None:
    assert "Reviews" in told(capsys, "sheet", deal, "reviews")
    row = {"Deal": "Press", "Result": "won", "Lessons": "come early"}
    told(capsys, "edit", deal, "--append", "Reviews", json.dumps(row))
    (kept,) = openpyxl.load_workbook(deal)["Reviews"].iter_rows(min_row=2, values_only=True)
    assert {"Press", "won", "come early"} <= set(kept)


@pytest.mark.inventory(18)
def test_row_18_how_well_a_project_suits_is_scored(deal: Path, capsys: Capsys) -> None:
    told(capsys, "edit", deal, "D-1.strategic_fit=5")
    said = told(capsys, "deal", deal, "Press")
    assert in_order(said, "Market potential   4", "Strategic fit      5")


@pytest.mark.inventory(19)
def test_row_19_what_is_offered_is_one_of_four_types(deal: Path, capsys: Capsys) -> None:
    assert "product with service" in told(capsys, "deal", deal, "Press")
    told(capsys, "edit", deal, "D-2.offer_type=Repeat purchase")
    assert "repeat purchase" in told(capsys, "deal", deal, "Robot")
