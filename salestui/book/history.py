"""What was done and can be taken back, what was taken back and can be done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from salestui.book.edits import EditGroup
from salestui.book.journal.record import Act

_LOOSE = 100


@dataclass(frozen=True, slots=True)
class Done:
    """Something done: its number in the journal, or 0 and its edits where that has it not."""

    act: int
    label: str
    group: EditGroup | None = None


class History:
    """Two stacks; what is taken back moves from one to the other as it was done first."""

    def __init__(
        self, steps: Iterable[tuple[int, Act, int, str]] = (), loose: Iterable[Done] = ()
    ) -> None:
        """``steps``: the acts of a journal, see ``journal.record.read_steps``.

        ``loose``: what was done later and is in none.
        """
        self._done: list[Done] = []
        self._undone: list[Done] = []
        for number, act, of, label in steps:
            self._replay(number, act, of, label)
        for done in loose:
            self.record(done)

    def _replay(self, number: int, act: Act, of: int, label: str) -> None:
        if act is Act.EDIT:
            self.record(Done(number, label))
            return
        source, sink = self._stacks(act)
        for done in [d for d in source if d.act == of]:
            source.remove(done)
            sink.append(done)

    def _stacks(self, act: Act) -> tuple[list[Done], list[Done]]:
        undo = act is Act.UNDO
        return (self._done, self._undone) if undo else (self._undone, self._done)

    def record(self, done: Done) -> None:
        """Remember what was just done; what was undone before cannot be redone now."""
        self._done.append(done)
        self._undone.clear()

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty for nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty for nothing."""
        return self._undone[-1].label if self._undone else ""

    def next(self, act: Act) -> Done | None:
        """What undo or redo is about next; None for nothing."""
        source, _sink = self._stacks(act)
        return source[-1] if source else None

    def move(self, act: Act) -> None:
        """That was taken back, or done again."""
        source, sink = self._stacks(act)
        sink.append(source.pop())

    def drop(self, done: Done) -> None:
        """That is given up: neither undo nor redo reaches it."""
        for stack in (self._done, self._undone):
            if done in stack:
                stack.remove(done)

    @property
    def loose(self) -> list[Done]:
        """What was done and is in no journal."""
        return [done for done in self._done if done.group is not None]

    def loosen(self, group: Callable[[int], EditGroup]) -> None:
        """Hold all edits here: the journal that has them is left; ``group`` reads it."""
        for stack in (self._done, self._undone):
            stack[:] = [d if d.group is not None else Done(0, d.label, group(d.act))
                        for d in stack[-_LOOSE:]]  # fmt: skip
