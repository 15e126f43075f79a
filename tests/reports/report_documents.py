"""Documents that use every block, and documents that mean harm, for tests of renderers."""

from __future__ import annotations

from datetime import date, timedelta

from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Check,
    Checklist,
    Column,
    Derived,
    Document,
    Facts,
    Figures,
    Form,
    Line,
    Notes,
    Operation,
    Row,
    Section,
    Table,
    Told,
    Total,
)
from salestui.views.states import State

AS_OF = date(2026, 10, 15)

FIGURES = Figures(
    (
        Told("actual", "Actual", Form.MONEY, 18_421_350.0, definition="Won amounts of the period"),
        Told("target", "Target", Form.MONEY, 24_000_000.0),
        Told(
            "attainment",
            "Attainment",
            Form.SHARE,
            0.7675,
            state=State.WARNING,
            word="behind",
            notes=("two reps have no target",),
            definition="Actual / Target",
        ),
        Told("pace", "Pace", Form.RATIO, 0.94, state=State.OK, word="on pace"),
        Told("per_day", "Required per day", Form.MONEY_PER_DAY, 72_452.1, state=State.LATE),
        Told("cycle", "Cycle", Form.DAYS, 52.4),
        Told("deals", "Deals", Form.COUNT, 1205),
        Told("win_rate", "Win rate", Form.SHARE, None, reason="fewer than 5 closed deals"),
    )
)

TEAMS = Table(
    "teams",
    "Teams",
    (
        Column("team", "Team"),
        Column("actual", "Actual", Form.MONEY, Total.SUM, bar=True),
        Column("target", "Target [plan] #1", Form.MONEY, Total.SUM),
        Column(
            "gap", "Gap", Form.MONEY, derived=Derived(Operation.DIFFERENCE, "actual", "target")
        ),
        Column(
            "share",
            "Attainment's share",
            Form.SHARE,
            derived=Derived(Operation.QUOTIENT, "actual", "target"),
        ),
        Column("trend", "Trend", Form.TREND),
        Column("word", "Standing"),
        Column("since", "Since", Form.DAY),
    ),
    (
        Row(
            ("East", 9_200_000.0, 10_000_000.0, -800_000.0, 0.92, (1.0, 3.0, 2.0, 5.0), "behind",
             date(2026, 1, 1)),
            State.WARNING,
        ),
        Row(
            ("华南大区", 7_000_000.0, 6_000_000.0, 1_000_000.0, 7 / 6, (2.0, None, 4.0, 6.0),
             "ahead", date(2026, 2, 1)),
            State.OK,
        ),
        Row(
            ("West", 2_221_350.0, 8_000_000.0, -5_778_650.0, 0.27766875, (9.0, 3.0, 2.0, 1.0),
             "far behind", None),
            State.LATE,
        ),
        Row(("New", 0.0, None, None, None, (None, None), "", None)),
    ),
)  # fmt: skip

STAGES = Table(
    "stages",
    "Stages",
    (
        Column("stage", "Stage"),
        Column("deals", "Deals", Form.COUNT, Total.SUM),
        Column("amount", "Amount", Form.MONEY, Total.SUM),
    ),
    (
        Row(("Lead", 120, 40_000_000.0)),
        Row(("Qualified", 80, 30_000_000.0)),
        Row(("Proposal", 35, 18_000_000.0)),
        Row(("Negotiation", 12, 7_500_000.0)),
    ),
)

BRIDGE = Table(
    "bridge",
    "Pipeline bridge",
    (
        Column("step", "Step"),
        Column("from", "From", Form.MONEY),
        Column("to", "To", Form.MONEY),
    ),
    (
        Row(("Last week", 0.0, 30_000_000.0)),
        Row(("New", 30_000_000.0, 36_000_000.0)),
        Row(("Won", 36_000_000.0, 31_500_000.0)),
        Row(("Lost", 31_500_000.0, 29_000_000.0)),
        Row(("This week", 0.0, 29_000_000.0)),
    ),
    drawn=True,
)

AGEING = Table(
    "ageing",
    "Receivables by age",
    (
        Column("customer", "Customer"),
        Column("current", "not due", Form.MONEY, Total.SUM),
        Column("late30", "1-30 d", Form.MONEY, Total.SUM),
        Column("late90", "31-90 d", Form.MONEY, Total.SUM),
    ),
    (
        Row(("Acme & Sons", 300_000.0, 120_000.0, 0.0)),
        Row(("砺川精密", 80_000.0, 0.0, 260_000.0)),
        Row(("Zeta", 10_000.0, 40_000.0, None)),
    ),
)

COURSE = Table(
    "course",
    "Day by day",
    (
        Column("day", "Day", Form.DAY),
        Column("actual", "Actual", Form.MONEY),
        Column("target", "Target", Form.MONEY),
        Column("forecast", "Forecast", Form.MONEY),
    ),
    tuple(
        Row(
            (
                AS_OF + timedelta(days=n - 15),
                n * 1_200_000.0 if n <= 15 else None,
                n * 1_500_000.0,
                None if n < 15 else n * 1_100_000.0,
            )
        )
        for n in range(31)
    ),
    drawn=True,
)

CHECKS = Checklist(
    (
        Check("Kick-off held", True, ("Ann", "2026-09-01")),
        Check("Contract signed", False, ("Bob",), State.LATE),
        Check("Site inspected", None),
    )
)


def whole(symbol: str = "¥", language: str = "en") -> Document:
    """A document with every block and every chart."""
    sections = (
        Section(
            "standing",
            "Where we stand",
            (
                FIGURES,
                COURSE,
                Chart(ChartKind.LINES, "Day by day", "course", "day",
                      ("actual", "target", "forecast"), "Actual is below target all along."),
            ),
        ),
        Section(
            "teams",
            "By team",
            (
                TEAMS,
                Chart(ChartKind.TARGET, "Target vs actual", "teams", "team", ("actual", "target"),
                      "South is ahead, West far behind."),
            ),
        ),
        Section(
            "pipeline",
            "Pipeline: stages/bridge?",
            (
                Chart(ChartKind.FUNNEL, "Funnel", "stages", "stage", ("amount",), "Narrowing."),
                STAGES,
                BRIDGE,
                Chart(ChartKind.WATERFALL, "Bridge", "bridge", "step", ("from", "to"),
                      "Fell by 1M."),
                Chart(ChartKind.COLUMNS, "Deals", "stages", "stage", ("deals",), "Fewer."),
            ),
        ),
        Section(
            "cash",
            "Collections",
            (
                AGEING,
                Chart(ChartKind.STACKED, "Age", "ageing", "customer",
                      ("current", "late30", "late90"), "Most is not due."),
                Notes((Line("Zeta pays late.", State.LATE), Line("All else is well."))),
            ),
        ),
        Section(
            "list",
            "Checklist",
            (Facts((("Director", "Ann"), ("Phase", "Ramp-up"))), CHECKS),
        ),
        Section("empty", "Campaigns", needs="No sheet of campaigns: add one."),
    )  # fmt: skip
    return Document(
        "weekly",
        "Weekly report",
        "East China",
        "Q4 2026",
        AS_OF,
        "deals.xlsx",
        (
            Line("76.8% of ¥24.0M, behind; lands between ¥20M and ¥23M.", State.WARNING),
            Line("West is far behind, and needs two more deals this month.", State.LATE),
        ),
        sections,
        language,
        symbol,
    )
