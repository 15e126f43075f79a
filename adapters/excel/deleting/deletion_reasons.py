"""Why a row was emptied instead of taken out: one sentence per reason.

``{rows}`` lists the rows, ``{sheet}`` names their sheet, ``{where}`` what stands in the way.
"""

from __future__ import annotations

from adapters.errors import N_

MACROS = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): the workbook holds macros, which may name "
    "rows by their number."
)
TEXT_ADDRESS = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): a formula builds addresses from text "
    "(INDIRECT, {where})."
)
NAMED_EXACTLY = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): a formula, a name or a chart means exactly "
    "these cells and would break ({where})."
)
BESIDE = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): the row holds something beside the table "
    "({where})."
)
TABLE_BESIDE = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): another table stands in the same rows "
    "({where})."
)
LAST_ROW = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): a table must keep one row, and its heading "
    "and totals ({where})."
)
MERGED = N_("Emptied, not removed (rows of {sheet}: {rows}): merged cells stand there ({where}).")
ARRAY = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): an array formula or a what-if table reaches "
    "there ({where})."
)
PIVOT = N_("Emptied, not removed (rows of {sheet}: {rows}): a pivot table stands on the sheet.")
RULE = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): a format rule, a validation, a filter or a "
    "sparkline means exactly these cells, or cells of other rows ({where})."
)
FROZEN = N_("Emptied, not removed (rows of {sheet}: {rows}): the row is frozen at the top.")
BREAK = N_("Emptied, not removed (rows of {sheet}: {rows}): a page break stands at the row.")
PICTURE = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): a chart or a picture begins or ends there."
)
COMMENT = N_("Emptied, not removed (rows of {sheet}: {rows}): a comment stands there ({where}).")
PROTECTED = N_("Emptied, not removed (rows of {sheet}: {rows}): the sheet is protected.")
CONTROLS = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): buttons, fields or other controls name cells "
    "by their place."
)
FEATURE = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): the sheet holds something whose place cannot "
    "be moved with certainty ({where})."
)
UNUSUAL = N_(
    "Emptied, not removed (rows of {sheet}: {rows}): the XML of {where} has an unusual form."
)
