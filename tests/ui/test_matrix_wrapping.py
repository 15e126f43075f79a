"""The four-element matrix in cells: texts wrap whole, in Chinese between characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from salestui.ui.project.matrix import Drawn, drawn_grid, drawn_list
from salestui.ui.project.wrapping import wrapped
from salestui.views.deal import DealLine

TEXTS = st.text(alphabet="abc déf，。！（客户关系方案）,. ", max_size=80)


@given(TEXTS, st.integers(2, 60))
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_breaks_between_characters_and_never_before_a_full_stop() -> None:
    text = "技术负责人支持我方，财务负责人未建立联系。"
    assert wrapped(text, 18) == ["技术负责人支持我", "方，财务负责人未建", "立联系。"]
    assert wrapped("使用Kubernetes集群", 12) == ["使用", "Kubernetes集", "群"]
    assert wrapped("plan the first two talks", 10) == ["plan the", "first two", "talks"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrapped("", 10) == [""]


def matrix(text: str) -> list[DealLine]:
    """Four elements by three aspects, each cell with the text."""
    return [
        DealLine(f"element:{n}:{a}", (f"要素{n}", aspect, text), "strategies", n, aspect)
        for n in range(4)
        for a, aspect in enumerate(("分析", "目标", "策略"))
    ]


def cells_of(drawn: list[Drawn]) -> dict[int, str]:
    """What is drawn of each cell, without its spaces."""
    found: dict[int, str] = {}
    for parts in drawn:
        for part in parts:
            if part.cell >= 0:
                found[part.cell] = found.get(part.cell, "") + "".join(part.text.split())
    return found


@pytest.mark.inventory(89)
@given(TEXTS.filter(lambda text: text.strip()), st.integers(40, 200))
def test_both_ways_of_drawing_show_all_twelve_texts_in_the_width(text: str, width: int) -> None:
    lines = matrix(text)
    for draw in (drawn_grid, drawn_list):
        drawn = draw(lines, width)
        assert all(sum(cell_len(part.text) for part in parts) <= width for parts in drawn)
        assert cells_of(drawn) == dict.fromkeys(range(12), "".join(text.split()))


def test_an_empty_cell_says_so() -> None:
    assert "! not yet" in "".join(part.text for part in drawn_list(matrix(""), 60)[1])
