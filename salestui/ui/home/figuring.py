"""Works out the small panels of the home, one after the other, in a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from salestui.ui.home.catalogue import kind_of

if TYPE_CHECKING:
    from salestui.metrics.attention import Attention
    from salestui.ui.screens.figures import Figured
    from salestui.ui.session import Look
    from salestui.views.home.area import AreaView, Asked
    from salestui.views.past.archive import Archive


class AreaFound(Message):
    """A worker has worked out one panel of a look."""

    def __init__(self, look: Look, name: str, view: AreaView) -> None:
        super().__init__()
        self.look, self.name, self.view = look, name, view


class Summoned(Message):
    """A worker has found what else needs the manager today, beside deals that slip."""

    def __init__(self, look: Look, further: Attention) -> None:
        super().__init__()
        self.look, self.further = look, further


def asked_of(found: Figured, archive: Archive | None) -> Asked:
    """What panels are worked out from, given the figures of the look."""
    from salestui.views.home.area import Asked
    from salestui.views.past.looking_back import Present

    look = found.look
    present = Present(look.state, found.made.inputs, look.focus, look.period, look.as_of)
    return Asked(present, found.view.style, archive, found.forecast)


def work_out(
    found: Figured,
    archive: Archive | None,
    names: Sequence[str],
    post: Callable[[Message], object],
    cancelled: Callable[[], bool],
) -> None:
    """Work the named panels out and post each. Blocks.

    Args:
        names: of those panels that are seen; ones that show the dashboard's own figures are left.
        cancelled: whether nobody waits for it any more.
    """
    asked = asked_of(found, archive)
    if "attention" in names and not cancelled():
        from salestui.selling.today import needed_today

        present = asked.present
        further = needed_today(present.state, present.inputs, present.focus, present.as_of)
        post(Summoned(found.look, further))
    for name in names:
        view = kind_of(name).view
        if view is not None and not cancelled():
            post(AreaFound(found.look, name, view(asked)))
