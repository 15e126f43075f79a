"""Turning a lead into a deal, with its customer and contact where they are new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.folds import folded_text
from salestui.book.links import referred
from salestui.book.state import BookState
from salestui.model.entities import entity as entity_of
from salestui.selling.changes import (
    Cell,
    Changes,
    NewRow,
    choice_text,
    is_writable,
    language,
    reference_text,
)

VALIDATED = ("company", "contact", "reach", "need", "owner")
"""What a lead should tell before it becomes a deal; ``reach``: a telephone number or an e-mail."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What converting a lead would make.

    Attributes:
        refusal: ``converted`` or ``no deals`` where it cannot be; empty where it can.
        missing: of ``VALIDATED``, what the lead does not tell.
        asked: the first stage's own checklist in the workbook's language: what to ask first.
        name: what the deal will be called.
        customer: the row of the customer, None for a new one (or no sheet of them).
        new_customer, new_contact: whether rows are added for them.
        stage: the first stage, as the workbook writes it.
    """

    lead: int
    refusal: str
    missing: tuple[str, ...]
    asked: tuple[str, ...]
    name: str
    customer: int | None
    new_customer: bool
    new_contact: bool
    stage: str


def conversion(state: BookState, lead: int) -> Conversion:
    """Look at a lead before it is converted.

    Raises:
        KeyError: the book has no leads.
    """
    told = {name: _text(state, lead, name) for name in ("company", "contact", "need", "owner")}
    told["reach"] = _text(state, lead, "phone") or _text(state, lead, "email")
    customer = _customer(state, lead, told["company"])
    first = next((s for s in state.playbook.stages if s.kind == "open"), None)
    spoken = language(state)
    deals = state.rows("deals")
    converted = is_converted(state, lead)
    asked = [] if first is None else state.playbook.work(first.code).checklist
    named = [part for part in (told["company"], told["need"]) if part]
    return Conversion(
        lead=lead,
        refusal="no deals" if deals is None else "converted" if converted else "",
        missing=tuple(name for name in VALIDATED if not told[name]),
        asked=tuple(item.labels[spoken] for item in asked),
        name=unused_deal_name(state, " ".join(named) or state.title_of("leads", lead)),
        customer=customer,
        new_customer=customer is None and bool(told["company"]) and _has(state, "customers"),
        new_contact=bool(told["contact"])
        and _has(state, "contacts")
        and not _is_known(state, told["contact"], told["company"]),
        stage="" if first is None else stage_text(state, first.code, first.labels[spoken]),
    )


def conversion_changes(
    state: BookState, found: Conversion, today: date, name: str, amount: float | None
) -> Changes:
    """Everything that converting a lead writes, as one group.

    Args:
        name: what the deal is called.
        amount: None where nothing can be said yet.
    """
    lead = found.lead
    company = (
        _text(state, lead, "company")
        if found.customer is None
        else reference_text(state, "customers", found.customer)
    )
    deal = unused_deal_name(state, name)
    values: dict[str, Value] = {
        "name": deal, "customer": company, "stage": found.stage, "amount": amount,
        "owner": _text(state, lead, "owner"), "source": _text(state, lead, "source"),
        "need": _text(state, lead, "need"), "created": today, "stage_entered": today,
        "next_date": state.entities["leads"].value(lead, "next_date"),
    }  # fmt: skip
    rows: list[NewRow] = [("deals", filled(values))]
    if found.new_customer:
        copied = ("contact", "phone", "email", "owner", "referred_by")
        rows.append(("customers", filled(
            {"name": company, **{field: _text(state, lead, field) for field in copied}}
        )))  # fmt: skip
    if found.new_contact:
        rows.append(("contacts", filled({
            "name": _text(state, lead, "contact"), "customer": company,
            "phone": _text(state, lead, "phone"), "email": _text(state, lead, "email"),
            "covered_by": _text(state, lead, "owner"), "last_touch": today,
        })))  # fmt: skip
    said: dict[str, Value] = {
        "converted_deal": deal, "status": choice_text(state, "leads", "status", "converted"),
        "next_date": None,
    }  # fmt: skip
    cells: tuple[Cell, ...] = tuple(
        ("leads", lead, field, value)
        for field, value in said.items()
        if is_writable(state, "leads", lead, field)
    )
    return Changes(cells, tuple(rows))


def _text(state: BookState, lead: int, field: str) -> str:
    value = state.entities["leads"].value(lead, field)
    return value.strip() if isinstance(value, str) else ""


def filled(values: dict[str, Value]) -> dict[str, Value]:
    """The values that there are."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def _has(state: BookState, entity: str) -> bool:
    return state.rows(entity) is not None


def is_converted(state: BookState, lead: int) -> bool:
    """Whether a lead became a deal already, by its status or by the deal that it names."""
    field = entity_of("leads").field("status")
    status = field.code(_text(state, lead, "status")) if field is not None else ""
    return status == "converted" or bool(_text(state, lead, "converted_deal"))


def _customer(state: BookState, lead: int, company: str) -> int | None:
    if not company or not _has(state, "customers"):
        return None
    return referred(state, "leads", lead, "company")


def _is_known(state: BookState, person: str, company: str) -> bool:
    """Whether the customer has a contact of this name."""
    frame = state.live("contacts")
    if frame is None or frame.schema.get("name") != pl.String:
        return False
    same = frame.filter(folded_text("name") == _bare(person))
    if frame.schema.get("customer") == pl.String:
        whose = folded_text("customer")
        same = same.filter(whose.is_null() | (whose == _bare(company)))
    return not same.is_empty()


def unused_deal_name(state: BookState, name: str) -> str:
    """The name, with a number where a deal is called so."""
    frame = state.live("deals")
    if frame is None or frame.schema.get("name") != pl.String:
        return name
    taken = set(frame.select(folded_text("name"))["name"].drop_nulls().to_list())
    tries = (name, *(f"{name} {n}" for n in range(2, 1_000)))
    return next((text for text in tries if _bare(text) not in taken), name)


def _bare(text: str) -> str | None:
    """A text as references are compared."""
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    bare: str | None = frame.select(folded_text("text")).item()
    return bare


def stage_text(state: BookState, code: str, otherwise: str) -> str:
    """The stage as the team's deals write it most."""
    frame = state.live("deals")
    if frame is None or frame.schema.get("stage") != pl.String:
        return otherwise
    used = frame["stage"].drop_nulls().value_counts(sort=True)["stage"].to_list()
    known = ((text, state.playbook.stage(text)) for text in used)
    return next((text for text, stage in known if stage and stage.code == code), otherwise)
