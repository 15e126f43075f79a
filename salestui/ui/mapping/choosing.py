"""What the mapping screen asks: each question offers choices, each answer makes another profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.model.playbook import playbook
from salestui.views.mapping import choices

if TYPE_CHECKING:
    from salestui.mapping.profile import Profile
    from salestui.views.mapping.columns import ColumnRow
    from salestui.views.mapping.view import MappingView, StageRow, TableRow


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answers, what holds now, and the profile that an answer makes of one."""

    title: str
    offered: Sequence[choices.Choice]
    now: str
    made: Callable[[Profile, str], Profile]


def about_table(view: MappingView, table: TableRow) -> Question:
    """What a table holds."""
    return Question(
        _("What is on {sheet}, {cells}?").format(sheet=table.sheet, cells=table.cells),
        choices.entity_choices(table, view.tables),
        table.entity or choices.NONE,
        lambda profile, value: choices.with_entity(profile, table, value),
    )


def about_column(table: TableRow, column: ColumnRow) -> Question:
    """Which field a column is."""
    return Question(
        _("What is column {letters}, {header}?").format(
            letters=column.letters, header=column.header
        ),
        choices.field_choices(table),
        column.field or choices.NONE,
        lambda profile, value: choices.with_field(profile, table, column.header, value),
    )


def about_stage(view: MappingView, row: StageRow) -> Question:
    """Which stage a text means."""
    return Question(
        _("Which stage is {text}?").format(text=row.text),
        choices.stage_choices(playbook(view.playbook)),
        row.code,
        lambda profile, value: choices.with_stage(profile, row, value),
    )


def about_playbook(view: MappingView) -> Question:
    """Whose stages are used."""
    offered = choices.playbook_choices()
    return Question(_("Playbook"), offered, view.playbook, choices.with_playbook)


def about_dates(profile: Profile) -> Question:
    """How dates are meant where nothing tells."""
    now = {True: "day", False: "month", None: choices.AUTOMATIC}[profile.day_first]
    return Question(_("Dates such as 3/5/2026"), choices.date_choices(), now, choices.with_dates)
