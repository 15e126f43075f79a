"""The deal that an argument of the command line names."""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.cli.main import UsageError
from salestui.i18n import _, joined
from salestui.selling.changes import reference_text
from salestui.views.deal.choosing import deal_options, deals_named


def named_deal(state: BookState, text: str) -> int:
    """The deal that the argument names.

    Raises:
        UsageError: none is called so, or several are.
    """
    found = deals_named(state, text)
    if len(found) == 1:
        return found[0]
    if found:
        message = _("{n} deals are called {name}.").format(n=len(found), name=repr(text))
        raise UsageError(message, _("Give its ID."))
    known = joined(reference_text(state, "deals", o.row) for o in deal_options(state, 5))
    raise UsageError(
        _("There is no deal {name}.").format(name=repr(text)),
        _("Give its ID or its name, such as {names}.").format(names=known) if known else "",
    )
