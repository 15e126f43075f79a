"""The forecast of a period: by category, rolled up, and in which range it may land."""
