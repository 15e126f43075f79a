"""A payment before it is entered, in words: what it closes, what is left, what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.plain_text import short
from salestui.selling.changes import Changes
from salestui.selling.contracts.account import CENT, Account
from salestui.selling.contracts.paying import Draft, Entry, LinePaid, entry
from salestui.views.currency import book_sign
from salestui.views.deal.lines import shown
from salestui.views.formats import Style, style
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the preview; ``mark`` says as a sign what ``state`` says in colour."""

    text: str
    state: State = State.NEUTRAL
    mark: str = "·"


@dataclass(frozen=True, slots=True)
class PaymentPreview:
    """What entering a payment would do.

    Attributes:
        warned: whether anything about it is likely to be wrong, so that it is asked once more.
        label: what the edit is called in the history: the amount, and what it closes.
    """

    lines: tuple[Said, ...]
    warned: bool
    changes: Changes
    label: str
    entry: Entry


def payment_preview(
    state: BookState, account: Account, draft: Draft, today: date
) -> PaymentPreview:
    """Work out what a payment would do, and say it."""
    worked, money = entry(state, account, draft), style(book_sign(state))
    lines = (*_lines(state, worked, money), *_rest(worked, money))
    warnings = tuple(_warnings(state, account, draft, (worked, today), money))
    title = short(account_title(state, account))
    amount = money.exact_money(draft.amount)
    label = _("Payment of {amount} for {title}").format(amount=amount, title=title)
    closed = [line_title(state, paid.line) for paid in worked.lines if paid.closes]
    if closed:
        label += " · " + _("closed: {lines}").format(lines=", ".join(closed))
    return PaymentPreview((*lines, *warnings), bool(warnings), worked.changes, label, worked)


def account_title(state: BookState, account: Account) -> str:
    """The contract or the deal that an account is of, else its plan line."""
    if account.entity == "payment_plan":
        return line_title(state, account.row)
    return state.title_of(account.entity, account.row)


def line_title(state: BookState, line: int) -> str:
    """A plan line by its number and its kind."""
    rows = state.entities["payment_plan"]
    kind = rows.value(line, "kind") if rows.layout.column("kind") else None
    name = state.title_of("payment_plan", line)
    told = shown("payment_plan", "kind", kind)
    return name if told in ("", name) else f"{name} {told}"


def _lines(state: BookState, worked: Entry, money: Style) -> Iterator[Said]:
    for paid in worked.lines:
        yield _line(state, paid, money)
    if not worked.planned:
        yield Said(_("There is no payment plan: it counts for the whole."))


def _line(state: BookState, paid: LinePaid, money: Style) -> Said:
    parts = {
        "line": line_title(state, paid.line),
        "amount": money.exact_money(abs(paid.amount)),
        "unpaid": money.exact_money(paid.unpaid),
    }
    if paid.amount < 0:
        text = _("opens {line} again by {amount}: {unpaid} unpaid")
        return Said(text.format(**parts), State.WARNING, "↺")
    if paid.closes:
        return Said(_("closes {line} with {amount}").format(**parts), State.OK, "✓")
    text = _("{amount} of it for {line}: {unpaid} still unpaid")
    return Said(text.format(**parts), State.NEUTRAL, "◐")


def _rest(worked: Entry, money: Style) -> Iterator[Said]:
    if worked.owed is None:
        yield Said(_("Neither an amount nor a plan says what is owed."))
    elif abs(worked.owed) < CENT:
        yield Said(_("Then everything is paid."), State.OK, "✓")
    elif worked.owed > 0:
        yield Said(_("Left to pay then: {money}").format(money=money.exact_money(worked.owed)))


def _warnings(
    state: BookState, account: Account, draft: Draft, of: tuple[Entry, date], money: Style
) -> Iterator[Said]:
    worked, today = of

    def warn(text: str) -> Said:
        return Said(text, State.WARNING, "!")

    if worked.beyond:
        whole = money.exact_money(account.in_force or 0.0)
        text = _("{over} more than the {amount} agreed: check the amount.")
        over = money.exact_money(worked.beyond)
        yield warn(text.format(over=over, amount=whole))
    elif worked.over > CENT:
        text = _("{over} more than the plan asks for; no line takes it.")
        yield warn(text.format(over=money.exact_money(worked.over)))
    if draft.day > today:
        yield warn(_("{day} is still to come.").format(day=draft.day.isoformat()))
    if len(account.currencies) > 1:
        text = _("Its rows name several currencies: {names}.")
        yield warn(text.format(names=", ".join(account.currencies)))
    for paid in worked.lines:
        if paid.told is not None:
            text = _("{line} says {told} received, the payments do not: they will be written.")
            told = money.exact_money(paid.told)
            yield warn(text.format(line=line_title(state, paid.line), told=told))
