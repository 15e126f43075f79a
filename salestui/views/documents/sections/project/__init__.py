"""Sections about one deal as a project, each from what its screens show."""
