"""What can be done on the table screens. Those named ``grid.*`` are keys of the grid itself too,
remapped with it.
"""

from __future__ import annotations

from salestui.i18n import N_
from salestui.ui.actions import Action

TABLE_ACTIONS: tuple[Action, ...] = (
    Action("table.filter", "filter", "f", N_("Filter"),
           N_("Show some rows only: stage=won amount>1m, owner=Ann, close<+30d, overdue."),
           "filter shaixuan", bar=2),
    Action("table.add", "add_or_next", "n", N_("New"),
           N_("Add a row at the end; while searching, go to the next match."), "new add xinzeng",
           bar=3),
    Action("table.search", "search", "slash", N_("Search"),
           N_("Find a text in any column while typing; n and N go on, esc leaves."),
           "search find sousuo"),
    Action("table.previous_match", "previous_match", "N", N_("Previous match"),
           N_("Go to the match before."), "previous match"),
    Action("table.goto", "goto", "ctrl+g", N_("Go to"),
           N_("Go to a row number, an ID or a text."), "goto tiaozhuan"),
    Action("table.sort", "sort", "s", N_("Sort"),
           N_("Sort by this column: ascending, descending, not any more."), "sort paixu"),
    Action("table.sort_further", "sort_further", "S", N_("Sort further"),
           N_("Sort equal rows by this column too."), "sort further"),
    Action("grid.edit", "edit_cell", "e,f2", N_("Edit"),
           N_("Edit the cell; enter does too, and typing: digits once you have moved to a number "
              "or a date."),
           "edit bianji"),
    Action("grid.retype", "retype_cell", "backspace", N_("Empty and edit"),
           N_("Edit the cell starting from nothing."), "empty retype"),
    Action("grid.mark", "mark_row", "space", N_("Mark"),
           N_("Mark the row, or take its mark away; shift+up and shift+down mark several."),
           "mark xuanze"),
    Action("table.duplicate", "duplicate", "D", N_("Duplicate"),
           N_("Add a copy of the marked rows, or of this one."), "duplicate fuzhi hang"),
    Action("table.delete", "delete_rows", "d,delete", N_("Delete"),
           N_("Delete the marked rows, or this one; undo brings them back."),
           "delete remove shanchu"),
    Action("table.fill", "fill_down", "ctrl+d", N_("Fill down"),
           N_("Write this cell's value into the marked rows, or the value above into this cell."),
           "fill down tianchong"),
    Action("table.copy", "copy", "y", N_("Copy"),
           N_("Copy the cell, or the marked rows, to the clipboard."), "copy fuzhi"),
    Action("table.export", "export_shown", "x", N_("Export"),
           N_("Write what is shown, filtered and sorted, into a CSV or XLSX file."),
           "export csv xlsx daochu"),
    Action("grid.open", "open_detail", "o", N_("Detail"),
           N_("Show everything about this row: a deal on its own screen, others beside the grid."),
           "detail open xiangqing", bar=4),
    Action("table.pane", "toggle_pane", "O", N_("Detail beside the grid"),
           N_("Show everything about this row, beside the grid where there is room."),
           "detail pane beside xiangqing"),
    Action("table.history", "row_history", "v", N_("History of the row"),
           N_("Who changed this row, when, from what to what."), "history log lishi"),
    Action("table.freeze", "freeze", "F", N_("Freeze columns"),
           N_("Keep the columns up to this one in view; again lets them go."),
           "freeze columns dongjie"),
    Action("table.hide", "hide_column", "H", N_("Hide column"),
           N_("Hide this column."), "hide column yincang"),
    Action("table.show_all", "show_columns", "A", N_("Show all columns"),
           N_("Bring hidden columns back."), "show all columns"),
    Action("grid.narrower", "resize_column(-2)", "less_than_sign", N_("Narrower"),
           N_("Make this column narrower."), "narrower column"),
    Action("grid.wider", "resize_column(2)", "greater_than_sign", N_("Wider"),
           N_("Make this column wider."), "wider column"),
    Action("table.back", "back", "escape", N_("Back"),
           N_("Leave the search, close the detail, take marks away, clear the filter, "
              "let digits go to the screens: one each."),
           "back escape fanhui"),
)  # fmt: skip

DEAL_ACTIONS: tuple[Action, ...] = (
    Action("deals.board", "toggle_board", "b", N_("Board"),
           N_("Show the deals as cards by stage, or as a grid again; shift+left and shift+right "
              "(H, L) or the mouse move a card."), "board kanban", bar=4),
)  # fmt: skip
