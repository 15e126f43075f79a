"""The rules of inventory control in a playbook, and what can be wrong with them."""

from __future__ import annotations

import pytest

from salestui.model.playbook import PlaybookError, builtin_file, parse_playbook


def real_estate() -> str:
    data = builtin_file("real-estate")
    assert data is not None
    return data.decode()


@pytest.mark.inventory(100, 101)
def test_what_is_due_when_after_a_deposit() -> None:
    floor = parse_playbook(real_estate().encode(), "x").method.floor
    assert (floor.hold_hours, floor.deposit, floor.top_up_days, floor.signing_days) == (
        24, 20_000.0, 3, 7,
    )  # fmt: skip
    assert (floor.review_gate, floor.subscribed) == ("subscription-review", "subscribed")


@pytest.mark.parametrize(
    ("before", "after", "key", "code"),
    [
        ("signing_days = 7", "signing_days = 0", "floor.signing_days", "playbook-wrong-value"),
        ("deposit = 20000", "deposit = -1", "floor.deposit", "playbook-wrong-value"),
        ('"subscription-review"\npriced', '"nowhere"\npriced', "floor.review_gate",
         "playbook-unknown-code"),
        ('contracted = "contracted"', 'contracted = "sold"', "floor.contracted",
         "playbook-unknown-code"),
        ("hold_hours = 24", "hold_days = 1", "floor", "playbook-unknown-key"),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_named(before: str, after: str, key: str, code: str) -> None:
    text = real_estate()
    assert before in text
    with pytest.raises(PlaybookError) as caught:
        parse_playbook(text.replace(before, after).encode(), "x")
    assert [(fault.key, fault.code) for fault in caught.value.faults] == [(key, code)]
