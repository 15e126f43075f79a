"""A playbook as people read it: its stages with their work, gates, tailoring and lists."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.i18n import _, joined, language
from salestui.model.entities import DEALS
from salestui.model.playbook import (
    PHASES,
    Gate,
    Phase,
    Playbook,
    SizeBand,
    Stage,
    Words,
    phase_of_stage,
)


def playbook_lines(playbook: Playbook) -> list[str]:
    """The playbook in lines of plain text, in the current language."""
    lines = [f"{_label(playbook.labels)} ({playbook.name})", _label(playbook.description), ""]
    for stage in playbook.stages:
        lines += _stage(playbook, stage)
        for gate in playbook.gates:
            if gate.after == stage.code:
                lines += _gate(playbook, gate)
    if playbook.tailoring:
        lines += ["", _("By size of the deal:")]
        lines += [f"  {line}" for band in playbook.tailoring for line in _band(playbook, band)]
    return [*lines, "", *_project(playbook), "", *_lists(playbook)]


def playbook_data(playbook: Playbook) -> dict[str, object]:
    """The playbook's names and stages for programs; filters number stages from 0, as here."""
    return {
        "name": playbook.name,
        "labels": playbook.labels,
        "description": playbook.description,
        "origin": playbook.origin,
        "stages": [
            {
                "number": None if stage.kind == "lost" else number,
                "code": stage.code,
                "labels": stage.labels,
                "kind": stage.kind,
                "probability": stage.probability,
            }
            for number, stage in enumerate(playbook.stages)
        ],
        "gates": [{"code": g.code, "after": g.after, "labels": g.labels} for g in playbook.gates],
    }


def _stage(playbook: Playbook, stage: Stage) -> Iterator[str]:
    work = playbook.work(stage.code)
    yield f"■ {_label(stage.labels)}  {stage.probability:.0%}"
    if step := playbook.buyer_step(stage.buyer_step):
        yield "  " + _("customer: {step}").format(step=_label(step.labels))
    if work.milestone:
        yield "  " + _("enter when: {text}").format(text=_words(work.milestone))
    if work.exit:
        yield "  " + _("leave when: {text}").format(text=_words(work.exit))
    if work.required:
        yield "  " + _("must be filled: {fields}").format(fields=_fields(work.required))
    for item in work.checklist:
        mark = "□" if item.required else "◦"
        yield f"  {mark} {_label(item.labels)}"


def _gate(playbook: Playbook, gate: Gate) -> Iterator[str]:
    role = next((r for r in playbook.lists.roles if r.code == gate.reviewer), None)
    yield f"◆ {_label(gate.labels)}" + (f" · {_label(role.labels)}" if role else "")
    for question in gate.questions:
        yield f"  ? {_words(question)}"


def _band(playbook: Playbook, band: SizeBand) -> Iterator[str]:
    below = _("below {amount}").format(amount=f"{band.up_to:,.0f}") if band.up_to else ""
    yield f"{_label(band.labels)}  {below}".rstrip()
    names = {item.code: _label(item.labels) for item in (*playbook.stages, *playbook.gates)}
    for code, into in (*band.merge_stages.items(), *band.merge_gates.items()):
        yield "  " + _("{part} is part of {whole}").format(part=names[code], whole=names[into])


def _project(playbook: Playbook) -> Iterator[str]:
    """How deals are run as projects: whose size asks for it, phases, reports, documents."""
    project = playbook.project
    bands = {band.code: _label(band.labels) for band in playbook.tailoring}
    sizes = joined(bands[code] for code in project.levels if code in bands)
    yield _("As projects: {sizes}").format(sizes=sizes or "-")
    for phase in PHASES:
        stages = [s for s in playbook.stages if phase_of_stage(playbook, s) == phase]
        name = _label(_phase_labels(phase))
        yield f"  {name}: {joined(_label(stage.labels) for stage in stages)}"
    for code, days in project.report_days.items():
        if code in bands:
            yield "  " + _("{size}: a report every {n} d").format(size=bands[code], n=days)
    documents = joined(_label(kind.labels) for kind in project.documents)
    yield "  " + _("documents: {names}").format(names=documents)


def _phase_labels(phase: Phase) -> dict[str, str]:
    field = DEALS.field("project_phase")
    choice = field.choice(phase) if field is not None else None
    return choice.labels if choice is not None else {"en": phase, "zh": phase}


def _lists(playbook: Playbook) -> Iterator[str]:
    lists = playbook.lists
    for title, items in (
        (_("lead channels"), lists.channels),
        (_("loss reasons"), lists.loss_reasons),
        (_("activities"), lists.activity_types),
        (_("roles"), lists.roles),
        (_("decision criteria"), lists.criteria),
    ):
        yield f"{title}: {joined(_label(item.labels) for item in items)}"


def _fields(names: tuple[str, ...]) -> str:
    known = {field.name: _label(field.labels) for field in DEALS.fields}
    return joined(known.get(name, name) for name in names)


def _words(words: Words) -> str:
    return _label(words.labels)


def _label(labels: dict[str, str]) -> str:
    return labels[language()]
