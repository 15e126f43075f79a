"""Everything about one deal, as values that screens and the headless command show alike."""

from salestui.views.deal.lines import DealBar, DealLine, DealSection
from salestui.views.deal.whole import DealLook, DealView, deal_view

__all__ = ["DealBar", "DealLine", "DealLook", "DealSection", "DealView", "deal_view"]
