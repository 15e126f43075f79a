"""The forecast's screen: the tree of teams and reps, its range, and the deals behind its cells."""
