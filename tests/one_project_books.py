"""A sales project with everything about it, as a workbook in memory."""

from __future__ import annotations

from datetime import date

from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 12, 9)
DAY = date


def project(*left_out: str) -> MemoryWorkbook:
    """A large project of the LTC playbook in its bidding stage; some sheets may be left out."""
    sheets: dict[str, Grid] = {
        "Pipeline": [
            ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Closed on", "Rep",
             "Created", "Next step", "Next step on", "In stage since", "Project phase"],
            ["P-1", "Metro", "Acme", "Bid written and handed in", 30_000_000, DAY(2027, 2, 1),
             None, "Ann", DAY(2026, 6, 1), "clarify", DAY(2026, 12, 12), DAY(2026, 12, 4), None],
            ["P-2", "Port", "Boreal", "Lead managed", 500_000, DAY(2027, 3, 1), None, "Bob",
             DAY(2026, 11, 1), None, None, DAY(2026, 11, 1), None],
            ["P-3", "Bank", "Boreal", "Closed and paid", 25_000_000, DAY(2026, 10, 1),
             DAY(2026, 10, 5), "Bob", DAY(2026, 1, 1), None, None, DAY(2026, 11, 1), None],
        ],
        "Customers": [["Customer", "Industry", "Tier"], ["Acme", "Rail", "A"],
                      ["Boreal", "Ports", "B"]],
        "Team": [["Member", "Team", "Manager"], ["Ann", "East", "Max"], ["Bob", "West", "Max"],
                 ["Max", "", ""], ["Zoe", "East", "Max"]],
        "Deal team": [
            ["Deal", "Member", "Role", "From", "To"],
            ["Metro", "Max", "PD", DAY(2026, 7, 1), None],
            ["Metro", "Ann", "Account responsible (AR)", DAY(2026, 7, 1), None],
            ["Metro", "Bob", "SR", DAY(2026, 7, 1), DAY(2026, 9, 1)],
        ],
        "Gates": [
            ["Deal", "Gate", "Reviewer", "Planned for", "Date", "Decision"],
            ["Metro", "ATI", "Max", None, DAY(2026, 7, 2), "Pass"],
            ["Metro", "ATB", "Max", DAY(2026, 11, 20), DAY(2026, 12, 3), "Conditional"],
            ["Metro", "ATC", "Max", DAY(2026, 12, 1), None, None],
        ],
        "Checklist": [
            ["Deal", "Stage", "Kind", "Checklist item", "Required", "Done by", "Done on"],
            ["Metro", "Project planned", "Item", "Hold the kick-off meeting", True, "Max",
             DAY(2026, 7, 10)],
        ],
        "Four elements": [
            ["Deal", "Element", "Analysis", "Element target", "Strategy", "Rep"],
            ["Metro", "Customer relation", "nobody knows the CFO", "two talks", None, "Ann"],
        ],
        "Communication plan": [
            ["Deal", "Audience", "Content", "Form", "Every (days)", "Responsible", "Last held",
             "Next planned"],
            ["Metro", "Board", "steering", "meeting", 30, "Max", DAY(2026, 11, 1), None],
            ["Metro", "Team", "weekly", "call", 7, "Ann", None, DAY(2026, 12, 11)],
        ],
        "Quality plan": [
            ["Deal", "Quality item", "Standard", "Responsible", "Due", "Checked on",
             "Result"],
            ["Metro", "price sheet", "no error", "Ann", DAY(2026, 12, 1), None, None],
            ["Metro", "answers", "all", "Bob", DAY(2026, 11, 1), DAY(2026, 11, 2), "Passed"],
        ],
        "Risks": [
            ["Risk no", "Deal", "Risk", "Probability", "Impact", "Action", "Risk owner",
             "Found on", "Due", "Risk status", "Closed on"],
            ["R1", "Metro", "price war", 2, 3, "talk", "Ann", DAY(2026, 11, 1),
             DAY(2027, 1, 1), "Open", None],
            ["R2", "Metro", "late site", 4, 5, "check", "Bob", DAY(2026, 11, 1),
             DAY(2026, 12, 1), "Acting", None],
            ["R3", "Metro", "no budget", 5, 5, "ask", "Ann", DAY(2026, 9, 1), None, "Closed",
             DAY(2026, 12, 5)],
        ],
        "Weekly reports": [
            ["Deal", "Report date", "Author", "Health", "Progress", "Next week", "Issues",
             "Help needed"],
            ["Metro", DAY(2026, 11, 28), "Ann", "Green", "all well", "go on", None, None],
        ],
        "Activities": [
            ["Date", "Activity", "Deal", "Customer", "Contact", "Rep", "Outcome", "Next step",
             "Next step on", "Next step done"],
            [DAY(2026, 11, 20), "Visit", "Metro", "Acme", None, "Ann", "Positive", None, None,
             None],
            [DAY(2026, 12, 2), "Demo", "Metro", "Acme", None, "Ann", "Neutral", "call",
             DAY(2026, 12, 14), None],
        ],
        "Tasks": [
            ["Task ID", "Deal", "Task", "Responsible", "Start", "Due", "Done on"],
            ["T1", "Metro", "draw", "Ann", DAY(2026, 11, 1), DAY(2026, 12, 1), DAY(2026, 12, 1)],
            ["T2", "Metro", "price", "Bob", DAY(2026, 11, 1), DAY(2026, 12, 5), None],
            ["T3", "Metro", "print", "Bob", DAY(2026, 12, 1), DAY(2026, 12, 15), None],
        ],
        "Documents": [
            ["Deal", "Document type", "Document", "Link", "Version", "Date", "Rep", "Keeper",
             "Kept at", "Filed on", "Keep (years)", "Keep until", "At expiry",
             "Confidentiality"],
            ["Metro", "Planning report", "Plan", "p.pdf", "1.0", DAY(2026, 11, 1), "Ann", "Zoe",
             "A3", None, None, None, None, "Internal"],
            ["Metro", "Planning report", "Plan", "p.pdf", "2.0", DAY(2026, 12, 1), "Ann", "Zoe",
             "A3", DAY(2026, 12, 2), None, None, None, "Internal"],
            ["Metro", "Feasibility study", "Study", "s.pdf", "1", DAY(2021, 12, 1), "Ann", "Zoe",
             "A3", DAY(2021, 12, 1), 5, None, None, "Secret"],
            ["Metro", "PO", "Order", "o.pdf", "1", DAY(2023, 1, 1), "Ann", "Zoe", "A3",
             DAY(2023, 1, 1), 4, None, None, "Public"],
        ],
        "Reviews": [["Deal", "Date", "Result", "Reason", "Lessons", "Cost", "Revenue",
                     "Quality score"],
                    ["Bank", DAY(2026, 11, 1), "Won", "price", "begin early", 20_000_000,
                     25_000_000, 92]],
    }  # fmt: skip
    return MemoryWorkbook({name: rows for name, rows in sheets.items() if name not in left_out})


def loaded(*left_out: str) -> Book:
    """The project's book as of ``TODAY``."""
    book = Book(project(*left_out), Settings(TODAY))
    book.load()
    return book
