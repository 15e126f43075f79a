from __future__ import annotations

import pytest

from salestui.metrics.figure import Figure, Note, na, note, ratio


def test_a_figure_is_a_value_or_a_reason() -> None:
    for broken in (lambda: Figure(None), lambda: Figure(1.0, Note("why")),
                   lambda: Figure(float("nan")), lambda: Figure(float("inf"))):  # fmt: skip
        with pytest.raises(ValueError):
            broken()


def test_a_ratio_keeps_the_first_reason_and_all_notes() -> None:
    half = ratio(Figure(1.0, notes=(Note("a"),)), Figure(2.0, notes=(Note("b"), Note("a"))), "zero")
    assert half == Figure(0.5, notes=(Note("a"), Note("b")))
    assert ratio(Figure(1.0), Figure(0.0), "zero").reason == Note("zero")
    assert ratio(na("none"), na("other"), "zero").reason == Note("none")
    assert ratio(Figure(1.0), na("other"), "zero").reason == Note("other")


def test_a_note_is_filled_in_english() -> None:
    assert note("{n} of {m}", n=2, m="3").filled(str) == "2 of 3"


def test_notes_are_not_repeated() -> None:
    assert Figure(1.0).noted(Note("a"), None).noted(Note("a")).notes == (Note("a"),)
