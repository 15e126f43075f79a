"""The risks of a project: how likely, how bad, who acts until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.selling.changes import Cell, choice_text, is_writable
from salestui.selling.projects.records import code, day, records, row_id, text


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk.

    Attributes:
        probability, impact: levels 1 to 5; None where the cell tells none.
        status: code; ``open`` where the cell is blank.
    """

    row: int
    name: str
    probability: int | None
    impact: int | None
    response: str
    action: str
    owner: str
    found: date | None
    due: date | None
    status: str
    closed: date | None

    @property
    def score(self) -> int | None:
        """Probability times impact, 1 to 25; None where either is missing."""
        if self.probability is None or self.impact is None:
            return None
        return self.probability * self.impact

    @property
    def is_open(self) -> bool:
        """Whether it still threatens."""
        return self.status != "closed"

    def is_late(self, today: date) -> bool:
        """Whether its action was to be done before today."""
        return self.is_open and self.due is not None and self.due < today


def risks_of(state: BookState, deal: int) -> list[Risk]:
    """The risks, open ones first, those of the highest score before others."""
    found = [_risk(row) for row in records(state, deal, "risks")]
    return sorted(found, key=lambda r: (not r.is_open, -(r.score or 0), r.row))


def _risk(row: dict[str, object]) -> Risk:
    levels = [code(row, "risks", name) for name in ("probability", "impact")]
    probability, impact = (int(level) if level else None for level in levels)
    return Risk(
        row_id(row), text(row, "risk"), probability, impact, text(row, "response"),
        text(row, "action"), text(row, "owner"), day(row, "found"), day(row, "due"),
        code(row, "risks", "status") or ("closed" if day(row, "closed") else "open"),
        day(row, "closed"),
    )  # fmt: skip


def closed_cells(state: BookState, row: int, today: date, *, done: bool) -> list[Cell]:
    """What closing a risk today writes, or opening it again."""
    status = choice_text(state, "risks", "status", "closed" if done else "open")
    values: dict[str, Value] = {"closed": today if done else None, "status": status}
    return [
        ("risks", row, name, value)
        for name, value in values.items()
        if is_writable(state, "risks", row, name)
    ]
