"""What the figures of costs, budgets and a deal's profit mean; definitions as elsewhere."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

COST_FIGURES: tuple[Definition, ...] = (
    Definition(
        "cost", "Costs", "费用", Unit.MONEY,
        "sum of the costs of the period, up to the as-of day", "期间内截至统计日的费用之和",
        "costs without a date count for all time only", "没有日期的费用只计入“全部时间”",
    ),
    Definition(
        "budget", "Budget", "预算", Unit.MONEY,
        "sum of the budgets that name what is listed and whose period meets this one",
        "指定了所列对象、且期间与本期相交的预算之和",
        "a budget is of what its filled columns name together; one that is part of another (it "
        "names the same and more, within its period) is not added to it; n/a without a budget",
        "一条预算针对其已填各列共同指定的对象；包含在另一条预算内的（对象相同且更细、期间在其内）不重复相加；"
        "没有预算时不适用",
    ),
    Definition(
        "spent", "Spent of it", "已用预算", Unit.MONEY,
        "sum of the costs that count to these budgets, each over its own period",
        "计入这些预算的费用之和，各按预算自身的期间",
        "a cost counts to each budget whose filled columns it matches, up to the as-of day",
        "费用计入其匹配的每一条预算，截至统计日",
    ),
    Definition(
        "variance", "Variance", "预算差异", Unit.MONEY,
        "actual - budget: what was spent of the budgets less the budgets; above zero is an overrun",
        "实际 - 预算：已用预算减预算；大于零为超支",
        "n/a without a budget", "没有预算时不适用",
    ),
    Definition(
        "used", "Used", "预算使用率", Unit.PERCENT,
        "actual / budget", "实际 / 预算",
        "n/a where the budget is zero or missing", "预算为零或没有预算时不适用", of_money=True,
    ),
    Definition(
        "cost_ratio", "Cost ratio", "销售费用率", Unit.PERCENT,
        "costs of the period / net amount won in it", "期间费用 / 期间赢单金额（净额）",
        "up to the as-of day; n/a where nothing was won", "截至统计日；没有赢单时不适用",
        of_money=True,
    ),
    Definition(
        "overruns", "Overruns", "超支项", Unit.COUNT,
        "budgets of which more was spent than they allow",
        "已用金额超过预算金额的预算条数",
        "of those whose period meets this one", "仅计期间与本期相交的预算",
    ),
)  # fmt: skip
"""The figures of costs, in order."""

PROFIT_FIGURES: tuple[Definition, ...] = (
    Definition(
        "revenue", "Revenue", "收入", Unit.MONEY,
        "amount of the contracts in force with their approved changes; without one, the deal's "
        "amount", "生效合同金额（含已批准的变更）；没有合同时取商机金额",
        "in force: signed, effective, fulfilled or filed",
        "生效合同：已签订、已生效、已履行或已归档",
    ),
    Definition(
        "product_cost", "Product cost", "产品成本", Unit.MONEY,
        "unit cost of the product × quantity", "产品单位成本 × 数量",
        "n/a where the product, its unit cost or the quantity is not known",
        "产品、单位成本或数量未知时不适用",
    ),
    Definition(
        "gross", "Margin", "毛利", Unit.MONEY,
        "revenue - product cost", "收入 - 产品成本", "n/a without either", "缺任何一项时不适用",
    ),
    Definition(
        "selling_cost", "Selling costs", "销售费用", Unit.MONEY,
        "costs of this deal, up to the as-of day", "该商机截至统计日的费用",
        "n/a without a sheet of costs", "没有费用表时不适用",
    ),
    Definition(
        "deal_cost_ratio", "Cost ratio", "销售费用率", Unit.PERCENT,
        "selling costs / revenue", "销售费用 / 收入", "n/a where the revenue is zero or missing",
        "收入为零或缺失时不适用", of_money=True,
    ),
    Definition(
        "result", "Result after costs", "扣除费用后利润", Unit.MONEY,
        "margin - selling costs", "毛利 - 销售费用", "n/a without either", "缺任何一项时不适用",
    ),
    Definition(
        "received", "Received so far", "已回款", Unit.MONEY,
        "payments of this deal and its contracts, up to the as-of day",
        "该商机及其合同截至统计日的回款", "n/a without a sheet of payments", "没有回款表时不适用",
    ),
    Definition(
        "cash", "Received after costs", "回款扣除费用", Unit.MONEY,
        "received so far - selling costs", "已回款 - 销售费用", "n/a without either",
        "缺任何一项时不适用",
    ),
)  # fmt: skip
"""The lines of a deal's profit and loss, in order."""
