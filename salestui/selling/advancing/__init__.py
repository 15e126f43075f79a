"""Advancing a deal: what it lacks for another stage, and what changes when it gets there."""
