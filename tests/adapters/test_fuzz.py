"""Mutations of good workbooks: opening and changing them works, or says in a sentence why not.

Never another exception, a hang, a dead reader that is not told, or a changed original. Seeded, so
that a failure comes again; ``SALESTUI_FUZZ=20`` runs twenty times as many.
"""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest
from good_packages import good_packages
from mutations import mutated
from small_packages import parts, shared, sheet, workbook, zipped

from adapters.addresses import column_letters
from adapters.changes import AppendRow, Change, SetCell
from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import WorkbookError
from adapters.excel.archive.snapshot import FileStamp, Snapshot, revision_of
from adapters.excel.backend import ExcelBackend, ExcelWorkbook
from adapters.excel.reading import reader, wire
from adapters.excel.reading.session import Session
from adapters.excel.writing.patch import patch_package
from adapters.outlines import Outline, SheetOutline

TIMES = int(os.environ.get("SALESTUI_FUZZ", "1"))
ROUNDS, PER_ROUND = 8, 150 * TIMES
WORKER_ROUNDS, PER_WORKER = 4, 40 * TIMES
PATIENCE = 60  # seconds until it counts as a hang, also on a busy machine
VALUES = ("new", 3.5, True, date(2026, 3, 4))


@contextmanager
def bounded(label: str) -> Iterator[None]:
    """End what hangs, where the system has alarms."""

    def give_up(*_: object) -> None:
        raise TimeoutError(label)

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def told(error: WorkbookError) -> None:
    sentence, advice = error.sentence(), error.advice()
    assert sentence.rstrip().endswith("."), sentence
    assert advice.strip() and "\n" not in error.message


def outlined(data: bytes) -> Outline:
    """The outline as it reaches the parent, without the reader that may end the process."""
    session = Session(Snapshot(data, FileStamp(1, 1, 1), revision_of(data)), preload=False)
    for found in session.outline.sheets:
        session_request = wire.CellsRequest("", found.name, 1, found.last_row, columns(found))
        if found.last_row * found.last_column < 10**6:
            reader.early_marks(session._scan(found.name), session_request)
    stream = io.BytesIO()
    wire.write(stream, wire.outline_reply(session.outline, session.snapshot.stamp))
    stream.seek(0)
    reply = wire.read_reply(stream)
    assert isinstance(reply, wire.OutlineReply)
    return wire.to_outline(reply)


def columns(found: SheetOutline) -> dict[int, ColumnKind]:
    kinds = list(ColumnKind)
    return {c: kinds[c % len(kinds)] for c in range(1, min(found.last_column, 40) + 1)}


def changes(found: SheetOutline, random: Random) -> list[Change]:
    rows, width = max(found.last_row, 1), min(max(found.last_column, 1), 40)
    row, column = random.randint(1, min(rows, 20)), random.randint(1, width)
    return [
        SetCell(found.name, row, column, random.choice(VALUES), over_formula=True),
        AppendRow(found.name, rows, 1, width, {1: "appended"}),
    ]


def patched(data: bytes, wanted: list[Change]) -> bytes | None:
    """The patched package, or None where that was refused in a sentence."""
    kept = bytes(bytearray(data))
    try:
        done = patch_package(data, wanted)
    except WorkbookError as error:
        told(error)
        return None
    assert data == kept
    return done.data


def cases(seed: int, count: int) -> Iterator[tuple[str, bytes, Random]]:
    packages = good_packages()
    small = [name for name in packages if name != "sample"]
    for number in range(count):
        random = Random(f"{seed}-{number}")
        name = random.choice(small) if random.random() < 0.97 else "sample"
        how, data = mutated(packages[name], random)
        yield f"{name} by {how}, seed {seed}-{number}", data, random


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_mutations_are_opened_and_patched_or_refused(seed: int) -> None:
    opened = refused = 0
    for label, data, random in cases(seed, PER_ROUND):
        try:
            with bounded(label):
                opened_now, refused_now = _open_and_patch(data, random)
        except Exception as problem:
            raise AssertionError(label) from problem
        opened, refused = opened + opened_now, refused + refused_now
    assert opened > PER_ROUND / 10
    assert refused > PER_ROUND / 10


def _open_and_patch(data: bytes, random: Random) -> tuple[bool, bool]:
    try:
        sheets = outlined(data).sheets
    except WorkbookError as error:
        told(error)
        # Nobody edits what could not be read, but the writer must stand it too.
        patched(data, [SetCell("Deals", 2, 1, "x"), AppendRow("S1", 4, 1, 2, {1: "x"})])
        return False, True
    done = patched(data, changes(sheets[0], random))
    if done is not None:
        after = outlined(done).sheets
        assert [found.name for found in after] == [found.name for found in sheets]
        assert after[0].last_row > sheets[0].last_row
    return True, False


@pytest.mark.parametrize("seed", range(1000, 1000 + WORKER_ROUNDS))
def test_mutations_are_read_by_a_worker_or_refused(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(good_packages()["plain"])
    book = ExcelBackend.open(str(path), tmp_path)
    read = 0
    try:
        for time, (label, data, _) in enumerate(cases(seed, PER_WORKER)):
            path.write_bytes(data)
            os.utime(path, (time, time))  # nobody is still writing it
            try:
                with bounded(label):
                    read += _read_all(book)
            except Exception as problem:
                raise AssertionError(label) from problem
            assert path.read_bytes() == data, label
    finally:
        book.close()
    assert read > PER_WORKER / 10


def _read_all(book: ExcelWorkbook) -> bool:
    try:
        sheets = book.outline().sheets
        for found in sheets:
            last = min(found.last_row, 2000)
            if last and found.last_column:
                (data,) = book.read([ReadRequest(found.name, 1, last, columns(found))])
                assert data.frame.height == last
    except WorkbookError as error:
        told(error)
        return False
    return True


CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _wide_header() -> bytes:
    cells = "".join(
        f'<c r="{column_letters(c)}1" t="inlineStr"><is><t>H{c}</t></is></c>'
        for c in range(1, 16_385)
    )
    return workbook(sheet(f'<row r="1">{cells}</row><row r="2"><c r="A2"><v>1</v></c></row>'))


def _long_texts() -> bytes:
    long = "长" * 32_767
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>{long}</t></is></c></row>'
        for r in range(1, 200)
    )
    return workbook(sheet(rows))


def _merged(count: int, *ranges: str) -> bytes:
    found = [*ranges, *(f"C{2 * n + 1}:D{2 * n + 2}" for n in range(count))]
    merges = "".join(f'<mergeCell ref="{cells}"/>' for cells in found)
    return workbook(sheet(CELL, f'<mergeCells count="{len(found)}">{merges}</mergeCells>'))


def _ranges_in_one_list(count: int) -> bytes:
    ranges = " ".join(f"A{n}" for n in range(1, count + 1))
    rule = (
        f'<dataValidations count="1"><dataValidation type="list" sqref="{ranges}">'
        "<formula1>$A$1:$A$3</formula1></dataValidation></dataValidations>"
    )
    return workbook(sheet(CELL, rule))


def _circular() -> bytes:
    content = parts(sheet(CELL))
    relations = content["xl/_rels/workbook.xml.rels"]
    circle = relations.replace("worksheets/sheet1.xml", "workbook.xml")
    return zipped(content | {"xl/_rels/workbook.xml.rels": circle})


def _many_relations() -> bytes:
    content = parts(sheet(CELL))
    one = '<Relationship Id="x{n}" Type="urn:x/y" Target="worksheets/sheet1.xml"/>'
    many = "".join(one.replace("{n}", str(n)) for n in range(20_000))
    name = "xl/_rels/workbook.xml.rels"
    end = "</Relationships>"
    return zipped(content | {name: content[name].replace(end, many + end)})


def _deep_names() -> bytes:
    names = "".join(f'<definedName name="n{n}">n{n + 1}</definedName>' for n in range(20_000))
    return workbook(sheet(CELL), names=names)


EXTREMES = {
    "16,384 columns": _wide_header,
    "texts of 32k characters": _long_texts,
    "100,000 merged ranges": lambda: _merged(100_000),
    "a merge over the whole sheet": lambda: _merged(1, "A1:XFD1048576"),
    "a million ranges in one list": lambda: _ranges_in_one_list(1_000_000),
    "circular relations": _circular,
    "20,000 relations": _many_relations,
    "names that name each other": _deep_names,
    "control characters": lambda: workbook(sheet(CELL.replace("A1", "A1\x01"))),
    "escaped control characters": lambda: workbook(
        sheet('<row r="1"><c r="A1" t="str"><v>_x0000__xD800__x001B_[31m</v></c></row>')
    ),
    "invalid UTF-8": lambda: zipped(
        parts(sheet("")) | {"xl/worksheets/sheet1.xml": sheet(CELL).encode() + b"\xff\xfe"}
    ),
    "row 4294967295": lambda: workbook(sheet('<row r="4294967295"><c><v>1</v></c></row>')),
    "a value in the last cell": lambda: workbook(
        sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    ),
    "more texts claimed than held": lambda: workbook(
        sheet(CELL), strings=shared("a", count=4294967295)
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extremes_are_opened_and_patched_or_refused(name: str) -> None:
    data = EXTREMES[name]()
    with bounded(name):
        try:
            sheets = outlined(data).sheets
        except WorkbookError as error:
            told(error)
        else:
            done = patched(data, changes(sheets[0], Random(1)))
            assert done is None or outlined(done).sheets[0].name == "S1"
