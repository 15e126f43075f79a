"""Names of dimensions, periods, entities and counts, in the current language."""

from __future__ import annotations

from salestui.i18n import _, label
from salestui.metrics.reasons import WORDS
from salestui.model.entities import entity
from salestui.model.period import Period, PeriodKind


def dimension_name(dimension: str) -> str:
    """A dimension of the focus inside a sentence, such as ``team``."""
    return _(WORDS[dimension])


def dimension_title(dimension: str) -> str:
    """A dimension by itself, such as ``Team``."""
    return dimension_name(dimension).capitalize()


def breakdown_title(dimension: str) -> str:
    """What a list by dimension is called, such as ``By team``."""
    return {
        "rep": _("By rep"),
        "team": _("By team"),
        "region": _("By region"),
        "product": _("By product"),
    }[dimension]


def period_name(period: Period) -> str:
    """A period as people say it: ``2026 Q4``, ``2026-11``."""
    if period.kind is PeriodKind.ALL:
        return _("all time")
    return period.key.replace("-Q", " Q").replace("-H", " H").replace("..", " – ")


def entity_name(name: str) -> str:
    """An entity's label, such as ``Pipeline``."""
    return label(entity(name).labels)


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
