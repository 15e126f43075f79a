"""What is done with a visitor: made a deal of, or given to another agent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short, visible
from salestui.ui.applying import make_changes
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.working import work_out

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.changes import Changes
    from salestui.selling.floor.visitors import Visitor
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

_DAYS = ("+1d", "+3d", "+1w")


def convert_visitor(app: SalesApp, row: int | None) -> None:
    """Make a customer and a deal of a visitor; without a row, ask of which."""

    def look(session: Session, visitor: int) -> None:
        def work(state: BookState) -> tuple[Visitor, str, str]:
            from salestui.selling.floor.registering import register
            from salestui.views.onsite.converting import made_text, visitor_of, warning_text

            found, before = visitor_of(register(state), visitor)
            return found, made_text(state, found), warning_text(found, before)

        def done(told: tuple[Visitor, str, str]) -> None:
            found, made, warning = told

            def answered(answer: str | None) -> None:
                if answer == "yes":
                    _convert(app, session, found)

            answers = {"yes": _("Make them"), "": _("Leave it")}
            app.push_screen(AskDialog(made, warning, answers), answered)

        work_out(app, work, done, _("Looking the visitor up …"))

    _with_visitor(app, row, _("Of which visitor?"), look)


def _convert(app: SalesApp, session: Session, found: Visitor) -> None:
    def work(state: BookState) -> Changes:
        from salestui.selling.floor.visitors import conversion_changes

        return conversion_changes(state, found, session.as_of)

    label = _("Deal of visitor {name}").format(name=short(found.name or found.phone))
    work_out(app, work, lambda changes: make_changes(app, label, changes), _("Writing …"))


def assign_visitor(app: SalesApp, row: int | None) -> None:
    """Ask who takes a visitor over and when; without a row, ask which visitor first."""

    def look(session: Session, visitor: int) -> None:
        from salestui.selling.floor.visitors import agents

        options = [Option(name, name) for name in agents(session.state)]

        def chosen(agent: str | None) -> None:
            if agent:
                _ask_day(app, session, visitor, agent)

        hint = _("type to find")
        app.push_screen(ChooseDialog(_("Who takes over?"), options, hint, free=True), chosen)

    _with_visitor(app, row, _("Which visitor?"), look)


def _ask_day(app: SalesApp, session: Session, visitor: int, agent: str) -> None:
    from salestui.selling.following.quicklog import day_ahead

    days = [(text, day_ahead(text, session.as_of)) for text in _DAYS]
    options = [Option(text, text, f"{day:%Y.%m.%d}") for text, day in days if day]

    def chosen(text: str | None) -> None:
        if text is None:
            return
        if (day := day_ahead(text, session.as_of)) is None:
            said = _("{text} is no day. Write 2026-03-05, 12-09, fri, 周五, +3d or +1w.")
            app.say(said.format(text=text), "error")
        else:
            _assign(app, session, visitor, (agent, day))

    hint = _("or a day: 2026-03-05, 12-09, fri, 周五, +10d")
    app.push_screen(ChooseDialog(_("When to talk again?"), options, hint, free=True), chosen)


def _assign(app: SalesApp, session: Session, visitor: int, to: tuple[str, date]) -> None:
    from salestui.selling.floor.visitors import assign_changes

    agent, day = to
    name = short(session.state.title_of("visitors", visitor))
    label = _("{name} is with {agent} now, next on {day}").format(name=name, agent=agent, day=day)
    make_changes(app, label, assign_changes(session.state, visitor, agent, day))


def _with_visitor(
    app: SalesApp, row: int | None, title: str, then: Callable[[Session, int], None]
) -> None:
    """Go on with a visitor: the one given, else one that is chosen."""
    session = app.session
    if session is None:
        return
    if session.state.rows("visitors") is None:
        app.say(_("There is no visitor register yet: n adds it."))
        return
    if row is not None:
        then(session, row)
        return
    from salestui.selling.floor.visitors import open_visitors

    found = open_visitors(session.state)
    if not found:
        app.say(_("No visitor is left to be followed."))
        return

    def chosen(text: str | None) -> None:
        if text:
            then(session, int(text))

    state = session.state
    options = [Option(str(visitor), name, _known_by(state, visitor)) for visitor, name in found]
    app.push_screen(ChooseDialog(title, options, _("type to find")), chosen)


def _known_by(state: BookState, row: int) -> str:
    """What tells visitors of one name apart: number, day, agent."""
    rows = state.entities["visitors"]
    told = [rows.value(row, name) for name in ("phone", "date", "agent")]
    return "  ".join(visible(str(value)) for value in told if value not in (None, ""))
