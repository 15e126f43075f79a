from __future__ import annotations

import random

import polars as pl
from book_tables import COLUMNS, THREE, table
from hypothesis import given
from hypothesis import strategies as st

from salestui.book.align import aligned
from salestui.mapping.table import ID

NAMES = [c.name for c in COLUMNS]
MANY: list[tuple[object, ...]] = [(f"D{n}", f"Deal {n % 7}", float(n), None) for n in range(40)]


def test_a_key_names_rows_wherever_they_move() -> None:
    old = table(THREE).frame
    new = table([("D9", "New", 1.0, None), *reversed(THREE)]).frame
    ids = aligned(old, new, "id", NAMES, 100)[ID].to_list()
    assert ids == [100, 2, 1, 0]


def test_edited_rows_keep_their_identity_by_place_without_a_key() -> None:
    old = table(THREE).frame
    new = table([THREE[0], ("D2", "Beta", 250.0, None), THREE[2]]).frame
    assert aligned(old, new, None, NAMES, 100)[ID].to_list() == [0, 1, 2]


def test_duplicate_keys_fall_back_to_content() -> None:
    twins: list[tuple[object, ...]] = [("D1", "A", 1.0, None), ("D1", "B", 2.0, None)]
    old = table(twins).frame
    new = table(list(reversed(twins))).frame
    assert aligned(old, new, "id", NAMES, 100)[ID].to_list() == [1, 0]


@given(st.integers(0, 10_000), st.booleans())
def test_sorts_inserts_and_deletes_by_others_keep_identities(seed: int, keyed: bool) -> None:
    chance = random.Random(seed)
    old = table(MANY)
    rows = [(n, r) for n, r in enumerate(MANY) if chance.random() > 0.2]
    chance.shuffle(rows)
    for extra in range(3):
        rows.insert(chance.randrange(len(rows) + 1), (-1, (f"N{extra}", f"N{extra}", 1e6, None)))
    new = table([r for _, r in rows])
    ids = aligned(old.frame, new.frame, "id" if keyed else None, NAMES, 1000)[ID].to_list()
    assert len(set(ids)) == len(ids)
    for (was, _), now in zip(rows, ids, strict=True):
        assert now == was if was >= 0 else now >= 1000 or not keyed


def test_an_empty_table_gives_fresh_identities() -> None:
    old = table([]).frame
    new = table(THREE).frame
    assert aligned(old, new, "id", NAMES, 7)[ID].to_list() == [7, 8, 9]
    assert aligned(new, old, "id", NAMES, 7)[ID].to_list() == []
    assert isinstance(aligned(old, new, None, NAMES, 7), pl.DataFrame)
