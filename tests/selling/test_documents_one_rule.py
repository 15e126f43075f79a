"""Documents and reports due of one project are those that all projects together tell of it."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from fakes import Grid, MemoryWorkbook
from hypothesis import given, settings
from hypothesis import strategies as st

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.projects.duty import report_due
from salestui.metrics.projects.health import duties
from salestui.metrics.projects.shapes import ProjectSheets
from salestui.model.focus import EVERYTHING
from salestui.selling.projects.documents import DueState, due_documents
from salestui.selling.projects.portfolio import documents_due
from salestui.selling.projects.sheets import document_rows, gate_rows, report_rows
from salestui.selling.projects.weekly import next_due
from salestui.selling.projects.which import running_projects
from salestui.selling.reference_links import ReferenceLinks

TODAY = date(2026, 12, 9)
LARGE = 30_000_000
NAMES = ("Metro", "Port")

near = st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
maybe = st.none() | near
kinds = st.sampled_from(["Planning report", "Operation checklist", "Summary report", "PO", "Memo"])
papers = st.tuples(
    st.sampled_from(NAMES), kinds, maybe, maybe, st.sampled_from([None, "a.pdf"]), maybe
)
decisions = st.sampled_from([None, "Pass", "Conditional", "Reject"])
gates = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(["ATI", "ATB", "ATC", "ATAC"]), maybe, maybe, decisions
)
stages = st.sampled_from(
    ["Lead managed", "Bid written and handed in", "Contract carried out", "Closed and paid"]
)
phases = st.sampled_from([None, "Plan", "Monitor", "Close"])


def state_of(
    deals: list[tuple[str, str | None]],
    told: list[tuple[object, ...]],
    held: list[tuple[object, ...]],
    reports: list[date],
) -> BookState:
    pipeline: Grid = [
        ["Deal ID", "Deal", "Stage", "Amount", "Close date", "Closed on", "Rep", "Created",
         "In stage since", "Project phase"],
    ]  # fmt: skip
    for place, (name, (stage, phase)) in enumerate(zip(NAMES, deals, strict=True)):
        closed = date(2026, 11, 20) if stage == "Closed and paid" else None
        pipeline.append([f"P-{place}", name, stage, LARGE, date(2026, 12, 20), closed, "Ann",
                         date(2026, 6, 1), date(2026, 11, 9), phase])  # fmt: skip
    sheets: dict[str, Grid] = {
        "Pipeline": pipeline,
        "Gates": [["Deal", "Gate", "Planned for", "Date", "Decision"], *map(list, held)],
        "Weekly reports": [["Deal", "Report date", "Author", "Health", "Progress"],
                           *(["Metro", day, "Ann", "Green", "well"] for day in reports)],
        "Documents": [["Deal", "Document type", "Document", "Due", "Date", "Link", "Filed on"],
                      *([d, k, f"{k} {n}", due, day, link, filed]
                        for n, (d, k, due, day, link, filed) in enumerate(told))],
    }  # fmt: skip
    book = Book(MemoryWorkbook(sheets), Settings(TODAY, playbook="ltc"))
    book.load()
    return book.state


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(stages, phases), min_size=2, max_size=2),
    st.lists(papers, min_size=1, max_size=6),
    st.lists(gates, min_size=1, max_size=6),
    st.lists(near, min_size=1, max_size=3),
)
def test_what_is_due_is_the_same_wherever_it_is_told(
    deals: list[tuple[str, str | None]],
    told: list[tuple[object, ...]],
    held: list[tuple[object, ...]],
    reports: list[date],
) -> None:
    state = state_of(deals, told, held, reports)
    links = ReferenceLinks(state)
    projects = running_projects(links, EVERYTHING, TODAY)
    parts = ProjectSheets(gates=gate_rows(links), documents=document_rows(links))
    every = documents_due(links, projects, parts, TODAY)
    written = report_rows(links)
    assert written is not None
    owed = report_due(duties(projects), written, TODAY)
    for deal in projects["deal"]:
        found = due_documents(state, deal, TODAY)
        weekly = [d for d in found if d.kind is not None and d.kind.due == "weekly"]
        one = {
            (d.kind.code if d.kind else None, d.row, d.due, d.state is DueState.DONE,
             (TODAY - d.due).days if d.due and d.state is DueState.OVERDUE else 0)
            for d in found if d not in weekly
        }  # fmt: skip
        whole = every.filter(pl.col("deal") == deal)
        assert one == set(whole.select("type", "row", "due", "there", "late").iter_rows())
        due = owed.filter(pl.col("deal") == deal)["due"].to_list()
        assert [next_due(state, deal, TODAY)] == (due or [None])
        assert len(weekly) == 1
        assert [d.due for d in weekly] == (due or [None])
