"""What the name of a sheet says about the rows on it: a period, a person, or that it is a summary.

Nothing here decides alone: names count only among several sheets with the same columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from salestui.mapping.headers import meanings, normalise
from salestui.mapping.periods import TARGET_WORDS, Year, header_period
from salestui.model.period import Period

_TOPIC = re.compile(
    r"销售|业绩|商机|订单|数据|明细|报表|\b(?:sales|deals|pipeline|orders|data|sheet)\b",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"汇总|合计|总计|总表|总览|概览|统计|\b(?:totals?|summary|overview|roll-?up)\b", re.IGNORECASE
)
_TEMPLATE = re.compile(
    r"模板|样例|示例|范例|空白|\b(?:templates?|examples?|samples?|blank)\b", re.IGNORECASE
)
_PERSON = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")
_HAN_PERSON = re.compile(r"[\u4e00-\u9fff]{2,3}")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余"
    "于杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段"
    "雷黎史龙陶贺顾毛郝龚邵万钱严洪赖武莫孔汤常温康施文牛樊葛邢安齐"
)
_NO_PERSON = re.compile(
    r"[东南西北中部区组队月年季度表报单品类户]$|^(?:高新|金额|方案|万元|任务|江苏|安徽)"
)
_COMMON = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "central",
        "region",
        "area",
        "team",
        "group",
        "deals",
        "sales",
        "pipeline",
        "open",
        "closed",
        "won",
        "lost",
        "new",
        "old",
        "key",
        "big",
        "small",
        "q1",
        "q2",
        "q3",
        "q4",
        "total",
        "all",
        "other",
        "others",
        "product",
        "products",
        "customer",
        "customers",
        "account",
        "accounts",
        "market",
        "online",
        "direct",
        "partner",
        "partners",
        "current",
        "past",
        "this",
        "last",
        "next",
        "year",
        "month",
        "week",
        "quarter",
        "first",
        "second",
        "third",
        "enterprise",
        "public",
        "sector",
        "services",
        "service",
        "copy",
        "backup",
        "archive",
        "list",
        "data",
        "sheet",
        "of",
        "the",
        "and",
        "for",
    ]
)


def period_named(sheet: str, fiscal_start: int, year: Year) -> Period | None:
    """The month, quarter, half or year that a sheet is named after; ``year`` where it says none."""
    return header_period(period_text(sheet), fiscal_start, year)


def period_text(sheet: str) -> str:
    """A sheet's name without the words that say what is on it."""
    plain = unicodedata.normalize("NFKC", sheet)
    return _TOPIC.sub("", TARGET_WORDS.sub("", plain)).strip(" \t-_/:")


def is_summary(sheet: str) -> bool:
    """Whether a sheet is named as one that sums others up."""
    return bool(_SUMMARY.search(sheet.replace("_", " ")))


def is_template(sheet: str) -> bool:
    """Whether a sheet is named as one to copy from."""
    return bool(_TEMPLATE.search(sheet.replace("_", " ")))


def are_people(sheets: Collection[str], known: Collection[str]) -> bool:
    """Whether all sheets are named after people.

    Args:
        known: the people that the workbook lists; where there are any of them among the names,
            they settle it.
    """
    listed = {normalise(name) for name in known}
    if any(normalise(sheet) in listed for sheet in sheets):
        return True
    return all(map(_is_person, sheets))


def _is_person(name: str) -> bool:
    plain = unicodedata.normalize("NFKC", name).strip()
    if meanings(plain) or is_summary(plain) or is_template(plain):
        return False
    if _HAN_PERSON.fullmatch(plain):
        return plain[0] in _SURNAMES and not _NO_PERSON.search(plain)
    words = plain.split()
    capital = all(word[:1].isupper() and not word.isupper() for word in words)
    return bool(
        _PERSON.fullmatch(plain) and capital and not {w.casefold() for w in words} & _COMMON
    )
