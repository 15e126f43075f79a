"""Sentences reach the user in another language, also from the worker's process."""

from __future__ import annotations

from adapters.errors import NotAWorkbook, Notice
from adapters.excel.reading.wire import failure, to_error

_CHINESE = {
    "The sheet {sheet} cannot be read.": "无法读取工作表 {sheet}。",
    "Keep {sheet}.": "保留 {sheet}。",
}


def _translated(message: str) -> str:
    return _CHINESE[message]


def test_an_error_of_the_worker_is_translated_here() -> None:
    told = NotAWorkbook(
        "The sheet {sheet} cannot be read.", hint="Keep {sheet}.", where="S1", sheet="{where}"
    )
    error = to_error(failure(told))
    assert isinstance(error, NotAWorkbook)
    assert error.sentence(_translated) == "S1: 无法读取工作表 {where}。"
    assert error.advice(_translated) == "保留 {where}。"


def test_what_fills_a_notice_is_not_translated() -> None:
    notice = Notice("Keep {sheet}.", {"sheet": "Keep {sheet}."})
    assert notice.sentence() == "Keep Keep {sheet}.."
    assert notice.sentence(_translated) == "保留 Keep {sheet}.。"
