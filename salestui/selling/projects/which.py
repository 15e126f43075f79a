"""Which deals are run as projects, how they are called, and who directs them: decided here alone.

A project is a deal that names its project phase, or is of a size that the playbook runs as
projects, or has a team or a matrix of strategies. It runs while the deal is open, and once won
until it is in its close-out; that lasts until a review, or for ``CLOSING_DAYS`` after the day it
was won where no cell names the phase. Losing the deal ends it.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.facts import amount_of, deal_facts
from salestui.metrics.projects.shapes import PROJECTS
from salestui.metrics.select import in_focus
from salestui.model.entities import entity as entity_of
from salestui.model.focus import Focus
from salestui.model.folding import folded
from salestui.model.playbook import Playbook, by_name
from salestui.model.projects import is_of_size, level_of, phase_of
from salestui.selling.projects.sheets import team_rows
from salestui.selling.reference_links import ReferenceLinks

CLOSING_DAYS = 90
"""A won deal that names no phase itself is in its close-out for so many days."""


def running_projects(links: ReferenceLinks, focus: Focus, as_of: date) -> pl.DataFrame:
    """The projects of the focus that run on a day, see ``PROJECTS``, in the order of the deals."""
    playbook = links.state.playbook
    deals = in_focus(_candidates(links), focus).select(
        "rep", "team", "amount", "currency", "closed", "created", "expected_close",
        "stage_entered", "next_step", "next_date", "stage_code", "own_phase", "own_level", "level",
        pl.col("status").cast(pl.String), deal=ID, title=pl.coalesce("name", "customer", "id"),
    )  # fmt: skip
    phase = pl.coalesce("own_phase", phase_of(playbook))
    found = deals.with_columns(phase=phase).filter(_running(links, as_of))
    found = found.join(directors(links, as_of), on="deal", how="left", maintain_order="left")
    return found.with_columns(
        began=pl.coalesce("appointed", "created"), report_days=_report_days(playbook)
    ).select(pl.col(name).cast(kind) for name, kind in PROJECTS.items())


def _candidates(links: ReferenceLinks) -> pl.DataFrame:
    """Facts of the deals that are projects and not lost, with what their own cells say; made again
    only when deals, members or what belongs to deals change.
    """
    state = links.state
    deals, members = state.live("deals"), state.live("members")
    empty = pl.DataFrame(schema={ID: pl.Int64})
    deals = empty if deals is None else deals
    worked = [links.of(name, "deal") for name in ("deal_team", "strategies")]

    def make() -> pl.DataFrame:
        own = _own_cells(deals, state.playbook)
        whole = deals.select(pl.col(ID).cast(pl.Int64), amount_of(deals), *own)
        whole = whole.with_columns(level=level_of(state.playbook))
        signs = is_of_size(state.playbook) | pl.col("own_phase").is_not_null()
        signs |= pl.col(ID).is_in(pl.concat(part["to"].drop_nulls() for part in worked).implode())
        chosen = whole.select(signs & ~_lost(deals, state.playbook)).to_series()
        facts = deal_facts(deals.filter(chosen), members, state.playbook, state.today)
        return facts.hstack(whole.filter(chosen).select("own_phase", "own_level", "level"))

    parts = (deals, members, state.playbook, state.today, *worked)
    return state.folds.made(("projects", "deals", "candidates"), parts, make)


def _lost(deals: pl.DataFrame, playbook: Playbook) -> pl.Series:
    """Which deals are lost."""
    if deals.schema.get("stage") != pl.String:
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, deals.height)
    names = deals["stage"].drop_nulls().unique().to_list()
    over = [name for name in names if (s := playbook.stage(name)) and s.kind == "lost"]
    return deals["stage"].is_in(over).fill_null(value=False)


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


def _own_cells(deals: pl.DataFrame, playbook: Playbook) -> tuple[pl.Series, pl.Series]:
    """``own_phase`` and ``own_level``: what the deals' own cells say, as codes."""
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, deals.height)
    phase, level = nothing, nothing
    field = entity_of("deals").field("project_phase")
    if field is not None and deals.schema.get("project_phase") == pl.String:
        phase = coded(deals["project_phase"], field)
    if deals.schema.get("size_band") == pl.String:
        index = by_name(playbook.tailoring)
        told = deals["size_band"].drop_nulls().unique().to_list()
        bands = {text: band.code for text in told if (band := index.get(folded(text)))}
        level = deals["size_band"].replace_strict(bands, default=None, return_dtype=pl.String)
    return phase.alias("own_phase"), level.alias("own_level")


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
