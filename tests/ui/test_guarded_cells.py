"""Formulas and protected sheets: changed only by users who insist."""

from __future__ import annotations

from fakes import deal_rows, team_workbook
from table_support import table

from adapters.changes import SetCell
from adapters.contents import FormulaCells, FormulaState
from salestui.ui.screens.dialogs import AskDialog

UNCALCULATED = FormulaState.UNCALCULATED
AMOUNT = 5


async def test_a_formula_is_replaced_only_after_a_yes() -> None:
    rows = deal_rows()
    rows[2][AMOUNT - 1] = None
    formula = FormulaCells(AMOUNT, 3, 3, UNCALCULATED)
    book = team_workbook(formula_cells={"Pipeline": [formula]})
    book.sheets["Pipeline"] = rows
    async with table(workbook=book) as shown:
        assert shown.shown("amount")[1] == "not calculated"
        shown.to(1, "amount")
        await shown.press("9")
        assert isinstance(shown.app.screen, AskDialog)
        await shown.press("enter")  # the first answer leaves it
        assert not shown.screen.grid.editing
        await shown.press("9")
        await shown.press("right", "enter")
        assert shown.screen.grid.editing
        await shown.press("0", "enter")
        assert shown.value(1, "amount") == 90.0
        shown.to(1, "amount")
        await shown.press("8")  # asked once: the edit is pending
        assert shown.screen.grid.editing
        await shown.press("enter")
        shown.book.save()
    (change,) = book.commits[0]
    assert change == SetCell("Pipeline", 3, AMOUNT, 8, over_formula=True)


async def test_undo_brings_the_formula_back() -> None:
    formula = FormulaCells(AMOUNT, 3, 3, FormulaState.CALCULATED)
    async with table(workbook=team_workbook(formula_cells={"Pipeline": [formula]})) as shown:
        shown.to(1, "amount")
        await shown.press("9")
        await shown.press("right", "enter", "enter")
        assert shown.value(1, "amount") == 9.0
        await shown.press("u")
        assert (shown.value(1, "amount"), shown.book.state.pending_count) == (3_400_000.0, 0)


async def test_a_calculated_column_is_passed_by_and_asked_about() -> None:
    book = team_workbook(formula_columns={"Pipeline": frozenset({AMOUNT})})
    async with table(workbook=book) as shown:
        shown.to(0, "amount")
        await shown.press("enter")
        assert isinstance(shown.app.screen, AskDialog)
        await shown.press("escape")
        shown.to(0, "stage")
        await shown.press("enter", "tab")
        assert shown.screen.grid.cursor_column_key == "probability"


async def test_filling_down_leaves_formulas_alone() -> None:
    formula = FormulaCells(AMOUNT, 3, 3, FormulaState.CALCULATED)
    async with table(workbook=team_workbook(formula_cells={"Pipeline": [formula]})) as shown:
        shown.screen.grid.mark(frozenset({1, 2}))
        shown.to(0, "amount")
        await shown.press("ctrl+d")
        assert (shown.value(1, "amount"), shown.value(2, "amount")) == (3_400_000.0, 1_200_000.0)


async def test_a_protected_sheet_is_marked_and_asked_about_once() -> None:
    async with table(workbook=team_workbook(protected={"Pipeline"})) as shown:
        assert "protected" in shown.summary
        shown.to(0, "amount")
        await shown.press("9")
        assert isinstance(shown.app.screen, AskDialog)
        await shown.press("escape")
        assert shown.book.state.pending_count == 0
        await shown.press("d")
        assert isinstance(shown.app.screen, AskDialog)
        await shown.press("right", "enter")
        assert shown.book.state.pending_count == 1
        shown.to(1, "amount")
        await shown.press("9", "enter")
        assert shown.value(1, "amount") == 9.0
