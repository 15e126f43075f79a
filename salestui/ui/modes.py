"""The app's screens over the book, each imported when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from salestui.model.entities import ENTITIES
from salestui.ui.screens.base import BookScreen

_SCREENS = {
    "home": "salestui.ui.screens.dashboard:DashboardScreen",
    "deal": "salestui.ui.screens.deal:DealScreen",
    "project": "salestui.ui.project.screen:ProjectScreen",
    "customer": "salestui.ui.customer.screen:CustomerScreen",
    "contract": "salestui.ui.contract.screen:ContractScreen",
    "person": "salestui.ui.person.screen:PersonScreen",
    "structure": "salestui.ui.structure.screen:StructureScreen",
    "costs_budgets": "salestui.ui.costs.screen:CostsScreen",
    "channels": "salestui.ui.customer.channels:ChannelsScreen",
    "onsite": "salestui.ui.onsite.screen:OnsiteScreen",
    "marketing": "salestui.ui.campaigns.screen:CampaignsScreen",
    "collections": "salestui.ui.cash.screen:CollectionsScreen",
    "load": "salestui.ui.load.screen:LoadScreen",
    "projects": "salestui.ui.portfolio.screen:PortfolioScreen",
    "target_matrix": "salestui.ui.targets.screen:TargetMatrixScreen",
    "movement": "salestui.ui.screens.movement:MovementScreen",
    "forecast": "salestui.ui.forecast.screen:ForecastScreen",
    "performance": "salestui.ui.performance.screen:PerformanceScreen",
    "mapping": "salestui.ui.screens.mapping:MappingScreen",
    "history": "salestui.ui.screens.history:HistoryScreen",
    "followups": "salestui.ui.followups.screen:FollowUpsScreen",
    "report": "salestui.ui.report.screen:ReportScreen",
    "floor": "salestui.ui.floor.screen:FloorScreen",
}
_TABLE = "salestui.ui.screens.table:TableScreen"


def _screen(place: str, *arguments: str) -> BookScreen:
    module, _colon, name = place.partition(":")
    screen: BookScreen = getattr(import_module(module), name)(*arguments)
    return screen


MODES: dict[str, Callable[[], BookScreen]] = {
    **{mode: partial(_screen, place) for mode, place in _SCREENS.items()},
    **{kind.name: partial(_screen, _TABLE, kind.name) for kind in ENTITIES},
}
"""What makes each screen, by the name of its mode; each kind of row has its own."""
