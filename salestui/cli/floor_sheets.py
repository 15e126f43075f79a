"""What commands of the sales floor need of a workbook, and who did something with it."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from adapters.errors import Refused
from salestui.book.claiming import Claimed
from salestui.book.state import BookState
from salestui.i18n import N_, _
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.steps import Step


def check_units(state: BookState) -> None:
    """Raise ``Refused`` where the workbook keeps no units."""
    if state.rows("units") is None:
        raise Refused(
            N_("The workbook has no sheet for this: {entity}."),
            N_("Add it: salestui sheet BOOK {entity}."),
            entity="units",
        )


def ask_of(options: argparse.Namespace, step: Step, amount: float | None) -> Ask:
    """What the options ask for, at the moment that they name or now."""
    now = datetime.now().replace(microsecond=0)
    return Ask(
        step=step,
        at=options.at or now,
        now=now,
        customer=options.customer,
        phone=options.phone,
        agent=options.agent,
        amount=amount,
        price=options.price,
        way=options.way,
        supervisor=options.supervisor,
        reason=options.note,
    )


def tell_unconfirmed(done: Claimed) -> None:
    """Say on stderr where a server did not answer after the write."""
    if not done.confirmed:
        text = _("It was written, but the server did not answer when it was looked at again.")
        print(text, file=sys.stderr)
