"""Targets: which of them counts, what was reached of it, and whether it will be met."""
