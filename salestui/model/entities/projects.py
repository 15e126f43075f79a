"""What a sales project is run by: strategies, plans, risks and weekly reports."""

from __future__ import annotations

from salestui.model.entities.common import DEAL, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_ELEMENTS = listed(
    ("customer relation", "客户关系", "relations", "relationship", "customer relations"),
    (
        "commercial",
        "商务和融资",
        "commercial and financing",
        "business",
        "terms and financing",
        "商务",
        "商务与融资",
        "商务融资",
    ),
    ("solution", "解决方案", "technical solution", "方案"),
    ("delivery", "交付", "delivery and service", "交付与服务", "履行"),
)
_LEVELS = listed(
    ("1", "1", "very low", "很低", "极低"),
    ("2", "2", "low", "低"),
    ("3", "3", "medium", "中", "中等"),
    ("4", "4", "high", "高"),
    ("5", "5", "very high", "很高", "极高"),
)
_RESPONSES = listed(
    ("avoid", "规避", "avoidance", "避免"),
    ("reduce", "减轻", "mitigate", "mitigation", "降低"),
    ("transfer", "转移", "share"),
    ("accept", "接受", "acceptance"),
)
_RISK_STATES = listed(
    ("open", "未处理", "new", "identified", "已识别"),
    ("acting", "应对中", "in progress", "mitigating", "处理中", "跟踪中"),
    ("occurred", "已发生", "issue", "happened"),
    ("closed", "已关闭", "done", "resolved", "关闭", "解除"),
)
_HEALTH = listed(
    ("green", "绿", "g", "绿灯", "正常", "ok"),
    ("amber", "黄", "yellow", "a", "y", "黄灯", "预警", "关注"),
    ("red", "红", "r", "红灯", "严重", "异常"),
)
_QUALITY = listed(
    ("open", "待检查", "planned", "pending", "未检查"),
    ("passed", "合格", "pass", "ok", "通过"),
    ("failed", "不合格", "fail", "rejected", "不通过"),
)

STRATEGIES = Entity(
    name="strategies",
    en="Four elements",
    zh="营销四要素",
    sheet_aliases=(
        "strategy matrix", "strategies", "four element matrix", "win strategy", "四要素", "项目策略",
        "策略矩阵", "四要素矩阵",
    ),
    key="",
    title=("element", "deal"),
    evidence=("element", "analysis", "target", "strategy", "deal"),
    evidence_needed=3,
    needs=(("element",), ("analysis", "strategy")),
    optional=True,
    fields=(
        DEAL,
        Field("element", T.CHOICE, "Element", "要素", ("area", "topic", "维度", "四要素"),
              required=True, choices=_ELEMENTS),
        Field("analysis", T.TEXT, "Analysis", "分析", ("situation", "现状分析", "现状")),
        Field("target", T.TEXT, "Element target", "目标", ("target", "goal", "objective", "策略目标")),
        Field("strategy", T.TEXT, "Strategy", "策略", ("measures", "actions", "措施", "策略措施")),
        OWNER,
        NOTES,
    ),
)  # fmt: skip
"""One row for each element of a deal: its analysis, target and strategy."""

COMMUNICATIONS = Entity(
    name="communications",
    en="Communication plan",
    zh="沟通计划",
    sheet_aliases=("communications", "communication", "沟通", "沟通管理计划", "项目沟通计划"),
    key="",
    title=("what", "deal"),
    evidence=("audience", "what", "form", "frequency", "owner", "next_date", "last_date"),
    evidence_needed=4,
    needs=(("audience", "what"), ("frequency", "form")),
    prefixes=("communication", "沟通"),
    optional=True,
    fields=(
        DEAL,
        Field("audience", T.TEXT, "Audience", "沟通对象", ("to", "with whom", "stakeholder", "对象")),
        Field("what", T.TEXT, "Content", "沟通内容", ("purpose", "topic", "what", "内容", "目的")),
        Field("form", T.TEXT, "Form", "沟通方式", ("channel", "medium", "how", "方式", "形式")),
        Field("frequency", T.INTEGER, "Every (days)", "沟通频率（天）", (
            "frequency", "every", "interval", "频率", "周期")),
        named(OWNER, "owner", "Responsible", "责任人", "owner", "by", "负责人"),
        Field("last_date", T.DATE, "Last held", "上次沟通", ("last", "last date", "上次日期")),
        Field("next_date", T.DATE, "Next planned", "下次沟通", ("next", "next date", "下次日期")),
        NOTES,
    ),
)  # fmt: skip

QUALITY = Entity(
    name="quality",
    en="Quality plan",
    zh="质量计划",
    sheet_aliases=("quality", "quality checks", "quality assurance", "质量", "质量检查", "质量保证"),
    key="",
    title=("item", "deal"),
    evidence=("item", "standard", "method", "owner", "due", "result", "checked"),
    evidence_needed=4,
    needs=(("item", "standard"), ("result", "checked", "method")),
    prefixes=("quality", "质量"),
    optional=True,
    fields=(
        DEAL,
        Field("item", T.TEXT, "Quality item", "质量检查项", (
            "item", "check", "what", "质量活动", "检查内容")),
        Field("standard", T.TEXT, "Standard", "质量标准", ("criterion", "requirement", "标准", "要求")),
        Field("method", T.TEXT, "Method", "检查方法", ("how", "方法", "方式")),
        named(OWNER, "owner", "Responsible", "责任人", "owner", "by", "检查人", "负责人"),
        Field("due", T.DATE, "Due", "计划日期", ("due date", "planned", "deadline", "截止日期")),
        Field("checked", T.DATE, "Checked on", "检查日期", ("checked", "done", "done on", "完成日期")),
        Field("result", T.CHOICE, "Result", "检查结果", ("outcome", "结果", "结论"), choices=_QUALITY),
        NOTES,
    ),
)  # fmt: skip

RISKS = Entity(
    name="risks",
    en="Risks",
    zh="风险",
    sheet_aliases=(
        "risk", "risk log", "risk register", "风险清单", "风险表", "风险管理", "风险登记册", "风险跟踪",
    ),
    key="id",
    title=("risk", "id"),
    evidence=("risk", "probability", "impact", "response", "action", "owner", "due", "status",
              "deal"),
    evidence_needed=3,
    needs=(("risk",), ("probability", "impact")),
    prefixes=("risk", "风险"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Risk no", "风险编号", ("id", "no", "编号", "序号")),
        DEAL,
        Field("risk", T.TEXT, "Risk", "风险", (
            "risk name", "description", "what", "风险描述", "风险内容", "风险名称"), required=True),
        Field("probability", T.CHOICE, "Probability", "发生概率", (
            "likelihood", "p", "chance", "概率", "可能性"), choices=_LEVELS),
        Field("impact", T.CHOICE, "Impact", "影响程度", (
            "severity", "i", "effect", "影响", "严重程度", "严重性"), choices=_LEVELS),
        Field("response", T.CHOICE, "Response", "应对策略", (
            "response type", "strategy", "应对方式"), choices=_RESPONSES),
        Field("action", T.TEXT, "Action", "应对措施", ("measures", "mitigation", "措施", "应对计划")),
        named(OWNER, "owner", "Risk owner", "责任人", "owner", "responsible", "风险责任人", "负责人",
              "跟踪责任人"),
        Field("found", T.DATE, "Found on", "识别日期", ("found", "raised on", "date", "日期", "提出日期")),
        Field("due", T.DATE, "Due", "截止日期", ("due date", "deadline", "完成期限", "应对期限")),
        Field("status", T.CHOICE, "Risk status", "风险状态", ("status", "state", "状态"),
              choices=_RISK_STATES),
        Field("closed", T.DATE, "Closed on", "关闭日期", ("closed", "resolved on", "解除日期")),
        NOTES,
    ),
)  # fmt: skip
"""``probability`` and ``impact`` are levels from 1 to 5; their product, 1 to 25, is the score."""

WEEKLY_REPORTS = Entity(
    name="weekly_reports",
    en="Weekly reports",
    zh="周报",
    sheet_aliases=(
        "weekly report", "project weekly", "status reports", "项目周报", "周报表", "销售项目周报",
    ),
    key="",
    title=("deal", "date"),
    evidence=("deal", "date", "author", "health", "progress", "next_steps", "help", "issues"),
    evidence_needed=4,
    needs=(("deal",), ("date",), ("progress", "health")),
    prefixes=("report", "周报"),
    optional=True,
    fields=(
        DEAL,
        Field("date", T.DATE, "Report date", "报告日期", (
            "date", "week ending", "reported on", "week", "日期", "周报日期", "提交日期")),
        named(OWNER, "author", "Author", "报告人", "by", "written by", "reporter", "填写人"),
        Field("health", T.CHOICE, "Health", "健康度", (
            "status", "rag", "traffic light", "项目状态", "红绿灯", "状态"), choices=_HEALTH),
        Field("progress", T.TEXT, "Progress", "本周进展", (
            "done this week", "this week", "进展", "工作进展", "本周工作")),
        Field("next_steps", T.TEXT, "Next week", "下周计划", ("next steps", "plan", "计划")),
        Field("issues", T.TEXT, "Issues", "问题", ("problems", "risks", "存在问题", "问题与风险")),
        Field("help", T.TEXT, "Help needed", "需要的支持", ("help", "support", "求助", "支持需求")),
        NOTES,
    ),
)  # fmt: skip
