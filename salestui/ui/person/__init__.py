"""A rep's page, and how to get there from wherever a rep is listed."""

from salestui.ui.person.showing import choose_person, open_person

__all__ = ["choose_person", "open_person"]
