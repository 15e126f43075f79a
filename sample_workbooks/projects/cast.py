"""Who plays in the sales projects: the team, the customers and what is sold."""

from __future__ import annotations

from datetime import date

from sample_workbooks.books.telling import Record, Said

VICE = Said("Ingrid Falk", "方振国")
HEAD_PUBLIC = Said("Daniel Reyes", "梁永辉")
HEAD_ENERGY = Said("Sofia Marin", "宋雅琴")
HEAD_DELIVERY = Said("Oskar Lind", "郭立群")
HELENA = Said("Helena Voss", "林海涛")
AMIR = Said("Amir Haddad", "何俊杰")
PRIYA = Said("Priya Raman", "潘瑞敏")
LUCAS = Said("Lucas Meyer", "罗文博")
CHLOE = Said("Chloe Bennett", "蔡晓彤")
NOAH = Said("Noah Fischer", "倪浩然")
YARA = Said("Yara Costa", "杨若曦")
JONAS = Said("Jonas Weber", "吴俊峰")
MINA = Said("Mina Sato", "秦敏")
ELENA = Said("Elena Petrov", "叶莲")
PETER = Said("Peter Novak", "彭志强")
GRACE = Said("Grace Kim", "金惠")
TOM = Said("Tom Becker", "童百川")
RAJ = Said("Raj Patel", "任杰")
ALICE = Said("Alice Moreau", "马丽")
VICTOR = Said("Victor Stein", "石维")

PUBLIC = Said("Public sector", "政企部")
ENERGY = Said("Carriers and energy", "运营商与能源部")
DELIVERY = Said("Delivery", "交付部")

SELLERS = (LUCAS, CHLOE, NOAH, YARA)
"""Who answers for customers, and has targets."""
TEAM_OF = {LUCAS: PUBLIC, CHLOE: PUBLIC, NOAH: ENERGY, YARA: ENERGY}

NORTH, EAST, SOUTH = Said("North", "华北"), Said("East", "华东"), Said("South", "华南")

_MEMBERS = (
    (VICE, None, None, Said("Vice president sales", "销售副总裁"), date(2015, 4, 1)),
    (HEAD_PUBLIC, PUBLIC, VICE, Said("Sales manager", "销售经理"), date(2017, 9, 4)),
    (HEAD_ENERGY, ENERGY, VICE, Said("Sales manager", "销售经理"), date(2018, 3, 12)),
    (HEAD_DELIVERY, DELIVERY, VICE, Said("Head of delivery", "交付总监"), date(2016, 6, 6)),
    (HELENA, PUBLIC, HEAD_PUBLIC, Said("Project director", "项目总监"), date(2018, 1, 8)),
    (AMIR, ENERGY, HEAD_ENERGY, Said("Project director", "项目总监"), date(2019, 5, 13)),
    (PRIYA, ENERGY, HEAD_ENERGY, Said("Project director", "项目总监"), date(2020, 2, 3)),
    (LUCAS, PUBLIC, HEAD_PUBLIC, Said("Account manager", "客户经理"), date(2019, 8, 19)),
    (CHLOE, PUBLIC, HEAD_PUBLIC, Said("Account manager", "客户经理"), date(2021, 3, 1)),
    (NOAH, ENERGY, HEAD_ENERGY, Said("Account manager", "客户经理"), date(2018, 10, 15)),
    (YARA, ENERGY, HEAD_ENERGY, Said("Account manager", "客户经理"), date(2022, 7, 4)),
    (JONAS, DELIVERY, HEAD_DELIVERY, Said("Solution architect", "解决方案经理"), date(2020, 9, 7)),
    (MINA, DELIVERY, HEAD_DELIVERY, Said("Solution architect", "解决方案经理"), date(2021, 11, 1)),
    (ELENA, DELIVERY, HEAD_DELIVERY, Said("Service architect", "服务解决方案经理"),
     date(2019, 1, 14)),
    (PETER, DELIVERY, HEAD_DELIVERY, Said("Delivery manager", "交付经理"), date(2017, 2, 20)),
    (GRACE, DELIVERY, HEAD_DELIVERY, Said("Delivery manager", "交付经理"), date(2020, 6, 8)),
    (RAJ, DELIVERY, HEAD_DELIVERY, Said("Delivery project manager", "交付项目经理"),
     date(2021, 4, 12)),
    (TOM, DELIVERY, VICE, Said("Sales project office", "销售项目管理员"), date(2019, 10, 7)),
    (ALICE, None, VICE, Said("Finance", "财务"), date(2018, 5, 7)),
    (VICTOR, None, VICE, Said("Legal", "法务"), date(2016, 11, 21)),
)  # fmt: skip

METRO = Said("Metro Operating Authority", "东江市轨道交通集团有限公司")
PROVINCE = Said("Provincial Data Office", "东江省大数据管理局")
BANK = Said("Meridian Bank", "海岳银行股份有限公司")
AIRPORT = Said("Bay International Airport", "湾区国际机场有限公司")
HOSPITAL = Said("St. Clara University Hospital", "东江市第一人民医院")
UNIVERSITY = Said("Westbrook University", "东江理工大学")
PORT = Said("Harbour Container Terminals", "东江港集装箱码头有限公司")
GRID = Said("Northern Grid", "北方电网有限公司")
CARRIER = Said("Telnova", "新联通信集团有限公司")
COUNTY = Said("County Broadband Board", "清河县广播电视局")
ROADS = Said("Motorway Company", "东江高速公路集团有限公司")
STADIUM = Said("City Sports Company", "东江市体育发展有限公司")
WATER = Said("Lakeside Water", "湖滨水务有限公司")
RAIL = Said("Regional Rail", "东江城际铁路有限公司")

CUSTOMERS: tuple[tuple[Said, Said, str, Said, Said], ...] = (
    (METRO, Said("Transport", "交通"), "A", EAST, LUCAS),
    (PROVINCE, Said("Government", "政府"), "A", EAST, LUCAS),
    (BANK, Said("Finance", "金融"), "A", EAST, CHLOE),
    (AIRPORT, Said("Transport", "交通"), "A", SOUTH, CHLOE),
    (HOSPITAL, Said("Health", "医疗"), "B", EAST, CHLOE),
    (UNIVERSITY, Said("Education", "教育"), "C", EAST, LUCAS),
    (PORT, Said("Transport", "交通"), "A", SOUTH, NOAH),
    (GRID, Said("Energy", "能源"), "A", NORTH, YARA),
    (CARRIER, Said("Telecoms", "通信"), "A", NORTH, NOAH),
    (COUNTY, Said("Government", "政府"), "B", NORTH, YARA),
    (ROADS, Said("Transport", "交通"), "B", SOUTH, NOAH),
    (STADIUM, Said("Culture and sport", "文体"), "C", EAST, LUCAS),
    (WATER, Said("Energy", "能源"), "C", NORTH, YARA),
    (RAIL, Said("Transport", "交通"), "B", SOUTH, NOAH),
)

CORE_NETWORK = Said("Core network", "核心网络")
DATA_CENTRE = Said("Data centre", "数据中心")
CLOUD = Said("Cloud platform", "云平台")
WIRELESS = Said("Wireless and sensors", "无线与物联")
_PRODUCTS = (
    (CORE_NETWORK, Said("Networks", "网络"), 1_200_000, 780_000),
    (DATA_CENTRE, Said("Data centres", "数据中心"), 2_600_000, 1_850_000),
    (CLOUD, Said("Data centres", "数据中心"), 1_800_000, 1_100_000),
    (WIRELESS, Said("Networks", "网络"), 320_000, 190_000),
)


def members() -> list[Record]:
    """The team."""
    return [
        {"name": name, "team": team, "manager": manager, "role": role, "joined": joined}
        for name, team, manager, role, joined in _MEMBERS
    ]


def customers() -> list[Record]:
    """The customers; their last contact is the latest activity told of."""
    return [
        {"id": f"K{number:03d}", "name": name, "industry": industry, "tier": tier,
         "region": region, "owner": owner}
        for number, (name, industry, tier, region, owner) in enumerate(CUSTOMERS, start=1)
    ]  # fmt: skip


def products() -> list[Record]:
    """What is sold."""
    return [
        {"name": name, "series": series, "price": price, "cost": cost}
        for name, series, price, cost in _PRODUCTS
    ]
