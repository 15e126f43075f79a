"""Reports as one page of HTML that needs nothing else: to be opened, mailed and printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from salestui.reports.charts.drawing import svg
from salestui.reports.charts.palette import DARK, PRINT, SCREEN, Palette, variables
from salestui.reports.charts.reading import not_drawn
from salestui.reports.charts.sparkline import sparkline
from salestui.reports.environment import rendered
from salestui.views.documents.document import Block, Chart, Document, Figures, Section, Table
from salestui.views.formats import Style

_BESIDE = (4, 25)
"""Tables of up to so many columns and rows leave room for a chart at their side."""

_ACROSS = 6
"""Figures that stand side by side."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as drawn.

    Attributes:
        left_out: rows that its table has and that are not drawn.
        large: the same for the whole width of a wide screen; None where it has half of it.
    """

    title: str
    says: str
    svg: Markup
    left_out: int = 0
    large: Markup | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What stands together: a block, or pictures with the table that they are of.

    Attributes:
        block: None where only pictures are to be seen.
        beside: the pictures stand at the side of the table where the page is wide enough.
    """

    block: Block | None
    pictures: tuple[Picture, ...] = ()
    beside: bool = False


def html(document: Document, templates: Path | None = None, palette: Palette = SCREEN) -> str:
    """The document as a page: no script, no request to anywhere, light and dark, fit for A4.

    Args:
        templates: the user's folder of templates; need not exist.
        palette: the colours within charts; `PRINT` for renderers that know no variables there.

    Raises:
        TemplateFault: the user's template is wrong.
    """
    style = Style(document.language, document.symbol)
    return rendered(
        document,
        "html",
        templates,
        parts={one.name: _parts(one, style, palette) for one in document.sections},
        definitions=_definitions(document),
        largest=_largest,
        across=_across,
        line=lambda trend: Markup(sparkline(trend, palette.bar)),
        light=variables(PRINT),
        dark=variables(DARK),
    )


def _parts(section: Section, style: Style, palette: Palette) -> list[Part]:
    """The blocks in their order, each table with its charts where the first of them stands."""
    charts: dict[str, list[Chart]] = {}
    for block in section.blocks:
        if isinstance(block, Chart):
            charts.setdefault(block.table, []).append(block)
    placed: set[str] = set()
    parts = []
    for block in section.blocks:
        if not isinstance(block, Chart | Table):
            parts.append(Part(block))
            continue
        table = block if isinstance(block, Table) else section.table(block.table)
        if table.name not in placed:
            placed.add(table.name)
            parts.append(_part(table, charts.get(table.name, []), style, palette))
    return [part for part in parts if part.block is not None or part.pictures]


def _part(table: Table, charts: list[Chart], style: Style, palette: Palette) -> Part:
    drawn = [(chart, found) for chart in charts if (found := svg(chart, table, style, palette))]
    size = (len(table.columns), len(table.rows))
    small = not table.drawn and size[0] <= _BESIDE[0] and size[1] <= _BESIDE[1]
    alone = len(drawn) == 1 and not small and palette is not PRINT
    pictures = tuple(
        Picture(
            chart.title,
            chart.says,
            Markup(found),
            not_drawn(chart, table),
            Markup(svg(chart, table, style, palette, large=True)) if alone else None,
        )
        for chart, found in drawn
    )
    return Part(None if table.drawn else table, pictures, len(drawn) == 1 and small)


def _definitions(document: Document) -> dict[str, str]:
    """How each figure of the document is computed, by its label."""
    return {
        one.label: one.definition
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Figures)
        for one in block.figures
        if one.definition
    }


def _across(count: int) -> int:
    """How many of the figures stand in a line, for lines of about the same length."""
    return -(-count // -(-count // _ACROSS))


def _largest(table: Table) -> dict[str, float]:
    """The largest number of each column that has bars, by its name."""
    barred = (column.name for column in table.columns if column.bar)
    return {
        name: max((v for v in table.values(name) if isinstance(v, int | float)), default=0.0)
        for name in barred
    }
