"""Plain text in columns that stay aligned with Chinese in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len

from salestui.plain_text import visible


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> str:
    """The rows in columns two spaces apart; those in ``right`` are right-aligned."""
    shown = [[visible(cell) for cell in row] for row in rows]
    columns = max(map(len, shown), default=0)
    widths = [max(cell_len(r[i]) for r in shown if i < len(r)) for i in range(columns)]
    lines = []
    for row in shown:
        cells = []
        for i, cell in enumerate(row):
            space = " " * (widths[i] - cell_len(cell))
            cells.append(space + cell if i in right else cell + space)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
