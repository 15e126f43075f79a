"""The Chinese workbook's words: a project sales department. All names are invented."""

from __future__ import annotations

from sample_workbooks.vocabulary import Vocabulary, Who, pick

_FIRST = "砺翊昱澜骁霁穗栩珩弈杉楷"
_SECOND = "川泽岳诚朗桐禾舟原冠"
_CITIES = (
    ("上海",),
    ("苏州", "无锡", "南京", "常州", "南通"),
    ("合肥", "芜湖", "滁州"),
    ("杭州", "宁波", "嘉兴", "绍兴"),
)
_TRADES = ("精密", "汽车零部件", "电子", "新材料", "食品", "医药", "物流", "装备")
_FORMS = ("有限公司", "股份有限公司", "科技有限公司", "集团有限公司")
_SURNAMES = "陈林沈陆顾周吴徐许朱钱孙方金蒋严"
_GIVEN = (
    "建平", "丽华", "志远", "晓燕", "国强", "敏", "海峰", "雪梅", "文斌", "婷", "永康", "秀英",
    "浩然", "洁", "卫东", "思琪", "立新",
)  # fmt: skip
_PHASES = ("一期", "改造", "新建", "扩建", "试点", "二期", "升级")


def _stem(index: int) -> str:
    # 7 and 120 have no common factor, so neighbours differ and no name comes twice.
    place = index * 7 % 120
    return _FIRST[place // len(_SECOND)] + _SECOND[place % len(_SECOND)]


def _company(who: Who) -> str:
    city = pick(_CITIES[who.region], who.customer // 3)
    return f"{city}{_short(who)}{pick(_FORMS, who.customer // 2)}"


def _short(who: Who) -> str:
    return f"{_stem(who.customer)}{_TRADES[who.industry]}"


def _contact(who: Who) -> str:
    return pick(tuple(_SURNAMES), who.customer * 5) + pick(_GIVEN, who.customer * 3)


def _phone(who: Who) -> str:
    """Masked, as teams do in shared files, so that no number is anybody's."""
    return f"13{who.customer * 3 % 10}****{who.customer * 7919 % 10_000:04d}"


_PRODUCTS = (
    ("智能产线系统", "整体方案", 980_000),
    ("MES制造执行系统", "软件", 460_000),
    ("仓储物流系统", "整体方案", 620_000),
    ("能源管理平台", "软件", 280_000),
    ("设备远程运维", "服务", 150_000),
    ("年度技术服务", "服务", 120_000),
)


def _project(short: str, product: int, flavour: int) -> str:
    name = _PRODUCTS[product][0]
    return f"{short}{name}" if product > 3 else f"{short}{name}{pick(_PHASES, flavour)}项目"


ZH = Vocabulary(
    playbook="project-sales",
    reps=(
        "沈嘉怡", "陆远航", "顾文静", "周子昂",
        "徐国栋", "钱晓敏", "许志强", "朱丽萍",
        "吴建军", "方雨桐", "蒋海涛", "严思敏",
    ),
    teams=("上海组", "苏皖组", "浙江组"),
    managers=("金伟民", "孙玉兰", "林振华"),
    regions=("上海", "江苏", "安徽", "浙江"),
    roles=("高级客户经理", "客户经理", "客户经理（试用期）"),
    industries=("机械加工", "汽车零部件", "电子", "新材料", "食品饮料", "医药",
                "仓储物流", "装备制造"),
    products=_PRODUCTS,
    sources=("老客户转介绍", "官网咨询", "主动拜访", "行业展会", "渠道伙伴", "设计院推荐"),
    loss_reasons=("价格过高", "竞争对手中标", "预算取消", "项目搁置", "关键人变动", "技术不匹配"),
    competitors=("恒越自动化", "中砺软件", "德瑞工控", "客户自研"),
    partners=("华晟系统集成", "苏智科技", "东屿工程", "联众设计院"),
    next_steps=(
        ("电话预约拜访", "摸清组织架构", "发送公司介绍", "核实预算情况"),
        ("安排技术交流", "邀请参观样板工厂", "收集现场数据", "确认需求清单"),
        ("提交方案初稿", "方案评审会", "组织案例考察", "报价澄清"),
        ("合同条款谈判", "确认付款节点", "投标文件盖章", "约总经理签字"),
    ),
    notes={
        "open": (
            "客户希望先看同行业案例。",
            "设备部支持，财务部对付款方式有意见。",
            "需要与现有ERP对接，接口由我方负责。",
            "计划年底前完成立项，明年一季度招标。",
            "对方要求质保三年，正在内部评估。",
            "已安排技术部到现场勘查。",
            "客户在比较三家方案，我方排第二。",
            "新任生产副总很重视，要求重新汇报一次。",
        ),
        "silent": (
            "多次电话未接，需换联系人。",
            "等客户预算批复，之后没再跟进。",
            "对接人休假，一直没有消息。",
            "客户说“下半年再说”。",
        ),
        "won": (
            "方案评审一次通过，已签合同。",
            "客户同意作为样板工厂。",
            "预付款30%已到账。",
            "因旧系统到期，签约提前。",
        ),
        "lost": (
            "对手低价中标，约定二期再谈。",
            "集团叫停投资，关系保持。",
            "介入太晚，技术参数已被锁定。",
            "始终没能见到决策人。",
        ),
        "big": ("本季度最大项目。10月30日信息总监口头同意，合同在法务，"
                "之后无人跟进，必须尽快联系！",),
    },
    customer_notes=("样板客户", "习惯微信沟通", "合同三月到期", "账期60天", "集体决策",
                    "工博会认识"),
    company=_company,
    short_company=_short,
    contact=_contact,
    phone=_phone,
    email=lambda who: f"contact{who.customer + 1:03d}@example.com",
    project=_project,
    deal_id="HD{day:%y%m}-{number:03d}",
    customer_id="KH{number:03d}",
)  # fmt: skip
