"""A new file is there whole or not at all, and an old one stays until the new one is whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from adapters import whole_files
from adapters.whole_files import whole_file

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("replace", [False, True])
def test_nothing_is_to_be_seen_until_it_is_whole(tmp_path: Path, replace: bool) -> None:
    path = tmp_path / "report.html"
    with whole_file(path, replace=replace) as stream:
        stream.write(b"half")
        stream.flush()
        assert not path.exists()
        stream.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert names(tmp_path) == ["report.html"]


def test_an_existing_file_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"ours")
    with pytest.raises(FileExistsError) as caught, whole_file(path):
        raise AssertionError("never reached")
    assert caught.value.strerror
    assert path.read_bytes() == b"ours"
    assert names(tmp_path) == ["report.html"]


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    with pytest.raises(FileExistsError), whole_file(path) as stream:
        stream.write(b"mine")
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["report.html"]


def test_without_links_the_name_is_reserved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refused)
    path = tmp_path / "report.html"
    with whole_file(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("replace", [False, True])
def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, replace: bool) -> None:
    path = tmp_path / "report.html"
    if replace:
        path.write_bytes(b"old")
    with pytest.raises(RuntimeError), whole_file(path, replace=replace) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert names(tmp_path) == (["report.html"] if replace else [])
    assert not replace or path.read_bytes() == b"old"


@POSIX
def test_a_replaced_file_keeps_its_mode_and_a_link_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "latest.html"
    link.symlink_to(path)
    with whole_file(link, replace=True) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@POSIX
def test_a_file_marked_read_only_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError), whole_file(path, replace=True):
        raise AssertionError("never reached")
    assert path.read_bytes() == b"old"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError), whole_file(tmp_path, replace=True):
        raise AssertionError("never reached")


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "none" / "report.html"):
        raise AssertionError("never reached")


def test_what_is_renamed_was_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, claim = os.fsync, whole_files.claim
    monkeypatch.setattr(os, "fsync", lambda fd: (steps.append("synced"), fsync(fd))[1])
    monkeypatch.setattr(whole_files, "claim", lambda *two: (steps.append("named"), claim(*two))[1])
    with whole_file(tmp_path / "report.html") as stream:
        stream.write(b"new")
    assert steps[:2] == ["synced", "named"]
