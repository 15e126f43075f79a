"""What every optional sheet is told with: the core sheets' rows, words, and a few key deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from salestui.model.entities import entity
from salestui.model.playbook import Named, Playbook
from sample_workbooks import AS_OF
from sample_workbooks.records import Story
from sample_workbooks.reps import REPS
from sample_workbooks.rows import CustomerRow, DealRow, Rows
from sample_workbooks.sheets import Cell
from sample_workbooks.story import working_day
from sample_workbooks.vocabulary import Vocabulary

Row = dict[str, Cell]
"""A row of an optional sheet by field name; what is missing is an empty cell."""

Words = Mapping[str, tuple[str, ...]]

_INITIALS = ("csat", "nps")
_KEY_REPS = (4, 0, 1, 6, 8, 10, 5, 3, 2)
"""The reps whose biggest open deal is told in full, flagships first."""


@dataclass(frozen=True)
class Telling:
    """One language's story and words.

    Attributes:
        yes, no: how the team writes flags.
        scale: the book's currency units for one unit of the cast's.
    """

    language: str
    names: Vocabulary
    words: Words
    story: Story
    rows: Rows
    playbook: Playbook
    scale: float
    yes: str
    no: str

    def random(self, about: str) -> Random:
        """Draws of one sheet, so that a change in one leaves the others as they are."""
        return Random(f"{self.language} {about}")

    def note(self, key: str, place: int) -> str | None:
        """The same as a remark: some have none."""
        return self.text(key, place) or None

    def text(self, key: str, place: int) -> str:
        """One of the texts of a table, always the same for a place."""
        found = self.words[key]
        return found[place % len(found)]

    def label(self, items: Sequence[Named], code: str) -> str:
        """What a thing of the playbook is called here."""
        return next(item for item in items if item.code == code).labels[self.language]

    def choice(self, sheet: str, field: str, code: str) -> str:
        """The text of a choice."""
        known = entity(sheet).field(field)
        assert known is not None, (sheet, field)
        return sentence(next(c for c in known.choices if c.code == code).labels[self.language])

    def flag(self, *, value: bool) -> str:
        """Yes or no."""
        return self.yes if value else self.no

    def again(self, company: str) -> str:
        """A company's name as somebody else would write it down."""
        form, other = self.words["legal forms"]
        bare = company.removesuffix(form)
        return f"{bare}{other}" if bare != company or not form else f"{company}{other}"

    def rep(self, index: int) -> str:
        """A rep's name."""
        return self.names.reps[index]

    def manager(self, rep: int) -> str:
        """The name of a rep's manager."""
        return self.names.managers[REPS[rep].team]

    @cached_property
    def _name_counts(self) -> Counter[str]:
        return Counter(row.name for row in self.rows.deals)

    def deal(self, row: DealRow) -> str:
        """How other sheets refer to a deal: by its name, by its number where names repeat."""
        return row.name if self._name_counts[row.name] == 1 else row.id

    @cached_property
    def open(self) -> tuple[DealRow, ...]:
        """The open deals, the biggest first."""
        return tuple(
            sorted(
                (r for r in self.rows.deals if r.deal.open),
                key=lambda r: (-r.deal.amount, r.id),
            )
        )

    @cached_property
    def closed(self) -> tuple[DealRow, ...]:
        """The deals won and lost, the latest first."""
        return tuple(
            sorted(
                (r for r in self.rows.deals if r.deal.closed),
                key=lambda r: (r.deal.closed or AS_OF, r.id),
                reverse=True,
            )
        )

    @cached_property
    def won(self) -> tuple[DealRow, ...]:
        """The deals won, the latest first."""
        return tuple(r for r in self.closed if r.deal.won)

    @cached_property
    def lost(self) -> tuple[DealRow, ...]:
        """The deals lost, the latest first."""
        return tuple(r for r in self.closed if not r.deal.won)

    @cached_property
    def keys(self) -> tuple[DealRow, ...]:
        """The deals told in full, of different customers; the first two are the flagships."""
        found: list[DealRow] = []
        for rep in _KEY_REPS:
            taken = {row.customer for row in found}
            able = [r for r in self.open if r.deal.rep == rep and r.customer not in taken]
            late = [r for r in able if r.deal.stage >= 2]
            found.append((late or able)[0])
        return tuple(found)

    @cached_property
    def customer_of(self) -> Mapping[str, CustomerRow]:
        """Customers by name."""
        return {row.name: row for row in self.rows.customers}

    @cached_property
    def regulars(self) -> tuple[CustomerRow, ...]:
        """Customers that bought most often, none of them a key deal's."""
        bought = Counter(r.customer for r in self.won)
        taken = {r.customer for r in self.keys}
        names = sorted(bought, key=lambda name: (-bought[name], name))
        return tuple(self.customer_of[name] for name in names if name not in taken)


def sentence(text: str) -> str:
    """A choice as people write it into a cell: with a capital letter, or all of them."""
    return text.upper() if text in _INITIALS else text[:1].upper() + text[1:]


def days_ago(days: int) -> date:
    """The working day that many days before the story's, or the one before."""
    return working_day(AS_OF - timedelta(days=days), back=True)


def days_ahead(days: int) -> date:
    """The working day that many days after the story's, or the next."""
    return working_day(AS_OF + timedelta(days=days))
