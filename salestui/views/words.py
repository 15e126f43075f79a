"""States in words: severity is never told by colour alone."""

from __future__ import annotations

from enum import StrEnum

from salestui.i18n import _
from salestui.metrics.attention import FAR_BEHIND, ON_PACE
from salestui.views.formats import DOWN, FLAT, UP

AHEAD = 1.05
"""From this pace index on one is ahead."""


class State(StrEnum):
    """How something stands; the theme gives each a colour."""

    NEUTRAL = "neutral"
    OK = "ok"
    WARNING = "warning"
    LATE = "late"


def pace_state(pace: float | None) -> tuple[State, str, str]:
    """State, word and arrow of a pace index; neutral and wordless without one."""
    if pace is None:
        return State.NEUTRAL, "", ""
    if pace >= AHEAD:
        return State.OK, _("ahead"), UP
    if pace >= ON_PACE:
        return State.OK, _("on pace"), FLAT
    if pace >= FAR_BEHIND:
        return State.WARNING, _("behind"), DOWN
    return State.LATE, _("far behind"), DOWN


def dimension_label(dimension: str) -> str:
    """A dimension's name."""
    return {
        "team": _("Team"),
        "rep": _("Rep"),
        "region": _("Region"),
        "product": _("Product"),
        "stage": _("Stage"),
        "customer": _("Customer"),
    }[dimension]


def quality_label(key: str) -> str:
    """What a count of ``metrics.quality`` counts."""
    return {
        "deals": _("Deals"),
        "reps_without_deals": _("Reps without any deal"),
        "deals_without_customer": _("Deals without a customer"),
        "deals_without_rep": _("Deals without a rep"),
        "deals_without_stage": _("Deals without a stage"),
        "deals_with_unknown_stage": _("Deals in a stage the playbook does not know"),
        "deals_with_unknown_product": _("Deals whose product is not in the product list"),
        "deals_without_product": _("Deals without a product"),
        "open_without_amount": _("Open deals without an amount"),
        "open_without_close_date": _("Open deals without a close date"),
        "open_with_stage_probability": _("Open deals with their stage's probability"),
        "open_without_probability": _("Open deals without any probability"),
        "won_without_amount": _("Won deals without an amount"),
        "won_without_close_date": _("Won deals without a close date"),
        "won_in_future": _("Won deals closed after the as-of day"),
        "closed_before_created": _("Deals closed before they were created"),
    }[key]
