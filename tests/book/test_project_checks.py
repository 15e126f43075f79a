"""What cannot be right in the sheets of projects, each at its cell."""

from __future__ import annotations

import copy

import pytest
from project_books import ENGLISH, book_of, day

from salestui.i18n import _
from salestui.mapping.problems import sentence


@pytest.mark.inventory(87, 92, 95)
def test_each_problem_names_its_cell() -> None:
    sheets = copy.deepcopy(ENGLISH)
    sheets["Risks"].append(["R6", "P-1", "Odd", "9", "high", None, "x", "Ann", None, None, "Open",
                            None])  # fmt: skip
    sheets["Weekly reports"].append(["P-1", day(12, 30), "Ann", "Green", "x", "y"])
    found = book_of(sheets).state.findings
    assert {(p.code, p.where) for p in found} == {
        ("risk-without-owner", "Risks!H5"),
        ("risk-level", "Risks!D7"),
        ("team-member-left", "'Deal team'!B4"),
        ("project-without-director", "Pipeline!K3"),
        ("report-in-future", "'Weekly reports'!B7"),
    }
    said = {p.code: sentence(p.message, p.parts, _) for p in found}
    assert "Dora left on 2026-11-15" in said["team-member-left"]
    assert "Project director (PD)" in said["project-without-director"]


def test_who_is_released_or_watches_or_leads_is_no_problem() -> None:
    sheets = copy.deepcopy(ENGLISH)
    sheets["Deal team"][3][4] = day(11, 15)  # Dora's last day on the project
    sheets["Deal team"][4][4] = None  # Ann directs the crane again
    sheets["Risks"][4][7] = "Bob"
    assert book_of(sheets).state.findings == ()


def test_small_projects_and_teams_without_rules_need_no_director() -> None:
    deals = [["Deal ID", "Deal", "Stage", "Amount"], ["A", "Big", "Proposal", 90_000_000]]
    team = [["Deal", "Member", "Role"], ["A", "Ann", "Rep"]]
    assert book_of({"Pipeline": deals, "Deal team": team}).state.findings == ()
    sheets = copy.deepcopy(ENGLISH)
    del sheets["Deal team"][8]  # nobody directs the mill, an office project
    codes = [p.where for p in book_of(sheets).state.findings if "director" in p.code]
    assert codes == ["Pipeline!K3"]
