"""Horizontal bars of block eighths, with the target as a mark that splits them."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "│"
TRACK = "░"
BEYOND = "▸"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
MOST = 2.0
"""The share of its target at which a bar ends; longer ones end in an arrow."""


def bar(share: float, width: int) -> str:
    """``share`` (0-1) of ``width`` cells filled, padded to exactly ``width``.

    A share above 0 shows at least an eighth, so that little never reads as nothing.
    """
    if width <= 0:
        return ""
    units = round(min(max(share, 0.0), 1.0) * width * 8)
    if share > 0:
        units = max(units, 1)
    full, rest = divmod(units, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


@dataclass(frozen=True, slots=True)
class TargetBar:
    """A bar in three pieces; ``below`` and ``above`` are what lies left and right of the mark."""

    below: str
    above: str
    mark: str = MARK

    @property
    def plain(self) -> str:
        """The bar as one text."""
        return self.below + self.mark + self.above


def scale_of(shares: list[float]) -> float:
    """The share at which the bars of a list end, so that the longest just fits: 1 to ``MOST``."""
    return min(max([1.0, *shares]), MOST)


def target_bar(share: float | None, width: int, scale: float = 1.0, track: str = " ") -> TargetBar:
    """A bar of exactly ``width`` cells; 1.0 ends at the mark, ``scale`` at the right edge.

    None draws the track and the mark only. Bars with the same width and scale have their marks
    below each other.
    """
    cells = max(width - 1, 0)
    below_cells = int(cells / max(scale, 1.0))  # rounded down: the longest bar must fit above
    above_cells = cells - below_cells
    if share is None:
        return TargetBar(track * below_cells, track * above_cells)
    below = bar(share, below_cells)
    over = max(share - 1.0, 0.0) * below_cells
    above = bar(over / above_cells, above_cells) if above_cells else ""
    if over > above_cells and above:
        above = above[:-1] + BEYOND
    if track != " ":
        below, above = below.replace(" ", track), above.replace(" ", track)
    mark = BEYOND if over > 0 and not above_cells else MARK
    return TargetBar(below, above, mark)
