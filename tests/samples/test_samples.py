"""The committed samples: made by the script, whole, and telling the story they are to tell."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sample_facts import HEADER_ROW, SHEETS, STAGES, Sample, load

from sample_workbooks import AS_OF, LANGUAGES, sample
from sample_workbooks.make_samples import make

AHEAD, ON_PACE, BEHIND = 1.2, 0.8, 0.75
REPS = {
    "en": {"star": "Maya Okafor", "new": "Theo Barrett", "quarter end": "Victor Hale",
           "neglect": "Marcus Doyle", "early only": "Tara Nguyen"},
    "zh": {"star": "沈嘉怡", "new": "周子昂", "quarter end": "徐国栋",
           "neglect": "吴建军", "early only": "方雨桐"},
}  # fmt: skip


@pytest.fixture(scope="module", params=LANGUAGES)
def told(request: pytest.FixtureRequest) -> Sample:
    return load(request.param)


@pytest.fixture
def reps(told: Sample) -> dict[str, str]:
    return REPS[told.language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_makes_the_committed_file(language: str, tmp_path: Path) -> None:
    """Part by part: how hard they are compressed is up to the machine's zlib."""
    make(language, tmp_path / "again.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "again.xlsx") as again,
        sample(language).open("rb") as stream,
        zipfile.ZipFile(stream) as committed,
    ):
        assert again.namelist() == committed.namelist()
        different = [n for n in again.namelist() if again.read(n) != committed.read(n)]
    assert different == [], "run `make samples` and commit"


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en, zh"):
        sample("fr")


def test_size_of_the_book(told: Sample) -> None:
    assert 390 <= len(told.deals) <= 430
    assert len(told.won) + len(told.open) + len(told.lost) == len(told.deals)
    assert len({d["id"] for d in told.deals}) == len(told.deals)
    assert len(set(told.team_of)) == 12
    assert Counter(told.team_of.values()).most_common() == [(t, 4) for t in _teams(told)]
    customers = [row[1] for row in _values(told, 2)]
    assert len(set(customers)) == 122
    assert {d["customer"] for d in told.deals} <= set(customers)
    assert {d["rep"] for d in told.deals} == set(told.team_of)
    assert min(told.targets, key=lambda t: t[1])[1] == date(2025, 6, 1)
    assert max(told.targets, key=lambda t: t[1])[1] == date(2026, 12, 1)
    assert len(told.targets) == 11 * 19 + 4


def test_dates_are_in_order(told: Sample) -> None:
    for deal in told.deals:
        assert deal["created"] <= deal["entered"] <= deal["last_activity"] <= AS_OF, deal
        is_open = deal["stage"] in STAGES[told.language][0]
        assert (deal["closed"] is None) == is_open
        if not is_open:
            assert deal["closed"] == deal["entered"]
            assert date(2025, 6, 1) <= deal["closed"] < AS_OF
    due = [d["expected"] for d in told.open if d["expected"]]
    assert date(2027, 3, 1) <= max(due) <= date(2027, 5, 31)


def test_every_formula_has_its_value(told: Sample) -> None:
    formulas = 0
    for sheet in told.formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    value = told.values[sheet.title][cell.coordinate].value
                    assert isinstance(value, int | float), (sheet.title, cell.coordinate)
    assert formulas > 1_100


def test_calculated_columns_are_right(told: Sample) -> None:
    for deal in told.deals:
        assert deal["weighted"] == pytest.approx(deal["amount"] * deal["probability"])
        assert deal["days"] == ((deal["closed"] or AS_OF) - deal["created"]).days


def test_summary_agrees_with_the_lists(told: Sample) -> None:
    rows = {row[0] if row[1] is None else row[1]: row for row in _values(told, 0)}
    total = rows[{"en": "Grand total", "zh": "总计"}[told.language]]
    quarter = [d["amount"] for d in told.won if d["closed"] >= date(2026, 10, 1)]
    target = sum(t for (_, month), t in told.targets.items() if month >= date(2026, 10, 1))
    assert total[7] == sum(quarter)
    assert total[8] == target
    assert total[9] == pytest.approx(sum(quarter) / target)
    assert total[10] == sum(d["amount"] for d in told.open)
    assert total[11] == pytest.approx(sum(d["weighted"] for d in told.open))
    for rep in told.team_of:
        assert rows[rep][10] == sum(d["amount"] for d in told.open if d["rep"] == rep)


def test_one_team_is_ahead_and_one_behind_because_of_two(
    told: Sample, reps: dict[str, str]
) -> None:
    first, second, third = (
        told.pace({r for r, t in told.team_of.items() if t == team}) for team in _teams(told)
    )
    assert first > AHEAD
    assert ON_PACE < second < 1
    assert third < BEHIND
    behind = {rep for rep in told.team_of if told.pace({rep}) < 0.9}
    assert behind == {reps["quarter end"], reps["neglect"], reps["early only"]}
    theirs = {r for r, t in told.team_of.items() if t == _teams(told)[2]}
    assert told.pace(theirs - behind) > 1
    assert max(told.team_of, key=lambda rep: told.pace({rep})) == reps["star"]


def test_reps_work_as_they_do(told: Sample, reps: dict[str, str]) -> None:
    early = [d["stage"] for d in told.open if d["rep"] == reps["early only"]]
    assert len(early) == max(Counter(d["rep"] for d in told.open).values())
    assert set(early) <= set(STAGES[told.language][0][:2])
    newest = Counter(d["rep"] for d in told.deals)
    assert newest.most_common()[-1] == (reps["new"], newest[reps["new"]])
    assert newest[reps["new"]] <= 12
    ends = [
        d["closed"]
        for d in told.won
        if d["rep"] == reps["quarter end"] and d["closed"] < date(2026, 10, 1)
    ]
    assert len(ends) >= 10
    assert all(d.month % 3 == 0 and d.day >= 18 for d in ends)


def test_seasons_show(told: Sample) -> None:
    months = told.won_by_month()
    assert min(months, key=lambda m: months[m]) == date(2026, 2, 1)
    assert max(months, key=lambda m: months[m]) == date(2025, 12, 1)


def test_what_needs_attention(told: Sample, reps: dict[str, str]) -> None:
    silent = [d["rep"] for d in told.open if AS_OF - d["last_activity"] >= timedelta(days=60)]
    assert Counter(silent).most_common(1) == [(reps["neglect"], 7)]
    assert len(silent) == 12
    assert sum(d["expected"] is None for d in told.open) == 4
    assert sum(d["expected"] is not None and d["expected"] < AS_OF for d in told.open) == 8
    assert sum(d["next_date"] is not None and d["next_date"] < AS_OF for d in told.open) == 10
    big = max(told.open, key=lambda d: d["amount"])
    assert big["amount"] > 1.5 * sorted(d["amount"] for d in told.open)[-2]
    assert big["rep"] == reps["quarter end"]
    assert big["stage"] == STAGES[told.language][0][3]
    assert big["next_date"] < AS_OF < big["expected"]


def test_deals_are_lost_for_different_reasons(told: Sample) -> None:
    reasons = Counter(d["loss_reason"] for d in told.lost)
    assert len(reasons) == 6
    assert None not in reasons
    assert not any(d["loss_reason"] for d in (*told.won, *told.open))


def test_sheet_furniture(told: Sample) -> None:
    names = SHEETS[told.language]
    assert tuple(told.formulas.sheetnames[:6]) == names
    deals = told.formulas[names[1]]
    (table,) = deals.tables.values()
    first = HEADER_ROW[told.language]
    assert table.ref.startswith(f"A{first}:")
    assert table.ref.endswith(str(first + len(told.deals)))
    offered = {str(v.formula1) for v in deals.data_validations.dataValidation}
    stages = {s for group in STAGES[told.language][:2] for s in group}
    assert any(stages <= set(f.strip('"').split(",")) for f in offered)
    assert f"{names[4]}!$A$8:$A$19" in offered
    assert f"{names[5]}!$A$2:$A$7" in offered
    kinds = {rule.type for area in deals.conditional_formatting for rule in area.rules}
    assert {"expression", "dataBar"} <= kinds
    assert deals.freeze_panes == f"C{first + 1}"
    assert len(told.formulas[names[0]]._charts) == 2
    money = {"en": "$#,##0", "zh": "¥#,##0"}[told.language]
    assert deals[f"E{first + 1}"].number_format == money
    assert sum(cell.comment is not None for row in deals for cell in row) == 1


def _teams(told: Sample) -> list[str]:
    return list(dict.fromkeys(told.team_of.values()))


def _values(told: Sample, sheet: int) -> list[tuple[object, ...]]:
    book = told.values[SHEETS[told.language][sheet]]
    return list(book.iter_rows(min_row=2, values_only=True))
