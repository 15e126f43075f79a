"""Every panel that the home can show, declared once: what it is, who shows it, where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salestui.i18n import N_
from salestui.ui.home.area_panel import AreaPanel
from salestui.ui.widgets.attainment import AttainmentPanel
from salestui.ui.widgets.attention import AttentionPanel
from salestui.ui.widgets.funnel import FunnelPanel
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.target_chart import TargetChart

if TYPE_CHECKING:
    from salestui.views.home.area import AreaView, Asked

STRIP = "kpis"
"""The one panel that stands above the others, wherever it is in the order."""


@dataclass(frozen=True, slots=True)
class PanelKind:
    """A panel of the home.

    Attributes:
        id: its name in presets and settings.
        title, tab, about: English sources of its name, short name, and one sentence.
        units: how wide it wants to be, of ``layout.WHOLE``.
        mode: the screen that it leads to.
        make: its widget, given the kind; it only shows what it is put.
        view: works out what an area's panel shows, in a worker; None for panels that show the
            dashboard's own figures.
    """

    id: str
    title: str
    tab: str
    about: str
    units: int
    mode: str
    make: Callable[[PanelKind], Panel]
    view: Callable[[Asked], AreaView] | None = None


def _area(kind: PanelKind) -> Panel:
    return AreaPanel(kind.title, kind.tab, kind.mode, id=kind.id)


def _forecast(asked: Asked) -> AreaView:
    from salestui.views.home.forecast import forecast_area

    return forecast_area(asked)


def _followups(asked: Asked) -> AreaView:
    from salestui.views.home.followups import followups_area

    return followups_area(asked)


def _customers(asked: Asked) -> AreaView:
    from salestui.views.home.customers import customers_area

    return customers_area(asked)


def _targets(asked: Asked) -> AreaView:
    from salestui.views.home.targets import targets_area

    return targets_area(asked)


def _channels(asked: Asked) -> AreaView:
    from salestui.views.home.channels import channels_area

    return channels_area(asked)


def _collections(asked: Asked) -> AreaView:
    from salestui.views.home.collections import collections_area

    return collections_area(asked)


def _costs(asked: Asked) -> AreaView:
    from salestui.views.home.costs import costs_area

    return costs_area(asked)


def _movement(asked: Asked) -> AreaView:
    from salestui.views.home.movement import movement_area

    return movement_area(asked)


def _performance(asked: Asked) -> AreaView:
    from salestui.views.home.performance import performance_area

    return performance_area(asked)


def _projects(asked: Asked) -> AreaView:
    from salestui.views.home.projects import projects_area

    return projects_area(asked)


def _floor(asked: Asked) -> AreaView:
    from salestui.views.home.floor import floor_area

    return floor_area(asked)


def _onsite(asked: Asked) -> AreaView:
    from salestui.views.home.onsite import onsite_area

    return onsite_area(asked)


CATALOGUE: tuple[PanelKind, ...] = (
    PanelKind(STRIP, N_("Key figures"), N_("Figures"),
              N_("Actual, attainment, pace, landing and the others, in one strip."), 12, "home",
              lambda kind: KpiStrip(id=kind.id)),
    PanelKind("chart", N_("Target and actual"), N_("Target and actual"),
              N_("The period's course: target, actual and forecast, cumulative."), 6, "movement",
              lambda kind: TargetChart(id=kind.id)),
    PanelKind("attainment", N_("By rep"), N_("By rep"),
              N_("Attainment by rep, team, region or product."), 6, "deals",
              lambda kind: AttainmentPanel(id=kind.id)),
    PanelKind("second", N_("By team or product"), N_("By team"),
              N_("The same bars once more, of another dimension."), 4, "deals",
              lambda kind: AttainmentPanel(("team", "product"), id=kind.id)),
    PanelKind("funnel", N_("Funnel"), N_("Funnel"),
              N_("What lies in each stage, and how much goes on."), 4, "deals",
              lambda kind: FunnelPanel(id=kind.id)),
    PanelKind("attention", N_("Needs you today"), N_("Today"),
              N_("Deals, gates, tenders, tasks and customers that wait for somebody."), 8,
              "followups", lambda kind: AttentionPanel(id=kind.id)),
    PanelKind("forecast", N_("Forecast"), N_("Forecast"),
              N_("Where the period lands: by category, with the range."), 4, "forecast", _area,
              _forecast),
    PanelKind("followups", N_("Follow-ups"), N_("Follow-ups"),
              N_("How much is overdue, due today and this week, and the first of it."), 4,
              "followups", _area, _followups),
    PanelKind("customers", N_("Customers"), N_("Customers"),
              N_("Customers to be contacted, and deciding layers that nobody covers."), 4,
              "customers", _area, _customers),
    PanelKind("targets", N_("Targets"), N_("Targets"),
              N_("Sums of targets that do not add up, and reps without a target."), 4,
              "target_matrix", _area, _targets),
    PanelKind("leads", N_("Leads and channels"), N_("Leads"),
              N_("Open leads by status, and the channels that bring most."), 4, "channels", _area,
              _channels),
    PanelKind("collections", N_("Collections"), N_("Collections"),
              N_("What is overdue and promised, and who is to be chased today."), 4,
              "collections", _area, _collections),
    PanelKind("costs", N_("Costs and budgets"), N_("Costs"),
              N_("What was spent, how much of the budgets is used, and the worst overruns."), 4,
              "costs_budgets", _area, _costs),
    PanelKind("movement", N_("What moved"), N_("Moved"),
              N_("How the pipeline moved since last Monday."), 4, "movement", _area, _movement),
    PanelKind("performance", N_("Performance"), N_("Performance"),
              N_("Who leads and who is last, by points of the scorecard."), 4, "performance",
              _area, _performance),
    PanelKind("floor", N_("Units of the site"), N_("Units"),
              N_("How many units are in each state, and those whose deadlines have passed."), 4,
              "floor", _area, _floor),
    PanelKind("projects", N_("Projects"), N_("Projects"),
              N_("Sales projects by health, and those that stand worst with their reason."), 4,
              "projects", _area, _projects),
    PanelKind("onsite", N_("On-site"), N_("On-site"),
              N_("How units sell, who comes, and what is due on the sales floor."), 4, "onsite",
              _area, _onsite),
)  # fmt: skip

_BY_ID = {kind.id: kind for kind in CATALOGUE}
UNITS = {kind.id: kind.units for kind in CATALOGUE}
"""How wide each panel wants to be."""


def kind_of(name: str) -> PanelKind:
    """The kind of a panel.

    Raises:
        KeyError: there is no such panel.
    """
    return _BY_ID[name]


def known_panels() -> tuple[str, ...]:
    """The names of all panels."""
    return tuple(_BY_ID)
