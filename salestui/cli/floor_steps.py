"""What the options of the sales floor's commands ask for, and what is told of how it was done."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from salestui.book.claiming import Claimed
from salestui.i18n import _
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.steps import Step


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
