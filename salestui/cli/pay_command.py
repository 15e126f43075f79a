"""``salestui pay``: enter a payment in one line, with all that it closes."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from adapters.errors import Refused
from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.writing_rows import opened_book, rows_data, write_rows
from salestui.config import Config
from salestui.i18n import N_, _
from salestui.plain_text import visible
from salestui.selling.changes import Changes
from salestui.selling.contracts.account import account_named, line_named
from salestui.selling.contracts.paying import Entry
from salestui.views.contract.paying import PaymentPreview, line_title, payment_preview
from salestui.views.contract.payment_form import Asked, payment_fields, typed
from salestui.views.states import State


def run(options: argparse.Namespace, config: Config) -> int:
    """Enter the payment and say what it closes.

    Raises:
        NotFound: the workbook has no sheet of payments.
        Refused: something about it is odd, and it is not insisted on.
        UsageError: there is nothing of that name, or a value cannot be understood.
    """
    with opened_book(options, config) as book:
        need_sheet(book.state, options.path, "payments")
        seen = _seen(book.state, options)
        data = _data(book.state, seen, options)

        def decide(state: BookState) -> tuple[str, Changes]:
            nonlocal seen, data
            seen = _seen(state, options)
            data = _data(state, seen, options)
            _check(seen, options)
            return seen.label, seen.changes

        if not options.dry_run:
            write_rows(book, decide)
    if options.json:
        json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print(visible(seen.label))
        for said in seen.lines:
            print(visible(f"{said.mark} {said.text}"))
    return Exit.OK


def _check(seen: PaymentPreview, options: argparse.Namespace) -> None:
    """Raise ``Refused`` where something about the payment is odd, and it is not insisted on."""
    odd = [said.text for said in seen.lines if said.state is State.WARNING]
    if seen.warned and not options.anyway:
        raise Refused("{odd}", N_("Enter it all the same with --anyway."), odd=" ".join(odd))


def _seen(state: BookState, options: argparse.Namespace) -> PaymentPreview:
    """What the payment would do in the book as it is."""
    today: date = options.as_of or date.today()
    asked = _asked(state, options)
    given = {
        "date": options.date, "amount": options.amount, "kind": options.kind,
        "method": options.method, "received_by": options.by, "notes": options.note,
    }  # fmt: skip
    texts = {field.name: field.text for field in payment_fields(state, asked, today)}
    lost = [name for name, text in given.items() if text and name not in texts]
    if lost:
        raise UsageError(
            _("The sheet has no column for {column}.").format(column=repr(lost[0])),
            _("Add it with: salestui sheet {path} payments --column {field}").format(
                path=options.path, field=lost[0]
            ),
        )
    texts |= {name: text for name, text in given.items() if text}
    understood = typed(state, asked, texts, today)
    if understood.draft is None:
        raise UsageError(" ".join(understood.wrong.values()))
    return payment_preview(state, asked.account, understood.draft, today)


def _asked(state: BookState, options: argparse.Namespace) -> Asked:
    """What it is for: the plan line, else the contract, else the deal.

    Raises:
        UsageError: there is no such row.
    """
    account = account_named(state, "", options.what, "") or account_named(
        state, "", "", options.what
    )
    if account is None:
        raise UsageError(
            _("There is no contract and no deal {name}.").format(name=repr(options.what)),
            _("Name it by its number, or by its whole name."),
        )
    if not options.plan:
        return Asked(account)
    line = line_named(state, options.plan, options.what)
    if line is None or line not in account.lines["_id"].to_list():
        raise UsageError(
            _("{what} has no plan line {name}.").format(what=options.what, name=repr(options.plan))
        )
    return Asked(account, line)


def _data(state: BookState, seen: PaymentPreview, options: argparse.Namespace) -> dict[str, object]:
    worked: Entry = seen.entry

    def kept(entity: str, name: str) -> bool:
        return state.entities[entity].layout.column(name) is not None

    return {
        "path": options.path,
        "written": not options.dry_run,
        "rows": rows_data(seen.changes, kept),
        "lines": [
            {
                "line": line_title(state, paid.line), "amount": paid.amount,
                "unpaid": paid.unpaid, "closed": paid.closes,
            }
            for paid in worked.lines
        ],
        "over": worked.over,
        "owed": worked.owed,
        "beyond": worked.beyond,
        "warnings": [said.text for said in seen.lines if said.state is State.WARNING],
    }  # fmt: skip
