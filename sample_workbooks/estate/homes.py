"""The homes of the launch: buildings, layouts, prices, and when they came on the market."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sample_workbooks.books.telling import Record, Said

TWO = Said("2 bedrooms", "两室一厅")
THREE = Said("3 bedrooms", "三室两厅")
FOUR = Said("4 bedrooms", "四室两厅")
LAYOUTS = (TWO, THREE, FOUR)
BUILDINGS = ("A", "B", "C")
FLOORS = 10
DEPOSIT = 20_000

PRE_SALE = Said("Pre-sale", "预销售期")
PUBLIC_SALE = Said("Public sale", "公开销售期")
STRONG_SALE = Said("Strong sale", "强销期")
LATE_SALE = Said("Late sale", "销售后期")
_PHASES = (
    (PRE_SALE, "pre-sale", date(2026, 3, 1), date(2026, 4, 30), 40),
    (PUBLIC_SALE, "public sale", date(2026, 5, 1), date(2026, 6, 30), 40),
    (STRONG_SALE, "strong sale", date(2026, 7, 1), date(2026, 10, 31), 40),
    (LATE_SALE, "late sale", date(2026, 11, 1), date(2027, 3, 31), 0),
)

_ON_FLOOR = ((TWO, 78.4), (THREE, 98.6), (THREE, 102.3), (FOUR, 138.5))
"""Layout and area of the homes of a floor."""
_BASE = {"A": 12_600, "B": 13_200, "C": 14_000}
_BY_FLOOR = 110
_FACTOR = {TWO: 1.03, THREE: 1.0, FOUR: 1.04}
_LAUNCHED = {"A": date(2026, 3, 7), "B": date(2026, 5, 2), "C": date(2026, 9, 12)}


@dataclass(frozen=True, slots=True)
class Home:
    """A home as it stands on the price list."""

    unit: str
    building: str
    floor: int
    layout: Said
    area: float
    unit_price: int

    @property
    def price(self) -> int:
        """The list price."""
        return round(self.area * self.unit_price)

    @property
    def launched(self) -> date:
        """When the building came on the market."""
        return _LAUNCHED[self.building]


def _homes() -> dict[str, Home]:
    found = {}
    for building in BUILDINGS:
        for floor in range(1, FLOORS + 1):
            for place, (layout, area) in enumerate(_ON_FLOOR, start=1):
                square = (_BASE[building] + _BY_FLOOR * floor) * _FACTOR[layout]
                unit = f"{building}-{floor:02d}{place:02d}"
                home = Home(unit, building, floor, layout, area, round(square / 10) * 10)
                found[unit] = home
    return found


HOMES = _homes()


def phase_on(day: date) -> Said:
    """The phase of the launch on a day."""
    return next(name for name, _, first, last, _ in _PHASES if first <= day <= last)


def phases() -> list[Record]:
    """The phases; their last day is the one before the next begins."""
    names = ("name", "kind", "from", "to", "units")
    return [dict(zip(names, row, strict=True)) for row in _PHASES]


def products() -> list[Record]:
    """The layouts, at the price of the middle floor of building B."""
    middle = [HOMES[f"B-05{place:02d}"] for place in (1, 2, 4)]
    return [
        {"name": home.layout, "series": Said("Homes", "住宅"), "price": home.price}
        for home in middle
    ]
