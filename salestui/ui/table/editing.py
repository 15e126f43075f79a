"""What the table's keys do to the book. Every edit has a label that people understand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.plain_text import short
from salestui.ui.advancing import ask_advance
from salestui.ui.grid.source import ParsedOk

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.mapping.layout import Column
    from salestui.ui.table.frame import TableFrame
    from salestui.views.table import TableView

_FIELD_OF = {"rep": "owner"}


class Editing:
    """Turns what is done in the grid into edits of the book."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen
        self._note = ""

    def parse(self, column_key: str, text: str) -> ParsedOk | str:
        """Understand a text typed into the cell under the cursor, or say what is wrong with it."""
        from salestui.book.edits import Unread
        from salestui.mapping.input import Rejected, parse_input

        view, row, session = self.screen.view, self.screen.grid.cursor_row_key, self.screen.session
        if view is None or row is None or session is None:
            return _("The workbook is still being read.")
        if reason := view.lacking(row, column_key):
            return reason
        current = view.value(row, column_key)
        plain = None if isinstance(current, Unread) else current
        parsed = parse_input(view.column(column_key), text, session.as_of, plain)
        if isinstance(parsed, Rejected):
            parts = {name: _(value) for name, value in parsed.parts}
            return f"{_(parsed.reason)} {_(parsed.hint)}".strip().format(**parts)
        self._note = _(parsed.note).format(**dict(parsed.parts)) if parsed.note else ""
        return ParsedOk(parsed.value)

    def set_cell(self, row: int, column_key: str, value: Value) -> None:
        """Write one cell."""
        view, session = self.screen.view, self.screen.session
        if view is None or session is None:
            return
        if reason := view.lacking(row, column_key):
            self.screen.say(reason, "warning")
            return
        note, self._note = self._note, ""
        if self._is_move(column_key, value):
            ask_advance(self.screen.sales_app, [row], str(value), note, insisted=True)
            return
        label = self._label(view, row, view.column(column_key), value)
        session.book.set_values(label, self.screen.entity, [(row, column_key, value)])
        self.screen.publish(f"{label} · {note}" if note else label)

    def _is_move(self, column_key: str, value: Value) -> bool:
        """Whether a value takes a deal to another stage."""
        stage = self.screen.entity == "deals" and column_key == "stage"
        return stage and isinstance(value, str) and bool(value.strip())

    def _label(self, view: TableView, row: int, column: Column, value: Value) -> str:
        from salestui.views.cells import column_title, said_text

        return _("{column} of {title}: {before} → {after}").format(
            column=column_title(column),
            title=short(view.state.title_of(view.entity, row)),
            before=short(said_text(column, view.value(row, column.name))),
            after=short(said_text(column, value)),
        )

    def add(self) -> None:
        """Add a row at the end that fits the focus, and edit its first cell.

        Where the table is over several sheets, that of the row under the cursor gets it, or the
        one that the focus names.
        """
        view, session = self.screen.view, self.screen.session
        if view is None or session is None:
            return
        values: dict[str, Value] = {}
        for dimension, text in view.wanted.focus.terms:
            name = _FIELD_OF.get(dimension, dimension)
            layout = view.rows.layout
            own = (part.column(name) for part in layout.sheets)
            if any(c and (c.given or (c.position and not c.calculated)) for c in own):
                values[name] = text
        near = self.screen.grid.cursor_row_key
        (row,) = session.book.add_rows(_("New row"), self.screen.entity, [values], near)
        self.screen.publish(_("New row: type its values; u takes it back."))
        self.screen.edit_new(row)

    def duplicate(self, rows: Sequence[int]) -> None:
        """Add copies of rows, without what names them and what formulas make."""
        from salestui.mapping.layout import SHEET

        view, session = self.screen.view, self.screen.session
        if view is None or session is None or not rows:
            return
        key = view.rows.layout.entity.key
        taken = [
            c.name
            for c in view.columns
            if c.position is not None and not c.calculated and (c.name != key or key == "name")
        ]
        taken += [c.name for c in view.columns if c.name == SHEET]
        copies = [{name: view.value(row, name) for name in taken} for row in rows]
        label = self._about(_("Duplicate of {title}"), _("Duplicates of {n} rows"), view, rows)
        new = session.book.add_rows(label, self.screen.entity, copies)
        self.screen.publish(_("{label}, at the end.").format(label=label))
        self.screen.go_to_row(new[0])

    def delete(self, rows: Sequence[int]) -> None:
        """Delete rows."""
        view, session = self.screen.view, self.screen.session
        if view is None or session is None:
            return
        there = [row for row in rows if row not in view.rows.overlay.deleted]
        if not there:
            self.screen.say(_("Nothing to delete: no row, or deleted already."))
            return
        label = self._about(_("Deleted {title}"), _("Deleted {n} rows"), view, there)
        session.book.delete_rows(label, self.screen.entity, there)
        self.screen.grid.mark(frozenset())
        self.screen.publish(_("{label}; u brings it back.").format(label=label))

    def _about(self, one: str, many: str, view: TableView, rows: Sequence[int]) -> str:
        if len(rows) == 1:
            return one.format(title=short(view.state.title_of(view.entity, rows[0])))
        return many.format(n=len(rows))

    def fill_down(self) -> None:
        """The cursor's value into the marked rows, or the value above into the cursor's cell."""
        from salestui.views.cells import column_title, read_only_reason

        grid, view, session = self.screen.grid, self.screen.view, self.screen.session
        row, name = grid.cursor_row_key, grid.cursor_column_key
        if view is None or session is None or row is None or name is None:
            return
        column = view.column(name)
        if reason := read_only_reason(column):
            self.screen.say(reason, "warning")
            return
        place = view.places[row]
        gone = view.rows.overlay.deleted
        targets = [r for r in sorted(grid.marked, key=view.places.__getitem__) if r != row]
        origin = row
        if not targets:
            if place == 0:
                self.screen.say(_("There is no row above to take a value from."))
                return
            origin, targets = view.ids[place - 1], [row]
        value = view.value(origin, name)
        kept = gone | view.rows.base.formulas.get(name, frozenset())
        free = [r for r in targets if r not in kept and not view.lacking(r, name)]
        cells = [(r, name, value) for r in free]
        if not cells:
            self.screen.say(_("There is nothing to fill: formulas are replaced one by one."))
            return
        if self._is_move(name, value):
            ask_advance(self.screen.sales_app, free, str(value))
            return
        label = ngettext(
            "{column} filled into {n} row", "{column} filled into {n} rows", len(cells)
        ).format(column=column_title(column), n=len(cells))
        session.book.set_values(label, self.screen.entity, cells)
        self.screen.publish(label)

    def move_to_stage(self, row: int, lane: int) -> None:
        """Give a deal the stage of a lane of the board."""
        board = self.screen.board.board
        if board is None:
            return
        stage = board.lanes[lane].title if board.lanes[lane].stage else None
        if stage is None:
            self.screen.say(_("Cards cannot be moved there: it is no stage."), "warning")
        else:
            ask_advance(self.screen.sales_app, [row], stage)
