"""The target matrix as a screen: what it shows, and the worker that lays it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.grid import CursorMoved, DataGrid, ParsedOk
from salestui.ui.screens.base import BookScreen
from salestui.ui.targets.source import MatrixSource

if TYPE_CHECKING:
    from salestui.selling.targets.matrix import Place
    from salestui.ui.session import Look, Session
    from salestui.views.inputs import Prepared
    from salestui.views.targets.matrix import MatrixView, MatrixWish


class Laid(Message):
    """A worker has laid the matrix out."""

    def __init__(self, look: Look, source: MatrixSource, made: Prepared) -> None:
        super().__init__()
        self.look, self.source, self.made = look, source, made

    @property
    def view(self) -> MatrixView:
        """What the grid is to show."""
        return self.source.view


def laid_out(
    look: Look,
    wish: MatrixWish | None,
    locks: dict[str, frozenset[Place]],
    before: Prepared | None,
    refusal: Callable[[], str],
) -> Laid:
    """Lay the matrix out, with every text of it. Blocks; polars is first imported here."""
    from salestui.views.inputs import prepared
    from salestui.views.targets.matrix import first_wish, matrix_view

    made = prepared(look.state, before)
    wanted = wish or first_wish(look.state, look.period.clamp(look.as_of))
    locked = locks.get(wanted.metric, frozenset())
    view = matrix_view(look.state, made.inputs, wanted, look.as_of, locked)
    return Laid(look, MatrixSource(view, refusal), made)


class MatrixFrame(BookScreen):
    """A line that says what is shown, the grid, and what there is to know of the cell."""

    AUTO_FOCUS = "DataGrid"
    DEFAULT_CSS = """
    MatrixFrame {
        & #matrix-title { height: 1; padding: 0 1; color: $text-muted; }
        & #matrix { height: 1fr; }
        & #matrix-detail { height: auto; max-height: 4; padding: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._found: Laid | None = None
        self._wish: MatrixWish | None = None
        self._locked: dict[str, frozenset[Place]] = {}
        self._seen: tuple[object, ...] = ()
        self._widest: tuple[int, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Title, grid, detail."""
        yield Static("", id="matrix-title", markup=False)
        yield DataGrid(parse=self.parse, id="matrix")
        yield Static("", id="matrix-detail", markup=False)

    def parse(self, column_key: str, text: str) -> ParsedOk | str:
        """What was typed as a target, or why it is none."""
        from salestui.views.targets.cells import read_target

        view, row = self.view, self.grid.cursor_row_key
        place = view.place(row, column_key) if view is not None and row is not None else None
        if view is None or place is None:
            return _("The workbook is still being read.")
        value = read_target(view.state, view.matrix, place, text, view.as_of)
        return value if isinstance(value, str) else ParsedOk(value)

    @property
    def view(self) -> MatrixView | None:
        """What is on screen; None until it is laid out."""
        return self._found.view if self._found else None

    @property
    def grid(self) -> DataGrid:
        """The grid."""
        return self.query_one(DataGrid)

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was seen."""
        self.sync(self.sales_app.session)

    def show(self, session: Session) -> None:
        """Lay the matrix out in a worker; the grid keeps what it shows."""
        self._wanted = look = session.look
        if session.state.rows("targets") is None:
            self._tell_missing()
            return
        before = self._found.made if self._found else None
        asked = look, self._wish, dict(self._locked), before, self._refusal

        def work() -> None:
            worker = get_current_worker()
            laid = laid_out(*asked)
            if not worker.is_cancelled:
                self.post_message(laid)

        self.run_worker(work, thread=True, exclusive=True, group="matrix")

    def _tell_missing(self) -> None:
        self.query_one("#matrix-title", Static).update(
            Content(_("The workbook has no sheet of targets yet: b adds one."))
        )

    @on(Laid)
    def _laid(self, event: Laid) -> None:
        event.stop()
        if event.look is not self._wanted:
            return
        self._found, self._wish = event, event.view.wish
        self.query_one("#matrix-title", Static).update(Content(visible(event.view.title)))
        self._fill(event.source)
        self._tell()

    def _fill(self, source: MatrixSource) -> None:
        """Show the cells; columns that grew too narrow, or have other contents, are measured."""
        grid, first, seen = self.grid, not self._widest, self._look_of_cells(source)
        if seen == self._seen and source.fits_in(self._widest):
            grid.show(source)
            return
        row, column = (0, 1) if first else (grid.cursor_row, self._cursor_column)
        self._seen, self._widest = seen, source.widest
        grid.show(source, keep=False)
        grid.freeze_columns(1)
        grid.move_cursor(row, column)

    def _look_of_cells(self, source: MatrixSource) -> tuple[object, ...]:
        return source.view.wish.measure, tuple(column.key for column in source.columns)

    @property
    def _cursor_column(self) -> int:
        keys = [column.key for column in self.grid.shown_columns]
        key = self.grid.cursor_column_key
        return keys.index(key) if key in keys else 1

    def _refusal(self) -> str:
        session = self.sales_app.session
        refusal = session.refusal if session is not None else None
        return "" if refusal is None else refusal.sentence(_)

    def _tell(self) -> None:
        view, row, column = self.view, self.grid.cursor_row_key, self.grid.cursor_column_key
        if view is not None and row is not None and column is not None:
            lines = [visible(line) for line in view.detail(row, column)]
            self.query_one("#matrix-detail", Static).update(Content("\n".join(lines)))

    @on(CursorMoved)
    def _moved(self, event: CursorMoved) -> None:
        event.stop()
        self._tell()

    def show_anew(self, wish: MatrixWish) -> None:
        """Show something else of the targets."""
        self._wish = wish
        if (session := self.sales_app.session) is not None:
            self.show(session)
