"""A small book of sales projects, in both languages: what is wrong with each is told beside it."""

from __future__ import annotations

from datetime import date

from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 12, 9)  # a Wednesday


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


ENGLISH: dict[str, Grid] = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Closed on", "Created", "Rep",
         "Next step", "Next step on", "Project phase"],
        # red: milestone overdue, risk 20, two reports overdue; no decision layer; matrix 5 of 12
        ["P-1", "Metro power", "Metro Group", "Bid written and handed in", 30_000_000, None,
         day(9, 1), "Ann", "answer questions", day(12, 15), None],
        # red: nobody directs it; budget exceeded by 5%; the step is 9 days overdue
        ["P-2", "Port crane", "Port Ltd", "Opportunity validated", 5_000_000, None, day(10, 1),
         "Bob", "visit", day(11, 30), None],
        # amber: gate ATAC planned for 4 December was not held; won and carried out
        ["P-3", "Airport grid", "Airport", "Contract carried out", 8_000_000, day(11, 20),
         day(5, 1), "Ann", None, None, None],
        ["P-4", "Old plant", "Metro Group", "Lost", 9_000_000, day(11, 1), day(3, 1), "Bob", None,
         None, "Monitor"],  # lost: no project any more
        # green
        ["P-5", "Clean mill", "Port Ltd", "Lead managed", 1_000_000, None, day(12, 1), "Cid",
         "call", day(12, 20), None],
        ["P-6", "Past win", "Airport", "Closed and paid", 3_000_000, day(1, 10), day(1, 1),
         "Ann", None, None, None],  # won long ago: no project any more
    ],
    "Customers": [["Customer", "Tier", "Rep"], ["Metro Group", "A", "Ann"],
                  ["Port Ltd", "B", "Bob"], ["Airport", "A", "Ann"]],
    "Team": [["Member", "Team", "Manager", "To"], ["Ann", "East", "Max", None],
             ["Bob", "West", "Max", None], ["Cid", "West", "Max", None],
             ["Max", "", "", None], ["Dora", "East", "Max", day(11, 15)]],
    "Contacts": [["Contact", "Customer", "Deal", "Layer", "Decision role"],
                 ["Ida", "Port Ltd", None, "Decision", None],
                 ["Tom", "Metro Group", None, "Technical", "Evaluator"],
                 ["Eve", "Airport", None, "Execution", "Decision maker"]],
    "Deal team": [
        ["Deal", "Member", "Role", "From", "To"],
        ["P-1", "Ann", "PD", day(9, 7), None],
        ["P-1", "Ann", "AR", day(9, 7), None],
        ["P-1", "Dora", "SR", day(9, 7), None],
        ["P-2", "Ann", "PD", day(10, 1), day(11, 30)],  # released: nobody directs it now
        ["P-2", "Bob", "AR", day(10, 1), None],
        ["P-2", "Cid", "SR", day(10, 1), None],
        ["P-3", "Ann", "PD", day(5, 4), None],
        ["P-5", "Cid", "PD", day(12, 2), None],
        ["P-5", "Cid", "AR", day(12, 2), None],
        ["P-5", "Bob", "SR", day(12, 2), None],
    ],
    "Tasks": [
        ["Task ID", "Deal", "Task", "Responsible", "Start", "Due", "Done on", "Progress",
         "Milestone"],
        ["T1", "P-1", "Bid review", "Ann", day(11, 20), day(12, 1), None, None, True],
        ["T2", "P-1", "Drawings", "Dora", day(11, 1), day(12, 5), None, 0.5, None],
        ["T3", "P-1", "Price list", "Ann", day(11, 1), day(11, 5), None, 1.0, None],
        ["T4", "P-3", "Hand-over plan", "Ann", day(11, 1), day(11, 20), day(12, 1), None, None],
        ["T5", "P-4", "Survey", "Bob", day(3, 1), day(3, 20), None, None, True],
    ],
    "Risks": [
        ["Risk no", "Deal", "Risk", "Probability", "Impact", "Response", "Action", "Risk owner",
         "Found on", "Due", "Risk status", "Closed on"],
        ["R1", "P-1", "Supplier fails", "4", "5", "Reduce", "second source", "Ann", day(10, 1),
         day(12, 20), "Open", None],
        ["R2", "P-1", "Price war", "3", "3", "Accept", None, "Dora", day(10, 1), day(12, 2),
         "Acting", None],
        ["R3", "P-1", "Late permit", "5", "5", "Avoid", None, "Ann", day(9, 1), day(10, 1),
         "Closed", day(10, 5)],
        ["R4", "P-2", "Budget cut", "2", "4", "Reduce", "lobby", None, day(10, 5), day(12, 30),
         None, None],
        ["R5", "P-4", "Gone", "5", "5", None, None, "Bob", day(3, 1), day(4, 1), "Open", None],
    ],
    "Gates": [
        ["Deal", "Gate", "Reviewer", "Planned for", "Date", "Decision"],
        ["P-1", "ATI", "Max", day(10, 5), day(10, 5), "Pass"],
        ["P-1", "ATB", "Max", day(11, 2), day(11, 10), "Pass"],
        ["P-1", "ATC", "Max", day(12, 21), None, None],
        ["P-2", "ATI", "Max", day(12, 16), None, None],
        ["P-3", "ATC", "Max", day(11, 18), day(11, 18), "Conditional"],
        ["P-3", "ATAC", "Max", day(12, 4), None, None],
        ["P-4", "ATB", "Max", day(10, 20), None, None],
    ],
    "Weekly reports": [
        ["Deal", "Report date", "Author", "Health", "Progress", "Next week"],
        ["P-1", day(11, 6), "Ann", "Green", "bid begun", "costs"],
        ["P-1", day(11, 13), "Ann", "Amber", "costs", "bid"],
        ["P-1", day(11, 20), "Ann", "Green", "bid handed in", "questions"],
        ["P-2", day(11, 27), "Bob", "Green", "met the board", "visit"],
        ["P-2", day(11, 30), "Bob", "Red", "step missed", "visit"],
    ],
    "Four elements": [
        ["Deal", "Element", "Analysis", "Element target", "Strategy"],
        ["P-1", "Customer relation", "weak", "know the board", "visits"],
        ["P-1", "Solution", "strong", None, "references"],
    ],
    "Documents": [
        ["Deal", "Document type", "Document", "Link", "Date", "Due"],
        ["P-1", "Planning report", "Plan of Metro", "plan.docx", day(10, 30), None],
        ["P-2", "Feasibility study", "Study", None, None, day(12, 1)],
    ],
    "Costs": [["Date", "Deal", "Cost type", "Cost"],
              [day(10, 10), "P-2", "Travel", 60_000], [day(11, 10), "P-2", "Travel", 45_000],
              [day(12, 20), "P-2", "Travel", 90_000], [day(11, 1), "P-1", "Travel", 10_000]],
    "Budgets": [["Period", "Deal", "Budget", "Reason for overrun"],
                [None, "P-2", 100_000, "more visits"], [None, "P-1", 50_000, None]],
}  # fmt: skip


def book_of(sheets: dict[str, Grid]) -> Book:
    """The book, loaded."""
    book = Book(MemoryWorkbook(sheets), Settings(TODAY))
    book.load()
    return book


def project_book(*without: str) -> Book:
    """The book, loaded, without some of its sheets."""
    return book_of({name: rows for name, rows in ENGLISH.items() if name not in without})
