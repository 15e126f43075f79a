"""The mapping being made: the profile in use, and every choice since. No Textual in here.

A choice stands once its effect was shown; where the workbook cannot be read it is dropped.
"""

from __future__ import annotations

from salestui.mapping.profile import Profile


class Draft:
    """A profile under change; ``used`` is the one that the book is read with."""

    def __init__(self, used: Profile) -> None:
        self.used = used
        self.current = used
        self._before: list[Profile] = []
        self._shown = (used, self._before.copy())

    @property
    def changed(self) -> bool:
        """Whether choices were made that are not in use."""
        return self.current != self.used

    def choose(self, profile: Profile) -> bool:
        """Take a choice; False where it changes nothing."""
        if profile == self.current:
            return False
        self._before.append(self.current)
        self.current = profile
        return True

    def undo(self) -> bool:
        """Take the last choice back; False where there is none."""
        if not self._before:
            return False
        self.current = self._before.pop()
        return True

    def forget(self) -> None:
        """Go back to what is in use."""
        self.current = self.used
        self._before.clear()

    def shown(self) -> None:
        """The workbook was read by the choices made so far: they stand."""
        self._shown = (self.current, self._before.copy())

    def back(self) -> bool:
        """Go back to what was shown last; False where nothing was chosen since."""
        before, (self.current, past) = self.current, self._shown
        self._before = past.copy()
        return self.current != before
