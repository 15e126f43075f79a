"""Units, visitors, phases and their targets in the shapes that ``metrics.floor`` computes from."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.book.folds import folded_text
from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.phones import phone_key
from salestui.mapping.table import ID
from salestui.metrics.floor.frames import PHASE_TARGETS, PHASES, SOLD, UNITS, VISITORS
from salestui.metrics.floor.visitors import Register, registered
from salestui.model.entities import entity as entity_of

WANTED = (
    "name", "phone", "channel", "layout", "area", "budget", "purpose", "home", "feedback",
)  # fmt: skip
"""What a row of the register should tell, as far as it has a column for it."""


def unit_rows(state: BookState) -> pl.DataFrame | None:
    """Units in the columns of ``UNITS``; None where the book has no such sheet."""
    frame = state.live("units")
    if frame is None:
        return None
    return state.folds.made(("units", "floor"), (frame,), lambda: _unit_rows(frame))


def _unit_rows(frame: pl.DataFrame) -> pl.DataFrame:
    whole = _column(frame, "list", pl.Float64())
    counted = _column(frame, "area", pl.Float64()) * _column(frame, "unit_price", pl.Float64())
    return frame.select(
        pl.col(ID).cast(pl.Int64),
        *(
            _column(frame, name, kind).alias(name)
            for name, kind in UNITS.items()
            if name not in (ID, "list", "status")
        ),
        pl.coalesce(whole, pl.when(counted.is_finite()).then(counted)).alias("list"),
        _codes(frame, "units", "status"),
    ).select(list(UNITS))


def visitor_rows(state: BookState) -> pl.DataFrame | None:
    """The register in the columns of ``VISITORS``; None where the book has no such sheet."""
    frame = state.live("visitors")
    if frame is None:
        return None
    return state.folds.made(("visitors", "register"), (frame,), lambda: _visitor_rows(state, frame))


def register_of(state: BookState) -> Register | None:
    """The register with what follows from it; None where the book has no such sheet."""
    rows = visitor_rows(state)
    if rows is None:
        return None
    return state.folds.made(("visitors", "registered"), (rows,), lambda: registered(rows))


def _visitor_rows(state: BookState, frame: pl.DataFrame) -> pl.DataFrame:
    kept = [name for name in WANTED if name in frame.columns]
    filled = [_is_filled(frame, name).cast(pl.Int64) for name in kept]
    made = ("kind", "status", "phone", "wanted", "filled", ID)
    return frame.select(
        pl.col(ID).cast(pl.Int64),
        *(_column(frame, n, k).alias(n) for n, k in VISITORS.items() if n not in made),
        _phone_keys(state, frame),
        _codes(frame, "visitors", "kind"),
        _codes(frame, "visitors", "status"),
        wanted=pl.lit(len(kept), pl.Int64),
        filled=pl.sum_horizontal(filled) if filled else pl.lit(0, pl.Int64),
    ).select(list(VISITORS))


def _phone_keys(state: BookState, frame: pl.DataFrame) -> pl.Series:
    """The numbers as they are compared; worked out again only when one was changed."""
    texts = frame.select(_column(frame, "phone", pl.String()).alias("phone"))
    same = state.folds.same(("visitors", "phone"), texts.to_series())
    return state.folds.made(
        ("visitors", "phone key"),
        (same,),
        lambda: same.to_frame().select(phone_key("phone").alias("phone")).to_series(),
    )


def phase_rows(state: BookState) -> pl.DataFrame | None:
    """The phases in the columns of ``PHASES``; None where the book has no such sheet."""
    frame = state.live("phases")
    if frame is None:
        return None
    named = frame.select(
        pl.col(ID).cast(pl.Int64),
        *(_column(frame, n, k).alias(n) for n, k in PHASES.items() if n not in (ID, "kind")),
        _codes(frame, "phases", "kind"),
    )
    return named.select(list(PHASES))


def phase_targets(state: BookState) -> pl.DataFrame:
    """The targets that name a phase, in the columns of ``PHASE_TARGETS``.

    Without a metric a target is one of revenue. A phase that is named by the word for its kind is
    known by the kind's code, whatever language it is written in.
    """
    frame, field = state.live("targets"), entity_of("phases").field("kind")
    if frame is None or field is None or frame.schema.get("phase") != pl.String:
        return pl.DataFrame(schema=PHASE_TARGETS)
    names = state.live("phases")
    own = set() if names is None or "name" not in names.columns else _folded_names(names)
    told = frame.filter(folded_text("phase").is_not_null())
    kinds = coded(told["phase"], field)
    found = told.select(
        folded_text("phase").alias("phase"),
        _codes(told, "targets", "metric"),
        _column(told, "target", pl.Float64()).alias("target"),
    ).with_columns(pl.col("metric").fill_null("revenue"), kind=kinds)
    by_kind = ~pl.col("phase").is_in(list(own)) & pl.col("kind").is_not_null()
    code = pl.col("kind").str.replace_all(r"[^\p{L}\p{N}]+", "")
    phase = pl.when(by_kind).then(code).otherwise(pl.col("phase"))
    return found.with_columns(phase=phase).select(list(PHASE_TARGETS))


def buyers(state: BookState, units: pl.DataFrame | None, visitors: pl.DataFrame) -> set[str]:
    """The telephone numbers of the register whose people bought.

    The register says so; or the holder of a sold unit has the number on the sheet of customers;
    or the holder has the name of a visitor, and of no other number.
    """
    found = set(visitors.filter(pl.col("status") == "subscribed")["phone"].drop_nulls())
    if units is None:
        return found
    sold = units.filter(pl.col("status").is_in(SOLD))
    holders = sold.select(who=folded_text("holder")).drop_nulls().unique()
    found |= _phones_of(state, holders)
    named = visitors.drop_nulls("phone").select("phone", who=folded_text("name")).unique()
    alone = named.group_by("who").agg(pl.col("phone").first(), n=pl.len()).filter(pl.col("n") == 1)
    return found | set(alone.join(holders, on="who")["phone"])


def _phones_of(state: BookState, holders: pl.DataFrame) -> set[str]:
    customers = state.live("customers")
    if customers is None or not {"name", "phone"} <= set(customers.columns):
        return set()
    known = customers.select(who=folded_text("name"), phone=phone_key("phone"))
    return set(known.join(holders, on="who")["phone"].drop_nulls())


def _folded_names(phases: pl.DataFrame) -> set[str]:
    return set(phases.select(folded_text("name"))["name"].drop_nulls())


def _codes(frame: pl.DataFrame, entity: str, name: str) -> pl.Series:
    """The codes of a column of choices; nulls where the sheet has none."""
    field = entity_of(entity).field(name)
    if field is None or frame.schema.get(name) != pl.String:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    return coded(frame[name], field).alias(name)


def _column(frame: pl.DataFrame, name: str, kind: pl.DataType) -> pl.Expr:
    """A column, blank texts as null; null where the sheet has none of that type."""
    if not _is_kind(frame.schema, name, kind):
        return pl.lit(None, kind)
    if kind != pl.String:
        return pl.col(name).cast(kind)
    bare = pl.col(name).str.strip_chars()
    return pl.when(bare != "").then(bare)


def _is_kind(schema: Mapping[str, pl.DataType], name: str, kind: pl.DataType) -> bool:
    there = schema.get(name)
    return there == kind or (there is not None and there.is_numeric() and kind.is_numeric())


def _is_filled(frame: pl.DataFrame, name: str) -> pl.Expr:
    if frame.schema.get(name) != pl.String:
        return pl.col(name).is_not_null()
    return (pl.col(name).str.strip_chars() != "").fill_null(value=False)
