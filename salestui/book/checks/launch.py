"""What cannot be right in the phases of a launch and in the visitor register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.book.folds import folded_text
from salestui.i18n import N_
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.layout import Problem
from salestui.mapping.phones import phone_key
from salestui.mapping.table import ID, EntityTable

ENDS_FIRST = Kind(
    "phase-ends-before-beginning",
    "error",
    N_("The phase {text} ends on {to}, before it begins on {begins}."),
    N_("Correct one of the two dates."),
)
OVERLAP = Kind(
    "phases-overlap",
    "warning",
    N_("The phase {text} begins on {begins}, before {other} is over on {to}: what is sold on those "
       "days counts for both."),
    N_("Let one phase end before the next one begins."),
)  # fmt: skip
UNKNOWN_PHASE = Kind(
    "unknown-phase",
    "warning",
    N_("There is a target for the phase {text}, which is not in the sheet {sheet}."),
    N_("Write the phase as there, or add it there."),
)
REGISTERED_BEFORE = Kind(
    "registered-before",
    "warning",
    N_("The number {text} was registered before, by {agent} on {day}: the first registration "
       "counts."),
    N_("Give the visitor to who came first, or call it a return visit."),
)  # fmt: skip
NOBODY = Kind(
    "visitor-without-name",
    "warning",
    N_("This visitor has neither a name nor a telephone number."),
    N_("Fill one of them in, or delete the row."),
)


def launch_problems(tables: Mapping[str, EntityTable]) -> Iterator[Problem]:
    """Everything the checks find in phases, their targets and the register."""
    phases = tables.get("phases")
    if phases is not None:
        yield from _phases(phases)
        if targets := tables.get("targets"):
            yield from _targets(targets, phases)
    if visitors := tables.get("visitors"):
        yield from _doubles(visitors)
        yield from _nobody(visitors)


def _phases(phases: EntityTable) -> Iterator[Problem]:
    begin, end = phases.layout.column("from"), phases.layout.column("to")
    dated = all(phases.frame.schema.get(name) == pl.Date for name in ("from", "to"))
    if begin is None or end is None or not dated:
        return
    named = "name" if phases.frame.schema.get("name") == pl.String else "kind"
    frame = phases.frame.select(
        ID,
        text=pl.col(named) if named in phases.frame.columns else pl.lit(""),
        begins="from",
        to="to",
    )
    wrong = frame.filter(pl.col("to") < pl.col("begins"))
    yield from listed(ENDS_FIRST, phases, end, wrong)
    rest = frame.filter(pl.col("to") >= pl.col("begins")).sort("begins", maintain_order=True)
    last = rest.with_columns(
        before=pl.col("to").cum_max().shift(1),
    )
    hits = last.filter((pl.col("begins") <= pl.col("before")).fill_null(value=False))
    others = rest.select(other="text", before="to")
    told = hits.join(others, on="before", how="left", maintain_order="left").unique(
        ID, keep="first", maintain_order=True
    )
    yield from listed(
        OVERLAP, phases, begin, told.select(ID, "text", "begins", "other", to="before")
    )


def _targets(targets: EntityTable, phases: EntityTable) -> Iterator[Problem]:
    """Targets that name no phase of the sheet, nor a kind of phase."""
    column, field = targets.layout.column("phase"), phases.layout.entity.field("kind")
    if column is None or field is None or targets.frame.schema.get("phase") != pl.String:
        return
    known = pl.Series("name", [], dtype=pl.String)
    if phases.frame.schema.get("name") == pl.String:
        known = phases.frame.select(folded_text("name"))["name"].drop_nulls()
    own = targets.frame.select(ID, text="phase", bare=folded_text("phase")).drop_nulls("bare")
    strange = own.filter(~pl.col("bare").is_in(known.implode()))
    strange = strange.filter(coded(strange["text"], field).is_null())
    about = {"sheet": phases.layout.sheet}
    yield from listed(UNKNOWN_PHASE, targets, column, strange.select(ID, "text"), **about)


def _doubles(visitors: EntityTable) -> Iterator[Problem]:
    """Rows whose number stands in an earlier one, other than return visits to the same agent."""
    column, field = visitors.layout.column("phone"), visitors.layout.entity.field("kind")
    frame = visitors.frame
    if column is None or field is None or frame.schema.get("phone") != pl.String:
        return
    told = frame.select(
        ID,
        *(column_of(frame, n, pl.String).alias(n) for n in ("kind", "agent")),
        text="phone",
        key=phone_key("phone"),
        day=column_of(frame, "date", pl.Date),
    ).drop_nulls("key")
    told = told.with_columns(kind=coded(told["kind"], field)).sort(
        "day", nulls_last=True, maintain_order=True
    )
    first = told.unique("key", keep="first", maintain_order=True)
    first = first.select("key", first=ID, who="agent", on="day")
    later = told.join(first, on="key", maintain_order="left").filter(pl.col(ID) != pl.col("first"))
    own = pl.col("agent").eq_missing(pl.col("who"))
    again = (pl.col("kind") == "return").fill_null(value=False) & own
    hits = later.filter(~again).select(
        ID,
        "text",
        agent=pl.col("who").fill_null("…"),
        day=pl.col("on").cast(pl.String).fill_null("…"),
    )
    yield from listed(REGISTERED_BEFORE, visitors, column, hits)


def _nobody(visitors: EntityTable) -> Iterator[Problem]:
    kept = [n for n in ("name", "phone") if visitors.frame.schema.get(n) == pl.String]
    column = next((c for n in kept if (c := visitors.layout.column(n)) is not None), None)
    if column is None:
        return
    blank = pl.all_horizontal(
        (pl.col(name).str.strip_chars() == "").fill_null(value=True) for name in kept
    )
    hits = visitors.frame.filter(blank).select(ID)
    yield from listed(NOBODY, visitors, column, hits)
