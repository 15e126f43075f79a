"""Follow-ups: overdue, today, this week and later; each is opened, done or put off from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.worker import get_current_worker

from salestui.i18n import _, joined
from salestui.ui.actions import Action, bindings
from salestui.ui.followups.actions import FOLLOWUP_ACTIONS
from salestui.ui.followups.doing import put_off, tick_off
from salestui.ui.followups.listing import FollowUpList
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.selling.following.followups import Bucket
    from salestui.ui.session import Look, Session
    from salestui.views.followups import FollowUpRow, FollowUpsView


class Due(Message):
    """A worker has found what is due."""

    def __init__(self, look: Look, view: FollowUpsView) -> None:
        super().__init__()
        self.look, self.view = look, view


class FollowUpsScreen(BookScreen):
    """Tabs of overdue, today, this week and later, and the list of one of them."""

    AUTO_FOCUS = "FollowUpList"
    ACTIONS: ClassVar[Sequence[Action]] = FOLLOWUP_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._view: FollowUpsView | None = None
        self._bucket: Bucket | None = None

    def compose_body(self) -> ComposeResult:
        """Tabs above the list."""
        yield PanelTabs()
        yield FollowUpList(id="followups")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def view(self) -> FollowUpsView | None:
        """What is on screen; None until it is worked out."""
        return self._view

    @property
    def listed(self) -> FollowUpList:
        """The list."""
        return self.query_one(FollowUpList)

    def show(self, session: Session) -> None:
        """Find what is due in a worker; the list keeps what it shows."""
        self._wanted = look = session.look

        def work() -> None:
            from salestui.views.followups import follow_ups_view

            worker = get_current_worker()
            view = follow_ups_view(look.state, look.focus, look.as_of)
            if not worker.is_cancelled:
                self.post_message(Due(look, view))

        self.run_worker(work, thread=True, exclusive=True, group="followups")

    @on(Due)
    def _found(self, event: Due) -> None:
        event.stop()
        if event.look is self._wanted:
            self._view = event.view
            self._bucket = self._bucket or event.view.first
            self._fill()

    def _fill(self) -> None:
        from salestui.views.followups import bucket_name

        view, bucket = self._view, self._bucket
        if view is None or bucket is None:
            return
        names = [(str(b), f"{bucket_name(b)} {n:,}") for b, n in view.counts.items()]
        self.query_one(PanelTabs).show(names, str(bucket), _whose(self._wanted))
        name, count = bucket_name(bucket), view.counts[bucket]
        self.listed.put_bucket(name, view.rows[bucket], count, _nothing(view))

    def action_turn(self, by: int) -> None:
        """Show the bucket before or after."""
        if self._view is not None and self._bucket is not None:
            buckets = list(self._view.counts)
            place = buckets.index(self._bucket) + by
            self._bucket = buckets[max(0, min(place, len(buckets) - 1))]
            self._fill()

    def action_show_panel(self, name: str) -> None:
        """Show a bucket by its name; the tabs call this."""
        if self._view is not None:
            self._bucket = next(b for b in self._view.counts if str(b) == name)
            self._fill()

    # -- what is done about a line ---------------------------------------------------------------

    @property
    def _current(self) -> FollowUpRow | None:
        """The row under the cursor; where there is none, that is said."""
        row = self.listed.current if self._view is not None else None
        if row is None:
            self.say(_("There is nothing here: ← and → show other days."))
        return row

    def action_open(self) -> None:
        """Open the row that says it is due."""
        if (row := self._current) is not None:
            self.sales_app.open_row(row.item.entity, row.item.row)

    @on(FollowUpList.Wanted)
    def _opened(self, event: FollowUpList.Wanted) -> None:
        event.stop()
        self.action_open()

    def action_explain(self) -> None:
        """Say which cell makes it due."""
        if (row := self._current) is not None:
            self.say(row.why)

    def action_copy(self) -> None:
        """Copy the list as text."""
        self.app.copy_to_clipboard(self.listed.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=self.listed.title()), "ok")

    def action_done(self) -> None:
        """Say that it was done."""
        if (row := self._current) is not None:
            tick_off(self.sales_app, row)

    def action_postpone(self) -> None:
        """Ask for the new day."""
        if (row := self._current) is not None:
            put_off(self.sales_app, row)

    def action_choose_rep(self) -> None:
        """Choose whose follow-ups are shown."""
        session = self.sales_app.session
        if session is None:
            return
        from salestui.book.names import scope_names

        frames = {name: rows.live for name, rows in session.state.entities.items()}
        names = scope_names(frames).get("rep", ())
        options = [Option("", _("everyone")), *(Option(name, name) for name in names)]

        def chosen(name: str | None) -> None:
            if name is not None:
                focus = session.focus.without("rep")
                self.sales_app.narrow(focus.with_term("rep", name) if name else focus)

        now = session.focus.value("rep") or ""
        dialog = ChooseDialog(_("Whose follow-ups"), options, _("type to find"), now=now)
        self.app.push_screen(dialog, chosen)


def _whose(look: Look | None) -> str:
    """Whose follow-ups are shown; a focus on other things than people does not narrow them."""
    focus = look.focus if look is not None else None
    name = (focus.value("rep") or focus.value("team")) if focus is not None else None
    return _("of {name}").format(name=name) if name else _("of everyone")


def _nothing(view: FollowUpsView) -> str:
    from salestui.views.names import entity_name

    said = _("nothing is due here")
    if view.missing:
        names = joined(entity_name(name) for name in view.missing)
        missing = _("no sheet of {names} yet: ^p, add a missing sheet").format(names=names)
        said = joined([said, missing])
    return said
