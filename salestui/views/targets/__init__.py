"""Targets as shown: the matrix of them, their plan and how they are met."""
