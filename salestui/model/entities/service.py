"""What customers say and need after the sale: surveys and service."""

from __future__ import annotations

from salestui.model.entities.common import CONTACT, CUSTOMER, DEAL, NOTES, OWNER, listed
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_SURVEYS = listed(
    ("csat", "满意度", "satisfaction", "customer satisfaction", "客户满意度"),
    ("nps", "推荐度", "net promoter score", "net promoter", "净推荐值"),
    ("voice", "意见收集", "interview", "feedback", "访谈", "客户意见"),
)
_SERVICES = listed(
    ("installation", "安装", "安装调试"),
    ("training", "培训"),
    ("repair", "维修", "fix"),
    ("maintenance", "保养", "维护"),
    ("complaint", "投诉"),
    ("feedback", "客户反馈", "反馈"),
    ("visit", "回访", "follow up"),
)
_STATUSES = listed(
    ("open", "未处理", "new", "待处理"),
    ("in progress", "处理中", "working"),
    ("closed", "已关闭", "done", "resolved", "已处理", "已解决"),
)

SURVEYS = Entity(
    name="surveys",
    en="Surveys",
    zh="满意度调查",
    sheet_aliases=(
        "survey", "satisfaction", "csat", "nps", "customer satisfaction", "voice of customer",
        "满意度", "客户满意度", "客户意见", "问卷", "调查问卷",
    ),
    key="id",
    title=("customer", "date"),
    evidence=("kind", "score", "answer", "customer", "date"),
    needs=(("score", "answer"), ("customer", "contact", "deal")),
    prefixes=("survey", "调查"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Survey ID", "调查编号", ("id", "编号"), starter=False),
        Field("date", T.DATE, "Date", "日期", ("survey date", "answered on", "调查日期", "时间")),
        Field("kind", T.CHOICE, "Survey", "调查类型", (
            "type", "survey type", "kind", "类型"), choices=_SURVEYS),
        CUSTOMER,
        CONTACT,
        DEAL,
        Field("question", T.TEXT, "Question", "问题", ("topic", "item", "调查项目", "题目")),
        Field("score", T.NUMBER, "Score", "评分", (
            "rating", "satisfaction", "csat", "nps", "points", "得分", "分数", "满意度",
            "满意度评分")),
        Field("scale", T.NUMBER, "Best score", "满分", ("scale", "maximum", "out of", "max score")),
        Field("answer", T.TEXT, "Answer", "意见", (
            "comment", "feedback", "comments", "反馈", "客户意见", "回答", "建议")),
        NOTES,
    ),
)  # fmt: skip

SERVICE = Entity(
    name="service",
    en="Service",
    zh="售后服务",
    sheet_aliases=(
        "service log", "service cases", "service tickets", "after sales", "complaints", "tickets",
        "cases", "售后", "售后记录", "服务记录", "客户投诉", "投诉", "客户反馈",
    ),
    key="id",
    title=("issue", "customer", "id"),
    evidence=("date", "type", "issue", "customer", "closed", "solution"),
    evidence_needed=3,
    needs=(("issue", "type"), ("customer", "deal")),
    prefixes=("case", "ticket", "服务", "投诉"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Case ID", "服务编号", (
            "id", "case no", "ticket", "ticket no", "编号", "工单号"), starter=False),
        Field("date", T.DATE, "Date", "日期", (
            "opened", "reported", "reported on", "created", "报修日期", "受理日期", "反馈日期")),
        CUSTOMER,
        CONTACT,
        DEAL,
        Field("type", T.CHOICE, "Service type", "服务类型", (
            "type", "kind", "category", "case type", "类型", "类别"), choices=_SERVICES),
        Field("issue", T.TEXT, "Issue", "问题", (
            "problem", "subject", "complaint", "description", "问题描述", "内容", "投诉内容",
            "服务内容")),
        OWNER,
        Field("status", T.CHOICE, "Status", "状态", ("case status", "处理状态"), choices=_STATUSES),
        Field("solution", T.TEXT, "Solution", "处理结果", (
            "resolution", "action taken", "解决方案", "处理情况", "处理措施")),
        Field("closed", T.DATE, "Closed on", "关闭日期", (
            "closed", "resolved", "resolved on", "done", "完成日期", "解决日期", "处理完成日期")),
        NOTES,
    ),
)  # fmt: skip
