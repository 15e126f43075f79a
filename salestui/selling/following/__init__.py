"""Following up: what is due, what became due, and logging what was done."""
