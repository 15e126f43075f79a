"""What converting a lead would make, and what the lead does not tell, in words."""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.i18n import N_, _, joined
from salestui.mapping.table import ID
from salestui.selling.customers.lead_conversion import Conversion, is_converted
from salestui.views.names import entity_name

_OFFERED = 300
_LACKS = {
    "company": N_("the company"),
    "contact": N_("a contact"),
    "reach": N_("a telephone number or an e-mail"),
    "need": N_("the need"),
    "owner": N_("a rep"),
}


def open_leads(state: BookState) -> list[tuple[int, str]]:
    """Leads that can be converted, with their names; no more than can be looked through."""
    frame = state.live("leads")
    rows = [] if frame is None else frame[ID].to_list()
    found: list[tuple[int, str]] = []
    for row in rows:
        if len(found) == _OFFERED:
            break
        if not is_converted(state, row):
            found.append((row, state.title_of("leads", row)))
    return found


def made_text(state: BookState, found: Conversion) -> str:
    """The question: what would be added."""
    added = [_("a deal ({stage})").format(stage=found.stage)]
    if found.new_customer:
        added.append(_("a customer"))
    if found.new_contact:
        added.append(_("a contact"))
    return _("Make of {lead}: {what}?").format(
        lead=state.title_of("leads", found.lead), what=joined(added)
    )


def checks_text(found: Conversion) -> str:
    """What is missing, and what the first stage asks for."""
    lines = []
    if found.missing:
        lacks = joined(_(_LACKS[name]) for name in found.missing)
        lines.append(_("! The lead does not tell: {what}").format(what=lacks))
    else:
        lines.append(_("The lead tells all that a deal needs."))
    lines += [f"☐ {item}" for item in found.asked]
    return "\n".join(lines)


def refusal_text(found: Conversion) -> str:
    """Why a lead cannot be converted."""
    if found.refusal == "converted":
        return _("This lead was converted already.")
    return _("The workbook has no sheet for: {what}.").format(what=entity_name("deals"))
