"""Doing a step with a unit: asked for, decided against the workbook, told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from adapters.errors import Refused, WorkbookError
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.applying import unless_protected
from salestui.ui.floor.step_dialog import Line, StepDialog, amount_of, moment_of
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.screens.dialogs import AskDialog, TextDialog

if TYPE_CHECKING:
    from salestui.book.claiming import Claimed
    from salestui.book.state import BookState
    from salestui.selling.floor.asking import Ask
    from salestui.selling.floor.rule import UnitTaken
    from salestui.selling.floor.steps import Step
    from salestui.selling.floor.unit import Unit
    from salestui.ui.app import SalesApp

_WRITTEN = ("units", "unit_log", "payments", "deals", "customers", "checklist", "gates")


def start_step(app: SalesApp, unit: Unit, code: str) -> None:
    """Ask for what a step needs, and do it.

    Args:
        code: of ``unit_log.step``.
    """
    from salestui.selling.floor.steps import step_of

    session, step = app.session, step_of(code)
    if session is None or step is None:
        return
    link = session.link
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
    elif session.read_only:
        text = _("{title} can only be read: convert it to .xlsx first.")
        app.say(text.format(title=session.state.title), "warning")
    elif link is not None and not link.online:
        app.say(_("The workbook is not reached: who came first cannot be told, so nothing is "
                  "written."), "warning")  # fmt: skip
    elif (waiting := _unsaved(session.state, unit)) is not None:
        app.say(" ".join((waiting.sentence(_), waiting.advice(_))), "warning")
    else:
        begin = partial(_ask, app, unit, step)
        ready = partial(unless_protected, app, _WRITTEN, begin)
        paid = partial(offer_table, app, "payments", ready, ready)
        then = paid if "amount" in step.needs else ready
        log = partial(offer_table, app, "unit_log", then)
        offer_column(app, "units", ("status", "holder"), log)


def _unsaved(state: BookState, unit: Unit) -> Refused | None:
    """What would be refused after everything was typed: the unit has edits that wait."""
    from salestui.book.alone import check_alone

    try:
        check_alone(state, [("units", unit.row)])
    except Refused as problem:
        return problem
    return None


def _ask(app: SalesApp, unit: Unit, step: Step) -> None:
    from salestui.selling.floor.words import step_word

    asked = f"{datetime.now():%Y-%m-%d %H:%M}"

    def answered(told: Mapping[str, str] | None) -> None:
        if told is not None:
            now = told.get("at") == asked  # nobody said when: it is when it is written
            _do(app, unit.name, _ask_of(step, {**told, "at": ""} if now else told))

    title = _("{unit}: {step}").format(unit=unit.name, step=step_word(step.code))
    app.push_screen(StepDialog(title, _lines(app, unit, step, asked)), answered)


def _lines(app: SalesApp, unit: Unit, step: Step, moment: str) -> list[Line]:
    """What a step is asked for."""
    from salestui.book.links import reference_texts

    needs = step.needs
    state = app.session.state if app.session is not None else None
    team = reference_texts(state, "members") if state is not None else ()
    agent = unit.agent or (app.session.focus.value("rep") if app.session is not None else "") or ""
    lines: list[Line] = []
    if step.claims or "customer" in needs:
        holder = unit.holder if unit.state == "held" else ""
        lines.append(
            Line(
                "customer",
                _("Customer"),
                value=holder,
                needed=True,
                known=reference_texts(state, "customers") if state is not None else (),
            )
        )
    if step.claims:
        lines.append(Line("phone", _("Phone")))
    if "amount" in needs:
        due = unit.lacking if unit.holder else unit.required
        lines.append(Line("amount", _("Deposit received"), "amount", _sum(due),
                          needed=True))  # fmt: skip
    lines.append(Line("at", _("When"), "moment", moment, needed=True))
    lines.append(Line("agent", _("Agent"), value=agent, known=team))
    if step.code in ("deposit", "sign", "quote"):
        lines.append(Line("price", _("Agreed price"), "amount", _sum(unit.agreed)))
    if "supervisor" in needs:
        lines.append(Line("supervisor", _("Supervisor"), needed=True, known=team))
    lines.append(Line("reason", _("Reason") if "reason" in needs else _("Notes"),
                      needed="reason" in needs))  # fmt: skip
    return lines


def _sum(value: float | None) -> str:
    """A sum as it is typed; nothing for none."""
    return f"{value:,.2f}".removesuffix(".00") if value else ""


def _ask_of(step: Step, told: Mapping[str, str]) -> Ask:
    from salestui.selling.floor.asking import Ask

    now = datetime.now().replace(microsecond=0)
    return Ask(
        step=step,
        at=moment_of(told.get("at", "")) or now,
        now=now,
        customer=told.get("customer", ""),
        phone=told.get("phone", ""),
        agent=told.get("agent", ""),
        amount=amount_of(told.get("amount", "")),
        price=amount_of(told.get("price", "")),
        supervisor=told.get("supervisor", ""),
        reason=told.get("reason", ""),
    )


def _do(app: SalesApp, unit: str, ask: Ask) -> None:
    """Do it in the worker of the file; the loser is told at once."""
    from salestui.selling.floor.rule import UnitTaken
    from salestui.selling.floor.taking import do_step
    from salestui.selling.floor.words import step_word

    session = app.session
    if session is None:
        return
    label = _("{unit}: {step}").format(unit=unit, step=step_word(ask.step.code))

    def work() -> Claimed:
        return do_step(session.book, unit, ask, label)

    def done(claimed: Claimed) -> None:
        app.publish()
        if not claimed.confirmed:
            text = _("{label} was written, but the server did not answer when it was looked at "
                     "again.")  # fmt: skip
            app.say(text.format(label=visible(label)), "warning")
            return
        app.say(_("{label}; u takes it back.").format(label=visible(label)), "ok")

    def failed(problem: WorkbookError) -> None:
        app.publish()
        if isinstance(problem, UnitTaken):
            _taken(app, unit, ask, problem)
        else:
            app.file_actions.failed(problem)

    saying = _("Asking the workbook about {unit} …").format(unit=visible(unit))
    app.file_actions.worker.run(work, done, failed, saying=saying)


def _taken(app: SalesApp, unit: str, ask: Ask, problem: UnitTaken) -> None:
    """Say who has the unit; an earlier deposit may win by a supervisor's word."""
    app.say(problem.sentence(_), "warning")
    if not problem.confirmable:
        app.push_screen(AskDialog(problem.sentence(_), problem.advice(_), {"": _("Close")}))
        return

    def named(name: str | None) -> None:
        if name:
            _do(app, unit, replace(ask, supervisor=name))

    def answered(answer: str | None) -> None:
        if answer == "confirm":
            app.push_screen(TextDialog(_("Name of the supervisor who confirms it")), named)

    answers = {"": _("Leave it"), "confirm": _("A supervisor confirms it")}
    app.push_screen(AskDialog(problem.sentence(_), problem.advice(_), answers), answered)
