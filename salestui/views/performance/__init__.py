"""Performance as shown, explained and told to other programs."""
