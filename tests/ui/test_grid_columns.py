import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.ui.grid import Cell, GridColumn
from salestui.ui.grid.column_set import ColumnSet
from salestui.ui.grid.columns import MAX_CONTENT, PADDING, ColumnPlan, measure

PLANS = st.builds(
    ColumnPlan,
    widths=st.lists(st.integers(3, 42), min_size=1, max_size=25).map(tuple),
    gutter=st.integers(1, 7),
    frozen=st.integers(0, 5),
)


@given(PLANS, st.integers(10, 200), st.data())
def test_the_cursors_column_is_wholly_in_view_or_starts_it(plan, view, data):
    column = data.draw(st.integers(0, len(plan.widths) - 1))
    most = max(0, plan.virtual_width(view) - view)
    scroll_x = data.draw(st.integers(0, most))
    shown_at = min(plan.scroll_to_show(column, view, scroll_x), most)
    layout = plan.lay_out(view, shown_at)
    slot = layout.slot_of(column)
    if slot is None:
        # Only when not even the narrowest part of a column finds room beside the gutter.
        assert view - plan.fixed_width(view) < 5
    else:
        begins = layout.edge + 1 if layout.edge is not None else layout.gutter
        assert slot.width == plan.widths[column] or slot.x == begins


@given(PLANS, st.integers(1, 200), st.integers(0, 300))
def test_slots_stand_side_by_side_within_the_view(plan, view, scroll_x):
    layout = plan.lay_out(view, scroll_x)
    x = layout.gutter
    for slot in layout.slots:
        assert slot.x - x in ((0, 1) if layout.edge == x else (0,))
        x = slot.x + slot.width
    assert not layout.slots or x <= view


@given(PLANS, st.integers(20, 200))
def test_the_last_column_can_be_reached(plan, view):
    most = max(0, plan.virtual_width(view) - view)
    slots = plan.lay_out(view, most).slots
    if view - plan.fixed_width(view) >= 5:
        assert slots[-1].column == len(plan.widths) - 1


def test_frozen_columns_leave_room_for_the_others():
    plan = ColumnPlan((20, 20, 20), 1, frozen=2)
    assert plan.lay_out(80, 0).frozen == 2
    assert plan.lay_out(40, 0).frozen == 1
    assert plan.lay_out(30, 0).frozen == 0


def test_hidden_neighbours_are_told():
    plan = ColumnPlan((10, 10, 10, 10), 1, frozen=0)
    first, middle = plan.lay_out(21, 0), plan.lay_out(21, 10)
    assert (first.more_left, first.more_right) == (False, True)
    assert (middle.more_left, middle.more_right) == (True, True)
    assert [slot.column for slot in middle.slots] == [1, 2]


def test_widths_come_from_content_title_hint_and_the_user():
    columns = (
        GridColumn("a", "客户"),
        GridColumn("b", "B"),
        GridColumn("c", "C", width=7),
        GridColumn("d", "D"),
    )
    sample = [[Cell("苏州轨交二期"), Cell("x" * 999), Cell("long text here"), Cell("1")]]
    assert measure(columns, sample, {"d": 9}) == {"a": 12, "b": MAX_CONTENT, "c": 7, "d": 9}


def test_a_refresh_keeps_known_widths_and_chosen_ones_outlive_their_columns():
    columns = ColumnSet()
    columns.resize({"later": 20})
    columns.load([GridColumn("a", "A")], [[Cell("short")]], keep=True)
    columns.load(
        [GridColumn("a", "A"), GridColumn("later", "L")],
        [[Cell("a very long text"), Cell("x")]],
        keep=True,
    )
    assert columns.plan(1).widths == (5 + PADDING, 20 + PADDING)
    columns.load([GridColumn("a", "A")], [[Cell("a very long text")]], keep=False)
    assert columns.plan(1).widths == (16 + PADDING,)


@pytest.mark.parametrize("hidden", [{"a"}, {"a", "b"}])
def test_hiding_leaves_at_least_one_column(hidden):
    columns = ColumnSet()
    columns.load([GridColumn("a", "A"), GridColumn("b", "B")], [], keep=True)
    columns.hide(hidden)
    assert len(columns.shown) == 1
    assert len(columns.pick([Cell("1"), Cell("2")])) == 1


def test_a_part_of_a_number_is_not_shown_but_a_part_of_a_text_or_of_a_title_is():
    def seen(kind: str, view: int) -> list[int]:
        columns = ColumnSet()
        amounts = GridColumn("b", "The contract's amount", kind=kind)
        cells = [Cell("x" * 10), Cell("524,000")]
        columns.load([GridColumn("a", "A", width=10), amounts], [cells], keep=True)
        return [slot.column for slot in columns.plan(1).lay_out(view, 0).slots]

    whole = 1 + 10 + PADDING + len("1,524,000") + PADDING
    assert seen("money", whole) == [0, 1]
    assert seen("money", whole - 1) == [0]
    assert seen("text", whole - 1) == [0, 1]
    plan = ColumnPlan((12, 12), 1, 0, (12, 12))
    assert [slot.column for slot in plan.lay_out(9, 12).slots] == [1]  # it has the view alone
