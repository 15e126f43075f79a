"""What is offered: proposals, quotes, and how the customer compares offers."""

from __future__ import annotations

from salestui.model.entities.cash import UNIT
from salestui.model.entities.common import DEAL, NOTES, OWNER, listed, named
from salestui.model.entities.floor import PAY_WAY
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_KINDS = listed(
    ("preliminary", "初步方案", "draft", "first"),
    ("formal", "正式方案", "final", "full"),
    ("tender", "标书", "bid", "投标文件"),
)
_STATUSES = listed(
    ("draft", "草稿", "open"),
    ("requested", "待审批", "pending", "for approval", "审批中"),
    ("approved", "已批准", "ok", "同意"),
    ("rejected", "已驳回", "refused", "declined", "不同意"),
    ("sent", "已发送", "submitted", "已报价"),
    ("accepted", "客户接受", "won", "成交"),
)

PROPOSALS = Entity(
    name="proposals",
    en="Proposals",
    zh="方案",
    sheet_aliases=(
        "proposal", "proposal versions", "solution proposals", "方案表", "提案", "方案清单", "技术方案",
    ),
    key="",
    title=("deal", "version", "kind"),
    evidence=("version", "sent", "accepted", "kind", "deal", "date"),
    evidence_needed=3,
    needs=(("version", "kind"), ("sent", "accepted", "date"), ("deal",)),
    prefixes=("proposal", "方案"),
    optional=True,
    fields=(
        DEAL,
        Field("version", T.TEXT, "Version", "版本", ("proposal version", "rev", "revision", "版本号")),
        Field("kind", T.CHOICE, "Proposal", "方案类型", (
            "type", "kind", "proposal type", "类型"), choices=_KINDS),
        Field("date", T.DATE, "Date", "日期", ("written on", "prepared", "编制日期", "方案日期")),
        Field("sent", T.DATE, "Sent on", "提交日期", (
            "sent", "submitted", "submitted on", "发送日期", "递交日期")),
        Field("accepted", T.DATE, "Accepted on", "认可日期", (
            "accepted", "approved", "approved on", "客户认可日期", "确认日期")),
        named(OWNER, "author", "Author", "编制人", "by", "written by", "owner", "负责人", "撰写人"),
        Field("link", T.TEXT, "Link", "链接", ("url", "file", "path", "文件", "地址")),
        NOTES,
    ),
)  # fmt: skip

QUOTES = Entity(
    name="quotes",
    en="Quotes",
    zh="报价",
    sheet_aliases=(
        "quote", "quotations", "quotation", "offers", "price quotes", "price sheets", "报价单",
        "报价表", "报价记录", "报价清单", "计价单", "计价表",
    ),
    key="id",
    title=("id", "deal"),
    evidence=("list", "discount", "net", "requested_by", "approved_by", "approved_on", "status",
              "deal"),
    evidence_needed=3,
    needs=(("net", "list"), ("discount", "approved_by", "requested_by"), ("deal", "id")),
    prefixes=("quote", "报价"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Quote ID", "报价编号", (
            "id", "quote no", "quote number", "quotation no", "编号", "报价单号")),
        DEAL,
        Field("version", T.TEXT, "Version", "版本", ("rev", "revision", "版本号")),
        Field("date", T.DATE, "Date", "报价日期", ("quote date", "quoted on", "日期")),
        Field("product", T.TEXT, "Product", "产品", ("item", "产品名称"), refers="products"),
        UNIT,
        PAY_WAY,
        Field("quantity", T.NUMBER, "Quantity", "数量", ("qty", "units", "台数")),
        Field("list", T.MONEY, "List price", "标价", (
            "list", "list amount", "gross", "目录价", "原价", "标准价", "标准报价")),
        Field("discount", T.PERCENT, "Discount", "折扣", (
            "discount %", "discount rate", "rebate", "折扣率", "优惠", "优惠幅度")),
        Field("net", T.MONEY, "Net price", "净价", (
            "net", "net amount", "quoted", "quote amount", "amount", "price", "报价金额", "成交价", "优惠价",
            "最终报价", "报价")),
        named(OWNER, "requested_by", "Requested by", "申请人", "requester", "rep", "owner", "销售",
              "报价人"),
        named(OWNER, "approved_by", "Approved by", "审批人", "approver", "批准人"),
        Field("approved_on", T.DATE, "Approved on", "审批日期", (
            "approval date", "approved", "批准日期")),
        Field("status", T.CHOICE, "Status", "状态", (
            "quote status", "approval status", "审批状态", "报价状态"), choices=_STATUSES),
        NOTES,
    ),
)  # fmt: skip
"""``discount`` is a fraction of ``list``: 0.1 of 100 makes a ``net`` of 90."""

CRITERIA = Entity(
    name="criteria",
    en="Criteria",
    zh="决策因素",
    sheet_aliases=(
        "decision criteria", "criterion", "scoring", "evaluation", "决策标准", "评价标准", "评分标准",
        "关键因素",
    ),
    key="",
    title=("criterion", "deal"),
    evidence=("criterion", "weight", "ours", "theirs", "competitor"),
    evidence_needed=3,
    needs=(("criterion",), ("weight", "ours", "theirs")),
    prefixes=("criterion", "评价"),
    optional=True,
    fields=(
        DEAL,
        Field("criterion", T.TEXT, "Criterion", "决策因素", (
            "criteria", "factor", "decision criterion", "因素", "关键因素", "评价项", "评价指标"),
            required=True),
        Field("weight", T.NUMBER, "Weight", "权重", ("importance", "重要性", "比重")),
        Field("ours", T.NUMBER, "Our score", "我方得分", (
            "ours", "us", "own score", "我方", "我方评分")),
        Field("competitor", T.TEXT, "Competitor", "竞争对手", ("rival", "对手", "竞品")),
        Field("theirs", T.NUMBER, "Their score", "对手得分", (
            "theirs", "them", "competitor score", "对手", "对手评分", "竞争对手得分")),
        NOTES,
    ),
)  # fmt: skip
