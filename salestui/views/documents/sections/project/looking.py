"""From what a report is made from to the look at its one deal."""

from __future__ import annotations

from salestui.views.documents.basis import Basis
from salestui.views.project.whole import ProjectLook


def look_of(basis: Basis) -> ProjectLook:
    """The look that project sections take.

    Raises:
        ValueError: no deal is named.
    """
    present = basis.present
    if basis.deal is None:
        raise ValueError("a report of one deal needs the deal")
    return ProjectLook(present.state, basis.deal, present.inputs, present.as_of, basis.style)
