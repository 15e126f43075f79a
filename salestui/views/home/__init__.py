"""The small panels of the home: one of each area, as frozen values."""
