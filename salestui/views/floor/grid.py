"""Units by building and floor: each with its place, its state, and whether a day has passed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.floor.steps import AVAILABLE, HELD, STATES, SUBSCRIBED
from salestui.views import formats
from salestui.views.currency import book_sign
from salestui.views.names import entity_name

SYMBOLS: Mapping[str, str] = {
    "available": "○", "held": "◔", "subscribed": "◑", "signed": "●", "withdrawn": "×", "": "?",
}  # fmt: skip
"""What tells a state without colour."""

TONES: Mapping[str, str] = {
    "available": "ok", "held": "warning", "subscribed": "accent", "signed": "muted",
    "withdrawn": "muted", "": "late",
}  # fmt: skip
"""What colour a state has besides."""

_NUMBERS = re.compile(r"\d+|\D+")
_TAIL = re.compile(r"(\d{1,2})\D*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in the grid.

    Attributes:
        label: its number as short as it stays clear within its building.
        state: a code of ``units.status``; empty where the cell means none of them.
        late: whether a deadline of it has passed.
        place: its column, from 0.
        price: the agreed price in a few letters, else the list price; empty where none is known.
    """

    row: int
    name: str
    label: str
    state: str
    holder: str
    agent: str
    layout: str
    late: bool
    place: int
    price: str = ""

    @property
    def details(self) -> tuple[str, ...]:
        """What a wide or tall cell says besides: who has it, else what there is to be had."""
        found = (self.holder, self.agent if self.holder else self.layout, self.price)
        return tuple(text for text in found if text)

    @property
    def mark(self) -> str:
        """Its state as a sign, with ``!`` where a day has passed."""
        return SYMBOLS[self.state] + ("!" if self.late else " ")


@dataclass(frozen=True, slots=True)
class Floor:
    """The units of one floor, by their places."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Building:
    """One building, its top floor first. ``places``: columns that its floors take."""

    name: str
    floors: tuple[Floor, ...]
    places: int


@dataclass(frozen=True, slots=True)
class FloorView:
    """All units.

    Attributes:
        counts: units per state, of all buildings, filters left out.
        shown: how many the filters leave.
        needs: why there is nothing; empty otherwise.
    """

    buildings: tuple[Building, ...]
    counts: Mapping[str, int]
    layouts: tuple[str, ...] = ()
    shown: int = 0
    needs: str = ""

    @property
    def pages(self) -> tuple[Building, ...]:
        """Each building, then all of them as one where there are several."""
        several = len(self.buildings) > 1
        return (*self.buildings, *([side_by_side(self.buildings)] if several else []))

    @property
    def legend(self) -> str:
        """The states with their signs and numbers."""
        return "  ".join(
            f"{SYMBOLS[code]} {state_name(code)} {self.counts.get(code, 0):,}"
            for code in (*STATES, *([""] if self.counts.get("") else []))
        )

    @property
    def cells(self) -> Iterable[Cell]:
        """Every unit that is shown."""
        return (cell for b in self.buildings for floor in b.floors for cell in floor.cells)


def side_by_side(buildings: Sequence[Building]) -> Building:
    """All buildings as one: the same floor in one line, units by their whole numbers."""
    floors: dict[str, list[Cell]] = {}
    first = 0
    for building in buildings:
        for floor in building.floors:
            floors.setdefault(floor.name, []).extend(
                replace(cell, place=cell.place + first, label=cell.name) for cell in floor.cells
            )
        first += building.places
    order = sorted(floors, key=lambda name: float(name) if name else -1e9, reverse=True)
    return Building("", tuple(Floor(name, tuple(floors[name])) for name in order), first)


def state_name(code: str) -> str:
    """A state in the interface's language."""
    field = entity_of("units").field("status")
    choice = next((c for c in (field.choices if field else ()) if c.code == code), None)
    return i18n.label(choice.labels) if choice is not None else _("unknown state")


def floor_view(
    state: BookState, as_of: date, *, status: str = "", layout: str = "", building: str = ""
) -> FloorView:
    """The grid. Blocks: a worker's work.

    Args:
        status: code of the one state to show; ``layout``, ``building``: the one to show.
    """
    frame = state.live("units")
    if frame is None:
        text = _("no sheet of {names} yet: n adds it").format(names=entity_name("units"))
        return FloorView((), {}, needs=text)
    units = list(_placed(frame, as_of, formats.style(book_sign(state))))
    counts = Counter(unit.cell.state for unit in units)
    layouts = tuple(sorted({unit.cell.layout for unit in units if unit.cell.layout}))
    wanted = [
        unit
        for unit in units
        if (not status or unit.cell.state == status)
        and (not layout or unit.cell.layout == layout)
        and (not building or unit.building.casefold() == building.casefold())
    ]
    by_building: dict[str, list[_Placed]] = {}
    for unit in wanted:
        by_building.setdefault(unit.building, []).append(unit)
    buildings = [_building(name, by_building[name]) for name in sorted(by_building, key=_natural)]
    needs = "" if wanted else _("no unit is like that: f shows others")
    if not units:
        needs = _("no units yet: n goes to their sheet, n adds one there")
    return FloorView(tuple(buildings), counts, layouts, len(wanted), needs)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A unit with the building and floor that it is on, and the end of its number."""

    building: str
    floor: float | None
    tail: str
    cell: Cell


_TEXTS = ("unit", "building", "status", "holder", "agent", "layout")
_DAYS = ("hold_until", "top_up_by", "sign_by")
_WATCHED = {HELD: ("hold_until",), SUBSCRIBED: ("top_up_by", "sign_by")}


def _placed(frame: pl.DataFrame, as_of: date, style: formats.Style) -> Iterator[_Placed]:
    field = entity_of("units").field("status")
    assert field is not None, "the model has it"
    none: list[Any] = [None] * frame.height
    texts = [frame[n].to_list() if frame.schema.get(n) == pl.String else none for n in _TEXTS]
    days = {n: frame[n].to_list() if frame.schema.get(n) == pl.Date else none for n in _DAYS}
    floors = frame["floor"].to_list() if "floor" in frame.columns else none
    codes = {text: field.code(text) or "" for text in set(texts[2]) if text}
    prices = _prices(frame)
    for n, row in enumerate(frame[ID].to_list()):
        name, building, said, holder, agent, layout = (
            values[n].strip() if values[n] else "" for values in texts
        )
        code = codes.get(texts[2][n], "") if said else HELD if holder else AVAILABLE
        late = any(
            (day := days[watched][n]) is not None and day < as_of
            for watched in _WATCHED.get(code, ())
        )
        label = _short(name, building)
        price = style.money(prices[n]) if prices[n] is not None else ""
        cell = Cell(row, name, label, code, holder, agent, layout, late, 0, price)
        yield _Placed(building, floors[n], _tail(label), cell)


def _prices(frame: pl.DataFrame) -> list[Any]:
    """What each unit is sold for, or is to be sold for."""
    numbers = {n for n, dtype in frame.schema.items() if dtype == pl.Float64}
    known = [pl.col(n) for n in ("price", "list") if n in numbers]
    if {"area", "unit_price"} <= numbers:
        counted = pl.col("area") * pl.col("unit_price")
        known.append(pl.when(counted.is_finite()).then(counted))
    if not known:
        return [None] * frame.height
    return frame.select(price=pl.coalesce(known)).to_series().to_list()


def _building(name: str, units: Sequence[_Placed]) -> Building:
    """Floors from the top; a unit stands under those with the same end of their numbers."""
    by_floor: dict[float | None, list[_Placed]] = {}
    for unit in units:
        by_floor.setdefault(unit.floor, []).append(unit)
    aligned = all(
        all(unit.tail for unit in found) and len({unit.tail for unit in found}) == len(found)
        for found in by_floor.values()
    )
    places = {tail: n for n, tail in enumerate(sorted({unit.tail for unit in units}))}
    floors: list[Floor] = []
    for floor in sorted(by_floor, key=lambda f: -1e9 if f is None else f, reverse=True):
        found = sorted(by_floor[floor], key=lambda unit: _natural(unit.cell.label))
        cells = tuple(
            replace(unit.cell, place=places[unit.tail] if aligned else n)
            for n, unit in enumerate(found)
        )
        floors.append(Floor("" if floor is None else f"{floor:g}", cells))
    most = max((cell.place for floor in floors for cell in floor.cells), default=-1) + 1
    return Building(name, tuple(floors), most)


def _short(unit: str, building: str) -> str:
    """The unit's number without its building's in front."""
    rest = unit.removeprefix(building).lstrip("-－—/ #栋幢座楼") if building else unit
    return rest or unit


def _tail(label: str) -> str:
    found = _TAIL.search(label)
    return found.group(1).zfill(2) if found else ""


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Sorts 2 before 10."""
    parts = _NUMBERS.findall(text)
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p.casefold()) for p in parts]
