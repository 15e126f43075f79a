"""What everyone has on hand, in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.currencies import currencies, mixed
from salestui.metrics.figure import Figure
from salestui.metrics.inputs import Inputs
from salestui.metrics.people.load import LOAD_FIGURES, Load
from salestui.selling.load import people_loads
from salestui.views.formats import Style, say
from salestui.views.states import State
from salestui.views.told import Told


@dataclass(frozen=True, slots=True)
class LoadLine:
    """One person; ``cells`` in the order of ``headings``, ``about``: why it stands out."""

    person: str
    cells: tuple[str, ...]
    severity: State
    about: str
    load: Load
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class LoadView:
    """What everyone has on hand on a day."""

    day: str
    lines: tuple[LoadLine, ...]
    style: Style


def headings() -> tuple[str, ...]:
    """The names of the columns beside the name."""
    return tuple(i18n.label(meant.labels) for meant in LOAD_FIGURES)


def load_view(state: BookState, inputs: Inputs, as_of: date, style: Style) -> LoadView:
    """Work out what everyone has on hand, whatever the focus is. Blocks: a worker's work."""
    known = currencies(inputs.facts)
    none = mixed(known) if len(known) > 1 else None
    found = people_loads(state, inputs.facts, as_of)
    day = _("as of {day}").format(day=as_of.isoformat())
    return LoadView(day, tuple(_line(load, style, none) for load in found), style)


def load_told(line: LoadLine, span: str) -> Told:
    """What explains the numbers of one person."""
    rows = {kind: (kind, own) for kind, own in line.load.rows.items()}
    behind = {"share": rows["deal_team"], "roles": rows["deal_team"], "deals": rows["deals"],
              "weighted": rows["deals"], "tasks": rows["tasks"],
              "late": ("tasks", line.load.late_rows)}  # fmt: skip
    return Told(line.figures, behind, LOAD_FIGURES, span, line.person)


def load_data(view: LoadView) -> list[dict[str, object]]:
    """The same for JSON, with plain numbers."""
    return [
        {"person": x.person, "share": x.load.share.value, "projects": x.load.roles,
         "deals": x.load.deals, "weighted": x.figures["weighted"].value, "tasks": x.load.tasks,
         "late": len(x.load.late_rows), "too_much": x.load.too_much,
         "reason": "" if x.load.share.reason is None else say(x.load.share.reason)}
        for x in view.lines
    ]  # fmt: skip


def _line(load: Load, style: Style, none: Figure | None) -> LoadLine:
    """``none``: why amounts must not be added up, None where they may."""
    figures = {
        "share": load.share,
        "roles": Figure(float(load.roles)),
        "deals": Figure(float(load.deals)),
        "weighted": none or Figure(load.weighted),
        "tasks": Figure(float(load.tasks)),
        "late": Figure(float(len(load.late_rows))),
    }
    cells = tuple(style.figure(figures[meant.key], meant.unit) for meant in LOAD_FIGURES)
    severity, about = _standing(load)
    return LoadLine(load.person, cells, severity, about, load, figures)


def _standing(load: Load) -> tuple[State, str]:
    if load.too_much:
        return State.LATE, _("! more than the whole time")
    if load.late_rows:
        return State.WARNING, _("tasks are late")
    if not (load.deals or load.tasks or load.roles):
        return State.NEUTRAL, _("nothing on hand")
    return State.NEUTRAL, ""
