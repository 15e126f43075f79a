"""线索：the Chinese texts about leads."""

from __future__ import annotations

_CITIES = ("昆山", "太仓", "张家港", "湖州", "台州", "马鞍山")
_STEMS = ("沐屿", "棠庭", "朔野", "珈榆", "锦陌", "麓溪", "沐庭", "棠榆", "朔屿", "珈陌", "锦溪",
          "麓野", "沐榆", "棠野")  # fmt: skip
_TRADES = ("机械", "食品", "包装", "电子", "医疗", "塑业")

LEADS: dict[str, tuple[str, ...]] = {
    "strangers": tuple(
        f"{city}{stem}{trade}有限公司" for city, trade in zip(_CITIES, _TRADES, strict=True)
        for stem in _STEMS
    ),
    "needs": (
        "新建厂房，需要整线方案", "车间报工还靠纸质单据", "立体仓库改造", "能耗双控要求上系统",
        "老设备联网，减少停机", "找一家能长期驻场维护的", "换线时间太长", "质量追溯，客户审厂要用",
    ),
    "lead new": ("下载了资料。", "展会扫码留资，想要报价。", "公众号留言两次。"),
    "lead working": ("电话没人接，明天再打。", "说元旦后再联系。"),
    "lead qualified": ("一季度有预算，生产副总负责。", "两个车间，计划明年上半年招标。"),
    "lead rejected": ("学生做课题。", "规模太小。", "同行打听价格。", "上个月已经买了别家。"),
    "left": ("叶知秋",),
}  # fmt: skip
