"""What a table shows: rows and their order, texts, marks, and how it follows edits."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import MemoryWorkbook, deal_rows, team_workbook

from adapters.contents import CellValue, FormulaCells, FormulaState
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.mapping.currency_signs import currency_sign
from salestui.mapping.layout import Column
from salestui.model.fields import FieldType
from salestui.model.focus import Focus
from salestui.views.board import board_view
from salestui.views.cells import Mark, column_title, exact_text, value_text
from salestui.views.choices import choices
from salestui.views.detail import detail
from salestui.views.exporting import exported_columns, exported_values, headers
from salestui.views.filtering.expressions import FilterError
from salestui.views.following import followed, touched_rows
from salestui.views.formats import Style
from salestui.views.ordering import Sort, cycled
from salestui.views.searching import matching_column, matching_places
from salestui.views.stages import stage_label
from salestui.views.table import TableView, Wanted, table_view

TODAY = date(2026, 12, 9)


def load(workbook: MemoryWorkbook) -> Book:
    book = Book(workbook, Settings(TODAY))
    book.load()
    return book


@pytest.fixture
def book() -> Book:
    return load(team_workbook())


def view(book: Book, text: str = "", *sort: Sort, focus: Focus | None = None) -> TableView:
    wanted = Wanted(text, sort, focus or Focus())
    return table_view(book.state, "deals", wanted, TODAY)


def names(shown: TableView) -> str:
    return " ".join(str(shown.value(row, "id"))[2:] for row in shown.ids)


def test_workbook_order_without_a_sort(book: Book) -> None:
    assert names(view(book)) == "1 2 3 4 5 6 7 8"


def test_sort_keeps_equal_rows_in_order_and_blanks_last(book: Book) -> None:
    assert names(view(book, "", Sort("amount"))) == "5 7 4 3 1 2 6 8"
    assert names(view(book, "", Sort("amount", descending=True))) == "2 1 3 4 7 5 6 8"
    assert names(view(book, "", Sort("region"), Sort("amount"))) == "8 7 4 1 2 5 3 6"


def test_stages_sort_as_the_playbook_has_them(book: Book) -> None:
    assert names(view(book, "", Sort("stage"))) == "3 7 1 6 2 4 5 8"


def test_chinese_names_sort_by_pinyin(book: Book) -> None:
    shown = view(book, "", Sort("owner"))
    assert [shown.value(r, "owner") for r in shown.ids] == [
        "Bob", "李娜", "李娜", "王芳", "王芳", "张伟", "张伟", "张伟",
    ]  # fmt: skip


def test_text_sorts_without_case() -> None:
    rows: list[list[CellValue]] = [["Deal", "Stage"], ["b", "Won"], ["C", "Won"], ["a", "Won"]]
    shown = view(load(MemoryWorkbook({"Deals": rows})), "", Sort("name"))
    assert [shown.value(r, "name") for r in shown.ids] == ["a", "b", "C"]


def test_a_sort_key_that_is_no_column_is_left_out(book: Book) -> None:
    assert names(view(book, "won", Sort("gone"))) == "4"


def test_cycling_a_sort() -> None:
    once = cycled((), "a", further=False)
    assert once == (Sort("a"),)
    twice = cycled(once, "a", further=False)
    assert twice == (Sort("a", descending=True),)
    assert cycled(twice, "a", further=False) == ()
    both = cycled(twice, "b", further=True)
    assert both == (Sort("a", descending=True), Sort("b"))
    assert cycled(both, "a", further=True) == (Sort("b"),)
    assert cycled(both, "b", further=True) == (Sort("a", descending=True), Sort("b", True))


def test_focus_applies_and_teams_come_from_members(book: Book) -> None:
    assert names(view(book, "", focus=Focus((("team", "East"),)))) == "1 2 4 5 7"
    assert names(view(book, "", focus=Focus((("rep", "王芳"), ("stage", "Proposal"))))) == "6"
    assert names(view(book, "amount>1m", focus=Focus((("rep", "张伟"),)))) == "1"


def test_focus_leaves_customers_alone(book: Book) -> None:
    wanted = Wanted(focus=Focus((("rep", "张伟"),)))
    assert len(table_view(book.state, "customers", wanted, TODAY).ids) == 4


def test_a_bad_filter_is_told(book: Book) -> None:
    with pytest.raises(FilterError):
        view(book, "amount>")


def test_texts_and_roles(book: Book) -> None:
    first, *_, last = view(book).cells(0, 8)
    assert [c.text for c in first] == [
        "D-1", "Data platform", "中建三局", "Proposal", "1,200,000.00", "50%", "2026-11-30", "张伟",
        "华东", "send offer", "2026-12-01", "CC1",
    ]  # fmt: skip
    assert [c.role for c in first if c.role] == ["late", "late"]
    assert [c.text for c in last] == [
        "D-8",
        "Training",
        "苏州轨交",
        *[""] * 4,
        "Bob",
        "华北",
        *[""] * 3,
    ]


def test_closed_deals_are_not_late(book: Book) -> None:
    shown = view(book, "not open")
    assert not [c for row in shown.cells(0, len(shown.ids)) for c in row if c.role]


def test_only_the_rows_asked_for(book: Book) -> None:
    assert [row[0].text for row in view(book).cells(2, 4)] == ["D-3", "D-4"]


def test_units_and_titles() -> None:
    rows: list[list[CellValue]] = [
        ["商机编号", "客户", "阶段", "金额(万元)", "成功率(%)", "单价", "年\n度"],
        ["A", "x", "方案", 120, 50, 1.25, 2026],
        ["B", "y", "方案", 1080.5, 5, None, 2025],
    ]
    book = load(MemoryWorkbook({"商机": rows}, column_formats={"商机": {6: '"¥"#,##0.00'}}))
    shown = view(book)
    texts = [[c.text for c in row] for row in shown.cells(0, 2)]
    assert texts[0][3:] == ["120.00", "50%", "1.25", "2026"]
    assert texts[1][3:] == ["1,080.50", "5%", "", "2025"]
    assert [column_title(c) for c in shown.columns][3:] == [
        "金额(万元)", "成功率(%)", "单价 (¥)", "年 度",
    ]  # fmt: skip
    amount, percent = shown.column("amount"), shown.column("probability")
    assert exact_text(amount, shown.value(1, "amount")) == "1080.5"
    assert exact_text(percent, shown.value(1, "probability")) == "5%"
    assert value_text(amount, 12_345_600.0, 2) == "1,234.56"
    assert value_text(amount, 12_340_000.0) == "1,234"
    assert value_text(amount, 12_345_600.0) == "1,234.56"
    assert value_text(percent, 0.125) == "12.5%"


def test_marks(book: Book) -> None:
    book.set_values("x", "deals", [(0, "amount", 5.0), (5, "stage", "Won")])
    book.delete_rows("x", "deals", [1])
    book.add_rows("x", "deals", [{"id": "D-9"}])
    marks = [{c.mark for c in row} for row in view(book).cells(0, 9)]
    assert marks[0] == {Mark.PLAIN, Mark.PENDING}
    assert marks[1] == {Mark.DELETED}
    assert marks[5] == {Mark.PLAIN, Mark.PENDING, Mark.PROBLEM}
    assert marks[8] == {Mark.ADDED}
    assert [c.mark for c in view(book).cells(5, 6)[0]][3:5] == [Mark.PENDING, Mark.PROBLEM]


def test_a_conflict_is_marked() -> None:
    workbook = team_workbook()
    book = load(workbook)
    book.set_values("x", "deals", [(0, "amount", 5.0)])
    workbook.edit("Pipeline", 2, 5, 7.0)
    book.refresh()
    assert view(book).cells(0, 1)[0][4].mark is Mark.CONFLICT


def test_calculated_columns_are_read_only_and_stale_after_a_save() -> None:
    workbook = MemoryWorkbook(
        {"Pipeline": deal_rows()}, formula_columns={"Pipeline": frozenset({5})}
    )
    book = load(workbook)
    assert view(book).cells(0, 1)[0][4].mark is Mark.READ_ONLY
    book.set_values("x", "deals", [(0, "probability", 0.9)])
    assert [row[4].mark for row in view(book).cells(0, 2)] == [Mark.STALE, Mark.READ_ONLY]
    book.save()
    assert view(book).cells(0, 2)[0][4].mark is Mark.STALE
    assert view(book).cells(1, 2)[0][4].mark is Mark.READ_ONLY


def test_columns_that_look_at_other_rows_are_stale_while_anything_is_pending() -> None:
    ranks = FormulaCells(5, 2, 9, FormulaState.CALCULATED, local=False)
    workbook = MemoryWorkbook(
        {"Pipeline": deal_rows()},
        formula_columns={"Pipeline": frozenset({5})},
        formula_cells={"Pipeline": [ranks]},
    )
    book = load(workbook)
    before = view(book)
    assert {row[4].mark for row in before.cells(0, 5)} == {Mark.READ_ONLY}
    book.set_values("x", "deals", [(0, "stage", "Won")])
    assert {row[4].mark for row in view(book).cells(0, 5)} == {Mark.STALE}
    after = followed(before, book.state)
    assert after is not None
    assert touched_rows(before, after) is None
    book.undo()
    assert {row[4].mark for row in view(book).cells(0, 5)} == {Mark.READ_ONLY}


def test_an_edit_leaves_every_row_where_it_is(book: Book) -> None:
    shown = view(book, "stage=proposal", Sort("amount"))
    book.set_values("x", "deals", [(0, "stage", "Won"), (0, "amount", 9e9)])
    after = followed(shown, book.state)
    assert after is not None
    assert names(after) == names(shown) == "1 6"
    assert after.cells(0, 1)[0][3].text == "Won"


def test_new_rows_come_last_and_undone_ones_go(book: Book) -> None:
    shown = view(book, "won")
    (new,) = book.add_rows("x", "deals", [{}])
    after = followed(shown, book.state)
    assert after is not None
    assert list(after.ids) == [*shown.ids, new]
    book.undo()
    again = followed(after, book.state)
    assert again is not None
    assert list(again.ids) == list(shown.ids)


def test_rows_stay_through_a_save(book: Book) -> None:
    shown = view(book, "", Sort("amount"))
    (new,) = book.add_rows("x", "deals", [{"id": "D-9", "amount": 1.0}])
    after = followed(shown, book.state)
    book.save()
    assert after is not None
    saved = followed(after, book.state)
    assert saved is not None
    assert list(saved.ids) == list(after.ids)
    assert saved.ids[-1] == new


def test_rows_of_others_ask_for_a_new_order() -> None:
    workbook = team_workbook()
    book = load(workbook)
    shown = view(book)
    workbook.edit("Pipeline", 10, 1, "D-10")
    workbook.edit("Pipeline", 10, 2, "New one")
    book.refresh()
    assert followed(shown, book.state) is None
    assert names(view(book)).endswith(" 10")


def test_which_rows_an_edit_touched(book: Book) -> None:
    shown = view(book)
    book.set_values("x", "deals", [(0, "stage", "Won"), (3, "owner", "Bob")])
    after = followed(shown, book.state)
    assert after is not None
    assert touched_rows(shown, after) == {0, 3}
    book.delete_rows("x", "deals", [2])
    later = followed(after, book.state)
    assert later is not None
    assert touched_rows(after, later) == {2}
    book.save()
    saved = followed(later, book.state)
    assert saved is not None
    assert touched_rows(later, saved) is None


def test_more_decimals_touch_every_row(book: Book) -> None:
    rows: list[list[CellValue]] = [
        ["Deal ID", "Stage", "Amount"],
        ["A", "Won", 10],
        ["B", "Won", 3],
    ]
    book = load(MemoryWorkbook({"Deals": rows}))
    shown = view(book)
    assert shown.cells(1, 2)[0][2].text == "3"
    book.set_values("x", "deals", [(0, "amount", 10.5)])
    after = followed(shown, book.state)
    assert after is not None
    assert touched_rows(shown, after) is None
    assert [row[2].text for row in after.cells(0, 2)] == ["10.50", "3.00"]


def test_currency_signs() -> None:
    def sign(header: str, number_format: str = "") -> str:
        column = Column("amount", header, FieldType.MONEY, 1, number_format=number_format)
        return currency_sign(column)

    assert sign("Amount", "[$¥-804]#,##0.00") == "¥"
    assert sign("Amount", '"$"#,##0') == "$"
    assert sign("Amount", "[$-409]#,##0") == ""
    assert sign("Amount (€)") == "€"
    assert sign("金额(万元)") == "¥"
    assert sign("金额") == ""


def test_summary_sums_what_is_shown_and_stays(book: Book) -> None:
    assert view(book).summary().amounts == (("", 5_720_000.5),)
    book.delete_rows("x", "deals", [1])
    summary = view(book, "open").summary()
    assert (summary.shown, summary.total) == (5, 8)
    assert summary.amounts == (("", 1_980_000.0),)


def test_currencies_are_not_added_up() -> None:
    rows: list[list[CellValue]] = [
        ["Deal ID", "Stage", "Amount", "Currency"],
        ["A", "Won", 10, "USD"], ["B", "Won", 30, "CNY"], ["C", "Won", 5, "USD"],
    ]  # fmt: skip
    summary = view(load(MemoryWorkbook({"Deals": rows}))).summary()
    assert summary.amounts == (("CNY", 30.0), ("USD", 15.0))


def test_searching_finds_what_is_shown(book: Book) -> None:
    shown = view(book, "", Sort("amount", descending=True))  # 2 1 3 4 7 5 6 8
    assert matching_places(shown, "cloud") == [2, 3]
    assert matching_places(shown, "1,200,000") == [1]
    assert matching_places(shown, "2026-12") == [0, 1, 2, 4]
    assert matching_places(shown, "about") == [6]
    assert matching_places(shown, "[red]") == [6]
    assert matching_places(shown, "80%") == [0]
    assert matching_places(shown, "") == []
    assert matching_column(shown, 3, "ACME") == "customer"
    assert matching_column(shown, 3, "nothing") is None


def test_taking_what_is_shown(book: Book) -> None:
    shown = view(book, "", Sort("amount", descending=True))
    columns = exported_columns(
        shown, {c.name for c in shown.columns} - {"id", "amount", "probability"}
    )
    assert headers(columns) == ["Deal ID", "Amount", "Probability"]
    book.delete_rows("x", "deals", [1])
    shown = view(book, "", Sort("amount", descending=True))
    taken = exported_values(shown, columns, shown.ids)
    assert taken[0] == ["D-1", 1_200_000, 0.5]
    assert taken[-2:] == [["D-6", "about 5k", 0.4], ["D-8", None, None]]
    assert len(taken) == 7


def test_choices(book: Book) -> None:
    state = book.state
    offered = {c.name: choices(state, "deals", c) for c in state.entities["deals"].layout.columns}
    assert offered["stage"] == ("Lead", "Qualified", "Proposal", "Negotiation", "Won", "Lost")
    assert set(offered["owner"]) == {"张伟", "李娜", "王芳", "Bob"}
    assert set(offered["customer"]) == {"中建三局", "苏州轨交", "宁波港", "Acme Inc"}
    assert offered["name"] == offered["amount"] == ()


def test_a_stage_is_written_as_the_workbook_writes_it() -> None:
    rows: list[list[CellValue]] = [
        ["商机编号", "客户", "阶段"],
        ["A", "x", "报价"],
        ["B", "y", "赢单"],
    ]
    book = load(MemoryWorkbook({"商机": rows}))
    stages = {s.code: stage_label(book.state, s) for s in book.state.playbook.stages}
    assert stages["proposal"] == "报价"
    assert stages["won"] == "赢单"
    assert stages["negotiation"] == "商务谈判"


def test_detail_of_a_deal(book: Book) -> None:
    book.set_values("x", "deals", [(0, "stage", "Won")])
    shown = detail(book.state, "deals", 0, Style())
    assert shown.title == "Data platform"
    own, customer = shown.sections
    stage = next(line for line in own.lines if line.label == "Stage")
    assert (stage.before, stage.text) == ("Proposal", "Won")
    assert ("Industry", "Construction") in [(line.label, line.text) for line in customer.lines]
    assert len(own.lines) == 12


def test_detail_of_a_deal_whose_customer_is_unknown(book: Book) -> None:
    book.set_values("x", "deals", [(0, "customer", "Nobody")])
    section = detail(book.state, "deals", 0, Style()).sections[1]
    assert section.note == "Nobody is not on the sheet of customers."


def test_detail_of_a_customer(book: Book) -> None:
    shown = detail(book.state, "customers", 3, Style("en", "$"))
    notes = {s.title: (s.note, [line.label for line in s.lines]) for s in shown.sections[1:]}
    assert notes == {
        "Won deals": ("1 · $250k", ["Cloud backup"]),
        "Lost deals": ("1 · $90.0k", ["ERP"]),
    }


def test_detail_says_what_is_new_or_going(book: Book) -> None:
    (new,) = book.add_rows("x", "deals", [{}])
    book.delete_rows("x", "deals", [0])
    assert detail(book.state, "deals", new, Style()).note == "new, not saved yet"
    assert detail(book.state, "deals", 0, Style()).note == "deleted, not saved yet"


def test_board_lanes(book: Book) -> None:
    board = board_view(view(book))
    assert board is not None
    assert [(lane.title, lane.kind, list(lane.ids), lane.total) for lane in board.lanes] == [
        ("Other", "other", [7], 0.0),
        ("Lead", "open", [], 0.0),
        ("Qualified", "open", [6, 2], 780_000.0),
        ("Proposal", "open", [0, 5], 1_200_000.0),
        ("Negotiation", "open", [1], 3_400_000.0),
        ("Won", "won", [3], 250_000.5),
        ("Lost", "lost", [4], 90_000.0),
    ]
    assert board.places[6] == (2, 0)


def test_cards(book: Book) -> None:
    book.set_values("x", "deals", [(0, "amount", 2e6)])
    board = board_view(view(book, "amount>1m"))
    assert board is not None
    card = board.card(0, Style("en", "¥"))
    assert (card.title, card.customer, card.amount, card.close, card.rep) == (
        "Data platform", "中建三局", "¥2.00M", "2026-11-30", "张伟",
    )  # fmt: skip
    assert card.late
    assert card.mark is Mark.PENDING
    assert not board.card(1, Style()).late


def test_no_board_without_stages() -> None:
    rows: list[list[CellValue]] = [["Order ID", "Amount", "Customer"], ["A", 3, "x"]]
    assert board_view(view(load(MemoryWorkbook({"Orders": rows})))) is None
