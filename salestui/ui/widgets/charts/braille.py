"""A canvas of braille dots, two wide and four high in each cell, with layers that keep a colour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800

SOLID: tuple[int, int] = (1, 0)
DASHED: tuple[int, int] = (4, 4)
DOTTED: tuple[int, int] = (1, 2)
"""Line patterns: dots drawn, then dots left out."""


class Canvas:
    """``width`` x ``height`` cells; dot (0, 0) is top left.

    Where layers share a cell, its colour is that of the layer drawn last, its dots are of all.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width = max(width, 0)
        self.height = max(height, 0)
        self._dots = [[0] * self.width for _ in range(self.height)]
        self._layers: list[list[int | None]] = [[None] * self.width for _ in range(self.height)]

    @property
    def dots_wide(self) -> int:
        """Dots from left to right."""
        return self.width * 2

    @property
    def dots_high(self) -> int:
        """Dots from top to bottom."""
        return self.height * 4

    def dot(self, x: int, y: int, layer: int) -> None:
        """Set a dot; one outside the canvas is ignored."""
        if 0 <= x < self.dots_wide and 0 <= y < self.dots_high:
            self._dots[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
            self._layers[y // 4][x // 2] = layer

    def line(
        self,
        points: Sequence[tuple[int, int]],
        layer: int,
        pattern: tuple[int, int] = SOLID,
        thickness: int = 1,
    ) -> None:
        """Join points (in dots) by a line; the pattern runs on through the corners."""
        on, off = pattern
        for step, (x, y) in enumerate(_trace(points)):
            if step % (on + off) < on:
                for below in range(thickness):
                    self.dot(x, y + below, layer)

    def rows(self) -> list[list[tuple[str, int | None]]]:
        """Per line, its cells as (character, layer); an empty cell is a space of no layer."""
        return [
            [(chr(_BLANK + d) if d else " ", layer) for d, layer in zip(dots, layers, strict=True)]
            for dots, layers in zip(self._dots, self._layers, strict=True)
        ]


def _trace(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every dot on the way through the points, each once."""
    path: list[tuple[int, int]] = list(points[:1])
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(abs(x1 - x0), abs(y1 - y0))
        path += [
            (x0 + round((x1 - x0) * n / steps), y0 + round((y1 - y0) * n / steps))
            for n in range(1, steps + 1)
        ]
    return path
