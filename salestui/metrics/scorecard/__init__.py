"""Scorecards: what each person or team reached against its targets, in points and ranks."""
