"""The history as lines to show: one for each act, one for each of its changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Unread, Value
from salestui.book.journal.reader import Entry, PastChange
from salestui.book.journal.record import Act, Fate
from salestui.book.state import BookState
from salestui.book.syncing.wishes import LABEL as SYNC
from salestui.i18n import _, ngettext
from salestui.mapping.layout import Column
from salestui.model.entities import entity
from salestui.model.fields import FieldType
from salestui.views.cells import column_title, said_text
from salestui.views.names import entity_name


@dataclass(frozen=True, slots=True)
class ActLine:
    """What was done at once: when, who, what."""

    entry: Entry
    when: str
    who: str
    what: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of the act above: where, from, to, and what became of it.

    Attributes:
        mark: ``+`` for a row added, ``−`` for one deleted, ``•`` for a cell.
        standing: whether it holds: not taken back, not given up.
    """

    entry: Entry
    mark: str
    where: str
    title: str
    field: str
    before: str
    after: str
    fate: str
    standing: bool


HistoryLine = ActLine | ChangeLine


def history_lines(
    entries: Iterable[Entry], state: BookState | None = None, last: Entry | None = None
) -> list[HistoryLine]:
    """Entries in their order, each act before its changes.

    Args:
        state: whose columns say how values read; None: as the fields are declared.
        last: the entry before these, whose act is shown already.
    """
    lines: list[HistoryLine] = []
    before = (last.slot, last.act) if last is not None else None
    for entry in entries:
        if (entry.slot, entry.act) != before:
            lines.append(_act_line(entry))
        before = entry.slot, entry.act
        if entry.change is not None:
            lines.append(_change_line(entry, entry.change, state))
    return lines


def _act_line(entry: Entry) -> ActLine:
    mine = entry.kind is not Act.OBSERVED
    who = entry.user if mine else _("others")
    when = f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}"
    what = act_text(entry)
    if entry.unlisted:
        more = ngettext("{n} more change", "{n} more changes", entry.unlisted)
        what = f"{what} · {more.format(n=entry.unlisted)}"
    return ActLine(entry, when, who, what, mine)


def act_text(entry: Entry) -> str:
    """What was done, in words."""
    template = {
        Act.EDIT: "{label}",
        Act.UNDO: _("Undone: {label}"),
        Act.REDO: _("Redone: {label}"),
        Act.RESOLVE: _("Conflict decided: {label}"),
        Act.SAVE: _("Saved"),
        Act.RECOVER: _("Went on with edits not saved"),
        Act.DISCARD: _("Edits given up"),
        Act.OBSERVED: _("Changed by others"),
        Act.CREATE: _("Sheet added: {label}"),
        Act.WIDEN: _("Column added: {label}"),
    }[entry.kind]
    label = _("Sync") if entry.label == SYNC else entry.label
    return template.format(label=label)


def fate_text(change: PastChange) -> str:
    """What became of a change."""
    if change.undone:
        return _("taken back")
    return {
        Fate.WAITING: _("waiting"),
        Fate.SAVED: _("saved"),
        Fate.DISCARDED: _("given up"),
        Fate.OBSERVED: _("by others"),
    }[change.fate]


def _change_line(entry: Entry, change: PastChange, state: BookState | None) -> ChangeLine:
    mark = {"set": "•", "add": "+", "delete": "−"}[change.kind]
    column = _column(change, state)
    whole = {"add": _("new row"), "delete": _("row deleted")}.get(change.kind, "")
    cell = change.kind == "set"
    return ChangeLine(
        entry=entry,
        mark=mark,
        where=entity_name(change.entity),
        title=change.title or change.key or (f"#{change.row + 1}" if change.row >= 0 else "–"),
        field=whole or column_title(column),
        before=said_text(column, change.before) if cell else "",
        after=said_text(column, change.after) if cell else "",
        fate=fate_text(change),
        standing=not change.undone and change.fate is not Fate.DISCARDED,
    )


def _column(change: PastChange, state: BookState | None) -> Column:
    """The column of a change as the sheet has it, else as its field is declared."""
    rows = state.rows(change.entity) if state is not None else None
    known = rows.layout.column(change.column) if rows is not None else None
    if known is not None:
        return known
    field = entity(change.entity).field(change.column)
    kind = field.type if field is not None else _type_of(change.before, change.after)
    return Column(change.column, "", kind, None, field)


def _type_of(*values: Value) -> FieldType:
    """What a column of the team's own holds, as far as values tell."""
    for value in values:
        match value:
            case bool():
                return FieldType.FLAG
            case int() | float():
                return FieldType.NUMBER
            case date():
                return FieldType.DATE
    return FieldType.TEXT


def entry_data(entry: Entry) -> dict[str, object]:
    """An entry as plain data for programs: ISO times, values as they are."""
    data: dict[str, object] = {
        "at": entry.at.isoformat(),
        "user": entry.user or None,
        "act": str(entry.kind),
        "label": entry.label,
    }
    if entry.unlisted:
        data["unlisted"] = entry.unlisted
    if (change := entry.change) is None:
        return data
    data |= {
        "change": change.kind,
        "entity": change.entity,
        "key": change.key,
        "title": change.title,
        "state": "undone" if change.undone else str(change.fate),
    }
    if change.kind == "set":
        sides = {"before": _plain(change.before), "after": _plain(change.after)}
        return data | {"field": change.column} | sides
    return data | {"values": {n: _plain(v) for n, v in change.values.items() if v is not None}}


def _plain(value: Value) -> object:
    if isinstance(value, Unread):
        return value.text
    return value.isoformat() if isinstance(value, date) else value


def history_rows(lines: Sequence[HistoryLine]) -> list[Sequence[str]]:
    """The lines as cells of a plain table: when, who, what, where, field, change, state."""
    rows: list[Sequence[str]] = []
    acts: Mapping[tuple[int, int], ActLine] = {
        (line.entry.slot, line.entry.act): line for line in lines if isinstance(line, ActLine)
    }
    bare = {(line.entry.slot, line.entry.act) for line in lines if isinstance(line, ChangeLine)}
    for line in lines:
        act = acts[line.entry.slot, line.entry.act]
        head = (act.when, act.who, act.what)
        if isinstance(line, ChangeLine):
            change = f"{line.before} → {line.after}" if line.before else ""
            rows.append((*head, line.where, line.title, line.field, change, line.fate))
        elif (line.entry.slot, line.entry.act) not in bare:
            rows.append(head)
    return rows
