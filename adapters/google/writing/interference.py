"""What became of a batch where others changed rows in the moment before it arrived.

The service knows rows by their number alone. Where rows moved after they were looked at, a value
may stand in another row, a new row elsewhere than meant, and another row may be gone. What was
held before tells, row by row: a row is known by its other cells, wherever it is now.
"""

from __future__ import annotations

from adapters.google.pulled import Pull, PulledSheet
from adapters.google.writing.operations import Batch
from adapters.google.writing.put_repairs import examine_puts
from adapters.google.writing.row_repairs import examine_insert, examine_removes
from adapters.google.writing.service import Seen
from adapters.google.writing.sides import Findings, Sides


def examined(held: Pull, meant: Pull, now: Pull, batch: Batch, seen: Seen) -> Findings:
    """Compare what was held before a batch, what was meant, and what is there now.

    Args:
        seen: what the answer to the batch told, if there was one.
    """
    found = Findings()
    for id_ in batch.sheets:
        before, after, present = (_by_id(pull, id_) for pull in (held, meant, now))
        if before is None or after is None or present is None:
            found.undone = True
            continue
        sides = Sides((before, after, present), batch, seen, found)
        examine_puts(sides)
        for insert in batch.inserts:
            if insert.sheet == id_:
                examine_insert(sides, insert)
        examine_removes(sides)
    return found


def _by_id(pull: Pull, id_: int) -> PulledSheet | None:
    return next((sheet for sheet in pull.sheets if sheet.id == id_), None)
