"""The customer screen: one customer with its people, deals and history; duplicates; leads."""
