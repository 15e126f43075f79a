"""Why a section has nothing to tell, and what to do about it, in words for who has no keys at hand.

The panels of the screens name keys to press; a report is read on paper.
"""

from __future__ import annotations

from salestui.i18n import _
from salestui.metrics import reasons
from salestui.metrics.figure import Note
from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept
from salestui.views.formats import say
from salestui.views.names import entity_name


def no_sheet(entity: str) -> str:
    """There is no sheet of the entity, and how it is added."""
    text = _("The workbook has no sheet for: {what}. To add it: salestui sheet PATH {entity}")
    return text.format(what=entity_name(entity), entity=entity)


def no_deals(inputs: Inputs) -> str:
    """What is missing where no deal can be told of; empty where the workbook keeps deals."""
    if inputs.kept is Kept.NOTHING:
        return no_sheet("deals")
    return _("The pipeline sheet has no deals yet.") if inputs.facts.is_empty() else ""


def no_stages(inputs: Inputs) -> str:
    """The same of what tells open deals from others."""
    if inputs.kept is Kept.ORDERS:
        return sentence(say(Note(reasons.NO_STAGES)))
    return no_deals(inputs)


def sentence(text: str) -> str:
    """A reason, as figures give it, on a line of its own; empty for an empty one."""
    return _("{text}.").format(text=text[:1].upper() + text[1:]) if text else ""
