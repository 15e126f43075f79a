"""Follow-ups and the quick log: what is due, done or put off, and logging an activity in a line."""
