"""What the figures of all projects mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

PROJECT_FIGURES: tuple[Definition, ...] = (
    Definition(
        "projects", "Projects", "项目数", Unit.COUNT,
        "deals that run as projects: with a project phase, of a size that the playbook runs as "
        "projects, or with a team or a matrix of strategies",
        "按项目运作的商机：有管理阶段、规模属于手册规定的项目级别，或有项目组、四要素策略",
        "open deals, and won ones in their close-out: until a review, without a phase for 90 days",
        "在跟商机，以及处于关闭阶段的赢单：至有项目总结为止，未填管理阶段的为赢单后90天内",
    ),
    Definition(
        "red", "Red", "红灯项目", Unit.COUNT,
        "projects whose worst reason is red", "最严重原因为红灯的项目数",
        "what the workbook has no sheet for is not looked at",
        "工作簿没有相应工作表的方面不评判",
    ),
    Definition(
        "amber", "Amber", "黄灯项目", Unit.COUNT,
        "projects whose worst reason is amber", "最严重原因为黄灯的项目数",
        "what the workbook has no sheet for is not looked at",
        "工作簿没有相应工作表的方面不评判",
    ),
    Definition(
        "green", "Green", "绿灯项目", Unit.COUNT,
        "projects without any reason for amber or red", "没有黄灯或红灯原因的项目数",
        "what the workbook has no sheet for is not looked at",
        "工作簿没有相应工作表的方面不评判",
    ),
    Definition(
        "at_risk", "Amount in red", "红灯金额", Unit.MONEY,
        "sum of the amounts of the red projects", "红灯项目金额之和",
        "n/a where amounts are in several currencies", "金额有多个币种时不适用",
    ),
    Definition(
        "report_compliance", "Reports on time", "周报及时率", Unit.PERCENT,
        "reports that came in time / reports due in the period, up to the as-of day",
        "按时提交的周报数 / 期间内截至统计日应交的周报数",
        "due so many days after the one before as the project's level asks, the first after the "
        "beginning; a missed one is due again after as many days; n/a where none was due",
        "按项目级别规定的天数，自上一份（首份自项目开始）起算；未交的每隔同样天数再次应交；没有应交的周报时不适用",
    ),
    Definition(
        "gates_on_time", "Gates on time", "评审准时率", Unit.PERCENT,
        "gates decided on or before the day they were planned for / gates planned in the period",
        "在计划日期当天或之前完成评审的评审点数 / 期间内计划的评审点数",
        "of projects; up to the as-of day, those decided before it included; n/a where none was "
        "planned",
        "仅项目；截至统计日，含提前完成的；没有计划的评审时不适用",
    ),
    Definition(
        "high_risks", "High risks", "高风险", Unit.COUNT,
        "open risks of projects whose probability x impact is 15 or more",
        "未关闭且 概率 x 影响 达到15的项目风险数",
        "levels 1 to 5 each; n/a without a sheet of risks",
        "概率、影响各1至5级；没有风险表时不适用",
    ),
    Definition(
        "no_director", "Without director", "无项目总监", Unit.COUNT,
        "projects whose level needs the playbook's leading role, which nobody has",
        "级别要求设项目负责角色而无人担任的项目数",
        "projects in their close-out are not counted; n/a without a sheet of deal teams",
        "关闭阶段的项目不计；没有项目组表时不适用",
    ),
)  # fmt: skip
"""The figures of a portfolio, in order."""
