"""Turns to replace a file: two processes that both found it as expected never both replace it."""

from __future__ import annotations

import multiprocessing
import signal
from pathlib import Path

import pytest

from adapters.errors import Locked, StaleRevision
from adapters.excel.archive.atomic import replace_atomically
from adapters.excel.archive.turns import _by_file, turn

_PROCESSES = multiprocessing.get_context("spawn")


def add_one(path: Path, times: int) -> None:
    """Count up, so many times, as saves do: read, then replace what was read."""
    done = 0
    while done < times:
        before = path.read_bytes()

        def expect(known: bytes = before) -> None:
            if path.read_bytes() != known:
                raise StaleRevision("changed")

        try:
            replace_atomically(path, str(int(before) + 1).encode(), expect=expect)
        except StaleRevision:
            continue
        done += 1


def hold(path: Path, held: object) -> None:
    """Take the turn and never give it back."""
    with turn(path):
        held.set()  # type: ignore[attr-defined]
        signal.pause()


@pytest.mark.inventory(102)
def test_no_write_is_lost_between_two_processes(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")
    others = [_PROCESSES.Process(target=add_one, args=(path, 150)) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join(60)
    assert [other.exitcode for other in others] == [0, 0]
    assert path.read_text() == "300"
    assert [p.name for p in tmp_path.iterdir()] == ["count"]


def test_a_turn_ends_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")
    held = _PROCESSES.Event()
    other = _PROCESSES.Process(target=hold, args=(path, held))
    other.start()
    assert held.wait(30)
    with pytest.raises(Locked), turn(path, patience=0.02):
        pass
    other.kill()
    other.join(30)
    with turn(path, patience=5):
        pass


def test_where_open_files_are_not_replaced_a_file_beside_it_is_the_turn(tmp_path: Path) -> None:
    path = tmp_path / "count"
    with _by_file(path, 0.0), pytest.raises(Locked), _by_file(path, 0.0):
        pass
    with _by_file(path, 0.0):
        assert [p.name for p in tmp_path.iterdir()] == ["~count.turn"]
    assert not list(tmp_path.iterdir())
