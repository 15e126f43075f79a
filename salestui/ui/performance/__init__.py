"""Performance: the leaderboard, the scorecard of who is selected, and the rows behind a line."""

from salestui.ui.performance.showing import show_performance

__all__ = ["show_performance"]
