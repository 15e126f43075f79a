"""Customers that may be one: the list, the two side by side, and the merge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.asking import ask_first
from salestui.ui.grid.text import fit
from salestui.ui.plain_content import assemble
from salestui.ui.screens.listing import ListDialog
from salestui.ui.widgets.tones import MUTED
from salestui.ui.working import work_out

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.customers.merging import Merge
    from salestui.selling.customers.similar import Pair
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.customer.merging import FieldChoice

    Listed = list[tuple[Pair, tuple[str, str]]]


class DuplicatesDialog(ListDialog[int]):
    """Pairs of customers that may be one; answers with the place of the one chosen."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("May be one customer"), _("enter compares the two   esc closes"))
        self._texts = texts

    def lines(self) -> Sequence[Content]:
        """Both names, and why."""
        return [assemble(names, "\n  ", (why, MUTED)) for names, why in self._texts]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        self.dismiss(event.option_index)


class MergeDialog(ListDialog[dict[str, int]]):
    """Two customers side by side: what is kept of each; answers with the row kept, by field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "keep(0)", show=False),
        Binding("right,l", "keep(1)", show=False),
        Binding("space", "swap", show=False),
        Binding("ctrl+s", "agree", show=False, priority=True),
    ]

    def __init__(
        self, titles: tuple[str, str], pair: Pair, fields: Sequence[FieldChoice], hint: str
    ) -> None:
        keys = _("← → keep one side   space changes   ctrl+s merges   esc leaves both")
        super().__init__(" + ".join(titles), f"{hint}\n{keys}")
        self._titles, self._pair, self._fields = titles, (pair.first, pair.second), fields
        self._kept = {field.name: field.default for field in fields}

    def lines(self) -> Sequence[Content]:
        """A line per field that differs, what is kept marked."""
        if not self._fields:
            return [Content(_("They differ in nothing."))]
        room = 34
        found = []
        for field in self._fields:
            parts: list[str | tuple[str, str]] = [(fit(field.title, 16), MUTED)]
            for row, text in zip(self._pair, (field.first, field.second), strict=True):
                kept = self._kept[field.name] == row
                parts += [" ", (f"{'●' if kept else '○'} {fit(text, room)}",
                                "bold" if kept else MUTED)]  # fmt: skip
            found.append(Content.assemble(*parts))
        return found

    def action_keep(self, side: int) -> None:
        """Keep the value of one side."""
        place = self.highlighted
        if place is not None and self._fields:
            self._kept[self._fields[place].name] = self._pair[side]
            self.refill()

    def action_swap(self) -> None:
        """Keep the value of the other side."""
        place = self.highlighted
        if place is not None and self._fields:
            first = self._kept[self._fields[place].name] == self._pair[0]
            self.action_keep(1 if first else 0)

    def action_agree(self) -> None:
        """Merge with what is marked."""
        self.dismiss(dict(self._kept))


def show_duplicates(app: SalesApp) -> None:
    """Look for customers that may be one in a worker, and list them."""
    session = app.session
    if session is None or session.state.rows("customers") is None:
        return
    from salestui.views.customer.merging import pair_text

    def work(state: BookState) -> Listed:
        from salestui.selling.customers.similar import similar_customers

        pairs = similar_customers(state)
        return [(pair, pair_text(state, pair)) for pair in pairs]

    def done(found: Listed) -> None:
        if not found:
            app.say(_("No customer looks like another."), "ok")
            return

        def chosen(place: int | None) -> None:
            if place is not None:
                compare(app, session, found[place][0])

        app.push_screen(DuplicatesDialog([text for _pair, text in found]), chosen)

    work_out(app, work, done, _("Looking for duplicates …"))


def compare(app: SalesApp, session: Session, pair: Pair) -> None:
    """Show two customers side by side, and merge them once the user agrees."""
    from salestui.views.customer.merging import field_choices, merge_text, stuck_text
    from salestui.views.guards import sheet_guard

    def work(state: BookState) -> Merge:
        from salestui.selling.customers.merging import merged

        return merged(state, pair.first, pair.second)

    def agreed(kept: dict[str, int] | None) -> None:
        if kept is not None:
            guard = sheet_guard(session.state, "customers", session.agreed_sheets)
            ask_first(app, session, guard, partial(_merge, app, session, pair, kept))

    def done(trial: Merge) -> None:
        state = session.state
        if trial.stuck:
            app.say(stuck_text(state, trial), "warning")
            return
        titles = (
            state.title_of("customers", pair.first),
            state.title_of("customers", pair.second),
        )
        fields = field_choices(state, pair.first, pair.second)
        app.push_screen(MergeDialog(titles, pair, fields, merge_text(trial.references)), agreed)

    work_out(app, work, done, _("Looking for what refers to both …"))


def _merge(app: SalesApp, session: Session, pair: Pair, kept: dict[str, int]) -> None:
    """Merge two customers as they are by then."""

    def work(state: BookState) -> Merge:
        from salestui.selling.customers.merging import merged

        return merged(state, pair.first, pair.second, kept)

    def done(found: Merge) -> None:
        state = session.state
        label = _("{other} merged into {title}").format(
            other=short(state.title_of("customers", pair.second)),
            title=short(state.title_of("customers", pair.first)),
        )
        session.book.apply(label, found.edits)
        app.publish()
        app.say(_("{label}; u takes it back.").format(label=label), "ok")

    work_out(app, work, done, _("Merging …"))
