"""What can be chosen in a mapping, and the profile that each choice makes. All of it is pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from salestui.i18n import _, label, language
from salestui.mapping.profile import Profile, TableProfile
from salestui.model.entities import ENTITIES, entity
from salestui.model.playbook import Playbook, known_playbooks
from salestui.views.mapping.columns import ColumnRow
from salestui.views.mapping.view import Place, StageRow, TableRow

AUTOMATIC = "=automatic"
"""The choice to let it be recognised."""

NONE = "=none"
"""The choice of a column of the team's own, of a table that is not used, of no stage."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, how it reads, a note beside it, and other words that find it."""

    value: str
    title: str
    note: str = ""
    also: tuple[str, ...] = ()


def field_choices(table: TableRow) -> list[Choice]:
    """What a column of a table may be."""
    taken = {row.field: row for row in table.columns if row.field}
    kind = entity(table.entity)
    fields = [
        Choice(
            f.name,
            label(f.labels),
            _field_note(f.name, f.labels, taken.get(f.name)),
            (*f.labels.values(), *f.aliases),
        )
        for f in kind.fields
    ]
    own = Choice(NONE, _("own column"), _("shown and edited as it is, in no figure"))
    return [*fields, own, Choice(AUTOMATIC, _("as recognised"), _("forget what was chosen"))]


def _field_note(name: str, labels: Mapping[str, str], row: ColumnRow | None) -> str:
    other = labels["zh" if language() == "en" else "en"]
    if row is not None:
        now = _("now column {letters}").format(letters=row.letters)
        return f"{other}  {name} · {now}"
    return f"{other}  {name}"


def entity_choices(table: TableRow, tables: tuple[TableRow, ...]) -> list[Choice]:
    """What a table may hold."""
    where = {row.entity: row.sheet for row in tables if row.entity}
    kinds = [
        Choice(
            kind.name,
            label(kind.labels),
            _("now on {sheet}").format(sheet=where[kind.name])
            if kind.name in where and kind.name != table.entity
            else "",
            (*kind.labels.values(), *kind.sheet_aliases),
        )
        for kind in ENTITIES
    ]
    unused = Choice(NONE, _("not used"), _("it is not read"))
    return [*kinds, unused, Choice(AUTOMATIC, _("as recognised"), _("forget what was chosen"))]


def stage_choices(playbook: Playbook) -> list[Choice]:
    """What a text in the column of stages may mean."""
    kinds = {"open": _("open"), "won": _("won"), "lost": _("lost")}
    stages = [
        Choice(
            stage.code,
            label(stage.labels),
            f"{kinds[stage.kind]}  {stage.code}",
            tuple(stage.labels.values()),
        )
        for stage in playbook.stages
    ]
    return [*stages, Choice(AUTOMATIC, _("as recognised"), _("forget what was chosen"))]


def playbook_choices() -> list[Choice]:
    """The playbooks whose stages can be used."""
    known = [
        Choice(
            book.name,
            label({"en": book.en, "zh": book.zh}),
            ", ".join(label(stage.labels) for stage in book.stages),
            (book.en, book.zh),
        )
        for book in known_playbooks()
    ]
    return [*known, Choice(AUTOMATIC, _("as recognised"), _("the one that knows most stages"))]


def date_choices() -> list[Choice]:
    """How dates such as 3/5/2026 are meant."""
    return [
        Choice("day", _("day first"), _("3/5/2026 is in May")),
        Choice("month", _("month first"), _("3/5/2026 is in March")),
        Choice(AUTOMATIC, _("as recognised"), _("where nothing tells, it is left unread")),
    ]


# -- what a choice makes of a profile ------------------------------------------------------------


def with_field(profile: Profile, table: TableRow, header: str, choice: str) -> Profile:
    """The column of this header is a field, one of the team's own, or whatever is recognised."""
    said = _said(profile, table.entity, table.place)
    columns = {h: name for h, name in said.columns.items() if h != header and name != choice}
    if choice != AUTOMATIC:
        columns[header] = "" if choice == NONE else choice
    return _with_table(profile, table.entity, msgspec.structs.replace(said, columns=columns))


def with_entity(profile: Profile, table: TableRow, choice: str) -> Profile:
    """A table holds this entity, is not used, or is whatever is recognised."""
    if choice == AUTOMATIC:
        kept = {n: t for n, t in profile.tables.items() if n != table.entity and not _is(t, table)}
        return msgspec.structs.replace(profile, tables=kept)
    if table.entity and choice != table.entity:
        before = profile.tables.get(table.entity)
        if choice == NONE:
            profile = _with_table(profile, table.entity, TableProfile())
        elif before is not None and _is(before, table):
            rest = {n: t for n, t in profile.tables.items() if n != table.entity}
            profile = msgspec.structs.replace(profile, tables=rest)
    if choice == NONE:
        return profile
    place = table.place
    if table.entity == choice:
        return _with_table(profile, choice, _said(profile, choice, place))
    return _with_table(profile, choice, TableProfile(place.sheets, place.header))


def with_stage(profile: Profile, row: StageRow, choice: str) -> Profile:
    """A text in the column of stages means this stage."""
    stages = {text: code for text, code in profile.stages.items() if text != row.text}
    if choice != AUTOMATIC:
        stages[row.text] = choice
    return msgspec.structs.replace(profile, stages=stages)


def with_playbook(profile: Profile, choice: str) -> Profile:
    """Another playbook's stages are used; what was said of stages was said of the one before."""
    name = "" if choice == AUTOMATIC else choice
    if name == profile.playbook:
        return profile
    return msgspec.structs.replace(profile, playbook=name, stages={})


def with_dates(profile: Profile, choice: str) -> Profile:
    """Dates are meant day first or month first where nothing tells."""
    return msgspec.structs.replace(profile, day_first={"day": True, "month": False}.get(choice))


def _said(profile: Profile, name: str, place: Place) -> TableProfile:
    """What the profile says of an entity's table, which stands there now."""
    said = profile.tables.get(name)
    if said is not None and said.sheets:
        return said
    return TableProfile(place.sheets, place.header)


def _is(said: TableProfile, table: TableRow) -> bool:
    """Whether what is said is said of this table."""
    place = table.place
    return bool(set(said.sheets) & set(place.sheets)) and said.header in ("", place.header)


def _with_table(profile: Profile, name: str, said: TableProfile) -> Profile:
    return msgspec.structs.replace(profile, tables={**profile.tables, name: said})
