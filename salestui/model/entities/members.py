"""The people who sell, and where each belongs from when to when."""

from __future__ import annotations

from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

MEMBERS = Entity(
    name="members",
    en="Team",
    zh="团队",
    sheet_aliases=(
        "team", "teams", "members", "sales team", "sales teams", "reps", "sales reps", "people",
        "staff", "团队", "人员", "销售人员", "销售团队", "组织架构", "员工",
    ),
    key="name",
    title=("name",),
    evidence=("name", "team", "manager", "region", "role"),
    evidence_needed=2,
    fields=(
        Field("name", T.TEXT, "Member", "姓名", (
            "rep", "sales rep", "salesperson", "sales person", "sales agent", "agent", "member",
            "owner", "name", "employee", "销售", "销售员", "销售人员", "成员", "人员", "业务员"),
            required=True),
        Field("team", T.TEXT, "Team", "团队", (
            "sales team", "group", "department", "小组", "部门", "销售团队", "组别")),
        Field("manager", T.TEXT, "Manager", "经理", (
            "team lead", "leader", "supervisor", "reports to", "主管", "负责人", "上级", "组长",
            "销售经理"), refers="members"),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "office", "regional office", "地区", "大区", "办事处")),
        Field("role", T.TEXT, "Role", "角色", ("title", "position", "job title", "职位", "岗位")),
        Field("product", T.TEXT, "Product", "产品", ("product line", "产品线")),
        Field("joined", T.DATE, "From", "入职日期", (
            "start date", "hire date", "since", "开始日期", "加入日期")),
        Field("left", T.DATE, "To", "离职日期", ("end date", "until", "结束日期", "离开日期")),
        Field("function", T.TEXT, "Function", "职能", ("job family", "职能线"), starter=False),
        Field("department", T.TEXT, "Home department", "所属部门", (
            "business unit", "division", "unit", "department", "部门"), starter=False),
        Field("matrix_manager", T.TEXT, "Dotted-line manager", "矩阵经理", (
            "matrix manager", "second manager", "functional manager", "虚线上级"), refers="members",
            starter=False),
        Field("notes", T.TEXT, "Notes", "备注", ("note", "comments", "remarks", "说明"),
              starter=False),
    ),
)  # fmt: skip
