"""Packages in forms that other programs choose: edited like any other, results of formulas too."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from patch_support import assert_lossless, grid, members, plain_book, raw_members
from small_packages import MAIN, parts, shared, sheet, workbook, zipped

from adapters.changes import AppendRow, ClearRow, SetCell
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"


class _Pipe(io.BytesIO):
    """Not seekable, so that sizes follow the data in descriptors."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def _packed(content: dict[str, bytes], *, streamed: bool, zip64: bool) -> bytes:
    output = _Pipe() if streamed else io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, part in content.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=zip64) as member:
                member.write(part)
    return output.getvalue()


@pytest.mark.parametrize("end_record", [False, True])
@pytest.mark.parametrize("streamed", [False, True])
def test_archives_of_64_bits(tmp_path, monkeypatch, streamed: bool, end_record: bool) -> None:
    content = members(plain_book())
    with monkeypatch.context() as limited:
        if end_record:  # so that few members need the end record for many
            limited.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
        before = _packed(content, streamed=streamed, zip64=True)
    assert (b"PK\x06\x06" in before) == end_record
    changes = [SetCell("Deals", 3, 4, 80), AppendRow("Deals", 6, 1, 7, {1: "D-6", 4: 7})]
    done = patch_package(before, changes)
    cells = "Deals!D3,Deals!A7:G7"
    assert_lossless(before, done.data, tmp_path, cells, "--allow-recalc", "--allow-extend")
    again = patch_package(done.data, [SetCell("Deals", 3, 4, 90)])
    results = grid(again.data, "Deals", formulas=False)
    assert (results[3, 4], results.get((3, 6))) == (90, 45)
    assert results[4, 6] == grid(before, "Deals", formulas=False)[4, 6]


_RICH = (
    '<row r="1"><c r="A1" vm="1" t="e"><v>#VALUE!</v></c><c r="B1"><v>2</v></c>'
    '<c r="C1" cm="1"><f t="array" ref="C1">_xlfn.UNIQUE(B1)</f><v>2</v></c>'
    '<c r="D1" vm="2" t="e"><v>#VALUE!</v></c><c r="E1" ph="1" t="inlineStr"><is><t>x</t></is></c>'
    "</row>"
)


def test_metadata_goes_with_its_cell_and_stays_with_its_neighbours(tmp_path) -> None:
    before = workbook(sheet(_RICH))
    after = patch_package(before, [SetCell("S1", 1, 1, "text"), SetCell("S1", 1, 2, 3)]).data
    xml = members(after)[SHEET].decode()
    assert 'vm="1"' not in xml
    for kept in ('<c r="C1" cm="1">', '<c r="D1" vm="2" t="e"><v>#VALUE!</v></c>', 'r="E1" ph="1"'):
        assert kept in xml
    assert_lossless(before, after, tmp_path, "S1!A1:B1", "--allow-recalc")


def test_a_replaced_array_formula_leaves_no_metadata(tmp_path) -> None:
    before = workbook(sheet(_RICH))
    after = patch_package(before, [SetCell("S1", 1, 3, 5, over_formula=True)]).data
    assert '<c r="C1"><v>5</v></c>' in members(after)[SHEET].decode()
    assert_lossless(before, after, tmp_path, "S1!C1")


def test_emptied_cells_leave_no_metadata(tmp_path) -> None:
    before = workbook(sheet(_RICH))
    after = patch_package(before, [ClearRow("S1", 1, 1, 5)]).data
    xml = members(after)[SHEET]
    assert b"vm=" not in xml and b"cm=" not in xml and b"<v>" not in xml
    assert_lossless(before, after, tmp_path, "S1!A1:E1")


_ALTERNATIVES = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14"><controls><control shapeId="1" name="row"/></controls></mc:Choice>'
    '<mc:Fallback><mergeCells><mergeCell ref="C8:C9"/></mergeCells></mc:Fallback>'
    "</mc:AlternateContent>"
)


def test_alternatives_in_a_sheet_stay_as_they_are(tmp_path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    root = f'<worksheet xmlns="{MAIN}"'
    named = f'{root} xmlns:x9="urn:x9" xmlns:mc="urn:mc" mc:Ignorable="x9" x9:uid="{{1}}"'
    before = workbook(sheet(rows, _ALTERNATIVES).replace(root, named))
    changes = [SetCell("S1", 1, 1, 7), AppendRow("S1", 2, 1, 1, {1: 3})]
    after = patch_package(before, changes).data
    assert _ALTERNATIVES.encode() in members(after)[SHEET]
    assert named.encode() in members(after)[SHEET]
    assert_lossless(before, after, tmp_path, "S1!A1,S1!A3", "--allow-extend")
    assert grid(after, "S1") == {(1, 1): 7, (2, 1): 2, (3, 1): 3}


_SUM = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2"><c r="A2"><f>B1*2</f><v>4</v></c></row>'
)


def _utf16(text: str) -> bytes:
    return text.replace("UTF-8", "UTF-16").encode("utf-16")


@pytest.mark.parametrize(
    "names",
    [
        ["xl/sharedStrings.xml"],
        ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"],
        ["xl/styles.xml", "[Content_Types].xml"],
        [SHEET],
    ],
)
def test_parts_in_sixteen_bits(tmp_path, names: list[str]) -> None:
    content: dict[str, str | bytes] = dict(parts(sheet(_SUM), strings=shared("Head")))
    content |= {name: _utf16(str(content[name])) for name in names}
    before = zipped(content)
    changes = [SetCell("S1", 1, 1, "Kopf äß中"), SetCell("S1", 3, 1, date(2026, 3, 4))]
    after = patch_package(before, [*changes, SetCell("S1", 1, 2, 5)]).data
    found = grid(after, "S1", formulas=False)
    assert found[1, 1] == "Kopf äß中" and found[1, 2] == 5
    assert found[3, 1] == datetime(2026, 3, 4)
    assert found.get((2, 1), 10) == 10  # computed, or left to whoever opens it
    allow = ("--allow-recalc", "--allow-new-styles", "--allow-style-change")
    assert_lossless(before, after, tmp_path, "S1!A1:B1,S1!A3", *allow)


def test_targets_from_the_root_of_the_package(tmp_path) -> None:
    content = parts(sheet(_SUM), strings=shared("Head"))
    roots = content["_rels/.rels"].replace('Target="xl', 'Target="/xl')
    targets = content["xl/_rels/workbook.xml.rels"].replace('Target="', 'Target="/xl/')
    content |= {"_rels/.rels": roots, "xl/_rels/workbook.xml.rels": targets}
    before = zipped(content)
    after = patch_package(before, [SetCell("S1", 1, 2, 5), SetCell("S1", 1, 1, "new")]).data
    assert grid(after, "S1", formulas=False) == {(1, 1): "new", (1, 2): 5, (2, 1): 10}
    assert_lossless(before, after, tmp_path, "S1!A1:B1", "--allow-recalc")


_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "officeDocument/relationships"
    ),
}
_DATES = (
    '<row r="1"><c r="A1" s="1" t="d"><v>2026-03-04T00:00:00</v></c><c r="B1"><v>2</v></c></row>'
    '<row r="2"><c r="A2" s="1" t="d"><v>2026-03-05</v></c><c r="B2"><f>B1*2</f><v>4</v></c></row>'
)


def _strict(content: dict[str, str]) -> dict[str, str]:
    def renamed(text: str) -> str:
        for old, new in _STRICT.items():
            text = text.replace(old, f"http://purl.oclc.org/ooxml/{new}")
        return text

    return {name: renamed(text) for name, text in content.items()}


def test_strict_workbooks_with_dates_in_words(tmp_path) -> None:
    before = zipped(_strict(parts(sheet(_DATES))))
    changes = [
        SetCell("S1", 1, 1, date(2026, 12, 24)),
        SetCell("S1", 1, 2, 5),
        AppendRow("S1", 2, 1, 2, {1: date(2027, 1, 1)}),
    ]
    after = patch_package(before, changes).data
    assert_lossless(
        before, after, tmp_path, "S1!A1:B1,S1!A3:B3", "--allow-recalc", "--allow-extend"
    )
    xml = members(after)[SHEET].decode()
    assert '<c r="A2" s="1" t="d"><v>2026-03-05</v></c>' in xml
    assert '<c r="A1" s="1"><v>46380</v></c>' in xml  # days count as in any other workbook
    assert raw_members(after)["xl/styles.xml"] == raw_members(before)["xl/styles.xml"]


def test_a_date_in_words_becomes_what_was_written(tmp_path) -> None:
    before = workbook(sheet(_DATES))
    changes = [SetCell("S1", 1, 1, "text"), SetCell("S1", 2, 1, None), SetCell("S1", 1, 2, 9)]
    after = patch_package(before, changes).data
    assert grid(after, "S1", formulas=False) == {(1, 1): "text", (1, 2): 9, (2, 2): 18}
    assert_lossless(before, after, tmp_path, "S1!A1:B1,S1!A2", "--allow-recalc")


def test_a_part_named_from_the_root_does_not_keep_results_away(tmp_path) -> None:
    extra = {"/xl/richData/_rels/richValueRel.xml.rels": b"<Relationships/>"}
    before = _packed(members(plain_book()) | extra, streamed=False, zip64=False)
    done = patch_package(before, [SetCell("Deals", 3, 4, 80)])
    assert grid(done.data, "Deals", formulas=False)[3, 6] == 40
    assert_lossless(before, done.data, tmp_path, "Deals!D3", "--allow-recalc")
