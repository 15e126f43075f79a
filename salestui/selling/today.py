"""What needs somebody today beside deals that slip: gates passed by, tenders, steps, tasks,
customers, leads, coaching.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.frame_columns import column_of
from salestui.mapping.table import ID
from salestui.metrics.attention import Alert, Attention, Kind, Severity, pressing, urgency
from salestui.metrics.inputs import Inputs
from salestui.metrics.select import OPEN, in_focus
from salestui.metrics.standstill import clock_column
from salestui.model.focus import Focus
from salestui.model.playbook import Path, PathGate, Playbook, band_of, tailored
from salestui.selling.changes import language
from salestui.selling.following.followups import Source, follow_ups, of_reps, reps_in
from salestui.selling.reference_links import ReferenceLinks

TENDER_DAYS = 7
"""A tender's deadline is near for so many days before it."""

_KINDS = {
    Source.TENDER: Kind.TENDER,
    Source.ACTIVITY: Kind.FOLLOW_UP,
    Source.DEAL: Kind.FOLLOW_UP,
    Source.TASK: Kind.TASK,
    Source.CUSTOMER: Kind.CONTACT,
    Source.CADENCE: Kind.CONTACT,
    Source.LEAD: Kind.LEAD,
    Source.COACHING: Kind.COACHING,
    Source.HOLD: Kind.UNIT,
    Source.TOP_UP: Kind.UNIT,
    Source.SIGNING: Kind.UNIT,
    Source.LOAN_PAPERS: Kind.UNIT,
    Source.VISITOR: Kind.VISITOR,
    Source.PAYMENT: Kind.PAYMENT,
    Source.PROMISE: Kind.PAYMENT,
    Source.CONTRACT: Kind.CONTRACT,
    Source.ENDING: Kind.CONTRACT,
    Source.DELIVERY: Kind.DELIVERY,
    Source.REPORT: Kind.REPORT,
    Source.RISK: Kind.RISK,
    Source.GATE: Kind.GATE_DUE,
    Source.DOCUMENT: Kind.DOCUMENT,
}
_PROMISED = [
    str(s)
    for s in (
        Source.TENDER, Source.ACTIVITY, Source.DEAL, Source.TASK, Source.HOLD, Source.TOP_UP,
        Source.SIGNING, Source.LOAN_PAPERS, Source.PAYMENT, Source.PROMISE, Source.DELIVERY,
    )
]  # fmt: skip
"""What was promised to somebody is urgent once it is late; the rest is only to be seen to."""


def needed_today(state: BookState, inputs: Inputs, focus: Focus, as_of: date) -> Attention:
    """The most pressing first; each deal once, and none that the dashboard lists for slipping.

    A focus on a rep or a team takes what is theirs; any other one only what is about its deals.
    """
    facts = in_focus(inputs.facts, focus)
    needy = pressing(facts, as_of, clock_column(facts, inputs.options.rot_clock)).collect()
    slipping = set(facts["_id"].gather(needy["row"]).to_list())
    deals = facts.filter(OPEN).select("_id", "amount", "stage", "rep",
                                      title=pl.coalesce("name", "customer", "id"))  # fmt: skip
    gates = [
        alert
        for alert in passed_gates(state, facts, inputs.playbook, as_of)
        if alert.deal not in slipping
    ]
    told = slipping | {alert.deal for alert in gates if alert.deal is not None}
    due = _due(state, deals, focus, as_of)
    due = due.filter(
        pl.col("deal").is_null()
        | (pl.col("deal").is_first_distinct() & ~pl.col("deal").is_in(list(told)))
    )
    counts = Counter(alert.kind for alert in gates)
    for source, count in due.group_by("source").agg(pl.len()).rows():
        counts[_KINDS[Source(source)]] += count
    limit = inputs.options.listed
    order = ("severity", "amount", "days")
    top = due.sort(*order, descending=True, nulls_last=True, maintain_order=True).head(limit)
    alerts = sorted([*gates, *map(_alert, top.iter_rows(named=True))], key=urgency)
    return Attention(tuple(alerts[:limit]), dict(counts))


def passed_gates(
    state: BookState, facts: pl.DataFrame, playbook: Playbook, as_of: date
) -> Iterator[Alert]:
    """Open deals beyond a gate that did not let them pass: on hold, rejected, or not decided.

    Only deals with some gate on record are judged: others are not led through gates.

    Args:
        facts: of the deals in focus.
    """
    decided = _decisions(ReferenceLinks(state), playbook)
    if not decided:
        return
    spoken = language(state)
    beyond: dict[tuple[str, str], tuple[PathGate, ...]] = {}
    led = facts.filter(OPEN & pl.col("_id").is_in(list(decided)))
    for deal in led.select("_id", "name", "customer", "id", "rep", "stage", "stage_code",
                           "amount").iter_rows(named=True):  # fmt: skip
        band = band_of(playbook, deal["amount"])
        key = (band.code if band else "", deal["stage_code"] or "")
        if key not in beyond:
            beyond[key] = _gates_before(tailored(playbook, deal["amount"]), key[1])
        for passed in beyond[key]:
            gate = passed.gate
            decision = decided[deal["_id"]].get(gate.code, _Decision())
            if decision.passes:
                continue
            held = decision.said
            yield Alert(
                kind=Kind.GATE_HELD if held else Kind.GATE_OPEN,
                severity=Severity.URGENT,
                deal=deal["_id"],
                title=deal["name"] or deal["customer"] or deal["id"] or "",
                rep=deal["rep"],
                stage=deal["stage"],
                amount=deal["amount"],
                days=None if decision.day is None else (as_of - decision.day).days,
                what=gate.labels[spoken],
            )
            break


@dataclass(frozen=True, slots=True)
class _Decision:
    """The last one at a gate; ``said``: there is one at all."""

    passes: bool = False
    said: bool = False
    day: date | None = None


def _decisions(links: ReferenceLinks, playbook: Playbook) -> dict[int, dict[str, _Decision]]:
    """The last decision of each gate (a code), by the deal's ``_id``."""
    frame = links.state.live("gates")
    if frame is None or frame.schema.get("gate") != pl.String:
        return {}
    rows = frame.select(
        pl.col(ID).cast(pl.Int64),
        "gate",
        decision=column_of(frame, "decision", pl.String),
        day=column_of(frame, "date", pl.Date),
    )
    rows = rows.join(links.of("gates", "deal").drop_nulls("to"), on=ID, maintain_order="left")
    rows = rows.sort("day", nulls_last=False, maintain_order=True)
    gates = {text: playbook.gate(text) for text in rows["gate"].drop_nulls().unique().to_list()}
    known = {t: playbook.decision(t) for t in rows["decision"].drop_nulls().unique().to_list()}
    found: dict[int, dict[str, _Decision]] = {}
    for deal, text, said, day in rows.select("to", "gate", "decision", "day").iter_rows():
        gate, decision = gates.get(text), known.get(said)
        if gate is not None:
            passes = decision is not None and decision.passes
            found.setdefault(deal, {})[gate.code] = _Decision(passes, decision is not None, day)
    return found


def _gates_before(path: Path, stage: str) -> tuple[PathGate, ...]:
    """The gates that a deal in a stage (its code) has behind it."""
    here = path.place(stage)
    places = ((gate, path.place(gate.gate.before)) for gate in path.gates)
    return tuple(g for g, p in places if here is not None and p is not None and p <= here)


def _due(state: BookState, deals: pl.DataFrame, focus: Focus, as_of: date) -> pl.DataFrame:
    """Follow-ups that are due or overdue, and tenders that soon will be, with their deals."""
    found = of_reps(follow_ups(state, as_of), reps_in(state, focus))
    source, days = pl.col("source").cast(pl.String), pl.col("days")
    near = (source == str(Source.TENDER)) & (days >= -TENDER_DAYS)
    stepped = source != str(Source.DEAL)  # overdue ones slip already
    found = found.filter(near | ((days >= 0) & (stepped | (days == 0))))
    urgent = source.is_in(_PROMISED) & (days > 0)
    severity = pl.when(urgent).then(int(Severity.URGENT)).otherwise(int(Severity.NOTICE))
    found = found.with_columns(severity=severity).join(
        deals.rename({"rep": "deal_rep"}),
        left_on="deal",
        right_on="_id",
        how="left",
        maintain_order="left",
    )
    elsewhere = any(name not in ("rep", "team") for name, _value in focus.terms)
    return found.filter(pl.col("title").is_not_null()) if elsewhere else found


def _alert(row: Mapping[str, Any]) -> Alert:
    of_deal, on_deals = row["title"] is not None, row["entity"] == "deals"
    return Alert(
        kind=_KINDS[Source(row["source"])],
        severity=Severity(row["severity"]),
        deal=row["deal"] if of_deal else None,
        title=row["title"] or row["who"] or row["what"] or "",
        rep=row["rep"] or row["deal_rep"],
        stage=row["stage"],
        amount=row["amount"],
        days=row["days"],
        entity="" if on_deals else row["entity"],
        row=None if on_deals else row["row"],
        what=row["what"] or "",
    )
