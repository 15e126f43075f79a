"""What is written about a deal: documents, and what was learned when it ended."""

from __future__ import annotations

from salestui.model.entities.common import DEAL, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_SECRECY = listed(
    (
        "public",
        "公开",
    ),
    ("internal", "内部", "internal use"),
    ("confidential", "秘密", "restricted"),
    ("secret", "机密", "strictly confidential", "绝密"),
)
_RESULTS = listed(("won", "赢单", "win", "成功", "中标"), ("lost", "丢单", "loss", "失败", "输单"))

DOCUMENTS = Entity(
    name="documents",
    en="Documents",
    zh="文档",
    sheet_aliases=(
        "document", "docs", "document register", "files", "文档清单", "文件", "文件清单", "资料",
        "资料清单",
    ),
    key="",
    title=("name", "type", "deal"),
    evidence=("name", "type", "link", "version", "owner", "deal"),
    evidence_needed=3,
    needs=(("name", "type"), ("link", "version")),
    prefixes=("document", "文档", "文件"),
    optional=True,
    fields=(
        DEAL,
        Field("type", T.TEXT, "Document type", "文档类型", (
            "type", "kind", "文件类型", "类型", "资料类型")),
        Field("name", T.TEXT, "Document", "文档名称", (
            "name", "title", "file", "file name", "文档", "文件名称", "文件名", "名称")),
        Field("link", T.TEXT, "Link", "链接", (
            "url", "path", "location", "address", "存放位置", "地址", "路径")),
        Field("version", T.TEXT, "Version", "版本", ("rev", "revision", "版本号")),
        Field("date", T.DATE, "Date", "日期", ("document date", "updated", "更新日期", "时间")),
        OWNER,
        Field("due", T.DATE, "Due", "应交日期", ("due date", "deadline", "截止日期"), starter=False),
        Field("revision", T.TEXT, "What changed", "修订记录", (
            "revision", "revision note", "change history", "修订说明"), starter=False),
        Field("secrecy", T.CHOICE, "Confidentiality", "密级", (
            "classification", "secrecy", "保密级别"), choices=_SECRECY, starter=False),
        named(OWNER, "handed_by", "Handed over by", "移交人", "transferred by"),
        named(OWNER, "keeper", "Keeper", "保存人", "kept by", "custodian", "保管人"),
        Field("place", T.TEXT, "Kept at", "保存场所", ("place", "archive", "保存地点", "归档地点")),
        Field("filed", T.DATE, "Filed on", "归档时间", ("filed", "archived on", "归档日期")),
        Field("keep_years", T.NUMBER, "Keep (years)", "保存期限（年）", (
            "retention", "retention years", "keep for", "保存期限", "期限")),
        Field("keep_until", T.DATE, "Keep until", "到期日期", (
            "retain until", "expires", "expiry", "保存到期日"), starter=False),
        Field("disposal", T.TEXT, "At expiry", "到期处理", (
            "disposal", "after expiry", "到期处置"), starter=False),
        NOTES,
    ),
)  # fmt: skip

REVIEWS = Entity(
    name="reviews",
    en="Reviews",
    zh="项目总结",
    sheet_aliases=(
        "review", "post-mortem", "post mortem", "post mortems", "win loss", "win loss review",
        "lessons learned", "总结", "经验总结", "复盘", "项目复盘", "赢单输单分析",
    ),
    key="",
    title=("deal", "date"),
    evidence=("result", "reason", "lessons", "cost", "revenue", "deal"),
    evidence_needed=3,
    needs=(("lessons", "reason"), ("deal",)),
    prefixes=("review", "总结"),
    optional=True,
    fields=(
        DEAL,
        Field("date", T.DATE, "Date", "日期", ("review date", "reviewed on", "总结日期", "复盘日期")),
        Field("result", T.CHOICE, "Result", "结果", (
            "outcome", "won or lost", "项目结果", "输赢"), choices=_RESULTS),
        Field("reason", T.TEXT, "Reason", "原因", (
            "why", "main reason", "loss reason", "win reason", "主要原因", "输赢原因")),
        Field("lessons", T.TEXT, "Lessons", "经验教训", (
            "lessons learned", "lesson", "learnings", "经验", "教训", "经验总结")),
        Field("cost", T.MONEY, "Cost", "成本", ("costs", "total cost", "项目成本", "费用")),
        Field("revenue", T.MONEY, "Revenue", "收入", ("income", "sales", "项目收入", "收益")),
        Field("quality", T.NUMBER, "Quality score", "质量评分", (
            "quality", "quality evaluation", "质量评估", "质量得分"), starter=False),
        named(OWNER, "author", "Author", "总结人", "written by", "by", "reviewer", "复盘人", "撰写人"),
        NOTES,
    ),
)  # fmt: skip
