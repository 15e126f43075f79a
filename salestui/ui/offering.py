"""Adding the sheet or the column that the workbook lacks for what the user wants to do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from adapters.errors import Refused
from salestui.i18n import _
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.book.widening.widening import Widened
    from salestui.mapping.layout import TableLayout
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


def offer_table(
    app: SalesApp,
    entity: str,
    then: Callable[[], None],
    otherwise: Callable[[], None] | None = None,
) -> None:
    """Do something that needs an entity's sheet; where there is none, offer to add it first.

    Args:
        then: runs on the event loop once the sheet is there and shown: at once where it is there
            already, never where the user leaves it or nothing can be added.
        otherwise: runs where the user leaves it, for what can be done without the sheet.
    """
    session = app.session
    if session is None:
        return
    if session.state.rows(entity) is not None:
        then()
    elif session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
    elif session.read_only:
        text = _("{title} can only be read, so no sheet can be added: convert it to .xlsx first.")
        app.say(text.format(title=session.state.title), "warning")
    else:
        _ask(app, session, entity, then, otherwise)


def offer_column(
    app: SalesApp,
    entity: str,
    fields: Collection[str],
    then: Callable[[], object],
    otherwise: Callable[[], None] | None = None,
) -> None:
    """Do something that needs columns for fields; where some are missing, offer to add them first.

    Args:
        fields: names of fields of the entity, whose sheet is offered first where it is missing.
        then: runs on the event loop once the columns are there and shown: at once where they are
            there already, never where the user leaves it or nothing can be added.
        otherwise: runs where the user goes on without them, for what can be done so.
    """
    from salestui.book.widening.new_columns import missing_fields

    session = app.session
    if session is None:
        return
    rows = session.state.rows(entity)
    if rows is None:
        offer_table(app, entity, partial(offer_column, app, entity, fields, then, otherwise))
    elif not missing_fields(rows.layout, fields):
        then()
    elif session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
    elif session.read_only:
        text = _("{title} can only be read, so no column can be added: convert it to .xlsx first.")
        app.say(text.format(title=session.state.title), "warning")
    else:
        _ask_for_columns(app, session, (entity, fields), then, otherwise)


def choose_column(app: SalesApp, entity: str, then: Callable[[], None] = lambda: None) -> None:
    """Offer every field of an entity that its table has no column for."""
    from salestui.i18n import label
    from salestui.ui.screens.choose import ChooseDialog, Option
    from salestui.views.column_offer import missing_columns
    from salestui.views.names import entity_name

    session = app.session
    if session is None:
        return
    if session.state.rows(entity) is None:
        offer_table(app, entity, partial(choose_column, app, entity, then))
        return
    fields = missing_columns(session.state, entity)
    if not fields:
        app.say(_("The sheet has a column for everything."))
        return

    def chosen(name: str | None) -> None:
        if name:
            offer_column(app, entity, [name], then)

    options = [Option(f.name, label(f.labels), also=(f.en, f.zh)) for f in fields]
    title = _("Add a column to {what}").format(what=entity_name(entity))
    app.push_screen(ChooseDialog(title, options, _("type to find")), chosen)


def choose_table(app: SalesApp) -> None:
    """Offer every sheet that the workbook lacks."""
    from salestui.ui.screens.choose import ChooseDialog, Option
    from salestui.views.names import entity_name
    from salestui.views.sheet_offer import missing_sheets

    session = app.session
    if session is None:
        return
    names = missing_sheets(session.state)
    if not names:
        app.say(_("The workbook has a sheet for everything."))
        return

    def chosen(name: str | None) -> None:
        if name:
            offer_table(app, name, lambda: None)

    options = [Option(name, entity_name(name)) for name in names]
    app.push_screen(ChooseDialog(_("Add a sheet"), options, _("type to find")), chosen)


def _ask(
    app: SalesApp,
    session: Session,
    entity: str,
    then: Callable[[], None],
    otherwise: Callable[[], None] | None,
) -> None:
    from salestui.views.sheet_offer import sheet_offer

    try:
        offer = sheet_offer(session.state, entity)
    except Refused as problem:
        _ask_for_mapping(app, problem)
        return

    def answered(choice: str | None) -> None:
        if choice == "add":
            _add(app, session, entity, then)
        elif otherwise is not None and choice is not None:
            otherwise()

    answers = {"add": _("Add the sheet"), "": _("Leave it")}
    app.push_screen(AskDialog(offer.question, offer.about, answers), answered)


def _ask_for_mapping(app: SalesApp, problem: Refused) -> None:
    """A sheet is there that may be meant: the user may say so."""

    def answered(choice: str | None) -> None:
        if choice == "map":
            app.action_go("mapping")

    answers = {"map": _("Map by hand"), "": _("Leave it")}
    app.push_screen(AskDialog(problem.sentence(_), problem.advice(_), answers), answered)


def _add(app: SalesApp, session: Session, entity: str, then: Callable[[], None]) -> None:
    def done(table: TableLayout) -> None:
        app.publish()
        app.say(_("Added the sheet {sheet}.").format(sheet=table.sheet), "ok")
        app.call_after_refresh(then)

    app.file_actions.worker.run(
        lambda: session.book.create_table(entity), done, saying=_("Adding the sheet …")
    )


def _ask_for_columns(
    app: SalesApp,
    session: Session,
    wanted: tuple[str, Collection[str]],
    then: Callable[[], object],
    otherwise: Callable[[], None] | None,
) -> None:
    from salestui.views.column_offer import column_offer

    entity, fields = wanted
    try:
        offer = column_offer(session.state, entity, fields)
    except Refused as problem:
        _ask_for_mapping(app, problem)
        return

    def answered(choice: str | None) -> None:
        if choice == "add":
            _add_columns(app, session, (entity, offer.fields), then)
        elif otherwise is not None and choice is not None:
            otherwise()

    leave = _("Leave it") if otherwise is None else _("Go on without")
    answers = {"add": offer.agree, "": leave}
    app.push_screen(AskDialog(offer.question, offer.about, answers), answered)


def _add_columns(
    app: SalesApp,
    session: Session,
    wanted: tuple[str, Collection[str]],
    then: Callable[[], object],
) -> None:
    from salestui.i18n import joined

    def done(made: Widened) -> None:
        app.publish()
        said = _("Added to {sheet}: {headers}.").format(
            sheet=made.table.sheet, headers=joined(made.headers)
        )
        notes = [note.sentence(_) for note in made.warnings]
        app.say(" ".join([said, *notes]), "warning" if notes else "ok")
        app.call_after_refresh(then)

    app.file_actions.worker.run(
        lambda: session.book.add_columns(*wanted), done, saying=_("Adding the column …")
    )
