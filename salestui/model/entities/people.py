"""How people do and learn: scorecards, training, coaching."""

from __future__ import annotations

from salestui.model.entities.common import DEAL, MEMBER, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_METHODS = listed(
    ("ratio", "按比例", "proportional", "linear", "比例"),
    (
        "steps",
        "分档",
        "tiers",
        "steps by tier",
        "阶梯",
        "threshold",
        "all or nothing",
        "pass",
        "达标制",
        "达标",
    ),
    ("points", "加减分", "points per percent", "plus minus", "增减分"),
    ("rank", "排名", "ranking", "place", "名次"),
    ("manual", "评分", "judgement", "rating", "主观评分"),
)
_TOPICS = listed(
    ("product", "产品知识", "产品"),
    ("skills", "销售技巧", "selling skills", "技巧"),
    ("market", "市场知识", "市场"),
    ("communication", "沟通技巧", "沟通"),
    ("service", "服务"),
    ("workshop", "研讨", "seminar"),
    ("role play", "演练", "rehearsal"),
    ("questions", "答客问", "q&a"),
)

SCORECARDS = Entity(
    name="scorecards",
    en="Scorecards",
    zh="绩效考核",
    sheet_aliases=(
        "scorecard", "kpis", "kpi", "performance", "appraisal", "performance review", "绩效", "考核",
        "绩效考核表", "考核表", "绩效评估",
    ),
    key="",
    title=("member", "metric", "period"),
    evidence=("member", "period", "metric", "weight", "target", "actual", "cap", "floor", "method"),
    evidence_needed=4,
    needs=(("member",), ("metric",), ("weight",)),
    optional=True,
    fields=(
        MEMBER,
        Field("period", T.TEXT, "Period", "考核期", (
            "month", "quarter", "year", "期间", "月份", "季度", "周期", "年度")),
        Field("metric", T.TEXT, "Metric", "考核指标", (
            "kpi", "measure", "indicator", "指标", "指标名称", "考核项目"), required=True),
        Field("weight", T.PERCENT, "Weight", "权重", ("weighting", "share", "比重", "权重%")),
        Field("target", T.NUMBER, "Target", "目标值", ("goal", "目标", "plan")),
        Field("actual", T.NUMBER, "Actual", "实际值", ("result", "achieved", "实际", "完成值")),
        Field("cap", T.PERCENT, "Cap", "上限", ("maximum", "max", "封顶")),
        Field("floor", T.PERCENT, "Floor", "下限", ("minimum", "min", "保底")),
        Field("method", T.CHOICE, "Method", "计分方法", (
            "scoring", "scoring method", "计算方法", "评分方法"), choices=_METHODS),
        Field("score", T.NUMBER, "Score", "得分", ("points", "考核得分", "分数"), starter=False),
        NOTES,
    ),
)  # fmt: skip
"""``cap`` and ``floor`` bound the points of a line, 1 = 100 points; weights of one member and period
sum to 1. ``method`` is one of a playbook's measures' (``model.playbook.scoring``), or ``manual``: the
``score`` is somebody's judgement. ``actual`` is what a person filled in; where it is blank it is
worked out, if the metric is known, and ``target`` likewise."""

TRAINING = Entity(
    name="training",
    en="Training",
    zh="培训",
    sheet_aliases=(
        "trainings", "training log", "training record", "courses", "培训记录", "培训计划", "培训表",
    ),
    key="",
    title=("course", "member", "date"),
    evidence=("date", "member", "topic", "course", "hours", "trainer", "result"),
    evidence_needed=3,
    needs=(("member",), ("topic", "course"), ("hours", "trainer", "result", "date")),
    prefixes=("training", "培训"),
    optional=True,
    fields=(
        Field("date", T.DATE, "Date", "日期", ("training date", "on", "培训日期", "时间")),
        MEMBER,
        Field("topic", T.CHOICE, "Topic", "培训类别", (
            "training type", "type", "subject", "培训类型", "类别"), choices=_TOPICS),
        Field("course", T.TEXT, "Course", "培训内容", (
            "training", "course name", "title", "content", "课程", "课程名称", "培训课程", "内容")),
        Field("hours", T.NUMBER, "Hours", "学时", ("duration", "时长", "课时")),
        Field("trainer", T.TEXT, "Trainer", "讲师", ("teacher", "coach", "培训师")),
        Field("result", T.TEXT, "Result", "培训结果", (
            "score", "grade", "assessment", "考核结果", "成绩")),
        NOTES,
    ),
)  # fmt: skip

COACHING = Entity(
    name="coaching",
    en="Coaching",
    zh="辅导记录",
    sheet_aliases=(
        "coaching notes", "coaching log", "one on ones", "1:1", "辅导", "一对一", "面谈记录", "绩效面谈",
    ),
    key="",
    title=("member", "date", "topic"),
    evidence=("date", "member", "coach", "topic", "observation", "agreed", "follow_up"),
    evidence_needed=3,
    needs=(("member",), ("coach", "observation", "agreed"), ("date", "follow_up")),
    prefixes=("coaching", "辅导"),
    optional=True,
    fields=(
        Field("date", T.DATE, "Date", "日期", ("coaching date", "on", "辅导日期", "面谈日期")),
        MEMBER,
        named(OWNER, "coach", "Coach", "辅导人", "manager", "by", "经理", "上级", "面谈人"),
        DEAL,
        Field("topic", T.TEXT, "Topic", "主题", ("subject", "about", "辅导主题")),
        Field("observation", T.TEXT, "Observation", "观察", (
            "observations", "what was seen", "strengths and weaknesses", "问题", "表现", "辅导内容")),
        Field("agreed", T.TEXT, "Agreed", "改进约定", (
            "agreement", "action", "actions", "next step", "行动计划", "改进计划")),
        Field("follow_up", T.DATE, "Follow-up on", "跟进日期", (
            "follow up", "next date", "due", "复查日期")),
        Field("done", T.FLAG, "Done", "已完成", ("completed", "finished", "完成", "是否完成")),
        NOTES,
    ),
)  # fmt: skip
