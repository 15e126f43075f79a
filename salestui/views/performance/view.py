"""Performance as shown: the leaderboard of reps, teams or managers, and the card of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import N_, _
from salestui.metrics.inputs import Inputs
from salestui.metrics.scorecard.actuals import ScoreInputs
from salestui.metrics.scorecard.cards import Card, Missing
from salestui.metrics.scorecard.events import Sources
from salestui.metrics.scorecard.leaderboard import Board, Standing, board
from salestui.metrics.scorecard.people import Kind, within_focus
from salestui.metrics.scorecard.remembered import Remembered
from salestui.metrics.scorecard.targets import score_targets
from salestui.metrics.trend import Series
from salestui.model.focus import Focus
from salestui.model.playbook import Playbook
from salestui.selling.cash.rows import cash_rows
from salestui.selling.costs.rows import spending
from salestui.views.formats import DOWN, FLAT, UP, Style, not_available, say
from salestui.views.past.looking_back import Present
from salestui.views.performance.lines import LineRow, line_rows, points_text, points_tone
from salestui.views.states import State

_TITLES = {Kind.REP: N_("Reps"), Kind.TEAM: N_("Teams"), Kind.MANAGER: N_("Managers")}
ORDERS = ("place", "change", "commission", "name")
"""What a leaderboard can be sorted by."""

_ORDER_NAMES = {
    "place": N_("by points"),
    "change": N_("by change"),
    "commission": N_("by commission"),
    "name": N_("by name"),
}


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Somebody on the leaderboard.

    Attributes:
        name: as deals and members have it; empty for the company. ``rep``: the same of a rep or
            manager, empty for others.
        place: empty where there is none; ``moved``: places won or lost since the previous period.
        score: points, ``n/a`` without any; ``grade`` its code.
        change: points more than in the previous period; empty where that has none.
        trend: points by period, older to newer.
        paid: commission; empty for other kinds than reps.
        reason: why there are no points, else empty.
    """

    name: str
    rep: str
    label: str
    place: str
    moved: str
    grade: str
    score: str
    tone: State
    change: str
    trend: Series
    paid: str
    reason: str


@dataclass(frozen=True, slots=True)
class PerformanceView:
    """The performance screen.

    Attributes:
        needs: why nobody is listed; empty where somebody is.
        rows: the leaderboard, the best first, of whom the focus shows.
        cards: the lines of each card by name.
        titles: each kind's name.
        missing: what a line without a figure counts, in words.
        board, book, style: what it was made from.
    """

    kind: Kind
    needs: str
    rows: tuple[BoardRow, ...]
    cards: Mapping[str, tuple[LineRow, ...]]
    titles: Mapping[Kind, str]
    missing: str
    board: Board
    book: ScoreInputs
    style: Style

    def standing(self, name: str) -> Standing | None:
        """The standing of somebody who is listed."""
        return self.board.standing(name)


def score_inputs(state: BookState, inputs: Inputs) -> ScoreInputs:
    """What scorecards are worked out from, of a state."""
    sources = Sources(
        deals=state.live("deals"),
        activities=state.live("activities"),
        surveys=state.live("surveys"),
        customers=state.live("customers"),
        training=state.live("training"),
        scorecards=state.live("scorecards"),
        costs=spending(state, inputs).costs,
        cash=cash_rows(state),
    )
    members, folds = state.live("members"), state.folds
    parts = state.targets, members, state.playbook, state.today
    targets = folds.made(("scorecards", "targets"), parts, lambda: score_targets(*parts))
    remembered: Remembered[Mapping[str, Card]] = folds.made(("scorecards",), (), Remembered)
    return ScoreInputs(inputs, sources, targets, remembered)


def performance(
    present: Present,
    kind: Kind,
    style: Style,
    missing: Missing | None = None,
    book: ScoreInputs | None = None,
) -> PerformanceView:
    """The leaderboard of what is looked at. Blocks.

    Args:
        book: what an earlier view of the same state was made from.
    """
    known = book or score_inputs(present.state, present.inputs)
    found = board(known, kind, present.period, present.as_of, missing)
    return performance_view(found, known, present.focus, style)


def performance_view(
    found: Board, book: ScoreInputs, focus: Focus, style: Style
) -> PerformanceView:
    """What there is to show of a leaderboard."""
    playbook = book.inputs.playbook
    shown = [s for s in found.standings if within_focus(s.card.subject, focus)]
    needs = "" if found.reason is None else say(found.reason)
    if not needs and not shown:
        needs = _("nobody of this kind is in what is looked at: esc clears the filter")
    return PerformanceView(
        kind=found.kind,
        needs=needs,
        rows=tuple(_row(standing, style) for standing in shown),
        cards=_cards(shown, playbook, style),
        titles={kind: _(title) for kind, title in _TITLES.items()},
        missing=missing_words(found.missing),
        board=found,
        book=book,
        style=style,
    )


def missing_words(missing: Missing) -> str:
    """What a line without a figure counts."""
    if missing == "zero":
        return _("a line without a figure counts 0")
    return _("a line without a figure is left out")


def _cards(
    shown: Sequence[Standing], playbook: Playbook, style: Style
) -> dict[str, tuple[LineRow, ...]]:
    return {s.card.subject.name: line_rows(s, playbook, style) for s in shown}


def subject_label(name: str) -> str:
    """The name, or what the company is called."""
    return name or _("Company")


def _row(standing: Standing, style: Style) -> BoardRow:
    card, paid = standing.card, standing.commission
    value = card.total.value
    return BoardRow(
        name=card.subject.name,
        rep=card.subject.name if card.subject.kind in (Kind.REP, Kind.MANAGER) else "",
        label=subject_label(card.subject.name),
        place="" if card.place is None else str(card.place.place),
        moved=_moved(standing),
        grade="" if card.grade is None else card.grade.code,
        score=points_text(value),
        tone=points_tone(value),
        change=_change(standing.change),
        trend=standing.trend,
        paid="" if paid is None else _paid(paid.paid.value, style),
        reason="" if card.total.reason is None else say(card.total.reason),
    )


def _paid(value: float | None, style: Style) -> str:
    return not_available() if value is None else style.money(value)


def _change(change: float | None) -> str:
    if change is None:
        return ""
    mark = FLAT if abs(change) < 0.05 else UP if change > 0 else DOWN
    return f"{mark} {change:+.1f}"


def _moved(standing: Standing) -> str:
    now, before = standing.card.place, standing.before.place if standing.before else None
    if now is None or before is None or now.place == before.place:
        return ""
    return f"{UP if now.place < before.place else DOWN}{abs(now.place - before.place)}"


def ordered(view: PerformanceView, by: str) -> tuple[BoardRow, ...]:
    """The rows in an order of ``ORDERS``; who has nothing to be ordered by comes last."""

    def change(row: BoardRow) -> tuple[bool, float]:
        found = view.standing(row.name)
        value = found.change if found is not None else None
        return value is None, -(value or 0.0)

    def commission(row: BoardRow) -> tuple[bool, float]:
        found = view.standing(row.name)
        paid = found.commission if found is not None else None
        value = paid.paid.value if paid is not None else None
        return value is None, -(value or 0.0)

    match by:
        case "change":
            return tuple(sorted(view.rows, key=change))
        case "commission":
            return tuple(sorted(view.rows, key=commission))
        case "name":
            return tuple(sorted(view.rows, key=lambda row: (not row.name, row.label.casefold())))
    return view.rows


def order_name(by: str) -> str:
    """An order in words."""
    return _(_ORDER_NAMES[by])


def card_title(view: PerformanceView) -> str:
    """What the card is called in the playbook."""
    return "" if view.board.scorecard is None else i18n.label(view.board.scorecard.labels)
