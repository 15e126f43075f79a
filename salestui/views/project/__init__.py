"""One deal as a project: its phases, people, strategy, plans, risks, reports and papers."""

from salestui.views.project.whole import ProjectLook, ProjectView, project_view

__all__ = ["ProjectLook", "ProjectView", "project_view"]
