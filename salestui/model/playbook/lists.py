"""The lists a team chooses from: channels, reasons, roles, criteria and the like.

Those that all ways of selling share are in ``templates/playbook_lists.toml``; a playbook gives a
list of its own where it differs.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from salestui.model.playbook.buyers import BuyerProcess
from salestui.model.playbook.gates import Decision
from salestui.model.playbook.naming import Named
from salestui.model.playbook.scoring import CommissionTier, Scorecard


class Entry(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A choice that is nothing but its name: a channel, a reason, a kind of cost, ..."""


class ActivityType(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of activity.

    Attributes:
        touch: the customer took part, so it counts as a contact.
    """

    touch: bool = True


class Role(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A role in a deal's team, or of a reviewer.

    Attributes:
        levels: codes of the size bands (``tailoring``) whose deals need it; empty for a role that
            no deal must have.
    """

    levels: tuple[str, ...] = ()


class BudgetShare(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What part of a budget an open stage gets, the entries in the stages' order.

    Attributes:
        percent: of the whole.
    """

    percent: float


class RelationshipLevel(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How close a customer is.

    Attributes:
        code: its number as it stands in cells, "1" the loosest.
    """


class Criterion(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What customers decide by.

    Attributes:
        weight: of 100, unless the deal says otherwise.
    """

    weight: float


class Layer(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A layer of the decision chain.

    Attributes:
        needed: a deal without a contact there has a gap.
    """

    needed: bool = False


class Cadence(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How often customers of a tier are contacted.

    Attributes:
        code: the tier.
        days: the longest time from contact to contact.
    """

    days: int


class TargetMetric(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something targets are set for.

    Attributes:
        unit: how its figures are shown.
    """

    unit: Literal["money", "number", "percent"] = "number"


class RepPattern(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way in which reps fail, and when it is seen.

    Attributes:
        threshold: the share, 0 to 1, from which on it is told; of what stands in ``about_en``.
        at_least: of so many deals, activities or cost lines.
    """

    threshold: float
    at_least: int = 3


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All lists; one that is empty is the shared one, see ``completed``.

    Attributes:
        decisions: that a gate can come to.
        channels: through which leads come.
        loss_reasons: why deals are lost.
        activity_types: what is logged.
        outcomes: of activities.
        cost_types: what money is spent on.
        budget_shares: how a proposed budget is split over the open stages.
        roles: in a deal's team, and of reviewers.
        relationship_levels: how close customers are, the loosest first.
        criteria: what customers decide by.
        layers: of the decision chain, from the top.
        cadence: how often customers of each tier are contacted.
        metrics: what targets are set for.
        scorecards: how reps, teams and managers are appraised.
        commission: tiers by attainment, the lowest first.
        rep_patterns: ways in which reps fail, and when they are told.
        buyer_processes: ways in which customers buy.
    """

    decisions: tuple[Decision, ...] = ()
    channels: tuple[Entry, ...] = ()
    loss_reasons: tuple[Entry, ...] = ()
    activity_types: tuple[ActivityType, ...] = ()
    outcomes: tuple[Entry, ...] = ()
    cost_types: tuple[Entry, ...] = ()
    budget_shares: tuple[BudgetShare, ...] = ()
    roles: tuple[Role, ...] = ()
    relationship_levels: tuple[RelationshipLevel, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    layers: tuple[Layer, ...] = ()
    cadence: tuple[Cadence, ...] = ()
    metrics: tuple[TargetMetric, ...] = ()
    scorecards: tuple[Scorecard, ...] = ()
    commission: tuple[CommissionTier, ...] = ()
    rep_patterns: tuple[RepPattern, ...] = ()
    buyer_processes: tuple[BuyerProcess, ...] = ()

    def completed(self, shared: Lists) -> Lists:
        """These lists, and the shared ones in place of those that are empty."""
        own = {name: value for name in self.__struct_fields__ if (value := getattr(self, name))}
        return msgspec.structs.replace(shared, **own)


@cache
def shared_lists() -> Lists:
    """The lists that playbooks have unless they give their own."""
    data = (files("templates") / "playbook_lists.toml").read_bytes()
    return msgspec.toml.decode(data, type=Lists)
