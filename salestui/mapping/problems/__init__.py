"""Every sentence about what could not be understood in a workbook, one module per topic."""

from salestui.mapping.problems.cells import (
    duplicate_key,
    key_repeats,
    more_duplicates,
    more_unreadable,
    unreadable,
)
from salestui.mapping.problems.columns import (
    contradicting,
    date_order,
    decimal_mark,
    group_labels,
    maybe_swapped,
    months_only,
    percent_points,
    similar_value,
    spaces_around,
)
from salestui.mapping.problems.periods import combined_scope, no_period, no_scope, year_assumed
from salestui.mapping.problems.sheets import (
    duplicate_header,
    header_again,
    no_pipeline,
    not_targets,
    sheet_unused,
    sheets_not_read,
    table_below,
    totals_row,
)
from salestui.mapping.problems.wording import Telling, sentence

__all__ = [
    "Telling",
    "combined_scope",
    "contradicting",
    "date_order",
    "decimal_mark",
    "duplicate_header",
    "duplicate_key",
    "group_labels",
    "header_again",
    "key_repeats",
    "maybe_swapped",
    "months_only",
    "more_duplicates",
    "more_unreadable",
    "no_period",
    "no_pipeline",
    "no_scope",
    "not_targets",
    "percent_points",
    "sentence",
    "sheet_unused",
    "sheets_not_read",
    "similar_value",
    "spaces_around",
    "table_below",
    "totals_row",
    "unreadable",
    "year_assumed",
]
