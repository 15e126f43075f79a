"""Who has how much on hand."""
