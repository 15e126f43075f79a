"""Customers, as the team keeps them."""

from __future__ import annotations

from salestui.model.entities.common import listed
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_STATUSES = listed(
    ("prospect", "潜在客户", "potential", "lead", "潜在"),
    ("active", "合作中", "current", "customer", "活跃", "成交客户"),
    ("dormant", "沉默客户", "inactive", "sleeping", "休眠"),
    ("lost", "流失客户", "former", "churned", "流失"),
)
_LOYALTY = listed(
    ("member", "普通会员", "basic", "普通"),
    ("silver", "银卡", "银牌"),
    ("gold", "金卡", "金牌"),
    ("platinum", "白金卡", "白金", "钻石"),
)

CUSTOMERS = Entity(
    name="customers",
    en="Customers",
    zh="客户",
    sheet_aliases=(
        "customers", "customer", "accounts", "account", "clients", "companies", "客户", "客户表",
        "客户档案", "客户资料", "客户清单", "客户信息",
    ),
    key="name",
    title=("name", "id"),
    evidence=("name", "industry", "region", "tier", "owner", "contact", "phone"),
    evidence_needed=2,
    prefixes=("customer", "account", "client", "company", "客户", "公司", "单位", "所属"),
    fields=(
        Field("id", T.TEXT, "Customer ID", "客户编号", (
            "id", "account id", "customer no", "customer number", "编号", "客户号", "客户代码")),
        Field("name", T.TEXT, "Customer", "客户名称", (
            "customer name", "account", "account name", "company", "company name", "client", "name",
            "organisation", "organization", "客户", "公司", "公司名称", "单位", "单位名称", "名称"),
            required=True),
        Field("industry", T.TEXT, "Industry", "行业", (
            "sector", "vertical", "segment", "business", "所属行业", "客户行业")),
        Field("tier", T.CHOICE, "Tier", "级别", (
            "grade", "level", "class", "rating", "category", "客户级别", "客户等级", "等级", "分级"),
            choices=listed("A", "B", "C")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "country", "city", "office location", "location", "province",
            "地区", "城市", "省份", "所在地", "大区")),
        Field("owner", T.TEXT, "Rep", "销售", (
            "owner", "account manager", "sales rep", "salesperson", "responsible", "负责人",
            "客户经理", "销售员", "业务员", "销售人员", "归属人", "agent", "置业顾问"), refers="members"),
        Field("contact", T.TEXT, "Contact", "联系人", (
            "contact name", "contact person", "main contact", "主要联系人", "客户联系人")),
        Field("phone", T.TEXT, "Phone", "电话", (
            "tel", "telephone", "mobile", "phone number", "联系电话", "手机", "联系方式")),
        Field("email", T.TEXT, "Email", "邮箱", ("e-mail", "mail", "电子邮箱", "邮件")),
        Field("relationship_level", T.CHOICE, "Relationship", "合作层次", (
            "relationship level", "relationship", "关系级别", "合作级别", "客户关系"),
            choices=listed("1", "2", "3", "4", "5")),
        Field("last_contact", T.DATE, "Last contact", "最近联系", (
            "last contacted", "last touch", "last activity", "最近联系日期", "上次联系", "最近拜访")),
        Field("next_contact", T.DATE, "Next contact", "下次联系", (
            "next follow up", "follow up", "follow up date", "下次联系日期", "下次回访", "回访日期")),
        Field("revenue", T.MONEY, "Customer revenue", "客户营收", (
            "annual revenue", "turnover", "年营收", "年收入", "营业额")),
        Field("employees", T.INTEGER, "Employees", "员工数", (
            "headcount", "number of employees", "人数", "员工人数", "规模")),
        Field("segment", T.TEXT, "Segment", "客户细分", (
            "market segment", "customer segment", "细分市场", "目标细分"), starter=False),
        Field("type", T.TEXT, "Customer type", "客户类型", (
            "type of customer", "account type", "客户性质", "单位性质"), starter=False),
        Field("status", T.CHOICE, "Customer status", "客户状态", (
            "status", "account status", "状态", "合作状态"), choices=_STATUSES, starter=False),
        Field("parent", T.TEXT, "Parent company", "上级单位", (
            "parent", "parent account", "head office", "group company", "母公司", "所属集团"),
            refers="customers", starter=False),
        Field("referred_by", T.TEXT, "Referred by", "推荐人", (
            "referrer", "referral", "introduced by", "介绍人", "推荐客户", "老客户介绍"),
            refers="customers", starter=False),
        Field("loyalty", T.CHOICE, "Loyalty tier", "忠诚度等级", (
            "loyalty", "loyalty level", "loyalty programme", "会员等级", "忠诚度"),
            choices=_LOYALTY, starter=False),
        Field("cadence_days", T.INTEGER, "Contact every (days)", "回访周期（天）", (
            "cadence", "cadence days", "contact interval", "follow up every", "回访周期",
            "拜访周期", "回访间隔"), starter=False),
        Field("notes", T.TEXT, "Notes", "备注", (
            "note", "comment", "comments", "remarks", "description", "说明")),
    ),
)  # fmt: skip
