"""What the options of ``salestui map`` change in a profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import msgspec

from adapters.outlines import Outline
from salestui.cli.main import UsageError
from salestui.i18n import _, joined
from salestui.mapping.chosen import folded
from salestui.mapping.layout import Layout, TableLayout
from salestui.mapping.profile import Profile, TableProfile
from salestui.model.entities import ENTITIES
from salestui.model.fields import Entity
from salestui.model.playbook import Playbook

AUTO = "auto"
"""In place of a field: what a column is, is recognised again."""


def with_tables(profile: Profile, wanted: Sequence[str], outline: Outline) -> Profile:
    """The profile with the sheets of entities changed: ``deals=SHEET[:HEADER]``, ``deals=``.

    Raises:
        UsageError: an option that is not of this form, or names what there is not.
    """
    tables = dict(profile.tables)
    begun: set[str] = set()
    for text in wanted:
        name, equals, place = text.partition("=")
        entity = _entity(name)
        if not equals:
            raise UsageError(
                _("{text} names no sheet.").format(text=repr(text)),
                _("Write deals=SHEET, deals=SHEET:HEADER, or deals= for none."),
            )
        sheet, _colon, header = place.partition(":")
        before = tables.get(entity.name, TableProfile())
        sheets = before.sheets if entity.name in begun else ()
        if sheet:
            sheets = (*sheets, _named(sheet, (s.name for s in outline.sheets), "sheet"))
        begun.add(entity.name)
        tables[entity.name] = msgspec.structs.replace(before, sheets=sheets, header=header)
    return msgspec.structs.replace(profile, tables=tables)


def with_columns(profile: Profile, wanted: Sequence[str], layout: Layout) -> Profile:
    """The profile with columns changed: ``deals:HEADER=FIELD``, nothing for a column of one's own.

    Args:
        layout: what is recognised with the profile.

    Raises:
        UsageError: an option that is not of this form, or names what there is not.
    """
    tables = dict(profile.tables)
    for text in wanted:
        place, equals, name = text.rpartition("=")
        kind, colon, header = place.partition(":")
        if not equals or not colon:
            raise UsageError(
                _("{text} names no column and field.").format(text=repr(text)),
                _("Write deals:HEADER=FIELD, or deals:HEADER= to keep it as your own."),
            )
        entity = _entity(kind)
        table = layout.tables.get(entity.name)
        if table is None:
            raise UsageError(
                _("There is no table of {entity} in this workbook.").format(entity=entity.name),
                _("Say where it is: --table {entity}=SHEET").format(entity=entity.name),
            )
        parts = table.sheets
        header = _named(header, (c.header for p in parts for c in p.columns), "column")
        if name and name != AUTO:
            _named(name, (f.name for f in entity.fields), "field")
        tables[entity.name] = _with_column(tables.get(entity.name), parts, header, name)
    return msgspec.structs.replace(profile, tables=tables)


def _with_column(
    said: TableProfile | None, parts: Sequence[TableLayout], header: str, name: str
) -> TableProfile:
    """The table with one column changed; another that was said to be that field is let go."""
    before = said or TableProfile()
    kept = {h: n for h, n in before.columns.items() if h != header and (not name or n != name)}
    columns = kept if name == AUTO else {**kept, header: name}
    sheets = before.sheets or tuple(part.sheet for part in parts)
    return msgspec.structs.replace(before, sheets=sheets, columns=columns)


def with_stages(profile: Profile, wanted: Sequence[str], playbook: Playbook) -> Profile:
    """The profile with the meaning of stages changed: ``TEXT=STAGE``; ``TEXT=`` takes it back.

    Raises:
        UsageError: an option that is not of this form, or no stage of the playbook.
    """
    stages = dict(profile.stages)
    for text in wanted:
        meant, equals, name = text.rpartition("=")
        if not equals or not meant.strip():
            raise UsageError(
                _("{text} names no text and stage.").format(text=repr(text)),
                _("Write TEXT=STAGE, such as {example}.").format(example="谈判=negotiation"),
            )
        if not name:
            stages.pop(meant, None)
            continue
        stage = playbook.stage(name)
        if stage is None:
            raise UsageError(
                _("{name} is no stage of the playbook {playbook}.").format(
                    name=repr(name), playbook=playbook.name
                ),
                _("Choose one of {choices}.").format(
                    choices=joined(stage.code for stage in playbook.stages)
                ),
            )
        stages[meant] = stage.code
    return msgspec.structs.replace(profile, stages=stages)


def _entity(name: str) -> Entity:
    _named(name, (entity.name for entity in ENTITIES), "table")
    return next(entity for entity in ENTITIES if entity.name == name)


def _named(name: str, known: Iterable[str], kind: str) -> str:
    """The one of the known names that is meant.

    Raises:
        UsageError: there is none.
    """
    there = list(dict.fromkeys(filter(None, known)))
    for same in (str, folded):
        if found := next((one for one in there if same(one) == same(name)), None):
            return found
    sentences = {
        "sheet": _("There is no sheet {name}."),
        "column": _("There is no column {name}."),
        "field": _("There is no field {name}."),
        "table": _("There is no kind of table {name}."),
    }
    near = get_close_matches(name, there, 1, 0.7)
    hint = (
        _("Did you mean {name}?").format(name=near[0])
        if near
        else _("Choose one of {choices}.").format(choices=joined(there))
    )
    raise UsageError(sentences[kind].format(name=repr(name)), hint)
