"""Movement, slips, pushes and accuracy as plain data, for ``salestui kpi`` and other programs."""

from __future__ import annotations

from typing import Any

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.definitions import Unit
from salestui.metrics.history.definitions import HISTORY, MOVEMENT, STEPS, history_definition
from salestui.metrics.history.movement import Movement
from salestui.views.formats import Style, not_available, say
from salestui.views.past.looking_back import Back
from salestui.views.plain_table import aligned

_LISTED = ("id", "title", "rep", "step", "money", "change")


def history_report(back: Back) -> dict[str, Any]:
    """Looking back as JSON-able values. Keys are stable; texts are in the current language.

    Returns:
        ``history``: by key of ``metrics.history.definitions.HISTORY``: ``label``, ``value`` (a
        number or null; percentages are fractions), ``unit``, ``reason``, ``notes``, ``definition``.
        ``forecast_by_rep``: ``name``, ``forecast``, ``actual`` of each.
        ``movement``: ``since`` (the kept day, null where none is), ``reason``, ``definition``,
        ``start`` and ``end`` (``money``, ``deals``), ``steps`` in order (``key``, ``label``,
        ``money``, ``deals``), ``residual``, ``notes``, and ``deals``, each that moved: ``id``,
        ``title``, ``rep``, ``step``, ``money`` of the step, ``change`` of the amount.
    """
    return {
        "history": {d.key: _figure(back, d.key) for d in HISTORY},
        "forecast_by_rep": [
            {"name": g.name, "forecast": g.forecast, "actual": g.actual}
            for g in back.accuracy.groups
        ],
        "movement": _movement(back.movement),
    }


def _figure(back: Back, key: str) -> dict[str, Any]:
    meant, figure = history_definition(key), back.figures[key]
    whole = figure.value is not None and meant.unit is Unit.COUNT
    return {
        "label": i18n.label(meant.labels),
        "value": int(figure.value or 0) if whole else figure.value,
        "unit": meant.unit.value,
        "reason": None if figure.reason is None else say(figure.reason),
        "notes": [say(n) for n in figure.notes],
        "definition": i18n.label(meant.formulas),
    }


def _movement(moved: Movement | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "since": None if moved is None else moved.since.isoformat(),
        "reason": _("no earlier day is kept") if moved is None else None,
        "definition": i18n.label(MOVEMENT.formulas),
        "start": None, "end": None, "steps": [], "residual": None, "notes": [], "deals": [],
    }  # fmt: skip
    if moved is None:
        return found
    if moved.reason is not None:
        return found | {"reason": say(moved.reason)}
    labels = {d.key: i18n.label(d.labels) for d in STEPS}
    happened = moved.deals.filter((moved.deals["step"] != "kept") | (moved.deals["change"] != 0))
    return found | {
        "start": {"money": moved.start.value, "deals": moved.start_deals},
        "end": {"money": moved.end.value, "deals": moved.end_deals},
        "steps": [
            {"key": b.step.value, "label": labels[b.step.value], "money": b.money, "deals": b.deals}
            for b in moved.bars
        ],
        "residual": round(moved.residual, 6) + 0.0,
        "notes": [say(n) for n in moved.notes],
        "deals": happened.select(_LISTED).to_dicts(),
    }


def history_text(report: dict[str, Any], style: Style) -> str:
    """The report as plain tables; without its deals."""
    rows = [(f["label"], *_shown(f, style)) for f in report["history"].values()]
    moved = report["movement"]
    title = i18n.label(MOVEMENT.labels)
    if moved["start"] is None:
        return "\n\n".join([aligned(rows, right=(1,)), f"{title}: {moved['reason']}"])
    labels = {d.key: i18n.label(d.labels) for d in STEPS}
    bars = [
        (
            labels["start"],
            style.exact_money(moved["start"]["money"]),
            f"{moved['start']['deals']:,}",
        ),
        *((s["label"], style.exact_money(s["money"]), f"{s['deals']:,}") for s in moved["steps"]),
        (labels["end"], style.exact_money(moved["end"]["money"]), f"{moved['end']['deals']:,}"),
    ]
    heading = f"{title} · " + _("since {day}").format(day=moved["since"])
    table = aligned(bars, right=(1, 2))
    return "\n\n".join([aligned(rows, right=(1,)), "\n".join([heading, table, *moved["notes"]])])


def _shown(figure: dict[str, Any], style: Style) -> tuple[str, str]:
    if figure["value"] is None:
        return not_available(), figure["reason"]
    return style.exact(figure["value"], Unit(figure["unit"])), " · ".join(figure["notes"])
