"""What lights up on the pipeline sheet of a new workbook."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.model.playbook import Playbook, Stage
from salestui.reports.template_columns import TemplateColumn

STAGE_TABLE = "StageTable"
"""Defined name of the stages with their probability and days until an open deal is rotting."""

_RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
_AMBER = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
_ORANGE = {"bg_color": "#FCE4D6", "font_color": "#833C0B"}
_GREEN = {"bg_color": "#C6EFCE", "font_color": "#006100"}
_GREY = {"font_color": "#8C8C8C"}


def colour_pipeline(
    book: Workbook,
    sheet: Worksheet,
    columns: Sequence[TemplateColumn],
    selling: tuple[Playbook, str],
    *,
    last_row: int,
) -> None:
    """Write the conditional formats from the second row to the 0-based ``last_row``.

    Late dates of open deals, deals too long in one stage, deals won and lost, amounts as bars.

    Args:
        selling: the playbook, and the language of its labels in the sheet.
    """
    playbook, language = selling
    at = {column.name: n for n, column in enumerate(columns) if column.name}
    cell = {name: f"${xl_col_to_name(n)}2" for name, n in at.items()}

    def is_stage(stages: Sequence[Stage]) -> str:
        return ",".join(f'{cell["stage"]}="{s.labels[language]}"' for s in stages)

    def when(first: int, last: int, formula: str, look: dict[str, str]) -> None:
        rule = {"type": "formula", "criteria": formula, "format": book.add_format(look)}
        sheet.conditional_format(1, first, last_row, last, rule)

    closed = is_stage([s for s in playbook.stages if s.kind != "open"])
    for name, look in (("expected_close", _RED), ("next_date", _AMBER)):
        late = f'=AND({cell[name]}<>"",{cell[name]}<TODAY(),NOT(OR({closed})))'
        when(at[name], at[name], late, look)
    since = cell["stage_entered"]
    limit = f"IFERROR(VLOOKUP({cell['stage']},{STAGE_TABLE},3,FALSE),0)"
    stuck = f'=AND({since}<>"",{limit}>0,TODAY()-{since}>{limit})'
    when(at["stage_entered"], at["stage_entered"], stuck, _ORANGE)
    won = is_stage([s for s in playbook.stages if s.kind == "won"])
    when(at["stage"], at["stage"], f"=OR({won})", _GREEN)
    lost = is_stage([s for s in playbook.stages if s.kind == "lost"])
    when(0, len(columns) - 1, f"=OR({lost})", _GREY)
    bars = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True, "data_bar_2010": True}
    sheet.conditional_format(1, at["amount"], last_row, at["amount"], bars)
