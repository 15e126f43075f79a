"""Ways of paying for a home in a playbook: shares that can be, ways that there are."""

from __future__ import annotations

import pytest

from salestui.model.playbook import playbook
from salestui.model.playbook.paying import PayWay, way_faults


def test_the_shipped_playbook_prices_every_way() -> None:
    floor = playbook("real-estate").method.floor
    assert [way.way for way in floor.ways] == ["at once", "instalments", "mortgage"]
    assert not list(way_faults(floor.ways, floor.agent_discount))
    assert floor.site


@pytest.mark.parametrize(
    ("way", "key"),
    [
        (PayWay(way="barter"), "floor.ways"),
        (PayWay(way="mortgage", discount=1.2), "floor.ways.1.discount"),
        (PayWay(way="mortgage", first=0.5, loan=0.6), "floor.ways.1.loan"),
    ],
)
def test_what_cannot_be_is_a_fault_with_its_place(way: PayWay, key: str) -> None:
    (fault,) = way_faults((way,), 0.0)
    assert fault.key.startswith(key)
