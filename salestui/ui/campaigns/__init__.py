"""What campaigns cost and bring."""
