"""客户服务：the Chinese texts about customers after the sale."""

from __future__ import annotations

SERVICE: dict[str, tuple[str, ...]] = {
    "questions": ("您对本次项目实施是否满意？", "您是否愿意把我们推荐给同行？",
                  "您希望我们改进什么？"),
    "answers 0": ("按期投产，说到做到。", "班组长天天在用。", "实施队伍很专业。"),
    "answers 1": ("整体不错，月底报表有点慢。", "能用，操作手册再细一点。", "目前还可以。"),
    "answers 2": ("报修两周没人回电话。", "工期比承诺的晚。", "有的模块买了没用上。"),
    "voices": (
        "希望能按车间看能耗。", "发票抬头经常开错。", "夜班人员也要培训。",
        "给一份能上会的价目表。", "对接人太多，最好固定一个。", "仓库想用手机扫码。",
        "停机维护请提前通知。", "希望组织同行交流会。", "质保期再长一点。",
        "三月抢修很及时，感谢。",
    ),
    "case number": ("FW26-",),
    "issue installation": ("二车间新增工位接入", "测试环境搭建", "与ERP单点登录"),
    "issue training": ("新班组上岗培训", "班组长复训"),
    "issue repair": ("导入超过一万行就停", "看板显示的是上周库存", "扫码枪频繁掉线"),
    "issue feedback": ("希望保存筛选条件", "报表要中英文两版"),
    "issue maintenance": ("年度巡检", "升级到8.2版"),
    "issue complaint": ("周五下午找不到人", "发票连续开错两次"),
    "issue visit": ("半年度回访", "投产后回访"),
    "solved installation": ("已接入，与信息部联调通过。",),
    "solved training": ("培训两场，录像已发。",),
    "solved repair": ("新补丁已修复。", "远程调整参数后恢复。"),
    "solved feedback": ("已转产品部。",),
    "solved maintenance": ("周末完成，未停产。",),
    "solved complaint": ("登门致歉，已重开发票。", "已指定固定对接人。"),
    "solved visit": ("已拜访，有意加装能源管理。",),
}  # fmt: skip
