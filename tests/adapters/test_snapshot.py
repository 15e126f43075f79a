"""Copies of files that others are saving at the same time."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from small_packages import saved, sheet, workbook

from adapters.errors import NotAWorkbook, NotFound
from adapters.excel.archive import snapshot
from adapters.excel.archive.snapshot import FileStamp, newer_snapshot, read_once, read_snapshot

DATA = workbook(sheet(""))


def test_a_snapshot_holds_bytes_stamp_and_revision(tmp_path: Path) -> None:
    path = saved(tmp_path, DATA)
    taken = read_snapshot(path)
    assert taken.data == DATA
    assert taken.stamp == FileStamp.of(path)
    assert taken.revision == snapshot.revision_of(DATA)


def test_a_file_that_is_missing_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    writer = threading.Timer(0.2, path.write_bytes, (DATA,))
    writer.start()
    assert read_snapshot(path, patience=5).data == DATA
    writer.join()


def test_a_file_that_stays_away_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_snapshot(tmp_path / "book.xlsx", patience=0.1)


def test_a_torn_file_is_waited_for_and_then_taken_as_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path, DATA[:100])
    assert read_once(path) is None
    assert read_snapshot(path, patience=0.1).data == DATA[:100]
    writer = threading.Timer(0.2, path.write_bytes, (DATA,))
    writer.start()
    assert read_snapshot(path, patience=5).data == DATA
    writer.join()


def test_folders_and_huge_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotAWorkbook):
        read_snapshot(tmp_path, patience=0)
    monkeypatch.setattr(snapshot, "MAX_FILE_BYTES", 10)
    with pytest.raises(NotAWorkbook, match="too large"):
        read_snapshot(saved(tmp_path, DATA), patience=0)


def test_a_newer_state_is_awaited_only_after_a_change(tmp_path: Path) -> None:
    path = saved(tmp_path, DATA)
    taken = read_snapshot(path)
    assert newer_snapshot(path, taken, patience=0.1) is None
    writer = threading.Timer(0.1, path.write_bytes, (DATA + b" ",))
    writer.start()
    newer = newer_snapshot(path, taken, patience=5)
    writer.join()
    assert newer is not None
    assert newer.revision != taken.revision
    os.utime(path, (1, 1))
    assert newer_snapshot(path, read_snapshot(path), patience=30) is None
