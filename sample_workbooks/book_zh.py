"""The Chinese workbook: titles above the headers, plain formulas, targets with a column a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.model.entities.targets import METRIC
from sample_workbooks.figures import Figures
from sample_workbooks.marks import Marks, mark_deals
from sample_workbooks.names_zh import ZH
from sample_workbooks.optional.extras import customer_columns, deal_columns
from sample_workbooks.optional.goals import goals
from sample_workbooks.optional.sheets import added_columns, columns_of, write_optional
from sample_workbooks.optional.team import members
from sample_workbooks.optional.telling import Telling
from sample_workbooks.records import FOLLOW_ON, WON
from sample_workbooks.reps import REPS, months
from sample_workbooks.rows import CustomerRow, DealRow
from sample_workbooks.sheets import Column, Form, Styles, write_list
from sample_workbooks.summary import Summary, Words
from sample_workbooks.wording.headers_zh import CUSTOMERS, DEALS, MEMBERS, SHEETS

_CODES = {
    "money": "¥#,##0",
    "percent": "0%",
    "date": "yyyy-mm-dd",
    "month": 'yyyy"年"m"月"',
    "integer": "#,##0",
}
_TOP = 2
"""Header row (0-based) below a title and a note."""


def write_chinese(book: Workbook, telling: Telling, stages: Sequence[str]) -> None:
    """Write every sheet into an empty workbook."""
    styles = Styles(book, "微软雅黑", "#7B2C2C", _CODES)
    names = ("汇总", "商机", "客户", "目标", "团队", "产品")
    sheets = {name: book.add_worksheet(name) for name in names}
    book.define_name("截至日期", "=汇总!$B$2")
    people, rows = members(telling), telling.rows
    team = write_list(
        sheets["团队"], styles, columns_of(telling, "members", MEMBERS), people, Form()
    )
    reps = team.cells("姓名", skip=len(people) - len(ZH.reps))
    products = write_list(sheets["产品"], styles, _PRODUCTS, ZH.products, Form())
    deals = _deals(reps, products.cells("产品名称"), stages)
    deals += added_columns(telling, "deals", DEALS, deal_columns(telling), lambda r: r.id)
    form = Form(top=_TOP, table="商机表", look="Table Style Light 10", frozen=2)
    placed = write_list(sheets["商机"], styles, deals, rows.deals, form)
    _title(
        sheets["商机"], styles, "华东销售部　商机跟踪表",
        "说明：每周五下班前更新；金额单位为元；阶段变动当天填写“进入阶段日期”，丢单必须填写原因。",
    )  # fmt: skip
    mark_deals(book, sheets["商机"], placed, rows.deals, _MARKS)
    own, won_stages = customer_columns(telling), (stages[WON], stages[FOLLOW_ON])
    customers = _customers(reps, won_stages)
    customers += added_columns(telling, "customers", CUSTOMERS, own, lambda r: r.id)
    write_list(sheets["客户"], styles, customers, rows.customers, Form(frozen=2))
    sheets["客户"].autofilter(0, 0, len(rows.customers), len(customers) - 1)
    _write_targets(sheets["目标"], styles, telling)
    figures = Figures(telling.story)
    Summary(book, sheets["汇总"], styles, figures, ZH, stages, _words(won_stages)).write()
    write_optional(book, styles, telling, SHEETS, team.cells("姓名", skip=1))
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


_PRODUCTS: list[Column[tuple[str, str, int]]] = [
    Column("产品名称", 22, "text", lambda r: r[0]),
    Column("系列", 14, "text", lambda r: r[1]),
    Column("标价", 13, "money", lambda r: r[2]),
]


@dataclass(frozen=True, slots=True)
class _TargetRow:
    """Targets of one metric and of one rep, team or the company, by month."""

    metric: str
    rep: int | None
    team: int | None
    kind: str
    values: dict[date, float]


def _target_rows(telling: Telling) -> list[_TargetRow]:
    """A row a metric and a rep, then a team, then the company; revenue first."""
    found: dict[tuple[str, int, int], _TargetRow] = {}
    for goal in goals(telling):
        rep = len(REPS) if goal.rep is None else goal.rep
        team = len(ZH.teams) if goal.team is None else goal.team
        blank = _TargetRow(goal.metric, goal.rep, goal.team, goal.kind, {})
        row = found.setdefault((goal.metric, rep, team), blank)
        row.values[goal.month] = goal.value
    order = {goal.metric: n for n, goal in reversed(list(enumerate(goals(telling))))}
    return [found[key] for key in sorted(found, key=lambda key: (order[key[0]], *key[1:]))]


def _whose(row: _TargetRow) -> str:
    if row.rep is not None:
        return ZH.teams[REPS[row.rep].team]
    return "全公司" if row.team is None else ZH.teams[row.team]


def _month(month: date) -> Column[_TargetRow]:
    header = f"{month.year}年{month.month}月"
    return Column(header, 12, lambda row: row.kind, lambda row: row.values.get(month))


def _year_value(row: _TargetRow) -> float:
    values = [value for month, value in row.values.items() if month.year == 2026]
    return sum(values) / len(values) if row.kind == "percent" else sum(values)


def _write_targets(sheet: Worksheet, styles: Styles, telling: Telling) -> None:
    """A row a metric and a rep, a column a month, the year beside, revenue's total below."""
    columns: list[Column[_TargetRow]] = [
        Column("姓名", 12, "text", lambda row: None if row.rep is None else ZH.reps[row.rep]),
        Column("团队", 10, "text", _whose),
        Column("指标", 12, "text", lambda row: _METRICS[row.metric]),
    ]
    columns += [_month(month) for month in months()]
    first, last = (xl_col_to_name(n) for n in (len(columns) - 12, len(columns) - 1))
    year = f"{first}{{r}}:{last}{{r}}"
    formula = f'=IF($C{{r}}="{_METRICS["satisfaction"]}",AVERAGE({year}),SUM({year}))'
    columns.append(
        Column("2026合计", 14, lambda row: f"total {row.kind}", _year_value, formula=formula)
    )
    rows = _target_rows(telling)
    placed = write_list(sheet, styles, columns, rows, Form(top=_TOP, frozen=3))
    _title(
        sheet, styles, "销售目标（2025年6月—2026年12月）",
        "销售额单位：元。新员工按爬坡期设定目标；满意度按月考核，全年取平均。",
    )  # fmt: skip
    reps = [row for row in rows if row.metric == "revenue"]
    end = placed.first + len(reps) - 1
    sheet.write_string(placed.last, 0, "合计", styles["total text"])
    sheet.write_blank(placed.last, 1, None, styles["total text"])
    sheet.write_string(placed.last, 2, _METRICS["revenue"], styles["total text"])
    for position, column in enumerate(columns[3:], start=3):
        letter = placed.letters[column.header]
        total = sum(float(str(column.value(row) or 0)) for row in reps)
        formula = f"=SUM({letter}{placed.first}:{letter}{end})"
        sheet.write_formula(placed.last, position, formula, styles["total money"], total)


_METRICS = {choice.code: choice.labels["zh"] for choice in METRIC.choices}
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
    block = "目标!$D$4:$V$15"
    if count == 1:
        return f"=SUM(INDEX({block},{rows}{start}))"
    return f"=SUM(INDEX({block},{rows}{start}):INDEX({block},{rows}{start}+{count - 1}))"


def _open(what: str, rep: str) -> str:
    return f'=SUMIFS({_SUMMED[what]},商机!$L:$L,{rep},商机!$I:$I,"")'


def _by(column: str, what: str, value: str) -> str:
    if what == "count":
        return f"=COUNTIFS({column},{value})"
    return f"=SUMIFS({_SUMMED[what]},{column},{value})"
