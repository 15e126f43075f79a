"""The sales projects and the smaller deals beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample_workbooks.books.telling import Said, Value, ahead
from sample_workbooks.projects import cast as c

ENERGY_DAY = Said("Energy day 2026", "2026能源客户体验日")
CLOUD_TOUR = Said("Cloud tour", "云平台巡回推广")


@dataclass(frozen=True, slots=True)
class Project:
    """A deal that is run as a project.

    Attributes:
        phase: plan, monitor or close; empty where only the stage says so.
        since: when it entered its stage.
        gates: by code, the day planned, the day held, the decision.
    """

    key: str
    name: Said
    customer: Said
    stage: str
    phase: str
    amount: int
    owner: Said
    product: Said
    created: date
    since: date
    expected: date
    gates: tuple[tuple[str, date, date | None, str], ...]
    closed: date | None = None
    campaign: Said | None = None

    @property
    def won(self) -> bool:
        """Signed, whatever has come after."""
        return self.stage in ("contract-execution", "closed-paid")

    @property
    def open(self) -> bool:
        """Neither won nor lost."""
        return self.closed is None


PROJECTS: tuple[Project, ...] = (
    Project("metro", Said("Metro communications", "轨道交通通信系统"), c.METRO, "bidding",
            "monitor",
            26_800_000, c.LUCAS, c.CORE_NETWORK, date(2026, 3, 9), date(2026, 9, 17),
            date(2027, 1, 29),
            (("ATI", date(2026, 4, 17), date(2026, 4, 15), "pass"),
             ("ATB", date(2026, 9, 18), date(2026, 9, 17), "pass"),
             ("ATC", date(2027, 1, 22), None, ""))),
    Project("cloud", Said("Provincial cloud", "省级政务云平台"), c.PROVINCE, "project-planning",
            "plan",
            18_500_000, c.LUCAS, c.CLOUD, date(2026, 5, 18), date(2026, 7, 27),
            date(2027, 2, 26),
            (("ATI", date(2026, 7, 24), date(2026, 7, 27), "pass"),
             ("ATB", date(2026, 11, 13), None, ""),
             ("ATC", date(2027, 2, 19), None, "")), campaign=CLOUD_TOUR),
    Project("bank", Said("Bank twin data centre", "银行双活数据中心"), c.BANK,
            "contract-negotiation",
            "monitor", 32_000_000, c.CHLOE, c.DATA_CENTRE, date(2025, 11, 10), date(2026, 9, 21),
            date(2026, 12, 18),
            (("ATI", date(2025, 12, 19), date(2025, 12, 19), "pass"),
             ("ATB", date(2026, 4, 24), date(2026, 4, 28), "conditional"),
             ("ATC", date(2026, 12, 11), None, ""))),
    Project("airport", Said("Airport operations platform", "机场运行管理平台"), c.AIRPORT,
            "project-planning", "plan", 24_000_000, c.CHLOE, c.CLOUD, date(2026, 5, 11),
            date(2026, 8, 27), date(2027, 4, 30),
            (("ATI", date(2026, 8, 28), date(2026, 8, 27), "pass"),
             ("ATB", date(2026, 12, 18), None, ""))),
    Project("hospital", Said("Hospital network", "医院园区网络"), c.HOSPITAL, "project-planning",
            "plan",
            6_200_000, c.CHLOE, c.WIRELESS, date(2026, 6, 15), date(2026, 9, 29),
            date(2027, 3, 31),
            (("ATI", date(2026, 9, 30), date(2026, 9, 29), "pass"),
             ("ATB", date(2027, 1, 15), None, ""))),
    Project("campus", Said("Smart campus", "智慧校园一期"), c.UNIVERSITY, "lead-management", "plan",
            1_600_000, c.LUCAS, c.WIRELESS, date(2026, 10, 12), date(2026, 10, 12),
            date(2027, 3, 12), (("ATI", date(2026, 12, 4), None, ""),)),
    Project("port", Said("Port automation", "港口自动化网络"), c.PORT, "contract-execution",
            "monitor",
            14_800_000, c.NOAH, c.CORE_NETWORK, date(2025, 4, 14), date(2026, 3, 13),
            date(2026, 3, 13),
            (("ATI", date(2025, 6, 20), date(2025, 6, 18), "pass"),
             ("ATB", date(2025, 10, 17), date(2025, 10, 17), "pass"),
             ("ATC", date(2026, 3, 6), date(2026, 3, 6), "pass"),
             ("ATAC", date(2026, 12, 18), None, "")), closed=date(2026, 3, 13)),
    Project("grid", Said("Grid dispatch", "电网调度通信"), c.GRID, "contract-execution", "monitor",
            21_500_000, c.YARA, c.CORE_NETWORK, date(2025, 6, 2), date(2026, 5, 22),
            date(2026, 5, 29),
            (("ATI", date(2025, 8, 15), date(2025, 8, 15), "pass"),
             ("ATB", date(2025, 12, 12), date(2025, 12, 11), "pass"),
             ("ATC", date(2026, 5, 15), date(2026, 5, 14), "pass"),
             ("ATAC", date(2027, 3, 31), None, "")), closed=date(2026, 5, 22),
            campaign=ENERGY_DAY),
    Project("backbone", Said("National backbone", "运营商骨干网"), c.CARRIER, "closed-paid",
            "close",
            45_000_000, c.NOAH, c.CORE_NETWORK, date(2024, 9, 2), date(2026, 10, 15),
            date(2025, 7, 4),
            (("ATI", date(2024, 11, 15), date(2024, 11, 14), "pass"),
             ("ATB", date(2025, 3, 14), date(2025, 3, 14), "pass"),
             ("ATC", date(2025, 6, 27), date(2025, 6, 27), "pass"),
             ("ATAC", date(2026, 10, 16), date(2026, 10, 15), "pass")), closed=date(2025, 7, 4)),
    Project("rural", Said("Rural broadband", "农村宽带"), c.COUNTY, "closed-paid", "close",
            9_400_000, c.YARA, c.WIRELESS, date(2025, 2, 10), date(2026, 6, 30),
            date(2025, 9, 12),
            (("ATI", date(2025, 4, 11), date(2025, 4, 11), "pass"),
             ("ATB", date(2025, 6, 20), date(2025, 6, 24), "pass"),
             ("ATC", date(2025, 9, 5), date(2025, 9, 5), "pass"),
             ("ATAC", date(2026, 6, 26), date(2026, 6, 26), "pass")), closed=date(2025, 9, 12)),
    Project("tollway", Said("Toll road network", "高速公路收费网"), c.ROADS, "closed-paid", "close",
            7_600_000, c.NOAH, c.CORE_NETWORK, date(2022, 5, 9), date(2023, 11, 24),
            date(2022, 12, 9),
            (("ATI", date(2022, 7, 1), date(2022, 7, 1), "pass"),
             ("ATB", date(2022, 9, 16), date(2022, 9, 16), "pass"),
             ("ATC", date(2022, 12, 2), date(2022, 12, 2), "pass"),
             ("ATAC", date(2023, 11, 24), date(2023, 11, 24), "pass")), closed=date(2022, 12, 9)),
    Project("stadium", Said("Stadium network", "体育场馆网络"), c.STADIUM, "lost", "close",
            5_300_000, c.LUCAS, c.WIRELESS, date(2025, 12, 1), date(2026, 6, 26),
            date(2026, 6, 19),
            (("ATI", date(2026, 1, 23), date(2026, 1, 23), "pass"),
             ("ATB", date(2026, 4, 3), date(2026, 4, 3), "conditional")),
            closed=date(2026, 6, 26)),
)  # fmt: skip


def _small(
    key: str, name: Said, about: tuple[Said, int], days: tuple[date, date], stage: str
) -> Project:
    """A deal of an office, by customer, amount, first and last day; its gates are on the way."""
    customer, amount = about
    created, end = days
    owner = next(row[4] for row in c.CUSTOMERS if row[0] == customer)
    first, last = created + (end - created) / 4, end - (end - created) / 8
    won = stage in ("contract-execution", "closed-paid")
    gates: list[tuple[str, date, date | None, str]] = []
    if stage not in ("lead-management", "validation"):
        gates.append(("ATI", first, first, "pass"))
    if won:
        gates.append(("ATC", last, last, "pass"))
    if stage == "closed-paid":
        gates.append(("ATAC", end, end, "pass"))
    closed = end if won or stage == "lost" else None
    since = closed or created + (end - created) / 5
    return Project(key, name, customer, stage, "", amount, owner, c.WIRELESS, created, since, end,
                   tuple(gates), closed)  # fmt: skip


SMALL: tuple[Project, ...] = (
    _small("water", Said("Lakeside pump stations", "湖滨泵站监控"), (c.WATER, 1_150_000),
           (date(2025, 7, 7), date(2025, 11, 21)), "closed-paid"),
    _small("ticket", Said("Metro ticket hall wireless", "轨道站厅无线覆盖"), (c.METRO, 1_850_000),
           (date(2025, 9, 1), date(2026, 1, 16)), "closed-paid"),
    _small("substation", Said("Substation cameras", "变电站视频监控"), (c.GRID, 1_420_000),
           (date(2025, 10, 13), date(2026, 2, 27)), "closed-paid"),
    _small("archive", Said("Bank archive storage", "银行档案存储扩容"), (c.BANK, 960_000),
           (date(2026, 1, 19), date(2026, 4, 17)), "closed-paid"),
    _small("yard", Said("Container yard wireless", "堆场无线扩容"), (c.PORT, 1_280_000),
           (date(2026, 3, 2), date(2026, 6, 12)), "contract-execution"),
    _small("wards", Said("Ward phones", "病区通信终端"), (c.HOSPITAL, 640_000),
           (date(2026, 4, 13), date(2026, 7, 24)), "contract-execution"),
    _small("tunnel", Said("Tunnel sensors", "隧道传感监测"), (c.ROADS, 1_730_000),
           (date(2026, 5, 18), date(2026, 9, 11)), "contract-execution"),
    _small("depot", Said("Depot network", "车辆段网络"), (c.RAIL, 1_360_000),
           (date(2026, 7, 6), date(2026, 10, 30)), "contract-execution"),
    _small("library", Said("Library wireless", "图书馆无线"), (c.UNIVERSITY, 420_000),
           (date(2026, 2, 9), date(2026, 5, 22)), "lost"),
    _small("meters", Said("Smart meters pilot", "智能水表试点"), (c.WATER, 880_000),
           (date(2026, 3, 23), date(2026, 8, 14)), "lost"),
    _small("stations", Said("Station displays", "车站信息屏"), (c.RAIL, 1_540_000),
           (date(2026, 8, 24), date(2026, 12, 18)), "contract-negotiation"),
    _small("branch", Said("Branch networks", "网点网络改造"), (c.BANK, 1_980_000),
           (date(2026, 9, 14), date(2027, 1, 22)), "project-planning"),
    _small("towers", Said("Tower power supply", "基站电源监控"), (c.CARRIER, 1_750_000),
           (date(2026, 10, 5), date(2027, 2, 12)), "lead-management"),
)  # fmt: skip

ALL = (*PROJECTS, *SMALL)
BY_KEY = {project.key: project for project in ALL}
CHANCES = {"lead-management": 0.05, "validation": 0.1, "project-planning": 0.25, "bidding": 0.45,
           "contract-negotiation": 0.7, "contract-execution": 1.0, "closed-paid": 1.0,
           "lost": 0.0}  # fmt: skip

_NEEDS = {
    c.CORE_NETWORK: Said("One network for every site, without a single point of failure",
                         "全站点统一承载，无单点故障"),
    c.DATA_CENTRE: Said("Two sites that take over from each other at once", "双中心实时接管"),
    c.CLOUD: Said("One platform for all departments, run on site", "各部门统一平台，本地部署"),
    c.WIRELESS: Said("Coverage in every corner, looked after by us", "全域覆盖并由我方运维"),
}  # fmt: skip
_NEXT = {
    "lead-management": Said("Talk to the technical head", "约技术负责人交流"),
    "project-planning": Said("Agree the criteria with the customer", "与客户确认采购标准"),
    "bidding": Said("Answer the customer's questions on the bid", "答复评标澄清问题"),
    "contract-negotiation": Said("Settle terms of payment", "敲定付款条款"),
}
_RIVALS = (Said("Corvia", "科维科技"), Said("Nettrum", "网创股份"))
_LESSONS = {"stadium": "price", "library": "budget", "meters": "competitor"}


def deals() -> list[dict[str, Value]]:
    """All deals, the oldest first."""
    rows = sorted(ALL, key=lambda p: p.created)
    return [_deal(number, project) for number, project in enumerate(rows, start=1)]


def _deal(number: int, project: Project) -> dict[str, Value]:
    bigger = project in PROJECTS
    last = project.closed or project.since
    row: dict[str, Value] = {
        "id": f"S-{project.created.year}-{number:03d}",
        "name": project.name, "customer": project.customer, "stage": project.stage,
        "amount": project.amount, "probability": CHANCES[project.stage],
        "expected_close": project.expected, "closed": project.closed,
        "created": project.created, "owner": project.owner, "team": c.TEAM_OF[project.owner],
        "product": project.product, "stage_entered": project.since, "last_activity": last,
        "source": ("customer-talk", "technical-talk", "tender", "exhibition")[number % 4],
        "loss_reason": _LESSONS.get(project.key), "need": _NEEDS[project.product],
        "competitor": _RIVALS[number % 2] if bigger else None,
        "project_phase": project.phase or None, "campaign": project.campaign,
    }  # fmt: skip
    if project.open:
        days = 3 + number % 9
        row |= {
            "next_step": _NEXT[project.stage],
            "next_date": ahead(days),
            "last_activity": ahead(-2 - number % 7),
        }
    return row
