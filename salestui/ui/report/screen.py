"""A report as it will read, and the keys that hand it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.screens.strip import StripScreen

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.documents.document import Document
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive

REPORT_ACTIONS: tuple[Action, ...] = (
    Action("report.export", "export", "x", N_("Hand it over"),
           N_("Write the report into a file: page, PDF, workbook or text."),
           "export hand over report file daochu bgdc", bar=1),
    Action("report.choose", "choose", "v", N_("Another report"),
           N_("Weekly, monthly, forecast, a project's and others."), "kinds report baogao zhonglei",
           bar=2),
    Action("report.deal", "open", "o", N_("Another deal"),
           N_("The deal that the report is of, where it is of one."), "deal open dakai",
           bar=3),
    Action("report.copy", "copy", "y", N_("Copy it as text"),
           N_("Put the report into the clipboard, as Markdown for a mail or a chat."),
           "copy fuzhi markdown", bar=4),
)  # fmt: skip


_MARGIN, _LEAST = 2, 40
"""Cells beside a page, and those that it is set in at least."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report of a look."""

    look: Look
    kind: str
    deal: int | None


class Written(Message):
    """A worker has written the report; ``text`` is how it reads as Markdown."""

    def __init__(self, wanted: Wanted, document: Document, text: str, made: Prepared) -> None:
        super().__init__()
        self.wanted, self.document, self.text, self.made = wanted, document, text, made


class ReportText(VerticalScroll):
    """The report's text, which the keys scroll; set anew where the width changes."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None

    def compose(self) -> ComposeResult:
        """Nothing to read until it is written."""
        yield Static("", markup=False)

    def put(self, document: Document) -> None:
        """Show a report."""
        self._document = document
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the tables into the width."""
        if self._document is not None:
            from salestui.ui.report.page import page

            width = max(self.scrollable_content_region.width - 2 * _MARGIN, _LEAST)
            self.query_one(Static).update(page(self._document, width))


class ReportScreen(StripScreen):
    """One report at a time, of what is looked at: other periods and scopes by their keys."""

    AUTO_FOCUS = "ReportText"
    FAILED = N_("The report could not be written: {problem}")
    DEFAULT_CSS = """
    ReportScreen #which { padding: 0 2; color: $text-muted; height: 1; }
    ReportScreen ReportText { height: 1fr; scrollbar-gutter: stable; }
    ReportScreen ReportText > Static { padding: 1 2; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = REPORT_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.kind = "weekly"
        self.deal: int | None = None
        self._wanted: Wanted | None = None
        self._written: Written | None = None

    def compose_body(self) -> ComposeResult:
        """Which report it is, above its text."""
        yield Static("", id="which", markup=False)
        yield ReportText()

    @property
    def document(self) -> Document | None:
        """The report on screen; None until it is written."""
        return self._written.document if self._written else None

    def show(self, session: Session) -> None:
        """Write the report of the current look in a worker; what was read stays until then."""
        self._wanted = Wanted(session.look, self.kind, self.deal)
        before = self._written.made if self._written else None
        self.work_out(partial(_write, self._wanted, session.archive, before))

    @on(Written)
    def _show_written(self, event: Written) -> None:
        event.stop()
        if event.wanted is not self._wanted:
            return
        again = self._written is not None and self._written.wanted.kind == event.wanted.kind
        self._written = event
        made = event.document
        self.query_one("#which", Static).update(
            Content(" · ".join((made.title, made.about, made.span)))
        )
        self.query_one(ReportText).put(made)
        if not again:
            self.query_one(ReportText).scroll_home(animate=False)

    def show_kind(self, kind: str, deal: int | None = None) -> None:
        """Show another report; of a deal where it is of one."""
        self.kind, self.deal = kind, deal
        if (session := self.sales_app.session) is not None:
            self.show(session)

    # -- keys ------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Ask for another kind of report."""
        from salestui.ui.report.showing import choose_report

        choose_report(self.sales_app)

    def action_open(self) -> None:
        """Ask for another deal, where the report is of one."""
        from salestui.ui.report.showing import report_of_deal
        from salestui.views.documents.kinds import kind_named

        if self.deal is not None or kind_named(self.kind).of_deal:
            report_of_deal(self.sales_app, self.kind)
        else:
            self.say(_("This report is of no single deal: g narrows it, v chooses another."))

    def action_copy(self) -> None:
        """Copy the report as Markdown."""
        if self._written is None:
            self.say(_("The report is still being written."))
            return
        self.app.copy_to_clipboard(self._written.text)
        self.say(
            _("Copied {panel} to the clipboard.").format(panel=self._written.document.title), "ok"
        )

    def action_export(self) -> None:
        """Ask for a file name; its ending decides the format."""
        from salestui.ui.report.handing_over import hand_over

        session = self.sales_app.session
        if self._written is None or session is None:
            self.say(_("The report is still being written."))
        else:
            hand_over(self.sales_app, session.state, self._written.document)


def _write(wanted: Wanted, archive: Archive | None, before: Prepared | None) -> Written:
    """In the worker; polars and the templates are first imported here."""
    from salestui.locations import reports_dir
    from salestui.reports.markdown import markdown
    from salestui.views.documents.basis import basis_of
    from salestui.views.documents.building import build
    from salestui.views.documents.kinds import kind_named
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present

    look = wanted.look
    period = kind_named(wanted.kind).period(look.period, look.as_of, look.state.fiscal_start)
    made = prepared(look.state, before)
    present = Present(look.state, made.inputs, look.focus, period, look.as_of)
    document = build(wanted.kind, basis_of(present, archive, wanted.deal))
    return Written(wanted, document, markdown(document, reports_dir()), made)
