"""What the app does with a mapping: read the workbook by it, and keep it for the next time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.book.profiles import save_profile
from salestui.i18n import _
from salestui.locations import mappings_dir
from salestui.mapping.profile import Profile
from salestui.mapping.remembering import confirmed

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


class MappingActions:
    """Uses and keeps mappings; everything that touches files goes through the app's worker."""

    def __init__(self, app: SalesApp) -> None:
        self.app = app
        self._files = app.file_actions

    def use(self, profile: Profile, then: Callable[[], None]) -> None:
        """Read the workbook by a profile; open it where it could not be before."""
        if self._files.worker.busy:
            self.app.set_timer(0.2, lambda: self.use(profile, then))
            return
        book = self._files.book

        def opened(session: Session) -> None:
            self._files.loaded(session)
            self.app.action_go("home")
            self.app.say("")  # home still said that nothing was recognised
            then()

        def mapped(_none: None) -> None:
            self.app.publish()
            then()

        saying = _("Reading again …")
        if self.app.session is None:
            book.settings = replace(book.settings, profile=profile, profiles=None)
            self._files.worker.run(self._files.open, opened, saying=saying)
        else:
            self._files.worker.run(lambda: book.remap(profile), mapped, saying=saying)

    def keep(self, profile: Profile, then: Callable[[], None] | None = None) -> None:
        """Keep a profile for the next time, with all that is recognised by it."""
        session = self.app.session
        if session is None:
            return
        if self.app.opening.read_only:
            if then is not None:
                then()
            self.app.say(_("The mapping holds until you leave: read only, nothing is kept."), "ok")
            return
        if self._files.worker.busy:
            self.app.set_timer(0.2, lambda: self.keep(profile, then))
            return
        state = session.state
        whole = confirmed(state.layout, profile, state.title)

        def kept(path: Path) -> None:
            if then is not None:
                then()
            self.app.say(_("The mapping is kept in {path}.").format(path=path), "ok")

        self._files.worker.run(lambda: save_profile(whole, state.location, mappings_dir()), kept)
