"""Leaderboards after edits, with what is kept from state to state, against all worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from driving import sample_copy

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.folds import Folds
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.scorecard.actuals import ScoreInputs
from salestui.metrics.scorecard.leaderboard import board
from salestui.metrics.scorecard.people import Kind
from salestui.model.period import PeriodKind, period_of
from salestui.views.inputs import inputs_of, prepared
from salestui.views.performance.view import score_inputs
from sample_workbooks import AS_OF

CELLS = {
    "deals": ("amount", "stage", "closed", "owner", "next_date", "created", "customer", "quantity"),
    "activities": ("date", "owner"),
    "members": ("team", "manager", "left"),
    "targets": ("target",),
    "scorecards": ("weight", "target"),
    "training": ("date", "member"),
    "surveys": ("score", "date"),
}
PERIODS = [period_of(AS_OF, kind) for kind in (PeriodKind.QUARTER, PeriodKind.MONTH)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    folder: Path = tmp_path_factory.mktemp("team")
    book = Book(open_workbook(str(sample_copy(folder)), folder / "state"), Settings(AS_OF))
    book.load()
    yield book
    book.close()


def edit(book: Book, random: Random) -> None:
    """A cell, mostly of a deal, gets what another row has there, or a day or number near it."""
    entities = [name for name in CELLS if book.state.rows(name) is not None]
    entity = random.choice(["deals"] * 8 + entities)
    frame = book.state.entities[entity].live
    column = random.choice([name for name in CELLS[entity] if name in frame.columns])
    value = random.choice(frame[column].to_list())
    if isinstance(value, date):
        value += timedelta(days=random.randint(-200, 200))
    if random.randrange(6) == 0:
        book.undo()
    elif entity == "deals" and random.randrange(6) == 0:
        book.delete_rows("gone", entity, [random.choice(frame[ID].to_list())])
    else:
        book.set_values("edit", entity, [(random.choice(frame[ID].to_list()), column, value)])


def whole(state: BookState) -> ScoreInputs:
    """What scorecards are worked out from, nothing of which is known yet."""
    alone = replace(state, folds=Folds())
    return score_inputs(alone, inputs_of(alone))


@pytest.mark.parametrize("seed", range(4))
def test_boards_after_random_edits_are_those_of_the_whole(book: Book, seed: int) -> None:
    random, made = Random(seed), prepared(book.state)
    for _step in range(6):
        edit(book, random)
        made = prepared(book.state, made)
        again, anew = score_inputs(book.state, made.inputs), whole(book.state)
        for kind in Kind:
            period = random.choice(PERIODS)
            found = board(again, kind, period, AS_OF)
            expected = board(anew, kind, period, AS_OF)
            assert (found.reason, found.compared) == (expected.reason, expected.compared)
            assert found.standings == expected.standings


def test_an_edit_of_this_quarter_leaves_the_cards_of_others(book: Book) -> None:
    made = prepared(book.state)
    before = board(score_inputs(book.state, made.inputs), Kind.REP, PERIODS[0], AS_OF)
    deals = made.inputs.facts.filter(status="open")
    book.set_values("edit", "deals", [(deals["_id"][0], "next_step", "call")])
    made = prepared(book.state, made)
    after = board(score_inputs(book.state, made.inputs), Kind.REP, PERIODS[0], AS_OF)
    then = {s.card.subject.name: s.before for s in before.standings}
    assert any(then.values())
    assert all(s.before is then[s.card.subject.name] for s in after.standings)
