"""The Chinese workbook: titles above the headers, plain formulas, targets with a column a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sample_workbooks.figures import Figures
from sample_workbooks.marks import Marks, mark_deals
from sample_workbooks.names_zh import ZH
from sample_workbooks.records import FOLLOW_ON, WON, Story
from sample_workbooks.reps import REPS, months
from sample_workbooks.rows import CustomerRow, DealRow, MemberRow, Rows
from sample_workbooks.sheets import Column, Form, Styles, write_list
from sample_workbooks.summary import Summary, Words

_CODES = {
    "money": "¥#,##0",
    "percent": "0%",
    "date": "yyyy-mm-dd",
    "month": 'yyyy"年"m"月"',
    "integer": "#,##0",
}
_TOP = 2
"""Header row (0-based) below a title and a note."""


def write_chinese(book: Workbook, story: Story, rows: Rows, stages: Sequence[str]) -> None:
    """Write every sheet into an empty workbook."""
    styles = Styles(book, "微软雅黑", "#7B2C2C", _CODES)
    names = ("汇总", "商机", "客户", "目标", "团队", "产品")
    sheets = {name: book.add_worksheet(name) for name in names}
    book.define_name("截至日期", "=汇总!$B$2")
    team = write_list(sheets["团队"], styles, _TEAM, rows.members, Form())
    products = write_list(sheets["产品"], styles, _PRODUCTS, ZH.products, Form())
    columns = _deals(team.cells("姓名"), products.cells("产品名称"), stages)
    form = Form(top=_TOP, table="商机表", look="Table Style Light 10", frozen=2)
    deals = write_list(sheets["商机"], styles, columns, rows.deals, form)
    _title(
        sheets["商机"], styles, "华东销售部　商机跟踪表",
        "说明：每周五下班前更新；金额单位为元；阶段变动当天填写“进入阶段日期”，丢单必须填写原因。",
    )  # fmt: skip
    mark_deals(book, sheets["商机"], deals, rows.deals, _MARKS)
    won_stages = (stages[WON], stages[FOLLOW_ON])
    write_list(
        sheets["客户"], styles, _customers(team.cells("姓名"), won_stages), rows.customers,
        Form(frozen=2),
    )  # fmt: skip
    sheets["客户"].autofilter(0, 0, len(rows.customers), 13)
    _write_targets(sheets["目标"], styles, story)
    Summary(book, sheets["汇总"], styles, Figures(story), ZH, stages, _words(won_stages)).write()
    sheets["商机"].activate()


def _title(sheet: Worksheet, styles: Styles, title: str, note: str) -> None:
    sheet.write_string(0, 0, title, styles["title"])
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, note, styles["note"])


def _deals(reps: str, products: str, stages: Sequence[str]) -> list[Column[DealRow]]:
    return [
        Column("商机编号", 13, "text", lambda r: r.id),
        Column("项目名称", 38, "text", lambda r: r.name),
        Column("客户名称", 34, "text", lambda r: r.customer),
        Column("当前阶段", 15, "text", lambda r: r.stage, choices=stages),
        Column("合同金额", 14, "money", lambda r: r.deal.amount),
        Column("成功率", 8, "percent", lambda r: r.deal.probability),
        Column("加权金额", 14, "money", lambda r: r.weighted, formula="=E{r}*F{r}"),
        Column("预计签约日期", 13, "date", lambda r: r.deal.expected),
        Column("实际签约日期", 13, "date", lambda r: r.deal.closed),
        Column("登记日期", 12, "date", lambda r: r.deal.created),
        Column("历时天数", 9, "integer", lambda r: r.days,
               formula='=IF(I{r}="",截至日期,I{r})-J{r}'),
        Column("客户经理", 10, "text", lambda r: r.rep, choices=reps),
        Column("区域", 8, "text", lambda r: r.region, choices=ZH.regions),
        Column("产品", 18, "text", lambda r: r.product, choices=products),
        Column("下一步计划", 20, "text", lambda r: r.next_step),
        Column("下次跟进日期", 13, "date", lambda r: r.deal.next_date),
        Column("最近跟进", 12, "date", lambda r: r.deal.last_activity),
        Column("进入阶段日期", 13, "date", lambda r: r.deal.stage_entered),
        Column("商机来源", 14, "text", lambda r: r.source, choices=ZH.sources),
        Column("丢单原因", 14, "text", lambda r: r.loss_reason, choices=ZH.loss_reasons),
        Column("竞争对手", 14, "text", lambda r: r.competitor),
        Column("合作伙伴", 15, "text", lambda r: r.partner),
        Column("备注", 52, "text", lambda r: r.note),
    ]  # fmt: skip


def _customers(reps: str, won: Sequence[str]) -> list[Column[CustomerRow]]:
    total = "=" + "+".join(f'SUMIFS(商机!$E:$E,商机!$C:$C,$B{{r}},商机!$D:$D,"{s}")' for s in won)
    return [
        Column("客户编号", 10, "text", lambda r: r.id),
        Column("客户名称", 34, "text", lambda r: r.name),
        Column("所属行业", 14, "text", lambda r: r.industry, choices=ZH.industries),
        Column("客户级别", 9, "centre", lambda r: r.tier, choices=("A", "B", "C")),
        Column("区域", 8, "text", lambda r: r.region, choices=ZH.regions),
        Column("客户经理", 10, "text", lambda r: r.rep, choices=reps),
        Column("联系人", 10, "text", lambda r: r.contact),
        Column("联系电话", 15, "text", lambda r: r.phone),
        Column("年营收(万元)", 13, "integer", lambda r: r.customer.revenue * 100),
        Column("员工人数", 10, "integer", lambda r: r.customer.employees),
        Column("最近联系", 12, "date", lambda r: r.customer.last_contact),
        Column("下次联系", 12, "date", lambda r: r.customer.next_contact),
        Column("累计成交", 14, "money", lambda r: r.won, formula=total),
        Column("备注", 24, "text", lambda r: r.note),
    ]


_TEAM: list[Column[MemberRow]] = [
    Column("姓名", 12, "text", lambda r: r.name),
    Column("团队", 12, "text", lambda r: r.team),
    Column("主管", 12, "text", lambda r: r.manager),
    Column("区域", 10, "text", lambda r: r.region),
    Column("岗位", 22, "text", lambda r: r.role),
    Column("入职日期", 13, "date", lambda r: r.joined),
]
_PRODUCTS: list[Column[tuple[str, str, int]]] = [
    Column("产品名称", 22, "text", lambda r: r[0]),
    Column("系列", 14, "text", lambda r: r[1]),
    Column("标价", 13, "money", lambda r: r[2]),
]


def _month(targets: Mapping[tuple[int, date], int], month: date) -> Column[int]:
    header = f"{month.year}年{month.month}月"
    return Column(header, 12, "money", lambda rep: targets.get((rep, month)))


def _write_targets(sheet: Worksheet, styles: Styles, story: Story) -> None:
    """A row a rep, a column a month, a total beside and below."""
    columns: list[Column[int]] = [
        Column("姓名", 12, "text", lambda rep: ZH.reps[rep]),
        Column("团队", 10, "text", lambda rep: ZH.teams[REPS[rep].team]),
    ]
    columns += [_month(story.targets, month) for month in months()]
    first, last = (xl_col_to_name(n) for n in (len(columns) - 12, len(columns) - 1))
    year = [m for m in months() if m.year == 2026]
    columns.append(
        Column(
            "2026合计", 14, "total money",
            lambda rep: sum(story.targets.get((rep, m), 0) for m in year),
            formula=f"=SUM({first}{{r}}:{last}{{r}})",
        )
    )  # fmt: skip
    reps = range(len(REPS))
    placed = write_list(sheet, styles, columns, reps, Form(top=_TOP, frozen=2))
    _title(sheet, styles, "销售目标（2025年6月—2026年12月）", "单位：元。新员工按爬坡期设定目标。")
    sheet.write_string(placed.last, 0, "合计", styles["total text"])
    sheet.write_blank(placed.last, 1, None, styles["total text"])
    for position, column in enumerate(columns[2:], start=2):
        total = sum(int(str(column.value(rep) or 0)) for rep in reps)
        formula = f"=SUM({placed.area(column.header)})"
        sheet.write_formula(placed.last, position, formula, styles["total money"], total)


_MARKS = Marks(
    stage="当前阶段",
    amount="合同金额",
    expected="预计签约日期",
    closed="实际签约日期",
    next_date="下次跟进日期",
    first="商机编号",
    last="备注",
    as_of="截至日期",
    won=("项目实施和服务", "新项目延伸"),
    lost="丢单",
    author=ZH.managers[1],
    comment="国栋，合同法务那边什么进度？本季度就看这一单了。",
)
_SUMMED = {"amount": "商机!$E:$E", "weighted": "商机!$G:$G"}


def _words(won_stages: Sequence[str]) -> Words:
    def won(rep: str, first: str, months: int) -> str:
        who = f"商机!$L:$L,{rep}," if rep else ""
        return "=" + "+".join(
            f'SUMIFS(商机!$E:$E,{who}商机!$D:$D,"{stage}",商机!$I:$I,">="&{first},'
            f'商机!$I:$I,"<"&EDATE({first},{months}))'
            for stage in won_stages
        )

    return Words(
        title="华东销售部　销售汇总",
        as_of="截至日期",
        by_rep="各季度签约额（按客户经理）",
        by_month="月度签约额与目标",
        by_stage="在跟商机（按阶段）",
        by_reason="丢单原因分析",
        team="团队",
        rep="客户经理",
        quarter="{y}年{q}季度",
        target="四季度目标",
        now="目标",
        attainment="完成率",
        open="在跟金额",
        weighted="加权金额",
        subtotal="{team}小计",
        total="总计",
        month="月份",
        won="签约额",
        stage="阶段",
        deals="商机数",
        amount="金额",
        reason="丢单原因",
        axis=r'0\.0,"万"',
        won_formula=won,
        target_formula=_target,
        open_formula=_open,
        stage_formula=lambda what, name: _by("商机!$D:$D", what, name),
        lost_formula=lambda what, name: _by("商机!$T:$T", what, name),
    )


def _target(rep: str, first: str, count: int) -> str:
    """Targets stand side by side, so the months are found by position from the first one."""
    rows = f"MATCH({rep},目标!$A$4:$A$15,0)," if rep else "0,"
    start = f"(YEAR({first})-2025)*12+MONTH({first})-5"
    block = "目标!$C$4:$U$15"
    if count == 1:
        return f"=SUM(INDEX({block},{rows}{start}))"
    return f"=SUM(INDEX({block},{rows}{start}):INDEX({block},{rows}{start}+{count - 1}))"


def _open(what: str, rep: str) -> str:
    return f'=SUMIFS({_SUMMED[what]},商机!$L:$L,{rep},商机!$I:$I,"")'


def _by(column: str, what: str, value: str) -> str:
    if what == "count":
        return f"=COUNTIFS({column},{value})"
    return f"=SUMIFS({_SUMMED[what]},{column},{value})"
