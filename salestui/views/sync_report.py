"""What a sync did as lines to read, and as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from salestui.book.edits import Unread, Value
from salestui.book.syncing.agreement import Never
from salestui.book.syncing.planning import Change, Clash, Done, SyncConflict
from salestui.book.syncing.running import Synced
from salestui.book.syncing.sharing import LeftOut, Why
from salestui.i18n import _, ngettext
from salestui.mapping.layout import Column
from salestui.views.cells import column_title, said_text
from salestui.views.names import entity_name


def change_lines(done: Synced) -> Iterator[str]:
    """A line for each cell and row that was written, by workbook."""
    for change in sorted(done.changes, key=lambda c: c.end):
        yield f"{done.titles[change.end]}  {_what(change)}"


def _what(change: Change) -> str:
    where = _row(change.entity, change.title, change.key)
    if change.done is Done.ADDED:
        return _("{row}: new row").format(row=where)
    if change.done is Done.REMOVED:
        return _("{row}: row removed").format(row=where)
    column = change.column
    assert column is not None, "only whole rows have none"
    before, after = said_text(column, change.before), said_text(column, change.after)
    return f"{where} · {column_title(column)}: {before} → {after}"


def _row(entity: str, title: str, key: str) -> str:
    return f"{entity_name(entity)} · " + (f"{key} {title}" if key and key != title else title)


def conflict_lines(done: Synced) -> Iterator[str]:
    """A line for each cell that was written nowhere."""
    for one in done.conflicts:
        where = f"{_row(one.entity, one.title, one.key)} · {column_title(one.column)}"
        yield f"! {where}: {_sides(one)}"


def _sides(one: SyncConflict) -> str:
    base = _("(never the same)") if isinstance(one.base, Never) else said_text(one.column, one.base)
    here, there = said_text(one.column, one.here), said_text(one.column, one.there)
    if one.clash is Clash.REMOVED_HERE:
        here = _("(row removed)")
    elif one.clash is Clash.REMOVED_THERE:
        there = _("(row removed)")
    elif one.clash is Clash.FORMULA_HERE:
        here = _("{value}, a formula").format(value=here)
    elif one.clash is Clash.FORMULA_THERE:
        there = _("{value}, a formula").format(value=there)
    return _("was {base}, here {here}, there {there}").format(base=base, here=here, there=there)


def notes(done: Synced) -> Iterator[str]:
    """What a person should know beside the changes: what is not synced, and what was refused."""
    for notice in (*done.notices, *done.reasons):
        yield notice.sentence(_)
    for change in done.refused:
        yield _("Not written to {title}: {what}").format(
            title=done.titles[change.end], what=_what(change)
        )
    for one in done.left_out:
        yield _left_out(one, done)


def _left_out(one: LeftOut, done: Synced) -> str:
    parts = {"table": entity_name(one.entity), "column": one.header, "title": done.titles[one.end]}
    if not one.header:
        return _("{table} is not synced: {title} has no such sheet.").format(**parts)
    sentence = {
        Why.MISSING: _("{table} · {column} is not synced: {title} has no such column."),
        Why.CALCULATED: _("{table} · {column} is not synced: {title} calculates it."),
        Why.KIND: _("{table} · {column} is not synced: it holds another kind of value in {title}."),
    }
    return sentence[one.why].format(**parts)


def summary(done: Synced, *, dry_run: bool) -> Iterator[str]:
    """How much there was of what."""
    for end, title in done.titles.items():
        n = sum(change.end is end for change in done.changes)
        if not n:
            continue
        told = (
            ngettext("{n} change to write to {title}.", "{n} changes to write to {title}.", n)
            if dry_run
            else ngettext("{n} change written to {title}.", "{n} changes written to {title}.", n)
        )
        yield told.format(n=n, title=title)
    if not done.changes:
        yield _("Nothing to write.")
    if n := done.withheld:
        yield ngettext(
            "{n} change waits, as it goes the other way.",
            "{n} changes wait, as they go the other way.",
            n,
        ).format(n=n)
    if n := len(done.conflicts):
        yield ngettext(
            "{n} conflict, written nowhere: --prefer here or --prefer there decides.",
            "{n} conflicts, written nowhere: --prefer here or --prefer there decides.",
            n,
        ).format(n=n)


def sync_data(done: Synced) -> dict[str, object]:
    """The same for programs: values as they are, days as ISO texts."""
    return {
        "first": done.first,
        "changes": [_change_data(change) for change in done.changes],
        "conflicts": [_conflict_data(one) for one in done.conflicts],
        "refused": [_change_data(change) for change in done.refused],
        "withheld": done.withheld,
        "left_out": [
            {"entity": o.entity, "header": o.header or None, "side": str(o.end), "why": str(o.why)}
            for o in done.left_out
        ],
        "notices": [notice.sentence(_) for notice in (*done.notices, *done.reasons)],
    }


def _change_data(change: Change) -> dict[str, object]:
    about = {"side": str(change.end), "done": str(change.done)}
    about |= {"entity": change.entity, "key": change.key, "title": change.title}
    if change.column is None:
        return {**about, "values": _plain_row(change.values)}
    sides = {"before": _plain(change.before), "after": _plain(change.after)}
    return {**about, **_column_data(change.column), **sides}


def _conflict_data(one: SyncConflict) -> dict[str, object]:
    return {
        "kind": str(one.clash),
        "entity": one.entity,
        "key": one.key,
        "title": one.title,
        **_column_data(one.column),
        "agreed": not isinstance(one.base, Never),
        "base": None if isinstance(one.base, Never) else _plain(one.base),
        "here": _plain(one.here),
        "there": _plain(one.there),
    }


def _column_data(column: Column) -> dict[str, object]:
    return {"field": column.name, "header": column.header}


def _plain_row(values: Mapping[str, Value]) -> dict[str, object]:
    return {name: _plain(v) for name, v in values.items() if v is not None}


def _plain(value: Value) -> object:
    if isinstance(value, Unread):
        return value.text
    return value.isoformat() if isinstance(value, date) else value
