"""Figures of the people who sell: how they sell, and where they stand in the team."""
