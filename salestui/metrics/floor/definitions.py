"""What the figures of the sales floor mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

_SOLD = "subscribed or signed by the as-of day; units withdrawn from sale are not counted"
_SOLD_ZH = "截至统计日已认购或已签约；不可售房源不计"

FLOOR_FIGURES: tuple[Definition, ...] = (
    Definition(
        "units", "Units launched", "推出套数", Unit.COUNT,
        "units on the market by the as-of day, sold ones included",
        "截至统计日已推出的房源，含已售",
        "units withdrawn from sale are not counted; a unit without a launch date counts",
        "不可售房源不计；无推出日期的房源计入",
    ),
    Definition(
        "sold", "Units sold", "已售套数", Unit.COUNT,
        "units subscribed + units signed", "已认购 + 已签约", _SOLD, _SOLD_ZH,
    ),
    Definition(
        "sell_through", "Sell-through", "去化率", Unit.PERCENT,
        "units sold / units launched", "已售套数 / 推出套数", _SOLD, _SOLD_ZH,
    ),
    Definition(
        "unsold_value", "Unsold value", "未售货值", Unit.MONEY,
        "list prices of the launched units that are not sold", "已推出未售房源的标价之和",
        "the list price is area × price per m² where only that is told",
        "仅有单价时按 面积 × 单价 计算",
    ),
    Definition(
        "visits", "Weekly visits", "本周来访", Unit.COUNT,
        "rows of the visitor register from Monday to the as-of day", "周一至统计日的登记条数",
        "every register counts: visits, calls, questionnaires, return visits",
        "来访、来电、问卷、复访均计",
    ),
    Definition(
        "visit_conversion", "Visit to sale", "来访成交率", Unit.PERCENT,
        "people who came in the period and bought / people who came in it",
        "期间内来访且已购人数 / 期间内来访人数",
        "people are told apart by telephone number; bought: the register says so, or a sold unit "
        "is held by the customer of that number or name; rows without a number are left out",
        "按电话号码区分客户；已购指登记状态为已认购，或已售房源的客户为该电话或该姓名；无电话的不计",
    ),
    Definition(
        "completeness", "Forms filled", "登记完整率", Unit.PERCENT,
        "wanted cells filled / wanted cells, of the rows of the period",
        "已填应填项 / 应填项，按期间内登记",
        "wanted: name, phone, channel, layout, area, budget, purpose, district and feedback, as "
        "far as the register has a column for them",
        "应填项：姓名、电话、渠道、户型、面积、预算、目的、居住区域、反馈，以登记表已有的列为限",
    ),
    Definition(
        "referral_share", "Referred share", "老带新占比", Unit.PERCENT,
        "buyers of the period that a customer referred / buyers of the period",
        "期间内由老客户推荐的购房客户 / 期间内购房客户",
        "n/a where nobody of the register has bought", "登记客户无人购房时不适用",
    ),
    Definition(
        "signed", "Units signed", "已签约套数", Unit.COUNT,
        "units whose contract is signed", "已签订合同的房源",
        "a signing after the as-of day does not count", "统计日之后的签约不计",
    ),
    Definition(
        "days_on_market", "Days on market", "未售天数", Unit.DAYS,
        "median of (as-of day - day of launch) of the unsold units",
        "未售房源（统计日 - 推出日期）的中位数",
        "n/a without launch dates", "没有推出日期时不适用",
    ),
    Definition(
        "discount", "Discount given", "成交折让", Unit.PERCENT,
        "1 - agreed prices / list prices, of the units sold", "1 - 成交价 / 标价，按已售房源",
        "units without both prices are left out", "缺任一价格的房源不计", of_money=True,
    ),
    Definition(
        "doubles", "Double entries", "重复登记", Unit.COUNT,
        "rows whose telephone number was registered before, other than return visits to the same "
        "agent",
        "电话号码此前已登记的条数，同一顾问的复访除外",
        "numbers are compared without spaces, dashes and +86; the first registration has the "
        "credit; up to the as-of day",
        "比较时忽略空格、横线和+86；首次登记者得；截至统计日",
    ),
    Definition(
        "sell_through_area", "Sold by area", "面积去化率", Unit.PERCENT,
        "area sold / area launched", "已售面积 / 推出面积",
        "units without an area are in neither", "无面积的房源均不计",
    ),
    Definition(
        "sell_through_value", "Sold by value", "货值去化率", Unit.PERCENT,
        "list prices of units sold / list prices of units launched", "已售标价 / 推出标价",
        "units without a list price are in neither", "无标价的房源均不计", of_money=True,
    ),
)  # fmt: skip
"""The figures of the strip, in order."""

LINE_FIGURES: tuple[Definition, ...] = (
    Definition(
        "reasons", "Times told", "提及次数", Unit.COUNT,
        "rows that say so: feedback of visitors who did not buy, loss reasons of withdrawn deals",
        "提到该原因的条数：未购客户的反馈、退房或流失商机的原因",
        "a feedback of several parts counts once for each of them",
        "一条反馈含多个原因时分别计数",
    ),
    Definition(
        "phase_units", "Units reached", "套数完成率", Unit.PERCENT,
        "units sold in the days of the phase / target of units",
        "销售期内售出套数 / 目标套数",
        "sold on the day of subscription, else of signing; the target is that of the phase, else "
        "of its kind, else the units to be launched; revenue is the agreed price, else the list "
        "price",
        "按认购日期计，无则按签约日期；目标取该销售期，其次取其类型，再次取推出套数；金额取成交价，无则取标价",
    ),
)  # fmt: skip
"""The figures of lines that the strip does not show."""
