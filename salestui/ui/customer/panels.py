"""The panels of the customer screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.customer.people import GapLine, PersonLine
    from salestui.views.customer.timeline import DealOf, Happening
    from salestui.views.customer.view import Fact

_MARK = {"late": "!!", "warning": "! "}


class FilePanel(ListPanel["Fact"]):
    """What is known of the customer, the relationship first."""

    def key(self, row: Fact) -> object:
        """A line of the file."""
        return row.label, row.text

    def title(self) -> str:
        """What it is."""
        return _("File")

    def hint(self) -> str:
        """The keys."""
        return _("e edits the customer")

    def line(self, row: Fact, width: int) -> Content:
        """Label and text."""
        label = max(8, min(18, width // 3))
        return Content.assemble(
            (fit(row.label, label), MUTED), " ",
            (fit(row.text, max(width - label - 1, 0)), style_of(row.severity)),
        )  # fmt: skip


class GapsPanel(ListPanel["GapLine"]):
    """What is missing in the decision chain."""

    def key(self, row: GapLine) -> object:
        """A gap."""
        return row.text

    def title(self) -> str:
        """The question."""
        return _("What is missing?")

    def note(self) -> str:
        """How many."""
        return f"{len(self.rows):,}"

    def hint(self) -> str:
        """The keys."""
        return _("o opens the contact · n adds one")

    def nothing(self) -> str:
        """All is there."""
        return _("nothing: every layer has a contact who is covered")

    def line(self, row: GapLine, width: int) -> Content:
        """Mark and sentence."""
        mark = _MARK.get(row.severity, "  ")
        tone = style_of(row.severity)
        return Content.assemble((mark, f"bold {tone}".strip()), " ", fit(row.text, width - 3))


class PeoplePanel(ListPanel["PersonLine"]):
    """The decision chain; a line per person."""

    layered = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sizes = dict.fromkeys(_PERSON_COLUMNS, 0)

    def key(self, row: PersonLine) -> object:
        """A person, or the heading of a layer."""
        return row.name if row.row is None else row.row

    def title(self) -> str:
        """The question."""
        return _("Who decides there?")

    def tab(self) -> str:
        """Short."""
        return _("People")

    def note(self) -> str:
        """How many, and how they are ordered."""
        count = sum(person.row is not None for person in self.rows)
        order = _("by layer") if self.layered else _("by who reports to whom")
        return f"{count:,} · {order}"

    def hint(self) -> str:
        """The keys."""
        return _("v order · n new · e edit · d delete · o open")

    def nothing(self) -> str:
        """What is said of nobody."""
        return _("no contact is known: n adds one")

    def line(self, row: PersonLine, width: int) -> Content:
        """Name, role and attitude; where there is room, layer, influence, cover and touch."""
        if row.row is None:
            return Content(fit(row.name, width)).stylize("bold")
        cells = [(text, self._sizes[name], tone) for name, text, tone in _person_cells(row)]
        cells = [cell for cell in cells if cell[1]]
        rest = width - sum(size + 1 for _text, size, _tone in cells)
        name = " ".join(filter(None, (row.name, row.about)))
        parts = [Content(fit(name, max(rest, 0))).stylize("bold")]
        parts += [Content(fit(text, size)).stylize(tone) for text, size, tone in cells]
        return Content(" ").join(parts)

    def fit_columns(self, width: int) -> None:
        """Columns as wide as their texts; what nobody has takes no room."""
        people = [_person_cells(row) for row in self.rows if row.row is not None]
        for name, (most, least_width) in _PERSON_COLUMNS.items():
            texts = [text for cells in people for key, text, _tone in cells if key == name]
            widest = max((width_of(text, most) for text in texts), default=0)
            self._sizes[name] = widest if width >= least_width else 0


_PERSON_COLUMNS = {
    "role": (14, 0), "layer": (16, 96), "attitude": (14, 0), "cover": (16, 56),
    "influence": (8, 96), "touched": (11, 68),
}  # fmt: skip
"""The columns beside the name: how wide at most, and from which width of the panel on."""


def _person_cells(row: PersonLine) -> tuple[tuple[str, str, str], ...]:
    """Column, text and tone of each column beside the name."""
    return (
        ("role", row.role, ""),
        ("layer", row.layer, MUTED),
        ("attitude", row.attitude, style_of(row.severity)),
        ("cover", row.covered_by or _("no cover"), MUTED if row.covered_by else ""),
        ("influence", row.influence, MUTED),
        ("touched", row.touched, MUTED),
    )


class DealsPanel(ListPanel["DealOf"]):
    """The customer's deals, the open ones first."""

    def key(self, row: DealOf) -> object:
        """A deal."""
        return row.row

    def title(self) -> str:
        """What they are."""
        return _("Deals")

    def note(self) -> str:
        """How many are open, and how many won."""
        still = sum(deal.status == "open" for deal in self.rows)
        won = sum(deal.status == "won" for deal in self.rows)
        return _("{open} open · {won} won").format(open=still, won=won)

    def hint(self) -> str:
        """The keys."""
        return _("o opens the deal")

    def nothing(self) -> str:
        """What is said of none."""
        return _("no deal names this customer")

    def line(self, row: DealOf, width: int) -> Content:
        """Title, stage, money, day."""
        day = 10 if width >= 54 else 0
        stage = 18 if width >= 70 else 12
        title = max(width - stage - 10 - day - 3, 6)
        tone = {"won": "$text-success", "lost": MUTED}.get(row.status, "")
        return Content.assemble(
            fit(row.title, title), " ", (fit(row.stage, stage), tone), " ",
            (fit(row.money, 9, "right"), "bold"), " ", (fit(row.day, day), MUTED),
        )  # fmt: skip


class TimelinePanel(ListPanel["Happening"]):
    """What happened, the newest first."""

    def key(self, row: Happening) -> object:
        """A row of a sheet."""
        return row.entity, row.row

    def title(self) -> str:
        """What it is."""
        return _("What happened")

    def tab(self) -> str:
        """Short."""
        return _("History")

    def note(self) -> str:
        """How many."""
        return f"{len(self.rows):,}"

    def hint(self) -> str:
        """The keys."""
        return _("o opens it · n logs an activity")

    def nothing(self) -> str:
        """What is said of nothing."""
        return _("nothing is on record: n adds an activity")

    def line(self, row: Happening, width: int) -> Content:
        """Day, kind, what."""
        kind = min(12, max(width_of(row.kind, 12), 8))
        return Content.assemble(
            (row.day.isoformat(), MUTED), " ", (fit(row.kind, kind), "bold"), " ",
            fit(row.text, max(width - 12 - kind, 0)),
        )  # fmt: skip
