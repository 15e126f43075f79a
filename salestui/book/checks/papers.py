"""What is written twice about a project, and records that outlived their time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.book.folds import folded_text
from salestui.i18n import N_
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.playbook import Playbook, named

SAME_VERSION = Kind(
    "document-version-twice",
    "warning",
    N_("The version {version} of {text} is in the register twice, here and in row {row}."),
    N_("Give the later one its own version, or delete the one that is none."),
)
SAME_ELEMENT = Kind(
    "element-twice",
    "warning",
    N_("The element {text} of {deal} has a row already: row {row}. Only that one is shown."),
    N_("Put both into one row."),
)
PAST_RETENTION = Kind(
    "record-past-retention",
    "info",
    N_("{text} was to be kept until {until}, and nothing tells what was done with it."),
    N_("Write it: destroyed, handed over, kept on."),
)

_LONGEST_YEARS = 1_000  # more is no time to keep a document for, and beyond what dates can tell


def paper_problems(
    tables: Mapping[str, EntityTable], playbook: Playbook, today: date | None
) -> Iterator[Problem]:
    """Everything the checks find in documents and strategies.

    Args:
        today: the day of looking; without one no record is past its time.
    """
    if documents := tables.get("documents"):
        yield from _versions(documents)
        if today is not None:
            yield from _expired(documents, playbook, today)
    if strategies := tables.get("strategies"):
        yield from _elements(strategies)


def _versions(documents: EntityTable) -> Iterator[Problem]:
    frame, column = documents.frame, documents.layout.column("version")
    if column is None or not {"name", "version"} <= set(frame.columns):
        return
    keys = [name for name in ("deal", "type", "name", "version") if name in frame.columns]
    named = frame.drop_nulls(["name", "version"])
    hits = _again(named, {name: folded_text(name) for name in keys}, documents)
    hits = hits.join(named.select(ID, "version", text="name"), on=ID)
    yield from listed(SAME_VERSION, documents, column, hits)


def _elements(strategies: EntityTable) -> Iterator[Problem]:
    frame, column = strategies.frame, strategies.layout.column("element")
    field = strategies.layout.entity.field("element")
    if column is None or field is None or not {"deal", "element"} <= set(frame.columns):
        return
    meant = frame.with_columns(_element=coded(frame["element"], field))
    meant = meant.drop_nulls(["deal", "_element"])
    keys = {"deal": folded_text("deal"), "element": pl.col("_element")}
    hits = _again(meant, keys, strategies)
    hits = hits.join(meant.select(ID, "deal", text="element"), on=ID)
    yield from listed(SAME_ELEMENT, strategies, column, hits)


def _again(frame: pl.DataFrame, keys: Mapping[str, pl.Expr], table: EntityTable) -> pl.DataFrame:
    """The rows (``_id``) that say again what an earlier one says, and ``row``: where that is."""
    place = table.place[-1]
    said = frame.select(ID, pl.col(place).alias("_row"), **keys)
    first = pl.col("_row").first().over(list(keys))
    found = said.with_columns(row=first.cast(pl.String).fill_null("?"))
    return found.filter(~pl.struct(list(keys)).is_first_distinct()).select(ID, "row")


def _expired(documents: EntityTable, playbook: Playbook, today: date) -> Iterator[Problem]:
    """Records whose last day has passed: as it is written, else so many years from the filing,
    those of its kind where the row tells none.
    """
    frame = documents.frame
    column = documents.layout.column("disposal") or documents.layout.column("filed")
    column = column or documents.layout.column("keep_until")
    if column is None:
        return
    filed = column_of(frame, "filed", pl.Date)
    years = pl.coalesce(column_of(frame, "keep_years", pl.Float64), _years_of_kind(frame, playbook))
    months = pl.when(years.abs() <= _LONGEST_YEARS).then(years * 12).round().cast(pl.Int64)
    counted = filed.dt.offset_by(months.cast(pl.String) + "mo")
    until = pl.coalesce(column_of(frame, "keep_until", pl.Date), counted)
    disposal = column_of(frame, "disposal", pl.String).str.strip_chars().fill_null("")
    told = pl.coalesce(column_of(frame, "name", pl.String), column_of(frame, "type", pl.String))
    over = frame.filter((until < today) & (disposal == ""))
    hits = over.select(ID, text=told.fill_null("?"), until=until.cast(pl.String))
    yield from listed(PAST_RETENTION, documents, column, hits)


def _years_of_kind(frame: pl.DataFrame, playbook: Playbook) -> pl.Expr:
    """How long the playbook keeps documents of the row's type; null where it does not say."""
    if frame.schema.get("type") != pl.String:
        return pl.lit(None, pl.Float64)
    kinds = playbook.project.documents
    known = {
        text: kind.keep_years
        for text in frame["type"].drop_nulls().unique().to_list()
        if (kind := named(kinds, text)) is not None and kind.keep_years
    }
    return pl.col("type").replace_strict(
        list(known), list(known.values()), default=None, return_dtype=pl.Float64
    )
