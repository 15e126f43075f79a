"""How the sheets of a report look: colours, and the formats of cells."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from salestui.reports.excel.number_formats import compact_format, number_format
from salestui.reports.sheet_style import HEADER
from salestui.views.documents.document import Form
from salestui.views.documents.texts import is_number
from salestui.views.states import State

NAVY = "#1F4E79"
INK = "#1F2933"
GREY = "#5F6B7A"
RULE = "#C9D3DF"
PAPER = "#F3F6FA"
BAR = "#9DC3E6"
SERIES = ("#1F6FB5", "#E07B39", "#5B9A8B", "#8A6BBE", "#C0982B", "#7A8490")
"""Series of charts; they differ in lightness too, and are named in a legend."""

MARKS = {State.NEUTRAL: "", State.OK: "✓", State.WARNING: "!", State.LATE: "‼"}
"""How something stands without colour."""

STATE_LOOKS = {
    State.OK: {"bg_color": "#E3F1DF", "font_color": "#22611B"},
    State.WARNING: {"bg_color": "#FFF1C9", "font_color": "#7A5B00"},
    State.LATE: {"bg_color": "#FBDEDB", "font_color": "#9B1C13"},
}
FONTS = {"zh": "等线", "en": "Calibri"}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, symbol: str, language: str) -> None:
        self._book = book
        self._symbol, self._language = symbol, language
        self._font = FONTS.get(language, FONTS["en"])
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: object) -> Format:
        """A format with these of XlsxWriter's properties."""
        whole = {"font_name": self._font, "font_color": INK, "valign": "top", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def changed(self, **properties: object) -> Format:
        """What a conditional format changes."""
        return self._book.add_format(properties)

    def code(self, form: Form) -> str:
        """The number format of a form."""
        return number_format(form, self._symbol)

    def compact(self, form: Form, size: float) -> str:
        """The number format of a large figure, in three digits or so."""
        return compact_format(form, self._symbol, self._language, size)

    def axis(self, form: Form, size: float) -> str:
        """The number format of an axis up to a size."""
        return compact_format(form, self._symbol, self._language, size, round_steps=True)

    def cell(self, form: Form) -> Format:
        """A cell of a table."""
        wrap = {"text_wrap": True} if form is Form.TEXT else {}
        return self.of(num_format=self.code(form), **_aligned(form), **wrap)

    def total(self, form: Form) -> Format:
        """A cell of a table's last line."""
        line = {"bold": True, "top": 1, "top_color": NAVY}
        return self.of(num_format=self.code(form), **line, **_aligned(form))

    def header(self, form: Form) -> Format:
        """A header of a table."""
        return self.of(**HEADER, **_aligned(form))

    def title(self) -> Format:
        """A sheet's title."""
        return self.of(bold=True, font_size=16, font_color=NAVY)

    def heading(self) -> Format:
        """The title of a block."""
        return self.of(bold=True, font_size=12, font_color=NAVY)

    def quiet(self) -> Format:
        """What is said beside."""
        return self.of(font_color=GREY, font_size=9, text_wrap=True, align="left", indent=1)

    def link(self) -> Format:
        """A way to another sheet."""
        return self.of(font_color="#1F6FB5", underline=1)

    def paragraph(self, state: State = State.NEUTRAL) -> Format:
        """A sentence, in the colours of its state."""
        return self.of(text_wrap=True, **STATE_LOOKS.get(state, {}))


def _aligned(form: Form) -> dict[str, object]:
    """Numbers at the right, all else a little off the left."""
    return {"align": "right"} if is_number(form) else {"align": "left", "indent": 1}
