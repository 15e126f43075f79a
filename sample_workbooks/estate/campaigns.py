"""How the launch is made known, what that costs, and whom it brought."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sample_workbooks.books.telling import Record, Said, Value
from sample_workbooks.estate.cast import AGENTS, DIRECTOR, MANAGERS, TEAMS
from sample_workbooks.estate.sales import Sale, sales

OPENING = Said("Opening weekend", "开盘优惠周")
EVENINGS = Said("Evenings in the show flat", "样板房开放夜")
FRIENDS = Said("Friends bring friends", "老带新奖励")
LIGHT_BOXES = Said("Light boxes in the underground", "地铁灯箱广告")
BANK_DAY = Said("Mortgage day with the bank", "银行按揭咨询日")

_CAMPAIGNS = (
    (OPENING, "promotion", Said("Families in the district", "本区家庭"),
     Said("First to come, first to choose", "先到先选"), Said("20 contracts", "签约20套"),
     Said("Local press, banners", "本地媒体、道旗"), DIRECTOR,
     date(2026, 3, 1), date(2026, 4, 30), 120_000, "finished",
     Said("Above the goal", "超额完成")),
    (EVENINGS, "experience", Said("Couples who work", "双职工家庭"),
     Said("See it after work", "下班来看房"), Said("60 visitors", "到访60组"),
     Said("Social media", "社交媒体"), MANAGERS[0], date(2026, 5, 8), date(2026, 9, 25),
     60_000, "finished", Said("Good visitors, calm talks", "到访质量高")),
    (FRIENDS, "reward", Said("Buyers", "已购业主"), Said("1,000 for each friend", "推荐成交奖1000"),
     Said("10 contracts", "签约10套"), Said("Buyers", "业主推荐"), MANAGERS[1],
     date(2026, 3, 1), date(2027, 3, 31), 30_000, "running", None),
    (LIGHT_BOXES, "promotion", Said("Commuters", "通勤人群"),
     Said("Home in 20 minutes", "20分钟到家"),
     Said("30 visitors, 5 contracts", "到访30组、签约5套"), Said("Underground", "地铁"), DIRECTOR,
     date(2026, 9, 1), date(2026, 11, 30), 150_000, "running", None),
    (BANK_DAY, "cooperation", Said("Undecided visitors", "观望客户"),
     Said("Know your rate", "月供早知道"),
     Said("8 contracts", "签约8套"), Said("Bank branch", "银行网点"), MANAGERS[0],
     date(2026, 12, 5), date(2026, 12, 6), 15_000, "planned", None),
)  # fmt: skip
_BILLS = (
    (OPENING, ((date(2026, 3, 2), 54_000), (date(2026, 3, 30), 42_500), (date(2026, 4, 27),
                                                                         18_000))),
    (EVENINGS, ((date(2026, 5, 18), 21_000), (date(2026, 7, 20), 17_400), (date(2026, 9, 21),
                                                                           14_800))),
    (LIGHT_BOXES, ((date(2026, 9, 7), 58_000), (date(2026, 10, 5), 58_000),
                   (date(2026, 11, 2), 42_000))),
)  # fmt: skip
_OVER = Said("Third month booked at the higher rate", "第三个月按上浮价续订")
_REWARD = 1_000


def campaign_of(sale: Sale) -> Said | None:
    """What brought a customer, if a campaign did."""
    if sale.channel == "advertising":
        brought = not sale.signed and sale.visited >= date(2026, 9, 1)
        return LIGHT_BOXES if brought else OPENING if sale.visited < date(2026, 5, 1) else None
    if sale.channel == "referral" and sale.referred_by is not None:
        return FRIENDS
    if sale.channel == "media" and sale.visited < date(2026, 5, 1):
        return OPENING
    in_time = date(2026, 5, 8) <= sale.visited <= date(2026, 9, 25)
    return EVENINGS if sale.channel == "social" and in_time else None


def campaigns() -> list[Record]:
    """The campaigns with what they were to cost and did."""
    names = ("name", "type", "audience", "theme", "goal", "channel", "owner", "start", "end",
             "budget", "status", "summary")  # fmt: skip
    spent: Counter[Value] = Counter()
    for row in costs():
        spent[row.get("campaign")] += int(str(row["amount"]))
    leads = [campaign_of(sale) for sale in sales()]
    return [
        dict(zip(names, row, strict=True))
        | {"spend": spent[row[0]] or None, "leads": leads.count(row[0]) or None}
        for row in _CAMPAIGNS
    ]


def costs() -> list[dict[str, Value]]:
    """Bills of campaigns, rewards for referrals, and the running of the floor by month."""
    found: list[dict[str, Value]] = []
    for campaign, bills in _BILLS:
        for place, (day, amount) in enumerate(bills):
            over = campaign == LIGHT_BOXES and place == 2
            found.append(
                {"date": day, "campaign": campaign, "type": "promotion", "amount": amount,
                 "rep": DIRECTOR, "reason": _OVER if over else None}
            )  # fmt: skip
    found += [
        {"date": sale.signed, "campaign": FRIENDS, "type": "hospitality", "amount": _REWARD,
         "rep": AGENTS[sale.agent]}
        for sale in sales()
        if sale.signed and campaign_of(sale) == FRIENDS
    ]  # fmt: skip
    for month in range(3, 12):
        for team, manager in zip(TEAMS, MANAGERS, strict=True):
            found.append(
                {"date": date(2026, month, 15), "team": team, "type": "material",
                 "amount": 3_800 + 150 * month, "rep": manager}
            )  # fmt: skip
    return sorted(found, key=lambda row: (str(row["date"]), str(row["type"]), str(row["rep"])))


def budgets() -> list[Record]:
    """What campaigns and teams may cost."""
    found: list[Record] = [{"campaign": row[0], "amount": row[9]} for row in _CAMPAIGNS]
    found += [
        {"period": "2026", "team": team, "type": "material", "amount": 60_000} for team in TEAMS
    ]
    return found
