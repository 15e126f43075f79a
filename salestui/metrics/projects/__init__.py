"""Figures of deals that are run as projects: risks, duties, gates, and how each project stands."""
