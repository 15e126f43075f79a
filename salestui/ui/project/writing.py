"""What the project screen's keys do to the book: appoint, plan, report, tick off, release."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _, label
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.deal.cell_edit import edit_cell, edit_row
from salestui.ui.deal.writing import DealWriting
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.model.playbook import DocumentType
    from salestui.selling.changes import Cell, NewRow
    from salestui.selling.projects.steps import ProjectStep
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.deal import DealLine, DealSection

_TICKED = {
    "communications": ("last_date", "next_date"),
    "quality": ("checked", "result"),
    "risks": ("closed", "status"),
}
"""The columns that a tick fills, by entity."""


class ProjectWriting(DealWriting):
    """Edits of a project, each undone as one."""

    def __init__(self, app: SalesApp, session: Session, deal: int, health: str = "") -> None:
        """Edit a deal as a project; ``health``: code of how it stands, for its report."""
        super().__init__(app, session, deal)
        self.health = health

    # -- new rows --------------------------------------------------------------------------------

    def _add(self, section: DealSection, line: DealLine | None) -> None:
        own = {
            "team": self._ask_role,
            "elements": self._add_elements,
            "weekly": self.report,
            "due": self._ask_kind,
            "documents": self._ask_kind,
            "risks": self._add_risk,
        }
        if section.key in own:
            own[section.key]()
        else:
            super()._add(section, None if line is None or line.row is not None else line)

    def make(self, line: DealLine) -> None:
        """Make the row of a line that has none yet, and edit it."""
        offer_table(self.app, line.entity, partial(self._make, line))

    def _make(self, line: DealLine) -> None:
        group, _colon, code = line.key.partition(":")
        if group == "element":
            self._add_elements(code.partition(":")[0], line.column)
        elif group == "role":
            self._ask_member(code)
        elif line.entity == "weekly_reports":
            self.report()
        elif group == "due":
            kinds = self.session.state.playbook.project.documents
            self._add_document(next(kind for kind in kinds if kind.code == code))
        elif group == "review":
            self._evaluate(line.column)
        elif (step := self._step(line)) is not None:
            self._record(step)
        else:
            super().make(line)

    def _new(self, said: str, row: NewRow, at: str = "") -> None:
        """Add a row and show its fields."""
        from salestui.selling.changes import Changes

        def made(new: Sequence[int]) -> None:
            edit_row(self.app, row[0], new[0], at)

        make_changes(self.app, said, Changes(rows=(row,)), made)

    def _add_risk(self) -> None:
        from salestui.selling.changes import choice_text
        from salestui.selling.deals.rows import new_row

        state, today = self.session.state, self.session.as_of
        status = choice_text(state, "risks", "status", "open")
        given: dict[str, Value] = {"found": today, "status": status}
        self._new(_("New risk"), new_row(state, self.deal, "risks", today, given), "risk")

    def _add_elements(self, code: str = "", aspect: str = "") -> None:
        """The rows of all elements that have none; then edit a cell of one."""
        from salestui.selling.changes import Changes
        from salestui.selling.projects.elements import element_rows, elements_of

        rows = tuple(element_rows(self.session.state, self.deal))
        if not rows:
            self.app.say(_("All four elements are there: enter edits a cell."))
            return

        def made(new: Sequence[int]) -> None:
            there = {e.choice.code: e.row for e in elements_of(self.session.state, self.deal)}
            row = there.get(code)
            if row is not None and row in new:
                edit_cell(self.app, "strategies", row, aspect)

        make_changes(self.app, _("The four elements added"), Changes(rows=rows), made)

    # -- people ----------------------------------------------------------------------------------

    def _ask_role(self) -> None:
        """Which role, those that are missing first."""
        from salestui.selling.projects.team import missing_roles, role_options

        state, today = self.session.state, self.session.as_of
        lacking = missing_roles(state, self.deal, today)
        options = [
            Option(role.code, label(role.labels), _("nobody yet") if role in lacking else "")
            for role in role_options(state, self.deal, today)
        ]

        def chosen(role: str | None) -> None:
            if role:
                self._ask_member(role)

        title, hint = _("Appoint to which role?"), _("choose, or type another role")
        self.app.push_screen(ChooseDialog(title, options, hint, free=True), chosen)

    def _ask_member(self, role: str) -> None:
        from salestui.book.links import reference_texts
        from salestui.selling.projects.team import appointment_row

        state, today = self.session.state, self.session.as_of
        options = [Option(name, name) for name in reference_texts(state, "members")]

        def chosen(member: str | None) -> None:
            if member:
                said = _("{member} appointed").format(member=short(member))
                self._new(said, appointment_row(state, self.deal, role, member, today), "from")

        title, hint = _("Whom?"), _("choose, or type a name")
        self.app.push_screen(ChooseDialog(title, options, hint, free=True), chosen)

    # -- reports and documents -------------------------------------------------------------------

    def report(self) -> None:
        """A weekly report with what happened since the last one; its fields are shown."""
        offer_table(self.app, "weekly_reports", self._report)

    def _report(self) -> None:
        from salestui.selling.projects.weekly import report_row

        state, today = self.session.state, self.session.as_of
        row = report_row(state, self.deal, today, self.session.stage_changes, self.health)
        self._new(_("Weekly report of {day}").format(day=today.isoformat()), row, "progress")

    def _ask_kind(self) -> None:
        kinds = {kind.code: kind for kind in self.session.state.playbook.project.documents}

        def chosen(code: str | None) -> None:
            if code:
                self._add_document(kinds[code])

        options = [Option(kind.code, label(kind.labels)) for kind in kinds.values()]
        self.app.push_screen(ChooseDialog(_("Which document?"), options), chosen)

    def _add_document(self, kind: DocumentType) -> None:
        from salestui.selling.projects.documents import document_row

        row = document_row(self.session.state, self.deal, kind, self.session.as_of)
        said = _("{document} registered").format(document=label(kind.labels))
        self._new(said, row, "version")

    # -- steps and ticks -------------------------------------------------------------------------

    def _step(self, line: DealLine) -> ProjectStep | None:
        """The step of the beginning or the end that a line stands for."""
        from salestui.selling.projects.steps import first_steps, last_steps

        group, _colon, code = line.key.partition(":")
        steps = {"start": first_steps, "closing": last_steps}.get(group)
        found = steps(self.session.state, self.deal) if steps is not None else []
        return next((step for step in found if step.item.code == code), None)

    def _record(self, step: ProjectStep) -> None:
        """The row of a step, not done yet."""
        from salestui.selling.projects.steps import step_row

        row = step_row(self.session.state, self.deal, step.item, None)
        self._new(_("New row"), row, "done_on")

    def tick(self, line: DealLine) -> None:
        """Tick a line off as of today, or take its tick away."""
        step = self._step(line)
        if step is not None:
            offer_column(self.app, "checklist", ["done_on"], partial(self._tick_step, step))
        elif line.entity in _TICKED and line.row is not None:
            columns = _TICKED[line.entity]
            offer_column(self.app, line.entity, columns, partial(self._tick_row, line))
        else:
            super().tick(line)

    def _tick_row(self, line: DealLine) -> None:
        from salestui.selling.changes import Changes

        what = short(line.cells[0].strip())
        said = _("Not done any more: {what}") if line.done else _("Done: {what}")
        make_changes(self.app, said.format(what=what), Changes(tuple(self._ticked(line))))

    def _ticked(self, line: DealLine) -> list[Cell]:
        from salestui.selling.projects.plans import checked_cells, held_cells, talks_of
        from salestui.selling.projects.risks import closed_cells

        state, today, row = self.session.state, self.session.as_of, line.row
        if row is None:
            return []
        if line.entity == "quality":
            return checked_cells(state, row, today, done=not line.done)
        if line.entity == "risks":
            return closed_cells(state, row, today, done=not line.done)
        talks = (talk for talk in talks_of(state, self.deal) if talk.row == row)
        return [cell for talk in talks for cell in held_cells(state, talk, today)]

    def _tick_step(self, step: ProjectStep) -> None:
        """A step with what it does: people are released, numbers are asked for."""
        if step.does == "release" and not step.done and self.session.state.rows("deal_team"):
            offer_column(self.app, "deal_team", ["to"], partial(self._tick_off, step))
        else:
            self._tick_off(step)

    def _tick_off(self, step: ProjectStep) -> None:
        from salestui.selling.projects.steps import tick_changes

        changes = tick_changes(self.session.state, self.deal, step, self.session.as_of)
        released = sum(entity == "deal_team" for entity, *_rest in changes.cells)
        said = _("Not done any more: {what}") if step.done else _("Done: {what}")
        told = said.format(what=label(step.item.labels))
        if released:
            told += " · " + _("{n} released").format(n=released)

        def then(_new: Sequence[int]) -> None:
            if not step.done and step.does in ("money", "quality"):
                offer_table(
                    self.app,
                    "reviews",
                    partial(self._evaluate, "cost" if step.does == "money" else "quality"),
                )

        make_changes(self.app, told, changes, then)

    def _evaluate(self, column: str) -> None:
        """Show the review's fields, those of a new one where the deal has none."""
        from salestui.selling.projects.steps import evaluation_of, review_row

        state = self.session.state
        found = evaluation_of(state, self.deal)
        if found.row is not None:
            edit_row(self.app, "reviews", found.row, column)
        else:
            row = review_row(state, self.deal, self.session.as_of)
            self._new(_("New row"), row, column)
