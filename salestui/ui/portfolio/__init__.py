"""The screen of all projects."""
