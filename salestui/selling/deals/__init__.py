"""What belongs to one deal: its rows in other sheets, people, criteria, plan and quotes."""
