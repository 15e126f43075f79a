"""What holds for the samples that are told once for both languages."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_rows import Pages

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.links import referred
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.model.entities import CORE, ENTITIES, entity
from sample_workbooks import AS_OF, LANGUAGES, SAMPLES, TEAM, sample
from sample_workbooks.make_samples import TOLD, make, telling_of
from sample_workbooks.optional.tell import told

NEW = [(name, language) for name in SAMPLES if name != TEAM for language in LANGUAGES]
INTENDED = {
    "sales-projects": {"project-without-director"},
    "real-estate": {"hold-expired", "registered-before"},
}
"""The problems that belong to the story."""


@pytest.fixture(scope="module", params=NEW, ids="-".join)
def pages(request: pytest.FixtureRequest) -> Pages:
    return Pages(*request.param)


@pytest.fixture(scope="module")
def state(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BookState]:
    folder = tmp_path_factory.mktemp("sample")
    path = folder / "book.xlsx"
    path.write_bytes(sample(pages.language, pages.name).read_bytes())
    book = Book(open_workbook(str(path), folder / "state"), Settings(AS_OF))
    yield book.load()
    book.close()


@pytest.mark.parametrize(("name", "language"), NEW)
def test_the_script_makes_the_committed_file(name: str, language: str, tmp_path: Path) -> None:
    make(language, tmp_path / "again.xlsx", name)
    with (
        zipfile.ZipFile(tmp_path / "again.xlsx") as again,
        sample(language, name).open("rb") as stream,
        zipfile.ZipFile(stream) as committed,
    ):
        assert again.namelist() == committed.namelist()
        different = [n for n in again.namelist() if again.read(n) != committed.read(n)]
    assert different == [], "run `make samples` and commit"


def test_an_unknown_sample_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'cars'.*real-estate"):
        sample("en", "cars")


def test_it_is_understood_whole(pages: Pages, state: BookState) -> None:
    assert state.playbook.name == pages.told.playbook
    assert set(state.entities) == set(pages.told.order)
    assert {e.name for e in CORE} <= set(pages.told.order)
    for name, table in state.entities.items():
        own = {c.name for c in table.layout.columns if c.field is None}
        worked = {w for w in pages.told.worked if w.table == name and w.header}
        assert len(own) == len(worked), (name, own)
        assert not table.live.is_empty(), name


def test_nothing_is_wrong_but_what_the_story_wants(pages: Pages, state: BookState) -> None:
    assert {p.code for p in state.all_problems} == INTENDED[pages.name]


def test_every_stage_is_one_of_the_playbook(state: BookState) -> None:
    texts = state.entities["deals"].live["stage"].unique().to_list()
    assert all(state.playbook.stage(text) is not None for text in texts)


def test_what_a_row_refers_to_exists(state: BookState) -> None:
    lost = [
        (name, field.name, table.value(row, field.name))
        for name, table in state.entities.items()
        for field in entity(name).fields
        if field.refers in state.entities and table.layout.column(field.name) is not None
        for row in table.live["_id"].to_list()
        if table.value(row, field.name) is not None
        and referred(state, name, row, field.name) is None
    ]
    assert lost == []


def test_choices_are_understood(state: BookState) -> None:
    for name, table in state.entities.items():
        for field in entity(name).fields:
            if not field.choices or field.name not in table.live.columns:
                continue
            texts = table.live[field.name].drop_nulls().unique().to_list()
            assert all(field.code(text) for text in texts), (name, field.name)


def test_both_languages_tell_the_same_records(pages: Pages) -> None:
    other = Pages(pages.name, "zh" if pages.language == "en" else "en")
    for table in pages.told.order:
        ours, theirs = pages.rows(table), other.rows(table)
        assert len(ours) == len(theirs)
        for one, two in zip(ours, theirs, strict=True):
            assert numbers(one, table) == numbers(two, table)


def numbers(row: dict[str, Any], table: str) -> list[Any]:
    names = {field.name for field in entity(table).fields}
    return [v for name, v in row.items() if name in names and not isinstance(v, str)]


def test_every_formula_has_its_value(pages: Pages) -> None:
    found = 0
    for sheet in pages.formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found += 1
                    value = pages.values[sheet.title][cell.coordinate].value
                    assert isinstance(value, int | float), (sheet.title, cell.coordinate)
    assert found > 100


def test_names_of_sheets_with_spaces_are_quoted(pages: Pages) -> None:
    spaced = [title for title in pages.formulas.sheetnames if " " in title]
    texts = [
        str(cell.value)
        for sheet in pages.formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    texts += [
        str(rule.formula1)
        for sheet in pages.formulas
        for rule in sheet.data_validations.dataValidation
    ]
    unquoted = [t for t in texts for title in spaced if f"{title}!" in t]
    assert unquoted == []


def test_every_sheet_is_designed(pages: Pages) -> None:
    design = pages.told.designs[pages.language]
    front = pages.formulas[design.summary]
    assert front._charts
    assert pages.formulas.defined_names[design.as_of].attr_text == f"{design.summary}!$B$2"
    for table in pages.told.order:
        sheet = pages.formulas[pages.sheet_name(table)]
        assert sheet.freeze_panes is not None
        assert bool(sheet.tables) == (table in design.tables)
        assert sheet.tables or sheet.auto_filter.ref
    deals = pages.formulas[pages.sheet_name("deals")]
    assert deals.data_validations.dataValidation


def test_together_the_samples_hold_every_entity() -> None:
    held = {table for name in TOLD for table in TOLD[name].order} | set(told(telling_of("en")))
    assert held == {each.name for each in ENTITIES}
