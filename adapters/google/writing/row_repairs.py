"""Rows that were inserted or taken out while others moved rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adapters.errors import N_
from adapters.google.writing.cells import norm
from adapters.google.writing.operations import Insert, Remove
from adapters.google.writing.sides import Key, Keys, Sides, are_alike, is_blank, length
from adapters.google.writing.witnesses import witnessed

_GONE = N_("{where}: rows were moved by others just then; a row here may have been taken out.")


def examine_insert(sides: Sides, insert: Insert) -> None:
    """New rows are whole wherever they are; they must only stand at their table."""
    columns = sides.columns
    below = {sides.was(row, columns) for row in range(insert.after + 1, length(sides.held) + 1)}
    own = {tuple(norm(row.get(column)) for column in columns) for row in insert.rows}
    inside = tuple(column for column in columns if insert.first <= column <= insert.last)
    before, present = sides.before(columns), sides.present(columns)
    for key in own:
        if is_blank(key):
            continue
        for row in present.get(key, [])[len(before.get(key, [])) :]:
            above = row - 1
            while above and sides.has(above, columns) in own:
                above -= 1
            alone = not above or is_blank(sides.has(above, inside))
            if alone or sides.has(above, columns) in below:
                sides.found.undone = True
                misplaced = Remove(sides.held.id, row, insert.first, insert.last)
                sides.found.removes += witnessed(sides.now, [misplaced])


def examine_removes(sides: Sides) -> None:
    """Rows that were to go must be gone; others that went in their place come back."""
    removes = [remove for remove in sides.batch.removes if remove.sheet == sides.held.id]
    before, present = sides.before(sides.columns), sides.present(sides.columns)
    left = Counter({key: len(rows) for key, rows in before.items()})
    for row in (*(remove.row for remove in removes), *sides.touched):
        left[sides.was(row, sides.columns)] -= 1
    missed = [remove for remove in removes if _is_missed(sides, remove, left, present)]
    if not missed:
        return
    sides.found.undone = True
    for row in sides.touched:  # what was put did not arrive: it is there as it was, or gone too
        if not present.get(sides.gets(row, sides.columns)):
            left[sides.was(row, sides.columns)] += 1
    missing = list(_missing(before, present, left))
    between = [row for row in _taken(sides, removes) if row in missing]
    if len(missing) > len(missed) and len(between) != len(missed):
        number = sides.batch.raised(sides.held.id, missed[0].row)
        sides.notice(_GONE, number, missed[0].first)
        return
    for row in missing if len(missing) <= len(missed) else between:
        _bring_back(sides, row, missed[0], present)


def _is_missed(sides: Sides, remove: Remove, left: Counter[Key], present: Keys) -> bool:
    """Whether another row went; where nothing tells, whether the one that was meant stays."""
    batch = sides.batch
    row = batch.lowered(remove.sheet, remove.row, remove.first, remove.last)
    hits = zip(batch.removed_upwards, sides.seen.hits, strict=False)
    hit = {(other.sheet, other.row): found for other, found in hits}.get((remove.sheet, row))
    if hit is not None:
        return not hit
    key = sides.was(remove.row, sides.columns)
    return len(present.get(key, [])) > max(left[key], 0)


def _missing(before: Keys, present: Keys, left: Counter[Key]) -> Iterator[int]:
    """Rows that were held and are there neither as they were nor changed."""
    new = [key for key in present if key not in before]
    for key, rows in before.items():
        fewer = left[key] - len(present.get(key, []))
        if fewer > 0 and not is_blank(key) and not any(are_alike(key, other) for other in new):
            yield from rows[:fewer]


def _taken(sides: Sides, removes: list[Remove]) -> Iterator[int]:
    """Rows that were held between those that were seen above and below what was taken out."""
    put = {column for columns in sides.touched.values() for column in columns}
    columns = sides.without(put)
    keys = sides.before(columns)
    targets = {remove.row for remove in removes}
    batch, id_ = sides.batch, sides.held.id
    for number in {batch.raised(id_, r.row) for r in batch.removed_upwards if r.sheet == id_}:
        above, below = (_known(sides, row, columns, keys) for row in (number - 1, number))
        if above and below:
            yield from (row for row in range(above + 1, below) if row not in targets)
        elif above and above + 1 not in targets:
            yield above + 1


def _known(sides: Sides, row: int, columns: tuple[int, ...], keys: Keys) -> int:
    """The row that one seen directly after the batch was before; 0 if that is not certain."""
    cells = (sides.seen.rows or {}).get((sides.held.id, row))
    found = keys.get(tuple(norm(cells.get(c)) for c in columns), []) if cells else []
    return found[0] if len(found) == 1 else 0


def _bring_back(sides: Sides, victim: int, remove: Remove, present: Keys) -> None:
    """Insert a row again as it was held, with the formulas of the row above."""
    values = {column: sides.held.cell(victim, column) for column in sides.columns}
    row = {column: value for column, value in values.items() if norm(value) is not None}
    after = _predecessor(sides, victim, present)
    computed = {c for c, rows in sides.held.formulas.items() if victim in rows}
    has = {c for c in computed if after in sides.now.formulas.get(c, ())}
    insert = Insert(
        sides.held.id,
        after,
        remove.first,
        remove.last,
        (row,),
        formulas=frozenset(has),
        last_of_grid=after >= sides.now.rows,
    )
    sides.found.inserts.append(insert)


def _predecessor(sides: Sides, victim: int, present: Keys) -> int:
    """Where the nearest row above it is now."""
    for row in range(victim - 1, 0, -1):
        places = present.get(sides.was(row, sides.columns), [])
        if len(places) == 1:
            return places[0]
    return max(1, min(victim - 1, sides.now.rows))
