"""Everything about one deal, as values that screens and the headless command show alike."""

from salestui.views.deal.lines import DealBar, DealLine, DealSection, Sectioned
from salestui.views.deal.whole import DealLook, DealView, deal_view

__all__ = ["DealBar", "DealLine", "DealLook", "DealSection", "DealView", "Sectioned", "deal_view"]
