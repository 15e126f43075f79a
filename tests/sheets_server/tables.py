"""Where `append` looks for a table: islands of filled cells."""

from .a1 import Box
from .sheet import Sheet


def table_in(sheet: Sheet, area: Box) -> Box | None:
    """The last island (lowest, then rightmost) that the area touches; None for none."""
    touching = [box for box in islands(sheet) if box.overlaps(area)]
    return max(touching, key=lambda box: (box.bottom or 0, box.right or 0), default=None)


def islands(sheet: Sheet) -> list[Box]:
    """Filled cells that touch one another, also at corners, as boxes grown until apart."""
    open_boxes: list[list[int]] = []
    done: list[list[int]] = []
    for row, cells in enumerate(sheet.rows):
        runs = _runs(sorted(column for column, cell in cells.items() if cell.value is not None))
        below: list[list[int]] = []
        for left, right in runs:
            below.append([row, row + 1, left, right])
        for box in open_boxes:
            if all(box[3] < run[2] or run[3] < box[2] for run in below):
                done.append(box)
                continue
            touched = [run for run in below if not (box[3] < run[2] or run[3] < box[2])]
            below = [run for run in below if run not in touched]
            below.append(_joined([box, *touched], row + 1))
        open_boxes = below
    return [Box(sheet.id, *box) for box in done + open_boxes]


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        else:
            runs.append((column, column + 1))
    return runs


def _joined(boxes: list[list[int]], bottom: int) -> list[int]:
    return [
        min(box[0] for box in boxes),
        bottom,
        min(box[2] for box in boxes),
        max(box[3] for box in boxes),
    ]
