"""The English workbook: Excel tables with structured formulas, targets as a long list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xlsxwriter.workbook import Workbook

from salestui.model.entities.targets import METRIC
from sample_workbooks.figures import Figures
from sample_workbooks.marks import Marks, mark_deals
from sample_workbooks.names_en import EN
from sample_workbooks.optional.extras import customer_columns, deal_columns
from sample_workbooks.optional.goals import Goal, goals
from sample_workbooks.optional.sheets import added_columns, columns_of, write_optional
from sample_workbooks.optional.team import members
from sample_workbooks.optional.telling import Telling, sentence
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.rows import CustomerRow, DealRow
from sample_workbooks.sheets import Column, Form, Styles, write_list
from sample_workbooks.summary import Summary, Words
from sample_workbooks.wording.headers_en import CUSTOMERS, DEALS, MEMBERS, SHEETS

_CODES = {
    "money": "$#,##0",
    "percent": "0%",
    "date": "yyyy-mm-dd",
    "month": "mmm yyyy",
    "integer": "#,##0",
}
_FORECASTS = ("Pipeline", "Best case", "Commit", "Omitted")


def write_english(book: Workbook, telling: Telling, stages: Sequence[str]) -> None:
    """Write every sheet into an empty workbook."""
    styles = Styles(book, "Calibri", "#1F4E79", _CODES)
    names = ("Summary", "Deals", "Customers", "Targets", "Team", "Products")
    sheets = {name: book.add_worksheet(name) for name in names}
    book.define_name("AsOf", "=Summary!$B$2")
    people, rows = members(telling), telling.rows
    columns = columns_of(telling, "members", MEMBERS)
    team = write_list(sheets["Team"], styles, columns, people, Form(table="Members"))
    reps = team.cells("Member", skip=len(people) - len(EN.reps))
    products = write_list(
        sheets["Products"], styles, _PRODUCTS, EN.products, Form(table="ProductList")
    )
    deals = _deals(reps, products.cells("Product"), tuple(dict.fromkeys(stages)))
    deals += added_columns(telling, "deals", DEALS, deal_columns(telling), lambda r: r.id)
    placed = write_list(sheets["Deals"], styles, deals, rows.deals, Form(table="Deals", frozen=2))
    mark_deals(book, sheets["Deals"], placed, rows.deals, _MARKS)
    own = customer_columns(telling)
    customers = _customers(reps)
    customers += added_columns(telling, "customers", CUSTOMERS, own, lambda r: r.id)
    write_list(
        sheets["Customers"], styles, customers, rows.customers,
        Form(table="Customers", frozen=2, look="Table Style Medium 7"),
    )  # fmt: skip
    write_list(sheets["Targets"], styles, _TARGETS, goals(telling), Form(table="Targets", frozen=2))
    figures = Figures(telling.story)
    Summary(book, sheets["Summary"], styles, figures, EN, stages, _WORDS).write()
    write_optional(book, styles, telling, SHEETS, team.cells("Member", skip=1))
    sheets["Deals"].activate()


def _this(header: str) -> str:
    return f"Deals[[#This Row],[{header}]]"


def _forecast(row: DealRow) -> str | None:
    if not row.deal.open:
        return None
    if row.deal.stage == 3:
        return _FORECASTS[2 if row.deal.flavour % 4 else 1]
    return _FORECASTS[1 if row.deal.stage == 2 and row.deal.flavour % 3 else 0]


def _deals(reps: str, products: str, stages: tuple[str, ...]) -> list[Column[DealRow]]:
    closed, created = _this("Closed on"), _this("Created")
    days = f'=IF({closed}="",AsOf,{closed})-{created}'
    weighted = f"={_this('Amount')}*{_this('Probability')}"
    return [
        Column("Deal ID", 9, "text", lambda r: r.id),
        Column("Deal", 38, "text", lambda r: r.name),
        Column("Customer", 28, "text", lambda r: r.customer),
        Column("Stage", 12, "text", lambda r: r.stage, choices=stages),
        Column("Amount", 12, "money", lambda r: r.deal.amount),
        Column("Probability", 11, "percent", lambda r: r.deal.probability),
        Column("Weighted", 12, "money", lambda r: r.weighted, formula=weighted),
        Column("Close date", 12, "date", lambda r: r.deal.expected),
        Column("Closed on", 12, "date", lambda r: r.deal.closed),
        Column("Created", 12, "date", lambda r: r.deal.created),
        Column("Days open", 8, "integer", lambda r: r.days, formula=days),
        Column("Rep", 18, "text", lambda r: r.rep, choices=reps),
        Column("Team", 13, "text", lambda r: r.team, choices=EN.teams),
        Column("Region", 11, "text", lambda r: r.region, choices=EN.regions),
        Column("Product", 18, "text", lambda r: r.product, choices=products),
        Column("Forecast", 11, "text", _forecast, choices=_FORECASTS),
        Column("Next step", 26, "text", lambda r: r.next_step),
        Column("Next step on", 12, "date", lambda r: r.deal.next_date),
        Column("Last activity", 12, "date", lambda r: r.deal.last_activity),
        Column("In stage since", 12, "date", lambda r: r.deal.stage_entered),
        Column("Source", 17, "text", lambda r: r.source, choices=EN.sources),
        Column("Loss reason", 18, "text", lambda r: r.loss_reason, choices=EN.loss_reasons),
        Column("Competitor", 15, "text", lambda r: r.competitor),
        Column("Partner", 19, "text", lambda r: r.partner),
        Column("Notes", 48, "text", lambda r: r.note),
    ]


def _customers(reps: str) -> list[Column[CustomerRow]]:
    own = "Customers[[#This Row],[Customer]]"
    won = f'=SUMIFS(Deals[Amount],Deals[Customer],{own},Deals[Stage],"Won")'
    return [
        Column("Customer ID", 11, "text", lambda r: r.id),
        Column("Customer", 28, "text", lambda r: r.name),
        Column("Industry", 18, "text", lambda r: r.industry, choices=EN.industries),
        Column("Tier", 6, "centre", lambda r: r.tier, choices=("A", "B", "C")),
        Column("Region", 11, "text", lambda r: r.region, choices=EN.regions),
        Column("Rep", 18, "text", lambda r: r.rep, choices=reps),
        Column("Contact", 19, "text", lambda r: r.contact),
        Column("Phone", 15, "text", lambda r: r.phone),
        Column("Email", 38, "text", lambda r: r.email),
        Column("Employees", 11, "integer", lambda r: r.customer.employees),
        Column("Last contact", 12, "date", lambda r: r.customer.last_contact),
        Column("Next contact", 12, "date", lambda r: r.customer.next_contact),
        Column("Won to date", 13, "money", lambda r: r.won, formula=won),
        Column("Notes", 28, "text", lambda r: r.note),
    ]


_PRODUCTS: list[Column[tuple[str, str, int]]] = [
    Column("Product", 20, "text", lambda r: r[0]),
    Column("Series", 12, "text", lambda r: r[1]),
    Column("List price", 12, "money", lambda r: r[2]),
]
_METRICS: dict[str, str] = {c.code: sentence(c.labels["en"]) for c in METRIC.choices}


def _whose(goal: Goal) -> str | None:
    if goal.rep is not None:
        return None
    return "Company" if goal.team is None else EN.teams[goal.team]


def _ramp(goal: Goal) -> str | None:
    if goal.metric != "revenue" or goal.rep is None or goal.month >= date(2026, 12, 1):
        return None
    return "Ramp-up" if REPS[goal.rep].habit is Habit.NEW else None


_TARGETS: list[Column[Goal]] = [
    Column("Month", 11, "month", lambda g: g.month),
    Column("Rep", 20, "text", lambda g: None if g.rep is None else EN.reps[g.rep]),
    Column("Team", 14, "text", _whose),
    Column("Metric", 15, "text", lambda g: _METRICS[g.metric]),
    Column("Target", 12, lambda g: g.kind, lambda g: g.value),
    Column("Notes", 28, "text", _ramp),
]
_MARKS = Marks(
    stage="Stage",
    amount="Amount",
    expected="Close date",
    closed="Closed on",
    next_date="Next step on",
    first="Deal ID",
    last="Notes",
    as_of="AsOf",
    won=("Won",),
    lost="Lost",
    author=EN.managers[1],
    comment="Victor, where are we with legal? The quarter depends on this one.",
)


def _won(rep: str, first: str, months: int) -> str:
    who = f"Deals[Rep],{rep}," if rep else ""
    return (
        f'=SUMIFS(Deals[Amount],{who}Deals[Stage],"Won",Deals[Closed on],">="&{first},'
        f'Deals[Closed on],"<"&EDATE({first},{months}))'
    )


def _target(rep: str, first: str, months: int) -> str:
    who = f"Targets[Rep],{rep}," if rep else ""
    return (
        f'=SUMIFS(Targets[Target],{who}Targets[Metric],"Revenue",Targets[Month],">="&{first},'
        f'Targets[Month],"<"&EDATE({first},{months}))'
    )


_SUMMED = {"amount": "Deals[Amount]", "weighted": "Deals[Weighted]"}


def _open(what: str, rep: str) -> str:
    return f'=SUMIFS({_SUMMED[what]},Deals[Rep],{rep},Deals[Closed on],"")'


def _by(column: str, what: str, value: str) -> str:
    if what == "count":
        return f"=COUNTIFS({column},{value})"
    return f"=SUMIFS({_SUMMED[what]},{column},{value})"


_WORDS = Words(
    title="Sales team summary",
    as_of="As of",
    by_rep="Won by rep and quarter",
    by_month="Won against target by month",
    by_stage="Open pipeline by stage",
    by_reason="Lost deals by reason",
    team="Team",
    rep="Rep",
    quarter="{y} Q{q}",
    target="Q4 target",
    now="Target",
    attainment="Attainment",
    open="Open pipeline",
    weighted="Weighted",
    subtotal="{team} total",
    total="Grand total",
    month="Month",
    won="Won",
    stage="Stage",
    deals="Deals",
    amount="Amount",
    reason="Loss reason",
    axis='$#,##0,"k"',
    won_formula=_won,
    target_formula=_target,
    open_formula=_open,
    stage_formula=lambda what, name: _by("Deals[Stage]", what, name),
    lost_formula=lambda what, name: _by("Deals[Loss reason]", what, name),
)
