"""The panels of the mapping screen: tables, columns, stages, and the first rows as understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.panel import Panel, sentence
from salestui.ui.widgets.tones import MUTED

if TYPE_CHECKING:
    from salestui.ui.grid.source import Align
    from salestui.views.mapping.columns import ColumnRow, Preview
    from salestui.views.mapping.view import StageRow, TableRow

Row = TypeVar("Row")

_GAP = 2
_TEXT_LEAST = 8
"""Texts are cut to so many cells, no further."""

_WHY_FROM = 84
"""Width from which there is room to say why."""


class Moved(Message):
    """The cursor is on another row of a panel."""


class ChoiceWanted(Message):
    """Something is to be chosen for the row under a panel's cursor."""

    def __init__(self, panel: ChoicePanel[object]) -> None:
        super().__init__()
        self.panel = panel


def _widest(texts: Iterable[str], least: int, most: int) -> int:
    return max(least, min(most, max((width_of(t, most) for t in texts), default=least)))


class ChoicePanel(ListPanel[Row], Generic[Row]):
    """Rows for each of which something can be chosen."""

    def hint(self) -> str:
        """The keys that do something here."""
        return _("enter chooses · u takes back") if self.rows else ""

    def action_move(self, by: int) -> None:
        """Move the cursor, and tell."""
        super().action_move(by)
        self.post_message(Moved())

    def act(self) -> None:
        """Ask for a choice."""
        if self.current is not None:
            self.post_message(ChoiceWanted(self))  # type: ignore[arg-type]


class TablesPanel(ChoicePanel["TableRow"]):
    """Every table of the workbook and what it is read as."""

    _sheet = 8

    def title(self) -> str:
        """Its subject."""
        return _("Tables")

    def note(self) -> str:
        """How many are in use."""
        used = sum(bool(row.entity) for row in self.rows)
        return _("{used} of {n} used").format(used=used, n=len(self.rows))

    def nothing(self) -> str:
        """What to say of a workbook without tables."""
        return _("No table was found: a table needs a header row within the first 30 rows.")

    def key(self, row: TableRow) -> object:
        """The place makes a table the same one."""
        return row.sheet, row.place.header_row, row.place.first_column

    def fit_columns(self, width: int) -> None:
        """What a table is and where."""
        self._title = _widest((row.title for row in self.rows), 6, max(8, width // 3))

    def line(self, row: TableRow, width: int) -> Content:
        """Mark, what it is, sheet and range, problems."""
        doubts = f"▲{row.doubts}" if row.doubts else ""
        room = max(0, width - 2 - self._title - _GAP - cell_len(doubts) - (1 if doubts else 0))
        more = f" +{len(row.place.sheets) - 1}" if len(row.place.sheets) > 1 else ""
        cells = f"  {row.cells}" if room > cell_len(row.sheet) + len(row.cells) + 3 else ""
        return Content.assemble(
            ("● ", "$text-success") if row.entity else ("○ ", MUTED),
            (fit(row.title, self._title), "bold" if row.entity else MUTED),
            " " * _GAP,
            fit(f"{row.sheet}{more}{cells}", room),
            (f" {doubts}", "$text-warning") if doubts else "",
        )


class ColumnsPanel(ChoicePanel["ColumnRow"]):
    """The columns of one table: header, field, why, examples, problems."""

    of = ""
    """Which table's columns these are."""

    def title(self) -> str:
        """Its subject."""
        return _("Columns of {table}").format(table=self.of) if self.of else _("Columns")

    def tab(self) -> str:
        """The title where there is little room."""
        return _("Columns")

    def note(self) -> str:
        """How many are fields."""
        known = sum(bool(row.field) for row in self.rows)
        return _("{n} of {all} are fields").format(n=known, all=len(self.rows))

    def nothing(self) -> str:
        """What to say without a table."""
        return _("Choose a table first.")

    def key(self, row: ColumnRow) -> object:
        """The place makes a column the same one."""
        return row.position

    def fit_columns(self, width: int) -> None:
        """Share the width out."""
        third = max(8, width // 4)
        self._letters = _widest((row.letters for row in self.rows), 1, 3)
        self._header = _widest((row.header for row in self.rows), 6, min(24, third))
        self._field = _widest((row.title for row in self.rows), 0, min(20, third))
        why = _widest((row.why for row in self.rows), 0, 16)
        self._why = why if width >= _WHY_FROM else 0
        self._doubts = 5 if any(row.problems for row in self.rows) else 0

    def line(self, row: ColumnRow, width: int) -> Content:
        """A column on one line."""
        parts: list[tuple[str, str]] = [
            (fit(row.letters, self._letters, "right") + " " * _GAP, MUTED),
            (fit(row.header, self._header) + " " * _GAP, ""),
        ]
        if self._field:
            style = "bold $text-primary" if row.field else MUTED
            parts.append((fit(row.title, self._field) + " " * _GAP, style))
        if self._why:
            parts.append((fit(row.why, self._why) + " " * _GAP, MUTED))
        used = sum(cell_len(text) for text, _style in parts)
        examples = " · ".join(visible(example.text) for example in row.examples)
        parts.append((fit(examples, max(0, width - used - self._doubts)), ""))
        if self._doubts:
            count = f"▲ {len(row.problems)}" if row.problems else ""
            parts.append((fit(count, self._doubts, "right"), "$text-warning"))
        return Content.assemble(*parts)


class StagesPanel(ChoicePanel["StageRow"]):
    """The texts in the column of stages, and what each means."""

    playbook = ""

    def title(self) -> str:
        """Its subject."""
        return _("Stages")

    def note(self) -> str:
        """Whose stages they are, and how many texts mean none of them."""
        unknown = sum(not row.code for row in self.rows)
        if unknown:
            return _("{n} unknown · {playbook}").format(n=unknown, playbook=self.playbook)
        return self.playbook

    def nothing(self) -> str:
        """What to say without stages."""
        return _("No column is taken for the stage of a deal.")

    def hint(self) -> str:
        """The keys that do something here."""
        return _("enter chooses · p another playbook")

    def key(self, row: StageRow) -> object:
        """The text makes a stage the same one."""
        return row.text

    def in_place(self, rows: Sequence[StageRow]) -> list[StageRow]:
        """These rows, those shown already where they are: what was chosen last stays in sight."""
        places = {row.text: place for place, row in enumerate(self.rows)}
        return sorted(rows, key=lambda row: places.get(row.text, len(places)))

    def fit_columns(self, width: int) -> None:
        """Room for the texts."""
        self._text = _widest((row.text for row in self.rows), 6, max(8, width // 2 - 6))
        self._count = _widest((f"{row.count:,}" for row in self.rows), 2, 9)

    def line(self, row: StageRow, width: int) -> Content:
        """Text, count of deals, the stage that is meant."""
        room = max(0, width - self._text - self._count - 2 * _GAP - 3)
        meant = (fit(row.title, room), "bold $text-primary" if row.said else "bold")
        unknown = (fit(_("✖ unknown: in no figure"), room), "$text-error")
        return Content.assemble(
            fit(row.text, self._text),
            " " * _GAP,
            (fit(f"{row.count:,}", self._count, "right"), MUTED),
            "  →  ",
            meant if row.code else unknown,
        )


class PreviewPanel(Panel):
    """The first rows of a table as understood."""

    shown: Preview | None = None

    def title(self) -> str:
        """Its subject."""
        return _("First rows as understood")

    def tab(self) -> str:
        """The title where there is little room."""
        return _("Rows")

    def put(self, preview: Preview | None) -> None:
        """Show these rows."""
        if not self.ready or preview != self.shown:
            self.shown = preview
            self.changed()

    def lines(self, width: int, height: int) -> Sequence[Content]:
        """Titles and rows, as many columns as there is room for."""
        preview = self.shown
        if preview is None or not preview.titles:
            return sentence(_("No column of this table is a field yet."), width)
        columns = list(zip(*preview.rows, strict=True)) or [()] * len(preview.titles)
        head: list[str] = []
        body: list[list[str]] = [[] for _row in preview.rows[: max(0, height - 1)]]
        left = width
        for title, texts, number in zip(preview.titles, columns, preview.numbers, strict=True):
            wanted = _widest((title, *texts), 3, 22)
            size = min(wanted, left)
            if size < (wanted if number else min(wanted, _TEXT_LEAST)):
                break  # a cut number would be another one
            side: Align = "right" if number else "left"
            head.append(fit(title, size, side))
            for cells, text in zip(body, texts, strict=False):
                cells.append(fit(text, size, side, number=number))
            left -= size + _GAP
        gap = " " * _GAP
        return [
            Content(gap.join(head)).stylize("bold $foreground-muted"),
            *(Content(gap.join(cells)) for cells in body),
        ]
