"""Which deals are run as projects, how they are called, and who directs them: decided here alone.

A project is a deal that names its project phase, or is of a size that the playbook runs as
projects, or has a team or a matrix of strategies. It runs while the deal is open, and once won
until it is in its close-out; that lasts until a review, or for ``CLOSING_DAYS`` after the day it
was won where no cell names the phase. Losing the deal ends it.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.projects.shapes import PROJECTS
from salestui.model.entities import entity as entity_of
from salestui.model.folding import folded
from salestui.model.playbook import Playbook, SizeBand, by_name
from salestui.model.projects import is_of_size, level_of, phase_of
from salestui.selling.projects.sheets import team_rows
from salestui.selling.reference_links import ReferenceLinks

CLOSING_DAYS = 90
"""A won deal that names no phase itself is in its close-out for so many days."""


def running_projects(links: ReferenceLinks, facts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The projects that run on a day, see ``PROJECTS``, in the order of the deals.

    Args:
        facts: of the deals in focus, see ``metrics.facts.SCHEMA``.
    """
    state = links.state
    playbook = state.playbook
    deals = facts.select(
        "rep", "team", "amount", "currency", "closed", "created",
        "expected_close", "stage_entered", "next_step", "next_date",
        "stage_code", pl.col("status").cast(pl.String),
        deal=ID, title=pl.coalesce("name", "customer", "id"),
    ).join(_own_cells(state), on="deal", how="left", maintain_order="left")  # fmt: skip
    deals = deals.with_columns(level=level_of(playbook))
    phase = pl.coalesce("own_phase", phase_of(playbook))
    signs = is_of_size(playbook) | pl.col("own_phase").is_not_null()
    worked = [links.of(name, "deal")["to"].drop_nulls() for name in ("deal_team", "strategies")]
    signs |= pl.col("deal").is_in(pl.concat(worked).unique().implode())
    found = deals.with_columns(phase=phase).filter(signs & _running(links, as_of))
    found = found.join(directors(links, as_of), on="deal", how="left", maintain_order="left")
    return found.with_columns(
        began=pl.coalesce("appointed", "created"), report_days=_report_days(playbook)
    ).select(pl.col(name).cast(kind) for name, kind in PROJECTS.items())


def directors(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """``deal``, ``director`` and ``appointed``: who has the leading role on a day, or will have;
    the first of several.
    """
    team = team_rows(links)
    if team is None:
        return pl.DataFrame(schema={"deal": pl.Int64, "director": pl.String, "appointed": pl.Date})
    leads = team.filter(pl.col("role") == links.state.playbook.project.director)
    return (
        leads.filter((pl.col("to") >= as_of).fill_null(value=True))
        .drop_nulls("member")
        .group_by("deal", maintain_order=True)
        .agg(director=pl.col("member").first(), appointed=pl.col("from").first())
    )


def _own_cells(state: BookState) -> pl.DataFrame:
    """``deal``, ``own_phase`` and ``own_level``: what the deal's own cells say, as codes."""
    frame = state.live("deals")
    if frame is None:
        schema = {"deal": pl.Int64, "own_phase": pl.String, "own_level": pl.String}
        return pl.DataFrame(schema=schema)
    nothing = pl.Series([None] * frame.height, dtype=pl.String)
    phase, level = nothing, nothing
    field = entity_of("deals").field("project_phase")
    if field is not None and frame.schema.get("project_phase") == pl.String:
        phase = coded(frame["project_phase"], field)
    if frame.schema.get("size_band") == pl.String:
        bands = {text: band.code for text, band in _bands(state, frame["size_band"])}
        level = frame["size_band"].replace_strict(bands, default=None, return_dtype=pl.String)
    return frame.select(pl.col(ID).cast(pl.Int64).alias("deal"), own_phase=phase, own_level=level)


def _bands(state: BookState, texts: pl.Series) -> list[tuple[str, SizeBand]]:
    index = by_name(state.playbook.tailoring)
    told = texts.drop_nulls().unique().to_list()
    return [(text, index[folded(text)]) for text in told if folded(text) in index]


def _report_days(playbook: Playbook) -> pl.Expr:
    """How often the project reports: by its level, and until the deal is won or lost."""
    days = playbook.project.report_days
    if not days:
        return pl.lit(None, pl.Int64)
    by_level = pl.col("level").replace_strict(
        list(days), list(days.values()), default=None, return_dtype=pl.Int64
    )
    return pl.when(pl.col("status") == "open").then(by_level)


def _running(links: ReferenceLinks, as_of: date) -> pl.Expr:
    reviewed = links.of("reviews", "deal")["to"].drop_nulls().unique()
    since = as_of - timedelta(days=CLOSING_DAYS)
    recent = (pl.col("closed") >= since).fill_null(value=False)
    closing = recent | (pl.col("own_phase") == "close").fill_null(value=False)
    closing &= ~pl.col("deal").is_in(reviewed.implode())
    worked_at = pl.col("phase").is_in(["plan", "monitor"]).fill_null(value=False)
    return (pl.col("status") == "open") | ((pl.col("status") == "won") & (worked_at | closing))
