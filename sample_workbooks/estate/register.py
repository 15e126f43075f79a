"""The registers at the door: who came or called, what they wanted, how they heard of it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.books.telling import Record, Said, Value, ahead
from sample_workbooks.estate.cast import AGENTS, CARELESS, person, phone
from sample_workbooks.estate.homes import FOUR, HOMES, LAYOUTS, THREE, TWO
from sample_workbooks.estate.sales import Sale, sales

_ONLY_LOOKED = 52
"""Visitors who never became a deal."""
_FIRST_GUEST = 200
"""Their first number in the cast."""
_AREAS = {TWO: 80, THREE: 100, FOUR: 140}
_PURPOSES = (Said("To live in", "自住"), Said("For the children", "子女教育"),
             Said("Investment", "投资"))  # fmt: skip
_DISTRICTS = (Said("Old Town", "老城区"), Said("Riverside", "滨江新区"), Said("North Park", "北苑"),
              Said("Hill Road", "山前大道"))  # fmt: skip
_LIKED = (Said("Likes the light", "采光满意"), Said("Near the school", "学区近"),
          Said("Compares with Park View", "在比较竞品“公园里”"), None)  # fmt: skip
_FOUR_SAYS = (Said("Too dear for four bedrooms", "四室总价过高"),
              Said("Fourth room too small", "第四个房间太小"))  # fmt: skip
_CHANNELS = ("advertising", "web", "phone", "advertising", "social", "media")
_STATES = {"registered": "following", "presented": "following", "unit-chosen": "following",
           "subscribed": "subscribed", "loan": "subscribed", "contracted": "subscribed",
           "withdrawn": "lost"}  # fmt: skip


def visitors() -> list[Record]:
    """Everybody who came or called, day by day."""
    draw = Random("estate register")
    found = [row for sale in sales() for row in _of_sale(sale, draw)]
    found += [_guest(place, draw) for place in range(_ONLY_LOOKED)]
    found.append(_twice(found))
    return sorted(found, key=lambda row: (row["date"], str(row["phone"]), str(row["kind"])))


def _of_sale(sale: Sale, draw: Random) -> list[dict[str, Value]]:
    """The first visit or call of who has a deal, and for some the second."""
    layout = HOMES[sale.unit].layout if sale.unit else sale.layout or THREE
    first = _row(sale.number, sale.agent, sale.visited, layout, draw) | {
        "kind": "phone" if sale.channel == "phone" else "visit",
        "channel": sale.channel,
        "referred_by": None if sale.referred_by is None else person(sale.referred_by),
        "status": _STATES[sale.stage],
        "next_date": None if sale.paid or sale.ended else ahead(1 + sale.number % 6),
    }
    if not sale.paid or sale.number % 3:
        return [_careless(first) if sale.agent == CARELESS else first]
    again = first | {"kind": "return", "date": min(sale.paid, sale.visited + timedelta(days=2))}
    return [first, again]


def _guest(place: int, draw: Random) -> dict[str, Value]:
    number, agent = _FIRST_GUEST + place, place % len(AGENTS)
    day = date(2026, 3, 3) + timedelta(days=5 * place + draw.randint(0, 4))
    layout = LAYOUTS[(1, 2, 0, 2, 1)[place % 5]]
    fresh = AS_OF - day <= timedelta(days=21)
    row = _row(number, agent, min(day, AS_OF - timedelta(days=1)), layout, draw) | {
        "kind": ("visit", "phone", "questionnaire")[place % 3],
        "channel": _CHANNELS[place % len(_CHANNELS)],
        "status": "new" if fresh else "returned" if place % 9 == 4 else "lost",
        "next_date": ahead(2) if fresh else None,
    }
    return _careless(row) if agent == CARELESS else row


def _row(number: int, agent: int, day: date, layout: Said, draw: Random) -> dict[str, Value]:
    area = _AREAS[layout]
    says = _FOUR_SAYS if layout == FOUR else _LIKED
    return {
        "date": day, "name": person(number), "phone": phone(number), "agent": AGENTS[agent],
        "layout": layout, "area": area, "budget": area * draw.randint(125, 150) * 100,
        "purpose": _PURPOSES[number % 3], "home": _DISTRICTS[number % 4],
        "feedback": says[number % len(says)],
    }  # fmt: skip


def _careless(row: dict[str, Value]) -> dict[str, Value]:
    """What is left of a row where the agent wrote down a name and little more."""
    return row | dict.fromkeys(("budget", "purpose", "home", "feedback", "area"))


def _twice(rows: list[dict[str, Value]]) -> dict[str, Value]:
    """A visitor whom another agent registered a second time, under a name cut short."""
    first = next(row for row in rows if row["status"] == "following" and row["kind"] == "visit")
    name, other = first["name"], AGENTS[3] if first["agent"] != AGENTS[3] else AGENTS[2]
    assert isinstance(name, Said)
    assert isinstance(first["date"], date)
    return first | {
        "name": Said(f"Mr {name.en.split()[-1]}", f"{name.zh[:1]}先生"), "agent": other,
        "date": first["date"] + timedelta(days=1), "status": "new", "budget": None,
        "referred_by": None,
    }  # fmt: skip
