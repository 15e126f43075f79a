"""The portfolio as plain data and as text, for ``salestui projects`` and other programs."""

from __future__ import annotations

from typing import Any

import polars as pl

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.projects.definitions import PROJECT_FIGURES
from salestui.metrics.projects.risks import risks_by_deal, risks_by_owner
from salestui.metrics.projects.thresholds import Health
from salestui.views.formats import say
from salestui.views.past.looking_back import Present
from salestui.views.plain_table import aligned
from salestui.views.portfolio.view import PortfolioView
from salestui.views.portfolio.why import document_name
from salestui.views.portfolio.words import health_text, reason_text, told_reason


def portfolio_report(view: PortfolioView, present: Present) -> dict[str, Any]:
    """The portfolio as JSON-able values. Keys are stable; texts are in the current language.

    Returns:
        ``period``, ``scope``, ``as_of``, ``reason`` (why there is no project, else null),
        ``not_looked_at`` (entities without a sheet), ``figures`` (value, reason, definition by
        key), ``projects`` (red first), ``gates`` (planned ones), ``owners`` (of open risks).
    """
    found = view.found
    figures = {
        d.key: {
            "value": (figure := found.figures[d.key]).value,
            "reason": None if figure.reason is None else say(figure.reason),
            "definition": i18n.label(d.formulas),
        }
        for d in PROJECT_FIGURES
    }
    titles = dict(found.projects.select("deal", "title").iter_rows())
    return {
        "period": present.period.key,
        "scope": dict(present.focus.terms),
        "as_of": present.as_of.isoformat(),
        "reason": view.needs or None,
        "not_looked_at": list(view.missing),
        "figures": figures,
        "projects": _projects(view, present),
        "gates": [
            {"project": titles[g["deal"]], "gate": g["gate"], "reviewer": g["reviewer"],
             "due": g["due"].isoformat(), "days_late": max(g["late"], 0)}
            for g in found.planned.iter_rows(named=True)
        ],
        "owners": [
            {k: v for k, v in owner.items() if k != "rows"}
            for owner in risks_by_owner(found.risks).iter_rows(named=True)
        ],
    }  # fmt: skip


def _projects(view: PortfolioView, present: Present) -> list[dict[str, Any]]:
    found = view.found
    risks = {r["deal"]: r for r in risks_by_deal(found.risks).iter_rows(named=True)}
    reports = {r["deal"]: r for r in found.reports.iter_rows(named=True)}
    written = dict(found.written.select("deal", "written").iter_rows())
    whole = found.projects.join(found.health, on="deal", maintain_order="left")
    order = whole.sort("health", "amount", descending=True, nulls_last=True)
    told = []
    for row in order.iter_rows(named=True):
        deal, risk, duty = row["deal"], risks.get(row["deal"], {}), reports.get(row["deal"], {})
        kept = found.kept.get(deal)
        told.append(
            {
                "project": row["title"],
                "phase": row["phase"],
                "level": row["level"],
                "director": row["director"],
                "amount": row["amount"],
                "health": Health(row["health"]).code,
                "reported_health": written.get(deal),
                "reasons": _reasons(view, deal),
                "risks": {n: risk.get(n, 0) for n in ("open", "high", "overdue", "exposure")},
                "top_risk": risk.get("top_risk"),
                "report_due": _iso(duty.get("due")),
                "report_days_late": duty.get("late", 0),
                "last_report": _iso(duty.get("reported")),
                "reports_due": 0 if kept is None else kept.due,
                "reports_on_time": 0 if kept is None else kept.on_time,
                "documents": _documents(view, present, deal),
            }
        )
    return told


def _reasons(view: PortfolioView, deal: int) -> list[dict[str, Any]]:
    rows = view.found.reasons.filter(pl.col("deal") == deal)
    return [
        {
            "cause": row["cause"],
            "health": Health(row["level"]).code,
            "said": reason_text(row, view.style),
            "entity": row["entity"],
            "rows": len(row["rows"]),
            "days": row["days"],
        }
        for row in rows.iter_rows(named=True)
    ]


def _documents(view: PortfolioView, present: Present, deal: int) -> list[dict[str, Any]]:
    rows = view.found.documents.filter(pl.col("deal") == deal)
    return [
        {
            "document": document_name(present.state, row["type"], row["name"]),
            "type": row["type"],
            "there": row["there"],
            "due": _iso(row["due"]),
            "days_late": row["late"],
        }
        for row in rows.iter_rows(named=True)
    ]


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


def portfolio_text(view: PortfolioView, present: Present) -> str:
    """The portfolio as plain tables, for a terminal or a screen reader."""
    heading = f"{view.period} · " + _("as of {day}").format(day=present.as_of.isoformat())
    if view.needs:
        return f"{heading}\n{view.needs}\n"
    figures = aligned([(k.label, k.value, k.reason) for k in view.figures], right=(1,))
    titles = (
        _("Health"), _("Project"), _("Phase"), _("Level"), _("Director"), _("Amount"),
        _("Next gate"), _("Report"), _("Reported"), _("Since"),
    )  # fmt: skip
    lines = [
        (x.health, x.title, x.phase, x.level, x.director, x.amount, x.gate, x.report, x.written,
         x.since)
        for x in view.lines
    ]  # fmt: skip
    parts = [heading, figures, aligned([titles, *lines], right=(5,)), _why(view)]
    if view.owners:
        owners = (_("Owner"), _("Risks"), _("High"), _("Overdue"), _("Exposure"), _("Top risk"))
        rows = [(x.owner, x.open, x.high, x.overdue, x.exposure, x.top) for x in view.owners]
        parts.append(aligned([owners, *rows], right=range(1, 5)))
    parts.append("\n".join(view.notes))
    return "\n\n".join(filter(None, parts)) + "\n"


def _why(view: PortfolioView) -> str:
    """The reasons of each project that is not green."""
    titles = dict(view.found.projects.select("deal", "title").iter_rows())
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in view.found.reasons.iter_rows(named=True):
        rows.setdefault(row["deal"], []).append(row)
    lines = []
    for deal in (line.deal for line in view.lines if line.deal in rows):
        lines.append(titles[deal] or "")
        lines += [
            f"  {health_text(Health(row['level']))}  {told_reason(row, view.style)}"
            for row in rows[deal]
        ]
    return "\n".join(lines)
