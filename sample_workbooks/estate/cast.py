"""Who plays on the sales floor: the agents, and the names of those who come."""

from __future__ import annotations

from datetime import date

from sample_workbooks.books.telling import Record, Said

DIRECTOR = Said("Grace Holloway", "贺雪梅")
MANAGERS = (Said("Nora Quinn", "阮文静"), Said("Owen Price", "邵建军"))
TEAMS = (Said("Team one", "销售一组"), Said("Team two", "销售二组"))
AGENTS = (
    Said("Amy Clarke", "白露"), Said("Ben Foster", "丁浩"), Said("Carla Diaz", "黄蓉"),
    Said("Dan Wright", "江涛"), Said("Ella Stone", "孔洁"), Said("Finn Murphy", "雷鸣"),
    Said("Lily Tan", "谭丽"), Said("Max Young", "袁野"),
)  # fmt: skip
CARELESS = 6
"""The agent who leaves most of the register blank, by place in ``AGENTS``."""
CASHIER = Said("Hannah Moss", "莫小慧")

_JOINED = (date(2023, 2, 6), date(2024, 5, 13), date(2022, 9, 1), date(2025, 3, 3),
           date(2023, 7, 17), date(2024, 1, 8), date(2026, 1, 5), date(2025, 8, 18))  # fmt: skip

_FIRST = ("Oliver", "Amelia", "George", "Isla", "Harry", "Ava", "Noah", "Mia", "Jack", "Ivy",
          "Leo", "Lily", "Arthur", "Freya", "Oscar", "Florence", "Theo", "Willow", "Archie",
          "Elsie", "Henry", "Rosie", "Hugo", "Sophia", "Ralph")  # fmt: skip
_LAST = ("Hart", "Barnes", "Cole", "Dawson", "Ellis", "Frost", "Grant", "Hughes", "Irwin", "Jarvis",
         "Knight", "Lane", "Marsh", "Nash", "Osborne", "Palmer", "Reid", "Sharp", "Tait", "Upton",
         "Vaughan", "Webb", "Yates")  # fmt: skip
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张"
_GIVEN = ("伟", "芳", "建国", "秀英", "志强", "丽华", "军", "敏", "晓东", "雪", "海涛", "娟",
          "俊杰", "倩",
          "文斌", "慧", "子轩", "雅婷", "浩然", "梦琪", "天宇", "欣怡", "博文", "佳",
          "立新")  # fmt: skip


def person(number: int) -> Said:
    """The name of a buyer or visitor; no two of the first 500 are the same."""
    first, last = number % len(_FIRST), (number + number // len(_FIRST)) % len(_LAST)
    return Said(f"{_FIRST[first]} {_LAST[last]}", f"{_SURNAMES[last]}{_GIVEN[first]}")


def phone(number: int) -> Said:
    """A number for who has that number in the cast."""
    return Said(f"07700 900{number:03d}", f"139 0755 {2000 + number:04d}")


def team_of(agent: int) -> Said:
    """The team of an agent."""
    return TEAMS[agent // 4]


def manager_of(agent: int) -> Said:
    """The manager who reviews what an agent sells."""
    return MANAGERS[agent // 4]


def members() -> list[Record]:
    """The people of the floor."""
    rows: list[Record] = [
        {"name": DIRECTOR, "role": Said("Site director", "案场总监"), "joined": date(2021, 3, 1)}
    ]
    rows += [
        {"name": name, "team": team, "manager": DIRECTOR, "joined": date(2022, 1, 10),
         "role": Said("Sales manager", "销售主管")}
        for name, team in zip(MANAGERS, TEAMS, strict=True)
    ]  # fmt: skip
    rows += [
        {"name": name, "team": team_of(n), "manager": manager_of(n), "joined": _JOINED[n],
         "role": Said("Agent", "置业顾问")}
        for n, name in enumerate(AGENTS)
    ]  # fmt: skip
    cashier: Record = {
        "name": CASHIER, "role": Said("Cashier", "出纳"), "joined": date(2022, 6, 1),
        "manager": DIRECTOR,
    }  # fmt: skip
    return [*rows, cashier]
