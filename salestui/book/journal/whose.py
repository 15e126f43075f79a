"""Of what was seen in the workbook: what commands had noted, and what others did."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Value
from salestui.book.journal.commands import Noted, noted_since, wait_for_commands
from salestui.book.journal.named import Named
from salestui.book.observing import Observation
from salestui.book.taking_back import same

_SLACK = timedelta(minutes=2)
"""A reading may have begun so long before the time that it is known by."""


@dataclass(frozen=True, slots=True)
class Others:
    """What others did; ``told``: the numbers of the commands' changes that are the rest of it."""

    changes: tuple[Named, ...]
    told: Collection[int] = ()


class Whose:
    """Tells changes that commands noted from those of others, each only once."""

    def __init__(self, folder: Path, location: str) -> None:
        self._where = folder, location
        self._told: set[int] = set()

    def wait(self) -> None:
        """Let a command that is writing note what it does. Blocks."""
        wait_for_commands(*self._where)

    def others(self, seen: Observation) -> Others:
        """What of it is in no note of a command."""
        if not seen.changes:
            return Others(())
        since = seen.since - _SLACK if seen.since is not None else None
        noted = [n for n in noted_since(*self._where, since) if n.number not in self._told]
        if not noted:
            return Others(seen.changes)
        sifted = _Sifted(noted)
        left = tuple(other for named in seen.changes for other in sifted.left(named))
        return Others(left, sifted.told)

    def tell(self, numbers: Collection[int]) -> None:
        """These are known now: a change like them that comes later is another one."""
        self._told.update(numbers)


@dataclass
class _Sifted:
    """The commands' changes; ``told``: those that were found in what was seen."""

    noted: Sequence[Noted]
    told: set[int] = field(default_factory=set)

    def left(self, seen: Named) -> Iterator[Named]:
        """What of one change is not theirs."""
        match seen.edit:
            case SetField(entity, row, column, before, after):
                first, last = self._between(_place(seen), column, before, after)
                if not same(first, last):
                    yield replace(seen, edit=SetField(entity, row, column, first, last))
            case AddRow(entity, row, values) if (mine := self._whole(seen)) is not None:
                for column, value in self._written(seen, mine).items():
                    if column in values and not same(value, values[column]):
                        edit = SetField(entity, row, column, value, values[column])
                        yield replace(seen, edit=edit)
            case DeleteRow() if self._whole(seen) is not None:
                pass
            case _:
                yield seen

    def _between(
        self, place: tuple[str, str], column: str, before: Value, after: Value
    ) -> tuple[Value, Value]:
        """What others found and left of a cell: without what commands did before and after."""
        mine = [(n.number, n.named.edit) for n in self.noted if _place(n.named) == place]
        cell = [(i, e) for i, e in mine if isinstance(e, SetField) and e.column == column]
        for number, edit in cell:
            if same(before, after):
                break
            if same(edit.before, before):
                before = edit.after
                self.told.add(number)
        for number, edit in reversed(cell):
            if same(before, after):
                break
            if number not in self.told and same(edit.after, after):
                after = edit.before
                self.told.add(number)
        return before, after

    def _whole(self, seen: Named) -> Edit | None:
        """The row that a command added or deleted and that is this one."""
        for each in self.noted:
            edit = each.named.edit
            if each.number in self.told or type(edit) is not type(seen.edit):
                continue
            if _place(each.named) == _place(seen) and (_place(seen)[1] or _alike(edit, seen.edit)):
                self.told.add(each.number)
                return edit
        return None

    def _written(self, seen: Named, added: Edit) -> Mapping[str, Value]:
        """The values of a new row as commands left them."""
        values = dict(added.values) if isinstance(added, AddRow) else {}
        for each in self.noted:
            edit = each.named.edit
            if isinstance(edit, SetField) and _place(each.named) == _place(seen):
                values[edit.column] = edit.after
                self.told.add(each.number)
        return values


def _place(named: Named) -> tuple[str, str]:
    """What tells a row in two readings: its key, else its title."""
    return named.edit.entity, named.key or named.title


def _alike(one: Edit, other: Edit) -> bool:
    """Whether rows that have no name hold the same, as far as one says."""
    if isinstance(one, SetField) or isinstance(other, SetField):
        return False
    return all(same(value, other.values.get(name)) for name, value in one.values.items())
