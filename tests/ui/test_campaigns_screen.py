"""Campaigns on screen: found from the palette, grouped, opened, explained, and offered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from driving import app_on, shown, until

from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.campaigns.screen import CampaignsPanel, CampaignsScreen
from salestui.ui.screens.choose import ChooseDialog
from salestui.ui.screens.explain import ExplainDialog

_SHEETS = {
    "商机": [
        ["商机编号", "商机名称", "客户", "阶段", "金额", "销售", "创建日期", "实际成交日期",
         "营销活动"],
        ["A-1", "数据平台", "中建三局", "赢单", 900_000.0, "张伟", date(2026, 9, 1),
         date(2026, 10, 9), "秋季展会"],
    ],
    "营销活动": [
        ["活动名称", "活动类型", "目标群体", "渠道", "开始日期", "结束日期", "预算",
         "实际费用", "线索数"],
        ["秋季展会", "体验", "施工单位", "展会", date(2026, 10, 1), date(2026, 12, 31), 200_000.0,
         300_000.0, 12],
        ["老带新礼包", "奖励", "老客户", "微信", date(2026, 11, 1), date(2026, 12, 31), 50_000.0,
         20_000.0, 4],
    ],
}  # fmt: skip


def _written(path: Path, *names: str) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name in names:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(_SHEETS[name]):
                sheet.write_row(number, 0, row)
    return path


async def _opened(app: SalesApp, pilot: object) -> CampaignsScreen:
    app.action_go("marketing")
    await until(pilot, lambda: isinstance(app.book_screen, CampaignsScreen))  # type: ignore[arg-type]
    screen = app.book_screen
    assert isinstance(screen, CampaignsScreen)
    await until(pilot, lambda: screen.view is not None)  # type: ignore[arg-type]
    return screen


@pytest.mark.inventory(83, 84)
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_chinese_book_of_campaigns(tmp_path: Path, size: tuple[int, int]) -> None:
    set_language("zh")
    app = app_on(_written(tmp_path / "活动.xlsx", *_SHEETS))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: shown(app))
        screen = await _opened(app, pilot)
        panel = screen.query_one(CampaignsPanel)
        names = [panel.columns()[0].title, *(row.name for row in panel.rows)]
        assert names[1:] == ["老带新礼包", "秋季展会"]
        text = [panel.render_line(y).text for y in range(3)]
        assert "200%" in text[2], text
        await pilot.press("v")
        assert [row.name for row in panel.rows] == ["体验 (1)", "奖励 (1)"]
        await pilot.press("v", "v", "down", "o")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(app.screen, ExplainDialog))


async def test_a_book_without_campaigns_offers_the_sheet(tmp_path: Path) -> None:
    set_language("en")
    app = app_on(_written(tmp_path / "plain.xlsx", "商机"))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: shown(app))
        screen = await _opened(app, pilot)
        assert "n adds it" in screen.query_one(CampaignsPanel).nothing()
        await pilot.press("n")
        await until(pilot, lambda: app.screen is not screen)
