"""Earlier versions are kept, a bounded number of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from adapters.errors import WriteFailed
from adapters.excel.archive.backups import keep_backup


def test_versions_are_kept_newest_last(tmp_path: Path) -> None:
    book = tmp_path / "Deals [1].xlsx"
    state = tmp_path / "state"
    kept = [keep_backup(book, f"version {n}".encode(), state, keep=3) for n in range(5)]
    left = sorted(kept[0].parent.iterdir())
    assert left == kept[2:]
    assert [path.read_bytes() for path in left] == [b"version 2", b"version 3", b"version 4"]
    assert kept[-1].name.startswith("Deals [1]-")
    assert kept[-1].suffix == ".xlsx"


def test_workbooks_of_one_name_do_not_mix(tmp_path: Path) -> None:
    state = tmp_path / "state"
    one = keep_backup(tmp_path / "a" / "deals.xlsx", b"1", state)
    other = keep_backup(tmp_path / "b" / "deals.xlsx", b"2", state)
    assert one.parent != other.parent


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_backups_are_private(tmp_path: Path) -> None:
    kept = keep_backup(tmp_path / "deals.xlsx", b"1", tmp_path / "state")
    assert kept.parent.stat().st_mode & 0o077 == 0


def test_a_backup_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(WriteFailed, match="No backup") as failed:
        keep_backup(tmp_path / "deals.xlsx", b"1", tmp_path / "state")
    assert str(tmp_path) in failed.value.advice()
