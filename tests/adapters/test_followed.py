from __future__ import annotations

import os
from pathlib import Path

import pytest

from adapters.errors import NotAWorkbook, NotFound
from adapters.excel.archive import followed
from adapters.excel.archive.followed import FollowedFile, named_file
from adapters.excel.archive.snapshot import read_snapshot


def test_a_file_touched_without_a_change_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(b"Deal,Amount\n")
    held = read_snapshot(path)
    file = FollowedFile(path)
    assert not file.changed(), "nothing is known of it yet"
    file.hold(held.revision, held.stamp)
    reads = []

    def counted(which: Path) -> object:
        reads.append(which)
        return read_once(which)

    read_once = followed.read_once
    monkeypatch.setattr(followed, "read_once", counted)
    assert not file.changed()
    os.utime(path, ns=(1, 1))
    assert not file.changed()
    assert not file.changed()
    assert reads == [path]
    path.write_bytes(b"Deal,Amount\nAlpha,1\n")
    assert file.changed()
    path.unlink()
    assert not file.changed(), "missing for a moment, as in another program's save"


def test_a_name_leads_to_a_file(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    with pytest.raises(NotFound, match="no such file"):
        named_file(str(path))
    with pytest.raises(NotAWorkbook, match="folder"):
        named_file(str(tmp_path))
    path.write_bytes(b"")
    assert named_file(str(path)) == path
