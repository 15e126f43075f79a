"""Profiles are kept as readable TOML, found again after a rename, and never stop an opening."""

from __future__ import annotations

import os
import string
from datetime import date
from pathlib import Path

import pytest
from fakes import MemoryWorkbook
from hypothesis import given
from hypothesis import strategies as st

from adapters.contents import CellValue
from adapters.errors import WriteFailed
from adapters.outlines import Outline
from salestui.book.profiles import (
    SUFFIX,
    Where,
    find_profile,
    forget_profile,
    own_paths,
    save_profile,
)
from salestui.mapping.profile import (
    AUTOMATIC,
    Profile,
    ProfileError,
    TableProfile,
    parse_profile,
    profile_text,
)
from salestui.mapping.recognise import recognise
from salestui.mapping.remembering import confirmed, likeness

TODAY = date(2026, 11, 21)
DEALS: list[list[CellValue]] = [
    ["Deal", "Customer", "Stage", "Amount", "Net"],
    ["Pumps", "Acme", "Won", 120, 100],
]
SAID = Profile(
    tables={"deals": TableProfile(("Deals",), columns={"Net": "amount", "Amount": ""})},
    stages={"谈判": "negotiation"},
    day_first=True,
)


def outline(rows: list[list[CellValue]] = DEALS, name: str = "Deals") -> Outline:
    return MemoryWorkbook({name: rows}).outline()


def profile() -> Profile:
    return confirmed(recognise(outline(), TODAY, profile=SAID), SAID, "team.xlsx")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "team.xlsx").write_bytes(b"x")
    return folder / "team.xlsx"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config" / "mappings"


def test_what_was_recognised_is_confirmed_with_what_was_said() -> None:
    assert profile() == Profile(
        workbook="team.xlsx",
        headers={"Deals": ("Deal", "Customer", "Stage", "Amount", "Net")},
        tables={
            "deals": TableProfile(
                ("Deals",),
                "",
                {"Deal": "name", "Customer": "customer", "Stage": "stage", "Net": "amount",
                 "Amount": ""},
            )
        },
        stages={"谈判": "negotiation"},
        day_first=True,
    )  # fmt: skip
    again = recognise(outline(), TODAY, profile=profile())
    before = recognise(outline(), TODAY, profile=SAID)
    names = [c.name for c in before.tables["deals"].columns]
    assert [c.name for c in again.tables["deals"].columns] == names
    assert not again.problems


def test_the_file_is_readable(book: Path, config: Path) -> None:
    saved = save_profile(profile(), str(book), config)
    text = saved.read_text(encoding="utf-8")
    assert saved.name == "team.xlsx" + SUFFIX
    assert "[tables.deals.columns]" in text
    assert 'Net = "amount"' in text
    assert '"谈判" = "negotiation"' in text
    assert {p.name for p in book.parent.iterdir()} == {"team.xlsx", "team.xlsx" + SUFFIX}


@pytest.mark.parametrize("where", list(Where))
def test_saved_is_found(book: Path, config: Path, where: Where) -> None:
    path = save_profile(profile(), str(book), config, where)
    found = find_profile(str(book), outline(), config)
    assert (found.profile, found.path, found.problems) == (profile(), path, ())
    assert (path.parent == config) is (where is Where.CONFIG)


def test_a_place_is_left_when_the_other_is_chosen(book: Path, config: Path) -> None:
    first = save_profile(AUTOMATIC, str(book), config, Where.BESIDE)
    second = save_profile(profile(), str(book), config, Where.CONFIG)
    assert second.exists() and not first.exists()
    third = save_profile(profile(), str(book), config, Where.BESIDE)
    assert third.exists() and not second.exists()


def test_a_profile_stays_where_it_is_kept(book: Path, config: Path) -> None:
    save_profile(AUTOMATIC, str(book), config, Where.CONFIG)
    assert save_profile(profile(), str(book), config).parent == config
    assert list(book.parent.iterdir()) == [book]


def test_without_a_profile_nothing_is_said(book: Path, config: Path) -> None:
    assert find_profile(str(book), outline(), config).profile == AUTOMATIC


@pytest.mark.parametrize("where", list(Where))
def test_found_again_after_a_rename_with_columns_moved(
    book: Path, config: Path, where: Where
) -> None:
    save_profile(profile(), str(book), config, where)
    renamed = book.rename(book.with_name("team 2027.xlsx"))
    moved = outline([list(reversed(row)) for row in DEALS], "Pipeline")
    found = find_profile(str(renamed), moved, config)
    assert found.profile == profile()
    assert [p.code for p in found.problems] == ["mapping-known-again"]
    layout = recognise(moved, TODAY, profile=found.profile)
    table = layout.tables["deals"]
    assert table.sheet == "Pipeline"
    assert [c.name for c in table.columns] == ["amount", "x:Amount", "stage", "customer", "name"]
    assert [p.code for p in layout.problems] == ["mapping-sheet-renamed"]


def test_another_workbooks_profile_is_not_taken(book: Path, config: Path) -> None:
    save_profile(profile(), str(book.with_name("other.xlsx")), config)
    rows: list[list[CellValue]] = [["Deal", "Customer", "Phase", "Value", "Rep"], list(DEALS[1])]
    assert likeness(profile(), outline(rows)) == 0.4
    assert find_profile(str(book), outline(rows), config).path is None


def test_of_several_the_one_with_most_of_the_headers_is_taken(book: Path, config: Path) -> None:
    near = replace_headers(profile(), ("Deal", "Customer", "Stage", "Amount", "Gross"))
    save_profile(near, str(book.with_name("a.xlsx")), config)
    save_profile(profile(), str(book.with_name("b.xlsx")), config)
    save_profile(near, str(book.with_name("c.xlsx")), config)
    assert find_profile(str(book), outline(), config).profile == profile()


def replace_headers(given_: Profile, headers: tuple[str, ...]) -> Profile:
    return Profile(given_.workbook, {"Deals": headers}, given_.tables)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b"tables = 5", "tables"),
        (b"[tables.deals]\nsheet = 'Deals'", "sheet"),
        (b"[tables.deals.columns]\nAmount = 3", "columns"),
        (b"[[[", ""),
        (b"\xff\xfe\x00", ""),
        (b"x = " + b"[" * 100_000, ""),
        (b"#" * 1_000_001, "large"),
    ],
)
def test_a_damaged_profile_is_a_sentence(book: Path, config: Path, text: bytes, named: str) -> None:
    beside = own_paths(str(book), config)[Where.BESIDE]
    beside.write_bytes(text)
    found = find_profile(str(book), outline(), config)
    assert found.profile == AUTOMATIC
    (problem,) = found.problems
    assert problem.code == "mapping-unreadable"
    assert dict(problem.parts)["path"] == beside.name
    assert named in dict(problem.parts)["reason"]


def test_forgetting_removes_both_and_says_so(book: Path, config: Path) -> None:
    path = save_profile(profile(), str(book), config)
    assert forget_profile(str(book), config) == (path,)
    assert forget_profile(str(book), config) == ()
    assert find_profile(str(book), outline(), config).profile == AUTOMATIC


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_beside_a_workbook_that_allows_no_files_the_users_folder_is_taken(
    book: Path, config: Path
) -> None:
    book.parent.chmod(0o500)
    try:
        assert save_profile(profile(), str(book), config).parent == config
        with pytest.raises(WriteFailed):
            save_profile(profile(), str(book), config, Where.BESIDE)
    finally:
        book.parent.chmod(0o700)


def test_what_cannot_be_written_is_a_sentence(book: Path, config: Path) -> None:
    own_paths(str(book), config)[Where.BESIDE].mkdir()
    with pytest.raises(WriteFailed) as caught:
        save_profile(profile(), str(book), config, Where.BESIDE)
    assert "team.xlsx.salestui.toml" in caught.value.sentence()
    assert {p.name for p in book.parent.iterdir()} == {"team.xlsx", "team.xlsx" + SUFFIX}


def test_a_link_to_a_profile_stays_a_link(book: Path, config: Path) -> None:
    shared = book.with_name("shared.toml")
    shared.write_text("")
    link = own_paths(str(book), config)[Where.BESIDE]
    link.symlink_to(shared)
    save_profile(profile(), str(book), config, Where.BESIDE)
    assert link.is_symlink()
    assert parse_profile(shared.read_bytes()) == profile()


_TEXTS = st.text(max_size=12) | st.sampled_from(
    ["金额(万元)", "a.b", "x = 1", "#", '"', "\r\n", ""]
)
_TABLES = st.builds(
    TableProfile,
    sheets=st.lists(_TEXTS, max_size=3).map(tuple),
    header=_TEXTS,
    columns=st.dictionaries(_TEXTS, _TEXTS, max_size=4),
)


@given(
    st.builds(
        Profile,
        workbook=_TEXTS,
        headers=st.dictionaries(_TEXTS, st.lists(_TEXTS, max_size=3).map(tuple), max_size=3),
        tables=st.dictionaries(st.text(string.ascii_lowercase, min_size=1), _TABLES, max_size=3),
        playbook=_TEXTS,
        stages=st.dictionaries(_TEXTS, _TEXTS, max_size=3),
        day_first=st.none() | st.booleans(),
    )
)
def test_every_profile_comes_back_as_it_was_written(given_: Profile) -> None:
    assert parse_profile(profile_text(given_).encode()) == given_


def test_a_profile_of_nothing_is_the_automatic_one() -> None:
    assert parse_profile(b"") == AUTOMATIC
    with pytest.raises(ProfileError, match="shets"):
        parse_profile(b"[tables.deals]\nshets = []")
