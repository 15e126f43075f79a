"""The work on a deal: tasks, items to check, gates, and who does it."""

from __future__ import annotations

from salestui.model.entities.common import DEAL, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_DECISIONS = listed(
    ("pass", "通过", "passed", "approved", "go", "同意"),
    ("conditional", "有条件通过", "pass with conditions", "conditional pass"),
    ("hold", "暂缓", "postponed", "defer", "待定"),
    ("reject", "不通过", "rejected", "fail", "failed", "no go", "否决", "驳回"),
)
_KINDS = listed(
    ("item", "检查项", "check", "key task", "关键任务"),
    ("milestone", "里程碑", "entry milestone", "进入条件"),
    ("exit criterion", "成功标准", "exit", "success criterion", "退出标准", "完成标准"),
)

_WHEN = Field("date", T.DATE, "Date", "日期", ("reviewed on", "decided on", "评审日期", "时间"))
_STAGE = Field("stage", T.TEXT, "Stage", "阶段", ("deal stage", "phase", "销售阶段", "项目阶段"))

TASKS = Entity(
    name="tasks",
    en="Tasks",
    zh="工作任务",
    sheet_aliases=(
        "task", "task list", "deal tasks", "project plan", "action items", "wbs", "to do", "todo",
        "任务清单", "任务表", "项目计划", "工作计划", "项目任务", "工作分解", "待办事项",
    ),
    key="id",
    title=("task", "id"),
    evidence=("task", "parent", "start", "due", "done", "milestone", "department", "owner"),
    evidence_needed=3,
    needs=(("task",), ("due", "start", "done"), ("owner", "deal", "department")),
    prefixes=("task", "任务"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Task ID", "任务编号", ("id", "no", "wbs", "编号", "序号")),
        DEAL,
        Field("parent", T.TEXT, "Part of", "上级任务", (
            "parent", "parent task", "父任务", "所属任务"), refers="tasks"),
        Field("task", T.TEXT, "Task", "任务", (
            "task name", "name", "title", "action", "activity", "what", "任务名称", "工作内容", "事项",
            "工作任务"), required=True),
        named(OWNER, "owner", "Responsible", "责任人", "owner", "assignee", "assigned to", "who",
              "rep", "负责人", "执行人", "销售"),
        Field("department", T.TEXT, "Department", "部门", (
            "dept", "function", "team", "责任部门", "配合部门", "协作部门")),
        Field("start", T.DATE, "Start", "开始日期", (
            "start date", "begin", "from", "planned start", "开始", "计划开始", "开始时间")),
        Field("due", T.DATE, "Due", "截止日期", (
            "due date", "deadline", "end", "end date", "finish", "until", "计划完成", "完成期限", "结束日期",
            "截止时间", "计划完成日期")),
        Field("done", T.DATE, "Done on", "完成日期", (
            "done", "completed", "completed on", "finished", "actual end", "实际完成", "实际完成日期",
            "完成时间")),
        Field("progress", T.PERCENT, "Progress", "进度", (
            "% done", "percent complete", "complete", "完成率", "完成进度"), starter=False),
        Field("milestone", T.FLAG, "Milestone", "里程碑", ("is milestone", "是否里程碑")),
        NOTES,
    ),
)  # fmt: skip

CHECKLIST = Entity(
    name="checklist",
    en="Checklist",
    zh="检查清单",
    sheet_aliases=(
        "checklists", "check list", "stage checklist", "key tasks", "检查表", "清单", "关键任务",
        "阶段检查表", "运作checklist",
    ),
    key="",
    title=("item", "deal"),
    evidence=("item", "stage", "required", "done_by", "done_on", "kind"),
    evidence_needed=3,
    needs=(("item",), ("done_on", "done_by", "required"), ("deal", "stage")),
    prefixes=("checklist", "检查"),
    optional=True,
    fields=(
        DEAL,
        _STAGE,
        Field("kind", T.CHOICE, "Kind", "类别", ("type", "item type", "类型"), choices=_KINDS),
        Field("item", T.TEXT, "Item", "检查项", (
            "check", "checklist item", "key task", "what", "事项", "检查内容", "检查项目", "关键任务",
            "标准"), required=True),
        Field("required", T.FLAG, "Required", "必须", (
            "mandatory", "must", "是否必须", "必选", "必做")),
        named(OWNER, "done_by", "Done by", "完成人", "checked by", "by", "检查人", "执行人"),
        Field("done_on", T.DATE, "Done on", "完成日期", (
            "done", "done at", "checked on", "completed", "completed on", "完成时间", "检查日期")),
        NOTES,
    ),
)  # fmt: skip
"""``kind`` tells what a row stands for: the milestone that lets a deal enter its stage, a criterion
by which it may leave, or an item to be done; blank is an item. Done once ``done_on`` is filled."""

GATES = Entity(
    name="gates",
    en="Gates",
    zh="评审",
    sheet_aliases=(
        "gate", "gate reviews", "stage gates", "gate decisions", "评审记录", "评审点", "项目评审",
        "立项评审",
    ),
    key="",
    title=("gate", "deal"),
    evidence=("gate", "decision", "reviewer", "conditions", "date", "deal"),
    evidence_needed=3,
    needs=(("gate",), ("decision",), ("deal",)),
    prefixes=("gate", "评审"),
    optional=True,
    fields=(
        DEAL,
        Field("gate", T.TEXT, "Gate", "评审点", (
            "gate name", "stage gate", "review", "评审", "评审名称", "评审类型"), required=True),
        named(OWNER, "reviewer", "Reviewer", "评审人", "reviewed by", "approver", "decided by",
              "审批人", "评审负责人"),
        Field("due", T.DATE, "Planned for", "计划日期", (
            "planned", "planned on", "due", "due date", "计划评审日期", "计划时间"), starter=False),
        _WHEN,
        Field("decision", T.CHOICE, "Decision", "评审结论", (
            "result", "outcome", "verdict", "决定", "结论", "评审结果", "决策"), choices=_DECISIONS),
        Field("conditions", T.TEXT, "Conditions", "附加条件", (
            "condition", "requirements", "条件", "整改要求")),
        Field("reason", T.TEXT, "Reason", "理由", (
            "why", "rationale", "override reason", "原因", "评审意见", "意见")),
        Field("self_reviewed", T.FLAG, "Self-reviewed", "自审", (
            "self review", "self-review", "self", "是否自审")),
        NOTES,
    ),
)  # fmt: skip
"""``reason`` is why a decision was taken, or why the deal went on without a pass."""

DEAL_TEAM = Entity(
    name="deal_team",
    en="Deal team",
    zh="项目组",
    sheet_aliases=(
        "deal teams", "project team", "opportunity team", "account team", "项目组成员", "项目团队",
        "销售项目组",
    ),
    key="",
    title=("member", "deal"),
    evidence=("member", "role", "deal"),
    evidence_needed=3,
    needs=(("member",), ("role",), ("deal",)),
    optional=True,
    fields=(
        DEAL,
        named(OWNER, "member", "Member", "成员", "name", "person", "team member", "rep", "姓名",
              "人员", "组员", "项目成员"),
        Field("role", T.TEXT, "Role", "角色", (
            "function", "project role", "项目角色", "职责", "岗位")),
        Field("from", T.DATE, "From", "开始日期", ("start", "start date", "since", "任命日期")),
        Field("to", T.DATE, "To", "结束日期", ("end", "end date", "until", "释放日期")),
        Field("share", T.PERCENT, "Share of time", "投入比例", (
            "share", "allocation", "workload", "fte", "投入", "工作量"), starter=False),
        NOTES,
    ),
)  # fmt: skip
