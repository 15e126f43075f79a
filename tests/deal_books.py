"""A deal with everything about it, in both languages, as a workbook in memory."""

from __future__ import annotations

from datetime import date

from fakes import Grid, MemoryWorkbook

TODAY = date(2026, 12, 9)
DAY = date


def full(*left_out: str) -> MemoryWorkbook:
    """A deal of the B2B playbook whose sheets are all there, but those left out."""
    sheets: dict[str, Grid] = {
        "Pipeline": [
            ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Closed on", "Rep",
             "Created", "Next step", "Next step on", "In stage since", "Loss reason",
             "Lost at stage", "Follows deal", "Buyer step", "SWOT strengths", "SWOT weaknesses",
             "Customer analysis", "Tender no", "Tender deadline", "Customer need", "Notes",
             "Offer type", "Market potential", "Strategic fit"],
            ["D-1", "Press", "Acme", "Proposal", 900_000, DAY(2026, 12, 1), None, "Ann",
             DAY(2026, 9, 1), "send offer", DAY(2026, 12, 12), DAY(2026, 12, 1), None, None, None,
             "Need found", "price", None, None, "T-77", DAY(2026, 12, 2), "press parts", "first",
             "Product with service", 4, 3],
            ["D-2", "Robot", "Boreal", "Qualified", 2_500_000, DAY(2027, 2, 1), None, "Bob",
             DAY(2026, 9, 5), None, None, DAY(2026, 11, 2), None, None, None, None, None, None,
             None, None, None, None, None, None, None, None],
        ],
        "Customers": [["Customer", "Industry", "Tier"], ["Acme", "Metal", "A"],
                      ["Boreal", "Retail", "B"]],
        "Team": [["Member", "Team", "Manager", "Role"], ["Ann", "East", "Max", "Rep"],
                 ["Bob", "West", "Max", "Rep"], ["Max", "", "Eva", "Manager"],
                 ["Eva", "", "", "Director"]],
        "Contacts": [
            ["Contact", "Customer", "Deal", "Position", "Layer", "Decision role", "Attitude",
             "Influence", "Covered by", "Last touch"],
            ["Tom", "Acme", "Press", "Engineer", "Technical", "Evaluator", 1, "Medium", "Ann",
             DAY(2026, 12, 1)],
            ["Ida", "Acme", None, "Boss", "Decision", "Decision maker", -1, "High", None, None],
            ["Zed", "Acme", "Robot", "Guard", "Support", "Gatekeeper", 0, "Low", None, None],
        ],
        "Deal team": [["Deal", "Member", "Role"], ["Press", "Ann", "Rep"],
                      ["Press", "Max", "Sales manager"]],
        "Activities": [
            ["Date", "Activity", "Deal", "Customer", "Contact", "Rep", "Outcome", "Next step",
             "Next step on", "Next step done"],
            [DAY(2026, 11, 3), "Visit", "Press", "Acme", "Tom", "Ann", "Positive", "demo",
             DAY(2026, 11, 20), True],
            [DAY(2026, 12, 1), "Demo", "Press", "Acme", "Tom", "Ann", "Neutral", "call",
             DAY(2026, 12, 5), None],
            [DAY(2026, 12, 2), "Call", "Robot", "Boreal", None, "Bob", None, None, None, None],
        ],
        "Tasks": [
            ["Task ID", "Deal", "Part of", "Task", "Responsible", "Start", "Due", "Done on",
             "Progress", "Milestone"],
            ["T1", "Press", None, "Plan", "Ann", DAY(2026, 12, 1), DAY(2026, 12, 10), None, 0.5,
             None],
            ["T2", "Press", "T1", "Draw", "Bob", DAY(2026, 12, 1), DAY(2026, 12, 5), None, None,
             None],
            ["T3", "Press", None, "Sign", "Ann", DAY(2026, 12, 20), DAY(2026, 12, 20), None, None,
             True],
            ["T4", "Press", None, "Ask", "Ann", DAY(2026, 11, 21), DAY(2026, 11, 25),
             DAY(2026, 11, 24), None, None],
        ],
        "Checklist": [
            ["Deal", "Stage", "Kind", "Checklist item", "Required", "Done by", "Done on"],
            ["Press", "Proposal", "Item", "Send the proposal with a price", True, "Ann",
             DAY(2026, 11, 20)],
            ["Press", "Proposal", "Item", "Ask the boss", True, None, None],
        ],
        "Gates": [
            ["Deal", "Gate", "Reviewer", "Date", "Decision", "Reason", "Self-reviewed"],
            ["Press", "Offer review", "Max", DAY(2026, 12, 1), "Pass", None, None],
            ["Press", "Offer review", "Max", DAY(2026, 12, 5), "Hold", "too cheap", None],
        ],
        "Competitors": [
            ["Deal", "Competitor", "Threat", "Price", "Strength", "Weakness"],
            ["Press", "Hydra", "High", 850_000, "price", "service"],
        ],
        "Criteria": [
            ["Deal", "Criterion", "Weight", "Our score", "Competitor", "Their score"],
            ["Press", "Price", 30, 6, "Hydra", 9],
            ["Press", "Service", 50, 9, "Hydra", 5],
            ["Press", "Function", 20, 8, "Hydra", None],
            ["Press", "Price", 10, 5, "Iron", 4],
        ],
        "Proposals": [
            ["Deal", "Version", "Proposal", "Date", "Sent on", "Accepted on"],
            ["Press", "v1", "Preliminary", DAY(2026, 11, 1), DAY(2026, 11, 2), None],
            ["Press", "v2", "Formal", DAY(2026, 12, 1), DAY(2026, 12, 2), DAY(2026, 12, 6)],
        ],
        "Quotes": [
            ["Quote ID", "Deal", "Version", "Date", "List price", "Discount", "Net price",
             "Requested by", "Approved by", "Approved on", "Status"],
            ["Q1", "Press", "1", DAY(2026, 12, 1), 1_000_000, 0.1, 900_000, None, None, None,
             "Draft"],
            ["Q2", "Press", "2", DAY(2026, 12, 4), 1_000_000, 0.2, 850_000, "Ann", None, None,
             "Requested"],
        ],
        "Documents": [["Deal", "Document type", "Document", "Link", "Version", "Date"],
                      ["Press", "Spec", "Press spec", "specs/press.pdf", "3", DAY(2026, 11, 30)]],
    }  # fmt: skip
    return MemoryWorkbook({n: rows for n, rows in sheets.items() if n not in left_out})
