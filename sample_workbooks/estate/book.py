"""The workbook of the launch: its sheets, how they look, and the summary."""

from __future__ import annotations

from datetime import datetime

from sample_workbooks.books.design import AMBER, BLUE, GREEN, GREY, RED, Design, Light, Worked
from sample_workbooks.books.overview import ROW, Block, Ratio, Sum
from sample_workbooks.books.telling import Said, Tables
from sample_workbooks.books.writing import Told
from sample_workbooks.estate import campaigns, cash, cast, deals, floor, homes, register

_DESIGNS = {
    "en": Design(
        title="Quayside sales control", author="Grace Holloway", font="Calibri",
        colour="#5B3A6B", look="Table Style Medium 5", summary="Today", as_of="AsOf",
        codes={"money": "£#,##0", "percent": "0%", "date": "yyyy-mm-dd", "integer": "0",
               "number": "0.0"},
        sheets={"deals": "Subscriptions", "quotes": "Price sheets"},
        headers={("deals", "name"): "Deal", ("deals", "owner"): "Agent",
                 ("deals", "amount"): "Price", ("customers", "owner"): "Agent",
                 ("units", "area"): "Area m2"},
        tables={"units": "UnitList", "deals": "DealList", "payments": "PaymentList",
                "visitors": "Register"},
    ),
    "zh": Design(
        title="江湾花园销控台账", author="贺雪梅", font="微软雅黑", colour="#8A4B08",
        look="Table Style Light 11", summary="销控总览", as_of="截至日期",
        codes={"money": "¥#,##0", "percent": "0%", "date": "yyyy-mm-dd", "integer": "0",
               "number": "0.0"},
        sheets={"deals": "认购商机", "units": "销控表", "unit_log": "销控记录",
                "customers": "客户档案",
                "quotes": "计价单", "targets": "销售目标", "campaigns": "推广活动",
                "payments": "收款明细", "contracts": "合同台账"},
        headers={("deals", "owner"): "置业顾问", ("deals", "amount"): "成交金额",
                 ("deals", "expected_close"): "预计签约日期", ("deals", "closed"): "实际签约日期",
                 ("customers", "owner"): "置业顾问", ("units", "area"): "建筑面积",
                 ("units", "list"): "表价", ("products", "name"): "产品名称",
                 ("payments", "date"): "收款日期", ("payments", "amount"): "收款金额"},
        titles={
            "units": ("江湾花园　一房一价销控表",
                      "说明：先交定金者先得；认购当天录入，销控以本表为准。"),
            "visitors": ("来访来电登记本", "来访当天登记，电话必填并查重；下班前交回。"),
            "payments": ("定金与房款收款明细", "时间精确到分，作为先后依据；退款以负数登记。"),
        },
        tables={"units": "房源表", "visitors": "登记本"},
    ),
}  # fmt: skip

_WORKED = (
    Worked("units", "list", "ROUND({area}*{unit_price},0)"),
    Worked("quotes", "net", "{list}*(1-{discount})"),
    Worked("payment_plan", "left", "{amount}-{received}", header=Said("Still open", "未收金额"),
           after="received",
           value=lambda row: float(str(row["amount"])) - float(str(row["received"]))),
)  # fmt: skip
_OVERDUE = '{{{0}}}<>"",{{{0}}}<{{as_of}}'
_LIGHTS = (
    Light("units", "status", GREEN, choice="available"),
    Light("units", "status", AMBER, choice="held"),
    Light("units", "status", BLUE, choice="subscribed"),
    Light("units", "status", RED, choice="signed"),
    Light("units", "status", GREY, choice="withdrawn"),
    Light("units", "hold_until", RED, formula=f"AND({_OVERDUE.format('hold_until')})"),
    Light("units", "sign_by", RED, formula='AND({sign_by}<>"",{sign_by}<={as_of},{signed}="")'),
    Light("units", "mortgage_by", RED,
          formula=f'AND({_OVERDUE.format("mortgage_by")},{{mortgage_done}}="")'),
    Light("payment_plan", "due", RED, formula=f"AND({_OVERDUE.format('due')},{{left}}>0)"),
    Light("visitors", "phone", AMBER, formula='{phone}=""'),
)  # fmt: skip

_STATES = (
    ("available", Said("Available", "可售")), ("held", Said("Held", "保留")),
    ("subscribed", Said("Subscribed", "已认购")), ("signed", Said("Signed", "已签约")),
    ("withdrawn", Said("Withdrawn", "不可售")),
)  # fmt: skip


def _of_units(field: str) -> tuple[Sum | Ratio, ...]:
    """Homes in each state, all of them, and the share that is signed."""
    states = [Sum(text, "units", "", {field: ROW, "status": code}) for code, text in _STATES]
    every = Sum(Said("Homes", "套数"), "units", "", {field: ROW})
    return (*states, every, Ratio(Said("Sell-through", "去化率"), 3, 5))


_SUMMARY = (
    Block(Said("Homes by building", "各楼栋去化"), Said("Building", "楼栋"), ("units", "building"),
          homes.BUILDINGS, _of_units("building"), charted=range(5), stacked=True),
    Block(Said("Homes by layout", "各户型去化"), Said("Layout", "户型"), ("units", "layout"),
          homes.LAYOUTS, _of_units("layout"), charted=range(5), stacked=True),
    Block(
        Said("Target and signed by phase", "各销售期目标与签约"), Said("Phase", "销售期"),
        ("phases", "name"), (homes.PRE_SALE, homes.PUBLIC_SALE, homes.STRONG_SALE, homes.LATE_SALE),
        (
            Sum(Said("Target", "目标"), "targets", "target", {"phase": ROW, "metric": "revenue"}),
            Sum(Said("Signed", "签约额"), "deals", "amount", {"phase": ROW, "stage": "contracted"}),
            Ratio(Said("Attainment", "完成率"), 1, 0),
        ),
    ),
    Block(Said("Visitors by channel", "来访渠道"), Said("Heard through", "认知渠道"),
          ("visitors", "channel"), ("web", "referral", "advertising", "phone", "social", "media"),
          (
              Sum(Said("Entries", "登记数"), "visitors", "", {"channel": ROW}),
              Sum(Said("Contracts", "签约套数"), "deals", "",
                  {"source": ROW, "stage": "contracted"}),
              Ratio(Said("Contracts per entry", "转化率"), 1, 0),
          )),
)  # fmt: skip

_TABLES: Tables = {
    "units": floor.units(), "unit_log": floor.unit_log(), "deals": deals.deals(),
    "customers": deals.customers(), "visitors": register.visitors(),
    "phases": homes.phases(), "targets": cash.targets(), "members": cast.members(),
    "products": homes.products(), "quotes": cash.quotes(), "payments": cash.payments(),
    "payment_plan": cash.payment_plan(), "contracts": cash.contracts(),
    "campaigns": campaigns.campaigns(), "costs": campaigns.costs(),
    "budgets": campaigns.budgets(),
}  # fmt: skip

TOLD = Told(
    playbook="real-estate",
    order=tuple(_TABLES),
    tables=_TABLES,
    designs=_DESIGNS,
    title=Said("Quayside sales control", "江湾花园销控总览"),
    summary=_SUMMARY,
    worked=_WORKED,
    lights=_LIGHTS,
    created=datetime(2026, 2, 23, 9, 0),
)
