"""The widgets of the screens: bars around them and panels of the dashboard."""
