"""One rep as a page shows him: figures, strengths, patterns, what he has to do, what he learnt."""
