"""What customers are to pay, and what they paid."""

from __future__ import annotations

from salestui.model.entities.common import CUSTOMER, DEAL, NOTES, OWNER, listed, named
from salestui.model.entities.contracts import CONTRACT, CURRENCY
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_KINDS = listed(
    ("deposit", "定金", "down payment", "订金", "认购金", "诚意金"),
    ("advance", "预付款", "first payment", "prepayment", "首付款", "首付"),
    ("progress", "进度款", "instalment", "installment", "milestone payment", "分期款", "到货款"),
    ("final", "尾款", "balance", "final payment", "验收款", "余款"),
    ("retention", "质保金", "warranty", "retention money", "保留金"),
    ("loan", "按揭款", "mortgage", "bank loan", "贷款"),
)
_METHODS = listed(
    ("transfer", "转账", "bank transfer", "wire", "电汇", "银行转账"),
    ("card", "刷卡", "pos", "credit card"),
    (
        "cash",
        "现金",
    ),
    ("bill", "承兑汇票", "draft", "acceptance bill", "汇票", "承兑"),
    ("cheque", "支票", "check"),
    ("mobile", "移动支付", "alipay", "wechat", "扫码", "微信", "支付宝"),
)

UNIT = Field("unit", T.TEXT, "Unit no", "房号", (
    "unit number", "unit id", "room no", "room number", "house no", "房源", "房间号", "房源编号",
    "单元房号", "认购房号"), refers="units", starter=False)  # fmt: skip
"""The home or shop that a row is about, by its number."""

PAY_KIND = Field("kind", T.CHOICE, "Payment type", "款项类型", (
    "kind", "type", "payment kind", "instalment", "款项", "款项性质", "款项名称", "收款类型", "付款类型"),
    choices=_KINDS)  # fmt: skip

PAYMENT_PLAN = Entity(
    name="payment_plan",
    en="Payment plan",
    zh="收款计划",
    sheet_aliases=(
        "payment plans", "payment schedule", "billing plan", "receivables", "receivable",
        "instalments", "付款计划", "回款计划", "应收款", "应收账款", "应收", "应收计划", "分期计划",
    ),
    key="id",
    title=("id", "kind", "contract"),
    evidence=("id", "contract", "kind", "due", "amount", "condition", "invoiced", "invoice",
              "received", "promised"),
    evidence_needed=3,
    needs=(("due", "condition"), ("amount",), ("contract", "deal", "customer")),
    prefixes=("plan", "payment", "收款", "付款", "应收"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Plan line", "计划编号", (
            "id", "no", "line", "plan id", "instalment no", "编号", "期次", "序号")),
        CONTRACT,
        DEAL,
        CUSTOMER,
        UNIT,
        PAY_KIND,
        Field("condition", T.TEXT, "Payment condition", "付款条件", (
            "condition", "milestone", "terms", "条件", "付款节点", "收款节点")),
        Field("due", T.DATE, "Due", "应收日期", (
            "due date", "due on", "payable by", "到期日", "到期日期", "应付日期", "计划收款日期", "计划日期",
            "约定付款日期")),
        Field("amount", T.MONEY, "Amount due", "应收金额", (
            "amount", "plan amount", "planned amount", "receivable", "计划金额", "金额", "应付金额",
            "计划收款金额")),
        CURRENCY,
        Field("invoiced", T.DATE, "Invoiced on", "开票日期", (
            "invoiced", "billed", "billed on", "invoice date", "发票日期")),
        Field("invoice", T.TEXT, "Invoice no", "发票号", (
            "invoice", "invoice number", "发票编号", "发票号码")),
        Field("received", T.MONEY, "Received so far", "已收金额", (
            "received", "paid", "paid so far", "已回款", "已收", "已付金额", "累计收款")),
        Field("settled", T.DATE, "Settled on", "结清日期", ("settled", "paid on", "paid in full",
              "收清日期", "收齐日期")),
        Field("promised", T.DATE, "Promised for", "承诺付款日期", (
            "promised", "promised on", "promise date", "promise", "承诺日期", "客户承诺日期")),
        Field("promise", T.TEXT, "What was promised", "承诺说明", (
            "promise note", "promise text", "承诺", "承诺内容", "催收记录")),
        NOTES,
    ),
)  # fmt: skip
"""``received`` and ``settled`` are kept for readers of the sheet; figures come from ``payments``
wherever the workbook has them."""

PAYMENTS = Entity(
    name="payments",
    en="Payments",
    zh="回款",
    sheet_aliases=(
        "payment", "receipts", "collections", "collection", "cash receipts", "payments received",
        "回款记录", "回款明细", "收款", "收款记录", "收款明细", "到账记录",
    ),
    key="id",
    title=("id", "contract", "deal", "customer"),
    evidence=("id", "date", "amount", "contract", "plan", "kind", "method", "received_by",
              "deal", "customer"),
    evidence_needed=3,
    needs=(("date",), ("amount",), ("contract", "deal", "customer", "unit", "plan")),
    prefixes=("payment", "receipt", "回款", "收款", "到账"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Payment no", "回款编号", (
            "id", "no", "receipt", "receipt no", "编号", "收款编号", "流水号", "收据号")),
        Field("date", T.DATE, "Received on", "回款日期", (
            "date", "received", "paid on", "payment date", "receipt date", "日期", "到账日期", "收款日期",
            "交款日期")),
        Field("time", T.TEXT, "Time of day", "时间", (
            "time", "received at", "到账时间", "收款时间", "交款时间"), starter=False),
        CONTRACT,
        DEAL,
        CUSTOMER,
        UNIT,
        Field("plan", T.TEXT, "For plan line", "对应计划", (
            "plan", "plan id", "plan line", "instalment", "对应期次", "计划编号"),
            refers="payment_plan"),
        PAY_KIND,
        Field("amount", T.MONEY, "Amount received", "回款金额", (
            "amount", "paid", "sum", "金额", "到账金额", "收款金额", "实收金额")),
        CURRENCY,
        Field("method", T.CHOICE, "Method", "付款方式", (
            "payment method", "how", "收款方式", "支付方式"), choices=_METHODS),
        named(OWNER, "received_by", "Received by", "收款人", "cashier", "by", "经办人", "owner",
              "销售", "负责人"),
        NOTES,
    ),
)  # fmt: skip
"""A refund is a negative ``amount``. ``time`` (``14:32``) decides between deposits of one day."""
