"""What campaigns cost and what came of them."""
