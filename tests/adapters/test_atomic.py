"""A save either happens or leaves everything as it was, and says why."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from adapters.errors import Locked, ReadOnly, StaleRevision, WorkbookError, WriteFailed
from adapters.excel.archive import atomic
from adapters.excel.archive.atomic import check_replaceable, replace_atomically, write_new

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes and links of POSIX")


def _nothing() -> None:
    """No expectation."""


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(b"old")
    return path


def test_the_content_is_replaced_and_nothing_is_left_over(book: Path) -> None:
    seen: list[bytes] = []
    replace_atomically(book, b"new", expect=lambda: seen.append(book.read_bytes()))
    assert seen == [b"old"], "the expectation is checked before the replacement"
    assert book.read_bytes() == b"new"
    assert _names(book.parent) == ["deals.xlsx"]


def test_an_unmet_expectation_leaves_the_file_alone(book: Path) -> None:
    def changed() -> None:
        raise StaleRevision("changed")

    with pytest.raises(StaleRevision):
        replace_atomically(book, b"new", expect=changed)
    assert book.read_bytes() == b"old"
    assert _names(book.parent) == ["deals.xlsx"]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o640])
def test_mode_and_owner_stay(book: Path, mode: int) -> None:
    book.chmod(mode)
    before = book.stat()
    replace_atomically(book, b"new", expect=_nothing)
    after = book.stat()
    assert stat.S_IMODE(after.st_mode) == mode
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    assert after.st_ino != before.st_ino


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(book: Path) -> None:
    try:
        os.setxattr(book, "user.team", b"sales")
    except OSError:
        pytest.skip("the file system keeps no extended attributes")
    replace_atomically(book, b"new", expect=_nothing)
    assert os.getxattr(book, "user.team") == b"sales"


@POSIX
def test_a_symbolic_link_stays_a_link(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(Path("..") / "deals.xlsx")
    replace_atomically(link, b"new", expect=_nothing)
    assert link.is_symlink()
    assert book.read_bytes() == b"new"
    assert _names(folder) == ["link.xlsx"]


@POSIX
def test_a_hard_linked_file_is_refused(book: Path) -> None:
    (book.parent / "second.xlsx").hardlink_to(book)
    with pytest.raises(ReadOnly, match="several names"):
        replace_atomically(book, b"new", expect=_nothing)
    assert book.read_bytes() == b"old"


@POSIX
def test_a_file_marked_read_only_is_refused(book: Path) -> None:
    book.chmod(0o444)
    with pytest.raises(ReadOnly, match="read-only"):
        replace_atomically(book, b"new", expect=_nothing)
    assert book.read_bytes() == b"old"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadOnly, match="ordinary"):
        check_replaceable(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_refused(book: Path) -> None:
    book.parent.chmod(0o500)
    try:
        with pytest.raises(ReadOnly):
            replace_atomically(book, b"new", expect=_nothing)
    finally:
        book.parent.chmod(0o700)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, (WriteFailed, "disk is full")),
        (errno.EDQUOT, (WriteFailed, "quota")),
        (errno.EROFS, (ReadOnly, "read-only medium")),
        (errno.EACCES, (ReadOnly, "may not write")),
        (errno.ENOENT, (WriteFailed, "gone")),
        (errno.EIO, (WriteFailed, "was not saved")),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_every_failure_leaves_the_old_file(book, monkeypatch, code, told, call) -> None:
    def fails(*_args: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), fails)
    kind, words = told
    with pytest.raises(kind, match=words) as failed:
        replace_atomically(book, b"new", expect=_nothing)
    assert isinstance(failed.value, WorkbookError)
    assert failed.value.message.endswith(".")
    assert book.read_bytes() == b"old"
    assert _names(book.parent) == ["deals.xlsx"]


def test_an_open_file_on_windows_is_told_as_locked(book, monkeypatch) -> None:
    def fails(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(atomic, "_WINDOWS", True)
    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(Locked, match="another program"):
        replace_atomically(book, b"new", expect=_nothing)
    assert book.read_bytes() == b"old"
    assert _names(book.parent) == ["deals.xlsx"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="gone"):
        replace_atomically(tmp_path / "gone.xlsx", b"new", expect=_nothing)
    assert _names(tmp_path) == []


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    write_new(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_nlink == 1
    assert _names(tmp_path) == ["export.xlsx"]


def test_an_existing_file_is_never_overwritten(book: Path) -> None:
    with pytest.raises(WriteFailed, match="already"):
        write_new(book, b"new")
    assert book.read_bytes() == b"old"
    assert _names(book.parent) == ["deals.xlsx"]


@pytest.mark.parametrize("exists", [False, True])
def test_a_file_system_without_links(book: Path, monkeypatch, exists: bool) -> None:
    def fails(*_args: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", fails)
    path = book if exists else book.with_name("export.xlsx")
    if exists:
        with pytest.raises(WriteFailed, match="already"):
            write_new(path, b"new")
        assert book.read_bytes() == b"old"
    else:
        write_new(path, b"new")
        assert path.read_bytes() == b"new"
    assert not list(book.parent.glob(".*"))


def test_an_export_into_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="gone"):
        write_new(tmp_path / "missing" / "export.xlsx", b"new")
