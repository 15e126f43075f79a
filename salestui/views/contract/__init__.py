"""One contract as its screen shows it, and a payment before it is entered."""
