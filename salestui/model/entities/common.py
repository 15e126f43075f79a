"""Fields that many kinds of records share, and how short lists of choices are written."""

from __future__ import annotations

from dataclasses import replace

from salestui.model.fields import Choice, Field
from salestui.model.fields import FieldType as T


def listed(*choices: str | tuple[str, ...]) -> tuple[Choice, ...]:
    """Choices written as ``(code, zh, *aliases)``, or as a bare code that is its own label."""
    found = []
    for choice in choices:
        code, zh, *aliases = (choice, choice) if isinstance(choice, str) else choice
        found.append(Choice(code, code, zh, tuple(aliases)))
    return tuple(found)


def named(known: Field, name: str, en: str, zh: str, *aliases: str) -> Field:
    """The same kind of field under another name."""
    return replace(known, name=name, en=en, zh=zh, aliases=aliases)


DEAL = Field("deal", T.TEXT, "Deal", "商机", (
    "deal name", "deal id", "opportunity", "opportunity name", "opportunity id", "opp", "opp id",
    "project", "project name", "项目", "项目名称", "商机名称", "商机编号", "项目编号", "销售机会"),
    refers="deals")  # fmt: skip

CUSTOMER = Field("customer", T.TEXT, "Customer", "客户", (
    "customer name", "account", "account name", "company", "company name", "client", "organisation",
    "organization", "客户名称", "客户单位", "公司", "公司名称", "单位", "单位名称"),
    refers="customers")  # fmt: skip

CONTACT = Field("contact", T.TEXT, "Contact", "联系人", (
    "contact name", "contact person", "person", "客户联系人", "对方人员", "拜访对象"),
    refers="contacts")  # fmt: skip

OWNER = Field("owner", T.TEXT, "Rep", "销售", (
    "owner", "sales rep", "salesperson", "assigned to", "responsible", "account manager", "负责人",
    "责任人", "销售员", "销售人员", "跟进人", "客户经理", "业务员", "执行人"),
    refers="members")  # fmt: skip

MEMBER = Field("member", T.TEXT, "Member", "成员", (
    "rep", "sales rep", "salesperson", "name", "employee", "owner", "person", "姓名", "人员", "销售",
    "销售人员", "员工", "被考核人"), required=True, refers="members")  # fmt: skip

NOTES = Field("notes", T.TEXT, "Notes", "备注", (
    "note", "comment", "comments", "remarks", "description", "说明"))  # fmt: skip
