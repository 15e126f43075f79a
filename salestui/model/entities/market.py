"""The market: its size, the territories, the competitors in each deal."""

from __future__ import annotations

from salestui.model.entities.common import DEAL, NOTES, OWNER, listed
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_THREATS = listed(("low", "低", "1"), ("medium", "中", "2"), ("high", "高", "3"))

MARKET = Entity(
    name="market",
    en="Market",
    zh="市场",
    sheet_aliases=(
        "market data", "market research", "market size", "market analysis", "市场数据", "市场调研",
        "市场规模", "市场分析", "行业趋势",
    ),
    key="",
    title=("segment", "region"),
    evidence=("segment", "size", "source", "date", "growth", "region"),
    needs=(("size",), ("segment", "region", "product")),
    prefixes=("market", "市场"),
    optional=True,
    fields=(
        Field("date", T.DATE, "Date", "日期", ("as of", "research date", "调研日期", "时间")),
        Field("segment", T.TEXT, "Segment", "细分市场", (
            "market segment", "market", "industry", "客户细分", "行业", "市场")),
        Field("region", T.TEXT, "Region", "区域", ("territory", "area", "地区")),
        Field("product", T.TEXT, "Product", "产品", ("product line", "产品线"), refers="products"),
        Field("size", T.MONEY, "Market size", "市场规模", (
            "size", "market volume", "total market", "市场容量", "市场总量", "规模")),
        Field("growth", T.PERCENT, "Market growth", "市场增长率", (
            "growth", "growth rate", "增长率", "行业增长率")),
        Field("source", T.TEXT, "Source", "来源", ("data source", "资料来源", "数据来源")),
        NOTES,
    ),
)  # fmt: skip

TERRITORIES = Entity(
    name="territories",
    en="Territories",
    zh="区域规划",
    sheet_aliases=(
        "territory", "territory plan", "regions", "areas", "区域", "区域表", "区域分析", "区域信息",
    ),
    key="name",
    title=("name",),
    evidence=("name", "characteristics", "industries", "rivals", "customer_list", "handover"),
    needs=(("name",), ("characteristics", "industries", "rivals", "customer_list", "handover")),
    optional=True,
    fields=(
        Field("name", T.TEXT, "Territory", "区域", (
            "region", "area", "name", "territory name", "区域名称", "地区", "大区"), required=True),
        OWNER,
        Field("characteristics", T.TEXT, "Characteristics", "区域特性", ("features", "profile", "特性")),
        Field("industries", T.TEXT, "Industries", "业种构成", ("industry mix", "行业构成")),
        Field("rivals", T.TEXT, "Rival agents", "竞争代理店势力", (
            "rivals", "competitors", "competing agents", "竞争对手", "竞争势力")),
        Field("customer_list", T.TEXT, "Customer list", "客户名单", ("customers", "顾客卡", "customer cards")),
        Field("sources", T.TEXT, "Directories used", "资料来源", (
            "sources", "directories", "工商年鉴", "电话簿", "地图")),
        Field("handover", T.TEXT, "Handover", "前任交接", (
            "handover documents", "predecessor files", "前任交接文件", "交接文件")),
        NOTES,
    ),
)  # fmt: skip

COMPETITORS = Entity(
    name="competitors",
    en="Competitors",
    zh="竞争对手",
    sheet_aliases=(
        "competitor", "competition", "rivals", "competitor analysis", "竞争对手表", "竞争分析",
        "竞争对手分析", "竞品", "竞品分析",
    ),
    key="",
    title=("competitor", "deal"),
    evidence=("competitor", "threat", "price", "strength", "weakness", "product", "focus", "policy"),
    needs=(("competitor",), ("threat", "strength", "weakness", "price", "product", "focus", "policy")),
    prefixes=("competitor", "竞争对手", "对手", "竞品"),
    optional=True,
    fields=(
        DEAL,
        Field("competitor", T.TEXT, "Competitor", "竞争对手", (
            "competitor name", "rival", "company", "name", "对手", "竞品", "竞争对手名称"),
            required=True),
        Field("threat", T.CHOICE, "Threat", "威胁", (
            "threat level", "danger", "威胁程度", "威胁等级"), choices=_THREATS),
        Field("price", T.MONEY, "Price", "报价", ("their price", "quote", "offer", "对手报价", "价格")),
        Field("strength", T.TEXT, "Strength", "优势", ("strengths", "advantages", "强项", "对手优势")),
        Field("weakness", T.TEXT, "Weakness", "劣势", (
            "weaknesses", "disadvantages", "弱项", "对手劣势")),
        Field("product", T.TEXT, "Product features", "产品特点", ("product", "features", "产品")),
        Field("focus", T.TEXT, "Strategic focus", "战略区域重点", (
            "focus", "regional focus", "战略重点", "区域重点")),
        Field("policy", T.TEXT, "Sales policy", "销售政策", ("policy", "政策")),
        Field("won", T.FLAG, "Won the deal", "是否中标", ("won", "winner", "中标", "赢单")),
        NOTES,
    ),
)  # fmt: skip
