"""What is kept of a deal beyond its numbers: how it is bought, judged, analysed and tendered."""

from __future__ import annotations

from salestui.model.entities.cash import UNIT
from salestui.model.entities.common import listed
from salestui.model.entities.costs import CAMPAIGN
from salestui.model.entities.floor import PAY_WAY, PHASE
from salestui.model.fields import Field
from salestui.model.fields import FieldType as T

_PROCUREMENT = listed(
    ("open tender", "公开招标", "public tender", "招标"),
    ("invited tender", "邀请招标", "restricted tender", "邀标"),
    ("negotiated tender", "议标", "negotiated"),
    ("direct purchase", "直接采购", "direct", "single source", "单一来源"),
    ("framework", "框架采购", "framework agreement", "框架协议"),
)
_OFFERS = listed(
    ("one-off product", "一次消费品", "one-off", "product", "产品"),
    ("product with service", "带服务", "product and service", "产品加服务"),
    ("repeat purchase", "一次变多次", "repeat", "recurring", "重复购买"),
    ("combination", "组合", "bundle", "mixed", "组合方案"),
)
_TENDER_RESULTS = listed(
    ("pending", "待定", "open", "评标中"),
    ("won", "中标", "awarded"),
    ("lost", "未中标", "not awarded", "落标"),
    ("cancelled", "流标", "canceled", "failed", "废标"),
)

_PROJECT_PHASES = listed(
    ("plan", "策划", "planning", "策划阶段"),
    ("monitor", "监控", "monitoring", "execution", "监控阶段"),
    ("close", "关闭", "closing", "closed", "关闭阶段"),
)

_BUYING = (
    Field("buyer_step", T.TEXT, "Buyer step", "客户采购步骤", (
        "buying step", "buyer stage", "procurement step", "purchasing step", "采购步骤", "采购阶段",
        "客户采购阶段", "客户采购流程"), starter=False),
    Field("procurement_type", T.CHOICE, "Procurement", "采购方式", (
        "procurement type", "procurement method", "purchasing method", "采购类型", "招标方式"),
        choices=_PROCUREMENT, starter=False),
    Field("offer_type", T.CHOICE, "Offer type", "供货类型", (
        "type of offer", "product or service", "产品或服务", "供应类型"), choices=_OFFERS,
        starter=False),
    Field("decision_maker", T.TEXT, "Decision maker", "决策人", (
        "decision makers", "economic buyer", "关键决策人", "决策者"), refers="contacts",
        starter=False),
    Field("need", T.TEXT, "Need", "客户需求", (
        "needs", "customer need", "requirement", "requirements", "需求", "需求描述", "项目需求"),
        starter=False),
    Field("budget_confirmed", T.FLAG, "Budget confirmed", "预算已落实", (
        "budget approved", "budgeted", "预算落实", "预算是否落实", "预算确认"), starter=False),
    Field("commitment", T.TEXT, "Customer commitment", "客户承诺", (
        "commitment", "buyer commitment", "agreed next step", "客户承诺事项"), starter=False),
)  # fmt: skip

_JUDGING = (
    Field("parent_deal", T.TEXT, "Follows deal", "前项目", (
        "parent deal", "parent opportunity", "follow-on of", "previous deal", "原项目", "上级项目",
        "延伸自"), refers="deals", starter=False),
    Field("market_potential", T.NUMBER, "Market potential", "市场潜力", (
        "potential score", "potential", "潜力评分", "市场潜力评分"), starter=False),
    Field("strategic_fit", T.NUMBER, "Strategic fit", "战略匹配度", (
        "fit", "fit score", "strategic score", "战略匹配", "匹配度"), starter=False),
    Field("size_band", T.TEXT, "Size band", "项目规模", (
        "size class", "project size", "规模等级", "项目等级"), starter=False),
    Field("forecast_override", T.MONEY, "Manager forecast", "经理预测", (
        "forecast override", "manager override", "manager's forecast", "经理预测金额", "经理调整"),
        starter=False),
    Field("lost_stage", T.TEXT, "Lost at stage", "丢单阶段", (
        "lost stage", "stage lost", "输单阶段", "失败阶段"), starter=False),
    Field("competitor", T.TEXT, "Main competitor", "主要竞争对手", (
        "competitor", "competition", "lost to", "竞争对手", "竞争对手名称", "输给"), starter=False),
)  # fmt: skip

_ANALYSES = (
    Field("customer_analysis", T.TEXT, "Customer analysis", "客户分析", (), starter=False),
    Field("own_analysis", T.TEXT, "Own analysis", "自身分析", ("self analysis",), starter=False),
    Field("competition_analysis", T.TEXT, "Competition analysis", "竞争分析", (
        "competitor analysis", "竞争对手分析"), starter=False),
    Field("environment_analysis", T.TEXT, "Environment analysis", "环境分析", (), starter=False),
    Field("strengths", T.TEXT, "SWOT strengths", "SWOT优势", ("strengths", "优势"), starter=False),
    Field("weaknesses", T.TEXT, "SWOT weaknesses", "SWOT劣势", ("weaknesses", "劣势"),
          starter=False),
    Field("openings", T.TEXT, "SWOT opportunities", "SWOT机会", (), starter=False),
    Field("threats", T.TEXT, "SWOT threats", "SWOT威胁", ("threats", "威胁"), starter=False),
    Field("key_info", T.TEXT, "Key information", "关键信息", ("key info", "项目关键信息"),
          starter=False),
)  # fmt: skip

_TENDER = (
    Field("tender_no", T.TEXT, "Tender no", "招标编号", (
        "tender number", "tender id", "bid no", "bid number", "标书编号", "招标号"), starter=False),
    Field("tender_deadline", T.DATE, "Tender deadline", "投标截止日期", (
        "bid deadline", "tender due", "submission deadline", "投标截止", "截标日期", "投标日期"),
        starter=False),
    Field("tender_bond", T.MONEY, "Tender bond", "投标保证金", (
        "bid bond", "bid security", "保证金"), starter=False),
    Field("tender_result", T.CHOICE, "Tender result", "投标结果", (
        "bid result", "award result", "评标结果", "中标结果"), choices=_TENDER_RESULTS,
        starter=False),
)  # fmt: skip

_RUNNING = (
    Field("project_phase", T.CHOICE, "Project phase", "管理阶段", (
        "plan monitor close", "management phase", "项目管理阶段"), choices=_PROJECT_PHASES,
        starter=False),
    CAMPAIGN,
    UNIT,
    PAY_WAY,
    PHASE,
)  # fmt: skip

SELLING_FIELDS: tuple[Field, ...] = (*_BUYING, *_JUDGING, *_ANALYSES, *_TENDER, *_RUNNING)
"""The fields, none of which a new team's pipeline begins with.

``market_potential`` and ``strategic_fit`` are scores from 1 to 5; ``buyer_step`` and ``size_band``
are named by the playbook.
"""
