"""The lists of the screen of collections: lines to chase, ages, and parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from salestui.i18n import N_, _
from salestui.ui.widgets.charts.bars import bar
from salestui.ui.widgets.headed_list import Column, HeadedList

if TYPE_CHECKING:
    from salestui.metrics.cash.definitions import Rate
    from salestui.views.cash.lines import ChaseLine
    from salestui.views.cash.view import AgeLine, PartLine

BAR = 24


class Entered(Message):
    """Somebody goes on from what is selected."""


class ChasePanel(HeadedList["ChaseLine"]):
    """The lines that are owed, what matters most first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._about = ""
        self._needs = ""

    def put_lines(self, rows: Sequence[ChaseLine], about: str, needs: str) -> None:
        """Show lines; ``about``: how many are to be chased, or of which age they are."""
        self._about, self._needs = about, needs
        self.put(rows)
        self.decorate()
        self.refresh()

    def key(self, row: ChaseLine) -> object:
        """The plan line."""
        return row.row

    def columns(self) -> Sequence[Column]:
        """How it stands and the amount stay; the rest goes by what it tells least."""
        from salestui.views.cash.lines import headings

        stands, customer, title, what, due, late, unpaid, promise, rep = headings()
        return (
            Column(stands, least=10),
            Column(customer, least=14),
            Column(title, least=9, rank=2),
            Column(what, least=10, rank=5),
            Column(due, 10, rank=3),
            Column(late, 6, "right", rank=1, number=True),
            Column(unpaid, 9, "right", number=True),
            Column(promise, least=14, rank=4),
            Column(rep, least=8, rank=6),
        )

    def cells(self, row: ChaseLine) -> Sequence[str]:
        """The texts of a line."""
        return row.cells

    def tones(self, row: ChaseLine) -> Sequence[str]:
        """How it stands."""
        return (str(row.tone),)

    def title(self) -> str:
        """What it is."""
        return _("To chase")

    def note(self) -> str:
        """How many, or of which age."""
        return self._about

    def hint(self) -> str:
        """The keys."""
        return _("enter contract or deal · p payment · w promise · c customer · v by whom")

    def nothing(self) -> str:
        """Why there is nothing."""
        return self._needs

    def act(self) -> None:
        """Open it."""
        self.post_message(Entered())


class AgePanel(HeadedList["AgeLine"]):
    """What is owed by how long it is overdue."""

    def key(self, row: AgeLine) -> object:
        """The bucket."""
        return row.bucket

    def columns(self) -> Sequence[Column]:
        """Name, amount, share, lines, and a bar."""
        from salestui.views.cash.view import age_headings

        unpaid, share, lines = age_headings()
        return (
            Column(_("Overdue for"), 14),
            Column(unpaid, 9, "right", number=True),
            Column(share, 7, "right", 1, number=True),
            Column(lines, 7, "right", 2, number=True),
            Column("", BAR, rank=3),
        )

    def cells(self, row: AgeLine) -> Sequence[str]:
        """The texts of a bucket."""
        return (row.name, row.amount, row.part, row.lines, bar(row.share, BAR))

    def tones(self, row: AgeLine) -> Sequence[str]:
        """Older is worse."""
        tone = str(row.tone)
        return (tone, "", "", "", tone)

    def title(self) -> str:
        """What it is."""
        return _("Age of what is owed")

    def hint(self) -> str:
        """The keys."""
        return _("enter lists the lines of an age")

    def act(self) -> None:
        """List its lines."""
        self.post_message(Entered())


class PartsPanel(HeadedList["PartLine"]):
    """What is owed by customer, rep or team."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._by = "customer"
        self._rate: Rate | None = None

    def put_parts(self, rows: Sequence[PartLine], by: str, rate: Rate) -> None:
        """Show the parts of a dimension."""
        self._by, self._rate = by, rate
        self.put(rows)
        self.decorate()
        self.refresh()

    def key(self, row: PartLine) -> object:
        """By the name."""
        return row.name

    def columns(self) -> Sequence[Column]:
        """The name, then its figures."""
        from salestui.metrics.cash.definitions import Rate
        from salestui.views.cash.view import part_headings

        ranks = (0, 1, 2, 3, 5, 4)
        names = part_headings(self._rate or Rate.DUE)
        numbers = [
            Column(name, 14 if n == 2 else 10, "right", rank, number=True)
            for n, (name, rank) in enumerate(zip(names, ranks, strict=True))
        ]
        return (Column(_(_BY[self._by]), least=20), *numbers)

    def cells(self, row: PartLine) -> Sequence[str]:
        """Name and figures."""
        return (row.label, *row.cells)

    def tones(self, row: PartLine) -> Sequence[str]:
        """What is overdue."""
        return ("", "", str(row.tone))

    def title(self) -> str:
        """By whom."""
        return _(TITLES[self._by])

    def hint(self) -> str:
        """The keys."""
        return _("enter opens it · v another view")

    def nothing(self) -> str:
        """Why there is nothing."""
        return _("nothing is owed or paid here")

    def act(self) -> None:
        """Open it."""
        self.post_message(Entered())


_BY = {"customer": N_("Customer"), "rep": N_("Rep"), "team": N_("Team")}
TITLES = {"customer": N_("By customer"), "rep": N_("By rep"), "team": N_("By team")}
"""English sources of the titles of parts."""
