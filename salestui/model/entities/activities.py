"""What was done with customers, and what was agreed next."""

from __future__ import annotations

from salestui.model.entities.common import CONTACT, CUSTOMER, DEAL, NOTES, OWNER
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

ACTIVITIES = Entity(
    name="activities",
    en="Activities",
    zh="活动记录",
    sheet_aliases=(
        "activity", "activity log", "sales activities", "visits", "visit log", "calls", "call log",
        "interactions", "follow ups", "活动", "跟进记录", "拜访记录", "跟进", "拜访", "销售活动",
        "客户跟进", "沟通记录", "回访记录",
    ),
    key="id",
    title=("type", "customer", "deal", "date"),
    evidence=("date", "type", "outcome", "next_action", "next_date", "deal", "customer", "contact"),
    evidence_needed=3,
    needs=(("date",), ("type", "outcome"), ("deal", "customer", "contact")),
    prefixes=("activity", "visit", "活动", "拜访", "跟进"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Activity ID", "活动编号", ("id", "编号"), starter=False),
        Field("date", T.DATE, "Date", "日期", (
            "activity date", "visit date", "call date", "on", "when", "活动日期", "拜访日期",
            "跟进日期", "时间")),
        Field("type", T.TEXT, "Activity", "活动类型", (
            "type", "activity type", "kind", "channel", "method", "类型", "跟进方式", "拜访方式",
            "活动方式", "方式")),
        DEAL,
        CUSTOMER,
        CONTACT,
        OWNER,
        Field("outcome", T.TEXT, "Outcome", "结果", (
            "result", "summary", "what happened", "content", "details", "跟进内容", "拜访内容", "内容",
            "沟通内容", "跟进结果", "活动内容", "活动结果")),
        Field("next_action", T.TEXT, "Next step", "下一步", (
            "next action", "next steps", "todo", "下一步行动", "下一步计划", "后续行动")),
        Field("next_date", T.DATE, "Next step on", "下一步日期", (
            "next date", "next step date", "next action date", "follow up", "follow up date", "due",
            "下次跟进", "下次跟进日期", "下次拜访日期", "计划日期")),
        Field("done", T.FLAG, "Next step done", "已完成", (
            "done", "completed", "finished", "complete", "完成", "是否完成")),
        NOTES,
    ),
)  # fmt: skip
"""``done``: whether the next step was taken, so that it is no longer due."""
