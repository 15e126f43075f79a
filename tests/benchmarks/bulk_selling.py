"""The sheets of a big team's workbook beside its deals: contacts, activities, tasks, leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

Cell = str | float | date | None
Row = tuple[Cell, ...]

CONTACTS, ACTIVITIES, TASKS, LEADS, SURVEYS = 15_000, 30_000, 5_000, 3_000, 2_000
_LAYERS = ("decision", "execution", "technical", "support")
_ROLES = ("decision maker", "approver", "evaluator", "influencer", "user", "coach")
_TYPES = ("Visit", "Call", "Demo", "Mail")
_CHANNELS = ("Website", "Trade show", "Referral", "Partner")


class Names:
    """What rows of other sheets are called, by their number."""

    def __init__(self, deals: int, customers: int, reps: int) -> None:
        self.deals, self.customers, self.reps = deals, customers, reps

    def deal(self, number: int) -> str:
        """The deal's ID."""
        return f"D-{number % self.deals + 1:06d}"

    def customer(self, number: int) -> str:
        """The customer's name."""
        number %= self.customers
        return f"Customer {number:04d} Ltd" if number % 3 else f"客户{number:04d}有限公司"

    def rep(self, number: int) -> str:
        """The rep's name."""
        return f"Rep {number % self.reps + 1:02d}"


def selling_sheets(names: Names, today: date) -> Iterator[tuple[str, Row, Iterator[Row]]]:
    """Name, headers and rows of each sheet."""
    random = Random(5)
    yield (
        "Contacts",
        ("Contact ID", "Contact", "Customer", "Position", "Layer", "Decision role", "Attitude",
         "Influence", "Covered by", "Last touch", "Reports to"),
        (_contact(n, names, today, random) for n in range(CONTACTS)),
    )  # fmt: skip
    yield (
        "Activities",
        ("Activity ID", "Date", "Activity", "Deal", "Customer", "Rep", "Outcome", "Next step",
         "Next step on", "Next step done"),
        (_activity(n, names, today, random) for n in range(ACTIVITIES)),
    )  # fmt: skip
    yield (
        "Tasks",
        ("Task ID", "Deal", "Task", "Responsible", "Start", "Due", "Done on"),
        (_task(n, names, today, random) for n in range(TASKS)),
    )
    yield (
        "Leads",
        ("Lead ID", "Created", "Channel", "Company", "Contact", "Need", "Rep", "Status",
         "Next step on"),
        (_lead(n, names, today, random) for n in range(LEADS)),
    )  # fmt: skip
    yield (
        "Surveys",
        ("Survey ID", "Date", "Survey", "Customer", "Score", "Best score"),
        (_survey(n, names, today, random) for n in range(SURVEYS)),
    )


def _contact(number: int, names: Names, today: date, random: Random) -> Row:
    above = number - names.customers
    return (
        f"P-{number:05d}",
        f"Person {number:05d}",
        names.customer(number),
        random.choice(("Director", "Buyer", "Engineer")),
        random.choice(_LAYERS),
        random.choice(_ROLES),
        str(random.randint(-2, 2)),
        random.choice(("low", "medium", "high")),
        names.rep(number),
        today - timedelta(days=random.randrange(120)),
        f"Person {above:05d}" if above >= 0 else None,
    )


def _activity(number: int, names: Names, today: date, random: Random) -> Row:
    day = today - timedelta(days=random.randrange(700))
    return (
        f"A-{number:05d}",
        day,
        random.choice(_TYPES),
        names.deal(random.randrange(names.deals)) if number % 2 else None,
        names.customer(random.randrange(names.customers)),
        names.rep(number),
        random.choice(("ok", "open", None)),
        random.choice(("Quote", "Visit", "Call")),
        today + timedelta(days=random.randint(-30, 30)) if number % 10 == 0 else None,
        "no" if number % 10 == 0 else "yes",
    )


def _task(number: int, names: Names, today: date, random: Random) -> Row:
    begun = today - timedelta(days=random.randrange(200))
    return (
        f"T-{number:05d}",
        names.deal(random.randrange(names.deals)),
        random.choice(("Offer", "Site survey", "Contract", "Reference visit")),
        names.rep(number),
        begun,
        begun + timedelta(days=random.randint(5, 60)),
        begun + timedelta(days=4) if number % 3 else None,
    )


def _lead(number: int, names: Names, today: date, random: Random) -> Row:
    return (
        f"L-{number:05d}",
        today - timedelta(days=random.randrange(365)),
        random.choice(_CHANNELS),
        names.customer(random.randrange(names.customers)) if number % 2 else f"New firm {number}",
        f"Caller {number}",
        random.choice(("platform", "service", "spare parts")),
        names.rep(number),
        random.choice(("new", "working", "qualified", "rejected")),
        today + timedelta(days=random.randint(-20, 20)),
    )


def _survey(number: int, names: Names, today: date, random: Random) -> Row:
    kind = ("csat", "nps")[number % 2]
    best = 10.0 if kind == "nps" else 5.0
    return (
        f"S-{number:05d}",
        today - timedelta(days=random.randrange(365)),
        kind,
        names.customer(random.randrange(names.customers)),
        float(random.randint(1, int(best))),
        best,
    )
