"""Leads: whom nobody has a deal with yet."""

from __future__ import annotations

from salestui.model.entities.common import NOTES, OWNER, listed
from salestui.model.entities.costs import CAMPAIGN
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_STATUSES = listed(
    ("new", "新线索", "open", "未处理", "新"),
    ("working", "跟进中", "contacted", "in progress", "已联系"),
    ("qualified", "已确认", "validated", "有效", "合格"),
    ("converted", "已转商机", "won", "已转化", "转化"),
    ("rejected", "无效", "disqualified", "unqualified", "lost", "dead", "关闭", "不合格"),
)

LEADS = Entity(
    name="leads",
    en="Leads",
    zh="线索",
    sheet_aliases=(
        "lead", "lead list", "prospects", "sales leads", "线索表", "销售线索", "线索清单", "潜在客户",
        "线索管理",
    ),
    key="id",
    title=("company", "contact", "id"),
    evidence=("source", "company", "contact", "need", "score", "status", "next_date",
              "converted_deal", "created"),
    evidence_needed=3,
    needs=(("company", "contact"), ("source", "score", "need", "converted_deal")),
    prefixes=("lead", "线索"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Lead ID", "线索编号", ("id", "lead no", "编号", "线索号"), starter=False),
        Field("created", T.DATE, "Created", "创建日期", (
            "date", "lead date", "received", "created on", "登记日期", "获取日期", "日期")),
        Field("source", T.TEXT, "Channel", "渠道", (
            "source", "lead source", "lead channel", "来源", "线索来源", "来源渠道")),
        Field("company", T.TEXT, "Company", "公司", (
            "customer", "company name", "account", "organisation", "organization", "prospect",
            "客户", "客户名称", "公司名称", "单位", "潜在客户"), refers="customers"),
        Field("contact", T.TEXT, "Contact", "联系人", (
            "contact name", "name", "contact person", "lead name", "姓名", "联系人姓名")),
        Field("phone", T.TEXT, "Phone", "电话", (
            "tel", "telephone", "mobile", "phone number", "联系电话", "手机", "联系方式")),
        Field("email", T.TEXT, "Email", "邮箱", ("e-mail", "mail", "电子邮箱", "邮件")),
        Field("need", T.TEXT, "Need", "需求", (
            "interest", "requirement", "requirements", "needs", "需求描述", "意向", "意向产品")),
        Field("score", T.NUMBER, "Score", "评分", ("rating", "lead score", "得分", "线索评分")),
        OWNER,
        Field("status", T.CHOICE, "Status", "状态", (
            "lead status", "stage", "线索状态", "跟进状态"), choices=_STATUSES),
        Field("next_date", T.DATE, "Next step on", "下一步日期", (
            "next step date", "follow up", "follow up date", "next contact", "next date", "下次跟进",
            "下次联系", "跟进日期")),
        Field("converted_deal", T.TEXT, "Converted to", "转化商机", (
            "converted deal", "converted to deal", "opportunity", "deal", "商机", "转化项目"),
            refers="deals"),
        Field("cost", T.MONEY, "Cost", "成本", (
            "lead cost", "spend", "acquisition cost", "获取成本", "费用", "获客费用", "获客成本",
            "线索成本", "线索费用")),
        Field("referred_by", T.TEXT, "Referred by", "推荐人", (
            "referrer", "introduced by", "介绍人"), refers="customers"),
        CAMPAIGN,
        NOTES,
    ),
)  # fmt: skip
