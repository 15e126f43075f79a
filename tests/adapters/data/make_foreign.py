"""Writes the workbooks that LibreOffice then made ``.xls`` and ``.ods`` of, once, by hand:

``soffice --headless --convert-to xls kinds.xlsx`` (and so on, ``--convert-to ods``). Run it in an
empty folder.
"""

from __future__ import annotations

import datetime as d

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904


def table(ws):
    ws.append(["商机报表 2026"])
    ws.append([])
    ws.append(["客户", "金额", "日期", "确认", "编号", "混合", "公式", "错误", "时间", "赢率"])
    ws.append(
        [
            "甲公司",
            1234.5,
            d.date(2026, 3, 4),
            True,
            "007",
            "x",
            "=B4*2",
            "=1/0",
            d.time(8, 30),
            0.65,
        ]
    )
    ws.append(
        [
            "乙公司",
            -7,
            d.datetime(2026, 3, 5, 10, 30),
            False,
            "12",
            45000,
            "=B5*2",
            "=NA()",
            d.time(9, 0),
            0.5,
        ]
    )
    ws.append(
        [
            "=文本",
            0.1,
            d.date(1999, 12, 31),
            True,
            "2026-01-31 00:00:00",
            d.date(2026, 1, 2),
            '="t"&B5',
            "ok",
            None,
            1,
        ]
    )
    ws.append(["丙", 123456789012, None, None, "true", True, None, None, None, None])
    ws["A6"].data_type = "s"
    for row in ws["J4:J6"]:
        row[0].number_format = "0.00%"


for name, epoch in (("kinds", None), ("kinds_1904", CALENDAR_MAC_1904)):
    wb = openpyxl.Workbook()
    if epoch:
        wb.epoch = epoch
    ws = wb.active
    ws.title = "商机"
    table(ws)
    hidden = wb.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    hidden["C5"] = 3
    wb.create_sheet("空")
    wb.save(f"{name}.xlsx")
wb = openpyxl.Workbook()
wb.active["A1"] = "a"
wb.active["IV65536"] = 1
wb.save("far.xlsx")
