"""Contracts and what is owed under them: orders, deliveries, and changes agreed on the way."""

from __future__ import annotations

from salestui.model.entities.common import CUSTOMER, DEAL, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_CONTRACT_STATES = listed(
    ("draft", "草拟", "drafted", "起草", "拟定"),
    ("review", "评审中", "in review", "legal review", "法务审核", "审核中", "会签中"),
    ("signed", "已签订", "签订", "已签", "已签约"),
    ("effective", "已生效", "生效", "in force", "履行中", "执行中"),
    ("fulfilled", "已履行", "completed", "done", "履行完毕", "已完成"),
    ("filed", "已归档", "archived", "归档"),
    ("terminated", "已终止", "cancelled", "canceled", "终止", "解除", "作废"),
)
_ORDER_STATES = listed(
    ("new", "待确认", "open", "received", "新订单"),
    ("confirmed", "已确认", "确认"),
    ("shipped", "已发货", "发货", "in transit"),
    ("delivered", "已交付", "交付", "到货", "已到货"),
    ("accepted", "已验收", "验收", "验收通过", "acceptance passed"),
    ("cancelled", "已取消", "canceled", "取消"),
)
_CHANGE_KINDS = listed(
    ("scope", "范围变更", "content", "内容变更"),
    ("quality", "质量变更", "specification", "规格变更"),
    ("schedule", "进度变更", "date", "交期变更", "工期变更"),
    ("price", "价格变更", "amount", "金额变更"),
)
_CHANGE_STATES = listed(
    ("requested", "待审批", "open", "pending", "申请中"),
    ("approved", "已批准", "agreed", "accepted", "同意"),
    ("rejected", "已驳回", "refused", "不同意"),
)

CONTRACT = Field("contract", T.TEXT, "Contract", "合同", (
    "contract no", "contract number", "contract id", "contract name", "合同编号", "合同号", "合同名称",
    "所属合同"), refers="contracts")  # fmt: skip
"""The contract that a row belongs to, by its number or name."""

CURRENCY = Field("currency", T.TEXT, "Currency", "币种", ("ccy", "货币", "货币单位"), starter=False)

CONTRACTS = Entity(
    name="contracts",
    en="Contracts",
    zh="合同",
    sheet_aliases=(
        "contract", "contract list", "contract register", "合同表", "合同台账", "合同清单", "合同管理",
    ),
    key="no",
    title=("no", "name", "deal"),
    evidence=("no", "name", "deal", "amount", "reviewer", "reviewed", "signed", "effective",
              "filed", "status"),
    evidence_needed=3,
    needs=(("no", "name"), ("signed", "effective", "filed", "reviewed", "status"), ("amount",)),
    prefixes=("contract", "合同"),
    optional=True,
    fields=(
        Field("no", T.TEXT, "Contract no", "合同编号", (
            "no", "number", "contract", "contract id", "contract number", "合同号", "编号")),
        Field("name", T.TEXT, "Contract name", "合同名称", ("name", "title", "subject", "名称")),
        DEAL,
        CUSTOMER,
        OWNER,
        Field("amount", T.MONEY, "Contract amount", "合同金额", (
            "amount", "value", "contract value", "contract sum", "total", "合同额", "合同总额", "金额",
            "总金额", "总价")),
        CURRENCY,
        Field("status", T.CHOICE, "Status", "状态", (
            "contract status", "state", "合同状态", "履行状态"), choices=_CONTRACT_STATES),
        Field("drafted", T.DATE, "Drafted on", "草拟日期", ("drafted", "draft date", "起草日期")),
        named(OWNER, "reviewer", "Reviewer", "评审人", "reviewed by", "legal", "legal reviewer",
              "法务", "审核人", "合同评审人"),
        Field("reviewed", T.DATE, "Reviewed on", "评审日期", (
            "reviewed", "review date", "审核日期", "评审通过日期")),
        Field("signed", T.DATE, "Signed on", "签订日期", (
            "signed", "signing date", "date signed", "contract date", "签约日期", "签署日期", "合同日期")),
        Field("effective", T.DATE, "Effective from", "生效日期", (
            "effective", "effective date", "in force", "start date")),
        Field("ends", T.DATE, "Ends on", "到期日期", (
            "end date", "expires", "expiry", "valid until", "终止日期", "合同到期日"), starter=False),
        Field("fulfilled", T.DATE, "Fulfilled on", "履行完毕日期", (
            "fulfilled", "completed on", "履行完成日期", "完成日期")),
        Field("filed", T.DATE, "Filed on", "归档日期", ("filed", "archived on", "归档时间")),
        Field("place", T.TEXT, "Kept at", "存放地点", (
            "filed at", "place", "archive no", "归档号", "归档地点", "存放位置"), starter=False),
        NOTES,
    ),
)  # fmt: skip
"""``amount`` is what was signed; approved rows of ``contract_changes`` add to it."""

DELIVERIES = Entity(
    name="deliveries",
    en="Orders and deliveries",
    zh="订单交付",
    sheet_aliases=(
        "order deliveries", "deliveries", "delivery", "order tracking", "delivery plan", "发货",
        "发货记录", "交付", "交付计划", "订单执行", "订单跟踪", "发货交付", "订单与交付",
    ),
    key="id",
    title=("id", "product", "contract"),
    evidence=("id", "contract", "product", "confirmed", "due", "shipped", "delivered", "accepted",
              "report", "status"),
    evidence_needed=4,
    needs=(("shipped", "delivered", "accepted"), ("contract", "deal", "id")),
    prefixes=("order", "delivery", "订单", "交付"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Order no", "订单编号", (
            "id", "order id", "order number", "delivery no", "订单号", "编号", "发货单号")),
        CONTRACT,
        DEAL,
        CUSTOMER,
        Field("product", T.TEXT, "Product", "产品", ("item", "goods", "产品名称", "货物"),
              refers="products"),
        Field("quantity", T.NUMBER, "Quantity", "数量", ("qty", "件数", "台数")),
        Field("amount", T.MONEY, "Order amount", "订单金额", ("amount", "value", "金额")),
        CURRENCY,
        Field("ordered", T.DATE, "Ordered on", "下单日期", (
            "ordered", "order date", "date", "订单日期", "日期")),
        Field("confirmed", T.DATE, "Confirmed on", "确认日期", ("confirmed", "order confirmed")),
        Field("due", T.DATE, "Delivery due", "交付期限", (
            "due", "promised", "delivery date", "due date", "交期", "约定交期", "计划交付日期", "交货日期")),
        Field("shipped", T.DATE, "Shipped on", "发货日期", ("shipped", "ship date", "dispatched")),
        Field("delivered", T.DATE, "Delivered on", "交付日期", (
            "delivered", "arrived", "到货日期", "实际交付日期")),
        Field("accepted", T.DATE, "Accepted on", "验收日期", (
            "accepted", "acceptance", "acceptance date", "验收通过日期")),
        Field("report", T.TEXT, "Acceptance report", "验收报告", ("report", "certificate", "验收单")),
        Field("status", T.CHOICE, "Status", "状态", (
            "order status", "delivery status", "订单状态", "交付状态"), choices=_ORDER_STATES),
        NOTES,
    ),
)  # fmt: skip

CONTRACT_CHANGES = Entity(
    name="contract_changes",
    en="Contract changes",
    zh="合同变更",
    sheet_aliases=(
        "contract change", "change requests", "change log", "change orders", "变更记录", "变更",
        "合同变更记录", "变更管理",
    ),
    key="",
    title=("change", "contract"),
    evidence=("contract", "kind", "change", "amount", "requested_by", "approved_by", "status"),
    evidence_needed=4,
    needs=(("change", "kind"), ("contract", "deal")),
    prefixes=("change", "变更"),
    optional=True,
    fields=(
        Field("date", T.DATE, "Date", "日期", ("change date", "requested on", "变更日期", "申请日期")),
        CONTRACT,
        DEAL,
        Field("kind", T.CHOICE, "Kind of change", "变更类型", (
            "kind", "type", "change type", "类型"), choices=_CHANGE_KINDS),
        Field("change", T.TEXT, "Change", "变更内容", (
            "what", "change description", "content", "内容", "变更事项")),
        Field("amount", T.MONEY, "Effect on amount", "金额影响", (
            "amount", "price effect", "amount change", "变更金额", "金额变化")),
        Field("days", T.INTEGER, "Effect in days", "工期影响（天）", (
            "days", "delay", "schedule effect", "工期影响")),
        named(OWNER, "requested_by", "Requested by", "申请人", "requester", "by", "提出人"),
        named(OWNER, "approved_by", "Approved by", "审批人", "approver", "批准人"),
        Field("approved_on", T.DATE, "Approved on", "审批日期", ("approval date", "批准日期")),
        Field("status", T.CHOICE, "Status", "状态", ("change status", "变更状态"),
              choices=_CHANGE_STATES),
        NOTES,
    ),
)  # fmt: skip
