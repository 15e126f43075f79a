"""Whether a playbook makes sense: each contradiction is a fault that names its key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from salestui.i18n import N_
from salestui.model.entities import ENTITIES, OPTIONAL
from salestui.model.folding import folded
from salestui.model.playbook.checking_lists import list_faults
from salestui.model.playbook.checking_project import project_faults
from salestui.model.playbook.faults import Fault, strange, twice
from salestui.model.playbook.floor import floor_faults
from salestui.model.playbook.gates import Gate
from salestui.model.playbook.method import SizeBand
from salestui.model.playbook.selling import Playbook
from salestui.model.playbook.stages import Stage, following
from salestui.model.playbook.tailoring import end_of


def faults_of(playbook: Playbook) -> Iterator[Fault]:
    """Everything that is wrong with a playbook that was read; empty for a sound one."""
    yield from _stages(playbook.stages)
    yield from _chances(playbook.stages)
    yield from _order(playbook.stages)
    codes = [stage.code for stage in playbook.stages]
    yield from strange("texts", playbook.texts.values(), codes)
    yield from strange("sheets", playbook.method.sheets, [kind.name for kind in OPTIONAL])
    yield from _columns(playbook)
    yield from _buyer_steps(playbook)
    yield from _work(playbook, codes)
    yield from _gates(playbook, codes)
    yield from _tailoring(playbook)
    yield from list_faults(playbook)
    yield from project_faults(playbook)
    gates = [gate.code for gate in playbook.gates]
    yield from floor_faults(playbook.method.floor, codes, gates)


def cycle_in(following: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The first way that leads back to where it began, that place first and last; else empty."""
    done: set[str] = set()
    for start in following:
        if start in done:
            continue
        way = [start]
        branches = [iter(following[start])]
        while way:
            place = next((p for p in branches[-1] if p not in done and p in following), None)
            if place is None:
                done.add(way.pop())
                branches.pop()
            elif place in way:
                return (*way[way.index(place) :], place)
            else:
                way.append(place)
                branches.append(iter(following[place]))
    return ()


def _stages(stages: tuple[Stage, ...]) -> Iterator[Fault]:
    missing = [kind for kind in ("open", "won", "lost") if kind not in {s.kind for s in stages}]
    if missing:
        yield Fault(
            "playbook-missing-stage",
            "stages",
            N_("There is no stage of the kind {kinds}."),
            N_("A playbook has at least one open, one won and one lost stage: add it."),
            (("kinds", ", ".join(missing)),),
        )
    yield from twice("stages", [stage.code for stage in stages])
    names: dict[str, str] = {}
    for stage in stages:
        for name in stage.names:
            other = names.setdefault(folded(name), stage.code)
            if other != stage.code:
                yield Fault(
                    "playbook-ambiguous",
                    f"stages.{stage.code}",
                    N_("The name {name} stands for the stage {other} too."),
                    N_("Leave it to one of them."),
                    (("name", name), ("other", other)),
                )


def _chances(stages: tuple[Stage, ...]) -> Iterator[Fault]:
    for stage in stages:
        if not 0 <= stage.probability <= 1:
            yield Fault(
                "playbook-probability",
                f"stages.{stage.code}.probability",
                N_("{value} is no probability."),
                N_("Write it from 0 to 1: 0.35 for 35 %."),
                (("value", str(stage.probability)),),
            )
        if stage.rot_days < 0:
            yield Fault(
                "playbook-rot-days",
                f"stages.{stage.code}.rot_days",
                N_("A number of days is not below 0."),
                N_("Write 0 for a stage in which no deal is rotting."),
            )
    for earlier, later in pairwise(s for s in stages if s.kind != "lost"):
        if later.probability < earlier.probability:
            yield Fault(
                "playbook-probability-falls",
                f"stages.{later.code}.probability",
                N_("The probability falls from {before} in the stage {stage} to {after}."),
                N_("From stage to stage it stays or rises: correct one of the two."),
                (
                    ("before", str(earlier.probability)),
                    ("after", str(later.probability)),
                    ("stage", earlier.code),
                ),
            )


def _order(stages: tuple[Stage, ...]) -> Iterator[Fault]:
    codes = [stage.code for stage in stages]
    for stage in stages:
        yield from strange(f"stages.{stage.code}.next", stage.next, codes)
    if cycle := cycle_in(following(stages)):
        yield Fault(
            "playbook-cycle",
            f"stages.{cycle[0]}.next",
            N_("The stages lead back to where they began: {way}."),
            N_("Take one of them out of next."),
            (("way", " → ".join(cycle)),),
        )


def _buyer_steps(playbook: Playbook) -> Iterator[Fault]:
    process = playbook.buyer_process
    known = [p.code for p in playbook.lists.buyer_processes]
    if process is None:
        yield from strange("buyer_process", [playbook.method.buyer_process], known)
        return
    steps = [step.code for step in process.steps]
    for stage in playbook.stages:
        if stage.buyer_step:
            yield from strange(f"stages.{stage.code}.buyer_step", [stage.buyer_step], steps)


def _columns(playbook: Playbook) -> Iterator[Fault]:
    known = {kind.name: kind for kind in ENTITIES}
    columns = playbook.method.columns
    yield from strange("columns", columns, list(known))
    for name, fields in columns.items():
        if name in known:
            yield from strange(f"columns.{name}", fields, [f.name for f in known[name].fields])


def _work(playbook: Playbook, codes: list[str]) -> Iterator[Fault]:
    roles = [role.code for role in playbook.lists.roles]
    work = playbook.method.work
    yield from strange("work", (w.stage for w in work), codes)
    yield from twice("work", [w.stage for w in work])
    yield from twice("work.checklist", [item.code for w in work for item in w.checklist])
    for w in work:
        yield from _fields(f"work.{w.stage}.required", w.required)
        for item in w.checklist:
            key = f"work.{w.stage}.checklist.{item.code}.role"
            yield from strange(key, filter(None, [item.role]), roles)


def _gates(playbook: Playbook, codes: list[str]) -> Iterator[Fault]:
    roles = [role.code for role in playbook.lists.roles]
    decisions = [decision.code for decision in playbook.lists.decisions]
    yield from twice("gates", [gate.code for gate in playbook.gates])
    for gate in playbook.gates:
        key = f"gates.{gate.code}"
        lost = [*strange(f"{key}.after", [gate.after], codes),
                *strange(f"{key}.before", [gate.before], codes)]  # fmt: skip
        yield from lost
        yield from strange(f"{key}.reviewer", filter(None, [gate.reviewer]), roles)
        yield from strange(f"{key}.decisions", gate.decisions, decisions)
        yield from _fields(f"{key}.required", gate.required)
        if not lost and codes.index(gate.after) >= codes.index(gate.before):
            yield Fault(
                "playbook-cycle",
                key,
                N_("The gate leads back: {before} does not come after {after}."),
                N_("Write in after the earlier stage and in before the later one."),
                (("after", gate.after), ("before", gate.before)),
            )


def _fields(key: str, names: Iterable[str]) -> Iterator[Fault]:
    from salestui.model.entities import entity

    known = [field.name for field in entity("deals").fields]
    yield from strange(key, names, known)


def _tailoring(playbook: Playbook) -> Iterator[Fault]:
    bands = playbook.tailoring
    yield from twice("tailoring", [band.code for band in bands])
    limits = [band.up_to or float("inf") for band in bands]
    if any(later <= earlier for earlier, later in pairwise(limits)):
        yield Fault(
            "playbook-bands",
            "tailoring",
            N_("The size bands do not rise."),
            N_("Write them from small to large; the last has no limit, up_to = 0."),
        )
    elif limits and limits[-1] != float("inf"):
        yield Fault(
            "playbook-bands",
            f"tailoring.{bands[-1].code}.up_to",
            N_("Deals above the last limit have no size band."),
            N_("Leave up_to out of the last band."),
        )
    for band in bands:
        yield from _merges(playbook, band)


def _merges(playbook: Playbook, band: SizeBand) -> Iterator[Fault]:
    kinds = {stage.code: stage.kind for stage in playbook.stages}
    gates = {gate.code: gate for gate in playbook.gates}
    key = f"tailoring.{band.code}"
    for name, merges, known in (
        ("merge_stages", band.merge_stages, list(kinds)),
        ("merge_gates", band.merge_gates, list(gates)),
    ):
        lost = list(strange(f"{key}.{name}", (*merges, *merges.values()), known))
        yield from lost
        if cycle := cycle_in({a: (b,) for a, b in merges.items()}):
            yield Fault(
                "playbook-cycle",
                f"{key}.{name}",
                N_("Merged into each other: {way}."),
                N_("One of them must stay."),
                (("way", " → ".join(cycle)),),
            )
        if lost or cycle:
            return
    for code, into in band.merge_stages.items():
        if kinds[code] != kinds[into]:
            yield Fault(
                "playbook-merge-kind",
                f"{key}.merge_stages.{code}",
                N_("A stage that is {kind} cannot be part of one that is {other}."),
                N_("Merge stages of one kind."),
                (("kind", kinds[code]), ("other", kinds[into])),
            )
    yield from _swallowed(band, gates, key)


def _swallowed(band: SizeBand, gates: Mapping[str, Gate], key: str) -> Iterator[Fault]:
    for code, gate in gates.items():
        inside = end_of(band.merge_stages, gate.after) == end_of(band.merge_stages, gate.before)
        if inside and end_of(band.merge_gates, code) == code:
            yield Fault(
                "playbook-gate-lost",
                f"{key}.merge_gates",
                N_("The stages around the gate {gate} are merged, so nobody would ask it."),
                N_("Say in merge_gates which gate asks its questions."),
                (("gate", code),),
            )
