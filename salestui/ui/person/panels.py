"""The panels of a rep's page: lists of lines that differ in their words only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from salestui.i18n import N_, _
from salestui.ui.grid.text import fit
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.person.lines import Line, Section


@dataclass(frozen=True, slots=True)
class Words:
    """A panel's title, the same where there is little room, and its keys."""

    title: str
    tab: str
    hint: str


PANELS: dict[str, Words] = {
    "strengths": Words(N_("Where does it go well, where not?"), N_("Strengths"),
                       N_("i explains · o deals behind")),
    "patterns": Words(N_("Patterns to watch"), N_("Patterns"), N_("i explains · o rows behind")),
    "deals": Words(N_("Deals that need something"), N_("Deals"), N_("o opens the deal")),
    "due": Words(N_("Follow-ups"), N_("Due"), N_("o opens it")),
    "coaching": Words(N_("Coaching"), N_("Coaching"), N_("n note · e edit · o open")),
    "training": Words(N_("Training"), N_("Training"), N_("n training · e edit · o open")),
    "tasks": Words(N_("Tasks by department"), N_("Tasks"), N_("o lists the tasks")),
}  # fmt: skip
"""By the key of the section that a panel shows."""

_SENTENCES = ("strengths", "patterns")


class PersonPanel(ListPanel["Line"]):
    """The lines of one section."""

    class Opened(Message):
        """The selected line is to be opened."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._words = PANELS[name]
        self._section: Section | None = None

    def put_section(self, section: Section) -> None:
        """Show these lines."""
        self._section = section
        self.put(section.lines)
        self.refresh()

    def key(self, row: Line) -> object:
        """The row, else the figure, else the words."""
        return row.place or row.key or row.title

    def title(self) -> str:
        """The question."""
        return _(self._words.title)

    def tab(self) -> str:
        """Short."""
        return _(self._words.tab)

    def note(self) -> str:
        """What to know of the lines."""
        return self._section.note if self._section is not None else ""

    def hint(self) -> str:
        """The keys."""
        return _(self._words.hint)

    def nothing(self) -> str:
        """Why there is none."""
        return self._section.nothing if self._section is not None else ""

    def act(self) -> None:
        """Open the selected line."""
        self.post_message(self.Opened())

    def tallest(self) -> int:
        """Sentences get a line of their own where there is room for it."""
        return 2 if self.id in _SENTENCES else 1

    def more(self, row: Line, width: int) -> list[Content]:
        """The detail, where it has a line of its own."""
        return [Content.assemble("  ", (fit(row.detail, max(width - 2, 0)), MUTED))]

    def line(self, row: Line, width: int) -> Content:
        """Title and detail; at the right end what matters most."""
        tone = style_of(row.severity)
        aside = fit(row.aside, min(cell_len(row.aside), max(width // 2, 8)))
        room = max(width - cell_len(aside) - 1, 4)
        title = fit(row.title, min(cell_len(row.title), room))
        rest = max(room - cell_len(title) - 2, 0)
        detail = fit(row.detail if self.tall == 1 else "", rest)
        return Content.assemble(
            (title, "bold"), "  " if rest else "", (detail, MUTED),
            " " * max(room - cell_len(title) - (2 if rest else 0) - rest, 0),
            " ", (aside, tone or "bold"),
        )  # fmt: skip
