"""Names of things as the interface writes them, in the current language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import N_, _, label
from salestui.model.entities import entity
from salestui.model.period import Period, PeriodKind

if TYPE_CHECKING:
    from salestui.mapping.layout import Column

_DIMENSIONS = {
    "team": N_("team"),
    "rep": N_("rep"),
    "region": N_("region"),
    "product": N_("product"),
    "stage": N_("stage"),
    "customer": N_("customer"),
}


def dimension_name(dimension: str) -> str:
    """A dimension of the focus, such as ``team``."""
    return _(_DIMENSIONS[dimension])


def period_name(period: Period) -> str:
    """A period as people say it: ``2026 Q4``, ``2026-11``."""
    if period.kind is PeriodKind.ALL:
        return _("all time")
    return period.key.replace("-Q", " Q").replace("-H", " H").replace("..", " – ")


def entity_name(name: str) -> str:
    """An entity's label, such as ``Pipeline``."""
    return label(entity(name).labels)


def column_name(column: Column) -> str:
    """A column as the team heads it, else by its field's label."""
    if column.header:
        return column.header
    return label(column.field.labels) if column.field else column.name
