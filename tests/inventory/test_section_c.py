"""Section C, customers and the decision chain: each row through the commands or the app."""

from __future__ import annotations

from pathlib import Path

import pytest
from customer_books import CHINESE, ENGLISH
from deal_books import full
from noting import kept
from written_books import in_order, told, write

from salestui.model.entities import ENTITIES, entity

Capsys = pytest.CaptureFixture[str]
TODAY = "2026-12-09"


@pytest.fixture
def acme(tmp_path: Path, capsys: Capsys) -> str:
    path = write(tmp_path / "customers.xlsx", ENGLISH)
    return told(capsys, "customer", path, "Acme Ltd", "--as-of", TODAY)


@pytest.mark.inventory(35)
def test_row_35_a_file_of_the_customer_with_people_and_purchases(acme: str) -> None:
    assert in_order(acme, "Phone", "021-5555 0100", "Email", "info@acme.example", "Bought", "100")
    assert in_order(acme, "Max", "CEO", "Eve", "CTO", "Press", "Won", "100", "2025-03-01")


@pytest.mark.inventory(36)
def test_row_36_everything_that_happened_newest_first(acme: str) -> None:
    assert in_order(acme, "2026-12-20", "2026-11-20  Activities  Visit, Max", "2026-11-11  Service",
                    "2025-03-01")  # fmt: skip


@pytest.mark.inventory(37)
def test_row_37_who_decides_and_what_is_missing(acme: str) -> None:
    assert "no contact in the layer: Execution" in acme
    assert "no one covers the layer: Decision" in acme
    assert in_order(acme, "Max", "decision maker", "+1 for us", "Eve", "evaluator", "-1", "Ann")


@pytest.mark.inventory(38)
async def test_row_38_a_strategy_for_each_role_is_noted() -> None:
    assert await kept("contacts", "strategy", "show the plant") == "show the plant"


@pytest.mark.inventory(39)
def test_row_39_people_stand_below_whom_they_report_to(
    acme: str, tmp_path: Path, capsys: Capsys
) -> None:
    assert in_order(acme, "Max    CEO", "└ Eve  CTO")
    path = write(tmp_path / "zh.xlsx", CHINESE)
    said = told(capsys, "customer", path, "中建三局", "--as-of", TODAY, "--lang", "zh")
    assert in_order(said, "王局长", "└ 李工")


@pytest.mark.inventory(40)
def test_row_40_business_relations(acme: str) -> None:
    assert in_order(acme, "Eve → reports to → Max", "Max → supplies → Lee")


@pytest.mark.inventory(41)
def test_row_41_nothing_private_can_be_recorded() -> None:
    kinds = entity("relations").field("type")
    assert kinds is not None
    offered = [name for c in kinds.choices for name in (c.code, c.en, c.zh, *c.aliases)]
    named = [n for e in ENTITIES for f in e.fields for n in (f.name, f.en, f.zh, *f.aliases)]
    private = (
        "family",
        "spouse",
        "wife",
        "husband",
        "lover",
        "家庭",
        "配偶",
        "恋人",
        "情人",
        "亲属",
    )
    innocent = {"family", "job family"}  # of products, of jobs
    for text in (*offered, *(name for name in named if name not in innocent)):
        assert not any(word in text.casefold() for word in private)


@pytest.mark.inventory(42)
def test_row_42_criteria_are_weighed_against_the_competitor(tmp_path: Path, capsys: Capsys) -> None:
    said = told(capsys, "deal", write(tmp_path / "d.xlsx", full().sheets), "Press")
    by_hand = (30 * 6 + 50 * 9) / 80, (30 * 9 + 50 * 5) / 80
    assert in_order(said, "weighted", f"{by_hand[0]:.2f}"[:4], f"{by_hand[1]:.2f}", "Hydra")


@pytest.mark.inventory(43)
async def test_row_43_what_a_win_means_to_a_person_is_one_note() -> None:
    assert await kept("contacts", "win_note", "a quiet launch") == "a quiet launch"


@pytest.mark.inventory(44)
def test_row_44_levels_of_the_relationship(acme: str) -> None:
    assert "3/5 Full service, joint venture" in acme


@pytest.mark.inventory(45)
async def test_row_45_talks_of_the_managements_are_activities(capsys: Capsys) -> None:
    assert await kept("activities", "type", "Executive visit") == "Executive visit"
    assert in_order(told(capsys, "playbook", "b2b", "--lang", "zh"), "高层拜访", "样板点参观")


@pytest.mark.inventory(46)
async def test_row_46_satisfaction_and_loyalty(acme: str) -> None:
    assert "Satisfaction    100%" in acme  # one of one answers is 4 of 5
    assert "Recommendation  100%" in acme  # one of one answers is 9
    assert await kept("customers", "loyalty", "gold") == "gold"


@pytest.mark.inventory(47)
def test_row_47_repeat_referral_and_churn(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "customers.xlsx", ENGLISH)
    said = told(capsys, "channels", path, "--as-of", TODAY, "--period", "2026")
    assert in_order(said, "Repeat rate", "Referral rate", "Retention", "Churn")


@pytest.mark.inventory(48)
def test_row_48_service_cases_with_what_is_open(acme: str) -> None:
    assert "Open service    1" in acme
    assert "2026-11-11  Service     Repair, arm stuck, Open" in acme


@pytest.mark.inventory(49)
def test_row_49_customers_are_called_on_by_tier(acme: str, tmp_path: Path, capsys: Capsys) -> None:
    assert "every 14 d, 5 d late" in acme
    path = write(tmp_path / "again.xlsx", ENGLISH)
    assert "Acme Ltd" in told(capsys, "due", path, "--as-of", TODAY)


@pytest.mark.inventory(50)
async def test_row_50_what_is_personal_is_a_note() -> None:
    assert await kept("customers", "notes", "tea, no coffee") == "tea, no coffee"
