"""The screen of one sales project, and the ways to it."""

from salestui.ui.project.showing import choose_project, open_project

__all__ = ["choose_project", "open_project"]
