"""Projects that cannot be right: nobody directs them or watches a risk, people who are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from salestui.book.checks.findings import Kind, in_chinese, listed
from salestui.book.folds import folded_text
from salestui.i18n import N_
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import bare_text, column_of
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.folding import folded as folded_one
from salestui.model.playbook import Playbook, Project, Role, by_name, named
from salestui.model.projects import is_of_size, level_of, phase_of

NO_DIRECTOR = Kind(
    "project-without-director",
    "warning",
    N_("Nobody has the role {role} in this project."),
    N_("Name who has it in the sheet {sheet}."),
)
NO_RISK_OWNER = Kind(
    "risk-without-owner",
    "warning",
    N_("Nobody watches the open risk {text}."),
    N_("Name who does."),
)
RISK_LEVEL = Kind(
    "risk-level",
    "error",
    N_("{text} is no level from 1 to 5, so the risk has no score."),
    N_("Write 1 (very low) to 5 (very high)."),
)
MEMBER_LEFT = Kind(
    "team-member-left",
    "warning",
    N_("{text} left on {left} and is still on this project."),
    N_("Write the last day on the project, and name who takes over."),
)
REPORT_AHEAD = Kind(
    "report-in-future",
    "error",
    N_("The report is dated {text}, which is still to come, so it does not count yet."),
    N_("Write the day on which it was handed in."),
)

_TEAM = {"deal", "role", "member"}


def project_problems(
    tables: Mapping[str, EntityTable], playbook: Playbook, today: date | None
) -> Iterator[Problem]:
    """Everything the checks find in the sheets of projects.

    Args:
        today: the day of looking; without one nothing is told that depends on it.
    """
    if risks := tables.get("risks"):
        yield from _risks(risks)
    team, deals = tables.get("deal_team"), tables.get("deals")
    if team is not None:
        yield from _leavers(team, tables.get("members"), today)
        if deals is not None:
            yield from _undirected(deals, team, playbook, today)
    reports = tables.get("weekly_reports")
    column = reports.layout.column("date") if reports is not None else None
    if reports is not None and column is not None and today is not None:
        ahead = reports.frame.filter(column_of(reports.frame, "date", pl.Date) > today)
        yield from listed(REPORT_AHEAD, reports, column, ahead.select(ID, text="date"))


def _risks(risks: EntityTable) -> Iterator[Problem]:
    frame = risks.frame
    owner = risks.layout.column("owner")
    if owner is not None and frame.schema.get("owner") == pl.String:
        blank = bare_text(frame, "owner").is_null()
        hits = frame.filter(blank & ~_closed(risks)).select(ID, text=bare_text(frame, "risk"))
        yield from listed(NO_RISK_OWNER, risks, owner, hits.drop_nulls("text"))
    for name in ("probability", "impact"):
        column, field = risks.layout.column(name), risks.layout.entity.field(name)
        if column is None or field is None or frame.schema.get(name) != pl.String:
            continue
        told = frame.select(ID, text=bare_text(frame, name)).drop_nulls("text")
        hits = told.filter(coded(told["text"], field).is_null())
        yield from listed(RISK_LEVEL, risks, column, hits)


def _closed(risks: EntityTable) -> pl.Expr:
    field = risks.layout.entity.field("status")
    dated = column_of(risks.frame, "closed", pl.Date).is_not_null()
    if field is None or risks.frame.schema.get("status") != pl.String:
        return dated
    status = coded(risks.frame["status"], field)
    return pl.lit(status == "closed").fill_null(dated)


def _leavers(
    team: EntityTable, members: EntityTable | None, today: date | None
) -> Iterator[Problem]:
    """People on a team beyond their last day, of everyone's last row."""
    column = team.layout.column("member")
    if column is None or members is None or today is None:
        return
    if members.frame.schema.get("left") != pl.Date or "member" not in team.frame.columns:
        return
    last = members.frame.drop_nulls("name").unique("name", keep="last", maintain_order=True)
    gone = last.filter(pl.col("left") < today).select("left", who=folded_text("name"))
    stays = team.frame.select(ID, "member", until=column_of(team.frame, "to", pl.Date))
    found = stays.with_columns(who=folded_text("member")).join(gone, on="who")
    still = (pl.col("until") >= today).fill_null(value=True)
    hits = found.filter(still).select(ID, "left", text="member")
    yield from listed(MEMBER_LEFT, team, column, hits)


def _undirected(
    deals: EntityTable, team: EntityTable, playbook: Playbook, today: date | None
) -> Iterator[Problem]:
    """Open deals that are projects, by their cells or the playbook's own rules, and of a size that
    needs a director, before their close-out.
    """
    role = next((r for r in playbook.lists.roles if r.code == playbook.project.director), None)
    names = [n for n in ("name", "id") if deals.frame.schema.get(n) == pl.String]
    columns = [deals.layout.column(name) for name in ("project_phase", *names)]
    column = next((c for c in columns if c is not None), None)
    if role is None or column is None or not names or not set(team.frame.columns) >= _TEAM:
        return
    found = _projects(deals, playbook).filter(
        pl.col("level").is_in(list(role.levels)) & (pl.col("phase") != "close")
    )
    led = _led(team, role, playbook, today)
    known = deals.frame.select(ID, *(folded_text(n).alias(n) for n in names))
    directed = pl.any_horizontal(pl.col(names).is_in(led.implode()).fill_null(value=False))
    hits = found.join(known.filter(~directed), on=ID, how="semi").select(ID)
    han = in_chinese(team.frame["role"].drop_nulls().head(50))
    about = {"role": role.zh if han else role.en, "sheet": team.layout.sheet}
    yield from listed(NO_DIRECTOR, deals, column, hits, **about)


def _projects(deals: EntityTable, playbook: Playbook) -> pl.DataFrame:
    """``_id``, ``level`` and ``phase`` of open deals that are run as projects."""
    frame, fields = deals.frame, deals.layout.entity
    nothing = pl.Series([None] * frame.height, dtype=pl.String)
    texts = {n: frame[n] if frame.schema.get(n) == pl.String else nothing
             for n in ("stage", "project_phase", "size_band")}  # fmt: skip
    field = fields.field("project_phase")
    stages = {t: s for t in texts["stage"].unique().drop_nulls() if (s := playbook.stage(t))}
    bands = by_name(playbook.tailoring)
    told = texts["size_band"].drop_nulls().unique().to_list()
    levels = {t: band.code for t in told if (band := bands.get(folded_one(t)))}
    whole = frame.select(
        ID,
        column_of(frame, "amount", pl.Float64).alias("amount"),
        stage_code=_replaced(texts["stage"], {t: s.code for t, s in stages.items()}),
        kind=_replaced(texts["stage"], {t: str(s.kind) for t, s in stages.items()}),
        own_phase=nothing if field is None else coded(texts["project_phase"], field),
        own_level=_replaced(texts["size_band"], levels),
    ).with_columns(level=level_of(playbook))
    ruled = pl.lit(playbook.method.project != Project()) & is_of_size(playbook)
    run = pl.col("own_phase").is_not_null() | ruled
    phase = pl.coalesce("own_phase", phase_of(playbook))
    return whole.filter(run & (pl.col("kind") == "open")).select(ID, "level", phase=phase)


def _led(team: EntityTable, role: Role, playbook: Playbook, today: date | None) -> pl.Series:
    """The folded texts of the deals in which somebody has a role, now or still to come."""
    texts = team.frame["role"].drop_nulls().unique().to_list()
    meant = [t for t in texts if (r := named(playbook.lists.roles, t)) and r.code == role.code]
    rows = team.frame.filter(
        pl.col("role").is_in(meant) & bare_text(team.frame, "member").is_not_null()
    )
    if today is not None:
        rows = rows.filter((column_of(rows, "to", pl.Date) >= today).fill_null(value=True))
    return rows.select(folded_text("deal")).to_series().drop_nulls()


def _replaced(texts: pl.Series, meant: Mapping[str, str]) -> pl.Series:
    return texts.replace_strict(meant, default=None, return_dtype=pl.String)
