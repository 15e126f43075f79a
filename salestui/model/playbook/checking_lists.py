"""Whether a playbook's own lists make sense: weights, codes, tables of points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from salestui.i18n import N_
from salestui.model.playbook.faults import Fault, strange, twice
from salestui.model.playbook.lists import Lists
from salestui.model.playbook.scoring import Measure, Scorecard
from salestui.model.playbook.selling import Playbook

_ALL = 100.0


def list_faults(playbook: Playbook) -> Iterator[Fault]:
    """Everything that is wrong with the lists that the playbook gives itself."""
    own, all_lists = playbook.method.lists, playbook.lists
    for name in own.__struct_fields__:
        yield from twice(f"lists.{name}", [item.code for item in getattr(own, name)])
    if own.criteria:
        yield from _weights("lists.criteria", (c.weight for c in own.criteria))
    for card in own.scorecards:
        yield from _scorecard(card, all_lists)
    shares = [share.percent for share in own.budget_shares]
    if any(share < 0 for share in shares) or sum(shares) > _ALL:
        yield _value(
            "lists.budget_shares",
            N_("Parts of a budget are not below 0, and no more than 100 together."),
        )
    bands = [band.code for band in playbook.tailoring]
    for role in own.roles:
        yield from strange(f"lists.roles.{role.code}.levels", role.levels, bands)
    for pattern in own.rep_patterns:
        if not 0 <= pattern.threshold <= 1:
            yield _value(
                f"lists.rep_patterns.{pattern.code}.threshold",
                N_("Write it as a share from 0 to 1."),
            )
    if any(cadence.days <= 0 for cadence in own.cadence):
        yield _value("lists.cadence", N_("A number of days is above 0."))
    if any(b.from_attainment <= a.from_attainment for a, b in pairwise(own.commission)):
        yield _value("lists.commission", N_("Write the tiers from the lowest attainment up."))
    yield from _buyers(playbook, own)


def _weights(key: str, weights: Iterable[float]) -> Iterator[Fault]:
    found = list(weights)
    if any(weight < 0 for weight in found):
        yield _value(key, N_("No weight is below 0."))
    if abs(sum(found) - _ALL) > 0.001:
        yield Fault(
            "playbook-weights",
            key,
            N_("The weights add up to {sum}, not to 100."),
            N_("Correct them."),
            (("sum", f"{sum(found):g}"),),
        )


def _scorecard(card: Scorecard, lists: Lists) -> Iterator[Fault]:
    key = f"lists.scorecards.{card.code}"
    yield from _weights(f"{key}.measures", (m.weight for m in card.measures))
    yield from twice(f"{key}.measures", [m.code for m in card.measures])
    yield from twice(f"{key}.grades", [g.code for g in card.grades])
    metrics = [metric.code for metric in lists.metrics]
    for measure in card.measures:
        place = f"{key}.measures.{measure.code}"
        yield from strange(f"{place}.metric", [measure.metric], metrics)
        yield from _measure(measure, place)


def _measure(measure: Measure, place: str) -> Iterator[Fault]:
    if measure.floor > measure.cap:
        yield _value(place, N_("The floor is not above the cap."))
    if (measure.method == "steps") != bool(measure.steps):
        yield _value(place, N_("The method steps, and no other, has a table of steps."))
    if any(later.at <= earlier.at for earlier, later in pairwise(measure.steps)):
        yield _value(f"{place}.steps", N_("Write the steps from the lowest up."))


def _buyers(playbook: Playbook, own: Lists) -> Iterator[Fault]:
    process = playbook.buyer_process
    if process is None:
        return
    for other in own.buyer_processes:
        yield from twice(f"lists.buyer_processes.{other.code}", [s.code for s in other.steps])


def _value(key: str, hint: str) -> Fault:
    return Fault("playbook-wrong-value", key, N_("This cannot be."), hint)
