"""The forecast as shown, explained and told to other programs."""
