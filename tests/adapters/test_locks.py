"""Who has the workbook open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from adapters.excel.archive.locks import UNKNOWN, lock_owner, write_access


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Deals 2026.xlsx"
    path.write_bytes(b"PK")
    return path


def _excel_file(name: str) -> bytes:
    """Excel's owner file as documented: 8-bit name padded with blanks, then UTF-16."""
    narrow = name.encode("cp1252", "replace")
    wide = name.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return (head + bytes([len(name), 0][:1]) + wide).ljust(165, b" ")


def test_nobody(book: Path) -> None:
    assert lock_owner(book) is None
    assert write_access(book).allowed


@pytest.mark.parametrize("name", ["Ann Lee", "王芳", "Zoë"])
def test_excel(book: Path, name: str) -> None:
    (book.parent / "~$Deals 2026.xlsx").write_bytes(_excel_file(name))
    assert lock_owner(book) == name
    access = write_access(book)
    assert not access.allowed
    assert access.owner == name


@pytest.mark.parametrize(
    ("content", "owner"),
    [
        (",root,host,21.11.2026 19:00,file:///profile;", "root"),
        ("Ann Lee,ann,host,21.11.2026 19:00,file:///profile;", "Ann Lee"),
        ("Lee\\, Ann,ann,host,21.11.2026 19:00,file:///profile;", "Lee, Ann"),
        ("王芳,wf,host,21.11.2026 19:00,;", "王芳"),
        (",,,,;", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_libreoffice(book: Path, content: str, owner: str) -> None:
    (book.parent / ".~lock.Deals 2026.xlsx#").write_text(content, encoding="utf-8")
    assert lock_owner(book) == owner


@pytest.mark.parametrize("content", [b"", b"\xff", b"\x05Ann", b"\0" * 165, b"\x1b" * 200])
def test_owner_files_that_say_nothing_useful(book: Path, content: bytes) -> None:
    (book.parent / "~$Deals 2026.xlsx").write_bytes(content)
    owner = lock_owner(book)
    assert owner
    assert owner.isprintable()


def test_an_owner_file_that_cannot_be_read(book: Path) -> None:
    (book.parent / "~$Deals 2026.xlsx").mkdir()
    assert lock_owner(book) == UNKNOWN


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_the_lock_of_the_file_behind_a_link(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(book)
    (book.parent / "~$Deals 2026.xlsx").write_bytes(_excel_file("Ann"))
    assert lock_owner(link) == "Ann"


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_files_that_may_not_be_written(book: Path) -> None:
    book.chmod(0o444)
    access = write_access(book)
    assert not access.allowed
    assert "read-only" in access.reason.message
    assert not access.owner


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    access = write_access(tmp_path / "gone.xlsx")
    assert not access.allowed
    assert access.reason.message
