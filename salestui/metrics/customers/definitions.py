"""What the figures of customers and channels mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

CUSTOMER_FIGURES: tuple[Definition, ...] = (
    Definition(
        "bought", "Bought", "累计成交", Unit.MONEY,
        "sum of the deals won with this customer", "该客户赢单金额之和",
        "returns (negative amounts) are included", "含退货（负金额）",
    ),
    Definition(
        "orders", "Orders", "成交次数", Unit.COUNT,
        "deals won with this customer", "该客户赢单数",
        "returns (negative amounts) are no orders", "退货（负金额）不算成交",
    ),
    Definition(
        "open", "Open", "在跟金额", Unit.MONEY,
        "sum of the open deals with this customer", "该客户在跟商机金额之和",
    ),
    Definition(
        "csat", "Satisfaction", "满意度", Unit.PERCENT,
        "positive answers / answers; positive is 80% of the best score or more",
        "好评数 / 有效回答数；得分达到满分的80%为好评",
        "n/a without answers; scores outside their scale are left out",
        "没有回答时不适用；超出满分范围的评分不计",
    ),
    Definition(
        "nps", "Recommendation", "净推荐值", Unit.PERCENT,
        "share of answers 9 and 10 - share of answers 0 to 6 (NPS)",
        "9-10分占比 - 0-6分占比（NPS）",
        "n/a without answers; other scales than 0 to 10 are left out",
        "没有回答时不适用；非0-10分制的回答不计",
    ),
    Definition(
        "clv", "Lifetime value", "生命周期价值", Unit.MONEY,
        "average order × orders per customer and year × lifespan; lifespan = 1 year / churn",
        "平均订单 × 每客户每年订单数 × 生命周期；生命周期 = 1年 / 流失率",
        "n/a where nobody bought or nobody was lost; the churn is that of all customers over the "
        "last 365 days; without costs it is turnover, not margin",
        "没有成交或没有流失时不适用；流失率取全部客户最近365天；无成本数据时为成交额而非利润",
    ),
    Definition(
        "service_open", "Open service", "未结服务", Unit.COUNT,
        "service cases of this customer that are not closed", "该客户未关闭的服务单数",
        "n/a without a sheet of service cases", "没有售后服务表时不适用",
    ),
)  # fmt: skip
"""The figures of one customer, in order."""

COMPANY_FIGURES: tuple[Definition, ...] = (
    Definition(
        "repeat_rate", "Repeat rate", "回购率", Unit.PERCENT,
        "customers with two won deals or more / customers with one or more",
        "赢单两次及以上的客户数 / 有赢单的客户数",
        "up to the as-of day; returns (negative amounts) are no orders; n/a where nobody "
        "has bought",
        "截至统计日；退货（负金额）不算成交；没有成交客户时不适用",
    ),
    Definition(
        "referral_rate", "Referral rate", "推荐率", Unit.PERCENT,
        "new customers that another customer referred / new customers",
        "由客户推荐的新客户数 / 新客户数",
        "referred as the customer says, or the lead that became a deal with it; new: the first won "
        "deal is in the period; n/a without new ones",
        "推荐人取客户档案，或转化为该客户商机的线索；新客户：首次赢单在期间内；没有新客户时不适用",
    ),
    Definition(
        "new_customers", "New customers", "新客户数", Unit.COUNT,
        "customers whose first won deal is in the period", "首次赢单在期间内的客户数",
    ),
    Definition(
        "retention", "Retention", "留存率", Unit.PERCENT,
        "(customers at the end - new ones) / customers at the start",
        "（期末客户数 - 新增客户数）/ 期初客户数",
        "a customer bought in the 365 days before; n/a without any at the start",
        "客户指此前365天内有成交者；期初没有客户时不适用",
    ),
    Definition(
        "churn", "Churn", "流失率", Unit.PERCENT,
        "1 - retention", "1 - 留存率",
        "a customer bought in the 365 days before; n/a without any at the start",
        "客户指此前365天内有成交者；期初没有客户时不适用",
    ),
    Definition(
        "cac", "Acquisition cost", "获客成本", Unit.MONEY,
        "costs of selling and marketing in the period / new customers",
        "期间销售与营销费用 / 新客户数",
        "all rows of the sheet of costs; in a workbook without one, what the period's leads cost; "
        "n/a where none is kept, or nobody is new",
        "取费用表的全部费用；没有费用表时取期间线索成本；没有费用或没有新客户时不适用",
    ),
    Definition(
        "clv", "Lifetime value", "生命周期价值", Unit.MONEY,
        "average order × orders per customer and year × lifespan; lifespan = 1 year / churn",
        "平均订单 × 每客户每年订单数 × 生命周期；生命周期 = 1年 / 流失率",
        "n/a where nobody bought or nobody was lost; without costs it is turnover, not margin",
        "没有成交或没有流失时不适用；无成本数据时为成交额而非利润",
    ),
    Definition(
        "csat", "Satisfaction", "满意度", Unit.PERCENT,
        "positive answers / answers; positive is 80% of the best score or more",
        "好评数 / 有效回答数；得分达到满分的80%为好评",
        "of the surveys dated in the period; n/a without answers",
        "按期间内的调查；没有回答时不适用",
    ),
    Definition(
        "nps", "Recommendation", "净推荐值", Unit.PERCENT,
        "share of answers 9 and 10 - share of answers 0 to 6 (NPS)",
        "9-10分占比 - 0-6分占比（NPS）",
        "of the surveys dated in the period; n/a without answers",
        "按期间内的调查；没有回答时不适用",
    ),
)  # fmt: skip
"""The figures of all customers, in order."""

MARKET_FIGURES: tuple[Definition, ...] = (
    Definition(
        "lead_conversion", "Leads converted", "线索转化率", Unit.PERCENT,
        "leads that became deals / leads, of those that came in the period",
        "已转商机的线索数 / 线索数，按期间内登记的线索",
        "n/a without leads", "没有线索时不适用",
    ),
    Definition(
        "units", "Units sold", "销售数量", Unit.COUNT,
        "quantities of deals won in the period", "期间内赢单数量之和",
        "n/a where deals have no quantities", "商机没有数量时不适用",
    ),
    Definition(
        "cost_ratio", "Cost of sales", "销售费用率", Unit.PERCENT,
        "costs of selling and marketing in the period / net amount won in it",
        "期间销售与营销费用 / 期间赢单金额（净额）",
        "all rows of the sheet of costs; in a workbook without one, what the period's leads cost; "
        "n/a where none is kept or nothing was won",
        "取费用表的全部费用；没有费用表时取期间线索成本；没有费用或没有赢单时不适用", of_money=True,
    ),
    Definition(
        "margin", "Margin", "利润率", Unit.PERCENT,
        "(amount - quantity × unit cost of the product) / amount, of deals won in the period",
        "（金额 - 数量 × 产品单位成本）/ 金额，按期间内赢单",
        "deals without amount, quantity or unit cost are left out of both; n/a where all are",
        "缺金额、数量或单位成本的赢单不计；全部缺少时不适用", of_money=True,
    ),
    Definition(
        "market_share", "Market share", "市场份额", Unit.PERCENT,
        "net amount won in the last 365 days / yearly market size",
        "最近365天赢单金额（净额）/ 年市场规模",
        "the latest size of each segment, region and product by the day; rows that name fewer of "
        "these are sums and not added; n/a without a market size",
        "各细分市场、区域、产品取截至当日最近一次规模；维度较少的行视为合计，不计入；无市场规模时不适用",
        of_money=True,
    ),
    Definition(
        "growth_ahead", "Growth over market", "高于行业增长", Unit.PERCENT,
        "growth of the last 365 days over the 365 before - growth of the market",
        "最近365天较此前365天的增长 - 市场增长率",
        "the market's growth is that of its parts by their size; n/a where it is unknown, or deals "
        "do not go back two years",
        "市场增长率按各部分规模加权；增长率未知或商机不足两年时不适用", of_money=True,
    ),
)  # fmt: skip
"""Figures of what is sold beside its cost and its market, in order."""
