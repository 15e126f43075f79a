"""Gates: the reviews between stages, and what a decision allows."""

from __future__ import annotations

from typing import Literal

from salestui.model.playbook.naming import Named, Words

Allows = Literal["advance", "conditions", "wait", "close"]


class Decision(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A decision that a review can come to.

    Attributes:
        allows: ``advance`` lets the deal pass; ``conditions`` lets it pass with conditions that
            stay open; ``wait`` keeps it where it is; ``close`` gives the deal up.
    """

    allows: Allows

    @property
    def passes(self) -> bool:
        """Whether the deal may go on."""
        return self.allows in ("advance", "conditions")


class Gate(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A review between two stages.

    Attributes:
        after, before: codes of the stages between which it stands.
        reviewer: code of the role that decides, see ``Lists.roles``.
        questions: what the review asks.
        required: fields of the deal that must be filled for the review, by name.
        decisions: codes of the decisions it can come to; empty means all of ``Lists.decisions``.
    """

    after: str
    before: str
    reviewer: str = ""
    questions: tuple[Words, ...] = ()
    required: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
