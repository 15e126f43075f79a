"""People at customers, and how they and their companies are related in business."""

from __future__ import annotations

from salestui.model.entities.common import CUSTOMER, DEAL, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_LAYERS = listed(
    ("support", "辅助层", "support layer", "辅助"),
    ("technical", "技术层", "technical layer", "technology", "技术"),
    ("execution", "执行层", "execution layer", "executive layer", "执行"),
    ("decision", "决策层", "decision layer", "management", "决策"),
)
_ROLES = listed(
    ("decision maker", "决策人", "decider", "关键决策人", "拍板人"),
    ("approver", "审批人", "approval", "审核人"),
    ("evaluator", "评估人", "technical evaluator", "技术评估"),
    ("influencer", "影响人", "influence", "影响者"),
    ("user", "使用人", "end user", "使用者"),
    ("coach", "内部支持者", "champion", "sponsor", "教练", "内线"),
    ("gatekeeper", "把关人", "blocker", "守门人"),
)
_ATTITUDES = listed(
    ("-2", "-2", "opposed", "反对", "hostile"),
    ("-1", "-1", "sceptical", "skeptical", "消极"),
    ("0", "0", "neutral", "中立"),
    ("1", "1", "+1", "positive", "supportive", "支持"),
    ("2", "2", "+2", "champion", "enthusiastic", "强烈支持"),
)
_INFLUENCE = listed(("low", "低", "1"), ("medium", "中", "2"), ("high", "高", "3"))
_RELATIONS = listed(
    ("reports to", "汇报给", "subordinate of", "下级"),
    ("works with", "同事", "colleague", "协作"),
    ("advises", "顾问", "adviser", "advisor", "建议"),
    ("supplies", "供应商", "supplier", "供货"),
    ("buys from", "采购自", "customer of"),
    ("partner", "合作伙伴", "partners with", "合作"),
    ("owns", "控股", "parent of", "母公司"),
    ("recommends", "推荐", "referred"),
)

CONTACTS = Entity(
    name="contacts",
    en="Contacts",
    zh="联系人",
    sheet_aliases=(
        "contact", "contact list", "people at customers", "decision chain", "decision makers",
        "buying committee", "stakeholders", "客户联系人", "联系人表", "决策链", "关键人", "客户人员",
    ),
    key="id",
    title=("name", "id"),
    evidence=("name", "position", "layer", "decision_role", "attitude", "influence", "covered_by",
              "last_touch", "reports_to", "strategy"),
    needs=(("name",), ("customer", "deal"), ("position", "layer", "decision_role", "attitude",
           "influence", "reports_to", "email", "phone")),
    prefixes=("contact", "stakeholder", "联系人", "客户"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Contact ID", "联系人编号", ("id", "contact no", "编号"), starter=False),
        Field("name", T.TEXT, "Contact", "联系人", (
            "contact name", "name", "full name", "person", "contact person", "姓名", "联系人姓名",
            "名字"), required=True),
        CUSTOMER,
        DEAL,
        Field("position", T.TEXT, "Position", "职务", (
            "title", "job title", "role in company", "function", "职位", "岗位", "头衔")),
        Field("department", T.TEXT, "Department", "部门", ("dept", "unit", "所在部门", "科室")),
        Field("layer", T.CHOICE, "Layer", "层级", (
            "role layer", "level", "decision layer", "角色层级", "决策层级", "层次"),
            choices=_LAYERS),
        Field("decision_role", T.CHOICE, "Decision role", "决策角色", (
            "role", "buying role", "role in decision", "角色", "采购角色"), choices=_ROLES),
        Field("attitude", T.CHOICE, "Attitude", "态度", (
            "stance", "support", "sentiment", "支持度", "倾向"), choices=_ATTITUDES),
        Field("influence", T.CHOICE, "Influence", "影响力", (
            "power", "influence level", "影响程度", "影响度"), choices=_INFLUENCE),
        named(OWNER, "covered_by", "Covered by", "覆盖人", "coverage", "coverage owner", "owner",
              "our contact", "rep", "负责人", "对接人", "我方负责人", "公关责任人"),
        Field("last_touch", T.DATE, "Last touch", "最近接触", (
            "last contact", "last contacted", "last meeting", "最近联系", "最近拜访", "上次接触")),
        Field("reports_to", T.TEXT, "Reports to", "上级", (
            "manager", "boss", "superior", "汇报对象", "直接上级", "汇报给"), refers="contacts"),
        Field("strategy", T.TEXT, "Strategy", "策略", (
            "approach", "relationship strategy", "公关策略", "应对策略", "工作策略")),
        Field("win_note", T.TEXT, "What a win means", "个人诉求", (
            "personal win", "motivation", "win note", "win", "关注点", "需求点")),
        Field("phone", T.TEXT, "Phone", "电话", (
            "tel", "telephone", "mobile", "phone number", "联系电话", "手机", "联系方式")),
        Field("email", T.TEXT, "Email", "邮箱", ("e-mail", "mail", "电子邮箱", "邮件")),
        NOTES,
    ),
)  # fmt: skip

RELATIONS = Entity(
    name="relations",
    en="Relations",
    zh="业务关系",
    sheet_aliases=(
        "relation", "relationships", "relationship map", "business relations", "关系", "关系网络",
        "客户关系网络", "关系图",
    ),
    key="",
    title=("from", "to"),
    evidence=("from", "to", "type"),
    evidence_needed=3,
    needs=(("from",), ("to",), ("type",)),
    prefixes=("relation", "关系"),
    optional=True,
    fields=(
        Field("from", T.TEXT, "From", "甲方人员", ("source", "who", "person", "起点", "关系人"),
              required=True, refers="contacts"),
        Field("to", T.TEXT, "To", "乙方人员", ("target", "whom", "related to", "终点", "对象"),
              required=True, refers="contacts"),
        Field("type", T.CHOICE, "Relation", "关系类型", (
            "relation type", "relationship", "kind", "type", "关系"), choices=_RELATIONS),
        NOTES,
    ),
)  # fmt: skip
