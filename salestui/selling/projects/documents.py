"""The register of a project's documents: versions, how long each is kept, and what is due."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import polars as pl

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.projects import documents as rule
from salestui.metrics.projects.shapes import DOCUMENTS
from salestui.model.folding import folded
from salestui.model.playbook import DocumentType, Phase, Playbook, named
from salestui.selling.changes import NewRow, language
from salestui.selling.deals.rows import new_row
from salestui.selling.projects.phase_ends import ends_of
from salestui.selling.projects.phases import has_left, phase_of
from salestui.selling.projects.records import day, number, records, row_id, text
from salestui.selling.projects.sheets import document_rows
from salestui.selling.projects.weekly import last_report, next_due
from salestui.selling.reference_links import ReferenceLinks

EXPIRING = 90
"""A record whose retention ends in so many days is told beforehand."""


class Keeping(StrEnum):
    """How a record stands to its retention."""

    OPEN = "open"
    KEPT = "kept"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    SETTLED = "settled"
    """Past its retention, with what is done at its end written down."""


@dataclass(frozen=True, slots=True)
class Document:
    """A row of the register.

    Attributes:
        kind: None where the type is none of the playbook's.
        until: last day of its retention: as written, else so many years from its filing.
        latest: whether no other version of it is newer.
    """

    row: int
    kind: DocumentType | None
    type: str
    name: str
    version: str
    dated: date | None
    owner: str
    secrecy: str
    keeper: str
    place: str
    filed: date | None
    until: date | None
    disposal: str
    latest: bool = True

    def keeping(self, today: date) -> Keeping:
        """How it stands to its retention on a day."""
        if self.until is None:
            return Keeping.KEPT if self.filed is not None else Keeping.OPEN
        if self.until < today:
            return Keeping.SETTLED if self.disposal else Keeping.EXPIRED
        soon = self.until <= today + timedelta(days=EXPIRING)
        return Keeping.EXPIRING if soon else Keeping.KEPT


def documents_of(state: BookState, deal: int) -> list[Document]:
    """The register of a deal: kind by kind as the playbook lists them, the newest version first."""
    kinds = state.playbook.project.documents
    found = [_document(state, row) for row in records(state, deal, "documents")]
    order = {kind.code: place for place, kind in enumerate(kinds)}
    found.sort(key=lambda d: d.dated or date.min, reverse=True)
    found.sort(key=lambda d: order.get(d.kind.code, len(kinds)) if d.kind else len(kinds))
    seen: set[tuple[str, str]] = set()
    told = []
    for document in found:
        same = (folded(document.type), folded(document.name))
        told.append(replace(document, latest=False) if same in seen else document)
        seen.add(same)
    return told


def _document(state: BookState, row: dict[str, object]) -> Document:
    kind = named(state.playbook.project.documents, text(row, "type") or None)
    filed, years = day(row, "filed"), number(row, "keep_years")
    if years is None and kind is not None and kind.keep_years:
        years = kind.keep_years
    until = day(row, "keep_until")
    if until is None and filed is not None and years is not None:
        until = years_after(filed, years)
    names = ("type", "name", "version", "owner", "secrecy", "keeper", "place", "disposal")
    said = {name: text(row, name) for name in names}
    return Document(
        row_id(row), kind, said["type"], said["name"], said["version"], day(row, "date"),
        said["owner"], said["secrecy"], said["keeper"], said["place"], filed, until,
        said["disposal"],
    )  # fmt: skip


def years_after(start: date, years: float) -> date:
    """The same day so many years later, parts of a year in months; 28 February for the 29th."""
    months = start.month - 1 + math.floor(years * 12 + 0.5)
    year = min(max(start.year + months // 12, date.min.year), date.max.year)
    month = months % 12 + 1
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month, min(start.day, last))
        except ValueError:
            continue
    return date(year, month, 28)


# -- what is due -----------------------------------------------------------------------------------


class DueState(StrEnum):
    """How a document that a project must have stands."""

    DONE = "done"
    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class DueDocument:
    """A document that the project must have.

    Attributes:
        kind: None for a document of the team's own, of a type that the playbook does not know.
        name: as its row has it; empty while there is none.
        due: None where nothing tells when.
        row: of the register; None while there is none. ``done``: the day of the one there is.
    """

    kind: DocumentType | None
    name: str
    due: date | None
    row: int | None
    done: date | None
    state: DueState


def due_documents(state: BookState, deal: int, today: date) -> list[DueDocument]:
    """The documents that the playbook wants of every project, then those whose own rows name a
    day, each with where it stands: by the rule of ``metrics.projects.documents``.
    """
    kinds = {kind.code: kind for kind in state.playbook.project.documents}
    found = [_weekly(state, deal, k, today) for k in kinds.values() if k.due == "weekly"]
    found += [_due(state, deal, row, today) for row in _judged(state, deal, today)]
    order = {code: place for place, code in enumerate(kinds) if kinds[code].due}
    return sorted(found, key=lambda d: order.get(d.kind.code if d.kind else "", len(order)))


def document_rules(playbook: Playbook) -> pl.DataFrame:
    """The kinds of documents that a playbook wants, see ``metrics.projects.documents.RULES``."""
    told = [(kind.code, kind.due, kind.days) for kind in playbook.project.documents if kind.due]
    return pl.DataFrame(told, schema=rule.RULES, orient="row")


def _judged(state: BookState, deal: int, today: date) -> Iterator[dict[str, Any]]:
    """The rows of ``metrics.projects.documents.DUE_DOCUMENTS`` of one deal."""
    rows = document_rows(ReferenceLinks(state))
    own = pl.DataFrame(schema=DOCUMENTS) if rows is None else rows.filter(pl.col("deal") == deal)
    ends = ends_of(state, deal, phase_of(state, deal))
    one = pl.DataFrame({"deal": [deal]}, schema={"deal": pl.Int64})
    found = rule.due_documents(one, own, document_rules(state.playbook), ends, today)
    dated = found.join(own.select("date", row=ID), on="row", how="left", maintain_order="left")
    return dated.iter_rows(named=True)


def _due(state: BookState, deal: int, row: dict[str, Any], today: date) -> DueDocument:
    kind = next((k for k in state.playbook.project.documents if k.code == row["type"]), None)
    due, done = row["due"], None
    if row["there"]:
        stand, done = DueState.DONE, row["date"]
    elif due is not None:
        stand = _stand(due, today)
    else:
        phase: Phase = "plan" if kind is not None and kind.due == "plan" else "monitor"
        stand = DueState.DUE if has_left(state, deal, phase) else DueState.WAITING
    return DueDocument(kind, row["name"] or "", due, row["row"], done, stand)


def _weekly(state: BookState, deal: int, kind: DocumentType, today: date) -> DueDocument:
    due, last = next_due(state, deal, today), last_report(state, deal, today)
    stand = DueState.NOT_NEEDED if due is None else _stand(due, today)
    return DueDocument(kind, "", due, None, last, stand)


def _stand(due: date, today: date) -> DueState:
    if due < today:
        return DueState.OVERDUE
    return DueState.DUE if due == today else DueState.WAITING


def document_row(state: BookState, deal: int, kind: DocumentType, today: date) -> NewRow:
    """A row of the register for a document of a kind."""
    given: dict[str, Value] = {
        "type": kind.labels[language(state)],
        "name": kind.labels[language(state)],
        "keep_years": kind.keep_years or None,
    }
    return new_row(state, deal, "documents", today, given)
