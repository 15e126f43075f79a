"""Signed workbooks and those with a log of changes: read as any other, changed never."""

from __future__ import annotations

from pathlib import Path

import pytest
from patch_support import edited, plain_book
from small_packages import saved

from adapters.changes import SetCell
from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import Refused
from adapters.excel import ExcelBackend
from adapters.excel.writing.patch import patch_package
from salestui.cli.exits import Exit
from salestui.cli.main import main

CHANGE = SetCell("Deals", 2, 1, 1)


def _related(part: str, kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rIdSeal" Type="{kind}" Target="{target}"/></Relationships>'
    return edited(plain_book(), {part: (b"</Relationships>", relation.encode())})


def _signed() -> bytes:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    return _related("_rels/.rels", kind, "_xmlsignatures/origin.sigs")


def _shared() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders"
    return _related("xl/_rels/workbook.xml.rels", kind, "revisions/revisionHeaders.xml")


SEALED = {"digitally signed": _signed, "log of changes": _shared}


@pytest.mark.parametrize("why", SEALED)
def test_it_is_told_when_opened_and_read_all_the_same(why: str, tmp_path: Path) -> None:
    book = ExcelBackend.open(str(saved(tmp_path, SEALED[why]())), tmp_path)
    try:
        assert book.write_access().allowed  # nothing is known before it is read
        (note,) = book.outline().notes
        assert why in note.sentence()
        (data,) = book.read([ReadRequest("Deals", 2, 2, {1: ColumnKind.TEXT})])
        assert data.frame["A"][0] == "D-1"
        access = book.write_access()
        assert not access.allowed
        assert access.reason == note
    finally:
        book.close()


@pytest.mark.parametrize("why", SEALED)
def test_a_change_is_refused_with_the_reason(why: str, tmp_path: Path) -> None:
    before = SEALED[why]()
    with pytest.raises(Refused, match=why):
        patch_package(before, [CHANGE])
    path = saved(tmp_path, before)
    book = ExcelBackend.open(str(path), tmp_path / "state")
    try:
        revision = book.outline().revision
        with pytest.raises(Refused, match=why) as refused:
            book.commit([CHANGE], revision)
        assert "in Excel" in refused.value.advice()
        with pytest.raises(Refused, match=why):
            book.export([CHANGE], revision, tmp_path / "copy.xlsx")
    finally:
        book.close()
    assert path.read_bytes() == before
    assert not (tmp_path / "copy.xlsx").exists()


@pytest.mark.parametrize("why", SEALED)
def test_the_command_refuses_it_too(
    why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path, SEALED[why]())
    assert main(["edit", str(path), "Deals!A2=x"]) == Exit.REFUSED
    assert why in capsys.readouterr().err
