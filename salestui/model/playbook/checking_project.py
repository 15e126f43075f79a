"""Whether a playbook's rules for projects make sense."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.i18n import N_
from salestui.model.playbook.faults import Fault, strange, twice
from salestui.model.playbook.project import PHASES, Project
from salestui.model.playbook.selling import Playbook


def project_faults(playbook: Playbook) -> Iterator[Fault]:
    """Everything that is wrong with the rules that the playbook gives itself."""
    own = playbook.method.project
    bands = [band.code for band in playbook.tailoring]
    yield from _phases(playbook, own)
    yield from strange("project.levels", own.levels, bands)
    yield from strange("project.report_days", own.report_days, bands)
    gates = [gate.code for gate in playbook.gates]
    yield from strange("project.start_gate", filter(None, [own.start_gate]), gates)
    roles = [role.code for role in playbook.lists.roles]
    yield from strange("project.director", filter(None, [own.director]), roles)
    for name in ("documents", "kick_off", "close_out"):
        yield from twice(f"project.{name}", [item.code for item in getattr(own, name)])
    for item in (*own.kick_off, *own.close_out):
        yield from strange(f"project.{item.code}.role", filter(None, [item.role]), roles)
    yield from _numbers(own)


def _phases(playbook: Playbook, own: Project) -> Iterator[Fault]:
    codes = [stage.code for stage in playbook.stages]
    for phase in PHASES:
        yield from strange(f"project.{phase}", own.stages_of(phase), codes)
    told = [code for phase in PHASES for code in own.stages_of(phase)]
    for code in sorted({code for code in told if told.count(code) > 1}):
        yield Fault(
            "playbook-two-phases",
            "project",
            N_("The stage {stage} belongs to two phases."),
            N_("Leave it in one of plan, monitor and close."),
            (("stage", code),),
        )
    if not own.told:
        return
    for stage in playbook.stages:
        if stage.kind != "lost" and stage.code not in told:
            yield Fault(
                "playbook-no-phase",
                "project",
                N_("The stage {stage} belongs to no phase."),
                N_("Write it in one of plan, monitor and close."),
                (("stage", stage.code),),
            )
    yield from _backwards(own, codes)


def _backwards(own: Project, codes: list[str]) -> Iterator[Fault]:
    """Stages of a phase that come after one of a later phase."""
    order = {code: place for place, code in enumerate(codes)}
    reached = -1
    for phase in PHASES:
        places = [order[code] for code in own.stages_of(phase) if code in order]
        if places and min(places) < reached:
            first = min((c for c in own.stages_of(phase) if c in order), key=order.__getitem__)
            yield Fault(
                "playbook-phase-order",
                f"project.{phase}",
                N_("The stage {stage} comes before a stage of an earlier phase."),
                N_("Projects are planned, then monitored, then closed: move the stage."),
                (("stage", first),),
            )
        reached = max([reached, *places])


def _numbers(own: Project) -> Iterator[Fault]:
    wrong = [f"project.report_days.{code}" for code, days in own.report_days.items() if days <= 0]
    for kind in own.documents:
        if kind.days < 0:
            wrong.append(f"project.documents.{kind.code}.days")
        if kind.keep_years < 0:
            wrong.append(f"project.documents.{kind.code}.keep_years")
    for key in wrong:
        hint = N_("Write the number of days or years without a sign; a report needs at least 1.")
        yield Fault("playbook-wrong-value", key, N_("This cannot be."), hint)
